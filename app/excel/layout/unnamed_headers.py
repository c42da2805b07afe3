"""The header of a sheet in which no cell names the anchor: told by its words, and by the cells below it."""

from __future__ import annotations

from app.excel.layout.headers import Header, could_head, header_around, header_at, sense_of_row
from app.excel.layout.natures import Nature, nature_of
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

LOWEST = 80  # rows below which no first header is looked for
LEAST_SENSE = 1.5  # what a row must say as headings to be taken for the header without its anchor
LOOKED_BELOW = 12  # rows below a heading whose cells are compared with it
LEAST_BELOW = 2  # cells of one nature that make a column
UNLIKE = 0.6  # weight of a heading that is not what all the cells below it are
#: what hardly any heading is
DATA = ("day", "number", "identity", "phone", "money", "person", "names", "numbered")


def headers_by_sense(view: View, vocabulary: Vocabulary) -> list[Header]:
    """The header of a sheet in which no cell names the anchor: the row whose cells say most of the register's fields.

    Words that say nothing count where the cells below them are of one nature, which they are not.  Further
    rows with the same words are the header printed again.
    """
    worth = {row: _worth(view, vocabulary, row) for row in range(min(view.height, LOWEST))}
    best = max(worth, key=lambda row: (worth[row], -row), default=None)
    if best is None or worth[best] < LEAST_SENSE:
        return []
    words = _words(view, best)
    again = [row for row in range(view.height) if view.rows[row] and _words(view, row) == words]
    first, *further = again
    header = header_around(view, vocabulary, first, view.filled(first)[:1], 0)
    return [
        header,
        *(header_at(view, vocabulary, header.top + row - first, header.bottom + row - first) for row in further),
    ]


def _words(view: View, row: int) -> list[str]:
    return [view.text(row, column) for column in view.filled(row)]


def _worth(view: View, vocabulary: Vocabulary, row: int) -> float:
    sense = sense_of_row(view, vocabulary, row)
    columns = view.filled(row)
    if len(columns) < 2 or not all(could_head(view.raw(row, column)) for column in columns):
        return sense
    if len(set(_words(view, row))) < len(columns):
        return sense
    return sense + UNLIKE * sum(unlike_below(view, row, column) for column in columns)


def unlike_below(view: View, row: int, column: int) -> bool:
    """Whether the cells below a heading are all of a nature that headings are not of, and it is not either."""
    below = [
        nature_of(text)
        for lower in range(row + 1, min(row + 1 + LOOKED_BELOW, view.height))
        if (text := view.text(lower, column))
    ]
    if len(below) < LEAST_BELOW:
        return False
    own = nature_of(view.text(row, column))
    return any(_share(below, name) > 0.6 and not getattr(own, name) for name in DATA)


def _share(natures: list[Nature], name: str) -> float:
    return sum(getattr(nature, name) for nature in natures) / len(natures)
