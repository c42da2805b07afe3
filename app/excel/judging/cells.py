"""Reads the cells of one field in one table; equal cells are read once."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from app.domain.fields import Context, Field, Problem, Reading, Ref
from app.domain.id_numbers import birth_of, read_id_number
from app.domain.kinds.choices import NO, YES
from app.domain.kinds.texts import cell_words
from app.domain.texts import half_width, heading_key, tidy, without_blanks, without_hidden
from app.excel.judging.days_without_year import Calendar, ShortDay, short_day
from app.excel.judging.read_in_part import BRACKETED
from app.excel.layout.concepts import ASKS
from app.excel.layout.day_words import DayAmongWords, day_among_words, deadline
from app.excel.layout.joined_columns import pieces_of
from app.excel.layout.natures import are_serials, nature_of, without_numbers
from app.excel.layout.row_words import says_elsewhere, says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.traditional import simplified
from app.excel.layout.view import plain

NOTHING = Reading(None)
SERIAL = "day_serial"  # the code of the doubt about such a number
SHORT_YEAR = "day_two_digit_year"  # and of that about a year without its century
_SHORT_YEARS = re.compile(r"'?(\d{2})[./\-年]\d{1,2}(?:[./\-月]\d{1,2})?[月日号]?")
_MONTHS = 12  # a first figure above it is no month
_CUSTOM = 5  # cells that show the custom of a column
_SHORT_FLOAT = re.compile(r"^\s*\d{1,2}\.[1-9]\s*$")
_SHORT_TEXT = re.compile(r"^\s*\d{1,2}\.(?:0\d|[123]0)\s*$")
_DOTTED_MONTH = re.compile(r"^\s*(?:19|20)\d\d\.[1-9]\s*$")
_FLOAT = re.compile(r"^\d+\.0$")
_BARE_AMOUNT = re.compile(r"[\d,]+(?:\.\d+)?$")
COUNTED = re.compile(r"(?P<figure>\d+(?:\.\d+)?)\s*(?P<unit>[\u4e00-\u9fff]{1,2})$")  # 6把, 85元
_NOTED = re.compile(r"\s+(?=[(\uff08])")  # (沙南村) in the line below a name
_BRACKETED = re.compile(r"(.*[^\s(\[【])\s*[(\[【][^()\[\]【】]+[)\]】]$")
_CODED = re.compile(r"^\s*(\d{1,2})\s*[-—.、:\s]\s*([^\d\s].*)$")
_TEXT_MONTH = re.compile(r"^\s*(?:19|20)\d\d\.10\s*$")
Cell = Any
#: what holds of a whole column → the sentence that says so
CUSTOMS = {
    "in_serials": "整栏是表格内部的日期序号，按日期读取。",
    "in_short_years": "整栏的年份只写了后两位，按就近的世纪读取。",
    "names_with_numbers": "后面的电话没有对应的栏，没有读入。",
}


class FieldReader:
    """Reads one field in one table; equal cells are read once.

    ``divided``: a cell of a link may hold several names, a line each, the first of which is the field's.
    ``guessed``: the year of days without one waits for the clerk.
    """

    def __init__(
        self,
        field: Field,
        context: Context,
        table: Table,
        from_text: bool,
        divided: bool,
        guessed: bool = False,
    ) -> None:
        self.field, self.key, self.tells_birth = field, field.key, field.kind.tells_birth
        self._table, self.view = table, table.view
        self._divided = divided
        self.is_date = field.kind.is_day
        self.is_plain = field.kind.is_words and not field.kind.is_person
        self._context = replace(context, date_1904=table.view.sheet.date_1904)
        self.clean, self.doubted = dict[Cell, Reading](), dict[str, Reading]()  # the texts that were read
        self._others: dict[Any, Reading] = {}
        self._from_text = from_text
        self._own_export = bool(table.own) or table.columns.record_number is not None
        likely = context.year or context.today.year
        self._calendar = Calendar(None if guessed else context.year, table.facts.month, likely)
        self._asked = self._asked_for(table)
        self._ten_thousands = field.kind.unit == "元" and "万元" in self._headed(table)
        self._loose_months = self.is_date and from_text and not self._as_text(_TEXT_MONTH)
        self._loose_days = field.kind.is_full_day and from_text and not self._as_text(_SHORT_TEXT)

    def _headed(self, table: Table) -> str:
        """The words of the heading itself; none where no column holds the field."""
        columns = table.columns.whole.get(self.field.key, ())
        heading = table.header.headings.get(columns[0]) if columns else None
        return heading.leaf if heading else ""

    def _asked_for(self, table: Table) -> str | None:
        """The code that a heading asks for: 是否办结 with 是 below means 办结."""
        kind = self.field.kind
        words = heading_key(self._headed(table))
        if not words or not kind.table:
            return None
        return kind.table.read(ASKS.sub("", words)) or kind.table.read(ASKS.split(words)[-1])

    @cached_property
    def _denied(self) -> str | None:
        """The code that 否 means below a heading that asks for a code: 是否满意 with 否 below means 不满意."""
        table = self.field.kind.table
        return table.read(f"不{table.label(self._asked)}") if self._asked else None

    def _as_text(self, kept: re.Pattern[str]) -> bool:
        """Whether some cell of the column keeps its last nought, so that 1970.1 cannot have lost one."""
        return any(isinstance(cell, str) and kept.match(cell) for cell in self._cells())

    def _cells(self) -> Iterator[Cell]:
        """The cells of the field's columns, line by line."""
        columns = self._table.columns.whole.get(self.field.key, ())
        return (self.view.raw(line.row, column) for line in self._table.lines for column in columns)

    def read(self, cell: Cell, number_format: str | None, hints: dict[str, Any] | None) -> Reading:
        """One cell; hints are asked only where the cell alone leaves a doubt."""
        if type(cell) is str:
            reading = self.clean.get(cell) or self.doubted.get(cell)
            if reading is None:
                reading = self._text(cell, None)
                texts = self.doubted if reading.problems else self.clean
                texts[cell] = reading
            return self._text(cell, hints) if hints and reading.problems else reading
        key = (type(cell), cell, number_format)
        reading = self._others.get(key)
        if reading is None:
            reading = self._others[key] = self._read(cell, number_format, None)
        return self._read(cell, number_format, hints) if hints and reading.problems else reading

    def _text(self, text: str, hints: dict[str, Any] | None) -> Reading:
        cell: Cell = text
        if self.names_with_numbers:
            cell = text = without_numbers(text)
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
        kind = self.field.kind
        if (type(cell) is bool or isinstance(cell, date)) and (problem := self._of_other_nature(cell)):
            return Reading(None, (problem,))
        if kind.to:
            return self._unresolved(cell)
        if self._asked is not None and (answer := plain(cell).strip().lower()) in YES | NO:
            return Reading(self._asked if answer in YES else self._denied)
        if kind.is_full_day and (short := short_day(cell, number_format, self._calendar)) is not None:
            return self._short(short)
        if self._ten_thousands and _BARE_AMOUNT.match(plain(cell)):
            cell = f"{plain(cell)}万元"  # as the heading says of all: 投资（万元）
        context = self._context
        if number_format or hints:
            context = replace(context, number_format=number_format, hints=hints)
        if self.is_plain and not self._own_export and type(cell) is str:
            narrow = half_width(cell)
            cell = narrow if narrow.isascii() else cell  # ＪＫ１７ is a number, not prose
        reading = self.field.read(cell, context)
        if reading.problems and type(cell) is str:
            reading = self._again(cell, reading, context)
        return self._softened(reading) if reading.problems else reading

    def _of_other_nature(self, cell: Cell) -> Problem | None:
        """A doubt where a date or a logical value stands in a column of names or numbers: 1-2 became 2022-01-02."""
        kind = self.field.kind
        holds_names = kind.to or kind.is_person or kind.table or (kind.is_words and not kind.wide)
        if self._own_export or not (holds_names or kind.is_quantity):
            return None
        if type(cell) is bool:
            words = f"这一格是逻辑值（{plain(cell)}）"
        elif kind.is_words and self._mostly_days:
            return None
        else:
            words = f"这一格是日期（{cell.isoformat()[:10]}），可能是“{cell.month}-{cell.day}”被表格软件改成了日期"
        return self.field.warning("cell_nature", f"{self.field.label}{words}，没有读入，请核对。")

    @cached_property
    def names_with_numbers(self) -> bool:
        """Whether the cells of a short text name people with their telephones behind, for which there is no field."""
        if not self.is_plain or self.field.kind.wide or self._own_export:
            return False
        texts = [cell for cell in self._cells() if type(cell) is str and cell.strip()]
        return any(without_numbers(t) != t for t in texts) and all(nature_of(t).person for t in texts)

    @cached_property
    def _shares_column(self) -> bool:
        """Whether the cells hold a code of another field too: 蒙古族、中共党员."""
        whole = self._table.columns.whole
        own = whole.get(self.field.key, ())
        return any(columns == own for key, columns in whole.items() if key != self.field.key)

    @cached_property
    def _mostly_days(self) -> bool:
        """Whether a column of words holds days for the most part, so that a day is what it is meant to say."""
        cells = [c for c in self._cells() if c is not None]
        return 2 * sum(isinstance(cell, date) for cell in cells) > len(cells)

    def _short(self, short: ShortDay) -> Reading:
        problem = self.field.warning(short.code, f"{self.field.label}{short.words}。") if short.code else None
        return self._softened(Reading(short.day, (problem,) if problem else ()))

    def _unresolved(self, cell: Cell) -> Reading:
        """The words of a link; whom they name depends on the rest of the row."""
        kind = self.field.kind
        if type(cell) is str:
            cell = "" if says_elsewhere(cell) else _NOTED.sub("", cell)
        words = without_hidden(plain(cell) if kind.creates is not None else tidy(cell_words(cell)))
        if kind.creates is not None and not self._divided:
            words = without_blanks(words)
        return Reading(kind.of_refs((Ref(None, words),))) if words.strip() else NOTHING

    def _softened(self, reading: Reading) -> Reading:
        """A figure or day that cannot be read is a gap to be confirmed; what is the custom of its column is none."""
        if reading.problems and reading.value is not None and self.in_short_years:
            reading = Reading(reading.value, tuple(p for p in reading.problems if p.code != SHORT_YEAR))
        if not reading.problems or not (self.field.kind.is_quantity or self.field.kind.is_full_day):
            return reading
        kept = (p for p in reading.problems if p.code != SERIAL or not self.in_serials)
        return Reading(reading.value, tuple(p._replace(severity="warning") for p in kept))

    @cached_property
    def in_serials(self) -> bool:
        """Whether the whole column holds the spreadsheet's own numbers of days, so that one cell is no slip."""
        return self.field.kind.is_full_day and are_serials([plain(c) for c in self._cells() if c is not None])

    @cached_property
    def in_short_years(self) -> bool:
        """Whether the whole column leaves out the century: 78.05; of whole days only where no year may be a month."""
        cells = [cell for cell in self._cells() if cell is not None] if self.is_date else []
        return len(cells) >= _CUSTOM and all(map(self._lacks_century, cells))

    def _lacks_century(self, cell: Cell) -> bool:
        year = _SHORT_YEARS.fullmatch(without_blanks(half_width(cell))) if type(cell) is str else None
        return year is not None and (not self.field.kind.is_full_day or int(year[1]) > _MONTHS)

    def _again(self, cell: str, reading: Reading, context: Context) -> Reading:
        """What a second look finds: traditional characters for codes, a day among words, free words for a list."""
        kind = self.field.kind
        if kind.is_full_day and kind.future and (due := deadline(cell)) is not None:
            return self._due(*due, cell, context) or reading
        if kind.is_day and reading.value is None and (day := day_among_words(cell)) is not None:
            return self._day(day, cell, context) or reading
        if (bracketed := self._before_brackets(cell, context)) is not None:
            return bracketed
        if kind.is_quantity and (counted := COUNTED.match(half_width(cell).strip())):
            return self.field.read(counted["figure"], context)
        if kind.table:
            own = next((w for w in pieces_of(cell) if kind.table.read(w) is not None), "")
            if own and self._shares_column:
                return self.field.read(own, context)
            return self._coded(simplified(half_width(cell)), reading, context)
        if kind.columns:
            words = next((c.key for c in reversed(kind.columns) if c.kind.is_words), "")
            if words:
                return Reading(tuple({words: line.strip()} for line in cell.splitlines() if line.strip()))
        return reading

    def _before_brackets(self, cell: str, context: Context) -> Reading | None:
        """A value with words in brackets behind it, 5（含电话1）; what is there is said beside the value."""
        match = _BRACKETED.match(half_width(cell).strip())
        kind = self.field.kind
        reading = (
            self.field.read(match[1], context) if match and (kind.is_quantity or kind.table) else NOTHING
        )
        if match is None or reading.value is None or reading.problems:
            return None
        words = f"{self.field.label}写的是“{cell.strip()}”，只读了括号前面的，请核对。"
        return Reading(reading.value, (self.field.warning(BRACKETED, words),))

    def _day(self, day: DayAmongWords, cell: str, context: Context) -> Reading | None:
        short = short_day(day.text, None, self._calendar) if self.field.kind.is_full_day else None
        reading = self._short(short) if short is not None else self.field.read(day.text, context)
        if reading.value is None or not day.doubt:
            return reading if reading.value is not None else None
        words = f"{self.field.label}{day.doubt}，请核对。"
        return Reading(reading.value, (*reading.problems, self.field.warning(day.code, words)))

    def _due(self, day: DayAmongWords, at_month_end: bool, cell: str, context: Context) -> Reading | None:
        read = self._day(day, cell, context)
        if read is None or not at_month_end:
            return read
        first: date = read.value
        return read._replace(value=first.replace(day=monthrange(first.year, first.month)[1]))

    def _coded(self, cell: str, reading: Reading, context: Context) -> Reading:
        """漢族, 01 汉族, 1-男: the word counts, unless the code before it says something else."""
        match, table = _CODED.match(cell), self.field.kind.table
        if match is None:
            return self.field.read(cell, context)
        code, word = table.read(match.group(1)), table.read(match.group(2))
        return Reading(word) if word is not None and code in (word, None) else reading


def born_by(id_number: tuple[Cell, Any]) -> dict[str, Any]:
    """The birth that an ID number tells, as a hint for other cells of its record."""
    cell, number = id_number
    seen = number or read_id_number(cell).seen
    born = birth_of(seen) if isinstance(seen, str) else None
    return {"birth_date": born} if born is not None else {}
