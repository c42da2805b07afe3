"""The half of a form that loses nothing: what is typed goes to a draft beside the ledger, and comes back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.confidences import NOBODY, Confidence, concealed_words
from app.domain.register import Register
from ui.forms.draft_bar import DraftNotice
from ui.forms.form_fields import FormFields
from ui.open_ledger.workspace import Workspace

KEEP_EVERY = 3000  # milliseconds after an edit until the draft is on the disk


class DraftedForm(QWidget):
    """A form for one row (``row_id`` None for a new one), laid out and saved by whoever derives from it."""

    def __init__(
        self, workspace: Workspace, register: Register, row_id: int | None, fields: FormFields
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.register = register
        self.row_id = row_id
        self.fields = fields
        self._blank: dict[str, Any] = {}
        self.notice = DraftNotice()
        self.notice.unwanted.connect(self.start_over)
        self._keeper = QTimer(self, singleShot=True, interval=KEEP_EVERY)
        self._keeper.timeout.connect(self.keep_draft)

    @property
    def draft_key(self) -> str:
        """Under which name the half-typed form is kept."""
        return f"{self.register.key}-{self.row_id or 'new'}"

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return self.fields.raw() != self._blank

    def keep_draft(self) -> None:
        """Write what was typed beside the ledger, without private values."""
        fields = self.register.by_key
        typed = {key: raw for key, raw in self.fields.raw().items() if not fields[key].private}
        differing = {key: raw for key, raw in typed.items() if raw != self._blank.get(key)}
        self._keep({"typed": differing} if differing else {})

    def _keep(self, draft: dict[str, Any]) -> None:
        """A form that is as it was when it was opened needs no draft; a draft names nobody confidential."""
        if draft:
            self.workspace.ledger.drafts.keep(self.draft_key, concealed_words(draft, self.confidence()))
        else:
            self.workspace.ledger.drafts.drop(self.draft_key)

    def confidence(self) -> Confidence:
        """What was confided in the record as it stands in the form, or in those that it belongs to."""
        ledger, key = self.workspace.ledger, self.register.key
        if not ledger.shares_confidences(key):
            return NOBODY
        typed, _ = ledger.read_values(key, self.fields.raw(), row_id=self.row_id)
        row_before = ledger.row(key, self.row_id) if self.row_id is not None else None
        return ledger.confidence_of(key, {**(row_before or {}), **typed})

    def take_draft(self) -> None:
        """Fill in what was typed before, when something was."""
        draft = self.workspace.ledger.drafts.load(self.draft_key) or {}
        for key, raw in draft.get("typed", {}).items():
            if key in self.fields.rows:
                self.fields.rows[key].editor.restore(raw)
        self.notice.setVisible(bool(draft))

    def start_over(self) -> None:
        """Forget what was filled in from the draft."""
        self.drop_draft()
        self.notice.hide()
        for key, row in self.fields.rows.items():
            if key in self._blank and row.editor.raw() != self._blank[key]:
                row.editor.restore(self._blank[key])

    def drop_draft(self) -> None:
        """Forget the half-typed form."""
        self._keeper.stop()
        self.workspace.ledger.drafts.drop(self.draft_key)
