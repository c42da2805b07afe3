"""The form of a presidium meeting: all members at one press, then those who stayed away; the count follows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Row
from app.domain.register import Register
from app.domain.registers.presidium_meetings import members_due, quorum_in_words, rule_of_office, turnout_of
from ui.forms.form import Form
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

BEFORE = "先填会议日期，再按“全体成员出席”，然后去掉没有来的。"
NO_LIST = "这次人代会的主席团名册还没有登记，请在“主席团名册”里登记，或者直接写姓名和人数。"


class PresidiumForm(Form):
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
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        super().__init__(workspace, register, row_id, begin, parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self._card())
        # Not at once: an editor that is being left must not be read a second time.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_count)
        self.fields.edited.connect(self._soon.start)
        self.show_count()

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "inset")
        line = QHBoxLayout(card)
        line.setContentsMargins(dp(14), dp(10), dp(14), dp(10))
        line.setSpacing(dp(12))
        line.addWidget(self.sentence, 1)
        line.addWidget(self.all_button)
        return card

    def fill_members(self) -> None:
        """The members whose mandates run on the day of the meeting are present."""
        members = members_due(self._typed(), self.workspace.ledger.lookup)
        if members:
            self.fields.rows["present"].editor.fill(tuple(members))
            self._on_edit()
        self.show_count()

    def show_count(self) -> None:
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
