"""The quick way through a sheet's XML, for sheets written as plainly as Excel, WPS and openpyxl write them.

Plain is: every cell has its reference as first attribute in double quotes, and holds at most a formula and a
value or an unformatted inline text; no prefixes, comments or CDATA. Whatever is not plain is noticed, because
the closing tags are counted, and left to the XML parser as a whole.
"""

from __future__ import annotations

import re

from app.excel.reading.archive import Archive
from app.excel.reading.xlsx_cells import CellReader, column_number, kind_of_cell

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>'
    r"(<f[^<]*(?:</f>)?)?"
    r"(?:<(?:v|is><t)(?: [^>]*)?>([^<]*)</(?:v></c>|t></is></c>)|(?:<v ?/>)?</c>)"
)
_HIDDEN_ROW = re.compile(r'<row [^>]*?\br="([0-9]{1,7})"[^>]*?\bhidden="(?:1|true)"')
_COLUMN = re.compile(r"<col ([^>]*)>")
_MERGE = re.compile(r'<mergeCell ref="([^"]*)"')
_ATTRIBUTE = re.compile(r'([A-Za-z]+)="([^"]*)"')
_FORMULA = re.compile(r"<f([^>]*?)(?:/>|>([^<]*)</f>)")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def read_plain_sheet(archive: Archive, part: str, cells: CellReader, strings: dict[str, str]) -> bool:
    """Fills the sheet and gives True, or gives False as soon as something is not plain.

    Raises: UnreadableFile, and what unpacking a damaged archive raises.
    """
    reader = _PlainReader(cells, strings)
    text = ""
    for text in archive.pieces(part, b"<row"):
        if not reader.take(text):
            return False
    return "</worksheet>" in text


class _PlainReader:
    """Reads pieces of a sheet's XML that hold whole rows."""

    def __init__(self, cells: CellReader, strings: dict[str, str]) -> None:
        self._cells = cells
        self._strings = strings
        self._columns = _Columns()
        self._kinds = _Kinds()
        self._texts = _Texts()

    def take(self, text: str) -> bool:
        """Reads a piece; False when it is not plain."""
        cells = _CELL.findall(text)
        if "<!" in text or text.count("</c>") != len(cells):
            return False
        self._take_cells(cells)
        if ' hidden="' in text:
            self._take_hidden(text)
        if "<mergeCell " in text:
            for reference in _MERGE.findall(text):
                self._cells.merge(reference)
        return True

    def _take_cells(self, cells: list[tuple[str, str, str, str, str]]) -> None:
        """The loop that decides the speed: 150,000 cells pass here in 0.1 s, so it calls what it must."""
        sheet, strings = self._cells.sheet, self._strings
        columns, kinds, texts, value_of = self._columns, self._kinds, self._texts, self._cells.value
        last, row, line = "", 0, []
        for letters, digits, attributes, formula, text in cells:
            if digits != last:
                last, row = digits, int(digits) - 1
                line = sheet.row(row)
            column = columns[letters]
            kind, style = kinds[attributes]
            if formula:
                self._take_formula(row, column, formula, kind, text)
            if kind == "s" and text in strings:
                value: object = strings[text] or None
            elif not text and kind not in ("e", "picture"):
                continue
            else:
                plain = texts[text] if "&" in text else text
                value = value_of(row, column, kind, style, plain)
            if value is None:
                continue
            if column == len(line):
                line.append(value)
            else:
                sheet.put(row, column, value)

    def _take_formula(self, row: int, column: int, formula: str, kind: str, text: str) -> None:
        match = _FORMULA.match(formula)
        attributes = dict(_ATTRIBUTE.findall(match[1])) if match else {}
        formula_text = self._texts[match[2] or ""] if match else ""
        self._cells.formula(row, column, formula_text, attributes.get("si"), bool(text) or kind == "str")

    def _take_hidden(self, text: str) -> None:
        for digits in _HIDDEN_ROW.findall(text):
            self._cells.sheet.hidden_rows.add(int(digits) - 1)
        for column in _COLUMN.findall(text):
            attributes = dict(_ATTRIBUTE.findall(column))
            if attributes.get("hidden") in ("1", "true"):
                self._cells.hidden_columns(attributes.get("min", ""), attributes.get("max", ""))


class _Columns(dict[str, int]):
    """Column numbers by letters, each computed once."""

    def __missing__(self, letters: str) -> int:
        self[letters] = column_number(letters)
        return self[letters]


class _Kinds(dict[str, tuple[str, int]]):
    """Type and style by the attributes as written after the reference: a sheet has only a few of them."""

    def __missing__(self, written: str) -> tuple[str, int]:
        attributes = dict(_ATTRIBUTE.findall(written))
        style = attributes.get("s", "0")
        self[written] = kind_of_cell(attributes), int(style) if style.isdecimal() else 0
        return self[written]


class _Texts(dict[str, str]):
    """Texts with their entities resolved; names, villages and posts come again and again."""

    def __missing__(self, raw: str) -> str:
        if len(self) > 50_000:
            self.clear()
        self[raw] = _ENTITY.sub(_meant, raw) if "&" in raw else raw
        return self[raw]


def _meant(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
