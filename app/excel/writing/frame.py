"""The frame of a ledger's workbook: title, unit line, heading, signatures and how it prints.

openpyxl makes the package; the rows are streamed into it afterwards (``rows_into``).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, BinaryIO
from weakref import WeakKeyDictionary

from app.domain.column_widths import text_width
from app.domain.fields import Field, Side
from app.domain.kind_table import KindTable
from app.domain.ledger_head import EMPTY, LedgerHead
from app.excel.writing.continued import line_count
from app.excel.writing.page import new_book, on_a4
from app.excel.writing.paging import LINE, PageFill, page_ends
from app.excel.writing.whole_book import save_book

TITLE_ROW, UNIT_ROW, HEAD_ROW = 1, 2, 3
FIRST_ROW = HEAD_ROW + 1
_TOPS = (36.0, 20.0, 34.0)  # points of title, unit line and heading
_BLANK = 14.2  # points of the empty row over the signatures
_LATIN = 1.08  # texts of digits and signs are that much wider than their half-width characters
BODY_FONT, HEAD_FONT = "宋体", "黑体"
TEXT_CELL, WHOLE_NUMBER = "@", "0"  # in a text cell nothing is turned into a number or a date
_FORMATS: KindTable[str] = KindTable(
    "number format of its cells",
    __name__,
    {
        **dict.fromkeys(("text", "prose", "person", "id_number", "phone", "choice", "flag"), TEXT_CELL),
        **dict.fromkeys(("known_day", "time", "link", "links", "lines"), TEXT_CELL),
        "day": "yyyy.mm.dd",
        "money": "#,##0.00",
        "number": WHOLE_NUMBER,
    },
)
# What ``dress`` made for each workbook: finding a style again is a third of openpyxl's time for a small sheet.
_dressed: WeakKeyDictionary[Any, dict[tuple[Any, ...], Any]] = WeakKeyDictionary()
_FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class SheetColumn:
    """One column: heading, width in characters, at which side its cells stand, how their numbers are written."""

    heading: str
    width: float
    side: Side = "left"
    number_format: str = TEXT_CELL


def column_of(field: Field, width: float) -> SheetColumn:
    """The column of a field."""
    kind = field.kind
    decimals = kind.fixed_decimals()
    written = f"0.{'0' * decimals}" if decimals else _FORMATS[kind]
    return SheetColumn(field.label, width, kind.align, written)


@dataclass(frozen=True)
class SheetPlan:
    """A sheet whose rows are not yet in it: its name, the words around its table, columns, heights of its rows."""

    name: str
    head: LedgerHead
    columns: Sequence[SheetColumn]
    heights: Sequence[float]


def save_frame(target: BinaryIO, plans: Sequence[SheetPlan]) -> list[list[int]]:
    """Save a workbook with a sheet for each plan; gives the style number of each column of each sheet."""
    book = new_book(plans[0].head.title)
    styles = [_planned(book, plan) for plan in plans]
    save_book(book, target)
    return styles


def _planned(book: Any, plan: SheetPlan) -> list[int]:
    """Adds the sheet of a plan and gives the style number of each of its columns."""
    from openpyxl.cell.cell import Cell

    sheet = book.create_sheet(plan.name.translate(_FORBIDDEN_IN_SHEET_NAMES)[:31])
    _head(sheet, plan.head, plan.columns)
    if not plan.heights:
        _over_all(sheet, FIRST_ROW, EMPTY, plan.columns, frame=True)
    below = FIRST_ROW + max(len(plan.heights), 1)
    for words in plan.head.closing:
        _over_all(sheet, below, words, plan.columns)
        below += 1
    if any(plan.head.signatures):
        _spread(sheet, below + 1, plan.head.signatures, plan.columns)
        sheet.row_dimensions[below].height, sheet.row_dimensions[below + 1].height = _BLANK, 26
    on_a4(sheet, plan.head.title, f"{HEAD_ROW}:{HEAD_ROW}")
    _end_pages(sheet, plan)
    styles = []
    for number, column in enumerate(plan.columns, 1):
        sample = Cell(
            sheet, row=FIRST_ROW, column=number
        )  # never put into the sheet: it only makes the style
        dress(sample, BODY_FONT, 10.5, column.side, frame=True, top=True)
        sample.number_format = column.number_format
        styles.append(sample.style_id)
    return styles


def _end_pages(sheet: Any, plan: SheetPlan) -> None:
    """The last rows of the table stay with what is said and signed below them."""
    from openpyxl.worksheet.pagebreak import Break

    first_below = FIRST_ROW + len(plan.heights)
    below = [sheet.row_dimensions[row].height for row in range(first_below, sheet.max_row + 1)]
    heights = [*plan.heights, *below]
    for end in page_ends(heights, len(below), empty_page(plan.columns)):
        sheet.row_breaks.append(Break(id=FIRST_ROW + end - 1))


def empty_page(columns: Sequence[SheetColumn]) -> PageFill:
    """The first page of a sheet, on which nothing but title, unit line and heading stands."""
    return PageFill([column.width for column in columns], sum(_TOPS), _TOPS[-1])


def _head(sheet: Any, head: LedgerHead, columns: Sequence[SheetColumn]) -> None:
    from openpyxl.utils import get_column_letter

    last = len(columns)
    title = sheet.cell(TITLE_ROW, 1, head.title)
    title.data_type = "s"
    dress(title, BODY_FONT, 20, "center", bold=True)
    if last > 1:
        sheet.merge_cells(start_row=TITLE_ROW, end_row=TITLE_ROW, start_column=1, end_column=last)
    for row, height in enumerate(_TOPS, TITLE_ROW):
        sheet.row_dimensions[row].height = height
    _spread(sheet, UNIT_ROW, head.unit_line, columns)
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(HEAD_ROW, number, column.heading)
        cell.data_type = "s"
        dress(cell, HEAD_FONT, 10.5, "center", frame=True)
        sheet.column_dimensions[get_column_letter(number)].width = round(column.width, 2)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3 if last > 4 else 1)


def _over_all(
    sheet: Any, row: int, words: str, columns: Sequence[SheetColumn], *, frame: bool = False
) -> None:
    """One text over the width of the table."""
    for number in range(1, len(columns) + 1):
        dress(sheet.cell(row, number), BODY_FONT, 10.5, "center" if frame else "left", frame=frame)
    sheet.cell(row, 1, words).data_type = "s"
    if len(columns) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
    lines = line_count(words, sum(column.width for column in columns))
    sheet.row_dimensions[row].height = 8 + LINE * lines


def _spread(sheet: Any, row: int, texts: Sequence[str], columns: Sequence[SheetColumn]) -> None:
    """Three texts over the width: left, middle, right; one cell for all where columns are few."""
    if len(columns) < 3:
        cell = sheet.cell(row, 1, "    ".join(text for text in texts if text))
        cell.data_type = "s"
        dress(cell, BODY_FONT, 10.5, "left", wrap=False)
        return
    for (first, end), text, side in zip(
        _spans(columns, texts), texts, ("left", "center", "right"), strict=True
    ):
        cell = sheet.cell(row, first, text or None)
        dress(cell, BODY_FONT, 10.5, side, wrap=False)
        if end > first:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=end)


def _spans(columns: Sequence[SheetColumn], texts: Sequence[str]) -> list[tuple[int, int]]:
    """First and last column (from 1) of three spans: the outer ones wide enough for their texts."""
    left, _, right = (text_width(text) * _LATIN + 1 for text in texts)
    last = len(columns)
    reached = list(accumulate(column.width for column in columns))
    beside = list(accumulate(column.width for column in reversed(columns)))
    first = next(n for n, width in enumerate(reached, 1) if width >= left or n == last - 2)
    taken = next(n for n, width in enumerate(beside, 1) if width >= right or n == last - first - 1)
    return [(1, first), (first + 1, last - taken), (last - taken + 1, last)]


def dress(
    cell: Any,
    font: str,
    size: float,
    side: str,
    *,
    bold: bool = False,
    frame: bool = False,
    wrap: bool = True,
    top: bool = False,
) -> None:
    """Give a cell its type, its side and, for table cells, its thin black frame.

    ``top``: a text too tall for what a program makes of its row loses its end and not its beginning.
    """
    from openpyxl.styles import Alignment, Border, Font
    from openpyxl.styles import Side as Edge

    dressed = _dressed.setdefault(cell.parent.parent, {})
    look = (font, size, side, bold, frame, wrap, top)
    if look in dressed:
        cell._style = copy(dressed[look])
        return
    cell.font = Font(name=font, size=size, bold=bold)
    indent = 1 if side == "right" and frame else 0  # a count at the edge of its box would touch the next text
    cell.alignment = Alignment(
        horizontal=side, vertical="top" if top else "center", wrap_text=wrap and not indent, indent=indent
    )
    if frame:
        line = Edge(style="thin", color="000000")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    dressed[look] = copy(cell._style)
