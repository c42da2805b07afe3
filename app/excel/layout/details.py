"""Sheets that belong together: the people of each record in a sheet of their own, by the record's number or day and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.texts import search_key
from app.excel.layout.column_questions import column_questions
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
        may_be = _holds_lists(detail, vocabulary) or _goes_on(detail, vocabulary)
        for other, master in enumerate(whole):
            apart = master.view.sheet is not detail.view.sheet and other not in masters
            if apart and not may_be and not _lacks(detail, master, vocabulary):
                continue
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


def _lacks(detail: Table, master: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table names its records by words, but says only what another one of the same names does not, and
    leaves what they need to that one: titles and their replies.
    """
    anchor = vocabulary.anchor
    if (
        not vocabulary.kind_of(anchor).is_words
        or vocabulary.names_people
        or anchor not in master.columns.whole
    ):
        return False
    own, others = detail.columns.whole.keys() - {anchor}, master.columns.whole.keys()
    return bool(own) and not own & others and bool(vocabulary.needed & others - own - {anchor})


def _joined(master: Table, detail: Table, vocabulary: Vocabulary) -> Table | None:
    """The master with the lines of the detail, or None where they do not belong together."""
    lists = set(vocabulary.register.intake.lines)
    own = {key for key in detail.columns.whole if key.partition(".")[0] not in lists}
    names = vocabulary.anchor in own
    if names and len(own) > sum(key.partition(".")[0] not in lists for key in master.columns.whole):
        return None  # the other way round: the master tells more of each record
    by_name = [(vocabulary.anchor,)] if names and _lacks(detail, master, vocabulary) else []
    for keys in (*vocabulary.register.identity, *by_name):
        shared = [key for key in keys if key in own and key in master.columns.whole]
        if len(shared) < max(1, len(keys) - 1) or not _says_more(master, own, shared):
            continue
        records = _by_key(master, shared)
        lines = [(line, _key(detail, line, shared)) for line in detail.lines]
        paired = [line for line, key in lines if key in records]
        if records and len(paired) >= SHARED * len(lines):
            return _with_lines(master, detail, records, lines, vocabulary)
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
    master: Table,
    detail: Table,
    records: dict[Key, int],
    lines: list[tuple[Line, Key]],
    vocabulary: Vocabulary,
) -> Table:
    """The lines of the detail go to their records; what the detail says of a record itself is said there too, where
    nothing stands.
    """
    whole, lists = list(master.lines), set(vocabulary.register.intake.lines)
    holds_lists = any(key.partition(".")[0] in lists for key in detail.columns.whole)
    own = [key for key in detail.columns.whole if key.partition(".")[0] not in lists]
    for line, key in lines:
        if key not in records:
            continue
        record = whole[records[key]]
        words, places = dict(record.words), detail.places(line)
        for field in own:
            text = "".join(detail.view.text(*place) for place in places[field])
            before = words.get(field, "")
            if text and text not in before.split("\n") and not _says(master, record, field):
                words[field] = f"{before}\n{text}".strip()
        further = (line,) if holds_lists else ()
        whole[records[key]] = replace(record, words=words, details=(*record.details, *further))
    notes = (
        *master.notes,
        *_unjoined(master, detail, [line.row for line, key in lines if key not in records]),
    )
    asked = (*master.asked, *column_questions(detail, vocabulary))
    joined = replace(master, lines=tuple(whole), notes=notes, asked=asked)
    return replace(joined, detail=detail) if holds_lists else joined


def _says(table: Table, line: Line, key: str) -> bool:
    return any(table.view.spread(*place) for place in table.places_of(line, key))


def _unjoined(master: Table, detail: Table, rows: Sequence[int]) -> list[str]:
    """What there is to say of the lines of a detail that found no record."""
    listed = "、".join(str(row + 1) for row in rows)
    sheet, other = detail.view.sheet.name, master.view.sheet.name
    if not rows:
        return []
    return [
        f"“{sheet}”第 {listed} 行在“{other}”里找不到对应的记录，没有读入。请在表格里核对这几行，改好后重新导入。"
    ]
