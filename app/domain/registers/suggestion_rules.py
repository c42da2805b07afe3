"""What is doubted about a suggestion beside its rounds: sponsors, session, hand-over, and how it left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.clocks import last_day
from app.domain.codes import LEVELS
from app.domain.contact_codes import COURSE_EXITS
from app.domain.fields import Context, Lookup, Problem, Ref, Row
from app.domain.handling_rounds import rounds_of
from app.domain.law.citations import citation
from app.domain.law.majorities import BILL_SPONSORS
from app.domain.register import Rule
from app.domain.registers.acting_deputies import deputies_in_office, named_once, refs_of
from app.domain.registers.in_order import in_order

OTHER_OCCASION = "other_occasion"
_OCCASIONS = {
    "reception": "receptions",
    "inspection": "inspections",
    "report_to_voters": "reports_to_voters",
}
_OCCASION_NAMES = {"reception": "接待", "inspection": "视察调研", "report_to_voters": "述职"}
NEEDS_NO_HANDOVER = ("solved_on_spot", "concluded_on", "exit_kind")


def enough_sponsors(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A bill of deputies has at least five of them behind it (组织法 art. 22)."""
    sponsors, raised = len(refs_of(row.get("deputies"))), row.get("raised_on")
    if row.get("class") != "motion_converted" or not raised or not 0 < sponsors < BILL_SPONSORS:
        return None
    if not context.stands_whole(row):
        return None  # sheets of others name the first sponsor only
    cited = citation("bill", raised)
    message = f"代表联名提出议案要有五名以上（{cited}），这里只有 {sponsors} 名，请核对。"
    return Problem("deputies", "warning", "few_sponsors", message)


