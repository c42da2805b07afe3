"""The papers of a session by their kind: what the clerk prints before, during and after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.paper.sessions.attendance import attendance_summary, sign_in_sheets
from app.paper.sessions.booklet import booklet
from app.paper.sessions.credentials import credentials_report
from app.paper.sessions.minutes import minutes
from app.paper.sessions.notices import notice
from app.paper.sessions.programme import agenda, schedule

if TYPE_CHECKING:
    from app.paper.sheet import Paper
    from app.storage.ledger import Ledger

# Kind of paper → what makes it of the id of a session; resolutions and announcements belong to the votes.
PAPERS: dict[str, Callable[[Ledger, int], list[Paper]]] = {
    "notice": notice,
    "agenda": agenda,
    "schedule": schedule,
    "booklet": booklet,
    "sign_in_sheet": sign_in_sheets,
    "minutes": minutes,
    "attendance_summary": attendance_summary,
    "credentials_report": credentials_report,
}
"""Each gives its papers; KeyError when there is no such session."""
