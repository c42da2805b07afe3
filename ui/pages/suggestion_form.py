"""The form of an opinion or suggestion: earlier ones on the same matter appear while it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.domain.register import Register
from app.work.course import hard_hint
from app.work.similar import Similar, similar
from ui.form import Form
from ui.theme import dp
from ui.workspace import Workspace

PAUSE = 250  # milliseconds after the last key
WATCHED = ("title", "content", "village")


class Earlier(QFrame):
    """Earlier items with what became of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(12), dp(8), dp(12), dp(8))
        column.addWidget(self.words)
        self.hide()

    def tell(self, found: list[Similar]) -> None:
        """Show them, or nothing."""
        lines = [f"{one.no}  {one.matter[:40]}\n        {one.outcome}" for one in found]
        self.words.setText("以前有相近的:\n" + "\n".join(lines))
        self.setVisible(bool(found))


class SuggestionForm(Form):
    """The general form with a card of earlier items below the matter."""

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        row_id: int | None,
        begin: dict[str, Any] | None = None,
    ) -> None:
        self.earlier = Earlier()
        hinted = tuple(
            replace(field, hint=hard_hint(workspace.context())) if field.key == "is_hard" else field
            for field in register.fields
        )
        super().__init__(workspace, replace(register, fields=hinted), row_id, begin)
        self.fields.rows["content"].layout().addWidget(self.earlier)
        self._looker = QTimer(self, singleShot=True, interval=PAUSE)
        self._looker.timeout.connect(self.look)
        for key in WATCHED:
            self.fields.rows[key].editor.edited.connect(self._looker.start)

    def go_to(self, key: str) -> None:
        """The keyboard in a field, and the field on screen, once the form stands."""
        row = self.fields.rows[key]

        def arrive() -> None:
            row.editor.focus.setFocus()
            self._scroll.ensureWidgetVisible(row, 0, dp(24))

        QTimer.singleShot(PAUSE // 5, self, arrive)

    def look(self) -> None:
        """Look for earlier items on what stands in the form now."""
        title, content, village = (str(self.fields.rows[key].editor.raw() or "") for key in WATCHED)
        self.earlier.tell(similar(self.workspace.ledger, title or content, village, but=self.row_id))
