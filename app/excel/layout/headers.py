"""Finds header rows: one or several, merged or not, anywhere in a sheet, repeated or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.domain.intake_habits import SecondAnchor
from app.domain.names import is_vacancy
from app.domain.texts import half_width, heading_key, without_blanks
from app.excel.layout.concepts import ATTRIBUTES, concepts_of, concepts_of_headings, speaks_of
from app.excel.layout.likely_codes import likely_code
from app.excel.layout.parts_beside import names_parts
from app.excel.layout.row_words import is_year
from app.excel.layout.view import View
from app.excel.layout.vocabulary import OTHERS, PARTS_OF_DATE, RECORD_NUMBER, Target, Vocabulary

MOST_ROWS = 4
LONGEST_HEADING = 60
ALIKE = 0.55  # nearness in sense from which a cell may be a heading
_RELATIVES = re.compile(
    "^(?:称谓|关系|与本人关系|家庭(?:主要)?(?:成员)?(?:情况|关系)?|(?:主要)?家庭成员(?:及.*)?|(?:主要)?社会关系|配偶(?:情况)?|子女(?:情况)?|证明人)$"
)
_TITLE = re.compile(r".{2}(?:台账|[名登]册|登记[表簿册]|[统总]计表|一览表|汇总表?|清单|名单)(?:[(].*)?$")
_DATA = re.compile(r"\d{4}|:.*\S|^\d+(?:\.\d+)?[条件人次名批个项]次?$")


@dataclass(frozen=True)
class Heading:
    """One column's heading as the clerk reads it, its lowest words, and what it stands for.

    ``spanned``: the heading is merged over this column from its left.  ``path``: its words row by row.
    """

    text: str
    target: Target | None
    leaf: str = ""
    spanned: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Header:
    """Consecutive header rows ``top`` to ``bottom`` and the headings by column.

    ``apart``: the columns in which an earlier header of the sheet has another heading.
    """

    top: int
    bottom: int
    headings: dict[int, Heading]
    apart: frozenset[int] = frozenset()

    def fields(self) -> set[tuple[str, int, str | None]]:
        """The fields, parts and ticks it names."""
        targets = [h.target for h in self.headings.values() if h.target and h.target.field and not h.spanned]
        return {(target.field, target.part, target.code) for target in targets}

    def is_printed_again(self, view: View, row: int) -> bool:
        """Whether a row below says nothing but what the headings say, whatever their words are."""
        first = next((c for c, cell in enumerate(view.rows[row]) if cell is not None), -1)
        heading = self.headings.get(first)
        if heading is None or view.text(row, first) != heading.leaf:
            return False  # nearly always
        columns = view.filled(row)
        same = (c in self.headings and self.headings[c].leaf == view.text(row, c) for c in columns)
        return len(columns) > 1 and all(same)

    def shape(self) -> tuple[tuple[int, str], ...]:
        """Columns and words: headers of the same shape are one header printed again."""
        return tuple((column, heading_key(heading.text)) for column, heading in sorted(self.headings.items()))


def anchor_rows(view: View, vocabulary: Vocabulary) -> dict[int, list[int]]:
    """Rows that hold the heading of the anchor field, with its columns."""
    short = (cell for cell in view.words if len(cell) <= LONGEST_HEADING)
    words = {cell for cell in short if vocabulary.is_anchor(cell)}
    anchors: dict[int, list[int]] = {}
    for number, cells in enumerate(view.rows):
        if words.isdisjoint(cells):
            continue  # nearly always
        for column, cell in enumerate(cells):
            if (
                cell in words
                and not _of_relatives(view, number, column)
                and not _is_value(view, vocabulary, number, cell)
            ):
                anchors.setdefault(number, []).append(column)
    return anchors


def _is_value(view: View, vocabulary: Vocabulary, row: int, cell: str) -> bool:
    """A word that is a code too (群众意见) heads a column only among other headings."""
    if vocabulary.ticked(cell) is None:
        return False
    texts = [view.text(row, column) for column in view.filled(row)]
    return 2 * sum(vocabulary.match(text) is not None for text in texts) < len(texts)


def _of_relatives(view: View, row: int, column: int) -> bool:
    """Whether the words on the left say that the names are those of relatives or witnesses."""
    return any(_RELATIVES.search(without_blanks(view.spread(row, c))) for c in range(column))


def find_headers(view: View, vocabulary: Vocabulary, anchors: dict[int, list[int]]) -> Iterator[Header]:
    """Every header of the sheet from top to bottom."""
    below = 0
    names: list[int] = []
    for row in sorted(anchors):
        if row < below or (below and not says_mostly_headings(view, vocabulary, row)):
            continue
        header = header_around(view, vocabulary, row, anchors[row], below)
        if len(header.fields()) == 1 and _names_somebody(view, vocabulary, row, names):
            continue
        if any(h.target and h.target.field == vocabulary.anchor for h in header.headings.values()):
            below, names = header.bottom + 1, anchors[row]
            yield header


def says_mostly_headings(view: View, vocabulary: Vocabulary, row: int) -> bool:
    """Whether a row below a header is a header again and no record in which 项目 or 其他 is what it is about."""
    columns = view.filled(row)
    return 2 * sense_of_row(view, vocabulary, row) >= len(columns) or len(columns) < 2


def sense_of_row(view: View, vocabulary: Vocabulary, row: int) -> float:
    """How much the cells of a row say as headings; cells that look like data speak against it."""
    columns = view.filled(row)
    if len(columns) < 2:
        return 0.0
    return sum(_sense_of_cell(view.raw(row, column), vocabulary) for column in columns)


def _sense_of_cell(cell: Any, vocabulary: Vocabulary) -> float:
    if not could_head(cell):
        return -1.0
    target = vocabulary.match(cell)
    if target is not None:
        return 1.0 if target.field else 0.5
    if any(map(str.isdigit, cell)):
        return -0.5
    alike = max(vocabulary.sense.nearness(cell).values(), default=0.0)
    return alike if alike >= ALIKE else -0.3


def _names_somebody(view: View, vocabulary: Vocabulary, row: int, names: list[int]) -> bool:
    """Whether a row is a record of the header above, in which 人大代表 is only somebody's post."""
    return any((text := view.text(row, column)) and not vocabulary.is_anchor(text) for column in names)


