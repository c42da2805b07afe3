"""How clerks' rolls of a session are written: one row a deputy, or deputies down and meetings across."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.fields import Context, Problem, Ref, Row
from app.domain.intake import Intake, Matrix
from app.domain.session_codes import HALF_DAYS, MEETING_KINDS
from app.domain.session_steps import meeting_name
from app.domain.texts import without_blanks


def meeting_by_words(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Which meeting of the day is meant by 上午, 全体会议, 第一次全体会议: the words agree with one alone."""
    link, day = row.get("meeting"), row.get("held_on")
    if day is None or (isinstance(link, Ref) and link.id is not None):
        return
    words = without_blanks(link.name) if isinstance(link, Ref) else ""
    meetings = context.lookup.where("session_meetings", {"held_on": day.isoformat()})
    meant = [meeting for meeting in meetings if _is_meant(meeting, words)]
    if len(meant) == 1:
        row["meeting"] = Ref(meant[0]["id"], link.name if isinstance(link, Ref) else meeting_name(meant[0]))
        return
    yield Problem(
        "meeting",
        "warning",
        "which_meeting",
        f"{day.isoformat()} 的会议里认不出“{words or '哪一次'}”，请选定是哪一次会议。",
    )


def _is_meant(meeting: Row, words: str) -> bool:
    """Whether words name a meeting: by its name, its kind, or the half of the day."""
    half_day = HALF_DAYS.label(meeting["half_day"])
    names = (meeting_name(meeting), MEETING_KINDS.label(meeting["kind"]), half_day)
    return not words or any(name in words for name in names[:2]) or words == half_day


ATTENDANCE_INTAKE = Intake(
    anchor="deputy",
    remarks="reason",
    infer=meeting_by_words,
    matrix=Matrix({"deputy": ("attendance",), "meeting": ("attendance",)}, day="held_on"),
)
