"""Deadlines: calendar months and working days."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

SHORTEST_MONTH = 28  # days that every month has


def months_later(day: date, months: int) -> date:
    """The same day number ``months`` later, or the last day of that month (by analogy 民法典 art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of rest: public holidays, and weekends that were made working days.

    Both come from the editable table of the ledger (yearly notice of the State Council).
    """

    holidays: frozenset[date] = field(default_factory=frozenset)
    make_up_days: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Whether offices work on that day."""
        return day in self.make_up_days or (day.weekday() < 5 and day not in self.holidays)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day

    def later(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after ``day`` (the day itself is not counted)."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def earlier(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days before ``day`` (the day itself is not counted)."""
        while count > 0:
            day -= timedelta(days=1)
            count -= self.works(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; 0 when ``end`` is not later."""
        days = range(1, (end - start).days + 1)
        return sum(self.works(start + timedelta(days=n)) for n in days)


def due_on(started_on: date, months: int, calendar_: WorkingDays | None = None) -> date:
    """The last day of a period of months; on a day of rest it is the next working day (民法典 art. 203)."""
    end = months_later(started_on, months)
    return calendar_.on_or_after(end) if calendar_ else end
