"""How clerks' rolls of a session are written: one row a deputy, or deputies down and meetings across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.fields import Context, Problem, Ref, Row
from app.domain.intake import Intake, Matrix
from app.domain.session_codes import HALF_DAYS, MEETING_KINDS
from app.domain.session_steps import meeting_name
from app.domain.texts import without_blanks

_SESSION = re.compile("届.*次")


def meeting_by_words(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Which meeting of the day is meant by 上午, 全体会议, 第一次全体会议: the words agree with one alone."""
    link, day = row.get("meeting"), row.get("held_on")
    if day is None or (isinstance(link, Ref) and link.id is not None):
        return
    words = without_blanks(link.name) if isinstance(link, Ref) else ""
    meetings = context.lookup.where("session_meetings", {"held_on": day.isoformat()})
    meant = [meeting for meeting in meetings if _is_meant(meeting, words)]
    plenary = _plenary_of(meant, meetings, words) if len(meant) != 1 else None
    if len(meant) == 1 or plenary:
        meeting = plenary or meant[0]
        row["meeting"] = Ref(meeting["id"], link.name if isinstance(link, Ref) else meeting_name(meeting))
        if plenary:
            asked = "没有写明是哪一次会议，先按当天（当天几次的按第一次）全体会议读取，对吗？"
            yield Problem("meeting", "question", "plenary", asked)
        return
    if words:  # 上午 of one day is not that of another
        row["meeting"] = Ref(None, f"{day.isoformat()} {words}")
    yield Problem(
        "meeting",
        "warning",
        "which_meeting",
        f"{day.isoformat()} 的会议里认不出“{words or '哪一次'}”，请选定是哪一次会议。",
    )


def as_a_list_of_exceptions(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Without a column of how each stood: who is listed with the approver was on leave, with a reason alone absent."""
    if row.get("attendance") is None and (row.get("reason") or row.get("approved_by")):
        row["attendance"] = "on_leave" if row.get("approved_by") else "absent"
        asked = "没有写出席情况，有批准人的先按请假、没有批准人的先按缺席读取，对吗？"
        yield Problem("attendance", "question", "exceptions", asked)
    yield from meeting_by_words(row, context)


def _plenary_of(meant: Sequence[Row], meetings: Sequence[Row], words: str) -> Row | None:
    """The plenary where words only name the session, the half of a day or nothing: presence counts plenaries."""
    of_session = bool(_SESSION.search(words))
    plenaries = [one for one in (meetings if of_session else meant) if one["kind"] == "plenary"]
    if len(plenaries) > 1 and not of_session and words:
        return None
    halves = HALF_DAYS.codes()
    return min(plenaries, key=lambda one: halves.index(one["half_day"]), default=None)


def _is_meant(meeting: Row, words: str) -> bool:
    """Whether words name a meeting: by its name, its kind, or the half of the day."""
    half_day = HALF_DAYS.label(meeting["half_day"])
    names = (meeting_name(meeting), MEETING_KINDS.label(meeting["kind"]), half_day)
    is_kind = MEETING_KINDS.read(words) == meeting["kind"]  # 分组审议 is 分组会议
    return not words or is_kind or any(name in words for name in names[:2]) or words == half_day


ATTENDANCE_INTAKE = Intake(
    anchor="deputy",
    remarks="reason",
    infer=as_a_list_of_exceptions,
    matrix=Matrix(
        {"deputy": ("attendance",), "meeting": ("attendance",)},
        day="held_on",
        absence=("reason", "approved_by"),
    ),
)
