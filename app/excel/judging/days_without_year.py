"""Days as ledgers of one year or one month write them: 3.5, 3月5日, 5日, and date cells that hide their year."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from app.domain.day_texts import chinese_digits
from app.domain.texts import half_width, without_blanks

_MONTH_DAY = re.compile(
    r"^(?:(?P<next>次年|翌年|来年|第二年)|[当同本]年)?(\d{1,2})(?:[./\-、,。]|月)(\d{1,2})[日号]?$"
)
_DAY = re.compile(r"^(\d{1,2})[日号]?$")
_TWO_DECIMALS = re.compile(r"0\.00(?!0)")
_HIDDEN_YEAR = re.compile(r"y|e", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|;@|general', re.IGNORECASE)


class ShortDay(NamedTuple):
    """``code`` names a doubt (``words`` say it), None when there is none."""

    day: date | None
    code: str | None = None
    words: str = ""


class Calendar(NamedTuple):
    """What titles and options say of a sheet's dates: its year and month; ``likely``: the year where they say none."""

    year: int | None
    month: int | None
    likely: int


def short_day(cell: Any, number_format: str | None, calendar: Calendar) -> ShortDay | None:
    """The day that a cell without a year means; None when the cell is none of that sort."""
    if isinstance(cell, datetime | date):
        return _date_without_year(cell, number_format or "", calendar)
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _number(float(cell), number_format or "", calendar)
    words = without_blanks(half_width(str(cell)))
    match = _MONTH_DAY.match(chinese_digits(words))
    if match:
        if match["next"]:  # the year after that of the sheet
            calendar = calendar._replace(year=calendar.year and calendar.year + 1, likely=calendar.likely + 1)
        return _day_of(int(match.group(2)), int(match.group(3)), calendar, str(cell))
    alone = _DAY.match(words)
    if alone and calendar.month:
        return _day_of(calendar.month, int(alone.group(1)), calendar, str(cell))
    return None


def _number(number: float, number_format: str, calendar: Calendar) -> ShortDay | None:
    month = int(number)
    if number == month:
        fits = calendar.month and 1 <= month <= 31
        return _day_of(calendar.month or 0, month, calendar, str(month)) if fits else None
    decimals = f"{number:.4f}".rstrip("0").partition(".")[2]
    if not 1 <= month <= 12 or len(decimals) > 2:
        return None
    written = f"{month}.{decimals}"
    if len(decimals) == 2:
        return _day_of(month, int(decimals), calendar, written)
    if _TWO_DECIMALS.search(number_format):
        return _day_of(month, int(decimals) * 10, calendar, written + "0")
    short_day = _day_of(month, int(decimals), calendar, written)
    longer = _day_of(month, int(decimals) * 10, calendar, written)
    if short_day.day and longer.day and not short_day.code:
        words = f"“{written}”可能是{month}月{decimals}日，也可能是{month}月{decimals}0日，请核对"
        return ShortDay(short_day.day, "day_ambiguous", words)
    return short_day


def _day_of(month: int, day: int, calendar: Calendar, written: str) -> ShortDay:
    year = calendar.year or calendar.likely
    try:
        day_found = date(year, month, day)
    except ValueError:
        return ShortDay(None, "day_impossible", f"“{written}”这个日期不存在，请核对")
    if calendar.year is None:
        words = f"“{written}”没有写年份，先按{year}年读取，请核对，或导入时指明年份"
        return ShortDay(day_found, "day_no_year", words)
    return ShortDay(day_found)


def _date_without_year(cell: date, number_format: str, calendar: Calendar) -> ShortDay | None:
    """A cell shown as 3月5日 took the year in which it was typed."""
    shown = _QUOTED.sub("", number_format)
    if not calendar.year or cell.year == calendar.year or not shown or _HIDDEN_YEAR.search(shown):
        return None
    day = cell.date() if isinstance(cell, datetime) else cell
    words = f"格子里存的是{day.isoformat()}，显示时没有年份，先按表上的{calendar.year}年读取，请核对"
    try:
        return ShortDay(day.replace(year=calendar.year), "day_no_year", words)
    except ValueError:
        return None
