"""The course of an opinion or suggestion as it is shown: what was done, what comes next, the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.contact_codes import REPLY_CLASSES, SATISFACTION
from app.domain.suggestion_course import STEP_DATES, due_now, is_open, status_on

SOON = 30  # days before the last one from which the clock warns (domain: warn at 30, 7, 0 days)
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
    "feedback_received": "反馈代表(满意度)",
    "concluded": "办结",
    "archived": "归档",
}
_ORDER = (
    "collected",
    "sorted",
    "assigned",
    "in_progress",
    "replied",
    "feedback_received",
    "concluded",
    "archived",
)


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


def marks_of(row: Mapping[str, Any], today: date) -> list[Mark]:
    """What was done, by date, then the usual way to the end."""
    return [*_done(row), *_ahead(row, today)]


def _done(row: Mapping[str, Any]) -> list[Mark]:
    told = [line for line in row.get("steps") or () if line.get("on") and line.get("step")]
    marks = [
        Mark(line["on"], line["step"], _said(row, line["step"], line.get("who")), line.get("why") or "")
        for line in told
    ]
    known = {(mark.step, mark.on) for mark in marks}
    dated = {"collected": row.get("raised_on"), **{step: row.get(key) for step, key in STEP_DATES.items()}}
    dated["reworking"] = row.get("rework_assigned_on")
    silent = [(step, on) for step, on in dated.items() if on and (step, on) not in known]
    if row.get("rework_replied_on") and ("replied", row["rework_replied_on"]) not in known:
        silent.append(("replied", row["rework_replied_on"]))
    if row.get("exit_kind") and row.get("exit_on") and (row["exit_kind"], row["exit_on"]) not in known:
        marks.append(
            Mark(row["exit_on"], row["exit_kind"], _DONE[row["exit_kind"]], row.get("exit_reason") or "")
        )
    marks += [Mark(on, step, _said(row, step, None)) for step, on in silent]
    return sorted(marks, key=lambda mark: (mark.on or date.max, _place(mark.step)))


def _place(step: str) -> int:
    return _ORDER.index(step) if step in _ORDER else len(_ORDER)


def _said(row: Mapping[str, Any], step: str, who: str | None) -> str:
    """A step in words with who did it, or what came of it."""
    more = who or ""
    if step in ("assigned", "reworking") and row.get("lead_handler"):
        more = row["lead_handler"].name
    elif step == "replied" and row.get("reply_class"):
        more = f"{REPLY_CLASSES.label(row['reply_class'])}类"
    elif step == "feedback_received" and row.get("feedback"):
        more = SATISFACTION.label(row["feedback"])
    return f"{_DONE[step]} {more}".strip()


def _ahead(row: Mapping[str, Any], today: date) -> list[Mark]:
    status = status_on(row, max(today, row.get("raised_on") or today))
    if status == "returned":
        return [Mark(None, "assigned", "重新确定承办单位,再次交办")]
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
    left = (last - today).days
    if left < 0:
        return Clock(f"{last.isoformat()},逾期 {-left} 天", "bad")
    words = f"{last.isoformat()},今天到期" if left == 0 else f"{last.isoformat()},还有 {left} 天"
    return Clock(words, "warn" if left <= SOON else "plain")


def outcome_of(row: Mapping[str, Any], today: date) -> str:
    """In one short line what became of a matter: 2022-10-12 已办结(A类,满意)."""
    done = [mark for mark in _done(row) if mark.on and mark.on <= today]
    status = status_on(row, today)
    if not done or status is None:
        return ""
    told = []
    if row.get("reply_class") and _told_by(row, "replied_on", today):
        told.append(f"{REPLY_CLASSES.label(row['reply_class'])}类")
    if row.get("feedback") and _told_by(row, "feedback_on", today):
        told.append(SATISFACTION.label(row["feedback"]))
    more = f"({','.join(told)})" if told else ""
    return f"{done[-1].on.isoformat() if done[-1].on else ''} {_STATE[status]}{more}"


def _told_by(row: Mapping[str, Any], key: str, today: date) -> bool:
    """Whether that day has come; a day that nobody wrote down has."""
    return row.get(key) is None or row[key] <= today


_STATE = {
    "collected": "已收集,还没有交办",
    "sorted": "已梳理,还没有交办",
    "assigned": "已交办,还没有答复",
    "in_progress": "办理中,还没有答复",
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
