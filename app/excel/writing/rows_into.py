"""Streams rows into the frame of a workbook, and reads the finished workbook again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from app.excel.writing.cells import cell_xml
from app.excel.writing.frame import FIRST_ROW
from app.excel.writing.whole_book import refuse_cut_off

SHEET = "xl/worksheets/sheet{}.xml"
_BLOCK = 500
_ROW = re.compile(rb'<row r="(\d+)"')


def fill_frame(frame: BinaryIO, filled: Path | BinaryIO, sheets: Sequence[Iterable[str]]) -> None:
    """Copy the workbook ``frame`` to ``filled`` with rows (XML) below the heading of each of its sheets."""
    rows_of = {SHEET.format(number): rows for number, rows in enumerate(sheets, 1)}
    with (
        zipfile.ZipFile(frame) as source,
        zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as out,
    ):
        for item in source.infolist():
            if item.filename not in rows_of:
                out.writestr(item, source.read(item))
                continue
            before, after = _parted(source.read(item))
            with out.open(item.filename, "w", force_zip64=True) as sheet:
                sheet.write(before)
                for block in _blocks(rows_of[item.filename]):
                    sheet.write(block.encode("utf-8"))
                sheet.write(after)


def _parted(sheet: bytes) -> tuple[bytes, bytes]:
    """The sheet's XML before and after the place where row ``FIRST_ROW`` belongs."""
    for match in _ROW.finditer(sheet):
        if int(match.group(1)) >= FIRST_ROW:
            return sheet[: match.start()], sheet[match.start() :]
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
    number: int,
    values: Sequence[Any],
    height: float,
    letters: Sequence[str],
    styles: Sequence[int],
) -> str:
    """One row of the sheet, ``height`` points high."""
    cells = "".join(
        [
            cell_xml(f"{letter}{number}", style, value)
            for letter, style, value in zip(letters, styles, values, strict=True)
        ]
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>'


def read_back(written: Path | BinaryIO, places: Sequence[Sequence[int]]) -> None:
    """Open the finished workbook again; ``refuse_cut_off`` tells, ValueError when rows differ.

    ``places``: of each sheet, the numbers of its rows in its first column.
    """
    from python_calamine import CalamineWorkbook

    refuse_cut_off(written)
    if isinstance(written, Path):
        read = CalamineWorkbook.from_path(str(written))
    else:
        written.seek(0)
        read = CalamineWorkbook.from_filelike(written)
    for index, wanted in enumerate(places):
        sheet = read.get_sheet_by_index(index)
        rows = sheet.to_python(skip_empty_area=False)[FIRST_ROW - 1 :]
        numbers = [row[0] for row in rows if isinstance(row[0], int | float)]
        if numbers != list(wanted):
            raise ValueError(
                f"sheet {index + 1}: {len(numbers)} rows read back, {len(wanted)} written, or their contents differ"
            )
