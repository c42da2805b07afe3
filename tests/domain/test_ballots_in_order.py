"""The ballots of one office after each other: what follows, what was settled before, and a ballot that fits nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context, NoLookup, Ref, Row
from app.domain.registers.ballots_in_order import (
    BALLOT_ORDER_RULES,
    ballots_after,
    ballots_before,
    ballots_beside,
    candidates_of_the_primary,
    election_of,
    fits_the_ballot_before,
    following_ballot,
)
from app.domain.registers.election_rules import fixed_number_is_lawful
from app.domain.registers.elections import election_stages

DAY, NEXT = date(2022, 7, 20), date(2022, 11, 23)
FIFTH, SIXTH, NEW = Ref(5, "第五次会议"), Ref(6, "第六次会议"), Ref(7, "第一次会议")
PAPERS = {"in_office": 58, "present": 56, "issued": 56, "collected": 56, "void": 1}  # 55 valid, 30 needed


class Ballots(NoLookup):
    """Elections of two sessions of one term, and of one of the next."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def row(self, register: str, row_id: int) -> Row | None:
        return {"term": Ref(18 if row_id == NEW.id else 17, "届")} if register == "sessions" else None

    def where(self, register: str, equals: Mapping[str, Any]) -> Sequence[Row]:
        return [row for row in self._rows if all(row[key] == value for key, value in equals.items())]


def ballot(row_id: int, ballot_round: str, seats: int = 1, names: str = "", *votes: int, **more: Any) -> Row:
    """Of deputy town heads; ``names``: one character each, ``votes``: in favour of each, none while not counted."""
    lines = [{"name": name} for name in names]
    if votes:
        lines = [
            {**line, "in_favor": won, "against": 55 - won} for line, won in zip(lines, votes, strict=True)
        ]
    row = {"id": row_id, "session": FIFTH, "voted_on": DAY, "post": "deputy_town_head", "round": ballot_round}
    return {**row, "seats": seats, "candidates": lines, **(PAPERS if votes else {}), **more}


FIRST = ballot(1, "first", 2, "甲乙丙", 50, 20, 10)  # 甲 elected, one seat left
TIED = ballot(1, "first", 2, "甲乙丙", 50, 30, 30)
VOID = ballot(1, "first", 2, "甲乙丙", 50, 30, 20, collected=57)


def context(*rows: Row) -> Context:
    return Context(today=NEXT, lookup=Ballots(rows), typed=True)


@pytest.mark.parametrize(
    ("before", "row", "message"),
    [
        ([FIRST], ballot(2, "separate", 1, "乙丙"), None),
        ([FIRST], ballot(2, "separate", 1, "乙丙", voted_on=NEXT, session=SIXTH), None),  # at the next session
        ([FIRST], ballot(2, "first", 2, "甲丙"), None),  # the clerk's own word for it is not judged here
        ([FIRST], ballot(2, "separate", 2, "乙丙丁"), "前一次投票以后还差 1 名，应选名额填的是 2 名，请核对。"),
        ([FIRST], ballot(2, "separate", 1, "甲丙"), "甲前面已经当选，请核对。"),
        ([FIRST], ballot(2, "runoff", 1, "乙丙"), "前一次投票（2022-07-20）的结果是“未选足”，接下来是另行选举，请核对。"),
        ([TIED], ballot(2, "runoff", 1, "乙丙"), None),
        ([TIED], ballot(2, "runoff", 1, "丙丁"), "再次投票的候选人是票数相等的人，这里不一致：丁、乙，请核对。"),
        ([TIED], ballot(2, "runoff", 1), None),  # its candidates are not entered yet
        ([TIED], ballot(2, "runoff", 2, "乙丙"), "前一次投票以后还差 1 名，应选名额填的是 2 名，请核对。"),
        ([VOID], ballot(2, "separate", 2, "甲乙丙"), "前一次投票（2022-07-20）的结果是“选举无效”，接下来是选举，请核对。"),
        ([FIRST, ballot(2, "separate", 1, "乙丙", 40, 15)], ballot(3, "separate", 1, "丙丁", voted_on=NEXT),
         "前一次投票（2022-07-20）的结果是“选足”，不用再投票，请核对。"),
        ([FIRST, ballot(2, "separate", 1, "乙丙", 20, 15)], ballot(3, "separate", 1, "甲丁", ballot_ordinal=2), "甲前面已经当选，请核对。"),
        ([ballot(1, "separate", 2, "甲乙", 40, 15)], ballot(2, "separate", 1, "甲丁", ballot_ordinal=2), "甲前面已经当选，请核对。"),
        ([ballot(1, "first", 2, "甲乙丙")], ballot(2, "separate", 1, "甲乙"), None),  # not counted yet
        ([ballot(1, "primary", 2, "甲乙丙丁戊己", 9, 8, 7, 6, 5, 4)], ballot(2, "runoff", 1, "甲乙"),
         "前面没有登记这个职务的选举，请核对：第一次投票的，“投票”填“选举”。"),
        ([FIRST], ballot(2, "separate", 1, "乙丙", voted_on=NEXT, session=NEW),  # of the next term
         "前面没有登记这个职务的选举，请核对：第一次投票的，“投票”填“选举”。"),
    ],
)  # fmt: skip
def test_a_run_off_and_a_separate_election_fit_what_was_held_before(
    before: list[Row], row: Row, message: str | None
) -> None:
    problem = fits_the_ballot_before(row, context(*before, row))
    assert (problem and problem.message) == message


