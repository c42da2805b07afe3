"""Sheets with one person to a block: labels with their values beside them, or records side by side in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from app.excel.layout.cells_apart import CellsApart
from app.excel.layout.evidence import ColumnSeen, nothing_known, of_cells
from app.excel.layout.headers import could_head, header_around
from app.excel.layout.lines import Line
from app.excel.layout.row_words import explains, is_vacancy, looks_like_name, says_how_to_fill, says_nothing
from app.excel.layout.unnamed_headers import heads_a_part
from app.excel.layout.view import Place, View
from app.excel.layout.vocabulary import OTHERS, Vocabulary

_BLOCK_ROWS = 45
_LOOKED_AT = 6  # blocks that tell a form from a table
_CELLS_BELOW = 4  # below a label that show whether it heads a column
_LEAST_HEADS = 3  # headings that head a table wherever they come again
_LOOKED_BELOW = 12  # rows below a label in which the headings of a table come


@dataclass(frozen=True)
class Label:
    """A label cell: where it stands, where it ends on the right, and what it names ("" for no field)."""

    row: int
    column: int
    last: int
    field: str


def labels_of(view: View, vocabulary: Vocabulary, last: int) -> dict[Place, Label]:
    """Every cell down to row ``last`` that names a field, or something known to be none."""
    apart = view.labels if isinstance(view, CellsApart) else {}
    values = view.values if isinstance(view, CellsApart) else ()
    labels = {place: Label(*place, place[1], field) for place, field in apart.items() if place[0] <= last}
    for row, cells in enumerate(view.rows[: last + 1]):
        for column, cell in enumerate(cells):
            if (row, column) in apart or (row, column) in values:
                continue
            if type(cell) is str and len(cell) <= 30 and not cell[:1].isdigit():  # 3选区 is a value
                target = vocabulary.match(cell)
                if target is not None and target.code is None:
                    last = view.extent.get((row, column), (row, column))[1]
                    labels[row, column] = Label(row, column, last, target.field)
    return labels


def is_form(view: View, anchors: dict[int, list[int]], vocabulary: Vocabulary) -> bool:
    """Whether the values stand beside their labels and not below them."""
    looked_at = sorted(anchors)[:_LOOKED_AT]
    last = looked_at[-1] + 15
    labels = _without_values(view, labels_of(view, vocabulary, last), sum(row <= last for row in anchors))
    hits = 0
    for row in looked_at:
        bottom = header_around(view, vocabulary, row, anchors[row], row).bottom
        around = [label for place, label in labels.items() if bottom < place[0] <= row + 14]
        around += [label for c in anchors[row] for label in _labels_above(view, labels, row, c)]
        fields = {label.field for label in around} - {"", vocabulary.anchor}
        if len(fields) >= 2 and not _header_like(view, row, labels):
            hits += sum(_value_place(view, labels[row, c], labels) is not None for c in anchors[row])
    return 2 * hits > sum(len(anchors[row]) for row in looked_at)


def _labels_above(view: View, labels: dict[Place, Label], row: int, column: int) -> Iterator[Label]:
    """The labels that stand right above one another and above a place, each with its value beside it."""
    while ((row := row - 1), column) in labels and _value_place(
        view, labels[row, column], labels
    ) is not None:
        yield labels[row, column]


def _without_values(view: View, labels: dict[Place, Label], blocks: int) -> dict[Place, Label]:
    """The labels without words that come oftener in their column than there are blocks: 群众, 代表 below 性质."""
    words = {place: view.text(*place) for place in labels}
    often = Counter((column, words[row, column]) for row, column in labels)
    return {place: label for place, label in labels.items() if often[place[1], words[place]] <= blocks}


def heads_tables(view: View, anchors: dict[int, list[int]], vocabulary: Vocabulary) -> bool:
    """Whether 姓名 with a name beside it only stands over tables whose own headings come below: deputies' booklets.

    Several of them below each other are no lists of people: cards with a table in each are those of a roster.
    """
    rows = sorted(anchors)
    if not rows or (len(rows) > 1 and vocabulary.names_people):
        return False
    named = (columns[0] for columns in anchors.values() if len(columns) == 1)
    beside = [view.text(row, column + 1) for row, column in zip(rows, named, strict=False)]
    if len(beside) == len(rows) and all(beside) and not any(map(vocabulary.match, beside)):
        if _same_heads_below(view, rows):
            return True
    ends = [*(row - 1 for row in rows[1:]), view.height - 1]
    blocks = [(row, min(row + _LOOKED_BELOW, end)) for row, end in zip(rows, ends, strict=True)][:_LOOKED_AT]
    labels = labels_of(view, vocabulary, blocks[-1][1])
    return all(
        _heads_table(view, (row, anchors[row][0]), end, labels, vocabulary, alone=len(rows) == 1)
        for row, end in blocks
        if len(anchors[row]) == 1
    ) and all(len(columns) == 1 for columns in anchors.values())


def _same_heads_below(view: View, rows: Sequence[int]) -> bool:
    """Whether the same headings stand right below each of several rows, whatever their words are."""
    heads = {tuple(view.raw(row + 1, column) for column in view.filled(row + 1)) for row in rows}
    first = next(iter(heads))
    return len(rows) > 1 == len(heads) and len(first) >= _LEAST_HEADS and all(map(could_head, first))


def _heads_table(
    view: View, anchor: Place, end: int, labels: dict[Place, Label], vocabulary: Vocabulary, *, alone: bool
) -> bool:
    """Whether the headings of a table come below one anchor with its value beside it, down to row ``end``."""
    row = anchor[0]
    if anchor not in labels or _header_like(view, row, labels):
        return False
    beside = _value_place(view, labels[anchor], labels)
    if beside is None:
        return False
    below = range(row + 1, end)
    named = (
        alone
        and not vocabulary.names_people
        and _fits_beside(view, anchor, beside, vocabulary)
        and not any(_has_values_beside(view, r, labels) for r in below)
    )
    return named or any(
        (_header_like(view, r, labels) and len(view.filled(r + 1)) > 2)
        or (heads_a_part(view, vocabulary, r) and not _has_values_beside(view, r, labels))
        for r in below
    )


def _has_values_beside(view: View, row: int, labels: dict[Place, Label]) -> bool:
    """Whether labels of a row have their values beside them, as in a form of several parts."""
    own = [label for place, label in labels.items() if place[0] == row and label.field]
    return len(own) > 1 and all(_value_place(view, label, labels) is not None for label in own)


def _fits_beside(view: View, anchor: Place, beside: Place, vocabulary: Vocabulary) -> bool:
    """Whether what stands beside the anchor's label may be what it names, and what stands below it is not."""
    kind, (row, column) = vocabulary.kind_of(vocabulary.anchor), anchor
    below = ((r, text) for r in range(row + 1, view.height) if (text := view.text(r, column)))
    first = tuple(islice(below, _CELLS_BELOW))
    value = ColumnSeen(beside[1], (), None, ((row, view.text(*beside)),))
    return (
        len(first) == _CELLS_BELOW
        and of_cells(value, kind, nothing_known) > 0
        and of_cells(ColumnSeen(column, (), None, first), kind, nothing_known) < 0
    )


