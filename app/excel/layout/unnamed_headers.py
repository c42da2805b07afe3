"""The header of a sheet in which no cell names the anchor: told by its words, and by the cells below it."""

from __future__ import annotations

from app.domain.texts import half_width
from app.excel.layout.headers import Header, could_head, header_around, header_at, sense_of_row
from app.excel.layout.line_parts import NUMBERED
from app.excel.layout.natures import Nature, nature_of
from app.excel.layout.row_words import says_nothing
from app.excel.layout.segments import Segment
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary, all_vocabularies

LOWEST = 80  # rows below which no first header is looked for
LEAST_SENSE = 1.5  # what a row must say as headings to be taken for the header without its anchor
LEAST_HEADS = 3  # headings of a part of a sheet
LOOKED_BELOW = 12  # rows below a heading whose cells are compared with it
LEAST_BELOW = 2  # cells of one nature that make a column
LEAST_REPEATED = 4  # cells that show that words repeat
ALIKE_BELOW = 0.6  # share of the cells of one nature
TALLEST = 60  # rows of a sheet whose columns may be records
LEFTMOST = 1  # column of the words at most: before it only a running number
CLEARLY = 1.0  # how much more a column must say than a row
UNLIKE = 0.6  # weight of a heading that is not what all the cells below it are
#: what hardly any heading is
DATA = ("day", "number", "identity", "phone", "money", "person", "names", "numbered")


def headers_by_sense(view: View, vocabulary: Vocabulary, floor: int = 0) -> list[Header]:
    """The header of a sheet in which no cell names the anchor: the row from ``floor`` on that says most of the register's fields.

    Words that say nothing count where the cells below them are of one nature, which they are not.  Further
    rows with the same words are the header printed again.  Where no row says enough, below a ``floor`` one that
    heads a part does.
    """
    worth, best = best_row(view, vocabulary, floor)
    if worth < LEAST_SENSE:
        heads = (row for row in range(floor, view.height) if floor and heads_a_part(view, vocabulary, row))
        best = next(heads, -1)
        if best < 0:
            return []
    words = _words(view, best)
    again = [row for row in range(floor, view.height) if view.rows[row] and _words(view, row) == words]
    further = [
        row for row in range(floor, view.height) if row not in again and heads_a_part(view, vocabulary, row)
    ]
    first = header_around(view, vocabulary, again[0], view.filled(again[0])[:1], floor)
    above = again[0] - first.top
    headers = [
        header_at(view, vocabulary, row - above, row - above + first.bottom - first.top) for row in again[1:]
    ]
    parts = [header_at(view, vocabulary, row, row) for row in further if not first.top <= row <= first.bottom]
    return sorted([first, *headers, *parts], key=lambda header: header.top)


def heads_a_part(view: View, vocabulary: Vocabulary, row: int) -> bool:
    """Whether a row below a line of its own heads a part of the sheet in words of its own: a booklet of several tables."""
    columns = view.filled(row)
    above = _words(view, row - 1) if row else []
    if (
        len(columns) < LEAST_HEADS
        or len(above) != 1
        or not all(could_head(view.raw(row, c)) for c in columns)
    ):
        return False
    if not NUMBERED.match(half_width(above[0])):
        return _worth(view, vocabulary, row) >= LEAST_SENSE
    below = [(column, view.text(row + 1, column)) for column in view.filled(row + 1)]
    nothing = len(below) == 1 and says_nothing(below[0][1])
    return nothing or any(_is_data(text) and not _is_data(view.text(row, column)) for column, text in below)


def _is_data(text: str) -> bool:
    return any(getattr(nature_of(text), name) == 1.0 for name in DATA)


def best_row(view: View, vocabulary: Vocabulary, floor: int = 0) -> tuple[float, int]:
    """How much the row says as a header that says most, and which it is."""
    rows = ((_worth(view, vocabulary, row), -row) for row in range(floor, min(view.height, LOWEST)))
    worth, row = max(rows, default=(0.0, 0))
    return worth, -row


def stands_sideways(view: View, vocabulary: Vocabulary) -> bool:
    """Whether a column says more as a header than any row does: every further column is a record then."""
    if not 1 < view.height <= TALLEST:
        return False
    turned = View(view.sheet, turned=True)
    worth, row = best_row(turned, vocabulary)
    if row > LEFTMOST or worth < max(LEAST_SENSE, best_row(view, vocabulary)[0] + CLEARLY):
        return False
    columns = turned.filled(row)
    return 2 * sum(unlike_below(turned, row, column) for column in columns) >= len(columns)


def _words(view: View, row: int) -> list[str]:
    return [view.text(row, column) for column in view.filled(row)]


def _worth(view: View, vocabulary: Vocabulary, row: int) -> float:
    """What a row says as headings, which hardly repeat, and how many of them the cells below are unlike."""
    columns, words = view.filled(row), _words(view, row)
    if len(columns) < 2:
        return 0.0
    sense = sense_of_row(view, vocabulary, row) * len(set(words)) / len(words)
    if len(set(words)) < len(words) or not all(could_head(view.raw(row, column)) for column in columns):
        return sense
    return sense + UNLIKE * sum(unlike_below(view, row, column) for column in columns)


def unlike_below(view: View, row: int, column: int) -> bool:
    """Whether the cells below a heading are alike, of a nature that headings are not of, and it is unlike them."""
    heading, words = view.text(row, column), _words(view, row)
    below = [
        text
        for lower in range(row + 1, min(row + 1 + LOOKED_BELOW, view.height))
        if (text := view.text(lower, column)) and (text != heading or _words(view, lower) != words)
    ]
    if len(below) < LEAST_BELOW or heading in below:
        return False
    if len(below) >= LEAST_REPEATED and 2 * len(set(below)) <= len(below):
        return True  # words that repeat are codes
    natures, own = [nature_of(text) for text in below], nature_of(heading)
    return any(_share(natures, name) > ALIKE_BELOW and getattr(own, name) < 1 for name in DATA)


def _share(natures: list[Nature], name: str) -> float:
    return sum(getattr(nature, name) for nature in natures) / len(natures)


def begins_another_table(view: View, row: int, segment: Segment, header: Header) -> bool:
    """Headings of something else, below a gap: what follows is not of the table of ``header``."""
    columns = view.filled(row, segment.first, segment.last)
    texts = [view.text(row, column) for column in columns]
    if len(texts) < 3 or any(digit in text for text in texts for digit in "0123456789"):
        return False
    if any(c in header.headings and header.headings[c].leaf == view.text(row, c) for c in columns):
        return False
    headings = sum(any(v.match(text) for v in all_vocabularies()) for text in texts)
    heads = sum(unlike_below(view, row, column) for column in columns)
    return 2 * max(headings, heads) > len(texts)
