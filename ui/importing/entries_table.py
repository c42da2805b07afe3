"""The table of an import's rows: a cell is typed over where it stands, the space bar ticks a row."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.fields import Field
from ui.importing.import_entries import FIELD
from ui.lists.table_view import CellDelegate, Table
from ui.look.lines import Line, Page
from ui.look.theme import dp

LEAST_WIDTH = 130  # points of a box to type in, however narrow its column
Index = QModelIndex | QPersistentModelIndex


class TypingDelegate(CellDelegate):
    """Gives a cell a box with the text that stands there; words of a table are offered."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """One line, or several for what takes several."""
        field: Field = index.data(FIELD)
        if field.kind.columns or "\n" in index.data(Qt.ItemDataRole.EditRole):
            page = Page()
            page.setParent(parent)
            return page
        line = Line(parent)
        line.setProperty("role", "cell")
        labels = [*field.kind.choices()]
        if labels:
            completer = QCompleter(labels, line)
            # A list below the box would take Enter for itself: the word is completed in the box.
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What stands in the cell, all of it chosen, so that typing replaces it."""
        words = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(words)
            editor.selectAll()
        elif isinstance(editor, Line):
            editor.setText(words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, Line):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell; wider where the cell is too narrow to type in."""
        box = option.rect  # type: ignore[attr-defined]
        box.setWidth(max(box.width(), dp(LEAST_WIDTH)))
        box.moveRight(min(box.right(), editor.parentWidget().width() - 1))
        box.setHeight(max(box.height(), editor.height() if isinstance(editor, QPlainTextEdit) else 0))
        editor.setGeometry(box)


class EntriesTable(Table):
    """``ticked`` carries the lines that the space bar was pressed on; ``typing_ended`` comes when a box closes."""

    ticked = Signal(list)
    typing_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        delegate = TypingDelegate(self)
        delegate.closeEditor.connect(lambda *_: self.typing_ended.emit())
        self.setItemDelegate(delegate)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.opened.connect(lambda _: self.type_here())

    def is_typing(self) -> bool:
        """Whether a box is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def type_here(self) -> None:
        """Open the box of the cell that the keyboard is on."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words that come whole, without being composed first (handwriting, speech), go into the box they open."""
        was_typing = self.is_typing()
        super().inputMethodEvent(event)
        box = QApplication.focusWidget()
        if not event.commitString() or was_typing or not self.is_typing():
            return
        if box is not None and self.isAncestorOf(box):
            QApplication.sendEvent(box, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks the chosen rows, whatever column the keyboard is in; Enter ends a box and no more."""
        if self.is_typing():
            event.accept()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.ticked.emit(sorted({index.row() for index in self.selectionModel().selectedRows()}))
        else:
            super().keyPressEvent(event)