def _header_like(view: View, row: int, labels: dict[Place, Label]) -> bool:
    filled = view.filled(row)
    return sum((row, column) in labels for column in filled) > 0.7 * len(filled) and len(filled) > 2


def is_turned(view: View, anchors: dict[int, list[int]], vocabulary: Vocabulary) -> bool:
    """Whether one column holds the headings and every further column a record; people may stand in several blocks of
    that sort below each other.
    """
    labels = {column for columns in anchors.values() for column in columns}
    people = vocabulary.register.field(vocabulary.anchor).kind.is_person
    if len(labels) != 1 or (len(anchors) > 1 and not people) or view.height > 200:
        return False
    (label,), first = labels, min(anchors)
    last = min((row for row in anchors if row > first), default=view.height)
    around = [vocabulary.match(view.text(r, label)) for r in range(last) if r != first]
    fields = {target.field for target in around if target and target.field} - {vocabulary.anchor}
    records = [_records_across(view, row, label, vocabulary) for row in anchors]
    if people and any(2 * sum(map(looks_like_name, one)) <= len(one) for one in records):
        return False
    return len(fields) >= 2 and all(records) and len(records[0]) >= 2


def _records_across(view: View, row: int, label: int, vocabulary: Vocabulary) -> list[str]:
    """What stands right of a label, one cell to a record, but a further label behind (备注); none where labels and cells
    alternate, or more than one cell stands on the left.
    """
    texts = [view.text(row, c) for c in view.filled(row) if c > label]
    behind = [vocabulary.match(text) is not None for text in texts]
    left = len(view.filled(row)) - len(texts) - 1
    is_row = left <= (label > 0) and behind == sorted(behind)
    return [text for text, other in zip(texts, behind, strict=True) if not other] if is_row else []


