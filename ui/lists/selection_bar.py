"""What can be done with several selected rows at once, in one line below the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.flow import FlowLayout
from ui.look.theme import dp

Act = tuple[str, Callable[[], None]]  # the words of a button and what it does


class SelectionBar(QFrame):
    """Seen while more than one row is selected; ``leading`` acts are the page's own, the first the primary one."""

    def __init__(self, measure: str, leading: Sequence[Act], acts: Sequence[Act]) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._measure = measure
        self._count = QLabel()
        self._count.setProperty("role", "section")
        self.buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(gap=dp(8))
        for number, (words, act) in enumerate((*leading, *acts)):
            button = QPushButton(words)
            button.setProperty("role", "primary" if leading and number == 0 else "")
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons[words] = button
            flow.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(7), dp(12), dp(7))
        row.setSpacing(dp(12))
        row.addWidget(self._count)
        row.addLayout(flow, 1)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many rows are selected."""
        self._count.setText(f"已选 {count} {self._measure}")
        self.setVisible(count > 1)
