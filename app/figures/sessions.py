"""The figures of the congress in session."""

from __future__ import annotations

from app.domain.codes import LEVELS
from app.domain.session_codes import CAME
from app.figures.figure import Counted, Entry, Figure
from app.figures.people_of_year import OWN_LEVEL
from app.figures.source import UNNAMED, Source


def _sessions(source: Source) -> Counted:
    """The town's own sessions; those of other levels stand beside them in the split."""
    levels = dict(source.columns("terms", ("level",), all_years=True))
    own: list[Entry] = []
    others: list[Entry] = []
    for row, opened_on, term in source.columns("sessions", ("opened_on", "term")):
        if source.up_to(opened_on):
            level = levels.get(term)
            entry = Entry((row,), {"level": LEVELS.label(level) if level else UNNAMED})
            (own if level in (OWN_LEVEL, None) else others).append(entry)
    return Counted("sessions", own, beside=others)


def _attendance(source: Source) -> Counted:
    """Who came to the plenary meetings of the town's own sessions, of all who were due (settled 28)."""
    session_of = _own_plenaries(source)
    names = source.names("sessions")
    due: dict[int, list[int]] = {}
    present: dict[int, list[int]] = {}
    for row, held_on, meeting, state in source.columns(
        "session_attendance", ("held_on", "meeting", "attendance")
    ):
        session = session_of.get(meeting)
        if session is not None and source.up_to(held_on):
            due.setdefault(session, []).append(row)
            if state in CAME:
                present.setdefault(session, []).append(row)

    def entries(rows: dict[int, list[int]]) -> list[Entry]:
        return [Entry(own, {"session": names[session]}) for session, own in rows.items()]

    return Counted("session_attendance", entries(present), entries(due))


def _own_plenaries(source: Source) -> dict[int, int]:
    """The session of each plenary meeting of the town's own congress, by the meeting."""
    levels = dict(source.columns("terms", ("level",), all_years=True))
    own = {
        row
        for row, term in source.columns("sessions", ("term",), all_years=True)
        if levels.get(term) in (OWN_LEVEL, None)
    }
    meetings = source.columns("session_meetings", ("session", "kind"), all_years=True)
    return {row: session for row, session, kind in meetings if kind == "plenary" and session in own}


FIGURES: tuple[Figure, ...] = (
    Figure("sessions.held", "召开人代会", "次", "当年开幕的本镇人民代表大会会议次数；其他级别的会议不计入，只在分级别中列出。", _sessions),
    Figure("sessions.attendance_rate", "人代会出席率", "%", "本镇人民代表大会各次全体会议实到人次 ÷ 应到人次，应到为点名册上的代表，即开会当日在任的（含暂停执行职务的）；迟到、早退算出席。", _attendance),
)  # fmt: skip
