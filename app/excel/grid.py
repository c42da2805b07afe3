"""What a spreadsheet file holds, as plain data: sheets of cells, before anybody asks what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

Cell = None | str | int | float | bool | date | datetime | time
"""An empty cell is None, never an empty text; a whole number is an int; a text of digits stays a text."""


@dataclass(slots=True)
class Sheet:
    """One sheet. Every position is (row, column), counted from 0, from cell A1 on.

    `rows` is ragged: trailing empty cells and trailing empty rows are left out. `merges` are (first row,
    first column, last row, last column), inclusive, within the used area. Hidden rows and columns are data
    like all others. A day, a time or a logical value is one in whatever column it stands: whoever wants words
    there must doubt it. Pictures are no value and stand in the workbook's notes. `formats` is known for .xlsx,
    .xlsm, .xls and .ods; `unvalued` says why a cell has no value: "error:#N/A" (an error code) or "formula" (a
    formula whose result the file does not hold).
    """

    name: str
    hidden: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)
    date_1904: bool = False


@dataclass(slots=True)
class Workbook:
    """A file as read: `kind` is one of xlsx, xlsm, xls, ods, csv, html, text, judged by content.

    `encoding` is that of a text file, else None. `notes` are sentences for the clerk about what was met.
    """

    path: Path
    kind: str
    encoding: str | None = None
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