def has_sponsor(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A suggestion of deputies names at least one of them (代表法 art. 22)."""
    own = row.get("class") in ("suggestion", "motion_converted")
    if not own or refs_of(row.get("deputies")) or not context.stands_whole(row):
        return None
    return Problem("deputies", "warning", "no_sponsor", "代表建议没有填提出代表，请补上。")


def bill_has_session(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A bill is brought in at a session, and what it became belongs to that one (组织法 art. 22)."""
    if row.get("class") != "motion_converted" or row.get("session") or not context.stands_whole(row):
        return None
    return Problem("session", "warning", "no_session", "议案在人代会会议期间提出，请选择是哪一次会议。")


def raised_within_session(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What is entered as a session's own was raised while it sat; between sessions is no contradiction."""
    raised, session = row.get("raised_on"), _session(row, context.lookup)
    if not raised or not session or row.get("class") == "opinion" or row.get("source") == "out_of_session":
        return None
    opened, closed = session["opened_on"], session.get("closed_on")
    if opened <= raised and (closed is None or raised <= closed):
        return None
    stretch = f"{opened}至{closed}" if closed and closed != opened else f"{opened}"
    message = f"提出日期 {raised} 不在会议期间（{stretch}），请核对；闭会期间提出的，来源请选闭会期间。"
    return Problem("raised_on", "warning", "outside_session", message)


def sponsors_of_that_congress(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Deputies of a higher level may sit in on the town's session, not sponsor there (代表法 art. 34)."""
    session, raised = _session(row, context.lookup), row.get("raised_on")
    if not session or not raised or row.get("class") == "opinion":
        return None
    term = session.get("term")
    level = (context.lookup.row("terms", term.id) or {}).get("level") if term and term.id else None
    if level is None:
        return None
    others = {
        ref.name: mandate["level"]
        for ref in refs_of(row.get("deputies"))
        if ref.id is not None
        and (mandate := context.lookup.row("deputies", ref.id))
        and mandate["level"] != level
    }
    if not others:
        return None
    names = "、".join(f"{name}（{LEVELS.label(own)}代表）" for name, own in others.items())
    cited = citation("sitting_in", raised)
    message = f"{names}可以列席这次会议（{cited}），不能在会上提出；兼任的请选{LEVELS.label(level)}代表。"
    return Problem("deputies", "warning", "other_level", message)


def not_refused_after_conclusion(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What is concluded is not refused, returned, withdrawn or merged afterwards."""
    exit_on, concluded_on = row.get("exit_on"), row.get("concluded_on")
    if not row.get("exit_kind") or not exit_on or not concluded_on or exit_on < concluded_on:
        return None
    message = f"{concluded_on} 已经办结，不再办理的日期 {exit_on} 在办结以后，请核对。"
    return Problem("exit_on", "warning", "exit_after_conclusion", message)


def not_concluded_after_it_was_given_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What was withdrawn or refused counts as that and not as concluded (domain.md 4.5, 3): one of the two is wrong.

    A referral may be concluded here once the answer from above has come, a merged matter together with the other one.
    """
    exit_on, concluded_on, kind = row.get("exit_on"), row.get("concluded_on"), row.get("exit_kind")
    if kind not in ("withdrawn", "rejected") or not exit_on or not concluded_on or exit_on >= concluded_on:
        return None
    message = f"{exit_on} 已经{COURSE_EXITS.label(kind)}，又填了办结日期 {concluded_on}；统计只算不再办理，请核对留哪一个。"
    return Problem("concluded_on", "warning", "concluded_after_exit", message)


def raised_at_its_occasion(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What was raised at an occasion was not raised before it; an opinion of a reception on its day, at its place.

    A suggestion may be made of what a visitor said, or an inspection showed, on a later day.
    """
    raised = row.get("raised_on")
    for key, register in _OCCASIONS.items():
        ref = row.get(key)
        occasion = context.lookup.row(register, ref.id) if ref and ref.id is not None else None
        if occasion is None or raised is None:
            continue
        held = occasion["held_on"]
        at_reception = key == "reception" and row.get("class") == "opinion"
        if raised < held or (at_reception and raised != held):
            message = f"提出日期 {raised} 与所选的{_OCCASION_NAMES[key]}（{held}）对不上，请核对日期，或重新选择是哪一次。"
            return Problem("raised_on", "warning", OTHER_OCCASION, message)
        if at_reception and not _same_place(row.get("site"), occasion.get("site")):
            message = (
                f"联络站点与所选的接待（{held} {occasion['site'].name}）不同，请核对，或重新选择是哪一次。"
            )
            return Problem("site", "warning", OTHER_OCCASION, message)
    return None


def _same_place(one: Ref | None, other: Ref | None) -> bool:
    """Whether two sites may be one: what is not said, or links to no site of the ledger, contradicts nothing."""
    ids = {ref.id for ref in (one, other) if ref is not None and ref.id is not None}
    return len(ids) < 2


def handed_over_in_time(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What was raised is handed over within the office's own time (clock ``assign``); a session's after it closed.

    Watched once it is kept: while it is entered it is in the clerk's hands.
    """
    raised = row.get("raised_on")
    if not raised or row.get("id") is None or any(row.get(key) for key in NEEDS_NO_HANDOVER):
        return None
    if any(one.get("assigned_on") or one.get("replied_on") for one in rounds_of(row)):
        return None
    session = _session(row, context.lookup)
    begins = max(raised, (session.get("closed_on") or raised) if session else raised)
    last = last_day("assign", begins, context)
    if last is None or context.today <= last:
        return None
    message = f"交办期限是 {last.isoformat()}（见办理期限），还没有交办，请尽快交办或填写不再办理的理由。"
    return Problem("assigned_on", "warning", "assign_late", message)


def _session(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    ref = row.get("session")
    return lookup.row("sessions", ref.id) if ref and ref.id is not None else None


SUGGESTION_RULES: tuple[Rule, ...] = (
    has_sponsor,
    enough_sponsors,
    bill_has_session,
    raised_within_session,
    sponsors_of_that_congress,
    not_refused_after_conclusion,
    not_concluded_after_it_was_given_up,
    raised_at_its_occasion,
    in_order("raised_on", "intake_checked_on", "收件审查日期早于提出日期"),
    in_order("raised_on", "exit_on", "不再办理日期早于提出日期"),
    in_order("raised_on", "visitor_informed_on", "告知反映人日期早于提出日期"),
    in_order("exit_on", "referred_answered_on", "上级答复日期早于转送日期"),
    handed_over_in_time,
    deputies_in_office("deputies", "raised_on"),
    named_once("deputies"),
)
