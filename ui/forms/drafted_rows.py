"""A few fields with their draft: the short forms of panels, pages and dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.forms.draft_bar import DraftNotice
from ui.forms.form_fields import FieldRow
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace

Concealing = Callable[[dict[str, Any]], dict[str, Any]]


class DraftedRows:
    """Fields that begin as they stand now.

    ``key``: as of ``Draft``.  ``called``: by what words the draft is offered when the program starts; empty
    for one that only its own place offers.  ``conceal`` takes out whom a draft may not name.
    """

    def __init__(
        self,
        place: QWidget,
        workspace: Workspace,
        key: str,
        rows: Mapping[str, FieldRow],
        *,
        called: str = "",
        more: Mapping[str, Any] | None = None,
        conceal: Concealing = dict,
    ) -> None:
        self._rows = rows
        self._begun = {name: row.editor.raw() for name, row in rows.items()}
        self._kept_beside = {"called": called, **(more or {})}
        self._conceal = conceal
        self.draft = Draft(place, workspace, key, self._data, self.is_changed)
        self.notice = DraftNotice()
        self.notice.unwanted.connect(self.start_over)
        for row in rows.values():
            row.editor.edited.connect(self.draft.touch)

    def changes(self) -> dict[str, Any]:
        """What was typed and differs from the beginning, by field key."""
        raw = {name: row.editor.raw() for name, row in self._rows.items()}
        return {name: typed for name, typed in raw.items() if typed != self._begun[name]}

    def is_changed(self) -> bool:
        """Whether something would be lost by leaving."""
        return bool(self.changes())

    def _data(self) -> dict[str, Any]:
        typed = {name: raw for name, raw in self.changes().items() if not self._rows[name].field.private}
        return {"typed": self._conceal(typed), **self._kept_beside} if typed else {}

    def take(self) -> None:
        """Fill in what was typed before, when something was."""
        typed = {name: raw for name, raw in self.draft.load().get("typed", {}).items() if name in self._rows}
        for name, raw in typed.items():
            self._rows[name].editor.restore(raw)
        self.notice.setVisible(self.is_changed())

    def start_over(self) -> None:
        """Forget what was filled in from the draft."""
        self.draft.drop()
        self.notice.hide()
        for name in self.changes():
            self._rows[name].editor.restore(self._begun[name])
            self._rows[name].show_problems([])

    def saved(self) -> None:
        """What stands in the fields now is what a further change differs from."""
        self._begun = {name: row.editor.raw() for name, row in self._rows.items()}
        self.draft.drop()
        self.notice.hide()
