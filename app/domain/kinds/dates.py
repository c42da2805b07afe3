"""Dates: full days, and days known only to the month or year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.day_numbers import Doubt
from app.domain.days import PartialDate, read_day, read_typed_day
from app.domain.fields import Context, Field, Kind, Problem, Reading
from app.domain.orders import Orders

# {cell}: what was written; {read}: what it was read as, the way the field shows it.
DOUBTS = {
    "ambiguous": "“{cell}”可能是1月，也可能是10月，现读作 {read}，请核对",
    "lunar": "写的是农历，请换成公历日期",
    "two_values": "“{cell}”写了两个日期，请只留一个",
    "impossible": "“{cell}”这个日期不存在，请核对",
    "future": "“{cell}”读作 {read}，还没有到；请核对年份",
    "two_digit_year": "“{cell}”的年份只写了两位，现读作 {read}，请核对是哪一年",
    "serial": "“{cell}”像是表格内部的日期序号，现读作 {read}，请核对",
    "letters": "“{cell}”里有字母混在数字中，现读作 {read}，请核对",
    "short_month": "“{cell}”的月份不清楚，现读作 {read}，请核对",
    "digits": "“{cell}”数字之间没有分隔，现读作 {read}，请核对",
    "separators": "“{cell}”的写法前后不一，现读作 {read}，请核对年月日的顺序",
    "no_year": "“{cell}”没有写年份，请补上",
    "unclear": "“{cell}”写得不确定，现读作 {read}，请核对",
    "implausible": "“{cell}”读作 {read}，年份太早，请核对",
    "too_late": "“{cell}”读作 {read}，年份太晚，请核对",
    "unreadable": "“{cell}”看不出是日期，例如 2022-04-15 或 2022.4.15",
}
EARLIEST_DAY = date(1949, 10, 1)  # no register knows the day of anything before
YEARS_AHEAD = 6  # nothing of a town's congress is planned for after the next term has begun (组织法 art. 9)
UNREAD = "“{cell}”看不清是哪一天，请写成 2022-04-15 或 2022.4.15"  # a doubt that left nothing read

_AS_WRITTEN = {
    "future": " {read} 还没有到，请核对年份",
    "implausible": " {read} 年份太早，请核对",
    "too_late": " {read} 年份太晚，请核对",
}


def doubt_sentence(field: Field, doubt: str, cell: Any, value: Any = None) -> str:
    """A plain sentence for one doubt code of ``read_day``; ``value`` is what the cell was read as."""
    words = DOUBTS.get(doubt, UNREAD)
    if value is None and "{read}" in words:
        words = UNREAD
    is_as_typed = field.text(value) == str(cell)  # as a form writes it: nothing was read into it
    if doubt in _AS_WRITTEN and is_as_typed:
        words = _AS_WRITTEN[doubt]
    return f"{field.label}{words.format(cell=cell, read=field.text(value))}。"


def _too_far(first: date, future: bool, context: Context) -> str | None:
    """The doubt about a day that is still to come, or so far ahead that its year must be a slip of the hand."""
    if not future:
        return Doubt.FUTURE if first > context.today else None
    return Doubt.TOO_LATE if first.year > context.today.year + YEARS_AHEAD else None


def _unread(field: Field, doubt: str | None, cell: Any) -> Problem:
    """Why no full day could be read."""
    if doubt is None:
        message = f"{field.label}要填到日，例如 2022-04-15 或 4.15。"
    else:
        message = doubt_sentence(field, doubt, cell)
    return field.problem(f"day_{doubt or 'incomplete_day'}", message)


@dataclass(frozen=True)
class Day(Kind):
    """A full day (``datetime.date``).  ``future``: whether days to come are in order."""

    future: bool = False
    width: int = 11
    name = "day"
    unbroken = True
    is_full_day = True
    align = "center"
    elastic = False
    wide = False
    is_day = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Every way clerks write a day; without a year it is ``context.year``."""
        if cell is None or cell == "":
            return Reading(None)
        if isinstance(cell, date) and not isinstance(cell, datetime):
            return self._judged(cell, None, field, context)
        if isinstance(cell, str):
            try:
                return self._judged(
                    read_typed_day(cell, context.today, context.year), None, field, context, cell
                )
            except ValueError as refused:
                if "不存在" in str(refused):
                    return Reading(None, (_unread(field, "impossible", cell),))
        reading = read_day(
            cell, today=context.today, number_format=context.number_format, date_1904=context.date_1904
        )
        if reading.value is None or reading.value.day is None:
            return Reading(None, (_unread(field, reading.doubt, cell),))
        return self._judged(reading.value.first_day, reading.doubt, field, context, cell)

    def _judged(
        self, day: date, doubt: str | None, field: Field, context: Context, cell: Any = None
    ) -> Reading:
        if doubt and not (doubt == "future" and self.future):
            return Reading(day, (field.warning(f"day_{doubt}", doubt_sentence(field, doubt, cell, day)),))
        doubt = _too_far(day, self.future, context)
        if day < EARLIEST_DAY:
            doubt = "implausible"
        if doubt is None:
            return Reading(day)
        words = day.isoformat() if cell is None else cell
        return Reading(day, (field.warning(f"day_{doubt}", doubt_sentence(field, doubt, words, day)),))

    def doubts(self, value: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        """A day to come where only days of the past are in order."""
        return self._judged(value, None, field, context).problems

    def to_stored(self, value: Any) -> Any:
        """ISO text."""
        return None if value is None else value.isoformat()

    def from_stored(self, stored: Any) -> Any:
        """A ``datetime.date``."""
        return None if stored is None else date.fromisoformat(stored)

    def to_text(self, value: Any) -> str:
        """ISO, as in the lists."""
        return "" if value is None else value.isoformat()

    def to_order(self, value: Any, orders: Orders) -> str:
        """ISO text sorts as days do."""
        return str(self.to_stored(value))

    def to_cell(self, value: Any) -> Any:
        """A real date cell."""
        return value


@dataclass(frozen=True)
class KnownDay(Kind):
    """A day known to the year, the month or the day (``PartialDate``); ``birth`` for dates of birth."""

    birth: bool = False
    future: bool = False
    width: int = 9
    name = "known_day"
    unbroken = True
    align = "center"
    elastic = False
    wide = False
    is_day = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Every way clerks write it; a doubtful reading carries a warning and stands for confirmation."""
        if cell is None or cell == "":
            return Reading(None)
        if isinstance(cell, PartialDate):
            return Reading(cell)
        hint = context.hint("birth_date") if self.birth else None
        reading = read_day(
            cell,
            today=context.today,
            number_format=context.number_format,
            date_1904=context.date_1904,
            hint=hint,
            birth=self.birth,
        )
        if reading.value is None and reading.doubt is None:
            return Reading(None)
        if reading.doubt == "no_year" and context.typed and not self.birth:
            return self._in_year(cell, field, context)
        if reading.doubt and not (reading.doubt == "future" and self.future):
            problem = field.warning(
                f"day_{reading.doubt}", doubt_sentence(field, reading.doubt, cell, reading.value)
            )
            if context.typed and reading.value is None:
                problem = problem._replace(severity="error")
            return Reading(reading.value, (problem,))
        if reading.value is None:
            return Reading(None)
        return Reading(reading.value, self._doubts_of(reading.value, cell, field, context))

    def doubts(self, value: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        """A day to come where only days of the past are in order."""
        return self._doubts_of(value, field.text(value), field, context)

    def _doubts_of(self, value: Any, cell: Any, field: Field, context: Context) -> tuple[Problem, ...]:
        doubt = _too_far(value.first_day, self.future, context)
        return (field.warning(f"day_{doubt}", doubt_sentence(field, doubt, cell, value)),) if doubt else ()

    def _in_year(self, cell: Any, field: Field, context: Context) -> Reading:
        """A day typed without its year lies in ``context.year``; when that is still to come it is a doubt."""
        try:
            day = read_typed_day(str(cell), context.today, context.year)
        except ValueError as refused:
            doubt = "impossible" if "不存在" in str(refused) else "no_year"
            return Reading(None, (_unread(field, doubt, cell),))
        value = PartialDate.from_date(day)
        if day <= context.today:
            return Reading(value)
        return Reading(value, (field.warning("day_future", doubt_sentence(field, "future", cell, value)),))

    def to_stored(self, value: Any) -> Any:
        """``1975``, ``1975-03`` or ``1975-03-12``."""
        return None if value is None else value.iso

    def from_stored(self, stored: Any) -> Any:
        """A ``PartialDate``."""
        return None if stored is None else PartialDate.from_iso(stored)

    def to_text(self, value: Any) -> str:
        """``1975.03``, as on the printed forms (domain.md 6.1)."""
        return "" if value is None else value.dotted

    def on_screen(self, value: Any) -> str:
        """``1975-03``, in the style of the full dates beside it."""
        return "" if value is None else value.iso

    def to_words(self, value: Any) -> str:
        """Both styles: the one of lists and names, and the one of the printed forms."""
        return "" if value is None else f"{value.iso} {value.dotted}"

    def in_name(self, value: Any) -> str:
        """As on screen: names of other registers begin with full dates."""
        return self.on_screen(value)

    def to_plain(self, value: Any) -> Any:
        """ISO as far as it is known."""
        return None if value is None else value.iso

    def to_order(self, value: Any, orders: Orders) -> str:
        """ISO text: what is known to the year stands before its days."""
        return str(self.to_stored(value))
