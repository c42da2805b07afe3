"""An old .xls workbook: values from python-calamine, from the records themselves what it leaves out."""

from __future__ import annotations

import io
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from app.excel.reading import limits
from app.excel.reading.beginnings import COMPOUND_FILE
from app.excel.reading.biff import (
    ScannedSheet,
    around_sheet,
    in_whole_records,
    is_encrypted,
    plain_for_calamine,
    scan,
)
from app.excel.reading.cells import Census, GrowingSheet, Plain
from app.excel.reading.compound_file import CompoundFile, container_of
from app.excel.reading.number_formats import moment, shows, tidy
from app.excel.reading.refusal import UnreadableFile


def read_xls(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """Kind "xls", the worksheets in order, no notes.

    An .xls ends at 65,536 rows and 256 columns, so the rectangle that calamine lays out stays below 0.6 GB.
    Raises: UnreadableFile, OSError.
    """
    name, stream = _workbook_stream(Path(path).read_bytes())
    scanned = scan(stream)
    try:
        file = io.BytesIO(container_of(name, plain_for_calamine(stream)))
        del stream
        with CalamineWorkbook.from_filelike(file) as book:
            tabs = book.sheets_metadata
            if len(tabs) != len(scanned):
                raise UnreadableFile("truncated")
            census = Census()
            sheets = [
                _sheet(book.get_sheet_by_index(at), tab.visible != Visible.Visible, scanned[at], census)
                for at, tab in enumerate(tabs)
                if tab.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as locked:
        raise UnreadableFile("encrypted") from locked
    except CalamineError as broken:
        raise UnreadableFile("truncated") from broken
    if not sheets:
        raise UnreadableFile("truncated")
    return "xls", None, sheets, []


def _workbook_stream(raw: bytes) -> tuple[str, bytes]:
    """Name and bytes of the stream that holds the workbook, decrypted."""
    if not raw.startswith(COMPOUND_FILE):
        return "Book", around_sheet(raw)
    container = CompoundFile(raw)
    name = "Workbook" if "workbook" in container.names() else "Book"
    stream = container.stream(name.lower())
    if is_encrypted(stream):
        from app.excel.reading.encryption import without_encryption  # 0.1 s, and seldom needed

        encrypted = container_of("Workbook", in_whole_records(stream))
        stream = CompoundFile(without_encryption(encrypted)).stream("workbook")
    return name, stream


def _sheet(source: CalamineSheet, hidden: bool, scanned: ScannedSheet, census: Census) -> GrowingSheet:
    sheet = GrowingSheet(scanned.name, hidden, scanned.date_1904)  # calamine garbles the names of Excel 95
    sheet.formats, sheet.formulas, sheet.unvalued = scanned.formats, scanned.formulas, scanned.unvalued
    sheet.hidden_rows, sheet.hidden_columns = scanned.hidden_rows, scanned.hidden_columns
    if source.start is not None:
        blank: list[Plain] = [None] * source.start[1]
        for values in source.iter_rows():
            cells = blank + [_plain(value) for value in values]
            while cells and cells[-1] is None:
                cells.pop()
            sheet.rows.append(cells)
            census.add([cells])
    for (row, column), text in scanned.texts.items():
        sheet.put(row, column, text or None)
    _dates(sheet)
    merges = (source.merged_cell_ranges or [])[: limits.MERGES]
    sheet.merges = [(first[0], first[1], last[0], last[1]) for first, last in merges]
    return sheet.finish()


def _plain(value: object) -> Plain:
    if value == "":
        return None
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, float):
        try:
            return tidy(value)
        except OverflowError:
            return None  # the scan has noted it as an error
    return value


def _dates(sheet: GrowingSheet) -> None:
    """Turns numbers whose format shows a day or a time into what they show."""
    for (row, column), code in sheet.formats.items():
        value = sheet.rows[row][column] if row < len(sheet.rows) and column < len(sheet.rows[row]) else None
        if isinstance(value, int | float) and not isinstance(value, bool) and shows(code):
            when = moment(value, shows(code), sheet.date_1904)
            sheet.rows[row][column] = value if when is None else when
