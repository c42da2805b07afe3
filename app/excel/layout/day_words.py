"""A day among other words: 3月15日上午, 6.12上午9:00-11:00, 2021.3.8-3.9, 已答复(2.3)."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.domain.day_texts import chinese_digits
from app.domain.texts import half_width, without_blanks, without_hidden

BESIDE_WORDS = "day_beside_words"  # the code of the doubt about a day among other words
LONGEST = 40  # characters; a longer text is prose in which a day occurs
_CLOCK = r"\d{1,2}(?::\d{2}(?::\d{2})?|[时点](?:\d{1,2}分?|半|整)?)"
_TIME = re.compile(
    rf"(?:(?:上|下|中)午|早上|早晨|凌晨|晚上|晚间|傍晚|全天|半天)?(?:{_CLOCK}(?:[-~—–至到]+(?:(?:上|下|中)午)?{_CLOCK})?)|"
    r"(?:上|下|中)午|早上|早晨|晚上|晚间|傍晚|全天|半天"
)
_WEEKDAY = re.compile(r"[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?")
_DAY = r"(?:(?:(?:19|20)\d\d|\d\d(?=年))[年./\-]+)?(?:\d{1,2}|元)[月./\-]+\d{1,2}[日号]?"
_RANGE = re.compile(rf"^({_DAY})(?:[-~—–至到、]+)((?:{_DAY})|\d{{1,2}}[日号]?)$")
_ONE = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_BY = re.compile("(?:[之以]?前|截止)$")
_MONTH_END = re.compile(r"((?:(?:19|20)?\d\d年)?(?:1[0-2]|0?[1-9])月)(?:份?(?P<end>[底末]|下旬)?)")
_YEAR_END = re.compile(r"((?:(?:19|20)?\d\d)?)年[底末]")
_WHOLE = re.compile(rf"^{_DAY}$")


class DayAmongWords(NamedTuple):
    """``text``: the day as written; ``doubt``: what makes it doubtful, as the end of a sentence, or nothing; ``code``: its kind."""

    text: str
    doubt: str = ""
    code: str = "day_among_words"


def days_of_span(cell: str) -> tuple[str, str] | None:
    """The first and the last day of a span as written, the year and month said once: 8月9日至10日; None for anything else."""
    bare = chinese_digits(without_blanks(without_hidden(half_width(cell[: LONGEST + 1]))))
    span = _RANGE.match(bare) if len(bare) <= LONGEST else None
    if span is None:
        return None
    begins, ends = span.group(1), span.group(2)
    begun, ended = re.findall(r"\d+|元", begins), re.findall(r"\d+|元", ends)
    whole = [*begun[: len(begun) - len(ended)], *ended]
    signs = "年月日"[3 - len(whole) :]
    return begins, "".join(number + sign for number, sign in zip(whole, signs, strict=True))


def deadline(cell: str) -> tuple[DayAmongWords, bool] | None:
    """The day by which something is due, 9月30日前, or the first day of the month at whose end it is, 9月底前, 年底, as words
    that say a day, and which of the two; None for anything else.  A month alone is doubted.
    """
    bare = chinese_digits(without_blanks(without_hidden(half_width(cell[: LONGEST + 1]))))
    by = _BY.sub("", bare)
    if month := _MONTH_END.fullmatch(_YEAR_END.sub(_in_december, by)):
        doubt = "" if month["end"] else "只写到月份，先按这个月的最后一天读取"
        return DayAmongWords(f"{month[1]}1日", doubt), True
    return (DayAmongWords(by), False) if by != bare and _WHOLE.match(by) else None


def _in_december(year: re.Match[str]) -> str:
    return f"{year[1]}年12月底" if year[1] else "12月底"


def day_among_words(cell: str) -> DayAmongWords | None:
    """The day that a text holds beside a time, a weekday, a second day or other words; None where there is none."""
    if len(cell) > LONGEST:
        return None
    bare = without_blanks(without_hidden(half_width(cell)))
    # The weekday first: its numeral is no digit of the day.
    plain = _TIME.sub("", chinese_digits(_WEEKDAY.sub("", bare))).strip("()、,;:")
    if _WHOLE.match(plain):
        return DayAmongWords(plain) if plain != chinese_digits(bare) else None
    several = _RANGE.match(plain)
    if several:
        return DayAmongWords(several.group(1), "写了一段日期，先按第一天读取")
    days = _ONE.findall(plain)
    if len(days) == 1:
        return DayAmongWords(days[0], f"写的是“{cell.strip()}”，先按其中的日期读取", BESIDE_WORDS)
    return None
