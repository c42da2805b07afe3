"""Several records in one cell: the deputies of a village in one, a deputy's deeds numbered below each other, each with its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.domain.codes import CodeTable
from app.domain.names import is_plausible_name, read_name
from app.domain.names_of_cell import people_between_blanks
from app.domain.texts import half_width
from app.excel.layout.joined_columns import is_personal
from app.excel.layout.lines import Line
from app.excel.layout.marks import counts_nothing
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary

_SHORTEST = 5  # characters of two names
_MOST = 60  # pieces of one cell
_OUTSIDE_BRACKETS = re.compile(r"[、,;/\n]+(?![^(\[【]*[)\]】])")
_BETWEEN_DEEDS = re.compile(r"[\n;]+|(?<=\d[日号])、(?=\d)|(?<=\d)[、,](?=\d{1,2}[./月])")
_NUMBER = r"(?:^|(?<=[\s;。,、])){}[.、)]\s*|(?:^|(?<=[\s;。,、]))[(]{}[)]\s*"
_CIRCLED = re.compile(r"[①-⑳]\s*")
_DAY = r"(?:(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号]|(?:19|20)\d\d[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}[./]\d{1,2}(?![\d.]))"
_DAY_FIRST = re.compile(rf"^(?P<day>{_DAY})(?:上午|下午)?[,、:\uff1a\s]*(?P<words>.*\S)", re.DOTALL)
_ONLY_DAY = re.compile(_DAY)
_BEHIND = re.compile(r"[(]([^()]{1,6})[)][。.]?$")
_DAY_LAST = re.compile(rf"^(?P<words>.*\S)\s*[(](?P<day>{_DAY})[)][。.]?$", re.DOTALL)


class Deed(NamedTuple):
    """What one piece of a cell says: its day as written, empty where there is none, and the rest."""

    day: str
    words: str


def people_of(text: str) -> list[str]:
    """The people of a cell, each with what stands in brackets behind the name; none where it holds anything else.

    吴敏(女,壮族)、李强 are two, as are 吴敏 李强 and 1.吴敏 2.李强.
    """
    words = half_width(text)
    pieces = _numbered(words) or _OUTSIDE_BRACKETS.split(words)
    people = [name.strip() for piece in pieces if piece.strip() for name in people_between_blanks(piece)]
    return people if people and all(is_plausible_name(read_name(person).name) for person in people) else []


def deeds_of(text: str) -> list[Deed]:
    """The pieces of a cell, numbered or each in a line of its own, with the days that they begin or end with."""
    words = half_width(text)
    pieces = _numbered(words) or [piece for piece in _BETWEEN_DEEDS.split(words) if piece.strip()]
    return [_deed(piece.strip(" ;。\n")) for piece in pieces]


def _deed(piece: str) -> Deed:
    if _ONLY_DAY.fullmatch(piece):
        return Deed(piece, "")
    dated = _DAY_FIRST.match(piece) or _DAY_LAST.match(piece)
    return Deed(dated["day"], dated["words"]) if dated else Deed("", piece)


def _numbered(words: str) -> list[str]:
    """What stands behind 1. 2. 3. or ① ②; nothing where the text does not begin so."""
    starts: list[tuple[int, int]] = []
    circled = list(_CIRCLED.finditer(words))
    if circled and circled[0].start() == 0:
        starts = [mark.span() for mark in circled]
    while not circled and len(starts) < _MOST:
        number = len(starts) + 1
        begin = starts[-1][1] if starts else 0
        mark = re.compile(_NUMBER.format(number, number)).search(words, begin)
        if mark is None or (not starts and words[: mark.start()].strip()):
            break
        starts.append(mark.span())
    ends = [*(start for start, _ in starts[1:]), len(words)]
    return [words[begin:end].strip() for (_, begin), end in zip(starts, ends, strict=True)] if starts else []


def lines_apart(table: Table, vocabulary: Vocabulary) -> list[Line]:
    """The lines of a table, one to each person or deed where cells hold several."""
    lines = list(table.lines)
    if _holds_several_people(table, vocabulary):
        lines = [one for line in lines for one in _by_person(table, line, vocabulary)]
    day, words = _fields_of_deeds(table, vocabulary)
    if day and words:
        done = [line for line in lines if not _counts_none(table, line, vocabulary)]
        marks = {
            key: table_of for key, table_of in _marks(vocabulary).items() if key not in table.columns.whole
        }
        lines = [one for line in done for one in _by_deed(table, line, day, words, marks)]
    return lines


def _holds_several_people(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether rows name several people, and no column beside speaks of one of them."""
    if not vocabulary.kind_of(vocabulary.anchor).is_person:
        return False
    several = sum(len(_people(table, line, vocabulary.anchor)) > 1 for line in table.lines)
    personal = any(is_personal(key, vocabulary) for key in table.columns.whole)
    return several > 0 and (not personal or 2 * several > len(table.lines))


