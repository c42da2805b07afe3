"""Forms whose cells hold label and value together (姓名:张三 性别:男): the sheet with each of them in a cell of its own."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from app.domain.texts import half_width
from app.excel.layout.view import Place, View
from app.excel.layout.vocabulary import Vocabulary

_LABEL = re.compile(r"(?:^|[\s,;])([^\s:,;]{1,14}):\s*")
_BLANK_IN_LABEL = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff]?\s*:)")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,8}")  # of a label that names no field
_LONGEST_CELL = 2000
_LEAST_FIELDS = 3


class Pair(NamedTuple):
    """A label with its value, as one cell holds them; ``field``: what it names, empty for nothing known."""

    label: str
    value: str
    field: str


class CellsApart(View):
    """A view in which every cell of labels is several.

    ``labels``: the places of all of them, with the field each names ("" for none); ``values``: those of what they say.
    """

    def __init__(self, view: View, pairs: dict[Place, list[Pair]]) -> None:
        """``pairs``: of each cell of labels its pairs in their order."""
        super().__init__(view.sheet)
        widths: dict[int, int] = {}
        for (_, column), own in pairs.items():
            widths[column] = max(widths.get(column, 1), 2 * len(own))
        across = max(map(len, view.rows), default=0)
        self._sources = [column for column in range(across + 1) for _ in range(widths.get(column, 1))]
        starts = {column: place for place, column in reversed(list(enumerate(self._sources)))}
        self.rows: list[list[Any]] = [[None] * len(self._sources) for _ in view.rows]
        self.labels: dict[Place, str] = {}
        self.values: set[Place] = set()
        for row, cells in enumerate(view.rows):
            for column, cell in enumerate(cells):
                if (row, column) not in pairs:
                    self.rows[row][starts[column]] = cell
                for number, pair in enumerate(pairs.get((row, column), ())):
                    label = starts[column] + 2 * number
                    self.rows[row][label : label + 2] = [pair.label, pair.value or None]
                    self.labels[row, label] = pair.field
                    self.values.add((row, label + 1))
        self.merges = [
            (top, starts[left], bottom, starts.get(right + 1, len(self._sources)) - 1)
            for top, left, bottom, right in view.merges
            if (top, left) not in pairs
        ]
        self.first_of, self.down, self.extent = {}, {}, {}
        self._resolve_merges()

    def original(self, place: Place) -> Place:
        """The position in the sheet of a position in this view."""
        row, column = place
        return row, self._sources[column] if column < len(self._sources) else column


def pairs_of(text: str, vocabulary: Vocabulary) -> list[Pair]:
    """The labels of a cell with their values: 姓名:张三 性别:男; none where it does not begin with one.

    What no field knows is a label too where it stands behind a blank, but in prose (反映问题:…).
    """
    bare = _BLANK_IN_LABEL.sub("", half_width(text[:_LONGEST_CELL])).strip()
    if ":" not in bare[1:15]:
        return []
    marks: list[tuple[re.Match[str], str]] = []
    for match in _LABEL.finditer(bare):
        target = vocabulary.match(match[1])
        field = target.field if target and target.code is None else ""
        before = marks[-1][1] if marks else ""
        if field or not match.start() or (_WORDS.fullmatch(match[1]) and not _is_prose(before, vocabulary)):
            marks.append((match, field))
    if not marks or marks[0][0].start() > 0:
        return []
    ends = [*(match.start() for match, _ in marks[1:]), len(bare)]
    return [
        Pair(match[1], bare[match.end() : end].strip(" ,;"), field)
        for (match, field), end in zip(marks, ends, strict=True)
    ]


def _is_prose(field: str, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.kind_of(field) if field else None
    return kind is not None and kind.is_words and kind.wide


def with_cells_apart(view: View, vocabulary: Vocabulary) -> View:
    """The view with labels and values in cells of their own from the first row on in which a cell holds both."""
    pairs = {
        (row, column): own
        for row, cells in enumerate(view.rows)
        for column, cell in enumerate(cells)
        if type(cell) is str and (own := pairs_of(cell, vocabulary))
    }
    first = min((row for (row, _), own in pairs.items() if own[0].field), default=view.height)
    pairs = {place: own for place, own in pairs.items() if place[0] >= first}
    return CellsApart(view, pairs) if pairs else view


def anchors_apart(view: View, vocabulary: Vocabulary) -> dict[int, list[int]]:
    """Rows of forms whose cells held label and value together, with the columns of the anchor's labels.

    A lone 姓名:张三 in a signature line is no form: at least two further fields must follow.
    """
    labels = view.labels if isinstance(view, CellsApart) else {}
    rows: dict[int, list[int]] = {}
    for row, column in sorted(place for place, field in labels.items() if field == vocabulary.anchor):
        rows.setdefault(row, []).append(column)
    ends = [*list(rows)[1:], view.height]
    named = (
        {field for place, field in labels.items() if row <= place[0] < end and field}
        for row, end in zip(rows, ends, strict=False)
    )
    return {
        row: columns
        for (row, columns), fields in zip(rows.items(), named, strict=True)
        if len(fields) >= _LEAST_FIELDS
    }
