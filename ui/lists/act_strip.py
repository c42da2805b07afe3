"""The strip above a list with what only its page can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from ui.look.flow import FlowLayout
from ui.look.theme import dp


class ActStrip(QFrame):
    """A button for each act, on as many lines as the width asks for; ``column`` takes what stands below."""

    def __init__(self, acts: Sequence[tuple[str, Callable[[], None]]]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(dp(14), dp(10), dp(14), dp(10))
        self.column.setSpacing(dp(8))
        flow = FlowLayout(gap=dp(10))
        for words, act in acts:
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(button)
        self.column.addLayout(flow)
