"""What is judged of the handling of a matter: the order of its dates, its deadlines, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from app.domain import handling_rounds as rounds
from app.domain.clocks import last_day, working_days
from app.domain.course_steps import LABELS
from app.domain.fields import Context, Problem, Row
from app.domain.law.citations import citation
from app.domain.law.deadlines import due_on

DISSATISFIED = "concluded_dissatisfied"
MONTHS_AT_MOST = 6  # from hand-over, for wide and hard matters; the law knows nothing beyond (代表法 art. 51)
Matter = Mapping[str, Any]


# -- bringing a row into its one form ---------------------------------------------------------------


def take_return_into_round(row: Row) -> None:
    """退办 is an event of the round that was sent back, however it was written down."""
    if row.get("exit_kind") != "returned":
        return
    lines = [dict(one) for one in rounds.rounds_of(row)] or [{}]
    event = {"returned_on": row.get("exit_on"), "returned_reason": row.get("exit_reason")}
    lines[-1] |= {key: value for key, value in event.items() if value is not None}
    row[rounds.LINES] = tuple(line for line in lines if line) or None
    row.update(dict.fromkeys(("exit_kind", "exit_on", "exit_reason")))


def drop_dates_of_clocks(row: Row, context: Context) -> None:
    """A due date that says no more than the clock does is not kept: it follows the hand-over and the holidays."""
    lines = [dict(one) for one in rounds.rounds_of(row)]
    for number, line in enumerate(lines):
        if line.get("due_on") and not line.get("due_reason"):
            if line["due_on"] == rounds.clock_end(row, number, context):
                del line["due_on"]
    row[rounds.LINES] = tuple(line for line in lines if line) or None


def last_due(row: Matter, context: Context) -> date | None:
    """The last day of the last round, as it is shown."""
    number = len(rounds.rounds_of(row)) - 1
    return rounds.due_of(row, number, context) if number >= 0 else None


# -- the order of events ----------------------------------------------------------------------------


def dates_in_course(row: Matter, context: Context) -> Problem | None:
    """The dates of the course follow each other, in every round and from round to round.

    Feedback may come after the conclusion: it is then no step towards it.
    """
    for (earlier, first), (later, second) in pairwise(_dates_in_order(row)):
        if second < first:
            message = (
                f"{_label(later)} {second.isoformat()} 早于{_label(earlier)} {first.isoformat()}，请核对。"
            )
            return Problem(later, "warning", "order", message)
    return None


def _dates_in_order(row: Matter) -> Iterator[tuple[str, date]]:
    for key in ("raised_on", "sorted_on"):
        if row.get(key):
            yield key, row[key]
    ended = row.get("concluded_on") or date.max
    for one in rounds.rounds_of(row):
        # What was promised (class B) is answered once more when it is done, without another hand-over.
        follow_up = not one.get("assigned_on")
        for key in rounds.DATES:
            after_the_end = key == "feedback_on" or (follow_up and key == "replied_on")
            if one.get(key) and not (after_the_end and one[key] > ended):
                yield key, one[key]
    for key in ("concluded_on", "archived_on"):
        if row.get(key):
            yield key, row[key]


def _label(key: str) -> str:
    return LABELS.get(key) or rounds.LABELS[key]


def feedback_needs_reply(row: Matter, context: Context) -> Problem | None:
    """Feedback is about a reply."""
    for one in rounds.rounds_of(row):
        if one.get("feedback_on") and not one.get("replied_on") and not row.get("solved_on_spot"):
            return Problem(
                "feedback_on", "warning", "feedback_unreplied", "填了反馈日期但没有答复日期，请核对。"
            )
    return None


def answered_before_concluded(row: Matter, context: Context) -> Problem | None:
    """答复 is not 办结, but nothing is concluded that was not answered (unless solved on the spot)."""
    if row.get("concluded_on") and not rounds.is_replied(row, date.max):
        return Problem("replied_on", "warning", "concluded_unreplied", "填了办结日期但没有答复日期，请核对。")
    return None


def outcome_is_dated(row: Matter, context: Context) -> Problem | None:
    """A class or feedback of which no day is known counts in no figure."""
    if not context.stands_whole(row):
        return None  # a sheet may have no such column at all
    for number, one in enumerate(rounds.rounds_of(row)):
        for key, dated in (("reply_class", "replied_on"), ("feedback", "feedback_on")):
            if one.get(key) and rounds.known_since(row, number, dated) is None:
                label = rounds.LABELS[dated]
                return Problem(
                    dated,
                    "warning",
                    "undated",
                    f"填了{rounds.LABELS[key]}但没有{label}，统计时不计，请补填。",
                )
    return None


# -- the deadlines ----------------------------------------------------------------------------------


def due_within_law(row: Matter, context: Context) -> Problem | None:
    """No deadline beyond six months from the hand-over, whatever was agreed (代表法 art. 51)."""
    for one in rounds.rounds_of(row):
        assigned = one.get("assigned_on")
        if assigned is None:
            continue
        limit = due_on(assigned, MONTHS_AT_MOST, working_days(context))
        for key in ("extended_due_on", "due_on"):
            if one.get(key) and one[key] > limit:
                law = citation("reply_clock", assigned)
                message = (
                    f"{rounds.LABELS[key]} {one[key].isoformat()} 超过交办之日起六个月"
                    f"（{limit.isoformat()}，{law}），请核对；确需如此的，请写明理由。"
                )
                return Problem(key, "warning", "due_beyond_law", message)
    return None


def own_date_has_reason(row: Matter, context: Context) -> Problem | None:
    """A due date of her own, and a longer time, carry their reason (代表法 art. 51)."""
    if not context.stands_whole(row):
        return None  # hardly any sheet has such a column
    for one in rounds.rounds_of(row):
        for key, reason in (("due_on", "due_reason"), ("extended_due_on", "extended_reason")):
            if one.get(key) and not one.get(reason):
                label = "自己定的办理期限" if key == "due_on" else "延期"
                return Problem(reason, "warning", f"{reason}_missing", f"{label}没有写理由，请补写。")
    return None


def extended_forward(row: Matter, context: Context) -> Problem | None:
    """A longer time ends after the time that it lengthens."""
    for number, one in enumerate(rounds.rounds_of(row)):
        longer, before = (
            one.get("extended_due_on"),
            one.get("due_on") or rounds.clock_end(row, number, context),
        )
        if longer and before and longer <= before:
            message = f"延期至 {longer.isoformat()}，不晚于原来的期限 {before.isoformat()}，请核对。"
            return Problem("extended_due_on", "warning", "extension_order", message)
    return None


def returned_in_time(row: Matter, context: Context) -> Problem | None:
    """What is not the handler's own is sent back within the office's rule (clock ``return``), after hand-over."""
    for one in rounds.rounds_of(row):
        back, assigned = one.get("returned_on"), one.get("assigned_on")
        if back and not assigned:
            return Problem(
                "assigned_on", "warning", "returned_unassigned", "填了退办日期但没有交办日期，请核对。"
            )
        limit = last_day("return", assigned, context) if back and assigned else None
        if back and limit and back > limit:
            message = f"退办日期 {back.isoformat()} 超过退办期限 {limit.isoformat()}，请核对。"
            return Problem(rounds.LINES, "warning", "returned_late", message)
    return None


# -- the end ----------------------------------------------------------------------------------------


def exit_has_reason(row: Matter, context: Context) -> Problem | None:
    """A side exit names its day and reason."""
    if row.get("exit_kind") and not (row.get("exit_on") and row.get("exit_reason")):
        return Problem(
            "exit_reason", "error", "missing", "退办、并案、撤回、不予受理或转送上级，请填日期和理由。"
        )
    return None


def dissatisfied_not_concluded(row: Matter, context: Context) -> Problem | None:
    """What somebody is not satisfied with is handled once more, or concluded with a stated reason.

    Whoever enters it anew is held to it, and so is the step 办结; what stands so already is only doubted.
    """
    ended = row.get("concluded_on")
    if not ended or row.get("conclusion_reason"):
        return None
    if rounds.newest(row, "feedback", "feedback_on", ended) != "dissatisfied":
        return None
    message = "反馈是不满意，请先重新交办，再办结；确需办结的，请在办结说明里写明理由。"
    severity = "error" if context.typed and row.get("id") is None else "warning"
    return Problem("conclusion_reason", severity, DISSATISFIED, message)


def referred_to_somebody(row: Matter, context: Context) -> Problem | None:
    """What was sent up names to whom: the letter and the answer from above hang on it."""
    if row.get("exit_kind") != "referred" or row.get("referred_to") or not context.stands_whole(row):
        return None
    return Problem("referred_to", "warning", "referred_nowhere", "转送上级的，请写明转送给哪个单位。")


def merged_into_another(row: Matter, context: Context) -> Problem | None:
    """A matter is merged into another one that is there, not into itself and not in a ring."""
    if row.get("exit_kind") != "merged":
        if row.get("merged_into"):
            return Problem(
                "exit_kind", "warning", "merged_unsaid", "填了并入哪一件，但没有选“并案”，请核对。"
            )
        return None
    target = row.get("merged_into")
    if target is None:
        severity = "error" if context.typed else "warning"
        return Problem("merged_into", severity, "merged_nowhere", "并案要写明并入哪一件，请选定。")
    ring = {row.get("id")}
    while target is not None and target.id is not None:
        if target.id in ring:
            return Problem("merged_into", "error", "merged_ring", "不能并入自己，也不能互相并入，请核对。")
        ring.add(target.id)
        following = context.lookup.row("suggestions", target.id) or {}
        target = following.get("merged_into") if following.get("exit_kind") == "merged" else None
    return None


def merged_into_open(row: Matter, context: Context) -> Problem | None:
    """The matter that takes another one in is not closed before."""
    link, merged_on = row.get("merged_into"), row.get("exit_on")
    if row.get("exit_kind") != "merged" or not link or link.id is None or not merged_on:
        return None
    target = context.lookup.row("suggestions", link.id) or {}
    ends = [target.get(key) for key in ("concluded_on", "archived_on", "exit_on")]
    closed = min((day for day in ends if day), default=None)
    if closed and closed < merged_on:
        message = f"并入的“{link.name}”{closed.isoformat()} 就已经结束，早于并案日期，请核对。"
        return Problem("merged_into", "warning", "merged_closed", message)
    return None


# -- the way back -----------------------------------------------------------------------------------


def backward_with_reason(before: Matter, after: Matter) -> Problem | None:
    """A step is taken back only with a reason: an entry of the course more than before."""
    gone = [
        key for key in ("sorted_on", "concluded_on", "archived_on") if before.get(key) and not after.get(key)
    ]
    gone += [key for key in rounds.DATES if _count(after, key) < _count(before, key)]
    entries = {_entry(line) for line in before.get("steps") or ()}
    added = [line for line in after.get("steps") or () if _entry(line) not in entries]
    if gone and not any(line.get("why") for line in added):
        return Problem(gone[0], "error", "backward", "退回上一步要写明理由，请在办理过程里退回。")
    return None


def _count(row: Matter, key: str) -> int:
    return sum(1 for one in rounds.rounds_of(row) if one.get(key))


def _entry(line: Mapping[str, Any]) -> tuple[Any, ...]:
    return line.get("on"), line.get("step"), line.get("why")


RULES = (
    dates_in_course,
    feedback_needs_reply,
    answered_before_concluded,
    outcome_is_dated,
    due_within_law,
    own_date_has_reason,
    extended_forward,
    returned_in_time,
    exit_has_reason,
    dissatisfied_not_concluded,
    referred_to_somebody,
    merged_into_another,
    merged_into_open,
)
CHANGE_RULES = (backward_with_reason,)
