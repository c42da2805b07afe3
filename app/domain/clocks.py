"""Which clock runs and when it ends: the office's rules and its table of holidays, read through the look-up."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.fields import Context, Row
from app.domain.law.deadlines import WorkingDays, due_on, months_later
from app.domain.law.reception_calendar import latest_posting


def clock_on(clock: str, day: date, context: Context) -> Row | None:
    """The rule of a clock that is in force on a day: the newest whose ``valid_from`` has come."""
    rows = context.lookup.remembered(
        "clock_rules", clock, lambda: context.lookup.where("clock_rules", {"clock": clock})
    )
    in_force = [row for row in rows if row["valid_from"] is None or row["valid_from"] <= day]
    return max(in_force, key=lambda row: row["valid_from"] or date.min, default=None)


def last_day(clock: str, started: date, context: Context) -> date | None:
    """The last day of a clock that began on ``started``; None where the office has no such rule.

    Months are calendar months; an end on a day of rest moves to the next working day (民法典 art. 203).
    """
    rule = clock_on(clock, started, context)
    if rule is None:
        return None
    calendar = working_days(context)
    if rule["unit"] == "months":
        return due_on(started, rule["amount"], calendar)
    if rule["unit"] == "working_days":
        return calendar.later(started, rule["amount"])
    return calendar.on_or_after(started + timedelta(days=rule["amount"]))


def latest_day(clock: str, before: date, context: Context) -> date | None:
    """The last day for what must be done some time before a day; None where the office has no such rule."""
    rule = clock_on(clock, before, context)
    if rule is None:
        return None
    if rule["unit"] == "months":
        return months_later(before, -rule["amount"])
    if rule["unit"] == "working_days":
        return working_days(context).earlier(before, rule["amount"])
    return latest_posting(before, rule["amount"])


def working_days(context: Context) -> WorkingDays:
    """The calendar of rest from the editable table of holidays."""

    def calendar() -> WorkingDays:
        rows = context.lookup.where("holidays", {})
        return WorkingDays(
            frozenset(row["day"] for row in rows if row["kind"] == "rest"),
            frozenset(row["day"] for row in rows if row["kind"] == "work"),
        )

    return context.lookup.remembered("holidays", "working_days", calendar)


def has_holidays(year: int, context: Context) -> bool:
    """Whether the days off of a year are in the table; without them a last day may still move."""
    years = context.lookup.remembered(
        "holidays", "years", lambda: {row["day"].year for row in context.lookup.where("holidays", {})}
    )
    return year in years