def read_forms(
    view: View, anchors: dict[int, list[int]], vocabulary: Vocabulary
) -> tuple[list[Line], list[str]]:
    """The records of a sheet of forms, one per block, in reading order; and the labels of what was not read in them."""
    labels = labels_of(view, vocabulary, view.height)
    anchors = _of_anchor_itself(anchors, labels, vocabulary.anchor)
    rows = sorted(anchors)
    head = _rows_of_head(labels, rows)
    lines, unread = list[Line](), dict[str, None]()
    for number, row in enumerate(rows):
        below = rows[number + 1] - head if number + 1 < len(rows) else view.height
        columns = anchors[row]
        for place, column in enumerate(columns):
            first = 0 if place == 0 else _block_start(labels, row, column)
            last = _block_start(labels, row, columns[place + 1]) - 1 if place + 1 < len(columns) else 16_384
            block = (row - head, min(below - 1, row + _BLOCK_ROWS))
            line = _block(view, labels, vocabulary, block, (first, last))
            if line is not None:
                lines.append(replace(line, column=column) if len(columns) > 1 else line)
                unread |= dict.fromkeys(_unread(view, labels, line, block, (first, last)))
    return lines, list(unread)


def _of_anchor_itself(
    anchors: dict[int, list[int]], labels: dict[Place, Label], anchor: str
) -> dict[int, list[int]]:
    """The anchors without those that only stand in for it (标题 for 内容), where a block has both."""
    own = {
        row: [c for c in columns if (row, c) in labels and labels[row, c].field == anchor]
        for row, columns in anchors.items()
    }
    return {row: columns for row, columns in own.items() if columns} or anchors


def _rows_of_head(labels: dict[Place, Label], rows: list[int]) -> int:
    """How many rows of each block stand above its anchor: those of the first one, where all others begin alike."""
    fields: dict[int, list[str]] = {}
    for (row, _), label in sorted(labels.items()):
        fields.setdefault(row, []).append(label.field)
    first = min((row for row, named in fields.items() if any(named)), default=rows[0])
    head = rows[0] - first
    room = min((after - before for before, after in pairwise(rows)), default=head + 1)
    alike = all(fields.get(row - head) == fields[first] for row in rows) if head > 0 else False
    return head if alike and head < room else 0


def _block_start(labels: dict[Place, Label], row: int, column: int) -> int:
    """The first column of a block whose anchor label stands at ``column``."""
    before = [c for r, c in labels if r == row and c < column and not labels[r, c].field]
    return before[-1] if before and before[-1] >= column - 2 else column


def _block(
    view: View,
    labels: dict[Place, Label],
    vocabulary: Vocabulary,
    rows: tuple[int, int],
    columns: tuple[int, int],
) -> Line | None:
    places: dict[str, tuple[Place, ...]] = {}
    for row in range(rows[0], rows[1] + 1):
        for column in view.filled(row, *columns):
            label = labels.get((row, column))
            if (
                label
                and label.field
                and label.field not in places
                and not _of_somebody_else(view, row, column)
            ):
                place = _value_place(view, label, labels, columns[1])
                if place is not None:
                    places[label.field] = (place,)
    anchor = vocabulary.anchor
    name = view.text(*places[anchor][0]) if anchor in places else ""
    explained = explains(name) if vocabulary.names_people else says_how_to_fill(name)
    if says_nothing(name) or is_vacancy(name) or explained:
        return None
    return Line(rows[0], places=places)


def _unread(
    view: View, labels: dict[Place, Label], line: Line, rows: tuple[int, int], columns: tuple[int, int]
) -> Iterator[str]:
    """What stands before values that no field took, in rows of which others were read: words that name no field, and
    labels that were met before.
    """
    read = {place for places in (line.places or {}).values() for place in places}
    for row in sorted({place[0] for place in read}):
        label, is_label = "", False
        for column in view.filled(row, *columns):
            place = (row, column)
            if place not in read and place not in labels and label:
                yield label
            starts = place in labels or (place not in read and not label)
            label, is_label = (view.text(row, column), place in labels) if starts else ("", False)
        if label and not is_label:
            yield label


def _of_somebody_else(view: View, row: int, column: int) -> bool:
    """A label beside or below words like 配偶 or 家庭成员 speaks of somebody else."""
    return any(OTHERS.search(view.spread(row, c)) for c in range(max(column - 1, 0), column)) or any(
        OTHERS.search(view.spread(r, 0)) for r in (row,) if column > 0
    )


def _value_place(view: View, label: Label, labels: dict[Place, Label], last: int = 16_384) -> Place | None:
    """The cell beside a label that holds its value."""
    column = label.last + 1
    width = len(view.rows[label.row])
    while column < min(width, last + 1):
        place = view.first_of.get((label.row, column), (label.row, column))
        if place in labels:
            return None
        if view.text(*place):
            return place if column == label.last + 1 or not _heads_another(view, place, labels) else None
        column = max(view.extent.get(place, place)[1], column) + 1
    return None


def _heads_another(view: View, place: Place, labels: dict[Place, Label]) -> bool:
    """Whether a cell has a value of its own beside it, being a label that names no field."""
    right = place[0], view.extent.get(place, place)[1] + 1
    return bool(view.text(*right)) and right not in labels
