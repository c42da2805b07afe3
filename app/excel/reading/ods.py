"""An .ods workbook: sheets, cells, merges, what is hidden, how numbers are shown; from content.xml alone."""

from __future__ import annotations

from xml.etree import ElementTree

from app.excel.reading import limits
from app.excel.reading.archive import DAMAGED, Archive, attribute, local
from app.excel.reading.cells import Census, GrowingSheet, Plain
from app.excel.reading.ods_styles import Styles
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.xlsx_cells import is_true, iso_moment

_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")


def read_ods(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """Kind "ods", the sheets in order, no notes.

    Raises: UnreadableFile, OSError.
    """
    with Archive(path) as archive:
        archive.look()
        if "content.xml" not in archive:
            raise UnreadableFile("truncated")
        try:
            if _encrypted(archive.tree("META-INF/manifest.xml")):
                raise UnreadableFile("encrypted")
            return "ods", None, _sheets(archive), []
        except DAMAGED as broken:
            raise UnreadableFile("truncated") from broken


def _encrypted(manifest: ElementTree.Element | None) -> bool:
    return manifest is not None and any(local(part.tag) == "encryption-data" for part in manifest.iter())


def _sheets(archive: Archive) -> list[GrowingSheet]:
    reader = _Reader()
    for event, tag, element in archive.elements("content.xml", ("start", "end")):
        if event == "start":
            reader.start(tag, element)
        else:
            reader.end(tag, element)
    return reader.sheets


class _Reader:
    """Fills sheets from the events of the parser; a table inside a cell is left out."""

    def __init__(self) -> None:
        self.sheets: list[GrowingSheet] = []
        self._styles = Styles()
        self._depth = 0
        self._row = 0
        self._columns: list[tuple[int, str]] = []  # (last column, default style) in order
        self._census = Census()

    def start(self, tag: str, element: ElementTree.Element) -> None:
        """A table begins: attributes are known at its start."""
        if tag != "table":
            return
        self._depth += 1
        if self._depth == 1:
            if len(self.sheets) >= limits.SHEETS:
                raise UnreadableFile("too_large")
            hidden = self._styles.hides_table(attribute(element, "style-name") or "")
            self.sheets.append(GrowingSheet(attribute(element, "name") or "Sheet1", hidden))
            self._row, self._columns = 0, []

    def end(self, tag: str, element: ElementTree.Element) -> None:
        """A style, column, row or table is complete."""
        if tag == "automatic-styles":
            self._styles = Styles(element)
        elif tag == "table":
            self._depth -= 1
            if self._depth == 0:
                self.sheets[-1].finish()
        elif self._depth == 1 and tag == "table-column":
            self._column(element)
        elif self._depth == 1 and tag == "table-row":
            self._read_row(element)
            element.clear()

    def _column(self, element: ElementTree.Element) -> None:
        first = self._columns[-1][0] + 1 if self._columns else 0
        last = min(first + _count(element, "number-columns-repeated"), 16_384) - 1
        self._columns.append((last, attribute(element, "default-cell-style-name") or ""))
        if attribute(element, "visibility") in ("collapse", "filter"):
            self.sheets[-1].hidden_columns.update(range(first, last + 1))

    def _read_row(self, element: ElementTree.Element) -> None:
        sheet, repeated, first = self.sheets[-1], _count(element, "number-rows-repeated"), self._row
        self._row += repeated
        cells = [cell for cell in element if local(cell.tag) in _CELLS]
        while cells and _is_blank(cells[-1]):
            cells.pop()
        if attribute(element, "visibility") in ("collapse", "filter"):
            sheet.hidden_rows.update(range(first, min(self._row, 1_048_576)))
        if not cells:
            return
        column = 0
        for cell in cells:
            column = self._read_cell(cell, first, column, attribute(element, "default-cell-style-name") or "")
        self._census.add([sheet.row(first)])
        if repeated * len(sheet.row(first)) > limits.GRID_CELLS:
            raise UnreadableFile("too_large")
        for row in range(first + 1, self._row):  # each copy is counted before the next is made
            _copy_row(sheet, first, row)
            self._census.add([sheet.rows[row]])

    def _read_cell(self, cell: ElementTree.Element, row: int, column: int, row_style: str) -> int:
        """Reads a cell with its repetitions; gives the column after it."""
        sheet, after = self.sheets[-1], min(column + _count(cell, "number-columns-repeated"), 16_384)
        wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if (wide > 1 or high > 1) and len(sheet.merges) < limits.MERGES:
            sheet.merges.append((row, column, row + high - 1, column + wide - 1))
        if _is_blank(cell):
            return after
        value = _value(cell, row, column, sheet)
        for place in range(column, after) if value is not None else ():
            sheet.put(row, place, value)
            if not isinstance(value, str | bool):
                style = attribute(cell, "style-name") or row_style or self._column_style(place)
                code = self._styles.format(style)
                if code:
                    sheet.formats[row, place] = code
        return after

    def _column_style(self, column: int) -> str:
        return next((style for last, style in self._columns if column <= last), "")


def _is_blank(cell: ElementTree.Element) -> bool:
    """Whether nothing is in the cell but formatting: such cells are repeated to the end of the sheet."""
    contents = (
        attribute(cell, "value-type"),
        attribute(cell, "formula"),
        attribute(cell, "number-columns-spanned"),
    )
    return not any(contents) and not len(cell)


def _copy_row(sheet: GrowingSheet, source: int, row: int) -> None:
    for column, value in enumerate(sheet.rows[source]):
        if value is not None:
            sheet.put(row, column, value)
            for by_place in (sheet.formats, sheet.formulas, sheet.unvalued):
                if (source, column) in by_place:
                    by_place[row, column] = by_place[source, column]


def _value(cell: ElementTree.Element, row: int, column: int, sheet: GrowingSheet) -> Plain:
    kinds = {value for key, value in cell.items() if local(key) == "value-type"}
    text = "\n".join(_paragraph(part) for part in cell if local(part.tag) == "p")
    formula = attribute(cell, "formula")
    if formula is not None:
        sheet.formulas[row, column] = formula.partition("=")[2] or formula
        if not kinds and not text:
            sheet.unvalued[row, column] = "formula"
    if "error" in kinds:
        sheet.unvalued[row, column] = f"error:{text or '#VALUE!'}"
        return None
    if kinds & set(_NUMBERS):
        amount = attribute(cell, "value")
        return sheet.number(row, column, amount) if amount else text or None
    if "date" in kinds:
        return iso_moment(attribute(cell, "date-value") or text)
    if "time" in kinds:
        return text or None
    if "boolean" in kinds:
        return is_true(attribute(cell, "boolean-value"))
    return text or attribute(cell, "string-value") or None


def _paragraph(element: ElementTree.Element) -> str:
    """The text of a paragraph with its spans, repeated spaces, tabs and line breaks.

    Notes are left out, and so is what a ruby puts above its base.
    """
    words = [element.text or ""]
    for part in element:
        tag = local(part.tag)
        if tag == "s":
            words.append(" " * min(_count(part, "c"), 1_000))
        elif tag in ("tab", "line-break"):
            words.append("\t" if tag == "tab" else "\n")
        elif tag in ("span", "a", "meta", "ruby", "ruby-base"):
            words.append(_paragraph(part))
        words.append(part.tail or "")
    return "".join(words)


def _count(element: ElementTree.Element, name: str) -> int:
    """A number of repetitions or spanned places, 1 where none is given."""
    written = attribute(element, name) or ""
    return min(max(int(written), 1), 1_048_576) if written.isascii() and written.isdecimal() else 1
