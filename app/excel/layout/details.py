"""Sheets that belong together: the people of each record in a sheet of their own, by the record's number or day and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain.intake_habits import LinesInColumns
from app.domain.texts import search_key
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary

SHARED = 0.8  # share of the lines of a detail sheet that find their record
Key = tuple[str, ...]


def join_details(tables: Sequence[Table], vocabulary: Vocabulary) -> list[tuple[Table, Table]]:
    """Gives the lines of detail tables to the records of their master; the pairs (detail, master) that were joined.

    A detail holds small rows of a record (its visitors) and shares what identifies the record with another
    table of the workbook, in which each record stands once.
    """
    joined = []
    for detail in list(tables):
        if not _holds_lists(detail, vocabulary):
            continue
        for master in tables:
            if (
                master is not detail
                and master.view.sheet is not detail.view.sheet
                and _join(master, detail, vocabulary)
            ):
                joined.append((detail, master))
                break
    return joined


def _holds_lists(table: Table, vocabulary: Vocabulary) -> bool:
    keys = {key.partition(".")[0] for key in table.columns.whole}
    return any(key in keys for key in vocabulary.register.intake.habit(LinesInColumns).fields)


def _join(master: Table, detail: Table, vocabulary: Vocabulary) -> bool:
    lists = set(vocabulary.register.intake.habit(LinesInColumns).fields)
    own = {key for key in detail.columns.whole if key.partition(".")[0] not in lists}
    if len(own) > sum(key.partition(".")[0] not in lists for key in master.columns.whole):
        return False  # the other way round: the master tells more of each record
    for keys in vocabulary.register.identity:
        shared = [key for key in keys if key in own and key in master.columns.whole]
        if len(shared) < max(1, len(keys) - 1) or not _says_more(master, own, shared):
            continue
        records = _by_key(master, shared)
        lines = [(line, _key(detail, line, shared)) for line in detail.lines]
        paired = [line for line, key in lines if key in records]
        if records and len(paired) >= SHARED * len(lines):
            _give(master, detail, records, lines, lists)
            return True
    return False


def _says_more(master: Table, own: set[str], shared: Sequence[str]) -> bool:
    """Whether the master tells of a record what the detail does not: else both are parts of one list."""
    return len(set(master.columns.whole) - own - set(shared)) >= 1


def _by_key(table: Table, keys: Sequence[str]) -> dict[Key, Line]:
    """The records by what identifies them; none where that repeats."""
    keyed = [(_key(table, line, keys), line) for line in table.lines]
    repeated = [key for key, number in Counter(key for key, _ in keyed).items() if number > 1]
    return {} if repeated else {key: line for key, line in keyed if any(key)}


def _key(table: Table, line: Line, keys: Sequence[str]) -> Key:
    places = table.places(line)
    return tuple(
        search_key("".join(table.view.spread(*place) for place in places.get(key, ())[:1])) for key in keys
    )


def _give(
    master: Table, detail: Table, records: dict[Key, Line], lines: list[tuple[Line, Key]], lists: set[str]
) -> None:
    """The lines of the detail go to their records; what only the detail says of a record is joined there."""
    master.detail = detail
    only_there = [
        key for key in detail.columns.whole if key.partition(".")[0] not in {*lists, *master.columns.whole}
    ]
    for line, key in lines:
        record = records.get(key)
        if record is None:
            continue
        record.details.append(line)
        places = detail.places(line)
        for field in only_there:
            text = "".join(detail.view.text(*place) for place in places[field])
            words = record.words.get(field, "")
            if text and text not in words.split("\n"):
                record.words = {**record.words, field: f"{words}\n{text}".strip()}
