"""The three kinds of year in which a deputy's performance is counted: calendar, register and congress year (domain.md 0.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.law.deadlines import months_later

KINDS = {"calendar": "日历年度", "register": "登记年度（4月至次年3月）", "congress": "会议年度"}
_ISSUED_IN = 4  # booklets are handed out in April and collected the April after (the work report of 2022)
_HANDED_IN_WITHIN = 30  # days after the year: by 30 April


class BookletYear(NamedTuple):
    """``name`` tells the kind of year; both days belong to it."""

    name: str
    first: date
    last: date

    @property
    def in_full(self) -> str:
        """The name with the days: 2022年度（2022年1月1日至2022年12月31日）."""
        return f"{self.name}（{self.days}）"

    @property
    def days(self) -> str:
        """2022年1月1日至2022年12月31日."""
        return "至".join(f"{day.year}年{day.month}月{day.day}日" for day in (self.first, self.last))

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.first <= day <= self.last

    def goes_by(self, from_on: date) -> bool:
        """Whether a booklet that begins on ``from_on`` is of this year's number: the year in which its list shows it."""
        return from_on.year == self.first.year


def year_name(kind: str, number: int) -> str:
    """What the year of that kind is called that begins in ``number``."""
    if kind == "register":
        return f"{number}至{number + 1}登记年度"
    return f"{number}会议年度" if kind == "congress" else f"{number}年度"


def closing_year(kind: str, number: int) -> int:
    """The calendar year in which the year of that kind ends that begins in ``number``."""
    return number if kind == "calendar" else number + 1


def calendar_year(year: int | None, today: date) -> BookletYear:
    """1 January to 31 December of ``year``, or of today's."""
    number = year or today.year
    return BookletYear(year_name("calendar", number), date(number, 1, 1), date(number, 12, 31))


def register_year(year: int | None, today: date) -> BookletYear:
    """1 April of ``year`` to 31 March after it, or that one of these in which today is."""
    number = year or today.year - (today.month < _ISSUED_IN)
    return year_from(date(number, _ISSUED_IN, 1))


def year_from(first: date) -> BookletYear:
    """The register year that begins on that day: twelve months, usually 1 April to 31 March."""
    last = months_later(first, 12) - timedelta(days=1)
    return BookletYear(year_name("register", first.year), first, last)


def due_back(first: date) -> date:
    """The last day for handing in the booklet of the year that begins on ``first``: the April after it."""
    return year_from(first).last + timedelta(days=_HANDED_IN_WITHIN)


def congress_year(year: int, opened_on: Iterable[date]) -> BookletYear | None:
    """From the opening of the year's first session to the eve of the next year's first one (年度会议之间).

    Twelve months where there is none, or none entered yet.  None for a year without a session: nothing is invented.
    """
    days = sorted(opened_on)
    first = next((day for day in days if day.year == year), None)
    if first is None:
        return None
    following = next((day for day in days if day.year == year + 1), None) or months_later(first, 12)
    return BookletYear(year_name("congress", year), first, following - timedelta(days=1))
