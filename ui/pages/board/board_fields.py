"""What people add to a check: what was found, who puts it right, by when, and when that was done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain import registers
from app.domain.fields import Row
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.forms.drafted_rows import DraftedRows
from ui.forms.editors import Editor
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace
from ui.pages.board.board_records import section

KEY = "site_checks"
FINDING, FIXING = ("finding",), ("finding", "responsible", "fix_by", "fixed_on")


class CheckFields(QFrame):
    """``edited`` says whether something typed is not kept yet."""

    edited = Signal(bool)

    def __init__(self, workspace: Workspace, check: Row) -> None:
        super().__init__()
        self._workspace = workspace
        self._check = check
        self.editors: dict[str, Editor] = {}
        self._rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        is_task = check["result"] != "met" or check["fix_by"] is not None
        column.addWidget(section("整改" if is_task else "说明"))
        for key in FIXING if is_task else FINDING:
            field = registers.BY_KEY[KEY].field(key)
            editor = editor_for(field, workspace)
            editor.fill(check[key])
            self.editors[key] = editor
            self._rows[key] = FieldRow(field, editor)
            column.addWidget(self._rows[key])
        key = f"{KEY}-{check['id']}"  # as of the form of the check: either goes on with what the other began
        called = f"修改自查 {check['site'].name}{check['item'].name}"
        self.drafted = DraftedRows(self, workspace, key, self._rows, called=called)
        self.drafted.take()
        column.insertWidget(1, self.drafted.notice)
        for editor in self.editors.values():
            editor.edited.connect(lambda: self.edited.emit(self.drafted.is_changed()))

    def save(self) -> bool:
        """Keep what was typed; False when something typed cannot be kept yet."""
        typed = self.drafted.changes()
        if not typed:
            return True
        check, ledger = self._check, self._workspace.ledger
        values, problems = ledger.read_values(KEY, typed, row_id=check["id"])
        for key, row in self._rows.items():
            row.show_problems([problem for problem in problems if problem.field == key])
        if any(problem.severity == "error" for problem in problems):
            return False
        self.drafted.draft.drop()  # before the act: the card is built anew from what it keeps
        try:
            with_reason(self, self._workspace, f"{KEY}-{check['id']}", lambda: self._keep(values))
        except (Refused, LedgerRefused) as error:
            self.drafted.draft.keep()
            faults.tell(self, error)
            return False
        self.drafted.saved()
        return True

    def _keep(self, values: dict[str, Any]) -> None:
        check = self._check
        with self._workspace.act(f"修改自查：{check['site'].name}{check['item'].name}") as act:
            act.change(KEY, check["id"], values)
