"""A short list inside a record as a small table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QTableWidget, QTableWidgetItem, QWidget

from app.domain.fields import Field
from ui.forms.editors import Editor
from ui.forms.pasted_cells import PastingDelegate
from ui.lists.table_view import shared
from ui.look.lines import tell_beside
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
BY_TAB, BY_BACKTAB = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
TOO_WIDE = "粘贴的表有 {width} 栏，从这一格往右只有 {room} 栏，没有放进来。请从左边一些的格子粘贴，或者只复制要用的几栏。"
# How Qt says that Tab or Enter was pressed in a cell.
ONWARD = (
    QAbstractItemDelegate.EndEditHint.EditNextItem,
    QAbstractItemDelegate.EndEditHint.SubmitModelCache,
)


class LinesTable(QTableWidget):
    """A table whose columns share its width by what they usually hold."""

    def __init__(self, columns: tuple[Field, ...]) -> None:
        super().__init__(0, len(columns))
        self._columns = columns
        self.setItemDelegate(PastingDelegate(self, self.paste))

    def paste(self, cells: list[list[str]]) -> None:
        """Put the rows of a copied table into the cells from the current one on; one that is too wide is refused beside it."""
        row, column = self.currentRow(), self.currentColumn()
        width, room = max(map(len, cells)), self.columnCount() - column
        if width > room:
            tell_beside(self, TOO_WIDE.format(width=width, room=room))
            return
        self.setCurrentCell(-1, -1)  # closes the line that is open: its cell is one of those
        self.clearSelection()
        for below, texts in enumerate(cells):
            if row + below >= self.rowCount():
                self.setRowCount(row + below + 1)
            for beside, text in enumerate(texts):
                self.setItem(row + below, column + beside, QTableWidgetItem(text))
        self._edit(row + len(cells) - 1, column + len(cells[-1]) - 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab the first cell of the row that waits, or by Shift+Tab its last: typing begins at once."""
        super().focusInEvent(event)
        by_tab, back = event.reason() == BY_TAB, event.reason() == BY_BACKTAB
        if by_tab or back:
            self._edit(self.rowCount() - 1, self.columnCount() - 1 if back else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter types on in the cell the keyboard is on; Delete empties it."""
        if event.key() in ENTER and event.modifiers() in PLAIN and self.currentIndex().isValid():
            self._edit(self.currentRow(), self.currentColumn())
        elif event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.currentItem().setText("")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab and Enter go to the next cell, and from the row that waits to the next field."""
        row, column = self.currentRow(), self.currentColumn()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if row < 0:  # the rows are being replaced under the cell that was typed in
            return
        if hint in ONWARD:
            self._go_on(row, column)
        elif hint == QAbstractItemDelegate.EndEditHint.EditPreviousItem:
            self._go_back(row, column)

    def _go_on(self, row: int, column: int) -> None:
        if column == 0 and row == self.rowCount() - 1:  # nothing was typed in the row that waits
            self.focusNextChild()
        elif column + 1 < self.columnCount():
            self._edit(row, column + 1)
        else:
            self._edit(row + 1, 0)

    def _go_back(self, row: int, column: int) -> None:
        if column:
            self._edit(row, column - 1)
        elif row:
            self._edit(row - 1, self.columnCount() - 1)
        else:
            self.focusPreviousChild()

    def _edit(self, row: int, column: int) -> None:
        index = self.model().index(row, column)
        self.setCurrentIndex(index)
        if self.state() != QTableWidget.State.EditingState:  # a new current cell opens by itself
            self.edit(index)

    def commit_open(self) -> None:
        """Take over what stands in the cell that is being typed in; it stays open."""
        editor = QApplication.focusWidget()
        if self.state() == QTableWidget.State.EditingState and editor and self.isAncestorOf(editor):
            self.commitData(editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        heads = [self.fontMetrics().horizontalAdvance(column.label) + dp(24) for column in self._columns]
        wished = [max(head, dp(9 * c.kind.width)) for head, c in zip(heads, self._columns, strict=True)]
        for number, width in enumerate(shared(wished, heads, self.viewport().width())):
            self.setColumnWidth(number, width)


class LinesEditor(Editor):
    """Rows of text; an empty one always waits at the end."""

    wide = True

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self._columns = field.kind.columns
        self.table = LinesTable(self._columns)
        self.table.setHorizontalHeaderLabels([column.label for column in self._columns])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(dp(34))
        self.table.setEditTriggers(QTableWidget.EditTrigger.AllEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.itemChanged.connect(self._changed)
        self.widget = self.focus = self.table
        self._write([])

    def _changed(self) -> None:
        if any(self._cell(self.table.rowCount() - 1, column) for column in range(len(self._columns))):
            self.table.setRowCount(self.table.rowCount() + 1)
            self._fit()
        self.edited.emit()

    def _cell(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item else ""

    def _fit(self) -> None:
        rows = min(self.table.rowCount(), 7)
        self.table.setFixedHeight(rows * dp(34) + dp(42))

    def raw(self) -> list[dict[str, str]]:
        """A mapping of texts for each row that holds something."""
        self.table.commit_open()
        rows = []
        for line in range(self.table.rowCount()):
            cells = {c.key: self._cell(line, number) for number, c in enumerate(self._columns)}
            if any(cells.values()):
                rows.append(cells)
        return rows

    def fill(self, value: Any) -> None:
        """The rows of a value."""
        self._write([{c.key: c.text(line.get(c.key)) for c in self._columns} for line in value or ()])

    def restore(self, raw: Any) -> None:
        """Rows of texts."""
        self._write([line for line in raw or () if isinstance(line, dict)])

    def _write(self, rows: list[dict[str, str]]) -> None:
        self.table.blockSignals(True)
        self.table.clearContents()
        self.table.setRowCount(len(rows) + 1)
        for line, cells in enumerate(rows):
            for number, column in enumerate(self._columns):
                self.table.setItem(line, number, QTableWidgetItem(cells.get(column.key, "")))
        self.table.blockSignals(False)
        self._fit()
