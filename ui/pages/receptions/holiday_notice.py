"""Before a year is planned: its days off are not entered yet, and the way to enter them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.theme import dp


class HolidayNotice(QFrame):
    """Says that the days off of a year are not entered yet; ``wanted`` comes when they shall be."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.enter = QPushButton("去录入放假安排")
        self.enter.setProperty("role", "small")
        self.enter.setAutoDefault(False)
        self.enter.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(6), dp(8), dp(6))
        row.addWidget(self.words, 1)
        row.addWidget(self.enter)

    def tell(self, year: int, are_entered: bool) -> None:
        """Show it for a year without any day off in the table."""
        self.words.setText(
            f"{year} 年的放假安排还没有录入，现在只按星期避开周末，遇到放假和调休可能排错。建议先录入，再排。"
        )
        self.setVisible(not are_entered)
