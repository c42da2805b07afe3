"""The strip above a list with what only its page can do; on a low page it is one button of the header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.look.flow import FlowLayout
from ui.look.theme import dp

Act = tuple[str, Callable[[], object]]  # the words of a button and what it does
MORE, MORE_TIP = "更多操作", "这一页另外能做的事"


class ActStrip(QFrame):
    """A button for each act, on as many lines as the width asks for; ``column`` takes what stands below.

    ``folded`` has the same acts in its menu and is seen instead of them while the strip is folded.
    """

    def __init__(self, acts: Sequence[Act] = (), words: str = MORE, tip: str = MORE_TIP) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.folded = QPushButton(f"{words} ▾")
        self.folded.setToolTip(tip)
        self.folded.setMenu(QMenu(self.folded))
        self.folded.hide()
        self._fields: list[QWidget] = []
        self._flow = FlowLayout(gap=dp(10))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(dp(14), dp(4), dp(14), dp(4))
        self.column.setSpacing(dp(8))
        self.column.addLayout(self._flow)
        for act_words, act in acts:
            self.add(act_words, act)

    def add(self, words: str, act: Callable[[], object]) -> QPushButton:
        """One more button behind the others."""
        button = QPushButton(words)
        button.clicked.connect(lambda: act())
        self.folded.menu().addAction(words, lambda: act())
        self.take_in(button)
        return button

    def take_in(self, field: QWidget) -> None:
        """What the acts go by, behind their buttons; not seen while the strip is folded."""
        self._fields.append(field)
        self._flow.addWidget(field)

    def has_lines(self, width: int) -> bool:
        """Whether the buttons need more than one line within that width."""
        inner = self.column.contentsMargins()
        high = self._flow.heightForWidth(width - inner.left() - inner.right())
        return high > 1.5 * self.folded.sizeHint().height()

    def fold(self, is_folded: bool) -> None:
        """Show one button in the header instead of them all; what stands below the buttons stays."""
        for field in self._fields:
            field.setVisible(not is_folded)
        self.folded.setVisible(is_folded)
        self.setVisible(self._has_more() or not is_folded)

    def _has_more(self) -> bool:
        return any(not self.column.itemAt(place).isEmpty() for place in range(1, self.column.count()))