PRIMARY = ballot(1, "primary", 2, "甲乙丙丁戊", 50, 40, 30, 20, 20, candidate_count=4)
AGAIN = ballot(2, "primary", 2, "丁戊", 10, 40, candidate_count=1, ballot_ordinal=2)


def test_what_an_earlier_primary_settled_stays_when_the_tied_are_voted_on_again() -> None:
    whole = context(PRIMARY, AGAIN)
    second, follows = (following_ballot(row, whole.lookup) for row in (PRIMARY, AGAIN))
    assert second and follows
    assert (second["round"], second["ballot_ordinal"], second["candidate_count"]) == ("primary", 2, 1)
    assert fixed_number_is_lawful(AGAIN, whole) is None
    assert "".join(line["name"] for line in follows["candidates"]) == "甲乙丙戊"
    assert (follows["round"], follows["ballot_ordinal"], follows["candidate_count"]) == ("first", None, 4)
    assert candidates_of_the_primary(ballot(3, "first", 2, "甲乙丙戊"), whole) is None
    doubt = candidates_of_the_primary(ballot(3, "first", 2, "甲乙丙丁"), whole)
    assert doubt is not None and "：丁、戊（" in doubt.message


def test_a_void_primary_held_again_settles_all_places() -> None:
    void, again = {**PRIMARY, "collected": 57}, {**PRIMARY, "id": 2, "ballot_ordinal": 2}
    again["candidates"] = ballot(2, "primary", 2, "甲乙丙丁戊", 50, 40, 30, 20, 10)["candidates"]
    follows = following_ballot(again, context(void, again).lookup)
    assert follows is not None and follows["candidate_count"] == 4
    assert "".join(line["name"] for line in follows["candidates"]) == "甲乙丙丁"


@pytest.mark.parametrize(
    ("row", "later"),
    [
        (VOID, ballot(2, "first", 2, "甲乙丙", ballot_ordinal=2)),
        (ballot(9, "separate", 1, "乙丙", 31, 31), ballot(4, "runoff", 1, "乙丙")),  # all on one day, entered before it
        (ballot(4, "runoff", 1, "乙丙", 27, 27), ballot(2, "runoff", 1, "乙丙", ballot_ordinal=2)),
        (FIRST, ballot(2, "separate", 1, "乙丙", voted_on=NEXT, session=SIXTH)),
    ],
)  # fmt: skip
def test_a_ballot_waits_until_the_one_that_makes_it_good(row: Row, later: Row) -> None:
    assert election_stages(row, context(row))[-1].facts
    assert not election_stages(row, context(row, later))[-1].facts
    assert election_stages(row, context(row, {**later, "session": NEW, "voted_on": NEXT}))[-1].facts


def test_ballots_are_told_apart_by_day_kind_ordinal_and_then_as_entered() -> None:
    """None before or after itself; the session of another term has ballots of its own."""
    rows = [
        ballot(1, "runoff"), ballot(2, "separate"), ballot(3, "first"), ballot(4, "primary"),
        ballot(5, "first", ballot_ordinal=2), ballot(6, "first", voted_on=NEXT, session=SIXTH),
        ballot(7, "first", voted_on=NEXT, session=SIXTH), ballot(8, "first", session=NEW), ballot(9, "first", post="mayor"),
    ]  # fmt: skip
    lookup, order = Ballots(rows), [4, 3, 5, 2, 1, 6, 7]
    for place, row_id in enumerate(order):
        row = rows[row_id - 1]
        assert [one["id"] for one in ballots_before(row, lookup)] == order[:place]
        assert [one["id"] for one in ballots_after(row, lookup)] == order[place + 1 :]
        assert [one["id"] for one in ballots_beside(row, lookup)] == order[:place] + order[place + 1 :]
    unsaved = {**rows[5], "id": None, "round": None}  # one that is being entered, nothing said of its kind
    assert [one["id"] for one in ballots_before(unsaved, lookup)] == order[:5]
    assert [one["id"] for one in ballots_after(unsaved, lookup)] == order[5:]
    first = ballot(1, "first")
    assert ballots_after({**first, "id": None}, Ballots([first])) == [first]


