"""A sheet as the layout sees it: merged cells resolved, texts tidied, positions kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from app.domain.kinds.texts import cell_words
from app.domain.texts import refused_characters, tidy
from app.excel.grid import Sheet

# More than this many merged cells is no clerk's work; the rest of the merges is left out.
MERGED_CELLS = 400_000

Place = tuple[int, int]


class View:
    """Reads one sheet by (row, column) from 0. ``turned``: rows and columns have changed places."""

    def __init__(self, sheet: Sheet, turned: bool = False) -> None:
        self.sheet = sheet
        self.turned = turned
        self.rows = _turned(sheet.rows) if turned else sheet.rows
        self.height = len(self.rows)
        self.merges = [_turn(m) for m in sheet.merges] if turned else sheet.merges
        self.first_of: dict[Place, Place] = {}
        self.down: dict[Place, Place] = {}
        self.extent: dict[Place, Place] = {}
        self._resolve_merges()

    def _resolve_merges(self) -> None:
        left_over = MERGED_CELLS
        for top, left, bottom, right in self.merges:
            left_over -= (bottom - top + 1) * (right - left + 1)
            if left_over < 0:
                return
            self.extent[top, left] = (bottom, right)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.first_of[row, column] = (top, left)
                if row > top:
                    self.down[row, left] = (top, left)

    def raw(self, row: int, column: int) -> Any:
        """The cell itself, None outside the sheet."""
        cells = self.rows[row] if 0 <= row < self.height else ()
        return cells[column] if 0 <= column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """The cell's own text, tidied; empty where nothing can be read."""
        return plain(self.raw(row, column))

    def goes_on_pairs(self, row: int) -> bool:
        """Whether a row goes on with labels and wider values below those above: 召集人 | 主席团 | 带队 | 副主席."""
        columns = self.filled(row)
        if len(columns) < 4 or len(columns) % 2 or not row or self.filled(row - 1) != columns:
            return False
        own, above = ([self.extent.get((r, c), (r, c))[1] - c for c in columns] for r in (row, row - 1))
        return own == above and not any(own[::2]) and any(own[1::2])

    def spread(self, row: int, column: int) -> str:
        """The text of the cell, or of the merged area that covers it."""
        return self.text(*self.first_of.get((row, column), (row, column)))

    @cached_property
    def words(self) -> set[str]:
        """All texts of the sheet, each once, as they stand in the cells."""
        return {cell for cell in set(chain.from_iterable(self.rows)) if type(cell) is str}

    @cached_property
    def counts(self) -> list[int]:
        """How many cells each row holds."""
        return [len(cells) - cells.count(None) for cells in self.rows]

    @cached_property
    def rows_with_cells(self) -> list[int]:
        """The rows that hold any cell: a blank typed far below the last entry leaves a million without."""
        return [row for row, count in enumerate(self.counts) if count]

    def filled(self, row: int, first: int = 0, last: int = 16_384) -> list[int]:
        """The columns of a row that hold something, between two columns inclusive."""
        cells = self.rows[row] if 0 <= row < self.height else []
        return [
            c for c in range(first, min(last + 1, len(cells))) if cells[c] is not None and plain(cells[c])
        ]

    def lone_texts(self, rows: Iterable[int]) -> Iterator[str]:
        """What stands alone in a row, of those of the rows in which one cell is filled."""
        for row in rows:
            if self.counts[row] == 1:
                yield next(plain(cell) for cell in self.rows[row] if cell is not None)

    def group_above(self, row: int, bottom: int, column: int) -> Place | None:
        """The heading on the left that stands over a blank cell too, though not merged over it: 代表 | (blank) above
        姓名 | 人数; None where nothing shows that down to row ``bottom``.
        """
        if row >= bottom or column == 0 or (row, column) in self.first_of or self.text(row, column):
            return None
        first = column - 1
        while first > 0 and not self.text(row, first):
            first -= 1
        heads = bool(self.text(row, first)) and (row, first) not in self.extent
        below = (self.text(row + 1, c) for c in range(first, column + 1))
        return (row, first) if heads and all(below) else None

    def original(self, place: Place) -> Place:
        """The position in the sheet of a position in this view."""
        return (place[1], place[0]) if self.turned else place

    def unvalued(self, row: int, column: int) -> str | None:
        """Why a cell has no value: ``formula`` or ``error:…``; None for all others."""
        return self.sheet.unvalued.get(self.original((row, column)))

    def number_format(self, row: int, column: int) -> str | None:
        """The number format in which the clerk sees a cell."""
        return self.sheet.formats.get(self.original((row, column)))


SHORT = 60  # characters of a text that is worth remembering


def plain(cell: Any) -> str:
    """A cell's text, tidied."""
    if cell is None:
        return ""
    words = cell if type(cell) is str else cell_words(cell)
    return _tidied(words) if len(words) < SHORT else _tidied.__wrapped__(words)


@lru_cache(maxsize=100_000)  # every cell is looked at more than once, and most words of a roster repeat
def _tidied(words: str) -> str:
    return "" if refused_characters(words) else tidy(words)


def column_letter(column: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _turn(merge: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    top, left, bottom, right = merge
    return left, top, right, bottom


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    width = max(map(len, rows), default=0)
    return [[row[c] if c < len(row) else None for row in rows] for c in range(width)]
