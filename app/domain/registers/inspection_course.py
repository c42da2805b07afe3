"""The course of a supervision event: held, its report with the organ concerned, the answer back by a day (代表法 art. 31)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.fields import Context
from app.domain.stages import Stage, timeline

AWAITING = "awaiting_feedback"


def state_of(row: Mapping[str, Any], day: date) -> str:
    """The state on a day, a code of ``INSPECTION_STATES``: by dates alone."""
    for key, state in (("feedback_on", "answered"), ("report_sent_on", AWAITING), ("held_on", "to_report")):
        on = row.get(key)
        if on is not None and on <= day:
            return state
    return "planned"


def inspection_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """From the first day of all; a last day is owed while the organ has not answered and one was set.

    The kind is a fact of each stage: by it the list is narrowed.
    """

    def on(day: date) -> Stage:
        state = state_of(row, day)
        due = row.get("feedback_due_on") if state == AWAITING else None
        return Stage(day, state, due, {row["kind"]: True} if row.get("kind") else {})

    days = (row.get(key) for key in ("held_on", "report_sent_on", "feedback_on"))
    return timeline([date.min, *days], on)
