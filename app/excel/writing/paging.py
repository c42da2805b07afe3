"""Where the printed pages of a sheet end, so that its signatures never stand alone on the last one."""

from __future__ import annotations

from collections.abc import Sequence

from app.excel.writing.continued import line_count

LINE, PADDING = 14.2, 6.8  # points: a line of 10.5-point type, and the white of a row
TALLEST = 409.0  # points; a row cannot be higher
PAGE_HEIGHT = 498.0  # points of A4 landscape between the margins
_CHARACTER = 5.25  # points of a column's unit: half a square of the default type, 宋体 of 10.5 points
_ACROSS = 765.6  # points of A4 landscape between the margins
_LAST_ROWS = 2  # of the table, on the page of the signatures
_SURE = 0.97  # programs round the heights of rows and the scale


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Points that the longest text needs: WPS and LibreOffice do not fit a row themselves."""
    lines = max(line_count(text, width) for text, width in zip(texts, widths, strict=True))
    return min(lines * LINE + PADDING, TALLEST)


def page_room(widths: Sequence[float], across: int) -> float:
    """Points of rows on a page whose columns are shrunk to ``across`` pages.

    Where the default type is replaced by a wider one the sheet is shrunk more and a page shows some white below.
    """
    return PAGE_HEIGHT * _SURE / min(1.0, _ACROSS * across / (sum(widths) * _CHARACTER))


def page_ends(heights: Sequence[float], signed: int, above: float, heading: float, room: float) -> list[int]:
    """After how many of the rows each page but the last ends.

    The last ``signed`` of them are what is said and signed below the table; its last rows stand on their page, as
    far as they fit.  ``above``: what stands over the first row on the first page, ``heading`` on each later one.
    """
    ends, left = list[int](), room - above
    for number, height in enumerate(heights):
        if height > left and number:
            ends.append(number)
            left = room - heading
        left -= height
    table = len(heights) - signed
    for start in range(max(table - _LAST_ROWS, 1), table):
        if ends and ends[-1] > start and heading + sum(heights[start:]) <= room:
            return [*(end for end in ends if end < start), start]
    return ends