def header_at(view: View, vocabulary: Vocabulary, top: int, bottom: int) -> Header:
    """The header that stands in the given rows, whoever said so."""
    width = max((len(view.rows[row]) for row in range(top, min(bottom + 1, view.height))), default=0)
    headings: dict[int, Heading] = {}
    for column in range(width):
        texts, spanned = _texts(view, top, bottom, column)
        if texts:
            headings[column] = Heading(
                " ".join(texts), resolve(texts, vocabulary), texts[-1], spanned, tuple(texts)
            )
    return Header(top, bottom, _with_parts_of_day(_with_anchor(headings, vocabulary), vocabulary))


def _with_parts_of_day(headings: dict[int, Heading], vocabulary: Vocabulary) -> dict[int, Heading]:
    """月 and 日 beside each other, below the year or not, are the day of the records."""
    day = vocabulary.register.year_field
    parts = {c: PARTS_OF_DATE.get(heading_key(h.leaf), 0) for c, h in headings.items() if h.target is None}
    beside = {c for c, part in parts.items() if part == 2 and parts.get(c + 1) == 3}
    if not beside or any(h.target and h.target.field == day for h in headings.values()):
        return headings
    columns = {c + more for c in beside for more in (-1, 0, 1) if parts.get(c + more) == 2 + more}
    return {c: replace(h, target=Target(day, parts[c])) if c in columns else h for c, h in headings.items()}


