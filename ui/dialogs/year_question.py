"""The question before something is made of a year in which nothing was recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.storage.ledger import Ledger
from app.yearend.recorded_years import without_records
from ui.dialogs.questions import ask

LATER, ALL_THE_SAME = "先不做", "照样做"
WHERE = "要换年度，请在窗口右上角选。"


def year_is_meant(parent: QWidget, ledger: Ledger, year: int, what: str) -> bool:
    """Whether ``what`` (移交包) of the year shall be made; asked only where the year has no record of work."""
    words = without_records(ledger, year)
    if not words:
        return True
    heading = f"要做 {year} 年的{what}吗？"
    return ask(parent, heading, words + WHERE, (ALL_THE_SAME, LATER)) == ALL_THE_SAME
