"""The form of a vote or an election: the result and its sentence stand above the fields and follow every number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.fields import Field
from app.domain.line_fields import with_computed
from app.domain.register import Register
from app.paper.decisions.ballots import lines_in_order
from ui.forms.summed_form import SummedForm
from ui.look.pill import Pill
from ui.look.tones import tone_of
from ui.open_ledger.workspace import Workspace

COUNTED = ("in_favor", "against", "abstain")


class CountedForm(SummedForm):
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
        self._ledger = workspace.ledger
        super().__init__(workspace, register, row_id, begin, parent)

    def beginning(self, row: dict[str, Any]) -> dict[str, Any]:
        """Candidates of whom nothing is counted yet stand as on the counting sheets: so the numbers are keyed in."""
        lines = row.get("candidates") or ()
        if not lines or any(line.get(key) is not None for line in lines for key in COUNTED):
            return row
        return row | {"candidates": tuple(lines_in_order(self._ledger, lines))}

    def card(self) -> Sequence[QWidget]:
        """The result and its sentence."""
        return (self.result, self.sentence)

    def show_sum(self) -> None:
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
