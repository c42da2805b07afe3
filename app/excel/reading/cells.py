"""Rows of a sheet while it is being read: cells arrive by position, empties are left out, limits are kept."""

from __future__ import annotations

import re

from app.excel.reading import limits
from app.excel.reading.number_formats import number
from app.excel.reading.refusal import UnreadableFile

Plain = object
"""A cell on this side of the pipe: None, str, int, float, bool, date, datetime or time."""

_TEXT_OF_A_FORMULA = re.compile(r'=?"((?:[^"]|"")*)"')
_PICTURE = re.compile(r"=?(?:_xl\w+\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|##+)")
_NO_NUMBER = re.compile(r"[+-]?(?:nan|inf(?:inity)?|1\.#\w+)", re.IGNORECASE)  # the last by Microsoft's C


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
        self.pictures: list[tuple[int, int]] = []
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

    def number(self, row: int, column: int, text: str) -> int | float | str | None:
        """The value of a cell that holds a number; not-a-number and infinity are the results of an error."""
        value = number(text)
        if isinstance(value, str) and _NO_NUMBER.fullmatch(value):
            self.unvalued[row, column] = "error:#NUM!"
            return None
        return value

    def finish(self) -> GrowingSheet:
        """Settles texts that stand for something else, drops trailing empties and what lies outside.

        Raises: UnreadableFile "too_large" for a cell longer than any a spreadsheet program keeps.
        """
        self._settle_formulas()
        for row, cells in enumerate(self.rows):
            words = "\n".join(
                ["", *[cell for cell in cells if type(cell) is str]]
            )  # looked at as one, for speed
            if "\n=" in words or "\n#" in words or "\0" in words or len(words) > limits.CELL_CHARACTERS:
                self._settle(row, cells)
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

    def _settle_formulas(self) -> None:
        """A formula that is a text has that value, stored or not; one that shows a picture has none."""
        for (row, column), formula in self.formulas.items():
            if _PICTURE.match(formula):
                self.unvalued.pop((row, column), None)
                self.pictures.append((row, column))
                self.put(row, column, None)
            elif (row, column) in self.unvalued and (text := _TEXT_OF_A_FORMULA.fullmatch(formula)):
                del self.unvalued[row, column]
                self.put(row, column, text[1].replace('""', '"') or None)

    def _settle(self, row: int, cells: list[Plain]) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if len(cell) > limits.CELL_CHARACTERS:
                    raise UnreadableFile("too_large")
                # Fixed-width databases fill their fields with zeros; one inside a text is damage.
                bare = cell.strip("\0").replace("\0", "\ufffd")
                cells[column] = self._settled(row, column, bare) or None

    def _settled(self, row: int, column: int, text: str) -> Plain:
        """What a text means that systems write for a formula, an error or a picture; others stay as they are."""
        if kept := _TEXT_OF_A_FORMULA.fullmatch(text):
            return kept[1].replace('""', '"') or None
        if _PICTURE.match(text):
            self.pictures.append((row, column))
            return None
        if _ERROR.fullmatch(text):
            self.unvalued[row, column] = f"error:{text}"
            return None
        return text


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
