"""Reads the cells of one field in one table; equal cells are read once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from app.domain.fields import Context, Field, Reading, Ref
from app.domain.kinds import Choice, Lines
from app.domain.kinds.choices import NO, YES
from app.domain.kinds.texts import cell_words
from app.domain.texts import half_width, heading_key, tidy, without_blanks
from app.excel.judging.days_without_year import Calendar, short_day
from app.excel.layout.lines import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.traditional import simplified
from app.excel.layout.view import View, plain
from app.excel.layout.vocabulary import ASKS

NOTHING = Reading(None)
_NUMERIC = ("day", "number", "money")
_SHORT_FLOAT = re.compile(r"^\s*\d{1,2}\.[1-9]\s*$")
_SHORT_TEXT = re.compile(r"^\s*\d{1,2}\.(?:0\d|[123]0)\s*$")
_DOTTED_MONTH = re.compile(r"^\s*(?:19|20)\d\d\.[1-9]\s*$")
_FLOAT = re.compile(r"^\d+\.0$")
_CODED = re.compile(r"^\s*(\d{1,2})\s*[-—.、:\s]\s*([^\d\s].*)$")
_TEXT_MONTH = re.compile(r"^\s*(?:19|20)\d\d\.10\s*$")
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
        self._own_export = bool(table.own) or table.columns.record_number is not None
        self._calendar = Calendar(context.year, table.facts.month, context.today)
        self._asked = self._asked_for(table)
        self._loose_months = self.is_date and from_text and not self._as_text(table, _TEXT_MONTH)
        self._loose_days = field.kind.name == "day" and from_text and not self._as_text(table, _SHORT_TEXT)

    def _asked_for(self, table: Table) -> str | None:
        """The code that a heading asks for: 是否办结 with 是 below means 办结."""
        kind = self.field.kind
        columns = table.columns.whole.get(self.field.key, ())
        heading = table.header.headings.get(columns[0]) if columns else None
        if heading is None or not isinstance(kind, Choice):
            return None
        words = heading_key(heading.leaf)
        if not ASKS.search(words):
            return None
        return kind.table.read(ASKS.sub("", words)) or kind.table.read(ASKS.split(words)[-1])

    def _as_text(self, table: Table, kept: re.Pattern[str]) -> bool:
        """Whether some cell of the column keeps its last nought, so that 1970.1 cannot have lost one."""
        columns = table.columns.whole.get(self.field.key, ())
        return any(
            isinstance(cell := self.view.raw(line.row, c), str) and kept.match(cell)
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
        if (self._loose_months and _DOTTED_MONTH.match(text)) or (
            self._loose_days and _SHORT_FLOAT.match(text)
        ):
            cell = float(half_width(text))
        return self._read(cell, None, hints)

    def _read(self, cell: Cell, number_format: str | None, hints: dict[str, Any] | None) -> Reading:
        if getattr(self.field.kind, "creates", None) is not None:
            name = without_blanks(plain(cell))
            return Reading(Ref(None, name) if name else None)
        if self.field.kind.name in ("link", "links"):
            return self._unresolved(cell)
        if self._asked is not None and (said := plain(cell).strip().lower()) in YES | NO:
            return Reading(self._asked) if said in YES else NOTHING
        if self.field.kind.name == "day":
            short = short_day(cell, number_format, self._calendar)
            if short is not None:
                doubt = (
                    self.field.warning(short.code, f"{self.field.label}{short.words}。")
                    if short.code
                    else None
                )
                return self._softened(Reading(short.day, (doubt,) if doubt else ()))
        context = self._context
        if number_format or hints:
            context = replace(context, number_format=number_format, hints=hints)
        if (
            self.is_plain
            and not self._own_export
            and type(cell) is str
            and (narrow := half_width(cell)).isascii()
        ):
            cell = narrow  # ＪＫ１７ is a number, not prose
        reading = self.field.read(cell, context)
        if reading.problems and type(cell) is str:
            reading = self._again(cell, reading, context)
        return self._softened(reading)

    def _unresolved(self, cell: Cell) -> Reading:
        """The words of a link; whom they name depends on the rest of the row."""
        name = tidy(cell_words(cell))
        if not name:
            return NOTHING
        ref = Ref(None, name)
        return Reading((ref,) if self.field.kind.name == "links" else ref)

    def _softened(self, reading: Reading) -> Reading:
        """A figure or day that cannot be read is a gap to be confirmed, where the record can do without."""
        if not reading.problems or self.field.required or self.field.kind.name not in _NUMERIC:
            return reading
        return Reading(reading.value, tuple(p._replace(severity="warning") for p in reading.problems))

    def _again(self, cell: str, reading: Reading, context: Context) -> Reading:
        """What a second look finds: traditional characters for codes, free words where a list was hoped for."""
        kind = self.field.kind
        if isinstance(kind, Choice):
            return self._coded(kind, simplified(half_width(cell)), reading, context)
        if isinstance(kind, Lines):
            words = next((c.key for c in reversed(kind.columns) if c.kind.name in ("text", "prose")), "")
            if words:
                return Reading(tuple({words: line.strip()} for line in cell.splitlines() if line.strip()))
        return reading

    def _coded(self, kind: Choice, cell: str, reading: Reading, context: Context) -> Reading:
        """漢族, 01 汉族, 1-男: the word counts, unless the code before it says something else."""
        found = _CODED.match(cell)
        if found is None:
            return self.field.read(cell, context)
        code, word = kind.table.read(found.group(1)), kind.table.read(found.group(2))
        return Reading(word) if word is not None and code in (word, None) else reading
