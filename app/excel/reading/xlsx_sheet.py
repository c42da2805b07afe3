"""One sheet of an .xlsx workbook: cells, formulas, formats, merges and what is hidden, read in one pass.

python-calamine is not used here: it says nothing about error codes, formulas without results and number
formats, so the XML must be read anyway, and one stray cell at XFD1048576 makes it ask for the memory of the
whole rectangle. Sheets as Excel, WPS and openpyxl write them go through one regular expression
(`xlsx_plain_sheet`), which keeps pace with calamine; all others through the XML parser here.
"""

from __future__ import annotations

from xml.etree import ElementTree

from app.excel.reading.archive import Archive, local
from app.excel.reading.cells import GrowingSheet
from app.excel.reading.shared_strings import rich_text
from app.excel.reading.xlsx_cells import REFERENCE, CellReader, Shared, column_number, kind_of_cell
from app.excel.reading.xlsx_plain_sheet import read_plain_sheet


def read_sheet(archive: Archive, part: str, name: str, hidden: bool, shared: Shared) -> GrowingSheet:
    """Reads one sheet of the archive.

    Raises: UnreadableFile, and what unpacking a damaged archive raises.
    """
    sheet = GrowingSheet(name, hidden, shared.date_1904)
    if not read_plain_sheet(archive, part, CellReader(sheet, shared), shared.strings):
        sheet = GrowingSheet(name, hidden, shared.date_1904)
        read_any_sheet(archive, part, CellReader(sheet, shared))
    shared.census.add(sheet.rows)
    return sheet.finish()


def read_any_sheet(archive: Archive, part: str, cells: CellReader) -> None:
    """Reads any well-formed sheet; a cell or row without a reference follows the one before."""
    last_row = -1
    for _, tag, element in archive.elements(part):
        if tag == "row":
            last_row = _read_row(element, last_row + 1, cells)
            element.clear()
        elif tag == "mergeCell":
            cells.merge(element.get("ref") or "")
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            cells.hidden_columns(element.get("min") or "", element.get("max") or "")


def _read_row(element: ElementTree.Element, expected: int, cells: CellReader) -> int:
    written = element.get("r") or ""
    row = int(written) - 1 if written.isdecimal() else expected
    if element.get("hidden") in ("1", "true"):
        cells.sheet.hidden_rows.add(row)
    column = -1
    for cell in element:
        if local(cell.tag) != "c":
            continue
        match = REFERENCE.fullmatch(cell.get("r") or "")
        column = column_number(match[1]) if match else column + 1
        if len(cell):
            _read_cell(cell, int(match[2]) - 1 if match else row, column, cells)
    return row


def _read_cell(cell: ElementTree.Element, row: int, column: int, cells: CellReader) -> None:
    kind, style = kind_of_cell(cell.attrib), cell.get("s") or "0"
    text = ""
    formula: ElementTree.Element | None = None
    for child in cell:
        tag = local(child.tag)
        if tag == "v":
            text = child.text or ""
        elif tag == "is":
            text, kind = rich_text(child), "text"
        elif tag == "f":
            formula = child
    if formula is not None:
        cells.formula(row, column, formula.text or "", formula.get("si"), bool(text) or kind == "str")
    if text or kind in ("e", "picture"):
        value = cells.value(row, column, kind, int(style) if style.isdecimal() else 0, text)
        if value is not None:
            cells.sheet.put(row, column, value)
