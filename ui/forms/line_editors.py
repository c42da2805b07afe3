"""A short list inside a record as a small table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from app.domain.fields import Field
from ui.forms.editors import Editor
from ui.lists.table_view import shared
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace


class LinesTable(QTableWidget):
    """A table whose columns share its width by what they usually hold."""

    def __init__(self, columns: tuple[Field, ...]) -> None:
        super().__init__(0, len(columns))
        self._columns = columns

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
