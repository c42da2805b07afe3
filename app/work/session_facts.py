"""What the session page shows, asked of the ledger at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.domain.fields import Ref, Row
from app.domain.registers import BY_KEY
from app.domain.registers.session_meetings import announced_count, difference_from_announced
from app.domain.registers.votes import matter_in_words
from app.domain.roll import RollCount
from app.domain.session_codes import OF_ALL
from app.domain.session_steps import StepState, states_of
from app.domain.vote_codes import VERDICTS
from app.paper.decisions.occasion import called, which_ballot
from app.paper.sessions.agenda_editions import differences, draft_agenda, items_of, papers_of, printed_agenda
from app.paper.sessions.occasion import Occasion, occasion_of
from app.paper.sessions.presidium import presidium_meetings_during
from app.paper.sessions.roll import RollLine, count_of, roll_of
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work.session_roll import warnings


@dataclass(frozen=True)
class SessionFacts:
    """One session and the meeting of it that is open."""

    sessions: list[Row]
    occasion: Occasion | None = None
    meeting: Row | None = None
    steps: list[StepState] = field(default_factory=list)
    lines: list[RollLine] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    agenda: tuple[Row, ...] = ()
    edition: Row | None = None
    agenda_changes: list[str] = field(default_factory=list)
    decisions: tuple[str, ...] = ()
    presidium_meetings: tuple[Row, ...] = ()

    @property
    def count(self) -> RollCount:
        """What the roll comes to now; before it was called only who is due."""
        return count_of(self.lines)

    @property
    def is_called(self) -> bool:
        """Whether anybody was entered."""
        return any(line.row is not None for line in self.lines)

    @property
    def is_of_all(self) -> bool:
        """Whether it is a meeting that needs a quorum."""
        return self.meeting is not None and self.meeting["kind"] in OF_ALL

    @property
    def sentence(self) -> str:
        """What the chair reads out: as announced, else as it stands."""
        if self.meeting is None or not self.is_called:
            return ""
        count = announced_count(self.meeting) or self.count
        return count.sentence(of_all=self.is_of_all)

    @property
    def correction(self) -> str:
        """What was changed after the announcement."""
        return difference_from_announced(self.meeting, self.count) if self.meeting and self.is_called else ""


def facts_of(ledger: Ledger, session: int | None, meeting: int | None) -> SessionFacts:
    """The session of that id, else the one of today or the newest; of its meetings the one asked for, else the next."""
    with ledger.busy:
        sessions = ledger.rows("sessions", ledger.ids("sessions", Query(order=("-opened_on",))))
        row = next((each for each in sessions if each["id"] == session), None) or _nearest(sessions, ledger)
        if row is None:
            return SessionFacts(sessions)
        occasion = occasion_of(ledger, row["id"])
        open_meeting = _open(occasion, meeting, ledger)
        lines = roll_of(ledger, open_meeting) if open_meeting else []
        edition = printed_agenda(ledger, row["id"])
        return SessionFacts(
            sessions,
            occasion,
            open_meeting,
            states_of(row, occasion.meetings, papers_of(ledger, row["id"]), ledger.context()),
            lines,
            warnings(ledger, lines, open_meeting) if open_meeting else [],
            items_of(ledger, row["id"]),
            edition,
            differences(edition, draft_agenda(ledger, row)) if edition else [],
            tuple(_decisions(ledger, row["id"])),
            tuple(presidium_meetings_during(ledger, row["id"])),
        )


def sitting_of(facts: SessionFacts, ledger: Ledger) -> dict[str, Any]:
    """What a vote or an election at the meeting that is open begins with: session, day and who came."""
    if facts.occasion is None:
        return {}
    session, meeting = facts.occasion.session, facts.meeting
    came = facts.count.present if facts.is_called and facts.is_of_all else None
    return {
        "session": Ref(session["id"], ledger.names("sessions", [session["id"]])[session["id"]]),
        "voted_on": meeting["held_on"] if meeting else session["opened_on"],
        "present": came,
    }


def _decisions(ledger: Ledger, session: int) -> Iterator[str]:
    """What was voted on and elected at a session, in its order, with what the numbers come to."""
    votes = Query(equals={"session": session}, order=("voted_on", "ordinal"))
    for row in ledger.rows("votes", ledger.ids("votes", votes)):
        yield f"{matter_in_words(row)}：{VERDICTS.label(row['verdict'])}"
    ballots = Query(equals={"session": session}, order=("voted_on", "post", "round", "ballot_ordinal"))
    outcome = BY_KEY["elections"].field("outcome")
    for row in ledger.rows("elections", ledger.ids("elections", ballots)):
        elected = f"（{row['elected']}）" if row["elected"] else ""
        yield f"{called(row)}{which_ballot(row)}：{outcome.text(row['outcome'])}{elected}"


def _nearest(sessions: list[Row], ledger: Ledger) -> Row | None:
    """The next session that is not over; else the newest."""
    coming = [row for row in sessions if (row["closed_on"] or row["opened_on"]) >= ledger.today]
    return coming[-1] if coming else (sessions[0] if sessions else None)


def _open(occasion: Occasion, meeting: int | None, ledger: Ledger) -> Row | None:
    """The meeting asked for, else the first one with a roll that was not announced, else the last one."""
    with_roll = [row for row in occasion.meetings if row["kind"] != "presidium"]
    chosen = next((row for row in occasion.meetings if row["id"] == meeting), None)
    waiting = next(
        (row for row in with_roll if row["announced_due"] is None and row["kind"] == "plenary"), None
    )
    return chosen or waiting or (with_roll[-1] if with_roll else None)
