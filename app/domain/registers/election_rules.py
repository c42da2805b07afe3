"""What is doubted about an election: candidates and their number, the count, scrutineers, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.domain.fields import Context, Problem
from app.domain.law.ballots import Ballots
from app.domain.law.citations import citation
from app.domain.law.elections import (
    CHIEF_OFFICES,
    OF_DEPUTIES,
    PRIMARY,
    RUNOFF,
    VICE_CHAIRPERSONS,
    Election,
    Standing,
    candidates_allowed,
    contradictions,
    may_be_nominated,
)
from app.domain.register import Rule
from app.domain.registers.in_order import in_order
from app.domain.registers.voting_body import frozen_number_holds, is_deputy, within_session
from app.domain.vote_codes import OFFICES

_COUNTS = ("in_office", "present", "issued", "collected", "void")
_NAMES = re.compile(r"[、,，;；\s]+")


def places_on_ballot(row: Mapping[str, Any]) -> int:
    """How many a ballot may choose: the seats, in a primary the candidates that the election rules of the session let stand.

    Where those are not entered, the most that the law lets stand (组织法 art. 27).
    """
    office, seats = row.get("post") or "", row.get("seats") or 0
    if row.get("round") != PRIMARY:
        return seats
    return row.get("candidate_count") or _allowed(office, seats, row)[1]


def _allowed(office: str, seats: int, row: Mapping[str, Any]) -> tuple[int, int]:
    least, most = candidates_allowed(office, seats, by_election=bool(row.get("is_by_election")))
    assert most is not None  # only a run-off and a primary are open above
    return least, most


def count_adds_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The numbers of the count are those of one ballot (组织法 art. 28; settled 10)."""
    people = [
        Standing(line.get("name") or "", *_votes(line), written_in=key == "write_ins")
        for key in ("candidates", "write_ins")
        for line in row.get(key) or ()
    ]
    ballots = Ballots(*(row.get(key) for key in _COUNTS))
    if ballots.is_void:
        message = f"收回 {ballots.collected} 张多于发出 {ballots.issued} 张，选举无效，须重新选举。"
        return Problem("collected", "warning", "void_ballot", message)
    election = Election(
        row.get("post") or "", places_on_ballot(row), ballots, people, row.get("round") or "first"
    )
    wrong = list(contradictions(election))
    if not wrong:
        return None
    message = "；".join(one.sentence for one in wrong)
    return Problem(wrong[0].field, "warning", "sums", f"{message}，请核对。")


def seats_of_office(row: Mapping[str, Any], context: Context) -> Problem | None:
    """There is one chairperson and one town head, and there are at most two vice-chairpersons (组织法 art. 18)."""
    office, seats = row.get("post"), row.get("seats")
    most = {"vice_chairperson": VICE_CHAIRPERSONS}.get(office or "", 1 if office in CHIEF_OFFICES else None)
    if not office or not seats or most is None or seats <= most:
        return None
    return Problem(
        "seats",
        "warning",
        "seats",
        f"{OFFICES.label(office)}最多 {most} 名，应选名额填的是 {seats}，请核对。",
    )


def enough_candidates(row: Mapping[str, Any], context: Context) -> Problem | None:
    """As many candidates as the office asks for (组织法 art. 27, 29, 30)."""
    office, seats, on = row.get("post"), row.get("seats"), row.get("voted_on")
    count = len(row.get("candidates") or ())
    if not office or not seats or not on or not count:
        return None
    by_election, ballot_round = bool(row.get("is_by_election")), row.get("round") or "first"
    least, most = candidates_allowed(
        office, places_on_ballot(row), by_election=by_election, ballot_round=ballot_round
    )
    fixed = row.get("candidate_count") if ballot_round == "first" else None
    least, most = (fixed, fixed) if fixed else (least, most)
    if least <= count and (most is None or count <= most):
        return None
    law = (
        "most_votes" if ballot_round == RUNOFF else "by_election_of_leaders" if by_election else "candidates"
    )
    rule = citation(law, on)
    if ballot_round == PRIMARY:
        message = f"正式候选人 {least - 1} 名，提名 {count} 名没有超过，不用预选（{rule}），请核对。"
    else:
        too_many = "提名超过的，先进行预选，" if ballot_round == "first" and count > (most or count) else ""
        allowed = _numbers_in_words(least, most)
        message = f"应选 {seats} 名，候选人应为 {allowed}（{rule}），这里有 {count} 名，{too_many}请核对。"
    return Problem("candidates", "warning", "candidates", message)


