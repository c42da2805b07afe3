"""Dates: full days, and days known only to the month or year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.days import PartialDate, read_day, read_typed_day
from app.domain.fields import Context, Field, Kind, Reading

DOUBTS = {
    "ambiguous": "「{cell}」可能是1月,也可能是10月,请核对",
    "lunar": "写的是农历,请换成公历日期",
    "two_values": "写了两个日期,请只留一个",
    "impossible": "「{cell}」这个日期不存在,请核对",
    "future": "「{cell}」还没有到,请核对",
    "two_digit_year": "年份只写了两位,请核对是哪一年",
    "serial": "「{cell}」像是表格内部的日期序号,请核对读出的日期",
    "letters": "里有字母混在数字中,请核对",
    "short_month": "「{cell}」的月份不清楚,请核对",
    "unreadable": "「{cell}」看不出是日期,例如 2022-04-15 或 2022.4.15",
}


def doubt_sentence(field: Field, doubt: str, cell: Any) -> str:
    """A plain sentence for one doubt code of ``read_day``."""
    words = DOUBTS.get(doubt, "「{cell}」请核对").format(cell=cell)
    return f"{field.label}{words}。"


@dataclass(frozen=True)
class Day(Kind):
    """A full day (``datetime.date``).  ``future``: whether days to come are in order."""

    future: bool = True
    width: int = 11
    name = "day"

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Every way clerks write a day; without a year it is ``context.year``."""
        if cell is None or cell == "":
            return Reading(None)
        if isinstance(cell, date) and not isinstance(cell, datetime):
            return self._judged(cell, None, field, context)
        if isinstance(cell, str):
            try:
                return self._judged(read_typed_day(cell, context.today, context.year), None, field, context)
            except ValueError:
                pass
        found = read_day(
            cell, today=context.today, number_format=context.number_format, date_1904=context.date_1904
        )
        if found.value is None or found.value.day is None:
            code = found.doubt or "incomplete_day"
            message = (
                doubt_sentence(field, found.doubt, cell)
                if found.doubt
                else (f"{field.label}要填到日,例如 2022-04-15 或 4.15。")
            )
            return Reading(None, (field.problem(f"day_{code}", message),))
        return self._judged(found.value.first_day, found.doubt, field, context, cell)

    def _judged(
        self, day: date, doubt: str | None, field: Field, context: Context, cell: Any = None
    ) -> Reading:
        if doubt and not (doubt == "future" and self.future):
            return Reading(day, (field.warning(f"day_{doubt}", doubt_sentence(field, doubt, cell)),))
        if not self.future and day > context.today:
            return Reading(day, (field.warning("day_future", f"{field.label}在今天之后,请核对。"),))
        return Reading(day)

    def to_stored(self, value: Any) -> Any:
        """ISO text."""
        return None if value is None else value.isoformat()

    def from_stored(self, stored: Any) -> Any:
        """A ``datetime.date``."""
        return None if stored is None else date.fromisoformat(stored)

    def to_text(self, value: Any) -> str:
        """ISO, as in the lists."""
        return "" if value is None else value.isoformat()

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

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Every way clerks write it; a doubtful reading carries a warning and stands for confirmation."""
        if cell is None or cell == "":
            return Reading(None)
        if isinstance(cell, PartialDate):
            return Reading(cell)
        hint = context.hint("birth_date") if self.birth else None
        found = read_day(
            cell,
            today=context.today,
            number_format=context.number_format,
            date_1904=context.date_1904,
            hint=hint,
            birth=self.birth,
        )
        if found.value is None and found.doubt is None:
            return Reading(None)
        if found.doubt and not (found.doubt == "future" and self.future):
            problem = field.warning(f"day_{found.doubt}", doubt_sentence(field, found.doubt, cell))
            if context.typed and found.value is None:
                problem = problem._replace(severity="error")
            return Reading(found.value, (problem,))
        return Reading(found.value)

    def to_stored(self, value: Any) -> Any:
        """``1975``, ``1975-03`` or ``1975-03-12``."""
        return None if value is None else value.iso

    def from_stored(self, stored: Any) -> Any:
        """A ``PartialDate``."""
        return None if stored is None else PartialDate.from_iso(stored)

    def to_text(self, value: Any) -> str:
        """``1975.03``, as on the printed forms (domain.md 6.1)."""
        return "" if value is None else value.dotted

    def to_plain(self, value: Any) -> Any:
        """ISO as far as it is known."""
        return None if value is None else value.iso
