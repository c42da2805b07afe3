"""Steps along the course of a matter: what may come next, what a step changes, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import handling_rounds as rounds
from app.domain.code_tables.contact import EXITS
from app.domain.course_entries import entries_of
from app.domain.suggestion_course import LATEST, STATUS_WORDS, is_open, status_on
from app.domain.texts import says_nothing_readable

# Dates of the matter itself by the step they stand for; those of a round stand in its line.
OWN_DATES = {"sorted": "sorted_on", "concluded": "concluded_on", "archived": "archived_on"}
ROUND_DATES = {"assigned": "assigned_on", "replied": "replied_on", "feedback_received": "feedback_on"}
ORDER = ("collected", "sorted", "assigned", "replied", "feedback_received", "concluded", "archived")
LABELS = {
    "raised_on": "提出日期",
    "sorted_on": "梳理日期",
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
_EXIT = (
    "exit_kind", "exit_on", "exit_reason", "merged_into", "referred_to", "referred_via",
    "referred_answered_on", "referred_answer", "visitor_informed_on",
)  # fmt: skip
# What goes when a step is taken back, beside its date.
_WITH_REPLY = ("replied_on", "reply_class")
_WITH_FEEDBACK = ("feedback_on", "feedback", "feedback_attitude")
_WITH_HAND_OVER = ("assigned_on", "handler", "due_on", "due_reason", "extended_due_on", "extended_reason")
_AGAIN = "answered_again"  # a class B reply is answered once more when the matter is done


@dataclass(frozen=True)
class Step:
    """A step to be taken: which, on which day, by whom, why, and the values that come with it."""

    step: str
    on: date
    who: str | None = None
    why: str | None = None
    values: Mapping[str, Any] | None = None


def next_steps(row: Mapping[str, Any], status: str) -> tuple[str, ...]:
    """The one or two steps that come next, the usual one first; none at the end.

    What was answered with class B is followed until it is done, and then answered again.
    """
    steps = _NEXT.get(status, ())
    last = rounds.rounds_of(row)[-1] if rounds.rounds_of(row) else {}
    if last.get("reply_class") == "B" and status in ("replied", "feedback_received", "concluded"):
        return (*steps, _AGAIN)
    return steps


def advanced(row: Mapping[str, Any], step: Step) -> dict[str, Any]:
    """The values that a step changes, its entry in the course among them.

    Raises ValueError with a plain sentence when the step does not follow from the present state, or is
    dated before the step that it follows.
    """
    status = status_on(row, LATEST) or "collected"
    allowed = next_steps(row, status)
    if is_open(status):
        allowed = (*allowed, *(kind for kind in EXITS if kind != "returned"))
    if status in ("assigned", "in_progress", "reworking"):
        allowed = (*allowed, "returned")
    if step.step not in allowed:
        raise ValueError(_out_of_turn(row, status, step.step))
    _refuse_earlier(row, step)
    changed = _moved(row, step)
    entry = {**step.__dict__, "step": "replied"} if step.step == _AGAIN else step.__dict__
    return changed | {"steps": with_entry(row, Step(**entry))}


def _moved(row: Mapping[str, Any], step: Step) -> dict[str, Any]:
    """The changed values of a step that may be taken: those of its round go into its line."""
    own = dict(step.values or {})
    in_round = {key: own.pop(key) for key in tuple(own) if key in rounds.LABELS}
    lines = [dict(one) for one in rounds.rounds_of(row)]
    if step.step in EXITS and says_nothing_readable(step.why or ""):
        raise ValueError("退办、并案、撤回、不予受理、转送上级都要写明理由。")
    if step.step == "returned":
        lines[-1] |= {"returned_on": step.on, "returned_reason": step.why}
    elif step.step in EXITS:
        own |= {"exit_kind": step.step, "exit_on": step.on, "exit_reason": step.why}
    elif step.step in ("assigned", "reworking"):
        handler = own.get("lead_handler") or row.get("lead_handler")
        line = {"assigned_on": step.on, **({"handler": handler.name} if handler else {}), **in_round}
        if lines and rounds.first_day(lines[-1]) is None:  # begun before anything of it was dated
            lines[-1] |= line
        else:
            lines.append(line)
    elif step.step == _AGAIN:
        lines.append({"replied_on": step.on, **in_round})
    elif step.step in ROUND_DATES:
        lines[-1] |= {ROUND_DATES[step.step]: step.on, **in_round}
    elif step.step in OWN_DATES:
        own[OWN_DATES[step.step]] = step.on
    return own | ({rounds.LINES: _filled(lines)} if lines else {})


def _filled(lines: list[dict[str, Any]]) -> tuple[dict[str, Any], ...] | None:
    """The lines without empty values; None when there are none."""
    without_blanks = ({key: value for key, value in line.items() if value is not None} for line in lines)
    return tuple(line for line in without_blanks if line) or None


def _dated(row: Mapping[str, Any]) -> list[tuple[date, str]]:
    """Every date of the course with how it is called."""
    dates = [(row[key], label) for key, label in LABELS.items() if row.get(key)]
    for one in rounds.rounds_of(row):
        dates += [(one[key], rounds.LABELS[key]) for key in rounds.DATES if one.get(key)]
    begun = (entry.line for entry in entries_of(row) if entry.is_step and not entry.is_undone)
    return dates + [(line["on"], "开始办理日期") for line in begun if line["step"] == "in_progress"]


def _refuse_earlier(row: Mapping[str, Any], step: Step) -> None:
    latest, label = max(_dated(row), key=lambda pair: pair[0])
    if step.on < latest:
        raise ValueError(f"日期 {step.on.isoformat()} 早于{label} {latest.isoformat()}，请核对。")


def _out_of_turn(row: Mapping[str, Any], status: str, step: str) -> str:
    """Why a step cannot be taken now: it lies behind already, or another one comes first."""
    state, following = STATUS_WORDS[status], next_steps(row, status)
    behind = step in ORDER and status in ORDER and ORDER.index(step) <= ORDER.index(status)
    if (status in EXITS and status != "returned") or behind:
        return f"现在的状态是“{state}”，这一步已经过了，不用再办。"
    if step in EXITS or not following:
        return f"现在的状态是“{state}”，不能再办这一步；需要时请先退回上一步。"
    return f"现在的状态是“{state}”，还办不到这一步，请先{STATUS_WORDS[following[0]].removeprefix('已')}。"


def with_entry(row: Mapping[str, Any], step: Step) -> tuple[dict[str, Any], ...]:
    """The course with one entry more; empty values are left out."""
    entry = {"on": step.on, "step": step.step, "who": step.who, "why": step.why}
    return (*(row.get("steps") or ()), {key: value for key, value in entry.items() if value})


def taken_back(row: Mapping[str, Any], on: date, who: str | None, why: str) -> dict[str, Any]:
    """The values that take the newest step back; its entry names the state that stands again and why.

    Raises ValueError with a plain sentence without a reason, or when there is nothing to take back.
    """
    if says_nothing_readable(why):
        raise ValueError("退回上一步要写明理由。")
    values = _without_newest(row)
    state = status_on({**row, **values}, LATEST) or "collected"
    if not values:  # only the work is taken back, of which nothing but its entry tells
        state = "assigned"
    (*earlier, entry) = with_entry(row, Step(state, on, who, why))
    return values | {"steps": (*earlier, entry | {"is_back": True})}


def _without_newest(row: Mapping[str, Any]) -> dict[str, Any]:
    status = status_on(row, LATEST)
    if row.get("exit_kind"):
        return dict.fromkeys(_EXIT)
    if status == "archived":
        return {"archived_on": None}
    if status == "concluded":
        spot = {"solved_on_spot": False} if row.get("solved_on_spot") else {}
        return dict.fromkeys(("concluded_on", "is_solved", "conclusion_reason")) | spot
    if status == "in_progress":
        return {}
    if rounds.rounds_of(row):
        return {rounds.LINES: _without_newest_date([dict(one) for one in rounds.rounds_of(row)])}
    if row.get("sorted_on"):
        return {"sorted_on": None}
    raise ValueError("还没有办理步骤，没有可以退回的。")


def _without_newest_date(lines: list[dict[str, Any]]) -> tuple[dict[str, Any], ...] | None:
    """The rounds without the newest thing that happened in the last one."""
    last = lines[-1]
    for key, gone in (
        ("returned_on", ("returned_on", "returned_reason")),
        ("feedback_on", _WITH_FEEDBACK),
        ("replied_on", _WITH_REPLY),
        ("assigned_on", _WITH_HAND_OVER),
    ):
        if last.get(key):
            lines[-1] = {name: value for name, value in last.items() if name not in gone}
            break
    if len(lines) > 1 and rounds.first_day(lines[-1]) is None:
        lines.pop()  # a later round of which nothing is left never took place
    return _filled(lines)
