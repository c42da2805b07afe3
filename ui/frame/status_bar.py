"""The line at the bottom: count and selection, the file, and what could be undone or done again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class StatusBar(QFrame):
    """``undo`` comes when the clerk wants the newest act taken back, ``redo`` when she wants it again."""

    undo = Signal()
    redo = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self._workspace = workspace
        self._count = QLabel()
        self._file = QLabel()
        self._undo, self._redo = QPushButton(), QPushButton()
        for button, signal in ((self._undo, self.undo), (self._redo, self.redo)):
            button.setProperty("role", "link")
            button.clicked.connect(signal)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(16), dp(1), dp(12), dp(1))
        row.setSpacing(dp(6))
        row.addWidget(self._count)
        row.addWidget(self._file, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)

    def show_count(self, words: str) -> None:
        """``共 28 件 · 已选 1 件``; empty on pages that are no list."""
        self._count.setText(f"{words} ·" if words else "")
        self._count.setVisible(bool(words))

    def refresh(self) -> None:
        """Read the folder and the newest act again."""
        folder = self._workspace.ledger.folder
        self._file.setText(f"数据文件夹：{folder.name}")
        self._file.setToolTip(str(folder))
        ledger = self._workspace.ledger
        for button, verb, step, keys in (
            (self._undo, "撤销", ledger.undoable(), "Ctrl+Z"),
            (self._redo, "重做", ledger.redoable(), "Ctrl+Y"),
        ):
            button.setVisible(step is not None)
            if step is not None:
                words = f"{verb}：{step.name}"
                room = self.width() * 3 // 10  # for each of both; the rest is for the count and the folder
                elided = button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
                button.setText(elided)
                button.setToolTip(f"{words}（{keys}）")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Acts are named as far as there is room."""
        super().resizeEvent(event)
        self.refresh()
