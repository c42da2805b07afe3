"""Elections by hand: nobody wins, ties at the border, more winners than seats, void ballots, write-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.election_words import election_in_words
from app.domain.law.ballots import Ballots
from app.domain.law.elections import (
    OF_DEPUTIES,
    VICE_CHAIRPERSONS,
    VICE_OFFICES,
    Election,
    Standing,
    candidates_allowed,
    contradictions,
    may_be_nominated,
    outcome,
)

DAY = date(2022, 7, 20)
PAPERS = Ballots(in_office=58, present=56, issued=56, collected=56, void=1)  # 55 valid, 30 needed


def candidate(
    name: str, in_favor: int, abstain: int = 0, *, valid: int = 55, eligible: bool = True
) -> Standing:
    return Standing(name, in_favor, valid - in_favor - abstain, abstain, eligible=eligible)


def written(name: str, votes: int) -> Standing:
    return Standing(name, votes, written_in=True)


def of(
    seats: int,
    *people: Standing,
    office: str = "deputy_town_head",
    papers: Ballots = PAPERS,
    ballot_round: str = "first",
) -> Election:
    return Election(office, seats, papers, people, ballot_round)


@pytest.mark.parametrize(
    ("election", "state", "elected", "tied", "open_seats"),
    [
        (of(1, candidate("甲", 55), office="town_head"), "complete", "甲", "", 0),
        (of(1, candidate("甲", 30), office="town_head"), "complete", "甲", "", 0),
        (of(1, candidate("甲", 29), office="town_head"), "short", "", "", 1),  # half of 58 is not enough
        (of(2, candidate("甲", 20), candidate("乙", 25), candidate("丙", 10)), "short", "", "", 2),  # nobody
        (of(2, candidate("甲", 40), candidate("乙", 35), candidate("丙", 20)), "complete", "甲乙", "", 0),
        (of(2, candidate("甲", 31), candidate("乙", 45), candidate("丙", 29)), "complete", "乙甲", "", 0),
        (of(2, candidate("甲", 40), candidate("乙", 29), candidate("丙", 20)), "short", "甲", "", 1),
        # three over half for two seats: most votes win
        (of(2, candidate("甲", 36), candidate("乙", 40), candidate("丙", 34)), "complete", "乙甲", "", 0),
        # equal votes inside the seats decide nothing between them
        (of(2, candidate("甲", 40), candidate("乙", 40), candidate("丙", 30)), "complete", "甲乙", "", 0),
        # a tie at the border: one seat sure, the other between two
        (of(2, candidate("甲", 40), candidate("乙", 35), candidate("丙", 35)), "tied", "甲", "乙丙", 1),
        (of(3, candidate("甲", 36), candidate("乙", 36), candidate("丙", 36), candidate("丁", 36)), "tied", "", "甲乙丙丁", 3),
        # a tie below half is no tie: nobody of them is elected
        (of(2, candidate("甲", 40), candidate("乙", 29), candidate("丙", 29)), "short", "甲", "", 1),
        # somebody written in is elected (组织法 art. 28)
        (of(1, candidate("甲", 20), written("庚", 35), office="town_head"), "complete", "庚", "", 0),
        (of(1, candidate("甲", 25), written("庚", 29), office="town_head"), "short", "", "", 1),
        # who is no deputy cannot be chairperson, whatever the votes (art. 18)
        (of(1, candidate("甲", 50, eligible=False), office="chairperson"), "short", "", "", 1),
        # a run-off: most votes are enough, a new tie is a new run-off (art. 29)
        (of(1, candidate("乙", 28), candidate("丙", 27), ballot_round="runoff"), "complete", "乙", "", 0),
        (of(1, candidate("乙", 27), candidate("丙", 27), ballot_round="runoff"), "tied", "", "乙丙", 1),
        (of(1, candidate("乙", 0), candidate("丙", 0), ballot_round="runoff"), "short", "", "", 1),
        # for empty seats the majority is needed again
        (of(1, candidate("乙", 29), candidate("丙", 26), ballot_round="separate"), "short", "", "", 1),
        (of(1, candidate("乙", 30), candidate("丙", 25), ballot_round="separate"), "complete", "乙", "", 0),
        # papers
        (of(1, candidate("甲", 55), papers=PAPERS._replace(collected=57)), "void", "", "", 1),
        (of(1, candidate("甲", 55), papers=PAPERS._replace(issued=57)), "unclear", "", "", 1),
        (of(1, candidate("甲", 55), papers=PAPERS._replace(in_office=None)), "unclear", "", "", 1),
        (of(1, candidate("甲", 55), papers=PAPERS._replace(collected=None)), "unclear", "", "", 1),
        (of(1, candidate("甲", 38, valid=38), papers=Ballots(58, 38, 38, 38, 0)), "no_quorum", "", "", 1),
        (of(1, candidate("甲", 39, valid=39), papers=Ballots(58, 39, 39, 39, 0)), "complete", "甲", "", 0),
        (of(1, candidate("甲", 38, valid=38), papers=Ballots(58, None, 38, 38, 0)), "unclear", "", "", 1),
        (of(1, candidate("甲", 38, valid=38), papers=Ballots(58, None, 39, 38, 0)), "complete", "甲", "", 0),
        (of(1, candidate("甲", 39, valid=39), papers=Ballots(58, None, None, 39, 0)), "complete", "甲", "", 0),
        (of(0, candidate("甲", 0)), "unclear", "", "", 0),
        (of(1), "unclear", "", "", 1),
        (of(1, written("庚", 40)), "unclear", "", "", 1),  # nobody stood
        (of(1, written("庚", 0)), "unclear", "", "", 1),
        (of(1, candidate("甲", 55), written("庚", 0)), "complete", "甲", "", 0),
        (of(1, candidate("甲", 54, 1), written("庚", 1)), "unclear", "", "", 1),  # who abstains writes in nobody
        (of(1, candidate("甲", 1, valid=1), candidate("乙", 0, valid=1), papers=Ballots(1, 1, 1, 1, 0)), "complete", "甲", "", 0),
        (of(1, candidate("乙", 1), candidate("丙", 0), ballot_round="runoff"), "complete", "乙", "", 0),
        (of(1, candidate("甲", 38, valid=38), papers=Ballots(58, 39, 38, 38, 0)), "complete", "甲", "", 0),
        (of(1, candidate("甲", 0, valid=0), papers=Ballots(1, None, None, 0, 0)), "unclear", "", "", 1),
        (of(1, candidate("甲", 0, valid=0), papers=Ballots(1, None, 1, 0, 0)), "short", "", "", 1),
        (of(1, Standing("甲", None)), "unclear", "", "", 1),
        (of(1, candidate("甲", 40), Standing("乙", None)), "unclear", "", "", 1),
        (of(1, Standing("甲", 40, 10, 4)), "unclear", "", "", 1),  # 54 of 55 valid
    ],
)  # fmt: skip
def test_an_election_by_hand(
    election: Election, state: str, elected: str, tied: str, open_seats: int
) -> None:
    result = outcome(election)
    assert result.state == state
    assert "".join(person.name for person in result.elected) == elected
    assert "".join(person.name for person in result.tied) == tied
    assert result.open_seats == open_seats


@pytest.mark.parametrize(
    ("election", "fields"),
    [
        (of(1, candidate("甲", 40)), []),
        (of(1, Standing("甲", 40, 10, 4)), ["candidates"]),
        (of(1, Standing("甲", 40, 10, 4), Standing("乙", 10, 10, 4)), ["candidates", "candidates"]),
        (of(1, candidate("甲", 30), candidate("乙", 25)), []),  # 55 votes, 55 ballots for one seat
        (of(1, candidate("甲", 30), candidate("乙", 26)), ["candidates"]),  # 56 votes
        (of(2, candidate("甲", 55), candidate("乙", 55)), []),
        (of(1, candidate("甲", 40), written("庚", 15)), []),
        (of(1, candidate("甲", 40, 5), written("庚", 11)), ["write_ins"]),  # only 10 were against
        (of(1, candidate("甲", 45), written("庚", 11)), ["candidates", "write_ins"]),
        (of(1, candidate("甲", 40), papers=PAPERS._replace(collected=None)), []),
        (of(1, Standing("甲", None, 3), Standing("乙", 40, 10, 4)), ["candidates"]),
    ],
)
def test_what_cannot_be_true_of_a_count(election: Election, fields: list[str]) -> None:
    assert [one.field for one in contradictions(election)] == fields


def test_a_contradiction_says_both_numbers() -> None:
    wrong = of(1, Standing("甲", 45, 10, 1), written("庚", 11))
    assert [one.sentence for one in contradictions(wrong)] == [
        "甲的赞成、反对、弃权合计 56 票，有效票是 55 张",
        "得票合计 56 票，55 张有效票、应选 1 名最多 55 票",
        "另选人得票合计 11 票，多于反对票合计 10 票",
    ]


@pytest.mark.parametrize(
    ("office", "seats", "by_election", "ballot_round", "allowed"),
    [
        ("chairperson", 1, False, "first", (1, 2)),
        ("town_head", 1, False, "first", (1, 2)),
        ("town_head", 1, True, "first", (1, 4)),
        ("vice_chairperson", 1, False, "first", (2, 4)),
        ("deputy_town_head", 3, False, "first", (4, 6)),
        ("deputy_town_head", 3, True, "first", (3, 6)),
        ("deputy_town_head", 2, False, "separate", (3, 5)),
        ("deputy_town_head", 1, False, "runoff", (2, None)),
        ("town_head", 1, True, "runoff", (2, None)),
    ],
)
def test_how_many_may_stand(office: str, seats: int, by_election: bool, ballot_round: str, allowed: tuple[int, int | None]) -> None:  # fmt: skip
    assert candidates_allowed(office, seats, by_election=by_election, ballot_round=ballot_round) == allowed


def test_ten_deputies_or_the_presidium_nominate() -> None:
    assert may_be_nominated(10, by_presidium=False)
    assert not may_be_nominated(9, by_presidium=False)
    assert may_be_nominated(0, by_presidium=True)


COUNT = st.none() | st.integers(0, 7)
PEOPLE = st.lists(
    st.builds(Standing, st.sampled_from("甲乙丙丁"), COUNT, COUNT, COUNT, st.booleans(), st.booleans()),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(st.builds(Ballots, COUNT, COUNT, COUNT, COUNT, COUNT), PEOPLE, st.integers(0, 3), st.booleans())
def test_nobody_is_elected_whom_the_law_would_not_elect(
    papers: Ballots, people: Sequence[Standing], seats: int, again: bool
) -> None:
    election = of(seats, *people, papers=papers, ballot_round="runoff" if again else "first")
    result = outcome(election)
    assert len(result.elected) + result.open_seats == seats
    for person in (*result.elected, *result.tied):
        assert person.eligible and person.in_favor
        assert again or 2 * person.in_favor > (papers.in_office or 0)
        assert person.in_favor <= (papers.valid or 0)
    beaten = [p for p in people if p not in result.elected and p.eligible]
    if result.state == "complete" and result.elected and beaten:
        assert min(p.in_favor or 0 for p in result.elected) >= max(p.in_favor or 0 for p in beaten)
    if result.state == "tied":
        assert len(result.tied) > result.open_seats > 0
    assert election_in_words(election, DAY).endswith("。")


@pytest.mark.parametrize(
    ("election", "sentence"),
    [
        (of(1, candidate("邓启明", 53, 1), office="town_head"),
         "邓启明（53 票）获得全体代表的过半数选票（须 30 票），当选为镇长（组织法第二十五条）。"),
        (of(1, candidate("邓启明", 29), office="town_head"),
         "没有人获得全体代表的过半数选票（须 30 票），镇长没有选出。"
         "不足的 1 名另行选举，经大会决定在本次会议或者下一次会议上进行（组织法第二十九条）。"),
        (of(2, candidate("甲", 40), candidate("乙", 35), candidate("丙", 35)),
         "甲（40 票）获得全体代表的过半数选票（须 30 票），当选为副镇长（组织法第二十五条）。"
         "乙（35 票）、丙（35 票）票数相等，尚余 1 名不能确定，就票数相等的人再次投票，以得票多的当选（组织法第二十九条）。"),
        (of(2, candidate("甲", 40), candidate("乙", 29), candidate("丙", 20)),
         "甲（40 票）获得全体代表的过半数选票（须 30 票），当选为副镇长（组织法第二十五条）。"
         "不足的 1 名另行选举，经大会决定在本次会议或者下一次会议上进行，候选人数仍须多于应选人数（组织法第二十九条）。"),
        (of(1, candidate("乙", 28), candidate("丙", 27), ballot_round="runoff"),
         "乙（28 票）得票较多，当选为副镇长（组织法第二十九条）。"),
        (of(1, candidate("乙", 27), candidate("丙", 27), ballot_round="runoff"),
         "副镇长没有选出。乙（27 票）、丙（27 票）票数相等，尚余 1 名不能确定，就票数相等的人再次投票，以得票多的当选（组织法第二十九条）。"),
        (of(2, candidate("甲", 35), candidate("乙", 35), candidate("丙", 35)),
         "甲（35 票）、乙（35 票）、丙（35 票）都获得全体代表的过半数选票（须 30 票）。"
         "甲（35 票）、乙（35 票）、丙（35 票）票数相等，尚余 2 名不能确定，就票数相等的人再次投票，以得票多的当选（组织法第二十九条）。"),
    ],
)  # fmt: skip
def test_the_sentence_of_an_election(election: Election, sentence: str) -> None:
    numbers = (
        "应到代表 58 名，实到 56 名，符合法定人数。发出 56 张，收回 56 张，其中有效票 55 张，废票 1 张。"
    )
    assert election_in_words(election, DAY) == numbers + sentence


@pytest.mark.parametrize(
    ("papers", "ending"),
    [
        (PAPERS._replace(collected=57), "收回的选票多于发出的选票，选举无效（参照选举法第四十四条）。须重新选举。"),
        (PAPERS._replace(collected=None), "票数还没有填全，填写后得出结果。"),
        (PAPERS._replace(void=2), "数字对不上，还不能得出结果：甲的赞成、反对、弃权合计 55 票，有效票是 54 张，请核对。"),
        (Ballots(90, 56, 56, 56, 1), "出席代表不足全体代表的三分之二，会议不能举行，选举不成立（组织法第十四条）。须重新选举。"),
    ],
)  # fmt: skip
def test_why_nobody_can_be_said_to_be_elected(papers: Ballots, ending: str) -> None:
    election = replace(of(1, candidate("甲", 40)), ballots=papers)
    assert election_in_words(election, DAY).endswith(ending)


def test_who_is_chosen_from_the_deputies_and_how_many() -> None:
    assert {"chairperson", "vice_chairperson"} == OF_DEPUTIES
    assert {"vice_chairperson", "deputy_town_head"} == VICE_OFFICES
    assert VICE_CHAIRPERSONS == 2


@pytest.mark.parametrize(
    ("election", "suspended", "note"),
    [
        (of(1, candidate("甲", 30), office="town_head"), 2, ""),  # elected either way
        (of(1, candidate("甲", 29), office="town_head"), 0, ""),
        (of(1, candidate("甲", 29), office="town_head"), 1, "以 57 名为基数则当选的是甲（29 票）"),
        (of(1, candidate("甲", 28), office="town_head"), 1, ""),
        (of(2, candidate("甲", 40), candidate("乙", 29), candidate("丙", 10)), 2, "以 56 名为基数则当选的是甲（40 票）、乙（29 票）"),
        (of(1, candidate("甲", 38, valid=38), papers=Ballots(58, 38, 38, 38, 0)), 1, "以 57 名为基数则当选的是甲（38 票）"),
        (of(1, candidate("甲", 29), papers=PAPERS._replace(collected=57)), 1, ""),
        (of(1, candidate("甲", 29), papers=PAPERS._replace(in_office=None)), 1, ""),
    ],
)  # fmt: skip
def test_suspended_deputies_are_counted_and_the_other_result_is_a_note(
    election: Election, suspended: int, note: str
) -> None:
    sentence = election_in_words(election, DAY, suspended=suspended)
    wanted = f"（附注：全体代表中有 {suspended} 名暂停执行代表职务；如不计入，{note}。）"
    assert sentence.endswith(wanted) if note else "附注" not in sentence
