"""Reads the cells of one field in one table; equal cells are read once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from app.domain.fields import Context, Field, Reading, Ref
from app.domain.kinds import Choice, Lines
from app.domain.texts import half_width, without_blanks
from app.excel.layout.lines import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.traditional import simplified
from app.excel.layout.view import View, plain

NOTHING = Reading(None)
_DOTTED_MONTH = re.compile(r"^\s*(?:19|20)\d\d\.[1-9]\s*$")
_FLOAT = re.compile(r"^\d+\.0$")
_CODED = re.compile(r"^\s*(\d{1,2})\s*[-—.、:\s]\s*([^\d\s].*)$")
_TEXT_MONTH = re.compile(r"^\s*(?:19|20)\d\d\.(?:0\d|10)\s*$")
Cell = Any


class FieldReader:
    """Reads one field in one table; equal cells are read once."""

    def __init__(self, field: Field, context: Context, table: Table, from_text: bool) -> None:
        self.field = field
        self.view: View = table.view
        self.is_date = field.kind.name in ("day", "known_day")
        self.is_plain = field.kind.name in ("text", "prose")
        self._context = replace(context, date_1904=table.view.sheet.date_1904)
        self.texts: dict[str, Reading] = {}
        self._others: dict[Any, Reading] = {}
        self._from_text = from_text
        self._loose_months = self.is_date and from_text and not self._months_as_text(table)

    def _months_as_text(self, table: Table) -> bool:
        """Whether some cell of the column keeps its last nought, so that 1970.1 cannot have lost one."""
        columns = table.columns.whole.get(self.field.key, ())
        return any(
            isinstance(cell := self.view.raw(line.row, c), str) and _TEXT_MONTH.match(cell)
            for line in table.lines
            for c in columns
        )

    def read(self, cell: Cell, number_format: str | None, hints: dict[str, Any] | None) -> Reading:
        """One cell; hints are asked only where the cell alone leaves a doubt."""
        if type(cell) is str:
            found = self.texts.get(cell)
            if found is None:
                found = self.texts[cell] = self._text(cell, None)
            return self._text(cell, hints) if hints and found.problems else found
        key = (type(cell), cell, number_format)
        found = self._others.get(key)
        if found is None:
            found = self._others[key] = self._read(cell, number_format, None)
        return self._read(cell, number_format, hints) if hints and found.problems else found

    def _text(self, text: str, hints: dict[str, Any] | None) -> Reading:
        cell: Cell = text
        if not self.is_plain and says_nothing(text):
            return NOTHING
        if self._from_text and not self.is_date and _FLOAT.match(text):
            cell = text.partition(".")[0]  # another program's numbers
        if self._loose_months and _DOTTED_MONTH.match(text):
            cell = float(half_width(text))
        return self._read(cell, None, hints)

    def _read(self, cell: Cell, number_format: str | None, hints: dict[str, Any] | None) -> Reading:
        if getattr(self.field.kind, "creates", None) is not None:
            name = without_blanks(plain(cell))
            return Reading(Ref(None, name) if name else None)
        context = self._context
        if number_format or hints:
            context = replace(context, number_format=number_format, hints=hints)
        if self.is_plain and type(cell) is str and (narrow := half_width(cell)).isascii():
            cell = narrow  # ＪＫ１７ is a number, not prose
        reading = self.field.read(cell, context)
        if reading.problems and type(cell) is str:
            return self._again(cell, reading, context)
        return reading

    def _again(self, cell: str, reading: Reading, context: Context) -> Reading:
        """What a second look finds: traditional characters for codes, free words where a list was hoped for."""
        kind = self.field.kind
        if isinstance(kind, Choice):
            return self._coded(kind, simplified(half_width(cell)), reading, context)
        if isinstance(kind, Lines):
            last = kind.columns[-1].key
            return Reading(tuple({last: line.strip()} for line in cell.splitlines() if line.strip()))
        return reading

    def _coded(self, kind: Choice, cell: str, reading: Reading, context: Context) -> Reading:
        """漢族, 01 汉族, 1-男: the word counts, unless the code before it says something else."""
        found = _CODED.match(cell)
        if found is None:
            return self.field.read(cell, context)
        code, word = kind.table.read(found.group(1)), kind.table.read(found.group(2))
        return Reading(word) if word is not None and code in (word, None) else reading