def test_what_a_primary_settled_is_no_candidate_of_another_ballot() -> None:
    tied = {**TIED, "id": 3}
    follows = following_ballot(tied, context(PRIMARY, tied).lookup)
    assert follows is not None and [line["name"] for line in follows["candidates"]] == ["乙", "丙"]


@pytest.mark.parametrize(
    "changes",
    [{"session": None}, {"voted_on": None}, {"candidates": None}, {"candidates": []}, {"candidates": [{"name": ""}]}, {"round": "separate"}],
)  # fmt: skip
def test_nothing_is_said_of_a_ballot_half_entered(changes: dict[str, Any]) -> None:
    settled = {
        **PRIMARY,
        "candidates": ballot(1, "primary", 2, "甲乙丙丁戊", 50, 40, 30, 20, 10)["candidates"],
    }
    whole = {**ballot(3, "first", 2, "甲乙丙己"), "post": "deputy_town_head"}
    assert candidates_of_the_primary(whole, context(settled)) is not None
    assert candidates_of_the_primary(whole, context(settled, {**VOID, "id": 2})) is not None
    assert candidates_of_the_primary({**whole, **changes}, context(settled)) is None


@pytest.mark.parametrize("changes", [{"voted_on": None}, {"seats": None}, {"seats": 0}])
def test_a_run_off_half_entered_fits(changes: dict[str, Any]) -> None:
    row = {**ballot(2, "runoff", 1, "乙丙"), **changes}
    assert fits_the_ballot_before(row, context(TIED)) is None


def test_a_row_of_which_a_part_was_left_out_is_not_judged() -> None:
    class Part(Context):
        def stands_whole(self, row: Mapping[str, Any]) -> bool:
            return False

    row = ballot(2, "runoff", 1, "丙丁")
    assert fits_the_ballot_before(row, context(TIED)) is not None
    assert fits_the_ballot_before(row, Part(today=NEXT, lookup=Ballots([TIED]), typed=True)) is None


def test_who_was_elected_before_the_office_was_voted_on_anew_may_stand() -> None:
    """甲 resigned, and the office is filled again in November: only what belongs to that election counts."""
    anew = ballot(2, "first", 2, "丁戊己", 50, 20, 10, voted_on=NEXT, session=SIXTH)
    rest = ballot(3, "separate", 1, "甲己", voted_on=NEXT, session=SIXTH)
    assert fits_the_ballot_before(rest, context(FIRST, anew, rest)) is None
    doubt = fits_the_ballot_before({**rest, "candidates": [{"name": "丁"}]}, context(FIRST, anew, rest))
    assert doubt is not None and doubt.message == "丁前面已经当选，请核对。"


def test_who_stands_again_is_a_candidate_by_the_later_primary_alone() -> None:
    """戊 had a place; at the primary held again 丁 takes it."""
    first = {**PRIMARY, "candidates": ballot(1, "primary", 2, "甲乙丙戊丁", 50, 40, 30, 20, 10)["candidates"]}
    again = ballot(2, "primary", 2, "戊丁", 10, 40, candidate_count=1, ballot_ordinal=2)
    row = ballot(3, "first", 2, "甲乙丙丁")
    assert candidates_of_the_primary(row, context(first, again)) is None


class OneDeputy(Ballots):
    """In a roster of one nobody who is asked for is a deputy."""

    def count(self, register: str, *conditions: Any) -> int:
        return 1

    def matches(self, register: str, name: str, values: Mapping[str, Any]) -> list[Ref]:
        return []


def test_written_in_votes_and_the_rule_of_deputies_come_from_the_row() -> None:
    lines = [{"name": "庚", "in_favor": 3}, {"name": None}]
    row = ballot(1, "first", 1, "甲乙", 30, 20, write_ins=lines)
    roster = OneDeputy([])
    whole = election_of({**row, "round": None}, roster)
    assert whole.round == "first"
    assert [(one.name, one.in_favor, one.written_in) for one in whole.people] == [
        ("甲", 30, False), ("乙", 20, False), ("庚", 3, True), ("", None, True)]  # fmt: skip
    assert all(one.eligible for one in whole.people)
    chair = {**row, "post": "chairperson"}
    assert not any(one.eligible for one in election_of(chair, roster).people)
    assert all(one.eligible for one in election_of({**chair, "voted_on": None}, roster).people)


def test_both_rules_are_asked_of_an_election() -> None:
    assert set(BALLOT_ORDER_RULES) == {candidates_of_the_primary, fits_the_ballot_before}
