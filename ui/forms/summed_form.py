"""A form with a card below its notice that says what follows from what was typed, as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.register import Register
from ui.forms.form import Form
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class SummedForm(Form):
    """Who derives from it has made the widgets of ``card()`` before this constructor runs."""

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        super().__init__(workspace, register, row_id, begin, parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self._framed())
        # Not at once: an editor that is being left must not be read a second time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_sum)
        self.fields.edited.connect(self._soon.start)
        self.show_sum()

    def card(self) -> Sequence[QWidget]:
        """What stands in the card, from left to right; the sentence takes the room that is left."""
        return (self.sentence,)

    def show_sum(self) -> None:
        """Say what follows from the values as they stand."""
        raise TypeError(f"{type(self).__name__} says nothing of what was typed")

    def _framed(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "inset")
        line = QHBoxLayout(frame)
        line.setContentsMargins(dp(14), dp(10), dp(14), dp(10))
        line.setSpacing(dp(12))
        for widget in self.card():
            line.addWidget(widget, 1 if widget is self.sentence else 0)
        return frame
