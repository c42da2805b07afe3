"""Primaries by hand: more nominees than places, ties at the border, what is counted, which ballot follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.election_words import election_in_words
from app.domain.fields import Context, Lookup, Ref
from app.domain.law.ballots import Ballots
from app.domain.law.elections import (
    PRIMARY,
    Election,
    Standing,
    candidates_allowed,
    contradictions,
    outcome,
)
from app.domain.next_ballot import next_ballot
from app.domain.registers.ballots_in_order import candidates_of_the_primary
from app.domain.registers.election_rules import (
    enough_candidates,
    fixed_number_is_lawful,
    places_on_ballot,
)

DAY = date(2022, 7, 20)
PAPERS = Ballots(in_office=58, present=56, issued=56, collected=56, void=1)  # 55 valid


def primary(places: int, *votes: int | None, papers: Ballots = PAPERS) -> Election:
    people = [Standing(name, won) for name, won in zip("甲乙丙丁戊己", votes, strict=False)]
    return Election("deputy_town_head", places, papers, people, PRIMARY)


@pytest.mark.parametrize(
    ("ballot", "state", "stand", "tied", "open_seats"),
    [
        (primary(3, 50, 40, 10, 9), "nominated", "甲乙丙", "", 0),  # no majority is asked for
        (primary(3, 9, 10, 40, 50), "nominated", "丁丙乙", "", 0),
        (primary(3, 1, 0, 0), "nominated", "甲乙丙", "", 0),
        (primary(1, 0, 1), "nominated", "乙", "", 0),
        (primary(3, 50, 40, 10, 10), "tied", "甲乙", "丙丁", 1),
        (primary(2, 10, 10, 10), "tied", "", "甲乙丙", 2),
        (primary(3, 50, 50, 40, 9), "nominated", "甲乙丙", "", 0),  # equal within the places decides nothing
        (primary(3, 50, 40), "short", "甲乙", "", 1),  # fewer nominees than places: none was needed
        (primary(2, 50, None, 3), "unclear", "", "", 2),
        (primary(2, 56, 3, 2), "unclear", "", "", 2),  # more than the valid ballots
        (primary(2, 55, 55, 1), "unclear", "", "", 2),  # 111 votes on 55 ballots for two
        (primary(2, 55, 55, 0), "nominated", "甲乙", "", 0),
        (primary(2, 5, 4, 3, papers=PAPERS._replace(collected=57)), "void", "", "", 2),
        (primary(2, 5, 4, 3, papers=Ballots(58, 38, 38, 38, 0)), "no_quorum", "", "", 2),
        (primary(2, 5, 4, 3, papers=Ballots(58, 39, 39, 39, 0)), "nominated", "甲乙", "", 0),
    ],
)
def test_the_places_go_in_the_order_of_the_votes(
    ballot: Election, state: str, stand: str, tied: str, open_seats: int
) -> None:
    result = outcome(ballot)
    assert result.state == state
    assert "".join(person.name for person in result.elected) == stand
    assert "".join(person.name for person in result.tied) == tied
    assert result.open_seats == open_seats


def test_nobody_who_was_written_in_becomes_a_candidate() -> None:
    ballot = primary(2, 9, 8, 7)
    ballot = replace(ballot, people=[*ballot.people, Standing("庚", 30, written_in=True)])
    assert [one.field for one in contradictions(ballot)] == ["write_ins"]
    against = [replace_votes(person, 55) for person in ballot.candidates]
    counted = replace(ballot, people=[*against, Standing("庚", 30, written_in=True)])
    assert [person.name for person in outcome(counted).elected] == ["甲", "乙"]


def replace_votes(person: Standing, valid: int) -> Standing:
    return person._replace(against=valid - (person.in_favor or 0), abstain=0)


@pytest.mark.parametrize(("against", "fields"), [(46, []), (45, ["candidates"]), (47, ["candidates"])])
def test_marks_that_are_counted_in_full_add_up_in_a_primary_too(against: int, fields: list[str]) -> None:
    ballot = replace(primary(2), people=[Standing("甲", 9, against, 0), Standing("乙", 3), Standing("丙", 2)])
    assert [one.field for one in contradictions(ballot)] == fields


@pytest.mark.parametrize(("against", "abstain"), [(40, None), (None, 6)])
def test_marks_of_which_one_kind_was_counted_add_up_to_the_valid_ballots(
    against: int | None, abstain: int | None
) -> None:
    people = [Standing("甲", 9, against, abstain), Standing("乙", 3), Standing("丙", 2)]
    assert [one.field for one in contradictions(replace(primary(2), people=people))] == ["candidates"]


def test_in_an_election_votes_in_favour_alone_do_not_add_up() -> None:
    ballot = replace(primary(2, 40, 3, 2), round="first")
    assert {one.field for one in contradictions(ballot)} == {"candidates"}


@pytest.mark.parametrize(
    ("ballot", "sentence"),
    [
        (primary(2, 50, 40, 10),
         "按照预选得票多少的顺序，甲（50 票）、乙（40 票）为副镇长正式候选人（组织法第二十七条）。以正式候选人名单进行选举。"),
        (primary(2, 50, 10, 10),
         "按照预选得票多少的顺序，甲（50 票）为副镇长正式候选人（组织法第二十七条）。"
         "乙（10 票）、丙（10 票）票数相等，尚余 1 名正式候选人不能确定，按选举办法的规定办理；没有规定的，就票数相等的人再次预选。"),
        (primary(1, 9, 9),
         "副镇长的正式候选人还没有确定（组织法第二十七条）。甲（9 票）、乙（9 票）票数相等，尚余 1 名正式候选人不能确定，"
         "按选举办法的规定办理；没有规定的，就票数相等的人再次预选。"),
        (primary(2, 5, 4), "以正式候选人名单进行选举。"),
        (primary(3, 5, 4), "提名人数没有超过规定的候选人数，不用预选，直接提交选举。"),
        (primary(2, 5, 4, 3, papers=PAPERS._replace(collected=57)), "须重新预选。"),
        (primary(2, 5, 4, 3, papers=Ballots(58, 38, 38, 38, 0)), "须重新预选。"),
        (primary(2, 5, None, 3), "票数还没有填全，填写后得出结果。"),
    ],
)  # fmt: skip
def test_what_is_announced_of_a_primary(ballot: Election, sentence: str) -> None:
    assert election_in_words(ballot, DAY).endswith(sentence)


def test_more_than_the_places_are_voted_on() -> None:
    assert candidates_allowed("town_head", 2, by_election=False, ballot_round=PRIMARY) == (3, None)


ROW: dict[str, Any] = {
    "session": Ref(5, "第五次会议"), "voted_on": DAY, "post": "deputy_town_head", "seats": 2, "round": PRIMARY,
    "candidate_count": 3, "candidates": [{"name": name, "nominated_by": "presidium"} for name in "甲乙丙丁"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, 3),
        ({"candidate_count": None}, 5),  # two seats and three more (组织法 art. 27)
        ({"candidate_count": None, "post": "town_head", "seats": 1}, 2),
        ({"candidate_count": None, "post": "town_head", "seats": 1, "is_by_election": True}, 4),
        ({"round": "first"}, 2),
        ({"round": "first", "seats": None}, 0),
    ],
)
def test_how_many_a_ballot_may_choose(changes: dict[str, Any], places: int) -> None:
    assert places_on_ballot({**ROW, **changes}) == places


class Elections(Lookup):
    """A lookup that knows other elections and nothing else."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = rows

    def where(self, register: str, values: Any) -> list[dict[str, Any]]:
        assert register == "elections"
        return [row for row in self.rows if all(row[key] == value for key, value in values.items())]

    def row(self, register: str, row_id: int) -> None:
        assert register == "sessions", row_id


