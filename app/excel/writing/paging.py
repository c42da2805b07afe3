"""Where the printed pages of a sheet end, so that its signatures never stand alone on the last one."""

from __future__ import annotations

from collections.abc import Sequence

from app.excel.writing.continued import line_count
from app.excel.writing.page import pages_across

# Points: a line of 10.5-point type, and the white of a row.  宋体 needs 13.5; what stands in its place where there is
# none (Noto, Source Han) 15.2, and a row that is too low hides its last line.
LINE, PADDING = 15.2, 3.8
TALLEST = 409.0  # points; a row cannot be higher
PAGE_HEIGHT = 509.0  # points of A4 landscape between the margins
_CHARACTER = 5.25  # points of a column's unit: a digit of the default type (``page``)
_ACROSS = 765.6  # points of A4 landscape between the margins
_LAST_ROWS = 2  # of the table, on the page of the signatures
_FEWEST_LINES = 3  # of a piece of a row at the foot of a page
_FOR_OTHERS = 164.0  # points of title, heading, closing line and signatures, which share a page with a piece
_SURE = 0.97  # programs round the heights of rows and the scale


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Points that the longest text needs: WPS and LibreOffice do not fit a row themselves."""
    lines = max(line_count(text, width) for text, width in zip(texts, widths, strict=True))
    return min(lines * LINE + PADDING, TALLEST)


class PageFill:
    """What is left of the printed page while rows come to stand on it; ``ends``: after how many rows a page ended.

    ``above``: points over the first row on the first page, ``heading`` on each later one.  A sheet
    wider than the page is shrunk to it, so its page holds more points of rows.
    """

    def __init__(self, widths: Sequence[float], above: float, heading: float) -> None:
        self.ends: list[int] = []
        self.heading = heading
        shrunk = min(1.0, _ACROSS * pages_across(widths) / (sum(widths) * _CHARACTER))
        self.room = PAGE_HEIGHT * _SURE / shrunk
        self._left = self.room - above
        self._rows = 0

    def put(self, height: float) -> None:
        """The next row, of so many points: on this page or, where it does not fit, on the next one."""
        if height > self._left and self._rows:
            self._turn()
        self._left -= height
        self._rows += 1

    def lines_left(self) -> int:
        """How many lines the next piece of a row may have; on a new page where hardly any would fit on this one."""
        most = min(self.room - _FOR_OTHERS, TALLEST) - PADDING
        left = self._left - PADDING
        if left < _FEWEST_LINES * LINE and self._rows:
            left = most
        return max(_FEWEST_LINES, int(min(left, most) // LINE))

    def _turn(self) -> None:
        self.ends.append(self._rows)
        self._left = self.room - self.heading


def page_ends(heights: Sequence[float], signed: int, fill: PageFill) -> list[int]:
    """After how many of the rows each page but the last ends; ``fill`` is an empty one.

    The last ``signed`` of them are what is said and signed below the table; its last rows stand on their page, as
    far as they fit.
    """
    for height in heights:
        fill.put(height)
    table = len(heights) - signed
    for start in range(max(table - _LAST_ROWS, 1), table):
        if fill.ends and fill.ends[-1] > start and fill.heading + sum(heights[start:]) <= fill.room:
            return [*(end for end in fill.ends if end < start), start]
    return fill.ends
