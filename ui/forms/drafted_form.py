"""The half of a form that loses nothing: what is typed goes to a draft beside the ledger, and comes back."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.confidences import NOBODY, Confidence, concealed_words
from app.domain.register import Register
from ui.forms.draft_bar import DraftNotice
from ui.forms.form_fields import FormFields
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace


class DraftedForm(QWidget):
    """A form for one row (``row_id`` None for a new one), laid out and saved by whoever derives from it."""

    fields: FormFields

    def __init__(
        self, workspace: Workspace, register: Register, row_id: int | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.register = register
        self.row_id = row_id
        self._blank: dict[str, Any] = {}
        self.notice = DraftNotice()
        self.notice.unwanted.connect(self.start_over)
        key = f"{register.key}-{row_id or 'new'}"
        self.draft = Draft(self, workspace, key, self._draft_data, self.is_changed, self.left_out)

    @property
    def topic(self) -> str:
        """Its help page."""
        return self.register.key

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return self.fields.raw() != self._blank

    def left_out(self) -> list[str]:
        """The labels of what was typed and no draft holds."""
        return [
            field.label
            for key, field in self.register.by_key.items()
            if field.private and key in self.fields.rows and self._is_typed(key)
        ]

    def _is_typed(self, key: str) -> bool:
        return self.fields.rows[key].editor.raw() != self._blank.get(key)

    def typed_data(self) -> dict[str, Any]:
        """What was typed and differs from the beginning, without private values; empty when nothing does."""
        fields = self.register.by_key
        typed = {key: raw for key, raw in self.fields.raw().items() if not fields[key].private}
        differing = {key: raw for key, raw in typed.items() if raw != self._blank.get(key)}
        return {"typed": differing} if differing else {}

    def _draft_data(self) -> dict[str, Any]:
        """As it may lie on the disk: a draft names nobody confidential."""
        typed = self.typed_data()
        return concealed_words(typed, self.confidence()) if typed else {}

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
        draft = self.draft.load()
        for key, raw in draft.get("typed", {}).items():
            if key in self.fields.rows:
                self.fields.rows[key].editor.restore(raw)
        self.notice.setVisible(bool(draft))

    def start_over(self) -> None:
        """Forget what was filled in from the draft."""
        self.draft.drop()
        self.notice.hide()
        for key, row in self.fields.rows.items():
            if key in self._blank and row.editor.raw() != self._blank[key]:
                row.editor.restore(self._blank[key])
