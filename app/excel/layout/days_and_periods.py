"""Days, months, quarters and halves of a year as headings say them: 4月3日, 3月, 一季度, 下半年."""

from __future__ import annotations

import re

from app.domain.day_texts import chinese_digits
from app.domain.numerals import read_number
from app.domain.texts import half_width, without_blanks

DAY = re.compile(
    r"(?:(?:19|20)\d\d[年./\-])?\d{1,2}(?:月\d{1,2}[日号]?|[./\-]\d{1,2}(?![\d.])日?)|(?:19|20)\d{6}(?!\d)"
)
_UNTIL = re.compile(r"\s*[-~—–至到]+\s*(?:\d{1,2}[月.])?\d{1,2}(?!\d)[日号]?")  # the end of a span of days
_IN_CHINESE = re.compile(r"(?:[元一二三四五六七八九十]{1,2})月[一二三四五六七八九十]{1,3}[日号]")
_PERIOD = re.compile(
    r"^(?P<year>(?:19|20)\d\d年)?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年"
    r"|(?P<month>\d{1,2}|元|[一二三四五六七八九十]{1,2})月份?)(?:[(].*[)])?$"
)


def first_day_of(words: str) -> str | None:
    """一季度, 下半年, 3月, 【3月】, 2025年3月 as the first day of that period in words; None for anything else."""
    period = _PERIOD.match(without_blanks(half_width(words)).strip("【】[]<>《》:\uff1a"))
    if period is None:
        return None
    if period["half"]:
        month = 1 if period["half"] == "上" else 7
    elif period["quarter"]:
        month = 3 * (read_number(period["quarter"]) or 1) - 2
    else:
        month = 1 if period["month"] == "元" else read_number(period["month"]) or 0
    return f"{period['year'] or ''}{month}月1日" if 1 <= month <= 12 else None


def months_in(words: str) -> int:
    """How many months 一季度, 下半年, 3月 are; 0 for anything else."""
    period = _PERIOD.match(without_blanks(half_width(words)).strip("【】[]<>《》:\uff1a"))
    if period is None:
        return 0
    return 6 if period["half"] else 3 if period["quarter"] else 1


def is_day(words: str) -> bool:
    """Whether a heading is a day and nothing else: 4月3日, 2025-04-03."""
    return DAY.fullmatch(without_blanks(half_width(words))) is not None


def day_apart(words: str) -> tuple[str, str]:
    """The day among the words of a heading, of a span 2月27日—28日 the first, and the other words; empty without a day."""
    bare = _IN_CHINESE.sub(lambda day: chinese_digits(day.group()), half_width(words))
    day = DAY.search(bare)
    if day is None:
        return "", words
    until = _UNTIL.match(bare, day.end())
    return day.group(), bare[: day.start()] + bare[until.end() if until else day.end() :]
