"""The frame of a ledger's workbook: title, unit line, heading, signatures and how it prints.

openpyxl makes the package; the rows are streamed into it afterwards (``rows_into``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, BinaryIO

from app.domain.fields import Field
from app.domain.ledger_head import LedgerHead

TITLE_ROW, UNIT_ROW, HEAD_ROW = 1, 2, 3
FIRST_ROW = HEAD_ROW + 1
PAGE_WIDTH = 143.0  # width of A4 landscape between the margins, in characters of Calibri 11
BODY_FONT, HEAD_FONT = "宋体", "黑体"
_CENTRED = {"choice", "flag", "day", "known_day", "person", "id_number", "phone"}
_FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class SheetColumn:
    """One column: heading, width in characters, kind of field by name, and whether numbers are ordinals."""

    heading: str
    width: float
    kind: str
    ordinal: bool = False

    @property
    def number_format(self) -> str:
        """Texts are text cells (@), so that nothing is turned into a number or a date."""
        return {"day": "yyyy-mm-dd", "money": "#,##0.00", "number": "0"}.get(self.kind, "@")

    @property
    def side(self) -> str:
        """Where the cell's text stands."""
        if self.kind in _CENTRED or self.ordinal:
            return "center"
        return "right" if self.kind in ("number", "money") else "left"


def column_of(field: Field, width: float) -> SheetColumn:
    """The column of a field."""
    return SheetColumn(field.label, width, field.kind.name, bool(getattr(field.kind, "ordinal", False)))


def save_frame(target: BinaryIO, label: str, head: LedgerHead, columns: Sequence[SheetColumn], count: int) -> list[int]:
    """Save a workbook for ``count`` rows that are not yet in it; gives the style number of each column."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell

    book = Workbook()
    sheet = book.active
    sheet.title = label.translate(_FORBIDDEN_IN_SHEET_NAMES)[:31]
    book.properties.title = head.title
    book.properties.creator = "镇人大台账"
    _head(sheet, head, columns)
    signature_row = FIRST_ROW + count + 1
    _spread(sheet, signature_row, head.signatures, columns)
    sheet.row_dimensions[signature_row].height = 26
    _printing(sheet)
    styles = []
    for number, column in enumerate(columns, 1):
        sample = Cell(sheet, row=FIRST_ROW, column=number)  # never put into the sheet: it only makes the style
        dress(sample, BODY_FONT, 10.5, column.side, frame=True)
        sample.number_format = column.number_format
        styles.append(sample.style_id)
    book.save(target)
    return styles


def _head(sheet: Any, head: LedgerHead, columns: Sequence[SheetColumn]) -> None:
    from openpyxl.utils import get_column_letter

    last = len(columns)
    title = sheet.cell(TITLE_ROW, 1, head.title)
    title.data_type = "s"
    dress(title, BODY_FONT, 20, "center", bold=True)
    if last > 1:
        sheet.merge_cells(start_row=TITLE_ROW, end_row=TITLE_ROW, start_column=1, end_column=last)
    sheet.row_dimensions[TITLE_ROW].height = 36
    sheet.row_dimensions[UNIT_ROW].height = 20
    _spread(sheet, UNIT_ROW, head.unit_line, columns)
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(HEAD_ROW, number, column.heading)
        cell.data_type = "s"
        dress(cell, HEAD_FONT, 10.5, "center", frame=True)
        sheet.column_dimensions[get_column_letter(number)].width = round(column.width, 2)
    sheet.row_dimensions[HEAD_ROW].height = 34
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3 if last > 4 else 1)


def _spread(sheet: Any, row: int, texts: Sequence[str], columns: Sequence[SheetColumn]) -> None:
    """Three texts over the width: left, middle, right; one cell for all where columns are few."""
    if len(columns) < 3:
        cell = sheet.cell(row, 1, "    ".join(text for text in texts if text))
        cell.data_type = "s"
        dress(cell, BODY_FONT, 10.5, "left", wrap=False)
        return
    for (first, end), text, side in zip(_thirds(columns), texts, ("left", "center", "right"), strict=True):
        cell = sheet.cell(row, first, text or None)
        dress(cell, BODY_FONT, 10.5, side, wrap=False)
        if end > first:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=end)


def _thirds(columns: Sequence[SheetColumn]) -> list[tuple[int, int]]:
    """First and last column (from 1) of three spans, each about a third of the width."""
    total = sum(column.width for column in columns)
    reached = list(accumulate(column.width for column in columns))
    first = next(n for n, width in enumerate(reached, 1) if width >= total / 3 or n == len(columns) - 2)
    second = next(n for n, width in enumerate(reached, 1) if n > first and (width >= total * 0.62 or n == len(columns) - 1))
    return [(1, first), (first + 1, second), (second + 1, len(columns))]


def _printing(sheet: Any) -> None:
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.paperSize, setup.orientation = sheet.PAPERSIZE_A4, sheet.ORIENTATION_LANDSCAPE
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins.left, margins.right, margins.top, margins.bottom = 0.59, 0.47, 0.59, 0.63  # inches
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.oddFooter.center.size = 9


def dress(
    cell: Any, font: str, size: float, side: str, *, bold: bool = False, frame: bool = False, wrap: bool = True
) -> None:
    """Give a cell its type, its side and, for table cells, its thin black frame."""
    from openpyxl.styles import Alignment, Border, Font, Side

    cell.font = Font(name=font, size=size, bold=bold)
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=wrap)
    if frame:
        line = Side(style="thin", color="000000")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
