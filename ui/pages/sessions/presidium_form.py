"""The form of a presidium meeting: all members at one press, then those who stayed away; the count follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.fields import Row
from app.domain.register import Register
from app.domain.registers.presidium_meetings import members_due, quorum_in_words, rule_of_office, turnout_of
from ui.forms.summed_form import SummedForm
from ui.open_ledger.workspace import Workspace

BEFORE = "先填会议日期，再按“全体成员出席”，然后去掉没有来的。"
NO_LIST = "这次人代会的主席团成员名册还没有登记，请在“主席团成员名册”里登记，或者直接写姓名和人数。"


class PresidiumForm(SummedForm):
    """Nobody types nine names to say that all came."""

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.all_button = QPushButton("全体成员出席")
        self.all_button.clicked.connect(self.fill_members)
        super().__init__(workspace, register, row_id, begin, parent)

    def card(self) -> Sequence[QWidget]:
        """How many came, and the button for all."""
        return (self.sentence, self.all_button)

    def fill_members(self) -> None:
        """The members whose mandates run on the day of the meeting are present."""
        members = members_due(self._typed(), self.workspace.ledger.lookup)
        if members:
            self.fields.rows["present"].editor.fill(tuple(members))
            self._on_edit()
        self.show_sum()

    def show_sum(self) -> None:
        """How many came of how many, as the names and numbers stand."""
        row, lookup = self._typed(), self.workspace.ledger.lookup
        words = quorum_in_words(rule_of_office(lookup), *turnout_of(row, lookup))
        ready = bool(members_due(row, lookup))
        self.all_button.setEnabled(ready)
        self.sentence.setText(words or (BEFORE if ready or not row.get("held_on") else NO_LIST))

    def _typed(self) -> Row:
        typed = {key: words for key, words in self.fields.raw().items() if words not in ("", [], None)}
        values, _ = self.workspace.ledger.read_values(self.register.key, typed, row_id=None)
        return values
