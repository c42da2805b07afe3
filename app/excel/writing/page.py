"""What every workbook of ours shares: whose it is, and how its sheets lie on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from app.domain.column_widths import ColumnNeed
from app.domain.type_sizes import type_size

PROGRAM = "镇人大台账"
PAGE_WIDTH = 143.0  # width of A4 landscape between the margins, in units of a column
# The default type, by whose digits every program measures columns: 5.25 points each, as wide as those of 宋体 of
# 10.5 points.  Arial or a face of its very widths is on every system; in the place of 宋体, which only Windows has,
# others put digits a quarter wider, and shrink the sheet so much that a quarter of each page stays white.
_UNIT_FONT = ("Arial", 9.5)
_SMALLEST = 0.5  # of its size on the screen: 10.5-point type prints at five points at the least


def new_book(title: str) -> Any:
    """A workbook without sheets that names itself and the program, not the library that writes it."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    name, size = _UNIT_FONT
    book._fonts[0] = book._named_styles["Normal"].font = Font(
        name=name, size=size
    )  # no public way leads there
    book.remove(book.active)
    book.properties.title = title
    book.properties.creator = book.properties.lastModifiedBy = PROGRAM
    return book


def on_a4(sheet: Any, title: str, heading: str) -> None:
    """Print a sheet on A4 lying on its side, the rows ``heading`` (such as 3:3) on every page.

    Its columns, which have their widths already, stand on one page; on several beside one another, each with the
    first column, where type would be too small to read.  The foot names the sheet and counts its pages.
    """
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.paperSize, setup.orientation = sheet.PAPERSIZE_A4, sheet.ORIENTATION_LANDSCAPE
    widths = [column.width for column in sheet.column_dimensions.values()]
    setup.fitToWidth, setup.fitToHeight = pages_across(widths), 0
    if setup.fitToWidth > 1:
        sheet.print_title_cols = "A:A"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins.left, margins.right, margins.top, margins.bottom = 0.59, 0.47, 0.59, 0.6  # inches
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = heading
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.oddFooter.left.text = title.replace("&", "&&")
    sheet.oddFooter.center.size = sheet.oddFooter.left.size = 9


def printed_room(needs: Sequence[ColumnNeed], taken: float) -> float:
    """The width that the texts of all columns share on a sheet to be printed; ``taken``: what stands beside them.

    Printing shrinks a wider sheet to the width of the page: as far as its type can still be read.
    """
    _, room = type_size(needs, PAGE_WIDTH, lambda _: taken)
    return max(PAGE_WIDTH - taken, min(sum(need.widest for need in needs), room))


def pages_across(widths: Iterable[float]) -> int:
    """How many pages columns of these widths take beside one another."""
    return max(1, ceil(sum(widths) * _SMALLEST / PAGE_WIDTH))
