"""Cards: records below each other in blocks of labels with their values beside, told by the labels that come again.

A card is a table turned and cut: read as one, its labels are told by the same evidence as headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from app.excel.grid import Cell, Sheet
from app.excel.layout.columns import Columns, read_columns
from app.excel.layout.evidence import Hints
from app.excel.layout.headers import Header, Heading, could_head
from app.excel.layout.lines import Line
from app.excel.layout.row_words import explains, is_vacancy, says_how_to_fill, says_nothing
from app.excel.layout.segments import Segment
from app.excel.layout.titles import Office
from app.excel.layout.view import Place, View
from app.excel.layout.vocabulary import Vocabulary

TALLEST = 3000  # rows of a sheet in which cards are looked for
LEAST_LABELS = 3
LEAST_FILLED = 0.5  # share of the labels that have a value beside them
LEAST_COVERED = 0.6  # share of the filled cells that are labels or values beside them
LEAST_READ = 2  # fields by which cards are cards of the register


class Cards(NamedTuple):
    """``labels``: their words; ``blocks``: of each card, by label, the place of the label and that of its value."""

    labels: list[str]
    blocks: list[dict[int, tuple[Place, Place]]]

    @property
    def first(self) -> int:
        """The row in which the labels begin."""
        return min(place[0] for place, _ in self.blocks[0].values())


def cards_of(view: View, vocabulary: Vocabulary, of_others: Collection[str] = ()) -> Cards | None:
    """The cards of a sheet, or None where it holds something else; with the labels ``of_others`` it may be one card."""
    if view.height > TALLEST:
        return None
    places = _coming_once(view, of_others) if of_others else _coming_again(view)
    ranks = {place: rank for rank, own in enumerate(places) for place in own}
    pairs = [_values_beside(view, ranks, row, vocabulary) for row in sorted({row for row, _ in ranks})]
    beside = {label: value for row in pairs for label, value in row.items()}
    labels = [rank for rank, own in enumerate(places) if any(place in beside for place in own)]
    words = [view.text(*places[rank][0]) for rank in labels]
    if len(labels) < LEAST_LABELS or len({places[rank][0][0] for rank in labels}) < 2:
        return None
    again = Counter(view.text(*own[0]) for own in places)
    if any(again[word] > 1 for word in words):
        return None  # cards side by side, or tables inside of them
    standing = [place for rank in labels for place in places[rank]]
    filled = sum(place in beside for place in standing)
    cells = sum(len(view.filled(row)) for row in range(standing[0][0], standing[-1][0] + 1))
    if filled < LEAST_FILLED * len(standing) or len(standing) + filled < LEAST_COVERED * cells:
        return None
    blocks = [
        {
            number: (places[rank][card], beside[places[rank][card]])
            for number, rank in enumerate(labels)
            if places[rank][card] in beside
        }
        for card in range(len(places[labels[0]]))
    ]
    cards = Cards(words, [block for block in blocks if block])
    if len(blocks) > 1:
        _take_unlabelled(view, cards, {*ranks, *beside.values()})
    return cards


def _take_unlabelled(view: View, cards: Cards, taken: Collection[Place]) -> None:
    """What stands right of a value without a label of its own, as values below a label without words: 答复时间 | 5-10 | (A)."""
    for number in range(len(cards.labels)):
        behind = {}
        for card, block in enumerate(cards.blocks):
            row, column = block[number][1] if number in block else (0, 0)
            right = view.extent.get((row, column), (row, column))[1] + 1
            if number in block and (row, right) not in taken and view.text(row, right):
                behind[card] = row, right
        for card, place in behind.items():
            cards.blocks[card][len(cards.labels)] = (place, place)
        if behind:
            cards.labels.append("")


def _coming_once(view: View, labels: Collection[str]) -> list[list[Place]]:
    """The places of labels that stand once in a sheet, in reading order."""
    places = [(row, column) for row in range(view.height) for column in view.filled(row)]
    own = [place for place in places if view.text(*place) in labels]
    times = Counter(view.text(*place) for place in own)
    return [[place] for place in own if times[view.text(*place)] == 1]


def _coming_again(view: View) -> list[list[Place]]:
    """The places of words that come once in each block, word by word in reading order."""
    places_of: dict[tuple[str, int], list[Place]] = {}
    for row in range(view.height):
        for column in view.filled(row):
            if could_head(view.raw(row, column)):
                places_of.setdefault((view.text(row, column), column), []).append((row, column))
    times = Counter(len(places) for places in places_of.values() if len(places) > 1)
    if not times or max(times.values()) < LEAST_LABELS:
        return []
    cards = max(times, key=lambda count: (times[count], count))
    places = sorted(one for one in places_of.values() if len(one) == cards)
    return [one for one in places if _in_step(one, places[0])]


def _in_step(places: Sequence[Place], first: Sequence[Place]) -> bool:
    """Whether a word stands in every block, below the word with which the blocks begin."""
    ends = [*(row for row, _ in first[1:]), places[-1][0] + 1]
    return all(start[0] <= one[0] < end for one, start, end in zip(places, first, ends, strict=True))


def _values_beside(
    view: View, labels: Mapping[Place, int], row: int, vocabulary: Vocabulary
) -> dict[Place, Place]:
    """Label → the place beside it that holds its value; a word that comes again may be a value too."""
    columns = view.filled(row)
    every = len(columns) >= LEAST_LABELS and all((row, column) in labels for column in columns)
    if every and not _alternate([vocabulary.match(view.text(row, column)) is not None for column in columns]):
        return {}  # headings printed again
    values: dict[Place, Place] = {}
    open_label: Place | None = None
    for column in columns:
        place = row, column
        is_label = place in labels and (open_label is None or vocabulary.match(view.text(*place)) is not None)
        if is_label:
            open_label = place
        elif open_label is not None:
            if _adjoins(view, open_label, place):
                values[open_label] = place
            open_label = None
    return values


def _alternate(are_headings: Sequence[bool]) -> bool:
    """Whether headings and other words take turns: labels with values that every card repeats (民族 | 汉族 | 学历 | 大学)."""
    return any(are_headings[::2]) and not any(are_headings[1::2])


def _adjoins(view: View, label: Place, value: Place) -> bool:
    """Whether nothing but the label's own width lies between, and the label is no group of several rows."""
    bottom, right = view.extent.get(label, label)
    lowest = view.extent.get(value, value)[0]
    return value[1] == right + 1 and bottom <= lowest


