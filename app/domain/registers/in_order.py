"""A rule for every register with a beginning and an end: the end is not before the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.clock_times import read_time
from app.domain.days import PartialDate
from app.domain.fields import Context, Problem
from app.domain.register import Rule


def in_order(first: str, last: str, words: str, severity: str = "warning", *, in_sheets: bool = True) -> Rule:
    """A rule over two dates, known to the day or less: the date ``last`` is not before the date ``first``.

    ``in_sheets``: whether it doubts rows of a workbook too; else it speaks in the form and of what is kept.
    """

    def ordered(row: Mapping[str, Any], context: Context) -> Problem | None:
        """What ends has begun before; what is known to the month alone is given the benefit of the doubt."""
        beginning, end = row.get(first), row.get(last)
        if beginning is None or end is None or _latest(end) >= _earliest(beginning):
            return None
        if not (in_sheets or context.typed or row.get("id")):
            return None
        return Problem(last, severity, "order", f"{words}，请核对。")

    return ordered


def times_in_order(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What begins at ``time_from`` ends later that day; by hand an end before it is refused."""
    try:
        beginning, end = read_time(row.get("time_from")), read_time(row.get("time_to"))
    except ValueError:  # as an older ledger kept it
        return None
    if beginning is None or end is None or beginning < end:
        return None
    message = f"结束时间 {row['time_to']} 不晚于开始时间 {row['time_from']}，请核对。"
    return Problem("time_to", "error" if context.typed else "warning", "order", message)


def _earliest(day: Any) -> Any:
    return day.first_day if isinstance(day, PartialDate) else day


def _latest(day: Any) -> Any:
    return day.last_day if isinstance(day, PartialDate) else day
