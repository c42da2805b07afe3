"""Who has not: deputies without a suggestion, a reception or a report to voters, and those who missed two sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.booklet_years import BookletYear
from app.domain.codes import LEVELS
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.roll import UNAPPROVED, missed_whole
from app.domain.session_codes import OF_ALL
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.people_of_year import OWN_LEVEL
from app.figures.performance_acts import DeputyOfYear, acts_between
from app.figures.performance_matrix import PerformanceYear
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values
from app.storage.query import Query

RAISED = ("suggestion", "bill")
ROLL = "session_attendance"
BOOKLETS = "booklets"


@dataclass(frozen=True)
class Gap:
    """One thing that may be missing: its words, by whom, and the rows that show it (none for what is not there)."""

    words: str
    rows_by_person: Mapping[int, tuple[int, ...]]
    register: str = ""


def performance_gaps(ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL) -> list[Gap]:
    """Every gap of the deputies in office on the last day of the year."""
    with ledger.busy:
        return gaps_of(PerformanceYear(ledger, year, level))


def gaps_of(counted: PerformanceYear) -> list[Gap]:
    """The gaps of a year that is already read."""
    deputies = in_office_at_the_end(counted)
    kinds = {one.person: {act.kind for act in counted.acts_of(one)} for one in deputies}
    missed = sessions_missed(counted.ledger, None, counted.year.last)
    absences = {
        one.person: tuple(row for rows in missed.get(one.mandate, {}).values() for row in rows)
        for one in deputies
        if len(missed.get(one.mandate, {})) >= UNAPPROVED
    }
    reported = _reported(counted)
    return [
        Gap("没有履职记录", {person: () for person, own in kinds.items() if not own}),
        Gap("没有提出议案、建议", {p: () for p, own in kinds.items() if own.isdisjoint(RAISED)}),
        Gap("没有接待选民", {p: () for p, own in kinds.items() if "reception" not in own}),
        Gap("本届没有述职", {one.person: () for one in deputies if one.mandate not in reported}),
        Gap("登记册逾期未交", _booklets_owed(counted, deputies), BOOKLETS),
        Gap(f"本届 {UNAPPROVED} 次无故缺席会议", absences, ROLL),
    ]


def in_office_at_the_end(counted: PerformanceYear) -> list[DeputyOfYear]:
    """Who can still make up for it: in office on the last day of the year."""
    last = counted.year.last
    return [one for one in counted.deputies if one.mandates[-1].ran_in(last, last)]


def _booklets_owed(counted: PerformanceYear, deputies: Sequence[DeputyOfYear]) -> dict[int, tuple[int, ...]]:
    """By person the booklets that are out though their last day has passed: at the end of the year, or today in it."""
    ledger = counted.ledger
    on = min(counted.year.last, ledger.today)
    overdue = ledger.rows(BOOKLETS, ledger.ids(BOOKLETS, Query(filter="overdue", on=on)))
    owed: dict[int | None, list[int]] = defaultdict(list)
    for row in overdue:
        owed[row["deputy"].id].append(row["id"])
    of_persons = {
        one.person: tuple(row for mandate in one.mandates for row in owed.get(mandate.id, ()))
        for one in deputies
    }
    return {person: rows for person, rows in of_persons.items() if rows}


def _reported(counted: PerformanceYear) -> set[int | None]:
    """The mandates by which somebody reported to the voters, up to the last day; a mandate is of one term."""
    acts = acts_between(counted.source, date.min, counted.year.last, ("report_to_voters",)).counted
    return {act.mandate for act in acts if not act.was_away}


def sessions_missed(ledger: Ledger, first: date | None, last: date) -> dict[int, dict[int, tuple[int, ...]]]:
    """Mandate → session → the rows of the roll, for sessions missed whole without approval (代表法 art. 62).

    Sessions that began from ``first`` (ever, without it) and have ended or go on by ``last``.
    """
    meetings = {
        row: session
        for row, session, kind in column_values(ledger, "session_meetings", ("session", "kind"))
        if kind in OF_ALL
    }
    rolls: dict[tuple[int, int], list[tuple[int, str, str | None]]] = defaultdict(list)
    for row, meeting, deputy, day, state in column_values(
        ledger, ROLL, ("meeting", "deputy", "held_on", "attendance")
    ):
        if meeting in meetings and deputy is not None and day <= last.isoformat():
            rolls[deputy, meetings[meeting]].append((row, day, state))
    missed: dict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for (deputy, session), own in rolls.items():
        begun = min(day for _, day, _ in own)
        if missed_whole(state for _, _, state in own) and (first is None or begun >= first.isoformat()):
            missed[deputy][session] = tuple(row for row, _, _ in own)
    return missed


def gaps_table(ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL) -> Tabulation:
    """Who has a gap, one line a deputy, a mark under each gap."""
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        gaps = gaps_of(counted)
        deputies = in_office_at_the_end(counted)
        lines = [
            _line(counted, one, gaps)
            for one in deputies
            if any(one.person in gap.rows_by_person for gap in gaps)
        ]
    sums = [Cell(str(len(gap.rows_by_person)), len(gap.rows_by_person)) for gap in gaps]
    return Tabulation(
        "履职提醒",
        f"{ledger.office.get('town') or ''}人大代表履职提醒名单",
        (
            Heading("代表", least=8, names=True), Heading("代表小组", least=10),
            *(Heading(gap.words, "center", least=8) for gap in gaps),
        ),
        tuple(lines),
        (Cell("合计"), Cell(""), *sums),
        (f"在任 {len(deputies)} 名", year.in_full, f"{LEVELS.label(level)}代表"),
        signatures_of(ledger.office),
        ("只列年度最后一天在任的代表，有标记的请提醒。请假、缺席不算履职。",),
        presidium_of(ledger.office),
    )  # fmt: skip


def _line(counted: PerformanceYear, deputy: DeputyOfYear, gaps: Sequence[Gap]) -> tuple[Cell, ...]:
    cells = []
    for gap in gaps:
        rows = gap.rows_by_person.get(deputy.person)
        cells.append(
            Cell("" if rows is None else "●", register=gap.register if rows else "", rows=rows or ())
        )
    return (
        Cell(deputy.name, register="deputies", rows=(deputy.mandate,)),
        Cell(counted.group_of(deputy)),
        *cells,
    )
