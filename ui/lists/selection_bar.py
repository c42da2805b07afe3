"""What can be done with several selected rows at once, in one line below the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.flow import FlowLayout
from ui.look.theme import dp

Act = tuple[str, Callable[[], None]]  # the words of a button and what it does


class SelectionBar(QFrame):
    """Seen while more than one row is selected.

    ``offer`` gives the page's own acts, the first of them the primary one, and those of every list; it is asked
    once they are to be seen, since what can be printed is no matter of the list that opens first.
    """

    def __init__(self, measure: str, offer: Callable[[], tuple[Sequence[Act], Sequence[Act]]]) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._measure = measure
        self._count = QLabel()
        self._count.setProperty("role", "section")
        self.buttons: dict[str, QPushButton] = {}
        self._offer = offer
        self._flow = FlowLayout(gap=dp(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(7), dp(12), dp(7))
        row.setSpacing(dp(12))
        row.addWidget(self._count)
        row.addLayout(self._flow, 1)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many rows are selected."""
        if count > 1 and not self.buttons:
            self._fill()
        self._count.setText(f"已选 {count} {self._measure}")
        self.setVisible(count > 1)

    def _fill(self) -> None:
        leading, acts = self._offer()
        for number, (words, act) in enumerate((*leading, *acts)):
            button = QPushButton(words)
            button.setProperty("role", "primary" if leading and number == 0 else "")
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons[words] = button
            self._flow.addWidget(button)
