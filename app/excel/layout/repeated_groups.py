"""Tables with a record in every group of columns: sites down and months across, 代表 and 群众 below each month."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.texts import half_width, without_blanks
from app.excel.layout.columns import Columns, read_columns
from app.excel.layout.days_and_periods import first_day_of, is_day, months_in
from app.excel.layout.evidence import looks_of
from app.excel.layout.facts import facts_above
from app.excel.layout.headers import Header, Heading, could_head, header_at
from app.excel.layout.lines import Line
from app.excel.layout.natures import nature_of
from app.excel.layout.planned import is_of_things_held
from app.excel.layout.row_words import says_nothing
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.tables import Table, TableReader
from app.excel.layout.titles import Facts
from app.excel.layout.view import View

_LOWEST = 40  # rows below which no first one is looked for
_LEAST = 2  # groups
_SAMPLE = 60  # rows whose cells are looked at
MOSTLY = 0.8  # share of whole numbers below the groups
_EACH_MONTH = re.compile(r"每月(?:的|逢)?(\d{1,2})[日号]")
_COUNT = re.compile(r"^\d{1,4}(?:人次|[人次件条名])?$")
_NOUGHT = re.compile(r"^0(?:人次|[人次件条名])?$")


@dataclass(frozen=True)
class _Groups:
    """``columns``: what a group's headings say of its records → word → column; ``field``: which field that is."""

    header: Header
    field: str
    columns: Mapping[str, Mapping[str, int]]


def read_groups(reader: TableReader, by_name: Facts) -> Table | None:
    """The table of a sheet whose columns repeat below days, months or sites; None where it is not of that sort."""
    if not is_of_things_held(reader.vocabulary):
        return None
    tops = range(min(reader.view.height, _LOWEST))
    groups = next(
        (g for top in tops for bottom in (top + 1, top) if (g := _groups(reader, top, bottom))), None
    )
    if groups is None:
        return None
    view, header = reader.view, groups.header
    facts = _facts(reader, groups, by_name)
    columns = _columns(reader, groups, facts)
    rows = Stretch(header.bottom + 1, view.height - 1)
    first = next(iter(groups.columns.values()))
    if not set(first.values()) & set(columns.used()):
        return None
    table = reader.read(header, Segment(0, 16_384, header.headings), [rows], facts, columns)
    if table is None or not table.lines:
        return None
    day = _day_of_each_month(table)
    return replace(
        table,
        lines=tuple(_records(table, groups, day)),
        columns=_with_all_groups(columns, groups),
        tabular=False,
    )


def _facts(reader: TableReader, groups: _Groups, by_name: Facts) -> Facts:
    """What stands above the table; of a turned sheet above the row of its days."""
    view, top = reader.view, groups.header.top
    if view.turned:
        view, top = View(view.sheet), min(c for own in groups.columns.values() for c in own.values()) - 1
    return facts_above(view, 0, top, reader.office, by_name)


def _groups(reader: TableReader, top: int, bottom: int) -> _Groups | None:
    """The groups of columns that one or two rows head: each the same words below another value."""
    view, vocabulary = reader.view, reader.vocabulary
    if bottom >= view.height or len(view.filled(top)) < _LEAST:
        return None
    header = header_at(view, vocabulary, top, bottom)
    for key in _fields(reader):
        columns: dict[str, dict[str, int]] = {}
        for column, heading in header.headings.items():
            values = [text for text in heading.path if _is_value(reader, key, text)]
            words = [text for text in heading.path if text not in values]
            if len(values) == 1 and len(words) <= 1 and all(map(could_head, words)):
                columns.setdefault(values[0], {})[words[0] if words else ""] = column
        if len(columns) >= _LEAST and _repeat(columns) and _tell_below(reader, bottom, columns):
            return _Groups(header, key, columns)
    return None


