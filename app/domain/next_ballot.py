"""What the next ballot of an office begins with, after a primary, a tie, seats that stayed empty, or a void ballot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.law.elections import PRIMARY, RUNOFF, SEPARATE, Election, Outcome, Standing, outcome

# What is the same in every ballot of one office.
_SHARED = ("session", "voted_on", "post", "candidate_count", "is_by_election")
_OF_A_CANDIDATE = ("name", "nominated_by", "nominators")


def next_ballot(
    row: Mapping[str, Any], election: Election, settled: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any] | None:
    """The values of the ballot that follows on this one; None where nothing follows, or the count decides nothing yet.

    ``row``: the election, ``election``: as the law judges it, ``settled``: the candidates whom earlier primaries
    let stand.  Who is tied, or came out of a primary, stands; for seats that stayed empty candidates are nominated
    anew (组织法 art. 27, 29); a ballot that is void, or had no quorum, is repeated.
    """
    result = outcome(election)
    if result.state in ("complete", "unclear"):
        return None
    if result.state in ("void", "no_quorum"):
        return _following(row, election.round, row["seats"], lines_of(row, election.candidates))
    if result.state == "short" and election.round == PRIMARY:
        return _first(row, lines_of(row, election.candidates), settled)
    if result.state == "nominated":
        return _first(row, lines_of(row, result.elected), settled)
    return _of_open_seats(row, election.round, result)


def lines_of(row: Mapping[str, Any], people: Sequence[Standing]) -> list[dict[str, Any]]:
    """The lines of some who stood or were written in, with who nominated them and without what was counted."""
    names = {person.name for person in people}
    lines = [
        {key: line[key] for key in _OF_A_CANDIDATE if line.get(key) is not None}
        for line in row.get("candidates") or ()
        if line.get("name") in names
    ]
    named = {line.get("name") for line in lines}
    return lines + [{"name": person.name} for person in people if person.name not in named]  # written in


def _first(
    row: Mapping[str, Any], lines: list[dict[str, Any]], settled: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The election after the last primary; its places were those that an earlier one had left open."""
    standing = {line.get("name") for line in row.get("candidates") or ()}
    before = [dict(line) for line in settled if line["name"] not in standing]
    follows = _following(row, "first", row["seats"], [*before, *lines])
    count = follows["candidate_count"]
    return {**follows, "candidate_count": count + len(before) if count else count}


def _of_open_seats(row: Mapping[str, Any], ballot_round: str, result: Outcome) -> dict[str, Any]:
    if result.state == "short":
        return {**_following(row, SEPARATE, result.open_seats, []), "candidate_count": None}
    tied = lines_of(row, result.tied)
    if ballot_round == PRIMARY:
        return {**_following(row, PRIMARY, row["seats"], tied), "candidate_count": result.open_seats}
    return {**_following(row, RUNOFF, result.open_seats, tied), "candidate_count": None}


def _following(
    row: Mapping[str, Any], ballot_round: str, seats: int, lines: list[dict[str, Any]]
) -> dict[str, Any]:
    """A ballot of the same office; one of the same kind says for which time it is held."""
    shared = {key: row.get(key) for key in _SHARED}
    again = 1 + (row.get("ballot_ordinal") or 1) if (row.get("round") or "first") == ballot_round else None
    return {**shared, "round": ballot_round, "ballot_ordinal": again, "seats": seats, "candidates": lines}
