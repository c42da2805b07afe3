"""The last page of a ledger: not a single row and the line for signatures, if it can be helped."""

from __future__ import annotations

from collections.abc import Sequence

from ui.printing.bands import Band
from ui.printing.marks import MM

FEWEST = 3  # rows of a table on its last page
_TIGHTER = 0.8 * MM  # taken from the white of each row, where that saves the page


def is_scant(sheets: Sequence[Sequence[Band]]) -> bool:
    """Whether the last of several pages shows only a row or two of a table that began before it."""
    return len(sheets) > 1 and 0 < len(_rows(sheets[-1])) < FEWEST


def tighter(band: Band) -> Band:
    """The row of a table with a little less white above and below its text; other bands as they are."""
    if band.head is None:
        return band
    boxes = tuple(box._replace(height=box.height - _TIGHTER) for box in band.boxes)
    return band._replace(height=band.height - _TIGHTER, boxes=boxes)


def evened(sheets: list[list[Band]], room: float) -> list[list[Band]]:
    """The same pages with rows moved from the last but one to the last, so that it has ``FEWEST``.

    ``room``: the height of a page.  Pages stay as they are where the rows do not belong together.
    """
    *before, giving, taking = sheets
    rows = _rows(taking)
    wanted = FEWEST - len(rows)
    moved, rest = giving[-wanted:], giving[:-wanted]
    of_one_table = all(band.head is rows[0].head and band.key is not None for band in moved)
    height = sum(band.height for band in (*moved, *taking))
    if not of_one_table or len(_rows(rest)) < FEWEST or height > room:
        return sheets
    at = taking.index(rows[0])
    return [*before, rest, [*taking[:at], *moved, *taking[at:]]]


def _rows(sheet: Sequence[Band]) -> list[Band]:
    """The whole rows of the table that ends on this page; none where one of them began before it."""
    rows = [band for band in sheet if band.head is not None]
    return rows if all(band.key is not None for band in rows) else []
