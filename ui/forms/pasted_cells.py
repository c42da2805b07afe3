"""Rows copied in WPS and pasted into a short list inside a record: each cell goes to a cell of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look.lines import MOST_PASTED, TOO_MUCH, tell_beside

Paste = Callable[[list[list[str]]], None]


def cells_of(copied: QMimeData) -> list[list[str]]:
    """The cells of a copied table, row by row without those that hold nothing; a text, of however many lines, is one cell."""
    words = copied.text()
    if "\t" not in words and "<table" not in copied.html():
        return [[" ".join(words.splitlines()).strip()]] if words.strip() else []
    cells = [[" ".join(cell.split()) for cell in row] for row in _rows_of(words)]
    return [row for row in cells if any(row)]


def _rows_of(words: str) -> list[list[str]]:
    """A cell with a line break comes in quotes; where quotes do not pair they are words of a cell: "三八" 活动."""
    lines = words.splitlines(keepends=True)
    try:
        return list(csv.reader(lines, delimiter="\t", strict=True))
    except csv.Error:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


class PastingLine(QLineEdit):
    """The line that is open in a cell; a table on the clipboard is handed to ``paste`` instead of flowing into it."""

    def __init__(self, parent: QWidget, paste: Paste) -> None:
        super().__init__(parent)
        self._paste = paste
        self.setFrame(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that paste."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste_clipboard()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the right button, whose 粘贴 does the same."""
        menu = self.createStandardContextMenu()
        action = menu.findChild(QAction, "edit-paste")
        if isinstance(action, QAction):
            action.triggered.disconnect()
            action.triggered.connect(self._paste_clipboard)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _paste_clipboard(self) -> None:
        copied = QGuiApplication.clipboard().mimeData()
        count = len(copied.text())
        if count > MOST_PASTED:
            tell_beside(self, TOO_MUCH.format(count=count))
            return
        cells = cells_of(copied)
        if len(cells) == 1 and len(cells[0]) == 1:
            self.insert(cells[0][0])
        elif cells:
            self._paste(cells)


class PastingDelegate(QStyledItemDelegate):
    """Opens a ``PastingLine`` in a cell."""

    def __init__(self, parent: QWidget, paste: Paste) -> None:
        super().__init__(parent)
        self._paste = paste

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The line for one cell."""
        return PastingLine(parent, self._paste)
