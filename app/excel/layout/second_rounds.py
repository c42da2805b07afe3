"""Rows that tell of the record above only what came again: its second or third reply and what was said of that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.fields import Kind
from app.domain.intake_habits import SecondRound
from app.excel.layout.lines import Line
from app.excel.layout.natures import nature_of
from app.excel.layout.tables import Table
from app.excel.layout.view import Place
from app.excel.layout.vocabulary import Vocabulary

_FIGURES = re.compile(r"\d+")


def with_second_rounds(table: Table, vocabulary: Vocabulary) -> Table:
    """The table with such rows given to the records above them, in rows of their own or beside merged cells."""
    whole = table.columns.whole
    seconds = vocabulary.register.intake.habit(SecondRound).fields
    again = {key: second for key, second in seconds.items() if key in whole}
    if not again or table.own or not table.tabular or not whole.keys().isdisjoint(seconds.values()):
        return table
    lines = _Rounds(table, again, vocabulary).lines()
    return replace(table, lines=tuple(lines)) if lines != list(table.lines) else table


class _Rounds:
    """Gives the rows of one table that tell of further rounds to their records."""

    def __init__(self, table: Table, again: Mapping[str, str], vocabulary: Vocabulary) -> None:
        self._table, self._again, self._vocabulary = table, again, vocabulary
        register = vocabulary.register
        self._remarks = register.intake.remarks
        self._beside = register.intake.habit(SecondRound).beside.keys()
        in_line = {field.key for field in register.line_fields}
        #: all that a row of a further round may say
        self._of_rounds = {*again, *self._beside, self._remarks, *in_line}

    def lines(self) -> list[Line]:
        """The records, with their further rounds."""
        taken = {row for line in self._table.lines for row in (line.row, *line.more)}
        lines: list[Line] = []
        for line in self._table.lines:
            above = lines[-1] if lines else None
            plain = line.places is None and not line.more
            if above and plain and line.row == _last_row(above) + 1 and self._tells_again(above, line.row):
                lines[-1] = self._joined(above, line.row)
            elif line.more and line.places is None and all(self._tells_again(line, r) for r in line.more):
                whole = replace(line, more=())
                for row in line.more:
                    whole = self._joined(whole, row)
                lines.append(whole)
            else:
                lines.append(line)
            below = _last_row(lines[-1]) + 1
            if below not in taken and self._is_rest(lines[-1], below):
                lines[-1] = self._joined(lines[-1], below)
        return lines

    def _tells_again(self, above: Line, row: int) -> bool:
        """Whether a row says nothing but what came again of the record above, and perhaps a remark."""
        if above.places is not None and not above.rounds:
            return False
        filled = self._filled(row)
        if not filled <= self._of_rounds or not self._both(above.row, row):
            return False
        return all(self._is_same_or_later(above, row, key) for key in self._beside & filled)

    def _is_same_or_later(self, above: Line, row: int, key: str) -> bool:
        """Whether who handles is the same as before, or took over after the last round: else two handled it together."""
        own, before = self._words(row, key), self._words(above.row, key)
        return own == before or self._days(row)[:1] > self._days(_last_row(above))[-1:]

    def _days(self, row: int) -> list[tuple[int, ...]]:
        """The days of a round by their figures, earliest first."""
        days = [w for key in self._again if nature_of(w := self._words(row, key)).day]
        return sorted(tuple(map(int, _FIGURES.findall(day))) for day in days)

    def _is_rest(self, line: Line, row: int) -> bool:
        """Whether nothing stands in a row right below a record but a value of what came again, too little for a record: 满意."""
        if line.places is not None or line.more:
            return False
        columns = {column: key for key in self._again for column in self._table.columns.whole[key]}
        texts = {column: self._table.view.text(row, column) for column in self._table.view.filled(row)}
        kind_of = self._vocabulary.kind_of
        readable = all(c in columns and _is_value(kind_of(columns[c]), words) for c, words in texts.items())
        return bool(texts) and readable and self._both(line.row, row)

    def _both(self, row: int, below: int) -> bool:
        """Whether what the lower row says of a round is said in the upper one too."""
        keys = self._filled(below) & self._again.keys()
        return bool(keys) and keys <= self._filled(row)

    def _words(self, row: int, key: str) -> str:
        return "".join(self._table.view.text(row, c) for c in self._table.columns.whole.get(key, ()))

    def _filled(self, row: int) -> set[str]:
        """The fields of which something stands in a row."""
        return {key for key in self._table.columns.whole if self._words(row, key)}

    def _joined(self, line: Line, below: int) -> Line:
        """The record with what a row below says of a further round; the last of several is the one that came again."""
        places, before = dict[str, tuple[Place, ...]](), line.places or {}
        filled = self._filled(below)  # a cell merged from above says nothing anew
        for key, columns in self._table.columns.whole.items():
            places[key] = before.get(key) or tuple((line.row, column) for column in columns)
            if key in self._again and key in filled:
                places[self._again[key]] = tuple((below, column) for column in columns)
            elif key == self._remarks:
                places[key] += tuple((below, column) for column in columns)
        return replace(line, places=places, rounds=(*line.rounds, below))


def _is_value(kind: Kind, words: str) -> bool:
    return kind.table.read(words) is not None if kind.table else bool(nature_of(words).day)


def _last_row(line: Line) -> int:
    """The row of a record's last round so far."""
    return max((line.row, *line.more, *line.rounds))
