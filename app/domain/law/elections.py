"""Elections of town leaders inside the congress: who may stand, who is elected, and what follows when nobody is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.domain.law.ballots import Ballots, Contradiction
from app.domain.law.majorities import NOMINATORS, majority
from app.domain.law.quorum import is_quorate

CHIEF_OFFICES = frozenset({"chairperson", "town_head"})  # one seat each
VICE_OFFICES = frozenset({"vice_chairperson", "deputy_town_head"})
OF_DEPUTIES = frozenset(
    {"chairperson", "vice_chairperson"}
)  # chosen from among the deputies (组织法 art. 18)
VICE_CHAIRPERSONS = 2  # at most (组织法 art. 18)
MORE_THAN_SEATS = 3  # candidates for vice posts, at most (组织法 art. 27)
RUNOFF, SEPARATE, PRIMARY = "runoff", "separate", "primary"
# Nobody is written in: a run-off is among the tied (art. 29), a primary among the nominated (art. 27).
AMONG_NAMED = frozenset({RUNOFF, PRIMARY})

State = Literal["complete", "nominated", "short", "tied", "void", "no_quorum", "unclear"]


class Standing(NamedTuple):
    """One person on the result sheet.

    ``in_favor``: votes received.  A person written in (``written_in``) has no votes against.
    ``eligible``: False for one who may not hold the office, such as a chairperson who is no deputy.
    """

    name: str
    in_favor: int | None
    against: int | None = None
    abstain: int | None = None
    written_in: bool = False
    eligible: bool = True

    @property
    def votes(self) -> int:
        """Votes received; none where nobody counted them."""
        return self.in_favor or 0


@dataclass(frozen=True)
class Election:
    """One office in one ballot.

    ``round``: ``first``, ``runoff`` (among the tied), ``separate`` (for empty seats), or ``primary``, which comes
    before the first; in it ``seats`` are the places of candidates, and nobody who was not nominated gets one.
    """

    office: str
    seats: int
    ballots: Ballots
    people: Sequence[Standing]
    round: str = "first"

    @property
    def candidates(self) -> list[Standing]:
        """Those whose names were printed on the ballot."""
        return [person for person in self.people if not person.written_in]


@dataclass(frozen=True)
class Outcome:
    """Who is elected (in a primary: stands), most votes first; who is tied for the ``open_seats`` that are left."""

    state: State
    elected: tuple[Standing, ...] = ()
    tied: tuple[Standing, ...] = ()
    open_seats: int = 0


def candidates_allowed(
    office: str, seats: int, *, by_election: bool, ballot_round: str = "first"
) -> tuple[int, int | None]:
    """The least and the greatest number of candidates; None where any number may stand.

    Chairperson and town head: as many as seats or one more; vice posts one to three more (组织法 art. 27).
    A by-election may also have as many as seats (art. 30), and beyond the vice posts' three more the law sets
    no limit there, so the same one is kept.  A run-off is among more tied people than seats (art. 29).  A primary
    is held among more nominees than its ``seats``, the places of candidates (art. 27).
    """
    if ballot_round in AMONG_NAMED:
        return seats + 1, None
    if by_election:
        return seats, seats + MORE_THAN_SEATS
    return (seats, seats + 1) if office in CHIEF_OFFICES else (seats + 1, seats + MORE_THAN_SEATS)


def may_be_nominated(nominators: int, *, by_presidium: bool) -> bool:
    """Whether somebody is a candidate: named by the presidium or by ten deputies in writing (组织法 art. 26)."""
    return by_presidium or nominators >= NOMINATORS


def contradictions(election: Election) -> Iterator[Contradiction]:
    """What cannot be true of a count (组织法 art. 28; a ballot for more people than seats is void: 选举法 art. 44)."""
    ballots = election.ballots
    yield from ballots.contradictions()
    valid = ballots.valid
    if valid is None:
        return
    for person in election.candidates:
        counted = person.votes + (person.against or 0) + (person.abstain or 0)
        if person.in_favor is not None and not _adds_up(person, counted, valid, election.round):
            yield Contradiction(
                "candidates", f"{person.name}的赞成、反对、弃权合计 {counted} 票，有效票是 {valid} 张"
            )
    chosen = sum(person.votes for person in election.people)
    if chosen > valid * election.seats:
        yield Contradiction(
            "candidates",
            f"得票合计 {chosen} 票，{valid} 张有效票、应选 {election.seats} 名最多 {valid * election.seats} 票",
        )
    written = sum(person.votes for person in election.people if person.written_in)
    against = sum(person.against or 0 for person in election.candidates)
    if written > against:
        yield Contradiction("write_ins", f"另选人得票合计 {written} 票，多于反对票合计 {against} 票")


def _adds_up(person: Standing, counted: int, valid: int, ballot_round: str) -> bool:
    """Every valid ballot marks a candidate one way; a primary may ask for the names that are wanted and no more."""
    favour_alone = person.against is None and person.abstain is None
    return counted <= valid if ballot_round == PRIMARY and favour_alone else counted == valid


def outcome(election: Election) -> Outcome:
    """Who is elected: more than half of all deputies, most votes first (组织法 art. 25, 29).

    Where the last seat is between people with as many votes, they are ``tied`` and a run-off decides, in
    which most votes are enough (art. 29: they have their majority already).  Fewer than the seats:
    ``short``, the empty ones are filled by a separate election (art. 29).  Ballots collected beyond those
    issued make it ``void`` (选举法 art. 44).  Missing or contradictory numbers: ``unclear``.

    A primary gives its places in the order of the votes, whatever they are (art. 27): ``nominated``.
    """
    ballots, seats = election.ballots, election.seats
    if ballots.is_void:
        return Outcome("void", open_seats=seats)
    if not ballots.in_office or not seats or not _is_counted(election) or any(contradictions(election)):
        return Outcome("unclear", open_seats=seats)
    present = ballots.present
    if present is None:  # who took a ballot or gave one back was there
        present = max(ballots.issued or 0, ballots.collected or 0)
    if not is_quorate(present, ballots.in_office):
        return Outcome("no_quorum" if ballots.present is not None else "unclear", open_seats=seats)
    needed = {RUNOFF: 1, PRIMARY: 0}.get(election.round, majority(ballots.in_office))
    return _ranked(election, needed)


def _is_counted(election: Election) -> bool:
    """Whether the papers and every candidate's votes were counted."""
    return (
        election.ballots.valid is not None
        and bool(election.candidates)
        and all(person.in_favor is not None for person in election.people)
    )


def _ranked(election: Election, needed: int) -> Outcome:
    """The seats go down the list; who stands at the border with equal votes is tied."""
    seats, primary = election.seats, election.round == PRIMARY
    people = election.candidates if election.round in AMONG_NAMED else election.people
    enough = [person for person in people if person.eligible and person.votes >= needed]
    filled: State = "nominated" if primary else "complete"
    enough.sort(key=lambda person: -person.votes)
    if len(enough) <= seats:
        return Outcome("short" if len(enough) < seats else filled, tuple(enough), (), seats - len(enough))
    border = enough[seats - 1].votes
    if enough[seats].votes != border:
        return Outcome(filled, tuple(enough[:seats]))
    above = tuple(person for person in enough if person.votes > border)
    tied = tuple(person for person in enough if person.votes == border)
    return Outcome("tied", above, tied, seats - len(above))
