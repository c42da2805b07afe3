"""A date of the course that is corrected takes its entry along: the step was taken once, on the day that is right now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.course_entries import entries_of
from app.domain.course_marks import dates_of_steps


def carry_entries(before: Mapping[str, Any], after: dict[str, Any]) -> None:
    """Date the entries of ``after`` anew where the dates of their steps differ from ``before``.

    Entries that were changed themselves stay as written; so do those of a step of which a date came or went.
    """
    if not after.get("steps") or after["steps"] != before.get("steps"):
        return
    lines = [dict(line) for line in after["steps"]]
    dated = [line for line in lines if line.get("on")]  # as ``entries_of`` counts them
    standing = [entry for entry in entries_of(before) if entry.is_step and not entry.is_undone]
    for step, old, new in _dates_beside(before, after):
        own = next((e for e in standing if (e.line["step"], e.line["on"]) == (step, old)), None)
        if own is not None:
            standing.remove(own)  # of two rounds on one day each has its own
            dated[own.place]["on"] = new
    after["steps"] = tuple(lines)


def _dates_beside(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, date, date]]:
    """Each step with its date before and now, of those that have as many as before."""
    dates_before, dates_now = dates_of_steps(before), dates_of_steps(after)
    return [
        (step, old, new)
        for step, dates in dates_before.items()
        if len(dates) == len(dates_now.get(step, ()))
        for old, new in zip(dates, dates_now[step], strict=True)
    ]
