"""One sheet of an .xlsx workbook: cells, formulas, formats, merges and what is hidden, read in one pass.

python-calamine is not used here: it says nothing about error codes, formulas without results and number
formats, so the sheet's XML must be read anyway, and a stray cell at XFD1048576 makes it ask for the memory of
the whole rectangle. Sheets as Excel, WPS and openpyxl write them go through one regular expression, which
keeps pace with calamine; everything else (prefixes, comments, cells without references) through an XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree import ElementTree

from app.excel.reading import limits
from app.excel.reading.archive import Archive, local
from app.excel.reading.cells import Census, GrowingSheet, Plain
from app.excel.reading.number_formats import moment, number, shows
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.shared_strings import rich_text, unescaped

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(slots=True)
class Shared:
    """What the sheets of one workbook share; `formats` is the number format of each cell style."""

    strings: list[str]
    formats: list[str]
    date_1904: bool
    census: Census


def read_sheet(archive: Archive, part: str, name: str, hidden: bool, shared: Shared) -> GrowingSheet:
    """Reads one sheet of the archive.

    Raises: UnreadableFile, and what unpacking a damaged archive raises.
    """
    sheet = GrowingSheet(name, hidden, shared.date_1904)
    _read_by_parser(archive, part, CellReader(sheet, shared))
    shared.census.add(sheet.rows)
    return sheet.finish()


class CellReader:
    """Turns what the XML says about a cell into a value in its place."""

    def __init__(self, sheet: GrowingSheet, shared: Shared) -> None:
        self.sheet = sheet
        self.shared = shared
        self.masters: dict[str, str] = {}

    def place(self, row: int, column: int, kind: str, style: int, text: str | None) -> None:
        """Places one cell that has a value; `kind` is the t attribute, "n" where there is none."""
        value = self._value(row, column, kind, style, text or "")
        if value is not None and value != "":
            self.sheet.put(row, column, value)

    def formula(self, row: int, column: int, text: str, shared_id: str | None, valued: bool) -> None:
        """Notes a formula; one shared with other cells is noted with the text of the first."""
        if shared_id is not None:
            text = self.masters.setdefault(shared_id, text) if text else self.masters.get(shared_id, "")
        self.sheet.formulas[row, column] = text
        if not valued:
            self.sheet.unvalued[row, column] = "formula"

    def _value(self, row: int, column: int, kind: str, style: int, text: str) -> Plain:
        if kind == "s":
            return self._string(row, column, text)
        if kind == "n":
            return self._number(row, column, style, text)
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "e":
            self.sheet.unvalued[row, column] = f"error:{text or '#VALUE!'}"
            return None
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return _iso(text.strip())
        return text

    def _string(self, row: int, column: int, text: str) -> Plain:
        try:
            return self.shared.strings[int(text)]
        except (ValueError, IndexError):
            self.sheet.unvalued[row, column] = "error:#VALUE!"
            return None

    def _number(self, row: int, column: int, style: int, text: str) -> Plain:
        text = text.strip()
        if not text:
            return None
        value = number(text)
        code = self.shared.formats[style] if 0 <= style < len(self.shared.formats) else ""
        if not code or isinstance(value, str):
            return value
        self.sheet.formats[row, column] = code
        shown = shows(code)
        when = moment(value, shown, self.shared.date_1904) if shown else None
        return value if when is None else when


def _read_by_parser(archive: Archive, part: str, cells: CellReader) -> None:
    """Reads any well-formed sheet; cells without a reference follow the one before."""
    parser = ElementTree.XMLPullParser(("end",))
    last_row = -1
    for piece in archive.chunks(part):
        parser.feed(piece)
        for _, element in parser.read_events():
            tag = local(element.tag)
            if tag == "row":
                last_row = _read_row(element, last_row + 1, cells)
                element.clear()
            elif tag in _AROUND:
                _AROUND[tag](element, cells.sheet)
    parser.close()


def _read_row(element: ElementTree.Element, expected: int, cells: CellReader) -> int:
    said = element.get("r") or ""
    row = int(said) - 1 if said.isascii() and said.isdigit() else expected
    if element.get("hidden") in ("1", "true"):
        cells.sheet.hidden_rows.add(row)
    column = -1
    for cell in element:
        if local(cell.tag) != "c":
            continue
        found = _REFERENCE.fullmatch(cell.get("r") or "")
        column = column_number(found[1]) if found else column + 1
        if len(cell):
            _read_cell(cell, int(found[2]) - 1 if found else row, column, cells)
    return row


def _read_cell(cell: ElementTree.Element, row: int, column: int, cells: CellReader) -> None:
    kind, style = cell.get("t") or "n", cell.get("s") or "0"
    text: str | None = None
    formula: ElementTree.Element | None = None
    for child in cell:
        tag = local(child.tag)
        if tag == "v":
            text = child.text or ""
        elif tag == "is":
            text, kind = rich_text(child), "inlineStr"
        elif tag == "f":
            formula = child
    if formula is not None:
        cells.formula(row, column, formula.text or "", formula.get("si"), bool(text) or kind == "str")
    if text is not None:
        cells.place(row, column, kind, int(style) if style.isdigit() else 0, text)


def _merge(element: ElementTree.Element, sheet: GrowingSheet) -> None:
    first, _, last = (element.get("ref") or "").partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if not start or not end:
        return
    if len(sheet.merges) >= limits.MERGES:
        raise UnreadableFile("too_large")
    rows = sorted((int(start[2]) - 1, int(end[2]) - 1))
    columns = sorted((column_number(start[1]), column_number(end[1])))
    sheet.merges.append((rows[0], columns[0], rows[1], columns[1]))


def _column(element: ElementTree.Element, sheet: GrowingSheet) -> None:
    first, last = element.get("min") or "", element.get("max") or ""
    if element.get("hidden") in ("1", "true") and first.isdigit() and last.isdigit():
        sheet.hidden_columns.update(range(int(first) - 1, min(int(last), 16_384)))


_AROUND: dict[str, Callable[[ElementTree.Element, GrowingSheet], None]] = {
    "mergeCell": _merge,
    "col": _column,
}


def column_number(letters: str) -> int:
    """The column of letters, from 0: A is 0, XFD is 16,383."""
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1


def _iso(text: str) -> date | datetime | time | str:
    """A cell of kind "d" (ISO 8601); a moment at midnight is a day."""
    text = text.removesuffix("Z")
    for kind in (date, time, datetime):
        try:
            value = kind.fromisoformat(text)
        except ValueError:
            continue
        return value.date() if isinstance(value, datetime) and value.time() == time() else value
    return text
