"""Days, months, quarters and halves of a year as headings say them: 4月3日, 3月, 一季度, 下半年."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from app.domain.day_texts import chinese_digits
from app.domain.numerals import read_number
from app.domain.texts import half_width, without_blanks

DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[年./\-])?\d{1,2}(?:月\d{1,2}[日号]?|[./\-]\d{1,2}(?![\d.])日?)|(?:19|20)\d{6}(?!\d)"
)
_UNTIL = re.compile(r"\s*[-~—–至到]+\s*(?:\d{1,2}[月.])?\d{1,2}(?!\d)[日号]?")  # the end of a span of days
_IN_CHINESE = re.compile(r"(?:[元一二三四五六七八九十]{1,2})月[一二三四五六七八九十]{1,3}[日号]")
_MONTH = r"(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})"
_PERIOD = re.compile(
    rf"^(?P<year>(?:19|20)\d\d年)?(?:第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年"
    rf"|(?P<month>{_MONTH})(?:月?份?[-~—–至到]+(?P<last>{_MONTH}))?月份?)(?:[(].*[)])?$"
    r"|^(?P<in_year>(?:19|20)\d\d)[./\-](?P<figure>1[0-2]|0?[1-9])$"
)
_YEAR = re.compile(r"((?:19|20)\d\d年)度?$")
_OF_HALF, _OF_QUARTER, _OF_YEAR = 6, 3, 12  # months


class _Months(NamedTuple):
    """``year``: as written, with 年; ``first``, ``last``: months from 1 to 12."""

    year: str
    first: int
    last: int


@lru_cache(maxsize=2_000)
def _months_of(words: str) -> _Months | None:
    period = _PERIOD.match(without_blanks(half_width(words)).strip("【】[]<>《》:\uff1a"))
    if period is None:
        return None
    year = period["year"] or (f"{period['in_year']}年" if period["in_year"] else "")
    if period["half"]:
        first, last = (1, _OF_HALF) if period["half"] == "上" else (_OF_HALF + 1, _OF_YEAR)
    elif period["quarter"]:
        last = _OF_QUARTER * (read_number(period["quarter"]) or 1)
        first = last - _OF_QUARTER + 1
    else:
        first = _month(period["month"] or period["figure"])
        last = _month(period["last"]) if period["last"] else first
    return _Months(year, first, last) if 1 <= first <= last <= _OF_YEAR else None


def _month(text: str) -> int:
    return 1 if text == "元" else read_number(text) or 0


def first_day_of(words: str) -> str | None:
    """一季度, 下半年, 1—3月, 3月, 2025年3月, 2025.3 as the first day of that period in words; None for anything else."""
    months = _months_of(words)
    return f"{months.year}{months.first}月1日" if months else None


def months_in(words: str) -> int:
    """How many months 一季度, 下半年, 1—3月, 3月 are; 0 for anything else."""
    months = _months_of(words)
    return months.last - months.first + 1 if months else 0


def first_day_headed(words: str) -> str | None:
    """The same for a heading, which may be a year too: 2022年 above 视察次数."""
    year = _YEAR.match(without_blanks(half_width(words)))
    return f"{year[1]}1月1日" if year else first_day_of(words)


def months_headed(words: str) -> int:
    """How many months a heading is that may be a year."""
    return _OF_YEAR if _YEAR.match(without_blanks(half_width(words))) else months_in(words)


def is_day(words: str) -> bool:
    """Whether a heading is a day and nothing else: 4月3日, (4月3日), 2025-04-03."""
    return DAY.fullmatch(without_blanks(half_width(words)).strip("()")) is not None


def day_apart(words: str) -> tuple[str, str]:
    """The day among the words of a heading, of a span 2月27日—28日 the first, and the other words; empty without a day."""
    bare = _IN_CHINESE.sub(lambda day: chinese_digits(day.group()), half_width(words))
    day = DAY.search(bare)
    if day is None:
        return "", words
    until = _UNTIL.match(bare, day.end())
    return day.group(), bare[: day.start()] + bare[until.end() if until else day.end() :]
