"""What the next ballot of an office begins with, after a primary, a tie, or seats that stayed empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.law.elections import PRIMARY, RUNOFF, Election, Outcome, Standing, outcome

# What is the same in every ballot of one office.
_SHARED = ("session", "voted_on", "post", "seats", "candidate_count", "is_by_election")
_OF_A_CANDIDATE = ("name", "nominated_by", "nominators")


def next_ballot(row: Mapping[str, Any], election: Election) -> dict[str, Any] | None:
    """The values of the election that follows on this one; None where nothing follows, or the ballot is to be repeated.

    ``row``: the election, ``election``: as the law judges it.  Who is tied, or came out of a primary, stands; for
    seats that stayed empty candidates are nominated anew (组织法 art. 27, 29).
    """
    result = outcome(election)
    if result.state not in ("nominated", "tied", "short"):
        return None
    if result.state == "short" and election.round == PRIMARY:
        return _following(row, "first", row["seats"], election.candidates)
    if result.state == "nominated":
        return _following(row, "first", row["seats"], result.elected)
    return _of_open_seats(row, election.round, result)


def _of_open_seats(row: Mapping[str, Any], ballot_round: str, result: Outcome) -> dict[str, Any]:
    if result.state == "short":
        return {**_following(row, "separate", result.open_seats, ()), "candidate_count": None}
    if ballot_round == PRIMARY:
        return {**_following(row, PRIMARY, row["seats"], result.tied), "candidate_count": result.open_seats}
    return {**_following(row, RUNOFF, result.open_seats, result.tied), "candidate_count": None}


def _following(
    row: Mapping[str, Any], ballot_round: str, seats: int, people: Sequence[Standing]
) -> dict[str, Any]:
    shared = {key: row.get(key) for key in _SHARED}
    names = {person.name for person in people}
    lines = [
        {key: line[key] for key in _OF_A_CANDIDATE if line.get(key) is not None}
        for line in row.get("candidates") or ()
        if line.get("name") in names
    ]
    named = {line.get("name") for line in lines}
    lines += [{"name": person.name} for person in people if person.name not in named]  # written in
    return {**shared, "round": ballot_round, "seats": seats, "candidates": lines}
