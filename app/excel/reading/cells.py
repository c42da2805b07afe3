"""Rows of a sheet while it is being read: cells arrive by position, empties are left out, limits are kept."""

from __future__ import annotations

from app.excel.reading import limits
from app.excel.reading.refusal import UnreadableFile

Plain = object
"""A cell on this side of the pipe: None, str, int, float, bool, date, datetime or time."""


class GrowingSheet:
    """One sheet being read; `finish` trims it. The fields are those of `grid.Sheet`."""

    def __init__(self, name: str, hidden: bool = False, date_1904: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.date_1904 = date_1904
        self.rows: list[list[Plain]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.formats: dict[tuple[int, int], str] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.unvalued: dict[tuple[int, int], str] = {}
        self._padding = 0

    def row(self, index: int) -> list[Plain]:
        """The row at `index`, made when it is new; a position no spreadsheet has is a damaged file."""
        if not 0 <= index < 1_048_576:
            raise UnreadableFile("truncated")
        while len(self.rows) <= index:
            self.rows.append([])
        return self.rows[index]

    def put(self, row: int, column: int, value: Plain) -> None:
        """Sets one cell; the last word wins where a damaged file names a cell twice."""
        cells = self.row(row)
        if not 0 <= column < 16_384:
            raise UnreadableFile("truncated")
        if column > len(cells):
            self._padding += column - len(cells)
            if self._padding > limits.GRID_CELLS:
                raise UnreadableFile("too_large")
            cells.extend([None] * (column - len(cells)))
        if column == len(cells):
            cells.append(value)
        else:
            cells[column] = value

    def finish(self) -> GrowingSheet:
        """Drops trailing empties and everything said about places outside the used area.

        Raises: UnreadableFile "too_large" for a cell longer than any a spreadsheet program keeps.
        """
        for cells in self.rows:
            if any(type(cell) is str and len(cell) > limits.CELL_CHARACTERS for cell in cells):
                raise UnreadableFile("too_large")
            while cells and cells[-1] is None:
                cells.pop()
        spoken_of = max((row + 1 for row, _ in self.unvalued), default=0)
        while len(self.rows) > spoken_of and not self.rows[-1]:
            self.rows.pop()
        height = len(self.rows)
        width = max(map(len, self.rows), default=0)
        self.hidden_rows = {row for row in self.hidden_rows if row < height}
        self.hidden_columns = {column for column in self.hidden_columns if column < width}
        self.merges = [cut for merge in self.merges if (cut := _within(merge, height, width))]
        return self


class Census:
    """Counts rows and cells over all sheets of a file and refuses the file when there are too many."""

    def __init__(self) -> None:
        self.rows = self.filled = self.positions = 0

    def add(self, rows: list[list[Plain]]) -> None:
        """Counts the given rows.

        Raises: UnreadableFile "too_large".
        """
        for cells in rows:
            if cells:
                self.rows += 1
                self.positions += len(cells)
                self.filled += len(cells) - cells.count(None)
        over_rows = self.rows > limits.FILLED_ROWS
        if over_rows or self.filled > limits.FILLED_CELLS or self.positions > limits.GRID_CELLS:
            raise UnreadableFile("too_large")


def _within(merge: tuple[int, int, int, int], height: int, width: int) -> tuple[int, int, int, int] | None:
    """The part of a merge inside the used area; None when one cell or less is left of it."""
    top, left, bottom, right = merge
    if top < 0 or left < 0 or (bottom - top >= 65_535 and right - left >= 255):
        return None  # a merge over the whole sheet says nothing about any cell
    bottom, right = min(bottom, height - 1), min(right, width - 1)
    if bottom < top or right < left or (top, left) == (bottom, right):
        return None
    return top, left, bottom, right
