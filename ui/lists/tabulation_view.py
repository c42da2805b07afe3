"""A derived table on screen: every number opens the rows behind it; the whole is printed and exported."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.tabulation import Cell, Tabulation
from ui.lists.first_column import FirstColumn
from ui.lists.tabulation_acts import TabulationActs
from ui.look.theme import colour, dp
from ui.open_ledger.workspace import Workspace

_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
NARROWEST = 150  # points that a column of words keeps
NOTES_SHARE = 4  # the notes take at most a quarter of the height
NOTES_ROWS = 4  # rows of the table that they leave in sight, where one line of them and these have room
WIDEST = 320  # points of a column; longer texts wrap


class TabulationView(QWidget):
    """Shows one table; ``show_table`` puts another one in its place, or hides it where there is none.

    ``page_of_names``: the page that opens from a name in the first column; empty for the record itself.
    """

    def __init__(self, workspace: Workspace, page_of_names: str = "") -> None:
        super().__init__()
        self._page_of_names = page_of_names
        self._workspace = workspace
        self.table: Tabulation | None = None
        self.acts = TabulationActs(self, workspace, lambda: self.table)
        self.grid = QTableWidget()
        self.grid.setTabKeyNavigation(False)  # Tab leaves it, the arrows walk in it
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.grid.verticalHeader().hide()
        self.grid.setShowGrid(False)
        self.grid.setWordWrap(True)
        self.first_column = FirstColumn(self.grid)
        self.grid.cellClicked.connect(self.open_cell)
        self.grid.cellActivated.connect(self.open_cell)
        self.notes = QLabel()
        self.notes.setProperty("role", "doubt")
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notes = QScrollArea()  # long rules leave the table its room; on paper they stand in full
        self._notes.setProperty("role", "body")
        self._notes.setFrameShape(QFrame.Shape.NoFrame)
        self._notes.setWidgetResizable(True)
        self._notes.setWidget(self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        column.addWidget(self.grid, 1)
        column.addWidget(self._notes)

    def show_table(self, table: Tabulation | None, *, doubtful: bool = False) -> None:
        """Show a table; ``doubtful``: its notes say what does not add up.  None: nothing, and nothing to print."""
        self.table = table
        if table is not None:
            self._fill(table)
            self.notes.setProperty("role", "doubt" if doubtful else "quiet")
            self.notes.style().polish(self.notes)
            self.notes.setText("\n".join(table.notes))
            self._notes.setVisible(bool(table.notes))
            self._fit_notes()
        self.setVisible(table is not None)

    def _fill(self, table: Tabulation) -> None:
        grid = self.grid
        grid.setAccessibleName(table.label)
        grid.clear()
        lines = list(table.all_lines())
        grid.setColumnCount(len(table.headings))
        grid.setRowCount(len(lines))
        for place, heading in enumerate(table.headings):
            item = QTableWidgetItem("\n".join(part for part in (heading.group, heading.text) if part))
            item.setTextAlignment(_SIDES[heading.side] | Qt.AlignmentFlag.AlignVCenter)
            grid.setHorizontalHeaderItem(place, item)
        for row, line in enumerate(lines):
            for place, cell in enumerate(line):
                grid.setItem(row, place, self._item(cell, place, is_total=row == len(table.lines)))
        self._fit()

    def _item(self, cell: Cell, place: int, *, is_total: bool) -> QTableWidgetItem:
        assert self.table is not None
        item = QTableWidgetItem(cell.text)
        item.setTextAlignment(_SIDES[self.table.headings[place].side] | Qt.AlignmentFlag.AlignVCenter)
        if cell.rows:
            item.setForeground(colour("link"))
            item.setToolTip("打开这里的记录")
        elif cell.value == 0:
            item.setForeground(colour("quiet"))
        if is_total:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _fit_notes(self) -> None:
        needed = max(self.notes.heightForWidth(self._notes.viewport().width()), 0)
        left = self.height() - self._height_of_rows(NOTES_ROWS) - self.layout().spacing()
        room = min(
            max(self.height() // NOTES_SHARE, dp(40)), max(left, self.notes.fontMetrics().lineSpacing())
        )
        self._notes.setFixedHeight(min(needed, room))

    def _height_of_rows(self, count: int) -> int:
        """Of the table with its first rows alone."""
        grid = self.grid
        rows = sum(grid.rowHeight(row) for row in range(min(count, grid.rowCount())))
        is_wide = grid.horizontalHeader().length() > grid.viewport().width()
        bar = grid.horizontalScrollBar().sizeHint().height() if is_wide else 0
        return grid.horizontalHeader().height() + rows + bar + 2 * grid.frameWidth()

    def _fit(self) -> None:
        header = self.grid.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        assert self.table is not None
        two_lines = any(heading.group and heading.text for heading in self.table.headings)
        header.setFixedHeight(dp(50) if two_lines else dp(38))
        self.grid.resizeColumnsToContents()
        widths = [min(self.grid.columnWidth(place) + dp(14), dp(WIDEST)) for place in range(header.count())]
        widths = self._narrowed(widths)
        for place, width in enumerate(widths):
            self.grid.setColumnWidth(place, width)
        if sum(widths) <= self.grid.viewport().width():  # words take what is left over, numbers stay together
            for place, heading in enumerate(self.table.headings):
                if heading.side == "left":
                    header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.grid.resizeRowsToContents()
        for row, line in enumerate(self.table.all_lines()):
            if any("\n" in cell.text for cell in line):
                self.grid.setRowHeight(row, self.grid.rowHeight(row) + dp(8))
        self.first_column.fit()

    def _narrowed(self, widths: list[int]) -> list[int]:
        """Columns of words give way, in the same measure, as far as they stay readable, where not all has room."""
        assert self.table is not None
        over = sum(widths) - self.grid.viewport().width()
        gives = [
            max(width - dp(NARROWEST), 0) if heading.side == "left" else 0
            for width, heading in zip(widths, self.table.headings, strict=True)
        ]
        if over <= 0 or not any(gives):
            return widths
        over = min(over, sum(gives))
        return [width - -(-give * over // sum(gives)) for width, give in zip(widths, gives, strict=True)]

    def open_cell(self, row: int, place: int) -> None:
        """The rows behind a cell: the one record, or the list narrowed to them."""
        if self.table is None:
            return
        lines = list(self.table.all_lines())
        cell = lines[row][place]
        if not cell.rows:
            return
        if place == 0 or (len(cell.rows) == 1 and cell.value is None):
            key = self._page_of_names if place == 0 and self._page_of_names else cell.register
            self._workspace.visit.emit(key, cell.rows[0], None)
            return
        heading = self.table.headings[place].in_full
        words = f"{lines[row][0].text} {heading} {cell.text}"
        narrowed: dict[str, Any] = {"words": words, "among": cell.rows}
        self._workspace.visit.emit(cell.register, None, narrowed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words wrap anew."""
        super().resizeEvent(event)
        if self.table is not None:
            self._fit()
            self._fit_notes()
