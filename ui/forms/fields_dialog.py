"""A dialog that asks a few fields and does one thing with them, as one act; what was typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.fields import Field
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.dialogs.questions import Question
from ui.forms.drafted_rows import DraftedRows
from ui.forms.enter_goes_on import EnterGoesOn
from ui.forms.form_fields import FieldRow
from ui.forms.kind_editors import editor_for
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace

CANCEL = "取消"


class FieldsDialog(Question):
    """``fields`` begin with the values of ``begin``; ``draft`` names the draft of what was typed.

    The button ``go`` or Ctrl+Enter reads them and calls ``run(values)``; a refusal is told and the dialog
    stays.  Enter goes to the next field.
    ``has_run`` says whether it was done.
    """

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        heading: str,
        words: str,
        fields: Sequence[Field],
        *,
        begin: Mapping[str, Any],
        draft: str,
        go: str,
        run: Callable[[dict[str, Any]], object],
        icon: str = "info",
    ) -> None:
        super().__init__(parent, heading, words, (CANCEL, go), icon=icon)
        self._workspace = workspace
        self._run = run
        self.has_run = False
        self.rows: dict[str, FieldRow] = {}
        enter = EnterGoesOn(self)
        for field in fields:
            row = FieldRow(field, editor_for(field, workspace))
            row.editor.fill(begin.get(field.key))
            enter.watch(row.editor)
            self.rows[field.key] = row
            self.body.addWidget(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            saved = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WindowShortcut)
            saved.activated.connect(self.buttons[go].click)
        self.drafted = DraftedRows(self, workspace, draft, self.rows)
        self.body.insertWidget(0, self.drafted.notice)
        self.drafted.take()
        self.draft = self.drafted.draft
        next(iter(self.rows.values())).editor.focus.setFocus()

    def reject(self) -> None:
        """Esc, 取消 and the window's cross: nothing typed is lost unasked."""
        if self.draft.let_go(self):
            super().reject()

    def _answered(self, words: str) -> None:
        if words == CANCEL:
            self.reject()
        elif self._go():
            super()._answered(words)

    def _go(self) -> bool:
        values = self._read()
        if values is None:
            return False
        try:
            with_reason(self, self._workspace, f"{self.draft.key}-why", lambda: self._run(values))
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return False
        self.draft.drop()
        self.has_run = True
        return True

    def _read(self) -> dict[str, Any] | None:
        """The values of all fields, or None while one of them is in error, which then stands beside it."""
        context = self._workspace.context()
        values, sound = {}, True
        for key, row in self.rows.items():
            reading = row.field.read(row.editor.raw(), context)
            row.show_problems(list(reading.problems))
            sound &= not any(problem.severity == "error" for problem in reading.problems)
            values[key] = reading.value
        return values if sound else None
