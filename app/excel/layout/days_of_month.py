"""Headings that are days of the month which a title says: 5, 12, 19, 26 below 2024年3月签到表."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from app.domain.texts import half_width, without_blanks
from app.excel.layout.days_and_periods import first_day_of, months_in
from app.excel.layout.headers import Header

_BARE_DAY = re.compile(r"(\d{1,2})[日号]?$")
_MONTH = re.compile(r"((?:(?:19|20)\d\d年)?(?:1[0-2]|0?[1-9])月)(?!\d)")
_LEAST = 2  # days that show an order
_WHOLE_MONTH, _LAST_DAY = 28, 31


def days_joined(texts: Iterable[str]) -> list[str]:
    """Headings from top to bottom, a bare day below its month as one day: 2月, 26日, 视察水厂 are 2月26日, 视察水厂."""
    joined: list[str] = []
    for text in texts:
        month = first_day_of(joined[-1]) if joined and months_in(joined[-1]) == 1 else None
        day = _BARE_DAY.match(without_blanks(half_width(text)))
        if month and day and 1 <= int(day[1]) <= _LAST_DAY:
            joined[-1] = f"{month.removesuffix('1日')}{day[1]}日"
        else:
            joined.append(text)
    return joined


def with_month(path: list[str], header: Header, titles: Iterable[str]) -> list[str]:
    """The headings of a column, the lowest with its month where all such rise from left to right and the titles say one
    month; 1, 2, 3 may be turns.
    """
    if not path or not _BARE_DAY.match(path[-1]):
        return path
    leaves = [without_blanks(half_width(heading.leaf)) for _, heading in sorted(header.headings.items())]
    days = [int(match[1]) for leaf in leaves if (match := _BARE_DAY.match(leaf))]
    months = {month[1] for text in titles for month in _MONTH.finditer(half_width(text))}
    rising = len(days) >= _LEAST and all(1 <= a < b <= _LAST_DAY for a, b in pairwise(days))
    if len(months) != 1 or not rising or days[-1] == len(days) < _WHOLE_MONTH:
        return path
    return [*path[:-1], f"{months.pop()}{path[-1].rstrip('日号')}日"]
