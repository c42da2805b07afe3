"""The state of an opinion or suggestion on any day, from dates alone: the one definition of it.

答复, 办结 and whether the matter is solved are three different things (domain: work report practice).
Overdue is computed, never stored; 督办 is an event, not a state.  Pills, clocks, lists and figures all read
the timeline that ``stages_of`` gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain import handling_rounds as rounds
from app.domain.code_tables.contact import EXITS, STATUSES
from app.domain.fields import Context
from app.domain.stages import Stage, timeline

STATUS_WORDS = {code: label for code, label, _ in STATUSES}
LATEST = date.max
SOON = 30  # days before the last one from which the clock warns (domain: warn at 30, 7, 0 days)
WAITING = ("assigned", "in_progress", "reworking")  # a reply is owed
UNASSIGNED = ("collected", "sorted", "returned")  # nobody owes anything yet
OPEN = (*UNASSIGNED, *WAITING, "replied", "feedback_received")
ENDED = ("concluded", "archived")
IN_PERSON = ("面谈", "走访", "座谈", "见面")  # ways of contact at which both sides met
Matter = Mapping[str, Any]


def status_on(row: Matter, day: date) -> str | None:
    """The state on a day; None before the matter was raised."""
    if not _by(row, "raised_on", day):
        return None
    if row.get("exit_kind") and _by(row, "exit_on", day):
        return str(row["exit_kind"])
    if _by(row, "archived_on", day):
        return "archived"
    if _by(row, "concluded_on", day) or row.get("solved_on_spot"):
        return "concluded"
    for number, one in rounds.begun(row, day):
        return _state_of_round(row, number, one, day)
    return "sorted" if _by(row, "sorted_on", day) else "collected"


def _state_of_round(row: Matter, number: int, one: rounds.Round, day: date) -> str:
    for state, key in (
        ("returned", "returned_on"),
        ("feedback_received", "feedback_on"),
        ("replied", "replied_on"),
    ):
        if _by(one, key, day):
            return state
    if rounds.is_rework(row, number):
        return "reworking"
    return "in_progress" if _is_at_work(row, day) else "assigned"


def _by(values: Mapping[str, Any], key: str, day: date) -> bool:
    return values.get(key) is not None and values[key] <= day


def _is_at_work(row: Matter, day: date) -> bool:
    """Whether the handler has begun: the last entry that says hand-over or work says work."""
    lines = [line for line in row.get("steps") or () if line.get("on") and line["on"] <= day]
    steps = [line["step"] for line in lines if line.get("step") in ("assigned", "in_progress")]
    return bool(steps) and steps[-1] == "in_progress"


def is_open(status: str | None) -> bool:
    """Whether somebody still has to do something."""
    return status in OPEN


def due_now(row: Matter, day: date) -> date | None:
    """The day by which a reply is owed on ``day``, of a row as it is shown; None while nobody owes one.

    The row is one whose computed fields were filled: ``due_on`` then is the last day of its last round.
    """
    due: date | None = row.get("due_on")
    return due if status_on(row, day) in WAITING else None


def due_on_day(row: Matter, context: Context) -> date | None:
    """The last day of the round that runs on ``context.today``; None before any round has begun."""
    running = next(rounds.begun(row, context.today), None)
    return rounds.due_of(row, running[0], context) if running else None


def stages_of(row: Matter, context: Context) -> list[Stage]:
    """The whole course of a matter: state, last day and facts from each day on which one of them changes.

    Facts: ``handed_over``, ``replied``, ``concluded``, ``out`` (merged, withdrawn, rejected, referred: no
    part of the base of rates), ``class`` and ``feedback`` (of the last round that has one), ``contacted``, ``in_person``,
    ``owed_by`` (the last day
    of the running round while nothing was answered, also of what was concluded so), ``answer_due`` (the last day against which the first answer counts) with ``late``, ``promised`` (an
    open promise), ``solved_on_spot``, ``answered_above`` (referred, and the answer has come).
    """
    return timeline(_turning_days(row), lambda day: _stage(row, day, context))


def _turning_days(row: Matter) -> Iterator[date | None]:
    for key in ("raised_on", "sorted_on", "exit_on", "concluded_on", "archived_on", "referred_answered_on"):
        yield row.get(key)
    for one in rounds.rounds_of(row):
        for key in rounds.DATES:
            yield one.get(key)
    for lines, key in (("steps", "on"), ("contacts", "on"), ("promises", "kept_on")):
        for line in row.get(lines) or ():
            yield line.get(key)


def _stage(row: Matter, day: date, context: Context) -> Stage | None:
    state = status_on(row, day)
    if state is None:
        return None
    due = due_on_day(row, replace(context, today=day)) if state in WAITING else None
    return Stage(day, state, due, dict(_facts(row, day, state, context)))


def _facts(row: Matter, day: date, state: str, context: Context) -> Iterator[tuple[str, Any]]:
    on_spot = bool(row.get("solved_on_spot"))
    flags = {
        "handed_over": any(_by(one, "assigned_on", day) for one in rounds.rounds_of(row)),
        "replied": rounds.is_replied(row, day),
        "concluded": on_spot or _by(row, "concluded_on", day) or _by(row, "archived_on", day),
        "out": state in EXITS and state != "returned",
        "contacted": any(_by(line, "on", day) for line in row.get("contacts") or ()),
        "in_person": any(_by(line, "on", day) and _met(line) for line in row.get("contacts") or ()),
        "promised": any(not _by(line, "kept_on", day) for line in row.get("promises") or ()),
        "solved_on_spot": on_spot,
        "answered_above": state == "referred" and _by(row, "referred_answered_on", day),
    }
    yield from ((key, 1) for key, holds in flags.items() if holds)
    for fact, key, dated in (("class", "reply_class", "replied_on"), ("feedback", "feedback", "feedback_on")):
        value = rounds.newest(row, key, dated, day)
        if value:
            yield fact, value
    if not flags["replied"] and not flags["out"]:
        running = next(rounds.begun(row, day), None)
        if running and not _by(running[1], "returned_on", day):
            due_on = rounds.due_of(row, running[0], context)
            yield from [("owed_by", due_on.isoformat())] if due_on else []
    number = rounds.first_reply(row, day)
    due = rounds.due_of(row, number, context) if number is not None else None
    if number is not None and due is not None:
        yield "answer_due", due.isoformat()
        if rounds.rounds_of(row)[number]["replied_on"] > due:
            yield "late", 1


def _met(line: Mapping[str, Any]) -> bool:
    return any(word in str(line.get("way")) for word in IN_PERSON)
