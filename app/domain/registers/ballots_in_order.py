"""The ballots of one office as they follow each other: which came before, what has to come next, whether a ballot fits there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.fields import Context, Lookup, Problem, Row
from app.domain.law.ballots import Ballots
from app.domain.law.citations import citation
from app.domain.law.elections import OF_DEPUTIES, PRIMARY, RUNOFF, SEPARATE, Election, Standing, outcome
from app.domain.next_ballot import lines_of, next_ballot
from app.domain.register import Rule
from app.domain.registers.election_rules import places_on_ballot
from app.domain.registers.voting_body import is_deputy, session_of
from app.domain.vote_codes import BALLOT_ROUNDS, OUTCOMES

KEY, ORDINAL = "elections", "ballot_ordinal"
# On one day (组织法 art. 27, 29): what leaves seats empty comes before a separate election, what ties before a run-off.
_ORDER = (PRIMARY, "first", SEPARATE, RUNOFF)


def election_of(row: Mapping[str, Any], lookup: Lookup) -> Election:
    """A row as the law judges it; whether a chairperson is a deputy is asked of the roster."""
    ballots = Ballots(*(row.get(key) for key in ("in_office", "present", "issued", "collected", "void")))
    people = tuple(_people(row, lookup))
    return Election(row["post"], places_on_ballot(row), ballots, people, row.get("round") or "first")


def _people(row: Mapping[str, Any], lookup: Lookup) -> Iterator[Standing]:
    deputies_only = row["post"] in OF_DEPUTIES and row.get("voted_on") is not None
    for key in ("candidates", "write_ins"):
        for line in row.get(key) or ():
            name = line.get("name") or ""
            votes = (line.get("in_favor"), line.get("against"), line.get("abstain"))
            eligible = not deputies_only or is_deputy(name, row["voted_on"], lookup)
            yield Standing(name, *votes, written_in=key == "write_ins", eligible=eligible)


def ballots_beside(row: Mapping[str, Any], lookup: Lookup) -> list[Row]:
    """The other ballots of the office of a row in its term, as they were held."""
    term = _term_of(row, lookup)
    others = lookup.where(KEY, {"post": row["post"]})
    same = [one for one in others if one["id"] != row.get("id") and _term_of(one, lookup) == term]
    return sorted(same, key=_place_in_order)


def ballots_before(row: Mapping[str, Any], lookup: Lookup) -> list[Row]:
    """The ballots of the office held before a row, the first one first."""
    return [one for one in ballots_beside(row, lookup) if _place_in_order(one) < _place_in_order(row)]


def ballots_after(row: Mapping[str, Any], lookup: Lookup) -> list[Row]:
    """The ballots of the office held after a row, the first one first."""
    return [one for one in ballots_beside(row, lookup) if _place_in_order(one) > _place_in_order(row)]


def following_ballot(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    """What the ballot after a row begins with; None where nothing has to follow, or its numbers decide nothing yet."""
    primaries = _primaries(row, ballots_before(row, lookup))
    return next_ballot(row, election_of(row, lookup), _nominated(primaries, lookup))


def candidates_of_the_primary(row: Mapping[str, Any], context: Context) -> Problem | None:
    """After a primary those stand who came first in it, or in the ones it took (组织法 art. 27)."""
    on, names = row.get("voted_on"), _names(row)
    if row.get("round") != "first" or row.get("session") is None or on is None or not names:
        return None
    primaries = _primaries(row, ballots_beside(row, context.lookup))
    if not primaries or outcome(election_of(primaries[-1], context.lookup)).state != "nominated":
        return None
    chosen = {line["name"] for line in _nominated(primaries, context.lookup)}
    if names == chosen:
        return None
    others = "、".join(sorted(names ^ chosen))
    message = f"预选确定的候选人与这里的不一致：{others}（{citation('candidates', on)}），请核对。"
    return Problem("candidates", "warning", "primary", message)


def fits_the_ballot_before(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A run-off follows on a tie, a separate election on empty seats: as many seats, and the tied alone (组织法 art. 29).

    A ballot entered as a run-off by mistake would elect whom no majority has chosen.
    """
    ballot_round = row.get("round")
    if ballot_round not in (RUNOFF, SEPARATE) or not row.get("voted_on") or not context.stands_whole(row):
        return None
    before = [one for one in ballots_before(row, context.lookup) if one["round"] != PRIMARY]
    if not before:
        words = (
            f"前面没有登记这个职务的选举，请核对：第一次投票的，“投票”填“{BALLOT_ROUNDS.label('first')}”。"
        )
        return Problem("round", "warning", "follows_nothing", words)
    last = before[-1]
    state = outcome(election_of(last, context.lookup)).state
    follows = following_ballot(last, context.lookup)
    if state == "unclear":  # not counted yet
        return None
    if follows is None or follows["round"] != ballot_round:
        then = f"接下来是{BALLOT_ROUNDS.label(follows['round'])}" if follows else "不用再投票"
        words = (
            f"前一次投票（{last['voted_on'].isoformat()}）的结果是“{OUTCOMES.label(state)}”，{then}，请核对。"
        )
        return Problem("round", "warning", "other_round", words)
    return _as_the_law_goes_on(row, follows, before, context)


def _as_the_law_goes_on(
    row: Mapping[str, Any], follows: Row, before: Sequence[Row], context: Context
) -> Problem | None:
    seats, names = row.get("seats"), _names(row)
    if seats and seats != follows["seats"]:
        words = f"前一次投票以后还差 {follows['seats']} 名，应选名额填的是 {seats} 名，请核对。"
        return Problem("seats", "warning", "open_seats", words)
    others = names ^ _names(follows) if row["round"] == RUNOFF and names else ()
    if others:
        words = f"再次投票的候选人是票数相等的人，这里不一致：{'、'.join(sorted(others))}，请核对。"
        return Problem("candidates", "warning", "not_tied", words)
    begun = max((at for at, one in enumerate(before) if one["round"] == "first"), default=0)
    results = [outcome(election_of(one, context.lookup)) for one in before[begun:]]
    elected = {person.name for result in results for person in result.elected}
    twice = sorted(names & elected)
    if not twice:
        return None
    return Problem("candidates", "warning", "elected_before", f"{'、'.join(twice)}前面已经当选，请核对。")


def _place_in_order(row: Mapping[str, Any]) -> tuple[date, int, int, int]:
    return (
        row["voted_on"],
        _ORDER.index(row.get("round") or "first"),
        row.get(ORDINAL) or 1,
        row.get("id") or 0,
    )


def _term_of(row: Mapping[str, Any], lookup: Lookup) -> int | None:
    session = session_of(row, lookup)
    return session["term"].id if session else None


def _names(row: Mapping[str, Any]) -> set[str]:
    return {str(line["name"]) for line in row.get("candidates") or () if line.get("name")}


def _primaries(row: Mapping[str, Any], ballots: Sequence[Row]) -> list[Row]:
    """The primaries among some ballots that were held at the session of a row."""
    session = row["session"].id
    return [one for one in ballots if one["round"] == PRIMARY and one["session"].id == session]


def _nominated(primaries: Sequence[Row], lookup: Lookup) -> list[Row]:
    """The candidates that primaries came to, one after another: who stood again is one by the later one alone."""
    settled: list[Row] = []
    for primary in primaries:
        again = _names(primary)
        settled = [line for line in settled if line["name"] not in again]
        settled += lines_of(primary, outcome(election_of(primary, lookup)).elected)
    return settled


BALLOT_ORDER_RULES: tuple[Rule, ...] = (candidates_of_the_primary, fits_the_ballot_before)
