"""出缺台账: every vacancy of a term, what has to be done by when, and who filled it."""

from __future__ import annotations

from datetime import date

from app.domain.codes import CHANGE_KINDS, END_REASONS, LEVELS
from app.domain.fields import Lookup, Row
from app.domain.law.citations import citation
from app.domain.law.vacancies import Tenure
from app.domain.ledger_head import presidium_of, signatures_of, title_of
from app.domain.registers import BY_KEY
from app.domain.tabulation import Cell, Heading, Tabulation
from app.figures.vacancies import DistrictVacancy, Seats, doubts_of, known_day, next_session, seats_on
from app.storage.ledger import Ledger

LABEL = "出缺台账"
HEADINGS = (
    Heading("选区", least=12),
    Heading("原任代表", "center", least=8),
    Heading("出缺日期", "center", least=10),
    Heading("出缺原因", "center", least=10),
    Heading("状态", "center", least=6),
    Heading("应办事项", least=30),
    Heading("办理时限", least=16),
    Heading("补选代表", "center", least=8),
    Heading("补选日期", "center", least=10),
    Heading("依据文号", least=10),
    Heading("公告日期", "center", least=10),
)
NOBODY = "（未选出）"
OPEN, FILLED, EXPECTED = "出缺", "已补选", "将出缺"


def vacancy_ledger(
    ledger: Ledger, day: date | None = None, level: str = "township", ordinal: int | None = None
) -> Tabulation | None:
    """The table of a level's term on a day (today); None where the ledger knows no such term.

    选举法 art. 57 (by-election), 代表法 art. 62, 63 (end and announcement), 组织法 art. 37 (credentials).
    """
    seats = seats_on(ledger, day or ledger.today, level, ordinal)
    if seats is None:
        return None
    with ledger.busy:
        lines = [_line(ledger.lookup, seats, one) for one in seats.vacancies]
        lines += [_expected(seats, district, tenure) for district, tenure in seats.expected]
    return Tabulation(
        LABEL,
        _title(ledger, seats),
        HEADINGS,
        tuple(lines),
        unit_line=(
            f"单位：{presidium_of(ledger.office)}",
            "",
            f"截至{seats.day.year}年{seats.day.month}月{seats.day.day}日 {balance(seats)}",
        ),
        signatures=signatures_of(ledger.office),
        notes=tuple(notes_of(seats)),
        author=presidium_of(ledger.office),
    )


def balance(seats: Seats) -> str:
    """名额 = 实有 + 出缺, in words."""
    whole = seats.seated if seats.quota is None else seats.quota
    return f"名额{whole}名，实有{len(seats.in_office)}名，出缺{max(seats.vacant, 0)}名"


def notes_of(seats: Seats) -> list[str]:
    """What does not add up, and the vacancies that no district accounts for."""
    sentences = doubts_of(seats)
    apart = seats.vacant - len(seats.open)
    if seats.vacant < 0:
        sentences.append(f"实有 {len(seats.in_office)} 名比名额多 {-seats.vacant} 名，请核对名额和代表变动。")
    elif apart > 0:
        sentences.append(f"另有 {apart} 名出缺没有对应的选区，请核对选区的应选名额和代表的选区。")
    elif apart < 0:
        sentences.append(f"各选区出缺 {len(seats.open)} 名，比名额减实有多 {-apart} 名，请核对。")
    return sentences


def _title(ledger: Ledger, seats: Seats) -> str:
    roster_title = title_of(
        BY_KEY["deputies"], ledger.office, seats.term["level"], seats.term["ordinal"], of_one=True
    )
    return f"{roster_title.removesuffix('名册')}出缺台账"


def _line(lookup: Lookup, seats: Seats, one: DistrictVacancy) -> tuple[Cell, ...]:
    vacancy, before, after = one.vacancy, one.vacancy.before, one.vacancy.after
    todo, limit = ("", "") if after else _owed(lookup, seats, one)
    reason, *papers = _event(before, seats.day)
    return (
        _link("electoral_districts", one.district["id"], one.district["name"]),
        _deputy(before) if before else Cell(NOBODY),
        Cell(known_day(before.ended_by["occurred_on"]) if before else vacancy.since.isoformat()),
        reason,
        Cell(FILLED if after else OPEN),
        Cell(todo),
        Cell(limit),
        _deputy(after) if after else Cell(""),
        Cell(after.start.isoformat() if after else ""),
        *papers,
    )