def _repeat(columns: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether the same words stand below each value, side by side and right of what tells the rows apart."""
    used = sorted(c for words in columns.values() for c in words.values())
    alike = len({tuple(words) for words in columns.values()}) == 1
    return alike and used[0] > 0 and used == list(range(used[0], used[-1] + 1))


def _tell_below(reader: TableReader, bottom: int, columns: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether whole numbers stand below, or else names, and hardly anything else; below one of several words, others
    may stand beside it: who received beside how many came.
    """
    by_word: dict[str, list[int]] = {}
    for words in columns.values():
        for word, column in words.items():
            by_word.setdefault(word, []).append(column)
    whole = [c for own in by_word.values() for c in own]
    return any(
        _are_mostly(of_sort, reader, bottom, own)
        for of_sort in (_counts, _names)
        for own in (whole, *by_word.values())
    )


def _are_mostly(
    of_sort: Callable[[str], bool], reader: TableReader, bottom: int, columns: Collection[int]
) -> bool:
    rows = range(bottom + 1, min(reader.view.height, bottom + 1 + _SAMPLE))
    texts = [text for row in rows for c in columns if not says_nothing(text := reader.view.text(row, c))]
    return bool(texts) and sum(map(of_sort, texts)) >= MOSTLY * len(texts)


def _counts(text: str) -> bool:
    return bool(_COUNT.match(without_blanks(half_width(text))))


def _names(text: str) -> bool:
    return nature_of(text).names == 1


def _fields(reader: TableReader) -> list[str]:
    """The day of the records, and their links to what is no person."""
    register, vocabulary = reader.register, reader.vocabulary
    links = [
        f.key for f in register.input_fields if f.kind.to and f.required and looks_of(f.kind.to) != "names"
    ]
    return [vocabulary.anchor, *links]


def _is_value(reader: TableReader, key: str, text: str) -> bool:
    """Whether a heading says a period or a day, or is the name of a row to which the field links."""
    to = reader.vocabulary.kind_of(key).to
    if not to:
        return first_day_of(text) is not None or is_day(text)
    looks = looks_of(to)
    own = reader.vocabulary.match(text)
    return own is None and (
        reader.hints.in_ledger(to, text) or bool(looks and getattr(nature_of(text), looks))
    )


def _columns(reader: TableReader, groups: _Groups, facts: Facts) -> Columns:
    """What the columns beside the groups hold, and those of the first group."""
    header = groups.header
    first = next(iter(groups.columns.values()))
    of_groups = {column for words in groups.columns.values() for column in words.values()}
    left = {c: h for c, h in header.headings.items() if c not in of_groups and c < min(of_groups)}
    title = next(iter(facts.words), "")
    heads = {c: _heading(reader, word or title) for word, c in first.items()}
    rows = (r for r in range(header.bottom + 1, reader.view.height) if len(reader.view.filled(r)) > 1)
    segment = Segment(0, max(first.values()), {**left, **heads})
    dated = {} if groups.field == reader.vocabulary.anchor else _days_beside(reader, header, left)
    hints = replace(reader.hints, answered={**dated, **reader.hints.answered})
    columns = read_columns(reader.view, segment, rows, reader.vocabulary, reader.office, hints)
    behind = {
        c: " ".join(h.text.split())
        for c, h in header.headings.items()
        if c not in of_groups and c not in left
    }
    return replace(columns, unused={**columns.unused, **behind}, apart={})


def _days_beside(reader: TableReader, header: Header, left: Collection[int]) -> dict[int, str]:
    """The one column beside groups of sites in which nothing but days stands: the day of the records, whatever heads it."""
    below = range(header.bottom + 1, reader.view.height)
    texts = {c: [text for row in below if (text := reader.view.text(row, c))] for c in left}
    days = [c for c, own in texts.items() if own and all(map(is_day, own))]
    return {days[0]: reader.vocabulary.anchor} if len(days) == 1 else {}


def _heading(reader: TableReader, words: str) -> Heading:
    return Heading(words, reader.vocabulary.match(words), words, False, (words,))


def _records(table: Table, groups: _Groups, day: str) -> Iterator[Line]:
    """One line to each group of a row in which something stands that is no nought."""
    first = next(iter(groups.columns.values()))
    of_group = {column: word for word, column in first.items()}
    for line in table.lines:
        for value, words in groups.columns.items():
            cells = {word: (line.row, column) for word, column in words.items()}
            texts = [table.view.text(*place) for place in cells.values()]
            if all(says_nothing(text) or _NOUGHT.match(half_width(text)) for text in texts):
                continue
            places = {
                key: tuple(cells[of_group[c]] if c in of_group else (line.row, c) for c in own)
                for key, own in table.columns.whole.items()
            }
            line_words = {**line.words, groups.field: _in_words(value, day)}
            months = 0 if day else months_in(value)
            yield Line(line.row, line_words, places=places, column=min(words.values()), months=months)


def _in_words(value: str, day: str) -> str:
    """A period as a day in words: the day that the sheet says of each month, else its first."""
    period = first_day_of(value)
    if period is None:
        return value
    return re.sub(r"1日$", f"{day}日", period) if day else period


def _day_of_each_month(table: Table) -> str:
    """各站每月15日集中接待一次, above or below the records; empty where nothing says so."""
    rows = {line.row for line in table.lines}
    view = table.view
    texts = (view.text(row, c) for row in range(view.height) if row not in rows for c in view.filled(row))
    matches = (_EACH_MONTH.search(without_blanks(half_width(text))) for text in texts)
    return next((match[1] for match in matches if match), "")


def _with_all_groups(columns: Columns, groups: _Groups) -> Columns:
    """The columns with those of the further groups, which feed the same fields."""
    first = next(iter(groups.columns.values()))
    word_of = {column: word for word, column in first.items()}
    whole = {
        key: tuple(words[word_of[own[0]]] for words in groups.columns.values()) if own[0] in word_of else own
        for key, own in columns.whole.items()
    }
    return replace(columns, whole=whole)
