"""Excel 2003 XML (SpreadsheetML), which office systems like to send under the name .xls."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree

from app.excel.reading import limits
from app.excel.reading.archive import FOREIGN_MARKUP, attribute, local
from app.excel.reading.cells import Census, GrowingSheet, Plain
from app.excel.reading.encodings import DOUBTFUL_BYTES, ENCODING, decoded_as_declared
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.xlsx_cells import is_true, iso_moment

_ENTITY = re.compile(r"&(?:#?\w+;)?")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMATS = {
    "General": "",
    "Short Date": "yyyy/m/d",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
}


def read_spreadsheet_xml(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """Kind "xls", the worksheets in order, and notes.

    Raises: UnreadableFile, OSError.
    """
    text, _, whole = decoded_as_declared(Path(path).read_bytes(), ENCODING)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadableFile("not_a_workbook", FOREIGN_MARKUP)
    root = _tree(text.strip())
    formats = {
        attribute(style, "ID") or "": _format(style) for style in root.iter() if local(style.tag) == "Style"
    }
    census = Census()
    sheets = [_sheet(part, formats, census) for part in root if local(part.tag) == "Worksheet"]
    if not sheets:
        raise UnreadableFile("not_a_workbook")
    return "xls", None, sheets, [] if whole else [DOUBTFUL_BYTES]


def _tree(text: str) -> ElementTree.Element:
    """The elements; where a system wrote what XML does not allow, as if it were HTML, that is put right first."""
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError:
        pass
    text = _NO_XML.sub("", _ENTITY.sub(_character, text))
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as broken:
        raise UnreadableFile("truncated") from broken


def _character(entity: re.Match[str]) -> str:
    """A character named as in HTML, or a bare &, as XML knows it."""
    return html.escape(html.unescape(entity[0]))


def _format(style: ElementTree.Element) -> str:
    for part in style:
        if local(part.tag) == "NumberFormat":
            written = attribute(part, "Format") or ""
            return _FORMATS.get(written, written)
    return ""


def _sheet(part: ElementTree.Element, formats: dict[str, str], census: Census) -> GrowingSheet:
    visible = next((option.text for option in part.iter() if local(option.tag) == "Visible"), "")
    sheet = GrowingSheet(attribute(part, "Name") or "Sheet1", (visible or "").startswith("SheetHidden"))
    row = column = -1
    for child in (child for table in part if local(table.tag) == "Table" for child in table):
        if local(child.tag) == "Column":
            column = _index(child, column)
            last = column + _whole(child, "Span")
            if attribute(child, "Hidden") == "1":
                sheet.hidden_columns.update(range(column, min(last + 1, 16_384)))
            column = last
        elif local(child.tag) == "Row":
            row = _index(child, row)
            if attribute(child, "Hidden") == "1":
                sheet.hidden_rows.add(row)
            _read_row(child, row, sheet, formats)
            row += _whole(child, "Span")
    census.add(sheet.rows)
    return sheet.finish()


def _read_row(element: ElementTree.Element, row: int, sheet: GrowingSheet, formats: dict[str, str]) -> None:
    column = -1
    for cell in element:
        if local(cell.tag) != "Cell":
            continue
        column = _index(cell, column)
        across, down = _whole(cell, "MergeAcross"), _whole(cell, "MergeDown")
        if (across or down) and len(sheet.merges) < limits.MERGES:
            sheet.merges.append((row, column, row + down, column + across))
        value = _value(cell, row, column, sheet)
        if value is not None:
            sheet.put(row, column, value)
        code = formats.get(attribute(cell, "StyleID") or attribute(element, "StyleID") or "", "")
        if code and value is not None and not isinstance(value, str | bool):
            sheet.formats[row, column] = code
        column += across


def _value(cell: ElementTree.Element, row: int, column: int, sheet: GrowingSheet) -> Plain:
    data = next((part for part in cell if local(part.tag) == "Data"), None)
    text = "" if data is None else "".join(data.itertext())
    kind = "" if data is None else attribute(data, "Type")
    formula = attribute(cell, "Formula")
    if formula is not None:
        sheet.formulas[row, column] = formula.removeprefix("=")
        if not text and kind != "String":
            sheet.unvalued[row, column] = "formula"
    if kind == "Error":
        sheet.unvalued[row, column] = f"error:{text or '#VALUE!'}"
        return None
    if kind == "Number":
        return sheet.number(row, column, text.strip()) if text.strip() else None
    if kind == "DateTime":
        return iso_moment(text.strip())
    if kind == "Boolean":
        return is_true(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") or None


def _index(element: ElementTree.Element, before: int) -> int:
    """The position of a row, column or cell from 0: what it says, else the one after `before`."""
    written = _whole(element, "Index")
    return written - 1 if written else before + 1


def _whole(element: ElementTree.Element, name: str) -> int:
    written = attribute(element, name) or ""
    return min(int(written), 1_048_576) if written.isascii() and written.isdecimal() else 0
