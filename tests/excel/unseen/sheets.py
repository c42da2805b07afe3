"""A sheet as a clerk lays it out, with what a careful reader says of its rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Text = str | tuple[str, ...]  # several: a reader would accept any of them


@dataclass
class Entry:
    """One record in the rows ``low`` to ``high``; ``doubtful`` fields may be flagged or left out, never be silent."""

    low: int
    high: int
    values: dict[str, Text]
    doubtful: frozenset[str] = frozenset()
    must_ask: frozenset[str] = frozenset()  # one of these fields must be doubted in the row or asked about


@dataclass
class Page:
    """One sheet: cells from 1, merged ranges (top, left, bottom, right), what is read from it, and what may be moved."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    heads: dict[tuple[int, int], str] = field(
        default_factory=dict
    )  # place of a heading → its field, "" for none
    totals: list[int] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)  # may go without changing what is read
    hidden: list[int] = field(default_factory=list)  # columns
    movable: bool = False  # each column and each entry's row stands for itself
    words: dict[tuple[str, str], str] = field(default_factory=dict)  # (field, a clerk's word) → what it means

    def put(self, row: int, column: int, value: Any) -> None:
        """Writes a cell; nothing is written for ``None`` and an empty text."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def line(self, row: int, values: Sequence[Any], left: int = 1) -> int:
        """Writes cells from ``left`` on; gives the next row."""
        for column, value in enumerate(values, left):
            self.put(row, column, value)
        return row + 1

    def title(self, row: int, text: str, width: int) -> int:
        """Writes a merged title that says nothing which the table needs; gives the next row."""
        self.put(row, 1, text)
        self.titles.append((row, 1))
        if width > 1:
            self.merges.append((row, 1, row, width))
        return row + 1

    def head(self, row: int, fields: Sequence[str], words: Sequence[str], left: int = 1) -> int:
        """Writes a row of headings; gives the next row."""
        for column, (key, word) in enumerate(zip(fields, words, strict=True), left):
            self.put(row, column, word)
            self.heads[row, column] = key
        return row + 1

    def want(self, low: int, values: Mapping[str, Text], high: int = 0) -> Entry:
        """Promises a record; fields without a text are not promised."""
        kept = {key: text for key, text in values.items() if text}
        self.entries.append(Entry(low, high or low, kept))
        return self.entries[-1]

    def doubt(self, low: int, values: Mapping[str, Text], *fields: str) -> None:
        """Promises a record in which one of the fields must be doubted; what stands in them is not promised."""
        entry = self.want(low, {key: text for key, text in values.items() if key not in fields})
        entry.doubtful = entry.must_ask = frozenset(fields)

    @property
    def width(self) -> int:
        """The last column with a cell."""
        return max((column for _row, column in self.cells), default=0)

    @property
    def height(self) -> int:
        """The last row with a cell."""
        return max((row for row, _column in self.cells), default=0)

    def columns(self) -> dict[str, str]:
        """Letter → field of each column below a heading; "" where a reader finds no field for it."""
        return {get_column_letter(column): key for (_row, column), key in self.heads.items()}


@dataclass
class Book:
    """A workbook for one register, with further words for the command line."""

    name: str
    register: str
    pages: list[Page] = field(default_factory=list)
    arguments: tuple[str, ...] = ()

    def page(self, name: str = "Sheet1") -> Page:
        """A further, empty sheet."""
        self.pages.append(Page(name))
        return self.pages[-1]

    def save(self, folder: Path) -> Path:
        """Writes the workbook into the folder."""
        workbook = Workbook()
        del workbook["Sheet"]
        for page in self.pages:
            sheet = workbook.create_sheet(page.name)
            for (row, column), value in page.cells.items():
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
            for top, left, bottom, right in page.merges:
                sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
            for column in page.hidden:
                sheet.column_dimensions[get_column_letter(column)].hidden = True
        path = folder / f"{self.name}.xlsx"
        workbook.save(path)
        return path
