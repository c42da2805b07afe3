"""Sheets that are far larger, emptier or more merged than they look."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from tests.data.rosters.grid import TITLE, Book
from tests.data.rosters.hostile import SURVIVED, loose, tidy_raw
from tests.data.rosters.layouts_files import tidy


def million_rows() -> Book:
    """A clerk drew borders down to the last row of the sheet."""

    def tail() -> str:
        return "".join(
            f'<row r="{n}" s="1" customFormat="1" ht="20" customHeight="1"/>' for n in range(11, 1_048_577)
        )

    return tidy_raw("x07_million_rows.xlsx", {"tail_rows": tail, "dimension": "A1:J1048576"})


def formatted_cells() -> Book:
    """Two hundred thousand rows of five empty bordered cells each: a million cells of nothing."""

    def row(n: int) -> str:
        return f'<row r="{n}">' + "".join(f'<c r="{c}{n}" s="1"/>' for c in "ABCDE") + "</row>"

    return tidy_raw("x08_million_cells.xlsx", {"tail_rows": lambda: "".join(map(row, range(11, 200_011)))})


def whole_sheet_merge() -> Book:
    book = tidy_raw("x09_whole_sheet_merge.xlsx", {}, **SURVIVED)
    book.sheets[0].merges = [(1, 1, 1_048_576, 16_384)]
    return book


def long_title_merge() -> Book:
    """The title is merged over all 16,384 columns, the foot over the last million rows."""
    book = tidy_raw("x10_long_merges.xlsx", {})
    book.sheets[0].merges = [(1, 1, 1, 16_384), (10, 1, 1_048_576, 10)]
    return book


def merge_swarm() -> Book:
    """Thirty thousand merged pairs beside the table."""
    book = tidy_raw("x11_merge_swarm.xlsx", {})
    book.sheets[0].merges += [(n, 20, n, 21) for n in range(1, 30_001)]
    return book


def far_corner() -> Book:
    """One space in the very last cell of the sheet."""
    cell = f'<row r="1048576"><c r="{get_column_letter(16_384)}1048576" t="inlineStr"><is><t> </t></is></c></row>'
    return tidy_raw("x12_far_corner.xlsx", {"tail_rows": lambda: cell})


def huge_cell() -> Book:
    """Two million characters in one cell of a column nobody reads."""
    book = tidy_raw("x30_huge_cell.xlsx", {}, exit=[0, 2], rows_optional=True)
    book.sheets[0].put(3, 11, "附言")
    book.sheets[0].put(4, 11, "长" * 2_000_000)
    return book


def many_sheets() -> Book:
    """Three hundred sheets, all empty but one."""
    book = Book("x31_many_sheets.xlsx", "raw")
    for number in range(300):
        book.sheet(f"表{number + 1}")
    tidy(book, "x31", 5, sheet=book.sheet("名册"))
    return book


def deep_html() -> Book:
    """Sixty thousand tables inside each other."""
    return loose(
        "x32_deep.xls", lambda: ("<html><body>" + "<table><tr><td>" * 60_000 + TITLE).encode(), exit=2
    )


BOOKS = (
    million_rows,
    formatted_cells,
    whole_sheet_merge,
    long_title_merge,
    merge_swarm,
    far_corner,
    huge_cell,
    many_sheets,
    deep_html,
)
