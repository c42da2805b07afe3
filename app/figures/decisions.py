"""The figures of what the town's congress decided: votes and elections, by session."""

from __future__ import annotations

from typing import Any

from app.domain.law.elections import PRIMARY
from app.domain.registers.voting_body import OWN
from app.domain.vote_codes import OFFICES, OUTCOMES, VERDICTS, VOTE_MATTERS
from app.domain.vote_words import TO_GO_ON
from app.figures.figure import Counted, Entry, Figure
from app.figures.source import UNNAMED, Source

# Ballots that decide nothing: held again, the election is the one that the repetition decided.
WITHOUT_EFFECT = ("void", "no_quorum")


def _own_sessions(source: Source) -> dict[int, str]:
    """The sessions of the town's own congress, as they are called."""
    levels = dict(source.columns("terms", ("level",), all_years=True))
    names = source.names("sessions")
    sessions = source.columns("sessions", ("term",), all_years=True)
    return {row: names[row] for row, term in sessions if levels.get(term) in (OWN, None)}


def _votes(source: Source) -> Counted:
    sessions, states = _own_sessions(source), _states(source, "votes")
    entries = []
    columns = ("voted_on", "session", "kind", "matter", "round")
    held = [(*line[1:], line[0]) for line in source.columns("votes", columns) if source.up_to(line[1])]
    last = {(session, matter): row for _, session, _, matter, _, row in sorted(held, key=_by_round)}
    for _, session, kind, matter, _, row in held:
        if last[session, matter] == row and (session is None or session in sessions):
            splits = {
                "session": sessions.get(session, UNNAMED),
                "outcome": VERDICTS.label(states[row]),
                "kind": VOTE_MATTERS.label(kind) if kind else UNNAMED,
            }
            entries.append(Entry((row,), splits))
    return Counted("votes", entries)


def _by_round(vote: tuple[Any, ...]) -> int:
    """A matter put to the vote again counts as it was decided last."""
    return vote[4] or 1


def _elections(source: Source) -> Counted:
    sessions, ballots = _own_sessions(source), source.ledger.stages_on("elections", source.until)
    states = {row: state for row, state, *_ in ballots}
    repeated = {row for row, state, _, facts in ballots if state in WITHOUT_EFFECT and TO_GO_ON not in facts}
    entries = []
    columns = ("voted_on", "session", "post", "round")
    for row, voted_on, session, office, ballot_round in source.columns("elections", columns):
        own = session is None or session in sessions
        if source.up_to(voted_on) and own and ballot_round != PRIMARY and row not in repeated:
            splits = {
                "session": sessions.get(session, UNNAMED),
                "outcome": OUTCOMES.label(states[row]),
                "post": OFFICES.label(office),
            }
            entries.append(Entry((row,), splits))
    return Counted("elections", entries)


def _states(source: Source, register: str) -> dict[int, str]:
    """What the numbers of each row make of it, as of the cut-off."""
    return {row: state for row, state, *_ in source.ledger.stages_on(register, source.until)}


FIGURES: tuple[Figure, ...] = (
    Figure("sessions.votes", "人代会表决", "项", "当年本镇人民代表大会会议上交付表决的事项，一项计一次，同一次会议上再次表决的计最后一次，选举不计入；通过与否按票数和全体代表人数得出。", _votes),
    Figure("sessions.elections", "人代会选举", "次", "当年本镇人民代表大会会议上的选举，一个职务投一次票计一次，再次投票、另行选举另计，预选不计；选举无效、不足法定人数而重新选举的不计，计重新选举的那一次。", _elections),
)  # fmt: skip
