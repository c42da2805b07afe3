"""Streams rows into the frame of a workbook, and reads the finished workbook again."""

from __future__ import annotations

import re
import xml.parsers.expat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.column_widths import text_width
from app.excel.writing.cells import cell_xml
from app.excel.writing.frame import FIRST_ROW, SheetColumn

SHEET = "xl/worksheets/sheet1.xml"
LINE, PADDING = 14.2, 6.8  # points: a line of 10.5-point type, and the white of a row
TALLEST = 409.0  # points; a row cannot be higher
_BLOCK = 500
_ROW = re.compile(rb'<row r="(\d+)"')


def fill_frame(frame: BinaryIO, filled: Path, rows: Iterable[str]) -> None:
    """Copy the workbook ``frame`` to ``filled`` with ``rows`` (XML) below its heading."""
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as out:
        for item in source.infolist():
            if item.filename != SHEET:
                out.writestr(item, source.read(item))
                continue
            before, after = _parted(source.read(item))
            with out.open(item.filename, "w", force_zip64=True) as sheet:
                sheet.write(before)
                for block in _blocks(rows):
                    sheet.write(block.encode("utf-8"))
                sheet.write(after)


def _parted(sheet: bytes) -> tuple[bytes, bytes]:
    """The sheet's XML before and after the place where row ``FIRST_ROW`` belongs."""
    for found in _ROW.finditer(sheet):
        if int(found.group(1)) >= FIRST_ROW:
            return sheet[: found.start()], sheet[found.start() :]
    end = sheet.index(b"</sheetData>")
    return sheet[:end], sheet[end:]


def _blocks(rows: Iterable[str]) -> Iterator[str]:
    block: list[str] = []
    for row in rows:
        block.append(row)
        if len(block) == _BLOCK:
            yield "".join(block)
            block = []
    yield "".join(block)


def row_xml(
    number: int, values: Sequence[Any], texts: Sequence[str], letters: Sequence[str], styles: Sequence[int],
    columns: Sequence[SheetColumn],
) -> str:
    """One row of the sheet, as high as its longest text needs: WPS and LibreOffice do not fit it themselves."""
    lines = max(_lines(text, column.width) for text, column in zip(texts, columns, strict=True))
    height = min(lines * LINE + PADDING, TALLEST)
    cells = "".join(
        [cell_xml(f"{letter}{number}", style, value)
         for letter, style, value in zip(letters, styles, values, strict=True)]
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>'


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; each line leaves room for a broken-off character."""
    if text_width(text) <= width - 1 and "\n" not in text:
        return 1
    room = max(width - 2, 2.0)
    return sum(max(1, -int(-text_width(part) // room)) for part in text.split("\n"))


def read_back(path: Path, count: int, column: int, expected: Sequence[str]) -> None:
    """Open the finished workbook again; ValueError when it is not well formed or rows differ.

    ``expected``: the texts of the zero-based ``column``, ``count`` of them.
    """
    from python_calamine import CalamineWorkbook

    with zipfile.ZipFile(path) as book:
        for item in book.infolist():
            if item.filename.endswith((".xml", ".rels")):
                with book.open(item) as part:
                    xml.parsers.expat.ParserCreate().ParseFile(part)
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)[FIRST_ROW - 1 : FIRST_ROW - 1 + count]
    found = [_as_text(row[column]) for row in rows]
    if found != list(expected):
        raise ValueError(f"{path.name}: {len(found)} rows read back, {count} written, or their contents differ")


def _as_text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