def _people(table: Table, line: Line, key: str) -> list[tuple[int, str]]:
    """The people of a row, each with the column; none where a cell holds anything else."""
    people: list[tuple[int, str]] = []
    for row, column in table.places_of(line, key):
        text = table.view.text(row, column)
        names = people_of(text) if len(text) >= _SHORTEST else [text]
        if text and not names:
            return []
        people += [(column, name) for name in names if name]
    return people


def _by_person(table: Table, line: Line, vocabulary: Vocabulary) -> Iterator[Line]:
    people = _people(table, line, vocabulary.anchor)
    places = table.places(line)
    shared: dict[str, Sequence[str]] = {}
    for key, own in places.items():
        text = "".join(table.view.text(*place) for place in own)
        pieces = [piece for piece in _OUTSIDE_BRACKETS.split(half_width(text)) if piece.strip()]
        if key != vocabulary.anchor and len(pieces) == len(people):
            shared[key] = pieces
        elif text and is_personal(key, vocabulary):
            people = []  # one number for several people: that is for the clerk to sort out
    if len(people) < 2 or line.more:
        yield line
        return
    beside = {key: own for key, own in places.items() if key not in shared and key != vocabulary.anchor}
    for number, (column, person) in enumerate(people):
        own_words = {key: pieces[number].strip() for key, pieces in shared.items()}
        own_words[vocabulary.anchor] = person
        yield replace(line, words={**line.words, **own_words}, places=beside, column=column)


def _fields_of_deeds(table: Table, vocabulary: Vocabulary) -> tuple[str, str]:
    """The field of the day that no column holds, and that of the words in whose cells the days stand."""
    register, whole = vocabulary.register, table.columns.whole
    needed = [field for field in register.input_fields if field.required]
    day = next((f.key for f in needed if f.kind.is_full_day and f.key == register.year_field), "")
    if not day or day in whole:
        return "", ""
    words = (f.key for f in needed if f.kind.is_words and f.key in whole and _is_dated(table, f.key))
    return day, next(words, "")


def _counts_none(table: Table, line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a row says by its count that nothing was done: 因病住院 | 0."""
    counts = (key for key in vocabulary.register.intake.matrix.cells if vocabulary.kind_of(key).is_quantity)
    texts = [text for key in counts if key in table.columns.whole if (text := _text(table, line, key))]
    return bool(texts) and all(map(counts_nothing, texts))


def _text(table: Table, line: Line, key: str) -> str:
    return "\n".join(filter(None, (table.view.text(*place) for place in table.places_of(line, key))))


def _is_dated(table: Table, key: str) -> bool:
    """Whether most of what stands in the cells of a field are pieces with days."""
    deeds = [deed for line in table.lines for deed in deeds_of(_text(table, line, key))]
    return bool(deeds) and 2 * sum(bool(deed.day) for deed in deeds) > len(deeds)


def _marks(vocabulary: Vocabulary) -> dict[str, CodeTable]:
    """The fields with codes that the cells of a matrix may feed, with their tables: whether somebody came."""
    cells = vocabulary.register.intake.matrix.cells
    return {key: table for key in cells if (table := vocabulary.kind_of(key).table)}


def _by_deed(
    table: Table, line: Line, day: str, words: str, marks: Mapping[str, CodeTable]
) -> Iterator[Line]:
    deeds = deeds_of(_text(table, line, words))
    if not deeds or line.more:
        yield line
        return
    places = {key: own for key, own in table.places(line).items() if key != words}
    column = table.columns.whole[words][0] if line.column is None else line.column
    for deed in deeds:
        behind = _BEHIND.search(deed.words)
        marked = {key: behind[1] for key, table_of in marks.items() if behind and table_of.read(behind[1])}
        called = (
            deed.words[: behind.start()].rstrip() if behind and marked else deed.words
        )  # 第五次会议(请假)
        own_words = marked | {key: text for key, text in ((words, called), (day, deed.day)) if text}
        yield replace(line, words={**line.words, **own_words}, places=places, column=column)
