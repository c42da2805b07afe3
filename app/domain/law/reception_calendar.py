"""On which days voters are received: monthly days, and theme days by rule (local practice, not law)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.law.deadlines import WorkingDays, months_later

SECOND_MONTHS = (2, 5, 8, 11)  # the second month of each quarter
ALL_MONTHS = tuple(range(1, 13))
THEME_DAY = 15


@dataclass(frozen=True)
class DayRule:
    """The ``day`` of each of ``months``; a month that is too short takes its last day.

    A day of rest moves to the next working day of the month; where none is left, to the last one before it.
    """

    months: tuple[int, ...]
    day: int


def days_of(rule: DayRule, year: int, calendar: WorkingDays) -> list[date]:
    """The reception days of a year, moved to working days, in order."""
    days = []
    for month in rule.months:
        first = date(year, month, 1)
        last = months_later(first, 1).toordinal() - 1
        wished = date.fromordinal(min(first.toordinal() + rule.day - 1, last))
        moved = calendar.on_or_after(wished)
        days.append(moved if moved.month == month else calendar.on_or_before(wished))
    return days


def theme_days(year: int, calendar: WorkingDays, *, monthly: bool = False) -> list[date]:
    """The theme reception days: the 15th of each quarter's second month, or of every month."""
    return days_of(DayRule(ALL_MONTHS if monthly else SECOND_MONTHS, THEME_DAY), year, calendar)


def latest_posting(held_on: date, days_before: int) -> date:
    """The last day on which the notice must hang: ``days_before`` calendar days earlier."""
    return date.fromordinal(held_on.toordinal() - days_before)