def _expected(seats: Seats, district: Row | None, tenure: Tenure) -> tuple[Cell, ...]:
    """An event that is entered for a day to come: a resignation waits for the session that accepts it."""
    name = _link("electoral_districts", district["id"], district["name"]) if district else Cell("")
    law = citation("resignation", seats.day)
    todo = f"大会接受辞职后公告（{law}）" if tenure.ended_by["kind"] == "resigned" else "到期后按出缺办理"
    when = known_day(tenure.ended_by["occurred_on"])
    reason, *papers = _event(tenure, seats.day)
    return (
        name, _deputy(tenure), Cell(when), reason, Cell(EXPECTED), Cell(todo), Cell(when), Cell(""), Cell(""),
        *papers,
    )  # fmt: skip


def _event(tenure: Tenure | None, day: date) -> tuple[Cell, Cell, Cell]:
    """Why, by which document, announced when, as far as it has come by a day."""
    if tenure is None:
        return Cell("名额未选足"), Cell(""), Cell("")
    row = tenure.ended_by
    reason = END_REASONS.label(row["end_reason"]) if row.get("end_reason") else ""
    kind = CHANGE_KINDS.label(row["kind"])
    words = kind if not reason or row["kind"] != "terminated" else f"{kind}（{reason}）"
    return (
        Cell(words, register="mandate_changes", rows=(row["id"],)),
        Cell(row.get("document_no") or ""),
        Cell(known_day(_announced(row, day))),
    )


def _announced(event: Row, day: date) -> date | None:
    announced_on: date | None = event.get("announced_on")
    return announced_on if announced_on and announced_on <= day else None


def _owed(lookup: Lookup, seats: Seats, one: DistrictVacancy) -> tuple[str, str]:
    """What has to happen, and by when, a line each: announcement, by-election, credentials."""
    day = one.vacancy.since
    steps: list[tuple[str, str]] = []
    event = one.vacancy.before.ended_by if one.vacancy.before else None
    if event is not None and _announced(event, seats.day) is None:
        steps.append(
            (
                f"代表资格终止报大会公告（{citation('termination_announced', day)}）",
                _session(lookup, seats, day),
            )
        )
    steps.append((f"由原选区补选（{citation('by_election', seats.day)}）", _term_end(seats)))
    steps.append(
        (f"补选后审查代表资格并公布（{citation('credentials', seats.day)}）", "补选后的下一次会议前")
    )
    numbered = [(f"{place}. {words}", f"{place}. {limit}") for place, (words, limit) in enumerate(steps, 1)]
    return "\n".join(words for words, _ in numbered), "\n".join(limit for _, limit in numbered)


def _term_end(seats: Seats) -> str:
    if seats.ends_on is None:
        return "本届届满前"
    if seats.ends_on <= seats.day:
        return f"换届前（本届应于 {seats.ends_on.isoformat()} 届满）"
    return f"本届届满（{seats.ends_on.isoformat()}）前"


def _session(lookup: Lookup, seats: Seats, day: date) -> str:
    opened = next_session(lookup, seats.term, day)
    if opened is None:
        return "下一次会议"
    late = "（已过）" if opened < seats.day else ""
    return f"{opened.isoformat()} 会议{late}"


def _deputy(tenure: Tenure) -> Cell:
    return _link("deputies", tenure.mandate, tenure.name)


def _link(register: str, row: int, words: str) -> Cell:
    return Cell(words, register=register, rows=(row,))


def levels_with_terms(ledger: Ledger) -> list[tuple[str, str, int]]:
    """(level, label, ordinal) of every term of a level that is elected by districts, newest first."""
    with ledger.busy:
        rows = ledger.lookup.where("terms", {})
    terms = [(row["level"], row["ordinal"]) for row in rows if row["level"] in ("township", "county")]
    order = LEVELS.codes()
    return [
        (level, LEVELS.label(level), ordinal)
        for level, ordinal in sorted(terms, key=lambda one: (order.index(one[0]), -one[1]))
    ]
