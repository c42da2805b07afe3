"""The line at the bottom: count and selection, the file, and what could be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class StatusBar(QFrame):
    """``undo`` comes when the clerk wants the newest act taken back."""

    undo = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self._workspace = workspace
        self._count = QLabel()
        self._file = QLabel()
        self._undo = QPushButton()
        self._undo.setProperty("role", "link")
        self._undo.clicked.connect(self.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(16), dp(1), dp(12), dp(1))
        row.setSpacing(dp(6))
        row.addWidget(self._count)
        row.addWidget(self._file, 1)
        row.addWidget(self._undo)

    def show_count(self, words: str) -> None:
        """``共 28 件 · 已选 1 件``; empty on pages that are no list."""
        self._count.setText(f"{words} ·" if words else "")
        self._count.setVisible(bool(words))

    def refresh(self) -> None:
        """Read the folder and the newest act again."""
        folder = self._workspace.ledger.folder
        self._file.setText(f"数据文件夹:{folder.name}")
        self._file.setToolTip(str(folder))
        name = self._workspace.ledger.undoable()
        self._undo.setVisible(bool(name))
        if name:
            words = f"撤销:{name}"
            self._undo.setText(words if len(words) <= 24 else words[:23] + "…")
            self._undo.setToolTip(f"{words}(Ctrl+Z)")