def _numbers_in_words(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} 名以上"
    return f"{least} 名" if least == most else f"{least} 至 {most} 名"


def fixed_number_is_lawful(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The election rules of the session fix a number of candidates within the law's surplus (组织法 art. 27, 30)."""
    office, seats, on, fixed = (row.get(key) for key in ("post", "seats", "voted_on", "candidate_count"))
    if not office or not seats or not on or not fixed or row.get("round") not in (PRIMARY, "first"):
        return None
    if row.get("round") == PRIMARY and row.get("ballot_ordinal"):
        return None  # held again for the places that a tie left open
    least, most = _allowed(office, seats, row)
    if least <= fixed <= most:
        return None
    rule = citation("by_election_of_leaders" if row.get("is_by_election") else "candidates", on)
    allowed = _numbers_in_words(least, most)
    message = f"应选 {seats} 名，候选人应为 {allowed}（{rule}），规定候选人数填的是 {fixed}，请核对。"
    return Problem("candidate_count", "warning", "candidate_count", message)


def nominated_by_enough(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A candidate of deputies has ten of them behind the nomination (组织法 art. 26)."""
    on = row.get("voted_on")
    few = [
        f"{line.get('name') or ''}（{line['nominators']} 名）"
        for line in row.get("candidates") or ()
        if line.get("nominated_by") == "deputies"
        and line.get("nominators") is not None
        and not may_be_nominated(line["nominators"], by_presidium=False)
    ]
    if not few or on is None:
        return None
    message = f"代表联名提名要有十名以上（{citation('nomination', on)}）：{'、'.join(few)}不足，请核对。"
    return Problem("candidates", "warning", "nominators", message)


def nominated_within_seats(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The presidium names no more candidates than there are seats (组织法 art. 26)."""
    seats, on = row.get("seats"), row.get("voted_on")
    own = [line for line in row.get("candidates") or () if line.get("nominated_by") == "presidium"]
    if not seats or on is None or len(own) <= seats or row.get("round") == "runoff":
        return None
    message = f"主席团提名的候选人不得超过应选名额（{citation('nomination', on)}）：应选 {seats} 名，提名 {len(own)} 名，请核对。"
    return Problem("candidates", "warning", "nominated", message)


def named_once(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nobody stands twice on a ballot, and a candidate is not written in."""
    names = [line.get("name") for key in ("candidates", "write_ins") for line in row.get(key) or ()]
    twice = dict.fromkeys(name for name in names if name and names.count(name) > 1)
    if not twice:
        return None
    return Problem("candidates", "warning", "twice", f"{'、'.join(twice)}写了不止一次，请核对。")


def chosen_from_deputies(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Chairperson and vice-chairpersons are deputies (组织法 art. 18)."""
    on = row.get("voted_on")
    if row.get("post") not in OF_DEPUTIES or on is None or not context.stands_whole(row):
        return None
    names = [
        str(line.get("name") or "") for key in ("candidates", "write_ins") for line in row.get(key) or ()
    ]
    outside = [name for name in names if name and not is_deputy(name, on, context.lookup)]
    if not outside:
        return None
    message = f"{'、'.join(outside)}不在代表名册里；主席、副主席从代表中选出（{citation('from_deputies', on)}），请核对。"
    return Problem("candidates", "warning", "no_deputy", message)


def scrutineers_stand_aside(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Who is a candidate does not watch over the count (by analogy 选举法 art. 43)."""
    candidates = {line.get("name") for line in row.get("candidates") or ()}
    watching = {name for key in ("scrutineers", "tellers") for name in _NAMES.split(str(row.get(key) or ""))}
    both = sorted(name for name in candidates & watching if name)
    if not both:
        return None
    return Problem(
        "scrutineers", "warning", "scrutineer", f"{'、'.join(both)}是候选人，不能担任监票人、计票人，请核对。"
    )


def _votes(line: Mapping[str, Any]) -> tuple[int | None, int | None, int | None]:
    return line.get("in_favor"), line.get("against"), line.get("abstain")


ELECTION_RULES: tuple[Rule, ...] = (
    count_adds_up,
    seats_of_office,
    enough_candidates,
    fixed_number_is_lawful,
    nominated_by_enough,
    nominated_within_seats,
    named_once,
    chosen_from_deputies,
    scrutineers_stand_aside,
    within_session("voted_on"),
    frozen_number_holds,
    in_order("voted_on", "announced_on", "公告日期早于选举日期"),
)
