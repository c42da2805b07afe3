"""The first column of a wide table once more, over the table: whose numbers they are stays in sight while they scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QTableWidget


class FirstColumn(QTableView):
    """Shown only while the table is scrolled to the side; a click in it is one in the table.

    ``fit`` again whenever rows or columns have changed.
    """

    def __init__(self, grid: QTableWidget) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.clicked.connect(lambda index: grid.cellClicked.emit(index.row(), index.column()))
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.horizontalScrollBar().valueChanged.connect(self.fit)
        self.hide()

    def fit(self) -> None:
        """Lie over the first column of the table, where that has scrolled away."""
        grid = self._grid
        is_scrolled = grid.horizontalScrollBar().value() > 0
        if is_scrolled:
            self._take_sizes()
            self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
        self.setVisible(is_scrolled)

    def _take_sizes(self) -> None:
        grid = self._grid
        for column in range(grid.columnCount()):
            self.setColumnHidden(column, column > 0)
        width, height = grid.columnWidth(0), grid.horizontalHeader().height()
        self.setColumnWidth(0, width)
        self.horizontalHeader().setFixedHeight(height)
        for row in range(grid.rowCount()):
            if self.rowHeight(row) != grid.rowHeight(row):
                self.setRowHeight(row, grid.rowHeight(row))
        edge = grid.frameWidth()
        self.setGeometry(edge, edge, width, height + grid.viewport().height())
