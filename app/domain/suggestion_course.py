"""The course of an opinion or suggestion: states from dates alone, next steps, and the way back.

答复, 办结 and whether the matter is solved are three different things (domain: work report practice).
Overdue is computed, never stored; 督办 is an event, not a state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.code_tables.contact import EXITS
from app.domain.fields import Problem

# The steps that a date of the row stands for, in their order.
STEP_DATES = {
    "sorted": "sorted_on",
    "assigned": "assigned_on",
    "replied": "replied_on",
    "feedback_received": "feedback_on",
    "concluded": "concluded_on",
    "archived": "archived_on",
}
LABELS = {
    "raised_on": "提出日期",
    "sorted_on": "梳理日期",
    "assigned_on": "交办日期",
    "replied_on": "答复日期",
    "feedback_on": "反馈日期",
    "concluded_on": "办结日期",
    "archived_on": "归档日期",
}
# What may come next, the usual step first.
_NEXT = {
    "collected": ("assigned", "sorted"),
    "sorted": ("assigned",),
    "assigned": ("replied", "in_progress"),
    "in_progress": ("replied",),
    "replied": ("feedback_received", "concluded"),
    "feedback_received": ("concluded", "reworking"),
    "reworking": ("replied",),
    "concluded": ("archived",),
}


@dataclass(frozen=True)
class Step:
    """A step to be taken: which, on which day, by whom, why, and the values that come with it."""

    step: str
    on: date
    who: str | None = None
    why: str | None = None
    values: Mapping[str, Any] | None = None


def status_on(row: Mapping[str, Any], day: date) -> str | None:
    """The state on a day; None before the matter was raised."""

    def by(key: str) -> bool:
        return row.get(key) is not None and row[key] <= day

    if row.get("raised_on") is None or row["raised_on"] > day:
        return None
    if row.get("exit_kind") and by("exit_on"):
        return str(row["exit_kind"])
    for step in ("archived", "concluded"):
        if by(STEP_DATES[step]):
            return step
    if _reworking(row, day):
        return "reworking"
    for step in ("feedback_received", "replied"):
        if by(STEP_DATES[step]):
            return step
    if by("assigned_on"):
        begun = any(line.get("step") == "in_progress" and line["on"] <= day for line in _lines(row))
        return "in_progress" if begun else "assigned"
    return "sorted" if by("sorted_on") else "collected"


def _lines(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [line for line in row.get("steps") or () if line.get("on") and line.get("step")]


def _reworking(row: Mapping[str, Any], day: date) -> bool:
    """Whether the last of the re-handling and reply entries up to a day is a re-handling."""
    told = [line["step"] for line in _lines(row) if line["on"] <= day and line["step"] in ("reworking", "replied")]
    return bool(told) and told[-1] == "reworking"


def is_open(status: str | None) -> bool:
    """Whether somebody still has to do something."""
    return status is not None and status not in ("concluded", "archived", *EXITS)


def next_steps(status: str) -> tuple[str, ...]:
    """The one or two steps that come next, the usual one first; none at the end."""
    return _NEXT.get(status, ())


def course_problem(row: Mapping[str, Any]) -> Problem | None:
    """The first pair of dates that stand in the wrong order."""
    known = [(key, row[key]) for key in LABELS if row.get(key) and key != "feedback_on"]
    for (earlier, first), (later, second) in zip(known, known[1:], strict=False):
        if second < first and not row.get("rework_count"):
            message = f"{LABELS[later]} {second.isoformat()} 早于{LABELS[earlier]} {first.isoformat()},请核对。"
            return Problem(later, "warning", "order", message)
    replied, feedback = row.get("replied_on"), row.get("feedback_on")
    if feedback and not replied and not row.get("solved_on_spot"):
        return Problem("feedback_on", "warning", "feedback_unreplied", "填了反馈日期但没有答复日期,请核对。")
    return None


def advanced(row: Mapping[str, Any], step: Step) -> dict[str, Any]:
    """The values that a step changes, its entry in the course among them.

    Raises ValueError with a plain sentence when the step does not follow from the present state.
    """
    status = status_on(row, max(step.on, row["raised_on"])) or "collected"
    allowed = (*next_steps(status), *EXITS) if is_open(status) else next_steps(status)
    if step.step not in allowed:
        raise ValueError("这一步和现在的办理状态接不上,请先办前面的一步。")
    values: dict[str, Any] = dict(step.values or {})
    if step.step in EXITS:
        values |= {"exit_kind": step.step, "exit_on": step.on, "exit_reason": step.why}
    elif step.step == "reworking":
        values["rework_count"] = (row.get("rework_count") or 0) + 1
    elif step.step in STEP_DATES:
        values[STEP_DATES[step.step]] = step.on
    return values | {"steps": with_entry(row, step)}


def with_entry(row: Mapping[str, Any], step: Step) -> tuple[dict[str, Any], ...]:
    """The course with one entry more; empty values are left out."""
    entry = {"on": step.on, "step": step.step, "who": step.who, "why": step.why}
    return (*(row.get("steps") or ()), {key: value for key, value in entry.items() if value})


def taken_back(row: Mapping[str, Any], on: date, who: str | None, why: str) -> dict[str, Any]:
    """The values that take the newest step back; ``why`` is required.

    Raises ValueError with a plain sentence without a reason, or when there is nothing to take back.
    """
    if not why.strip():
        raise ValueError("退回上一步要写明理由。")
    if row.get("exit_kind"):
        values: dict[str, Any] = {"exit_kind": None, "exit_on": None, "exit_reason": None}
    else:
        done = [step for step, key in STEP_DATES.items() if row.get(key)]
        if not done:
            raise ValueError("还没有办理步骤,没有可以退回的。")
        values = {STEP_DATES[done[-1]]: None}
        if done[-1] == "assigned":
            values["due_on"] = None
    remaining = {**row, **values}
    state = status_on({**remaining, "steps": None}, max(on, row["raised_on"])) or "collected"
    return values | {"steps": with_entry(row, Step(state, on, who, why))}
