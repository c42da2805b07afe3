"""The course of an opinion or suggestion: states from dates alone, next steps, and the way back.

答复, 办结 and whether the matter is solved are three different things (domain: work report practice).
Overdue is computed, never stored; 督办 is an event, not a state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from app.domain.code_tables.contact import EXITS, STATUSES
from app.domain.fields import Problem

# The steps that a date of the row stands for, in their order; a second round of handling has its own two
# dates, so that the first reply stays what it was.
STEP_DATES = {
    "sorted": "sorted_on",
    "assigned": "assigned_on",
    "replied": "replied_on",
    "feedback_received": "feedback_on",
    "concluded": "concluded_on",
    "archived": "archived_on",
}
STATUS_WORDS = {code: label for code, label, _ in STATUSES}
LABELS = {
    "raised_on": "提出日期",
    "sorted_on": "梳理日期",
    "assigned_on": "交办日期",
    "replied_on": "答复日期",
    "feedback_on": "反馈日期",
    "rework_assigned_on": "重新交办日期",
    "rework_replied_on": "再次答复日期",
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
    "returned": ("assigned",),
}
# What goes when a step is taken back: its date and the values that belong to it.
_UNDONE = {
    "archived": ("archived_on",),
    "concluded": ("concluded_on", "is_solved"),
    "feedback_received": ("feedback_on", "feedback", "feedback_attitude"),
    "replied": ("replied_on", "reply_class"),
    "assigned": ("assigned_on", "due_on", "extended_due_on", "extended_reason"),
    "sorted": ("sorted_on",),
}
_EXIT = ("exit_kind", "exit_on", "exit_reason", "merged_into")
_LATEST = date.max


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
    if not _by(row, "raised_on", day):
        return None
    if row.get("exit_kind") and _by(row, "exit_on", day):
        return str(row["exit_kind"])
    for step in ("archived", "concluded"):
        if _by(row, STEP_DATES[step], day):
            return step
    if _by(row, "rework_assigned_on", day):
        return _second_round(row, day)
    for step in ("feedback_received", "replied"):
        if _by(row, STEP_DATES[step], day):
            return step
    if _by(row, "assigned_on", day):
        return "in_progress" if _begun(row, day) else "assigned"
    return "sorted" if _by(row, "sorted_on", day) else "collected"


def _by(row: Mapping[str, Any], key: str, day: date) -> bool:
    return row.get(key) is not None and row[key] <= day


def _second_round(row: Mapping[str, Any], day: date) -> str:
    """The state after the matter was handed over for the second time."""
    if not _by(row, "rework_replied_on", day):
        return "reworking"
    told = _by(row, "feedback_on", day) and row["feedback_on"] >= row["rework_replied_on"]
    return "feedback_received" if told else "replied"


def _begun(row: Mapping[str, Any], day: date) -> bool:
    """Whether the handler has begun: the last entry that says hand-over or work says work."""
    lines = [line for line in row.get("steps") or () if line.get("on") and line["on"] <= day]
    told = [line["step"] for line in lines if line.get("step") in ("assigned", "in_progress")]
    return bool(told) and told[-1] == "in_progress"


def is_open(status: str | None) -> bool:
    """Whether somebody still has to do something."""
    return status is not None and status not in ("concluded", "archived", *EXITS)


def next_steps(status: str) -> tuple[str, ...]:
    """The one or two steps that come next, the usual one first; none at the end."""
    return _NEXT.get(status, ())


def due_now(row: Mapping[str, Any], day: date) -> date | None:
    """The day by which a reply is owed on ``day``; None while nobody owes one."""
    status = status_on(row, day)
    if status == "reworking":
        last: date | None = row.get("rework_due_on")
        return last
    if status in ("assigned", "in_progress"):
        return row.get("extended_due_on") or row.get("due_on")
    return None


def course_problem(row: Mapping[str, Any]) -> Problem | None:
    """The first pair of dates that stand in the wrong order."""
    ordered = [key for key in LABELS if key != "feedback_on" or row.get("rework_assigned_on") is None]
    known = [(key, row[key]) for key in ordered if row.get(key)]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            message = (
                f"{LABELS[later]} {second.isoformat()} 早于{LABELS[earlier]} {first.isoformat()},请核对。"
            )
            return Problem(later, "warning", "order", message)
    if row.get("feedback_on") and not row.get("replied_on") and not row.get("solved_on_spot"):
        return Problem("feedback_on", "warning", "feedback_unreplied", "填了反馈日期但没有答复日期,请核对。")
    return None


def advanced(row: Mapping[str, Any], step: Step) -> dict[str, Any]:
    """The values that a step changes, its entry in the course among them.

    Raises ValueError with a plain sentence when the step does not follow from the present state, or is
    dated before the step that it follows.
    """
    status = status_on(row, _LATEST) or "collected"
    allowed = (*next_steps(status), *EXITS) if is_open(status) else next_steps(status)
    if step.step not in allowed:
        raise ValueError(_out_of_turn(status, step.step))
    _refuse_earlier(row, step)
    values: dict[str, Any] = dict(step.values or {})
    if step.step in EXITS:
        if not (step.why or "").strip():
            raise ValueError("退办、并案、撤回、不予受理、转送上级都要写明理由。")
        values |= {"exit_kind": step.step, "exit_on": step.on, "exit_reason": step.why}
    elif status == "returned":  # handed over anew: the clock begins anew
        values = dict.fromkeys((*_EXIT, *_UNDONE["assigned"])) | values | {"assigned_on": step.on}
    elif step.step == "reworking":
        values |= {"rework_assigned_on": step.on, "rework_due_on": None, "rework_replied_on": None}
        values["rework_count"] = (row.get("rework_count") or 0) + 1
    elif status == "reworking":
        values["rework_replied_on"] = step.on
    elif step.step in STEP_DATES:
        values[STEP_DATES[step.step]] = step.on
    return values | {"steps": with_entry(row, step)}


def _refuse_earlier(row: Mapping[str, Any], step: Step) -> None:
    known = [(row[key], label) for key, label in LABELS.items() if row.get(key)]
    if step.step == "assigned" and row.get("exit_on"):
        known.append((row["exit_on"], "退办日期"))
    latest, label = max(known, key=lambda pair: pair[0])
    if step.on < latest:
        raise ValueError(f"日期 {step.on.isoformat()} 早于{label} {latest.isoformat()},请核对。")


def _out_of_turn(status: str, wanted: str) -> str:
    """Why a step cannot be taken now: it lies behind already, or another one comes first."""
    order = ("collected", *STEP_DATES)
    state = STATUS_WORDS[status]
    if status in EXITS or (
        wanted in order and status in order and order.index(wanted) <= order.index(status)
    ):
        return f"现在的状态是“{state}”,这一步已经过了,不用再办。"
    if wanted in EXITS or not next_steps(status):
        return f"现在的状态是“{state}”,不能再办这一步;需要时请先退回上一步。"
    return (
        f"现在的状态是“{state}”,还办不到这一步,请先{STATUS_WORDS[next_steps(status)[0]].removeprefix('已')}。"
    )


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
    values = _without_newest(row)
    remaining = {**row, **values}
    state = status_on(remaining, _LATEST) or "collected"
    if state == "in_progress" and not values:
        state = "assigned"
    return values | {"steps": with_entry(row, Step(state, on, who, why))}


def _without_newest(row: Mapping[str, Any]) -> dict[str, Any]:
    status = status_on(row, _LATEST)
    if row.get("exit_kind"):
        return dict.fromkeys(_EXIT)
    if status == "reworking":
        count = (row.get("rework_count") or 1) - 1
        return {"rework_assigned_on": None, "rework_due_on": None, "rework_count": count or None}
    if status == "replied" and row.get("rework_replied_on"):
        return {"rework_replied_on": None}
    if status == "in_progress":
        return {}
    for step, keys in _UNDONE.items():
        if row.get(STEP_DATES[step]):
            values: dict[str, Any] = dict.fromkeys(keys)
            if row.get("solved_on_spot") and step in ("replied", "concluded"):
                values["solved_on_spot"] = False  # else the date would fill itself again
            return values
    raise ValueError("还没有办理步骤,没有可以退回的。")