def context(*rows: dict[str, Any]) -> Context:
    return Context(today=DAY, lookup=Elections(*rows))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, None),  # four nominees for three places
        ({"candidates": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]},
         "正式候选人 3 名，提名 3 名没有超过，不用预选（组织法第二十七条），请核对。"),
        ({"round": "first"},
         "应选 2 名，候选人应为 3 名（组织法第二十七条），这里有 4 名，提名超过的，先进行预选，请核对。"),
        ({"round": "first", "candidate_count": 4}, None),
        ({"round": "first", "candidate_count": 5},
         "应选 2 名，候选人应为 5 名（组织法第二十七条），这里有 4 名，请核对。"),
        ({"round": "first", "candidate_count": None}, None),
        ({"round": "first", "candidate_count": None, "post": "town_head", "seats": 1},
         "应选 1 名，候选人应为 1 至 2 名（组织法第二十七条），这里有 4 名，提名超过的，先进行预选，请核对。"),
        ({"round": "separate", "seats": 1, "candidate_count": 3}, None),  # nominated anew
    ],
)  # fmt: skip
def test_the_number_of_candidates(changes: dict[str, Any], message: str | None) -> None:
    problem = enough_candidates({**ROW, **changes}, context())
    assert (problem and problem.message) == message


@pytest.mark.parametrize(
    ("changes", "is_doubted"),
    [
        ({}, False),
        ({"candidate_count": 5}, False),
        ({"candidate_count": 6}, True),
        ({"candidate_count": 2}, True),  # as many as seats, and no by-election
        ({"candidate_count": 2, "is_by_election": True}, False),
        ({"candidate_count": 6, "round": "separate"}, False),
        ({"candidate_count": None}, False),
    ],
)
def test_the_fixed_number_lies_within_the_law(changes: dict[str, Any], is_doubted: bool) -> None:
    assert (fixed_number_is_lawful({**ROW, **changes}, context()) is not None) == is_doubted