def _with_anchor(headings: dict[int, Heading], vocabulary: Vocabulary) -> dict[int, Heading]:
    """Where the anchor has no heading, that of the field which stands in for it is its own."""
    named = {h.target.field for h in headings.values() if h.target}
    other = vocabulary.register.intake.habit(SecondAnchor).field
    if not other or vocabulary.anchor in named or other not in named:
        return headings
    return {
        column: replace(h, target=h.target._replace(field=vocabulary.anchor))
        if h.target and h.target.field == other
        else h
        for column, h in headings.items()
    }


def header_around(view: View, vocabulary: Vocabulary, row: int, columns: list[int], floor: int) -> Header:
    """The best header that holds the anchors of one row; it begins below row ``floor``."""
    ends = (view.extent.get((row, c), (row, c))[0] for c in {*columns, *view.filled(row)})
    over_all = min(
        row + MOST_ROWS, max(view.height - 1, row + 1)
    )  # a title beside all records heads no column
    bottom = max((end for end in ends if end < over_all), default=row)
    top = row
    while top > floor and bottom - top + 1 < MOST_ROWS and is_upper_header(view, top - 1):
        if names_parts(view, vocabulary, top - 1):
            break
        top -= 1
    best = header_at(view, vocabulary, top, bottom)
    for lower in range(bottom + 1, min(top + MOST_ROWS, view.height)):
        if not _headingish(view, lower) or (
            any(_says_more(view, lower, column) for column in columns)
            and not says_mostly_headings(view, vocabulary, lower)
        ):
            break
        longer = header_at(view, vocabulary, top, lower)
        better = _score(longer) - _score(best)
        named = better == 0 and _heads_below(view, vocabulary, lower, columns)
        if (better > 0 or named) and (
            _keeps_anchor(longer, vocabulary) or not _keeps_anchor(best, vocabulary)
        ):
            best = longer
    return best


def _heads_below(view: View, vocabulary: Vocabulary, row: int, columns: list[int]) -> bool:
    """Whether a row names the columns below group headings and nothing where the anchor is: 姓名 | 人次."""
    filled = view.filled(row)
    if len(filled) < 2 or any(view.text(row, column) for column in columns):
        return False
    headings = sum(
        max(_sense_of_cell(view.raw(row, c), vocabulary), _codes_below(view, vocabulary, row, c))
        for c in filled
    )
    return 2 * headings >= len(filled)


def _codes_below(view: View, vocabulary: Vocabulary, row: int, column: int) -> float:
    """1 where a cell is a code word below a heading that stands over several columns: 请假 | 缺席 below 未出席."""
    first = view.first_of.get((row - 1, column), (row - 1, column))
    grouped = any(view.group_above(row - 1, row, c) for c in (column, column + 1))
    merged = view.extent.get(first, first)[1] > first[1] or grouped
    words = view.text(row, column)
    return float(merged and any(likely_code(words, choice.kind.table) for choice in vocabulary.choices))


def _says_more(view: View, row: int, column: int) -> bool:
    """Whether words stand below the anchor's heading: then the row is a record and no further header row."""
    return bool(heading_key(view.text(row, column))) and (row, column) not in view.first_of


def _keeps_anchor(header: Header, vocabulary: Vocabulary) -> bool:
    return any(h.target and h.target.field == vocabulary.anchor for h in header.headings.values())


def _score(header: Header) -> float:
    familiar = sum(1 for h in header.headings.values() if h.target and not h.target.field)
    return len(header.fields()) + 0.25 * familiar


def _headingish(view: View, row: int) -> bool:
    """Whether a row could be part of a header: short words only, no figures, no sentences."""
    cells = (
        [(c, cell) for c, cell in enumerate(view.rows[row]) if cell is not None] if row < view.height else []
    )
    return bool(cells) and all(could_head(cell) or is_year_above(view, row, c) for c, cell in cells)


def is_year_above(view: View, row: int, column: int) -> bool:
    """Whether a cell says the year of the months and days that are headings below it: 2025年 above 月 and 日."""
    return is_year(view.text(row, column)) and heading_key(view.text(row + 1, column)) in PARTS_OF_DATE


