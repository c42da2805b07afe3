"""How clerks' programmes of a session are written: 第一次全体会议 in one cell, the half of the day by its hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.clock_times import read_time
from app.domain.fields import Context, Problem, Ref
from app.domain.intake import Intake
from app.domain.session_codes import HALF_DAYS, MEETING_KINDS
from app.domain.spoken_names import ordinals

_NOON, _EVENING = 12 * 60, 18 * 60  # minutes of a day


def meeting_by_name(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A cell that names the meeting where the session is looked for, and the half of the day that its hour says."""
    link, day = row.get("session"), row.get("held_on")
    words = link.name if isinstance(link, Ref) and link.id is None else ""
    named = (code for code in MEETING_KINDS.codes() if MEETING_KINDS.label(code) in words)
    kind = next(named, MEETING_KINDS.read(words))
    if kind is not None:
        row["kind"] = row.get("kind") or kind
        numbers = [number for number, unit in ordinals(words) if unit != "届"]
        row["ordinal"] = row.get("ordinal") or (numbers[0] if len(numbers) == 1 else None)
        row["session"] = None
    if row.get("session") is None and day is not None:
        sitting = [one for one in context.lookup.where("sessions", {}) if _sits(one, day)]
        if len(sitting) == 1:
            row["session"] = context.lookup.matches("sessions", "", {"id": sitting[0]["id"]})[0]
    hour = row.get("time_from")
    if row.get("half_day") is None and hour:
        morning, afternoon, evening = HALF_DAYS.codes()
        minutes = read_time(hour) or 0
        row["half_day"] = morning if minutes < _NOON else afternoon if minutes < _EVENING else evening
    return ()


def _sits(session: dict[str, Any], day: Any) -> bool:
    return bool(session["opened_on"] <= day <= (session.get("closed_on") or session["opened_on"]))


MEETINGS_INTAKE = Intake(short_names=True, infer=meeting_by_name)
