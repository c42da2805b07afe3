"""The order of a mandate's events: what the law lets follow what, as doubts that may be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.codes import CHANGE_KINDS
from app.domain.fields import Context, Lookup, Problem, Row
from app.domain.law.citations import citation
from app.domain.law.mandates import BEGINNING_KINDS, ENDING_KINDS
from app.domain.registers.terms import period_of


def resigned_at_a_session(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A township's congress accepts a resignation, so in a session of it (选举法 art. 55).

    A county deputy's goes to the standing committee, which is not in this ledger.
    """
    mandate, on = _mandate(row, context.lookup), row.get("occurred_on")
    if row.get("kind") != "resigned" or not on or not mandate or mandate.get("level") != "township":
        return None
    if any(_sat(session, on, context.lookup) for session in context.lookup.where("sessions", {})):
        return None
    cited = citation("resignation", on.first_day)
    message = f"镇代表辞职由镇人民代表大会会议接受（{cited}），{on} 没有登记会议，请核对日期，或先登记会议。"
    return Problem("occurred_on", "warning", "no_session", message)


def _sat(session: Row, on: Any, lookup: Lookup) -> bool:
    """Whether a session of the township was held on a day that the date may mean."""
    term = session.get("term")
    level = (lookup.row("terms", term.id) or {}).get("level") if term and term.id else None
    closed = session.get("closed_on") or session["opened_on"]
    return level in (None, "township") and session["opened_on"] <= on.last_day and closed >= on.first_day


def nothing_after_the_end(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nothing happens to a mandate that has ended, nor to one of somebody who died (选举法 art. 57, 代表法 art. 62)."""
    on, mandate = row.get("occurred_on"), _mandate(row, context.lookup)
    if not on or not mandate:
        return None
    ends = [each for each in _others(row, context.lookup) if each["kind"] in ENDING_KINDS]
    ends += _deaths(mandate, context.lookup)
    earlier = [end for end in ends if end["occurred_on"].last_day < on.first_day]
    if earlier:
        first = min(earlier, key=lambda end: end["occurred_on"].last_day)
        cited = citation("termination", first["occurred_on"].first_day)
        ending = f"{CHANGE_KINDS.label(first['kind'])}（{first['occurred_on']}）"
        message = f"这一变动在{ending}之后，代表资格那时已经终止（{cited}），请核对日期。"
        return Problem("occurred_on", "warning", "after_end", message)
    following = _period(mandate, context.lookup)[1]
    if following and following <= on.first_day:
        message = f"这一变动在下一届首次会议（{following}）以后，本届代表的任期已经结束，请核对日期。"
        return Problem("occurred_on", "warning", "after_term", message)
    return None


def nothing_before_the_beginning(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Only somebody who was elected is suspended, resigns or leaves."""
    on, mandate = row.get("occurred_on"), _mandate(row, context.lookup)
    if not on or not mandate or row.get("kind") in BEGINNING_KINDS:
        return None
    elected = [e["occurred_on"] for e in _others(row, context.lookup) if e["kind"] in BEGINNING_KINDS]
    started = _period(mandate, context.lookup)[0]
    if elected:
        first = min(elected)
        begun, beginning = first.first_day, f"当选日期（{first}）"
    elif started:
        begun, beginning = started, f"本届首次会议（{started}）"
    else:
        return None
    if on.last_day >= begun:
        return None
    return Problem("occurred_on", "warning", "before_begin", f"这一变动早于{beginning}，请核对日期。")


def suspended_and_resumed_in_turn(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Only what was suspended is resumed, and only what runs is suspended (代表法 art. 61)."""
    on, kind = row.get("occurred_on"), row.get("kind")
    if not on or kind not in ("suspended", "resumed") or not _mandate(row, context.lookup):
        return None
    if not context.stands_whole(row):
        return None
    turns = [e for e in _others(row, context.lookup) if e["kind"] in ("suspended", "resumed")]
    before = [e for e in turns if e["occurred_on"].first_day < on.first_day or _surely_first(e, row)]
    last = max(before, key=lambda e: e["occurred_on"].first_day)["kind"] if before else "resumed"
    cited = citation("suspension", on.first_day)
    if kind == "resumed" and last != "suspended":
        message = f"恢复以前没有登记暂停执行代表职务（{cited}），请先登记暂停。"
        return Problem("kind", "warning", "no_suspension", message)
    if kind == "suspended" and last == "suspended":
        message = f"上一次暂停还没有登记恢复（{cited}），请核对。"
        return Problem("kind", "warning", "suspended_twice", message)
    return None


def _surely_first(other: Row, row: Mapping[str, Any]) -> bool:
    """On one day (or in one month) a suspension comes before what it is followed by."""
    same = bool(other["occurred_on"].first_day == row["occurred_on"].first_day)
    return same and other["kind"] == "suspended" and row["kind"] == "resumed"


def _mandate(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    ref = row.get("mandate")
    return lookup.row("deputies", ref.id) if ref and ref.id is not None else None


def _others(row: Mapping[str, Any], lookup: Lookup) -> Sequence[Row]:
    """The other events of the same mandate."""
    events = lookup.where("mandate_changes", {"mandate": row["mandate"].id})
    return [event for event in events if event["id"] != row.get("id")]


def _deaths(mandate: Row, lookup: Lookup) -> list[Row]:
    """Deaths entered with another mandate of the same person."""
    own = lookup.where("deputies", {"person": mandate["person"]})
    others = [row["id"] for row in own if row["id"] != mandate["id"]]
    return [
        event
        for mandate_id in others
        for event in lookup.where("mandate_changes", {"mandate": mandate_id, "kind": "died"})
    ]


def _period(mandate: Row, lookup: Lookup) -> tuple[date | None, date | None]:
    term = mandate.get("term")
    return period_of(term.id, lookup) if term and term.id else (None, None)
