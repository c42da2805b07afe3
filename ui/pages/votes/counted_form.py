"""The form of a vote or an election: the result and its sentence stand above the fields and follow every number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.fields import Field
from app.domain.line_fields import with_computed
from app.domain.register import Register
from ui.forms.form import Form
from ui.look.pill import Pill
from ui.look.theme import dp
from ui.look.tones import tone_of
from ui.open_ledger.workspace import Workspace


class CountedForm(Form):
    """Nobody chooses the result: it is computed as the ledger will show it."""

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.result = Pill("—", "plain")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        super().__init__(workspace, register, row_id, begin, parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self._card())
        # Not at once: a cell that is being closed must not be read a second time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_result)
        self.fields.edited.connect(self._soon.start)
        self.show_result()

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "inset")
        line = QHBoxLayout(card)
        line.setContentsMargins(dp(14), dp(10), dp(14), dp(10))
        line.setSpacing(dp(12))
        line.addWidget(self.result)
        line.addWidget(self.sentence, 1)
        return card

    def show_result(self) -> None:
        """The result of the numbers as they stand, with its article."""
        field, row = result_of(self.workspace, self.register, self.fields.raw(), self.row_id)
        state = row.get(field.key)
        self.result.show_state(field.text(state) or "—", tone_of(self.register, field, state) or "plain")
        self.sentence.setText(row.get("sentence") or "填了日期和票数，这里就写出结果和会议记录用语。")


def result_of(
    workspace: Workspace, register: Register, raw: dict[str, Any], row_id: int | None = None
) -> tuple[Field, dict[str, Any]]:
    """The field of the result, and the row that the typed texts make, with what is computed of it.

    A row that lacks what it cannot be judged without is given back as it is.
    """
    field = next(f for f in register.fields if f.computed and f.kind.choices())
    typed = {key: words for key, words in raw.items() if words not in ("", [], None)}
    values, _ = workspace.ledger.read_values(register.key, typed, row_id=None)
    if any(values.get(one.key) is None for one in register.required_fields):
        return field, values
    return field, with_computed(register, {**values, "id": row_id or 0}, workspace.context())
