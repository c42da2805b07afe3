"""One session as its papers name it: whose congress, when, where, and its meetings in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.clock_times import time_in_half
from app.domain.fields import Row
from app.domain.session_codes import HALF_DAYS
from app.domain.session_steps import meeting_name, place_in_course
from app.paper.sessions.agenda_editions import name_of_session
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

TO_BE_FILLED = "＿＿＿＿"


@dataclass(frozen=True)
class Occasion:
    """``name``: 迳口镇第十六届人民代表大会第五次会议; ``meetings`` by day, half and time, else in the course of a session."""

    session: Row
    name: str
    organ: str
    meetings: tuple[Row, ...]

    @property
    def day(self) -> str:
        """The first day in full."""
        return full_day(self.session["opened_on"])

    @property
    def days(self) -> str:
        """The first day, and the last where it is another one."""
        opened, closed = self.session["opened_on"], self.session["closed_on"]
        return self.day if closed in (None, opened) else f"{self.day}至{full_day(closed)}"

    @property
    def place(self) -> str:
        """Where it is held, or room to write it."""
        return str(self.session["place"] or TO_BE_FILLED)


def occasion_of(ledger: Ledger, session: int) -> Occasion:
    """The session with all that its papers name; KeyError when there is none of that id."""
    row = ledger.row("sessions", session)
    if row is None:
        raise KeyError(f"sessions {session}")
    order = ("held_on", "half_day", "time_from", "kind", "ordinal")
    ids = ledger.ids("session_meetings", Query(equals={"session": session}, order=order))
    organ = f"{ledger.office.get('town') or ''}人民代表大会主席团"
    meetings = _in_course(ledger.rows("session_meetings", ids))
    return Occasion(row, name_of_session(ledger, row), organ, meetings)


def _in_course(meetings: Sequence[Row]) -> tuple[Row, ...]:
    """Meetings that are in the order of their hours; those of one hour, or of none, in the course of a session."""
    hours = groupby(meetings, key=lambda row: (row["held_on"], row["half_day"], row["time_from"]))
    return tuple(row for _, together in hours for row in sorted(together, key=place_in_course))


def full_day(day: date) -> str:
    """2022年4月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def time_of(meeting: Row) -> str:
    """上午9:30, 下午3:00, or the half of the day alone."""
    half = HALF_DAYS.label(meeting["half_day"])
    try:
        return time_in_half(half, meeting["time_from"])
    except ValueError:  # as an older ledger kept it
        return f"{half}{meeting['time_from']}"


def full_name(occasion: Occasion, meeting: Row) -> str:
    """迳口镇第十六届人民代表大会第五次会议第一次全体会议."""
    return occasion.name + meeting_name(meeting)
