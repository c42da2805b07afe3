"""Performance by group, and as it is made public: who did what how often, without a private value (代表法 art. 58)."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.booklet_years import BookletYear
from app.domain.codes import LEVELS, SEX
from app.domain.contact_codes import PERFORMANCE_KINDS
from app.domain.fields import Row
from app.domain.law.citations import citation
from app.domain.ledger_head import presidium_of, signatures_of
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.people_of_year import OWN_LEVEL
from app.figures.performance_acts import DeputyOfYear
from app.figures.performance_gaps import Gap, gaps_of, in_office_at_the_end
from app.figures.performance_matrix import RULE, PerformanceYear, counted_cell
from app.storage.ledger import Ledger

UNSAID = "—"


def group_tables(ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL) -> dict[str, Tabulation]:
    """One table for each group that has deputies in the year, by its name."""
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        gaps = gaps_of(counted)
        groups = dict.fromkeys(counted.group_of(one) for one in counted.deputies)
        return {group: _group_table(counted, gaps, group) for group in sorted(groups)}


def _group_table(counted: PerformanceYear, gaps: Sequence[Gap], group: str) -> Tabulation:
    office = counted.ledger.office
    members = [one for one in counted.deputies if counted.group_of(one) == group]
    kinds = _kinds(counted, members)
    lines = tuple(
        (
            Cell(one.name, register="deputies", rows=(one.mandate,)),
            *_counts(counted, one, kinds),
            Cell("；".join(gap.words for gap in gaps if one.person in gap.rows_by_person) or UNSAID),
        )
        for one in members
    )
    return Tabulation(
        f"{group}履职情况",
        f"{office.get('town') or ''}人大{group}代表履职情况表",
        (*_headings(kinds), Heading("还要努力的方面", least=16)),
        lines,
        (*_total(lines), Cell("")),
        (f"共 {len(members)} 名", counted.year.in_full, f"{LEVELS.label(counted.level)}代表"),
        signatures_of(office),
        (f"{RULE}。",),
        presidium_of(office),
    )


def public_list(ledger: Ledger, year: BookletYear, level: str = OWN_LEVEL) -> Tabulation:
    """For the notice board: basic facts and counts of everybody in office on the last day of the year.

    No telephone, address, number, date of birth or absence stands in it.
    """
    with ledger.busy:
        counted = PerformanceYear(ledger, year, level)
        deputies = in_office_at_the_end(counted)
        kinds = _kinds(counted, deputies)
        rows = {row["id"]: row for row in ledger.rows("deputies", [one.mandate for one in deputies])}
        lines = tuple((*_basics(rows[one.mandate], one), *_counts(counted, one, kinds)) for one in deputies)
    town = ledger.office.get("town") or ""
    first, *counts = _headings(kinds)
    basics = (
        first,
        Heading("性别", "center"),
        Heading("选区", least=8),
        Heading("工作单位及职务", least=16),
        Heading("代表小组", least=8),
    )
    blanks = [Cell("")] * (len(basics) - 1)
    total = _total([(line[0], *line[len(basics) :]) for line in lines])
    return Tabulation(
        "代表履职公示",
        f"{town}人大代表基本信息和履职情况公示",
        (*basics, *counts),
        lines,
        (*total[:1], *blanks, *total[1:]) if total else (),
        (f"在任 {len(deputies)} 名", year.in_full, f"{LEVELS.label(level)}代表"),
        notes=(f"依照{citation('publicity', year.last)}公开。次数按镇人大主席团的履职登记统计。",),
        author=presidium_of(ledger.office),
    )  # fmt: skip


def _basics(row: Row, one: DeputyOfYear) -> tuple[Cell, ...]:
    district, group = row["electoral_district"], row["deputy_group"]
    texts = (
        SEX.label(row["sex"]) if row["sex"] else "",
        district.name if district else "",
        row["employer_position"] or "",
        group.name if group else "",
    )
    return (Cell(one.name, register="deputies", rows=(one.mandate,)), *map(Cell, texts))


def _kinds(counted: PerformanceYear, deputies: Sequence[DeputyOfYear]) -> list[str]:
    """The kinds of which any of them has a record, in the order of the booklet."""
    present = {act.kind for one in deputies for act in counted.acts_of(one)}
    return [code for code in PERFORMANCE_KINDS.codes() if code in present]


def _headings(kinds: Sequence[str]) -> tuple[Heading, ...]:
    counts = (Heading(PERFORMANCE_KINDS.label(kind), "right") for kind in kinds)
    return Heading("代表", least=8, names=True), *counts, Heading("合计", "right")


def _counts(counted: PerformanceYear, one: DeputyOfYear, kinds: Sequence[str]) -> tuple[Cell, ...]:
    acts = counted.acts_of(one)
    return *(counted_cell([act for act in acts if act.kind == kind]) for kind in kinds), counted_cell(acts)


def _total(lines: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Sums of the columns of counts; what is no number is left blank at the end."""
    if not lines:
        return ()
    places = [place for place, cell in enumerate(lines[0]) if cell.value is not None]
    return (
        Cell("合计"),
        *(
            Cell(str(total), total)
            for place in places
            for total in [sum(line[place].value or 0 for line in lines)]
        ),
    )