def counted(*votes: int) -> dict[str, Any]:
    lines = [{"name": name, "in_favor": won} for name, won in zip("甲乙丙丁", votes, strict=True)]
    papers = {"in_office": 58, "present": 56, "issued": 56, "collected": 56, "void": 1}
    return {**ROW, "id": 1, "candidates": lines, **papers}


@pytest.mark.parametrize(
    ("before", "names", "others"),
    [
        ([counted(50, 40, 30, 2)], "甲乙丙", None),
        ([counted(50, 40, 30, 2)], "甲乙丁", "丁、丙"),
        ([counted(50, 40, 30, 2)], "甲乙", "丙"),
        ([counted(50, 40, 30, 30)], "甲乙丁", None),  # a tie is not decided
        ([{**counted(50, 40, 30, 2), "post": "town_head"}], "甲乙丁", None),
        ([{**counted(50, 40, 30, 2), "session": Ref(6, "")}], "甲乙丁", None),
        ([], "甲乙丁", None),
    ],
)
def test_who_came_first_in_the_primary_stands(
    before: list[dict[str, Any]], names: str, others: str | None
) -> None:
    row = {**ROW, "round": "first", "candidates": [{"name": name} for name in names]}
    problem = candidates_of_the_primary(row, context(*before))
    assert (problem and problem.message) == (
        others and f"预选确定的候选人与这里的不一致：{others}（组织法第二十七条），请核对。"
    )


FIRST = {**ROW, "round": "first", "candidate_count": 4}


