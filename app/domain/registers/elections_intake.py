"""How clerks' sheets of elections are written: the office and the round in the title, the seats left unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import SaidInEachRow
from app.domain.law.majorities import majority

ONE_SEAT = ("chairperson", "town_head")
_TITLED: dict[str, tuple[tuple[str, str | bool], ...]] = {
    # an office only where the title names no other one
    "post": (
        ("^(?!.*(?:[镇乡]长|副主席))(?!.*主席.*、).*(?<!副)主席(?!团)", "chairperson"),
        ("^(?!.*[镇乡]长)(?!.*(?<!副)主席(?!团)).*副主席", "vice_chairperson"),
        ("^(?!.*主席(?!团))(?!.*副[镇乡]长).*[镇乡]长", "town_head"),
        ("^(?!.*主席(?!团))(?!.*(?<!副)[镇乡]长).*副[镇乡]长", "deputy_town_head"),
    ),
    "is_by_election": (("补选", True),),
    "round": (
        ("预选", "primary"),
        ("另行选举", "separate"),
        ("再次投票|第二次投票", "runoff"),
        ("选举|补选|计票", "first"),
    ),
}


def seats_by_office(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """How many were to be elected where the sheet does not say it: one chair and one head, else as many as got a majority.

    A ballot of which nothing is said is the election itself: a primary elects nobody.
    """
    if row.get("round") is None:
        row["round"] = "first"
        yield Problem("round", "question", "round", "没有写是哪一种投票，先按“选举”读取，对吗？")
    if row.get("seats") is not None or row.get("post") is None:
        return
    if row["post"] in ONE_SEAT:
        row["seats"] = 1
        yield Problem("seats", "note", "one_seat", "没有写应选名额，主席、镇长各按一名读取。")
        return
    votes = [one.get("in_favor") or 0 for one in row.get("candidates") or ()]
    chosen = sum(number >= majority(row["in_office"]) for number in votes) if row.get("in_office") else 0
    if chosen:
        row["seats"] = chosen
        words = "没有写应选名额，先按过半数的人数读取，对吗？"
        yield Problem("seats", "question", "seats", words)


_NUMBERS = (
    "seats",
    "candidate_count",
    "in_office",
    "suspended_count",
    "present",
    "issued",
    "collected",
    "void",
)

ELECTIONS_INTAKE = Intake(
    anchor="post",
    lines=("candidates",),
    titled=_TITLED,
    infer=seats_by_office,
    habits=(SaidInEachRow(_NUMBERS),),
)
