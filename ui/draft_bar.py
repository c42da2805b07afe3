"""The offer to go on with a form that was left half-filled, by a crash or on purpose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.domain import registers
from ui.theme import dp
from ui.workspace import Workspace


class DraftBar(QFrame):
    """``resumed`` carries register key and row id (None for a new record)."""

    resumed = Signal(str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._key = ""
        self.setProperty("role", "banner")
        self._words = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(5), dp(12), dp(5))
        row.setSpacing(dp(8))
        row.addWidget(self._words, 1)
        self.buttons: dict[str, QPushButton] = {}
        for words, action in (("不要了", self._drop), ("以后再说", self.hide), ("继续填写", self._resume)):
            button = QPushButton(words)
            button.setProperty("role", "small")
            button.clicked.connect(action)
            self.buttons[words] = button
            row.addWidget(button)
        self.hide()

    def offer(self) -> None:
        """Show the newest draft, if there is one."""
        kept = self._workspace.ledger.drafts.keys()
        known = [key for key in kept if key.partition("-")[0] in registers.BY_KEY]
        if not known:
            self.hide()
            return
        self._key = known[-1]
        register, _, row = self._key.partition("-")
        verb = "新增" if row == "new" else "修改"
        self._words.setText(f"有一份没填完的表({verb}{registers.BY_KEY[register].noun}),是否继续?")
        self.show()

    def _drop(self) -> None:
        self._workspace.ledger.drafts.drop(self._key)
        self.offer()

    def _resume(self) -> None:
        register, _, row = self._key.partition("-")
        self.hide()
        self.resumed.emit(register, None if row == "new" else int(row))