@pytest.mark.parametrize(
    ("row", "election", "follows"),
    [
        (ROW, primary(3, 50, 40, 30, 2), ("first", 2, 3, "甲乙丙")),
        (ROW, primary(3, 50, 40, 30, 30), (PRIMARY, 2, 1, "丙丁")),
        (ROW, primary(3, 50, 40), ("first", 2, 3, "甲乙")),
        (ROW, primary(3, 50, None), None),
        (ROW, primary(3, 5, 4, 3, 2, papers=PAPERS._replace(collected=57)), (PRIMARY, 2, 3, "甲乙丙丁")),
        (FIRST, Election("deputy_town_head", 2, PAPERS._replace(present=38, issued=38, collected=38),
                         [Standing("甲", 20, 10, 7), Standing("乙", 20, 17, 0)]), ("first", 2, 4, "甲乙")),
        (FIRST, Election("deputy_town_head", 2, PAPERS, [Standing("甲", 50, 6, 0)]), None),
        (FIRST, Election("deputy_town_head", 2, PAPERS, [Standing("甲", 50, 5, 0), Standing("乙", 20, 35, 0)]),
         ("separate", 1, None, "")),
        (FIRST, Election("deputy_town_head", 1, PAPERS, [Standing("甲", 40, 15, 0), Standing("乙", 40, 15, 0)]), None),
        (FIRST, Election("deputy_town_head", 2, PAPERS,
                         [Standing("甲", 40, 15, 0), Standing("乙", 35, 20, 0), Standing("丙", 35, 20, 0)]),
         ("runoff", 1, None, "乙丙")),
        (FIRST, Election("deputy_town_head", 2, PAPERS, [Standing("甲", 50, 5, 0), Standing("乙", 50, 5, 0)]), None),
    ],
)  # fmt: skip
def test_which_ballot_follows(row: dict[str, Any], election: Election, follows: Any) -> None:
    backed = [{**line, "nominators": "十一人"} for line in row["candidates"]]
    values = next_ballot({**row, "candidates": backed, "is_by_election": True}, election)
    if values is None:
        assert follows is None
        return
    assert (values["session"], values["post"], values["voted_on"]) == (row["session"], row["post"], DAY)
    names = "".join(line["name"] for line in values["candidates"])
    assert (values["round"], values["seats"], values["candidate_count"], names) == follows
    assert {line.get("nominated_by") for line in values["candidates"]} <= {"presidium"}
    assert {line.get("nominators") for line in values["candidates"]} <= {"十一人"}
    assert values["is_by_election"] is True
    assert not any("in_favor" in line for line in values["candidates"])
    assert values["ballot_ordinal"] == (2 if values["round"] == row["round"] else None)


def test_who_was_written_in_and_is_tied_stands_in_the_run_off() -> None:
    people = [Standing("甲", 45, 10, 0), Standing("丁", 5, 50, 0)]
    written = [Standing(name, 30, written_in=True) for name in "庚辛"]
    values = next_ballot(FIRST, Election("deputy_town_head", 2, PAPERS, [*people, *written]))
    assert values is not None
    assert (values["round"], values["seats"]) == ("runoff", 1)
    assert values["candidates"] == [{"name": "庚"}, {"name": "辛"}]


def test_a_ballot_held_a_third_time_says_so_and_one_without_a_round_is_the_election_itself() -> None:
    void = replace(primary(3, 5, 4, 3, 2), ballots=PAPERS._replace(collected=57))
    third = next_ballot({**ROW, "ballot_ordinal": 2}, void)
    assert third is not None and third["ballot_ordinal"] == 3
    second = next_ballot({**ROW, "round": None}, replace(void, round="first"))
    assert second is not None and (second["round"], second["ballot_ordinal"]) == ("first", 2)


def test_who_was_settled_and_stands_again_is_a_candidate_by_the_later_primary_alone() -> None:
    settled = [{"name": "甲"}, {"name": "戊", "nominated_by": "presidium"}]
    follows = next_ballot(ROW, primary(3, 50, 40, 30, 2), settled)
    assert follows is not None and follows["candidate_count"] == 4
    assert [line["name"] for line in follows["candidates"]] == ["戊", "甲", "乙", "丙"]
    unnamed = next_ballot(
        {**ROW, "candidates": None, "candidate_count": None}, primary(3, 50, 40, 30, 2), settled
    )
    assert unnamed is not None and unnamed["candidate_count"] is None
