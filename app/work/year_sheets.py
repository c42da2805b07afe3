"""What is printed of one record for one year, beside its form; by register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.domain.booklet_years import BookletYear, calendar_year, register_year

if TYPE_CHECKING:
    from app.paper.sheet import Paper
    from app.storage.ledger import Ledger


class YearSheet(NamedTuple):
    """What the list calls it, and what makes it of a record's id and a year."""

    words: str
    year: Callable[[int | None, date], BookletYear]
    paper: Callable[[Ledger, int, BookletYear], Paper]


def _booklet(ledger: Ledger, row_id: int, year: BookletYear) -> Paper:
    from app.work.performance_papers.booklet import booklet  # only when somebody prints

    return booklet(ledger, row_id, year)


def _duty_report(ledger: Ledger, row_id: int, year: BookletYear) -> Paper:
    from app.work.performance_papers.duty_report import duty_report  # only when somebody prints

    return duty_report(ledger, row_id, year)


# Register → name of the list's action → its sheet.
YEAR_SHEETS: dict[str, dict[str, YearSheet]] = {
    "deputies": {
        "calendar year": YearSheet("打印履职登记册（1月至12月）", calendar_year, _booklet),
        "register year": YearSheet("打印履职登记册（4月至次年3月）", register_year, _booklet),
        "duty report": YearSheet("打印述职用的履职情况表（1月至12月）", calendar_year, _duty_report),
    },
}
