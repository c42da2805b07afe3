"""What is printed of one record for one calendar year, beside its form; by register."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.paper.sheet import Paper
    from app.storage.ledger import Ledger


def _performance_sheet(ledger: Ledger, row_id: int, year: int) -> Paper:
    from app.paper.forms.performance_sheet import performance_sheet  # only when somebody prints

    return performance_sheet(ledger, row_id, year)


# What the list calls it, and what makes it of a record's id and a calendar year.
YEAR_SHEETS: dict[str, tuple[str, Callable[[Ledger, int, int], Paper]]] = {
    "deputies": ("打印履职登记册", _performance_sheet),
}