def could_head(cell: Any) -> bool:
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING or cell.strip().isdigit() or is_vacancy(cell):
        return False
    return not _DATA.search(without_blanks(half_width(cell)))


def is_upper_header(view: View, row: int) -> bool:
    """A row of group headings: at least two of them, or one merged over a part of the columns."""
    if not _headingish(view, row):
        return False
    columns = view.filled(row)
    if any(half_width(view.text(row, column)).rstrip().endswith(":") for column in columns):
        return False  # 站长: with a name beside it says something of the whole table
    if columns[0] == 0 and _TITLE.search(without_blanks(half_width(view.text(row, 0)))):
        return False  # 代表建议汇总 with 闭会期间 or a number of the paper beside it
    if len(columns) >= 2:
        return not view.goes_on_pairs(row)
    below = len(view.filled(row + 1))
    spans = [view.extent.get((row, c), (row, c))[1] - c + 1 for c in columns]
    return bool(spans) and 1 < spans[0] < 0.8 * max(below, 1) and columns[0] > 0


def _texts(view: View, top: int, bottom: int, column: int) -> tuple[list[str], bool]:
    """The different texts of one column's header cells from top to bottom; whether the last is a neighbour's."""
    texts: list[str] = []
    places: set[tuple[int, int]] = set()
    spanned = False
    for row in range(top, bottom + 1):
        place = view.group_above(row, bottom, column) or view.first_of.get((row, column), (row, column))
        text = view.text(*place)
        if text and place not in places:
            if texts and not heading_key(text):  # a unit in a line of its own
                texts[-1] += text
            else:
                texts.append(text)
            spanned = place[1] != column
        places.add(place)
    return texts, spanned


def resolve(texts: list[str], vocabulary: Vocabulary) -> Target | None:
    """What the header texts of one column stand for, the words of group headings considered."""
    texts = [text for text in texts if heading_key(text)] or texts
    if len(texts) == 1:
        return vocabulary.match(texts[0])
    parents, leaf = texts[:-1], texts[-1]
    if any(OTHERS.search(heading_key(parent)) for parent in parents):
        return None
    below = _below(parents, leaf, vocabulary)
    if below and (below.code is not None or (below.part and heading_key(leaf) in PARTS_OF_DATE)):
        return below  # 出生 above 年 and 月, though 出生年 is a heading too; 接待方式 above 约访
    joined = (vocabulary.match("".join(texts[start:])) for start in range(len(texts) - 1))
    return next((target for target in joined if target is not None), below)


NAMING = frozenset({"name", "title"})  # 姓名 or 名称 below a group is what the group is


def _is_anybodys(parents: list[str], leaf: str) -> bool:
    """Whether a lower heading says by itself nothing of whom or what it speaks, and the upper one does."""
    concepts = concepts_of(leaf)
    return bool(speaks_of(parents)) and bool(concepts) and concepts <= ATTRIBUTES


def _below(parents: list[str], leaf: str, vocabulary: Vocabulary) -> Target | None:
    group = next((t for t in map(vocabulary.match, reversed(parents)) if t and t.field), None)
    own = vocabulary.match(leaf)
    if own and own.field and not vocabulary.may_mean(own.field, concepts_of_headings((*parents, leaf))):
        own = None  # 代表态度 below 第二次答复
    if group is None or group.field == RECORD_NUMBER:
        return None if _is_anybodys(parents, leaf) else own
    kind = vocabulary.kind_of(group.field)
    if kind.is_day and heading_key(leaf) in PARTS_OF_DATE:
        return Target(group.field, PARTS_OF_DATE[heading_key(leaf)])
    code = kind.table.read(leaf)
    if code is not None:
        return Target(group.field, 0, code)
    if own is None:
        return vocabulary.ticked(leaf) or group
    concepts = concepts_of(leaf)
    if speaks_of(parents) and concepts and concepts <= ATTRIBUTES and own != group:
        return group if concepts <= NAMING else None  # what it is, both together must say
    return own
