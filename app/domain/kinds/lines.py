"""A short list inside a record: visitors, a résumé, steps of progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as declared
from typing import Any

from app.domain.fields import Context, Field, Kind, Problem, Reading
from app.domain.kinds.line_texts import line_text, rows_of_text


@dataclass(frozen=True)
class Lines(Kind):
    """A list of small rows with the fields ``columns``; the value is a tuple of dicts."""

    columns: tuple[Field, ...] = declared()  # no default: that of Kind is for the others
    width: int = 24
    name = "lines"
    align = "left"
    elastic = True
    wide = True
    several = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """A list of mappings, or text: one line a row (``line_texts``)."""
        if cell is None or cell == "" or cell == []:
            return Reading(None)
        rows = list(cell) if isinstance(cell, list | tuple) else self.rows_in(str(cell))
        if not all(isinstance(row, Mapping) for row in rows):  # written by a script
            message = f'{field.label}的每一行要写成 {{"栏目": 值}} 的样子。'
            return Reading(None, (field.problem("no_lines", message),))
        lines: list[dict[str, Any]] = []
        problems: list[Problem] = []
        for number, row in enumerate(rows, 1):
            line, line_problems = self._line(row, context)
            problems.extend(
                Problem(field.key, p.severity, p.code, f"{field.label}第 {number} 行：{p.message}")
                for p in line_problems
            )
            if line:
                lines.append(line)
        return Reading(tuple(lines) or None, tuple(problems))

    def rows_in(self, text: str) -> list[dict[str, Any]]:
        """The rows that a text holds."""
        return self.run_together(text) or rows_of_text(self.columns, text)

    def run_together(self, text: str) -> list[dict[str, Any]]:
        """The rows of a text that names several in a way of its own; none where it does not."""
        return []

    def _line(self, row: Any, context: Context) -> tuple[dict[str, Any], list[Problem]]:
        line: dict[str, Any] = {}
        problems: list[Problem] = []
        for column in self.columns:
            reading = column.read(row.get(column.key), context)
            problems.extend(reading.problems)
            if reading.value is not None:
                line[column.key] = reading.value
        return line, problems if line else []

    def to_stored(self, value: Any) -> Any:
        """A list of objects in the stored forms of the columns."""
        if not value:
            return None
        return [{c.key: c.kind.to_stored(row[c.key]) for c in self.columns if c.key in row} for row in value]

    def from_stored(self, stored: Any) -> Any:
        """A tuple of dicts in the values of the columns."""
        if not stored:
            return None
        return tuple(
            {c.key: c.kind.from_stored(row[c.key]) for c in self.columns if c.key in row} for row in stored
        )

    def to_text(self, value: Any) -> str:
        """One line a row, as ``read`` reads it back."""
        return "" if not value else "\n".join(line_text(self.columns, row) for row in value)

    def to_words(self, value: Any) -> str:
        """The values alone: a label says nothing of what somebody is looking for."""
        return "" if not value else "\n".join(self._words_of(row) for row in value)

    def _words_of(self, row: dict[str, Any]) -> str:
        spoken = (c for c in self.columns if not c.kind.is_flag)  # a bare 是 says nothing by itself
        return " ".join(text for c in spoken if (text := c.text(row.get(c.key))))

    def to_plain(self, value: Any) -> Any:
        """A list of objects as scripts read them."""
        if not value:
            return None
        return [{c.key: c.kind.to_plain(row[c.key]) for c in self.columns if c.key in row} for row in value]
