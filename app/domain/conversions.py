"""How documents of older schemas read today: renamed fields, renamed codes, split and new columns.

A document is what storage and history keep of a row (``app.storage.core.tables``).  A conversion is applied
once to the rows themselves and, for good, to every older entry of the history whenever it is read: so an
old batch can be undone and a removed row comes back from the bin in today's form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.clocks import last_day
from app.domain.fields import Context
from app.domain.law.mandates import reason_by_kind

Document = dict[str, Any]


class Conversion(NamedTuple):
    """``schema``: the one that begins with it.  ``retired``: columns of the table that fall away with it.

    ``convert`` gives today's document of an older one; it never changes the one it is handed, and may ask
    the ledger's rules through the context.
    """

    schema: int
    register: str
    convert: Callable[[Mapping[str, Any], Context], Document]
    retired: tuple[str, ...] = ()


_FIRST = {
    key: key
    for key in (
        "assigned_on", "due_on", "extended_due_on", "extended_reason", "replied_on", "reply_no", "reply_text",
        "reply_class", "feedback_on", "feedback", "feedback_attitude",
    )
}  # fmt: skip
_SECOND = {
    "rework_assigned_on": "assigned_on",
    "rework_due_on": "due_on",
    "rework_replied_on": "replied_on",
}
# What was answered; with two rounds that of the first was overwritten, feedback until it was given again.
_REPLY = ("reply_no", "reply_text", "reply_class")
_FEEDBACK = ("feedback_on", "feedback", "feedback_attitude")
_OWN_DATE = "旧版登记的期限"  # why a due date stands that no clock gives


def rounds_of_handling(document: Mapping[str, Any], context: Context) -> Document:
    """Schema 2: hand-over, reply and feedback stand in lines, one a round; 退办 is an event of its round.

    Schema 1 had one set of values and two dates for a second round: class, reply and feedback are those of
    the round that was answered last, feedback that of the day it was given.  It kept the due dates that the clocks gave: these fall away, what
    she had set herself stays with a reason.
    """
    moved = (*_FIRST, *_SECOND, "rework_count")
    converted = {key: value for key, value in document.items() if key not in moved}
    first = {name: document[key] for key, name in _FIRST.items() if key in document}
    second = {name: document[key] for key, name in _SECOND.items() if key in document}
    if "replied_on" in second:
        later = first.get("feedback_on", second["replied_on"]) >= second["replied_on"]
        of_last = (*_REPLY, *_FEEDBACK) if later else _REPLY
        second |= {key: first.pop(key) for key in of_last if key in first}
    rounds = [line for line in (first, second) if line]
    _return_into_round(converted, rounds)
    if document.get("solved_on_spot"):
        _drop_days_of_the_spot(converted, rounds)
    for number, line in enumerate(rounds):
        _judge_due_date(line, number, document, context)
    filled_lines = [line for line in rounds if line]
    return converted | ({"rounds": filled_lines} if filled_lines else {})


def _return_into_round(converted: Document, rounds: list[Document]) -> None:
    if converted.get("exit_kind") != "returned":
        return
    if not rounds:
        rounds.append({})
    del converted["exit_kind"]
    for key, name in {"exit_on": "returned_on", "exit_reason": "returned_reason"}.items():
        if key in converted:
            rounds[-1][name] = converted.pop(key)


def _drop_days_of_the_spot(converted: Document, rounds: list[Document]) -> None:
    """The days of an answer on the spot were computed and kept."""
    raised_on = converted.get("raised_on")
    if converted.get("concluded_on") == raised_on:
        del converted["concluded_on"]
    if rounds and rounds[0].get("replied_on") == raised_on:
        del rounds[0]["replied_on"]


def _judge_due_date(line: Document, number: int, document: Mapping[str, Any], context: Context) -> None:
    if "due_on" not in line:
        return
    clock = "rework" if number else "hard_reply" if document.get("is_hard") else "reply"
    started = line.get("assigned_on")
    end = last_day(clock, date.fromisoformat(started), context) if started else None
    if end is not None and end.isoformat() == line["due_on"]:
        del line["due_on"]
    else:
        line["due_reason"] = _OWN_DATE


def count_without_names(document: Mapping[str, Any], context: Context) -> Document:
    """Schema 2: a number of visitors that the names give is not kept, so that it follows them."""
    name_count = len(document.get("visitors") or ())
    return {k: v for k, v in document.items() if k != "visitor_count" or not name_count or v != name_count}


def reason_without_kind(document: Mapping[str, Any], context: Context) -> Document:
    """Schema 2: a reason that the kind of event says is not kept, so that it follows the kind."""
    implied = reason_by_kind(document.get("kind", ""))
    return {k: v for k, v in document.items() if k != "end_reason" or v != implied}


CONVERSIONS: tuple[Conversion, ...] = (
    Conversion(2, "receptions", count_without_names),
    Conversion(2, "mandate_changes", reason_without_kind),
    Conversion(2, "suggestions", rounds_of_handling, (*_FIRST, *_SECOND, "rework_count")),
)
