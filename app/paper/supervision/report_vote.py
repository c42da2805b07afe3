"""述职测评票 of a meeting, two to a page, and 测评结果汇总表: what was counted for each deputy, blank before the count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain.fields import Row
from app.domain.ledger_head import presidium_of
from app.domain.names import printed_name
from app.domain.registers.reports_to_voters import meeting_of
from app.domain.satisfaction_ballots import MARK_LABELS, MARKS
from app.paper.decisions.ballot_page import ROW, Ballot, heading_cell, page_of_ballots
from app.paper.decisions.occasion import count_signatures, day_in_words
from app.paper.sheet import Column, Form, FormCell, Margins, Paper, Spread, Table
from app.paper.typeset import typeset

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

KEY = "reports_to_voters"
_COUNTED = ("ballots_issued", "ballots_returned", "valid_ballots", "void_ballots", *MARKS)
_RESULTS = (
    Column("序号", 4, "center"),
    Column("述职代表", 9, "center"),
    *(Column(label, 5, "center") for label in ("发出票", "收回票", "有效票", "废票", *MARK_LABELS)),
    Column("满意率（含基本满意）", 13, "center"),
    Column("等次", 8, "center"),
)


def report_ballots(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    """测评票 for each meeting of the chosen reports, with all its deputies that were chosen."""
    return [_ballots(ledger, rows) for rows in _meetings(ledger, ids)]


def report_results(ledger: Ledger, ids: Sequence[int]) -> list[Paper]:
    """测评结果汇总表 for each meeting of the chosen reports."""
    return [_results(ledger, rows) for rows in _meetings(ledger, ids)]


def _meetings(ledger: Ledger, ids: Sequence[int]) -> list[list[Row]]:
    """The chosen reports apart by meeting, in the order of the ledger."""
    meetings: dict[tuple[Any, Any], list[Row]] = {}
    for row in ledger.rows(KEY, sorted(ids)):
        meetings.setdefault(meeting_of(row["held_on"], row["place"], row["electoral_district"]), []).append(
            row
        )
    return list(meetings.values())


def _ballots(ledger: Ledger, rows: Sequence[Row]) -> Paper:
    heads = ("序号", "述职代表", *MARK_LABELS)
    cells = [heading_cell(0, column, words) for column, words in enumerate(heads)]
    for number, row in enumerate(rows, 1):
        cells += [
            FormCell(number, 0, str(number), align="center"),
            FormCell(number, 1, printed_name(row["deputy"].name), align="center"),
            *(FormCell(number, 2 + column) for column in range(len(MARKS))),
        ]
    form = Form((1.6, 5, *[2.4] * len(MARKS)), tuple(cells), row_height=ROW, size=12, keep=True)
    notes = (
        "注：1．对每位代表在满意、基本满意、不满意、弃权中选一格划“○”。",
        "2．四格都不划的为弃权，划两格以上的，对该代表的测评无效。",
        "3．本票不记名，请当场投入票箱。",
    )
    town = ledger.office.get("town") or ""
    titles = (f"{town}人大代表向选民述职测评票", f"（{day_in_words(rows[0]['held_on'])}）")  # a line each
    return page_of_ballots(
        Ballot(titles, form, notes), presidium_of(ledger.office), f"测评票 {_where(rows[0])}"
    )


def _results(ledger: Ledger, rows: Sequence[Row]) -> Paper:
    first = rows[0]
    lines = tuple(
        (str(number), printed_name(row["deputy"].name), *(_number(row[key]) for key in _COUNTED),
         row["content_share"] or "", row["grade"] or "")
        for number, row in enumerate(rows, 1)
    )  # fmt: skip
    came = (f"应到选民：{_people(first['voters_due'])}", f"到会选民：{_people(first['voters_present'])}",
            f"主持人：{first['chair'] or ''}")  # fmt: skip
    town = ledger.office.get("town") or ""
    paper = Paper(
        f"{town}人大代表向选民述职测评结果汇总表",
        (Spread(came, size=11, space_after=2), Table(_RESULTS, lines, size=11), *count_signatures()),
        landscape=True,
        margins=Margins(top=18, right=16, bottom=16, left=18),
        subtitle=f"（{_where(first)}）",
        name=f"述职测评结果汇总表 {_where(first)}",
        author=presidium_of(ledger.office),
    )
    return typeset(paper)


def _where(row: Row) -> str:
    """The day and the place of the meeting, or the district where no place is known."""
    district = row["electoral_district"].name if row["electoral_district"] else ""
    return f"{day_in_words(row['held_on'])} {row['place'] or district}".strip()


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _people(count: int | None) -> str:
    return "　　　人" if count is None else f"{count}人"
