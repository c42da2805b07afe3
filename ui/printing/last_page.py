"""The last page of a ledger or form: not a single row and the line for signatures, if it can be helped."""

from __future__ import annotations

from collections.abc import Sequence

from ui.printing.bands import ABOVE, Band
from ui.printing.marks import MM
from ui.printing.type_faces import line_height

FEWEST = 3  # rows of a table on its last page
_TIGHTER = 0.8 * MM  # taken from the white of each row, where that saves the page
_ROOMY = 8 * MM  # free to write on in a box of a form,
_GIVEN_UP = 0.3  # of which it can do without this part


def is_scant(sheets: Sequence[Sequence[Band]]) -> bool:
    """Whether the last of several pages shows only a row or two of a table or form that began before it."""
    if len(sheets) < 2:
        return False
    boxes = [band for band in sheets[-1] if is_one_row(band) and band.head is None]
    return 0 < len(_rows(sheets[-1]) or boxes) < FEWEST


def is_one_row(band: Band) -> bool:
    """Whether the band is a single row of boxes."""
    return bool(band.boxes) and all(
        box.framed and box.y == 0 and box.height == band.height for box in band.boxes
    )


def tighter(band: Band) -> Band:
    """The row of a table with a little less white above and below its text, that of a form with less to write on."""
    if band.head is None:
        return _with_lower_boxes(band) if is_one_row(band) else band
    boxes = tuple(box._replace(height=box.height - _TIGHTER) for box in band.boxes)
    return band._replace(height=band.height - _TIGHTER, boxes=boxes)


def _with_lower_boxes(band: Band) -> Band:
    """Roomy boxes give up a part of what their text leaves free; those with a picture stay as they are."""
    text = max(len(box.lines) * line_height(box.size) for box in band.boxes) + 2 * ABOVE
    free = band.height - text
    if free < _ROOMY or any(box.picture for box in band.boxes):
        return band
    height = band.height - free * _GIVEN_UP
    return band._replace(height=height, boxes=tuple(box._replace(height=height) for box in band.boxes))


def evened(sheets: list[list[Band]], room: float) -> list[list[Band]]:
    """The same pages with rows moved from the last but one to the last, so that it has ``FEWEST``.

    ``room``: the height of a page.  Pages stay as they are where the rows do not belong together.
    """
    *before, giving, taking = sheets
    rows = _rows(taking)
    if not rows:
        return sheets
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
