"""A row that tells of the record above only what came again: its second reply and what was said of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.fields import Kind
from app.domain.intake_habits import SecondRound
from app.excel.layout.lines import Line
from app.excel.layout.natures import nature_of
from app.excel.layout.tables import Table
from app.excel.layout.view import Place
from app.excel.layout.vocabulary import Vocabulary


def with_second_rounds(table: Table, vocabulary: Vocabulary) -> Table:
    """The table with such rows given to the records above them, in a row of their own or beside merged cells."""
    whole = table.columns.whole
    seconds = vocabulary.register.intake.habit(SecondRound).fields
    again = {key: second for key, second in seconds.items() if key in whole}
    if not again or table.own or not table.tabular or not whole.keys().isdisjoint(seconds.values()):
        return table
    taken = {row for line in table.lines for row in (line.row, *line.more)}
    lines: list[Line] = []
    for line in table.lines:
        above = lines[-1] if lines else None
        if above and _tells_again(table, above, line, again, vocabulary):
            lines[-1] = _joined(table, above, line.row, again, vocabulary)
        elif len(line.more) == 1 and line.places is None and _both(table, line.row, line.more[0], again):
            lines.append(_joined(table, replace(line, more=()), line.more[0], again, vocabulary))
        else:
            lines.append(line)
        if (line.row + 1) not in taken and (below := _row_below(table, lines[-1], again, vocabulary)):
            lines[-1] = _joined(table, lines[-1], below, again, vocabulary)
    return replace(table, lines=tuple(lines)) if lines != list(table.lines) else table


def _row_below(table: Table, line: Line, again: Mapping[str, str], vocabulary: Vocabulary) -> int:
    """The row right below a record in which nothing stands but a value of what came again, too little for a record: 满意; 0 where there is none."""
    row = line.row + 1
    if line.places is not None or line.more:
        return 0
    columns = {column: key for key in again for column in table.columns.whole[key]}
    texts = {column: table.view.text(row, column) for column in table.view.filled(row)}
    readable = all(
        c in columns and _is_value(vocabulary.kind_of(columns[c]), words) for c, words in texts.items()
    )
    return row if texts and readable and _both(table, line.row, row, again) else 0


def _is_value(kind: Kind, words: str) -> bool:
    return kind.table.read(words) is not None if kind.table else bool(nature_of(words).day)


def _filled(table: Table, row: int) -> set[str]:
    """The fields of which something stands in a row."""
    whole = table.columns.whole
    return {key for key, columns in whole.items() if any(table.view.text(row, c) for c in columns)}


def _both(table: Table, row: int, below: int, again: Mapping[str, str]) -> bool:
    """Whether what the lower row says of a round is said in the upper one too."""
    keys = _filled(table, below) & again.keys()
    return bool(keys) and keys <= _filled(table, row)


def _tells_again(
    table: Table, above: Line, line: Line, again: Mapping[str, str], vocabulary: Vocabulary
) -> bool:
    """Whether a row right below another says nothing but what came again, and perhaps a remark."""
    if line.row != _last_row(above, again) + 1 or line.places is not None or above.more:
        return False
    if above.places is not None and not above.places.keys() & again.values():
        return False
    rest = _filled(table, line.row) - again.keys() - {vocabulary.register.intake.remarks}
    return not rest and _both(table, above.row, line.row, again)


def _last_row(line: Line, again: Mapping[str, str]) -> int:
    """The row of a record's last round so far."""
    places = line.places or {}
    return max((row for second in again.values() for row, _ in places.get(second, ())), default=line.row)


def _joined(table: Table, line: Line, below: int, again: Mapping[str, str], vocabulary: Vocabulary) -> Line:
    """The record with what a row below says of a further round; of three rounds the last is the second one of the
    record, and what was said of the one between goes into the remarks.
    """
    whole, places = table.columns.whole, dict[str, tuple[Place, ...]]()
    remarks, before = vocabulary.register.intake.remarks, line.places or {}
    for key, columns in whole.items():
        places[key] = before.get(key) or tuple((line.row, column) for column in columns)
        if key in again:
            places[again[key]] = tuple((below, column) for column in columns)
        elif key == remarks:
            places[key] += tuple((below, column) for column in columns)
    between = tuple(place for second in again.values() for place in before.get(second, ()))
    if between and remarks:
        places[remarks] = (*(places.get(remarks) or before.get(remarks, ())), *between)
    return replace(line, places=places)