def read_cards(
    view: View, cards: Cards, vocabulary: Vocabulary, office: Office, hints: Hints
) -> tuple[Header, Columns, list[Line]] | None:
    """The records of cards; None where too little of them is the register's."""
    rows = [_row(view, cards, block) for block in cards.blocks]
    table = View(Sheet(view.sheet.name, rows=[[*cards.labels], *rows]))
    headings = {
        number: Heading(text, vocabulary.match(text), text, False, (text,))
        for number, text in enumerate(cards.labels)
    }
    segment = Segment(0, len(headings), headings)
    columns = read_columns(table, segment, range(1, table.height), vocabulary, office, hints)
    if len(columns.whole) < LEAST_READ or (
        vocabulary.names_people and vocabulary.anchor not in columns.whole
    ):
        return None
    lines = [line for block in cards.blocks if (line := _line(view, block, columns, vocabulary))]
    header = Header(cards.first, cards.first, headings)
    return header, columns, lines


def _row(view: View, cards: Cards, block: Mapping[int, tuple[Place, Place]]) -> list[Cell]:
    return [view.raw(*block[number][1]) if number in block else None for number in range(len(cards.labels))]


def _line(
    view: View, block: Mapping[int, tuple[Place, Place]], columns: Columns, vocabulary: Vocabulary
) -> Line | None:
    anchor = vocabulary.anchor
    places = {
        key: cells
        for key, numbers in columns.whole.items()
        if (cells := tuple(block[number][1] for number in numbers if number in block))
    }
    name = view.text(*places[anchor][0]) if anchor in places else ""
    explained = explains(name) if vocabulary.names_people else says_how_to_fill(name)
    if anchor in columns.whole and (says_nothing(name) or is_vacancy(name) or explained):
        return None
    return Line(min(label[0] for label, _ in block.values()), places=places) if places else None
