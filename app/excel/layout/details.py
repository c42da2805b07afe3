"""Sheets that belong together: the people of each record in a sheet of their own, by the record's number or day and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.texts import search_key
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.layout.vocabulary import Vocabulary

SHARED = 0.8  # share of the lines of a detail sheet that find their record
Key = tuple[str, ...]


def with_details(tables: Sequence[Table], vocabulary: Vocabulary) -> tuple[list[Table], dict[int, str]]:
    """The tables with the lines of detail tables given to the records of their master.

    Beside them, by the place of each detail that was joined, the sheet of its master.

    A detail holds small rows of a record (its visitors), or says more of it without naming it (its reply), and
    shares what identifies the record with another table of the workbook, in which each record stands once.
    """
    whole, masters = list(tables), {}
    for place in range(len(whole)):
        detail = whole[place]
        if not _holds_lists(detail, vocabulary) and not _goes_on(detail, vocabulary):
            continue
        for other, master in enumerate(whole):
            apart = master.view.sheet is not detail.view.sheet
            if apart and (joined := _joined(master, detail, vocabulary)):
                whole[other], masters[place] = joined, master.view.sheet.name
                break
    return whole, masters


def _holds_lists(table: Table, vocabulary: Vocabulary) -> bool:
    keys = {key.partition(".")[0] for key in table.columns.whole}
    return any(key in keys for key in vocabulary.register.intake.lines)


def _goes_on(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table names none of its records and must have them from elsewhere: numbers and their replies."""
    return table.tabular and not table.columns.across and vocabulary.anchor not in table.columns.whole


def _joined(master: Table, detail: Table, vocabulary: Vocabulary) -> Table | None:
    """The master with the lines of the detail, or None where they do not belong together."""
    lists = set(vocabulary.register.intake.lines)
    own = {key for key in detail.columns.whole if key.partition(".")[0] not in lists}
    names = vocabulary.anchor in own
    if names and len(own) > sum(key.partition(".")[0] not in lists for key in master.columns.whole):
        return None  # the other way round: the master tells more of each record
    for keys in vocabulary.register.identity:
        shared = [key for key in keys if key in own and key in master.columns.whole]
        if len(shared) < max(1, len(keys) - 1) or not _says_more(master, own, shared):
            continue
        records = _by_key(master, shared)
        lines = [(line, _key(detail, line, shared)) for line in detail.lines]
        paired = [line for line, key in lines if key in records]
        if records and len(paired) >= SHARED * len(lines):
            return _with_lines(master, detail, records, lines, lists)
    return None


def _says_more(master: Table, own: set[str], shared: Sequence[str]) -> bool:
    """Whether the master tells of a record what the detail does not: else both are parts of one list."""
    return len(set(master.columns.whole) - own - set(shared)) >= 1


def _by_key(table: Table, keys: Sequence[str]) -> dict[Key, int]:
    """The places of the records by what identifies them; none where that repeats."""
    keyed = [_key(table, line, keys) for line in table.lines]
    repeated = len(set(keyed)) < len(keyed)
    return {} if repeated else {key: place for place, key in enumerate(keyed) if any(key)}


def _key(table: Table, line: Line, keys: Sequence[str]) -> Key:
    places = table.places(line)
    return tuple(
        search_key("".join(table.view.spread(*place) for place in places.get(key, ())[:1])) for key in keys
    )


def _with_lines(
    master: Table, detail: Table, records: dict[Key, int], lines: list[tuple[Line, Key]], lists: set[str]
) -> Table:
    """The lines of the detail go to their records; what only the detail says of a record is joined there."""
    whole = list(master.lines)
    only_there = [
        key for key in detail.columns.whole if key.partition(".")[0] not in {*lists, *master.columns.whole}
    ]
    for line, key in lines:
        if key not in records:
            continue
        record = whole[records[key]]
        words, places = dict(record.words), detail.places(line)
        for field in only_there:
            text = "".join(detail.view.text(*place) for place in places[field])
            before = words.get(field, "")
            if text and text not in before.split("\n"):
                words[field] = f"{before}\n{text}".strip()
        whole[records[key]] = replace(record, words=words, details=(*record.details, line))
    return replace(master, lines=tuple(whole), detail=detail)
