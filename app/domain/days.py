"""Dates: known to the year, month or day, and every way clerks type them into a form."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache, total_ordering

from app.domain.day_numbers import MOST_TWO_DIGITS, Doubt, as_shown, century, day_of_number
from app.domain.day_texts import chinese_digits, day_of_text
from app.domain.texts import half_width, without_blanks

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
EARLIEST_BIRTH = 1922  # nobody who is listed today was born before
_TYPED_SENTENCE = "这里要填日期，例如 4.15、2022-04-15 或 4月15日。"
_TYPED_FULL = re.compile(r"^(\d{4})(?:[./\-年](\d{1,2})[./\-月](\d{1,2})|(\d{2})(\d{2}))[日号]?$")
_TYPED_SHORT = re.compile(r"^(?:(\d{1,2})[./\-月](\d{1,2})|(\d{2})(\d{2}))[日号]?$")
_NEAR = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day. Raises ValueError for a day that does not exist.

    Ordered by time; of two that agree the less precise comes first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("有日没有月，不成日期。")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key < other._key

    def __str__(self) -> str:
        return self.iso

    @property
    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    @classmethod
    @lru_cache(maxsize=20_000)  # a roster has a few thousand different months
    def from_iso(cls, text: str) -> PartialDate:
        """``1975``, ``1975-03`` or ``1975-03-12``; ValueError for anything else."""
        match = _ISO.match(text)
        if match is None:
            raise ValueError(f"“{text}”不是日期。")
        return cls(*(int(part) for part in match.groups() if part))

    @classmethod
    def from_date(cls, day: date) -> PartialDate:
        """A full day."""
        return cls(day.year, day.month, day.day)

    @property
    def iso(self) -> str:
        """As stored and exchanged: 1975, 1975-03, 1975-03-12."""
        if self.month is None:
            return f"{self.year:04d}"
        text = f"{self.year:04d}-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"

    @property
    def dotted(self) -> str:
        """As in tables: 1975, 1975.03, 1975.03.12."""
        return self.iso.replace("-", ".")

    @property
    def spoken(self) -> str:
        """As in documents, without leading zeros: 1975年3月12日 (GB/T 9704)."""
        text = f"{self.year}年"
        if self.month is not None:
            text += f"{self.month}月"
        return text if self.day is None else f"{text}{self.day}日"

    @property
    def first_day(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def agrees(self, other: PartialDate) -> bool:
        """Whether both say the same as far as both are known."""
        if self.year != other.year or (self.month != other.month and self.month and other.month):
            return False
        return self.day == other.day or not self.day or not other.day


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a cell says as a date. ``doubt`` is a code (see :mod:`app.domain.day_numbers`) or None."""

    value: PartialDate | None
    doubt: str | None = None


_NOTHING = DayReading(None)
_UNREADABLE = DayReading(None, Doubt.UNREADABLE)


def read_day(
    cell: object,
    *,
    today: date,
    number_format: str | None = None,
    date_1904: bool = False,
    hint: PartialDate | None = None,
    birth: bool = False,
) -> DayReading:
    """A date as a workbook's cell holds it: text, number, or a real date.

    ``number_format``: the cell's format in the spreadsheet, which tells 1970.1 from 1970.10.
    ``hint``: the date another field proves (the birth date in the ID number); it settles what the cell
    leaves open. ``birth``: two-digit years lie in the past. A blank cell gives no value and no doubt.

    A text ``1970.1`` is January. From a file that has only texts (CSV) such a value may have been a
    number: there the caller passes ``float(text)``.
    """
    if cell is None:
        return _NOTHING
    if isinstance(cell, str):
        return _read_text(cell, today, hint, birth)
    if isinstance(cell, bool):
        return _UNREADABLE
    if isinstance(cell, (int, float)):
        return _read_number(cell, number_format or "", date_1904, today, hint, birth)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _read_date(cell, number_format or "", date_1904, today, birth)
    return _UNREADABLE


@lru_cache(maxsize=50_000)
def _read_text(text: str, today: date, hint: PartialDate | None, birth: bool) -> DayReading:
    day_and_doubt = day_of_text(text, today.year, birth)
    return _NOTHING if day_and_doubt is None else _judged(*day_and_doubt, today, hint, birth)


@lru_cache(maxsize=50_000, typed=True)
def _read_number(
    number: int | float,
    number_format: str,
    date_1904: bool,
    today: date,
    hint: PartialDate | None,
    birth: bool,
) -> DayReading:
    return _judged(*day_of_number(number, number_format, date_1904, today.year, birth), today, hint, birth)


@lru_cache(maxsize=50_000)
def _read_date(day: date, number_format: str, date_1904: bool, today: date, birth: bool) -> DayReading:
    """A real date cell. A year or 197503 typed into a cell formatted as a date is a day nobody meant."""
    serial = (day - (date(1904, 1, 1) if date_1904 else date(1899, 12, 30))).days
    if 1930 <= serial <= today.year + 1 or 190_001 <= serial <= 210_012:
        parts, _ = day_of_number(serial, "", date_1904, today.year, birth)
        if parts and len(parts[0]) < 3:
            return _judged(parts, Doubt.SERIAL, today, None, birth)
    if birth and serial <= MOST_TWO_DIGITS:
        return _judged([(century(serial, today.year, birth),)], Doubt.SERIAL, today, None, birth)
    shown_parts = as_shown((day.year, day.month, day.day), number_format)
    return _judged([shown_parts], None, today, None, birth)


def _judged(
    readings: list[tuple[int, ...]], doubt: str | None, today: date, hint: PartialDate | None, birth: bool
) -> DayReading:
    """The reading that stands: those that exist, settled by the hint, doubtful when in the future."""
    values = []
    for parts in readings:
        try:
            values.append(PartialDate(*parts))
        except ValueError:
            continue
    if not values:
        return DayReading(
            None, doubt if doubt and doubt != Doubt.AMBIGUOUS and not readings else Doubt.IMPOSSIBLE
        )
    value = values[0]
    if hint is not None and doubt in Doubt.SETTLED_BY_HINT:
        proved = next((one for one in values if one.agrees(hint)), None)
        if proved:
            value, doubt = proved, None
    if doubt is None and value.first_day > today:
        doubt = Doubt.FUTURE
    if doubt is None and value.year < (EARLIEST_BIRTH if birth else 1900):
        doubt = Doubt.IMPLAUSIBLE
    return DayReading(value, doubt)


def read_typed_day(text: str, today: date, year: int | None = None) -> date:
    """A full day as typed into a form: 4.15, 0415, 20220415, 4月15日, 今天, 昨天.

    Without a year it lies in ``year`` (default: today's). Raises ValueError with a sentence.
    """
    bare = without_blanks(half_width(text))
    if bare in _NEAR:
        return today + timedelta(days=_NEAR[bare])
    bare = chinese_digits(bare).replace("。", ".").replace("、", ".").replace(",", ".")
    full, short = _TYPED_FULL.match(bare), _TYPED_SHORT.match(bare)
    if full:
        numbers = [int(part) for part in full.groups() if part]
    elif short:
        numbers = [year or today.year, *(int(part) for part in short.groups() if part)]
    else:
        raise ValueError(_TYPED_SENTENCE)
    try:
        return date(*numbers)
    except ValueError:
        raise ValueError(f"“{text.strip()}”这一天不存在，请核对。") from None
