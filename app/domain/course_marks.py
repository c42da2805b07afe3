"""The course of an opinion or suggestion as it is shown: what was done, what comes next, the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.clocks import has_holidays
from app.domain.contact_codes import CONTACT_STAGES, SATISFACTION
from app.domain.course_entries import Entry, entries_of
from app.domain.fields import Context
from app.domain.handling_rounds import due_of, first_day, is_rework, newest, rounds_of
from app.domain.suggestion_course import SOON, STATUS_WORDS, due_now, is_open, status_on

_DONE = {
    "collected": "收集登记",
    "sorted": "梳理",
    "assigned": "交办",
    "in_progress": "开始办理",
    "replied": "承办单位答复",
    "feedback_received": "反馈意见",
    "reworking": "重新交办",
    "concluded": "办结",
    "archived": "归档",
    "returned": "退办",
    "merged": "并案",
    "withdrawn": "撤回",
    "rejected": "不予受理",
    "referred": "转送上级",
}
_AHEAD = {
    "assigned": "交办",
    "replied": "承办单位答复",
    "feedback_received": "反馈代表（满意度）",
    "concluded": "办结",
    "archived": "归档",
}


class Mark(NamedTuple):
    """One line of the course: ``on`` is None for what is still to come."""

    on: date | None
    step: str
    words: str
    why: str = ""


class Clock(NamedTuple):
    """How the deadline stands: ``tone`` is ``plain``, ``warn`` or ``bad``."""

    words: str
    tone: str


def marks_of(row: Mapping[str, Any], context: Context) -> list[Mark]:
    """What was done, by date, then the usual way to the end on ``context.today``.

    Several rounds each begin with a mark of step ``round``; each hand-over tells its last day, each reply
    whether that was kept.  Talks and supervisions stand among them by their dates.
    """
    return [*_done(row, context), *_ahead(row, context.today)]


def may_move(row: Mapping[str, Any], context: Context) -> int | None:
    """The year of a last day, still owed and set by the clock, whose days off are not in the table; else None."""
    due = due_now(row, context.today)
    if due is None or has_holidays(due.year, context):
        return None
    last = rounds_of(row)[-1]
    return None if last.get("due_on") or last.get("extended_due_on") else due.year


def dates_of_steps(row: Mapping[str, Any]) -> dict[str, list[date]]:
    """When each step was taken by the dates of the matter and of its rounds, in the order of the rounds."""
    dates: dict[str, list[date]] = {}
    for mark in _dated(row, None):
        if mark.on:
            dates.setdefault(mark.step, []).append(mark.on)
    return dates


def _done(row: Mapping[str, Any], context: Context | None = None) -> list[Mark]:
    """What was done, by date and within a day in the order of the entries.

    Without ``context`` neither last days nor talks and supervisions.
    """
    entries = entries_of(row)
    standing: dict[tuple[Any, Any], list[Entry]] = {}  # a step may be taken twice on a day, in two rounds
    for entry in entries:
        if entry.is_step and not entry.is_undone:
            standing.setdefault((entry.line["step"], entry.line["on"]), []).append(entry)
    marks: list[tuple[date, int, Mark]] = []
    place = -1  # a date without an entry of its own stays beside the one that it follows
    dated = [mark for mark in _dated(row, context) if mark.on]
    for mark in dated:
        taken = standing.get((mark.step, mark.on))
        why = ""
        if taken:
            own = taken.pop(0)
            place, why = own.place, own.line.get("why") or ""
        marks.append((mark.on or date.max, place, _explained(mark, why)))
    dated_steps = {(mark.step, mark.on) for mark in dated}
    for entry in entries:
        if entry.is_undone or not entry.is_step or (entry.line["step"], entry.line["on"]) not in dated_steps:
            marks += [(entry.line["on"], entry.place, mark) for mark in _of_entry(entry)]
    if context is not None:
        marks += [(mark.on or date.max, len(entries), mark) for mark in _events(row)]
    return [mark for _, _, mark in sorted(marks, key=lambda placed: placed[:2])]


def _of_entry(entry: Entry) -> Iterator[Mark]:
    """What only an entry of the course tells."""
    line = entry.line
    why = line.get("why") or ""
    if line.get("is_back"):
        state = f"，回到“{STATUS_WORDS[line['step']]}”" if line.get("step") else ""
        yield Mark(line["on"], "back", f"退回上一步{state}", why)
    elif entry.is_correction:
        yield Mark(line["on"], "mended", "更正", why)
    elif entry.is_step:
        yield Mark(line["on"], line["step"], _with_person(line) + "（后来退回）" * entry.is_undone, why)


def _explained(mark: Mark, why: str) -> Mark:
    """A mark with what its entry in the course says beside what it tells already."""
    return mark if not why or why in mark.why else mark._replace(why="\n".join(filter(None, (mark.why, why))))


def _events(row: Mapping[str, Any]) -> Iterator[Mark]:
    """Talks with the deputy and supervisions; what has no date is shown by the fields of the record."""
    for line in row.get("contacts") or ():
        if line.get("on"):
            stage = CONTACT_STAGES.label(line["stage"]) if line.get("stage") else ""
            yield Mark(
                line["on"], "contact", f"{stage}沟通 {line.get('way') or ''}".strip(), line.get("what") or ""
            )
    for line in row.get("supervisions") or ():
        if line.get("on"):
            words = " ".join(part for part in ("督办", line.get("way"), line.get("by")) if part)
            yield Mark(line["on"], "supervise", words, line.get("finding") or "")


def _dated(row: Mapping[str, Any], context: Context | None) -> Iterator[Mark]:
    """What the dates of the matter and of its rounds say, in the order in which such things happen."""
    for step, key in (("collected", "raised_on"), ("sorted", "sorted_on")):
        if row.get(key):
            yield Mark(row[key], step, _DONE[step])
    for number, one in enumerate(rounds_of(row)):
        yield from _of_round(row, number, one, context)
    if row.get("exit_kind") and row.get("exit_on"):
        yield Mark(row["exit_on"], row["exit_kind"], _exit(row), row.get("exit_reason") or "")
    if row.get("referred_answered_on"):
        yield Mark(row["referred_answered_on"], "answered", "上级答复", row.get("referred_answer") or "")
    if row.get("visitor_informed_on"):
        yield Mark(row["visitor_informed_on"], "informed", "告知反映人")
    for step, key in (("concluded", "concluded_on"), ("archived", "archived_on")):
        if row.get(key):
            why = row.get("conclusion_reason") or "" if step == "concluded" else ""
            yield Mark(row[key], step, _DONE[step], why)


def _exit(row: Mapping[str, Any]) -> str:
    """How a matter left the course: 转送上级 四会市水利局(经四会市人大常委会)."""
    via = f"（经{row['referred_via']}）" if row.get("referred_via") else ""
    return f"{_DONE[row['exit_kind']]} {row.get('referred_to') or _target(row)}{via}".strip()


def _of_round(
    row: Mapping[str, Any], number: int, one: Mapping[str, Any], context: Context | None
) -> Iterator[Mark]:
    last = number == len(rounds_of(row)) - 1
    handler = one.get("handler") or (row["lead_handler"].name if last and row.get("lead_handler") else "")
    begun = first_day(one)
    if context is not None and len(rounds_of(row)) > 1 and begun:
        yield Mark(
            begun, "round", f"第{number + 1}次办理" + ("" if one.get("assigned_on") else "（落实后再次答复）")
        )
    due = due_of(row, number, context) if context is not None else None
    if one.get("assigned_on"):
        step = "reworking" if is_rework(row, number) else "assigned"
        yield Mark(one["assigned_on"], step, f"{_DONE[step]} {handler}".strip(), _terms(one, due))
    if one.get("returned_on"):
        yield Mark(one["returned_on"], "returned", _DONE["returned"], one.get("returned_reason") or "")
    if one.get("replied_on"):
        again = "再次" if any(earlier.get("replied_on") for earlier in rounds_of(row)[:number]) else ""
        letter = f"{one['reply_class']}类" if one.get("reply_class") else ""
        yield Mark(
            one["replied_on"], "replied", f"承办单位{again}答复 {letter}".strip(), _answer(one, due, last)
        )
    if one.get("feedback_on"):
        yield Mark(
            one["feedback_on"], "feedback_received", f"{_DONE['feedback_received']} {_opinion(one)}".strip()
        )


def _opinion(one: Mapping[str, Any]) -> str:
    """What was told of a reply: the result alone, or result and attitude."""
    result, attitude = (
        SATISFACTION.label(one[key]) if one.get(key) else "" for key in ("feedback", "feedback_attitude")
    )
    if not attitude:
        return result
    return "，".join(f"{of}{word}" for of, word in (("对结果", result), ("对态度", attitude)) if word)


def _terms(one: Mapping[str, Any], due: date | None) -> str:
    """The last day of a round, and what was agreed about it beside its clock."""
    own = f"自定期限：{one['due_reason']}" if one.get("due_on") and one.get("due_reason") else ""
    own = own or ("自定期限" if one.get("due_on") else "")
    longer = "延期" if one.get("extended_due_on") else ""
    if longer and one.get("extended_reason"):
        longer += f"：{one['extended_reason']}"
    agreed = "；".join(part for part in (own, longer) if part)
    last = f"期限 {due.isoformat()}" if due else ""
    return last + (f"（{agreed}）" if agreed else "")


def _answer(one: Mapping[str, Any], due: date | None, last: bool) -> str:
    """Whether a reply came in time, and of an earlier one its words; those of the last are shown as fields."""
    words = () if last else (one.get("reply_no"), one.get("reply_text"))
    return "\n".join(part for part in (_punctuality(one, due), *words) if part)


def _punctuality(one: Mapping[str, Any], due: date | None) -> str:
    """Whether a reply came in time; nothing where no clock ran."""
    if due is None or not one.get("assigned_on"):
        return ""
    late = (one["replied_on"] - due).days
    return f"超过期限 {late} 天" if late > 0 else "按期答复"


def _target(row: Mapping[str, Any]) -> str:
    return row["merged_into"].name if row.get("merged_into") else ""


def _with_person(line: Mapping[str, Any]) -> str:
    return f"{_DONE[line['step']]} {line.get('who') or ''}".strip()


def _ahead(row: Mapping[str, Any], today: date) -> list[Mark]:
    status = status_on(row, max(today, row.get("raised_on") or today))
    if status == "returned":
        return [Mark(None, "assigned", "重新确定承办单位，再次交办")]
    if status == "referred":
        steps = (("referred_answered_on", "上级答复"), ("visitor_informed_on", "告知反映人"))
        return [Mark(None, key, words) for key, words in steps if not row.get(key)]
    if not is_open(status) and status != "concluded":
        return []
    order = ("assigned", "replied", "feedback_received", "concluded", "archived")
    reached = {"collected": 0, "sorted": 0, "reworking": 1, "in_progress": 1}
    begin = reached[status] if status in reached else order.index(str(status)) + 1
    return [Mark(None, step, _AHEAD[step]) for step in order[begin:]]


def clock_of(row: Mapping[str, Any], today: date) -> Clock | None:
    """The deadline in words, with the days left or overdue; None while no reply is owed."""
    last = due_now(row, today)
    if last is None:
        return None
    days_left = (last - today).days
    if days_left < 0:
        return Clock(f"{last.isoformat()}，逾期 {-days_left} 天", "bad")
    words = f"{last.isoformat()}，今天到期" if days_left == 0 else f"{last.isoformat()}，还有 {days_left} 天"
    return Clock(words, "warn" if days_left <= SOON else "plain")


def outcome_of(row: Mapping[str, Any], today: date) -> str:
    """In one short line what became of a matter: 2022-10-12 已办结(A类,满意)."""
    done = [mark for mark in _done(row) if mark.on and mark.on <= today]
    status = status_on(row, today)
    if not done or status is None:
        return ""
    letter = newest(row, "reply_class", "replied_on", today)
    feedback = newest(row, "feedback", "feedback_on", today)
    outcome = [f"{letter}类"] if letter else []
    outcome += [SATISFACTION.label(feedback)] if feedback else []
    more = f"（{'，'.join(outcome)}）" if outcome else ""
    return f"{done[-1].on.isoformat() if done[-1].on else ''} {_STATE[status]}{more}"


_STATE = {
    "collected": "已收集，还没有交办",
    "sorted": "已梳理，还没有交办",
    "assigned": "已交办，还没有答复",
    "in_progress": "办理中，还没有答复",
    "replied": "已答复",
    "feedback_received": "已反馈",
    "reworking": "正在重新办理",
    "concluded": "已办结",
    "archived": "已办结归档",
    "returned": "退办",
    "merged": "已并案",
    "withdrawn": "已撤回",
    "rejected": "不予受理",
    "referred": "已转送上级",
}
