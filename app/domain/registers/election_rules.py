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

_NAMES = re.compile(r"[、,，;；\s]+")


def count_adds_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The numbers of the count are those of one ballot (组织法 art. 28; settled 10)."""
    people = [
        Standing(line.get("name") or "", *_votes(line), written_in=key == "write_ins")
        for key in ("candidates", "write_ins")
        for line in row.get(key) or ()
    ]
    ballots = Ballots(*(row.get(key) for key in ("in_office", "present", "issued", "collected", "void")))
    if ballots.is_void:
        message = f"收回 {ballots.collected} 张多于发出 {ballots.issued} 张，选举无效，须重新选举。"
        return Problem("collected", "warning", "void_ballot", message)
    wrong = list(contradictions(Election(row.get("post") or "", row.get("seats") or 0, ballots, people)))
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
    least, most = candidates_allowed(office, seats, by_election=by_election, ballot_round=ballot_round)
    if least <= count and (most is None or count <= most):
        return None
    rule = "most_votes" if most is None else "by_election_of_leaders" if by_election else "candidates"
    allowed = f"{least} 名以上" if most is None else f"{least} 至 {most} 名"
    message = f"应选 {seats} 名，候选人应为 {allowed}（{citation(rule, on)}），这里有 {count} 名，请核对。"
    return Problem("candidates", "warning", "candidates", message)


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
    nominated_by_enough,
    nominated_within_seats,
    named_once,
    chosen_from_deputies,
    scrutineers_stand_aside,
    within_session("voted_on"),
    frozen_number_holds,
    in_order("voted_on", "announced_on", "公告日期早于选举日期"),
)
