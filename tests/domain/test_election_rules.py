"""What is doubted about an election, each rule at its border: candidates, nominations, seats, the count, scrutineers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context, NoLookup, Ref, Row
from app.domain.registers import BY_KEY

DAY = date(2022, 7, 20)


class Roster(NoLookup):
    """A town with one deputy, 李四, and the session of three days to which rows link."""

    def count(self, register: str, filter_: str, day: date, equals: Mapping[str, Any]) -> int:
        return {"in_office": 58, "suspended": 2}[filter_]

    def matches(self, register: str, name: str, hints: Mapping[str, Any] | None = None) -> list[Ref]:
        return [Ref(number, name) for number in {"李四": [1], "王五": [2]}.get(name, ())]

    def row(self, register: str, row_id: int) -> Row | None:
        assert isinstance(row_id, int)
        return {
            "deputies": {1: {"level": "township"}, 2: {"level": "county"}},
            "sessions": {1: {"term": Ref(1, "届"), "opened_on": date(2022, 7, 19), "closed_on": date(2022, 7, 21)},
                         2: {"term": Ref(None, "届"), "opened_on": DAY}},
            "terms": {1: {"level": "township"}},
        }[register].get(row_id)  # fmt: skip


def doubts(row: dict[str, Any], lookup: NoLookup | None = None) -> set[tuple[str, str]]:
    """Field and code of each."""
    whole = {"post": "town_head", "seats": 1, "round": "first", "voted_on": DAY, **row}
    context = Context(today=DAY, lookup=lookup or NoLookup())
    return {(str(problem.field), problem.code) for problem in BY_KEY["elections"].judge(whole, context)}


def people(names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"name": name, **more} for name in names]


VICE = {"post": "deputy_town_head", "seats": 2}
PAPERS = {"in_office": 58, "present": 56, "issued": 56, "collected": 56, "void": 1}
COUNTED = {"name": "甲", "in_favor": 50, "against": 5, "abstain": 0}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        # how many stand (组织法 art. 27, 30)
        ({"candidates": people("甲")}, ""),
        ({"candidates": people("甲乙")}, ""),
        ({"candidates": people("甲乙丙")}, "candidates"),
        ({"candidates": people("甲乙丙"), "is_by_election": True}, ""),
        ({"candidates": people("甲乙丙"), "seats": None}, ""),
        ({"candidates": people("甲乙丙"), "post": None}, ""),
        ({"candidates": people("甲乙丙"), "voted_on": None}, ""),
        ({**VICE, "candidates": people("甲乙")}, "candidates"),
        ({**VICE, "candidates": people("甲乙丙")}, ""),
        ({**VICE, "candidates": people("甲乙丙丁戊")}, ""),
        ({**VICE, "candidates": people("甲乙丙丁戊己")}, "candidates"),
        ({**VICE, "candidates": people("甲乙"), "is_by_election": True}, ""),
        ({**VICE, "candidates": people("甲"), "is_by_election": True}, "candidates"),
        ({**VICE, "candidates": people("甲乙"), "round": "separate"}, "candidates"),
        ({**VICE, "seats": 1, "candidates": people("甲"), "round": "runoff"}, "candidates"),
        ({**VICE, "seats": 1, "candidates": people("甲乙丙丁戊"), "round": "runoff"}, ""),
        ({**VICE, "candidates": []}, ""),  # not yet entered
        # who may be written in (art. 27, 29)
        ({"candidates": people("甲"), "write_ins": people("庚")}, ""),
        ({"candidates": people("甲乙"), "write_ins": people("庚"), "round": "runoff"}, "written_in"),
        ({"candidates": people("甲乙丙"), "write_ins": people("庚"), "round": "primary"}, "written_in"),
        # how many seats (art. 18)
        ({"seats": 2}, "seats"),
        ({"post": "chairperson", "seats": 2}, "seats"),
        ({"post": "vice_chairperson", "seats": 2}, ""),
        ({"post": "vice_chairperson", "seats": 3}, "seats"),
        ({"post": "deputy_town_head", "seats": 9}, ""),
        # who nominated them (art. 26)
        ({"candidates": people("甲", nominated_by="deputies", nominators=9)}, "nominators"),
        ({"candidates": people("甲", nominated_by="deputies", nominators=10)}, ""),
        ({"candidates": people("甲", nominated_by="deputies")}, ""),
        ({"candidates": people("甲", nominated_by="presidium", nominators=9)}, ""),
        ({"candidates": people("甲", nominated_by="deputies", nominators=9), "voted_on": None}, ""),
        ({"candidates": people("甲乙", nominated_by="presidium")}, "nominated"),
        ({"candidates": people("甲", nominated_by="presidium") + people("乙", nominated_by="deputies")}, ""),
        ({"candidates": people("甲乙", nominated_by="presidium"), "seats": None}, ""),
        ({"candidates": people("甲乙", nominated_by="presidium"), "voted_on": None}, ""),
        ({"candidates": people("甲乙", nominated_by="presidium"), "round": "runoff"}, ""),
        # each once
        ({"candidates": people("甲甲")}, "twice"),
        ({"candidates": people("甲"), "write_ins": people("甲")}, "twice"),
        ({"candidates": people("甲"), "write_ins": people("乙")}, ""),
        ({"candidates": [{}, {}]}, ""),  # names that are still to be written
        # who watches over the count does not stand (选举法 art. 43)
        ({"candidates": people("甲"), "scrutineers": "乙、甲"}, "scrutineer"),
        ({"candidates": people("甲"), "tellers": "丙 甲"}, "scrutineer"),
        ({"candidates": people("甲"), "scrutineers": "乙", "tellers": "丙"}, ""),
        ({"candidates": [{}], "scrutineers": "乙，"}, ""),
        ({"candidates": [{"name": ""}, *people("甲")], "post": "deputy_town_head", "tellers": "乙，"}, ""),
        ({"candidates": people("甲"), "scrutineers": None, "tellers": None}, ""),
        ({"candidates": [{"name": "None"}], "scrutineers": None}, ""),
        ({"scrutineers": "乙"}, ""),
        # the count
        ({**PAPERS, "candidates": [COUNTED]}, ""),
        ({**PAPERS, "candidates": [{**COUNTED, "abstain": 1}]}, "sums"),
        ({**PAPERS, "candidates": [COUNTED], "write_ins": [{"name": "乙", "in_favor": 5}]}, ""),
        ({**PAPERS, "candidates": [{**COUNTED, "in_favor": 49}], "write_ins": [{"name": "乙", "in_favor": 6}]}, "sums"),
        ({**PAPERS, "present": 59}, "sums"),
        ({**PAPERS, "collected": 57}, "void_ballot"),
        ({**PAPERS, "collected": 57, "present": 59}, "void_ballot"),
        ({"seats": None, **PAPERS, "post": None, "candidates": [{**COUNTED, "in_favor": 0, "against": 55}]}, ""),
        # days
        ({"announced_on": date(2022, 7, 19)}, "order"),
        ({"announced_on": DAY}, ""),
    ],
)  # fmt: skip
def test_an_election_is_doubted_for_what_the_law_does_not_allow(row: dict[str, Any], code: str) -> None:
    assert {code for _, code in doubts(row)} == ({code} if code else set())


@pytest.mark.parametrize(
    ("row", "is_doubted"),
    [
        ({}, True),
        ({"round": "separate"}, False),  # another number may stand then
        ({"round": None}, False),
        ({"post": None}, False),
        ({"seats": None}, False),
        ({"voted_on": None}, False),
        ({"candidate_count": 3}, False),
        ({"candidate_count": 5}, False),
        ({"candidate_count": 2}, True),
        ({"candidate_count": None}, False),
        ({"round": "primary"}, True),
    ],
)
def test_the_number_that_the_session_fixed_is_within_the_law(row: dict[str, Any], is_doubted: bool) -> None:
    assert (
        ("candidate_count", "candidate_count") in doubts({**VICE, "candidate_count": 6, **row})
    ) == is_doubted


def test_doubts_stand_beside_what_to_mend() -> None:
    assert doubts({**PAPERS, "collected": 57}) == {("collected", "void_ballot")}
    assert doubts({**PAPERS, "present": 59}) == {("present", "sums")}
    assert doubts({"seats": 2}) == {("seats", "seats")}
    assert doubts({**VICE, "candidates": people("甲乙")}) == {("candidates", "candidates")}
    assert doubts({"candidates": people("甲"), "tellers": "甲"}) == {("scrutineers", "scrutineer")}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**VICE, "candidates": people("甲乙")}, "应选 2 名，候选人应为 3 至 5 名（组织法第二十七条），这里有 2 名，请核对。"),
        ({**VICE, "candidates": people("甲"), "is_by_election": True}, "应选 2 名，候选人应为 2 至 5 名（组织法第三十条），这里有 1 名，请核对。"),
        ({**VICE, "candidates": people("甲乙"), "round": "runoff"}, "应选 2 名，候选人应为 3 名以上（组织法第二十九条），这里有 2 名，请核对。"),
        ({**VICE, "candidates": people("甲乙丙丁戊己")}, "应选 2 名，候选人应为 3 至 5 名（组织法第二十七条），这里有 6 名，提名超过的，先进行预选，请核对。"),
        ({**VICE, "candidates": people("甲乙丙丁戊己"), "round": "separate"}, "应选 2 名，候选人应为 3 至 5 名（组织法第二十七条），这里有 6 名，请核对。"),
        ({**VICE, "candidates": people("甲"), "candidate_count": 4}, "应选 2 名，候选人应为 4 名（组织法第二十七条），这里有 1 名，请核对。"),
        ({**VICE, "candidates": people("甲甲丙丁"), "candidate_count": 6}, "应选 2 名，候选人应为 3 至 5 名（组织法第二十七条），规定候选人数填的是 6，请核对。"),
        ({**VICE, "candidate_count": 6, "is_by_election": True}, "应选 2 名，候选人应为 2 至 5 名（组织法第三十条），规定候选人数填的是 6，请核对。"),
        ({**PAPERS, "candidates": [COUNTED], "write_ins": [{"name": "乙", "in_favor": 6}]}, "得票合计 56 票，55 张有效票、应选 1 名最多 55 票；另选人得票合计 6 票，多于反对票合计 5 票，请核对。"),
        ({"seats": 2}, "镇长最多 1 名，应选名额填的是 2，请核对。"),
        ({"candidates": people("甲", nominated_by="deputies", nominators=9)}, "代表联名提名要有十名以上（组织法第二十六条）：甲（9 名）不足，请核对。"),
    ],
)  # fmt: skip
def test_a_doubt_names_numbers_and_article(row: dict[str, Any], words: str) -> None:
    whole = {"post": "town_head", "seats": 1, "round": "first", "voted_on": DAY, **row}
    assert words in [problem.message for problem in BY_KEY["elections"].judge(whole, Context(today=DAY))]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"post": "chairperson", "candidates": [{"name": "李四"}]}, ""),
        ({"post": "chairperson", "candidates": [{"name": "王五"}]}, "no_deputy"),  # the county's
        ({"post": "vice_chairperson", "write_ins": [{"name": "赵六"}]}, "no_deputy"),
        ({"post": "town_head", "candidates": [{"name": "赵六"}]}, ""),
        ({"post": "chairperson", "candidates": [{}]}, ""),
        ({"post": "chairperson", "candidates": [{"name": "赵六"}], "voted_on": None}, ""),
        ({"in_office": 58}, ""),
        ({"in_office": 57}, "in_office"),  # frozen, and no longer borne out by the roster
        ({"in_office": 57, "voted_on": None}, ""),
        ({"session": Ref(1, "五次")}, ""),
        ({"session": Ref(1, "五次"), "voted_on": date(2022, 7, 18)}, "outside_session"),
        ({"session": Ref(1, "五次"), "voted_on": date(2022, 7, 19)}, ""),
        ({"session": Ref(1, "五次"), "voted_on": date(2022, 7, 21)}, ""),
        ({"session": Ref(1, "五次"), "voted_on": date(2022, 7, 22)}, "outside_session"),
        ({"session": Ref(2, "六次")}, ""),  # of one day: its close is not entered
        ({"session": Ref(2, "六次"), "voted_on": date(2022, 7, 21)}, "outside_session"),
        ({"session": Ref(None, "某次"), "voted_on": date(2022, 7, 1)}, ""),
        ({"session": Ref(1, "五次"), "voted_on": None}, ""),
    ],
)
def test_an_election_agrees_with_roster_and_session(row: dict[str, Any], code: str) -> None:
    assert {code for _, code in doubts({"id": 1, **row}, Roster())} == ({code} if code else set())


def test_a_line_of_a_workbook_waits_for_the_roster_until_it_is_kept() -> None:
    assert (
        doubts({"post": "chairperson", "candidates": [{"name": "赵六"}], "in_office": 57}, Roster()) == set()
    )


@pytest.mark.parametrize("key", ["elections", "votes"])
def test_all_deputies_of_the_day_are_frozen_unless_they_were_written_down(key: str) -> None:
    complete = BY_KEY[key].complete
    assert complete is not None
    for row, kept in (
        ({"voted_on": DAY}, (58, 2)),
        ({"voted_on": DAY, "session": Ref(1, "五次")}, (58, 2)),
        ({"voted_on": DAY, "in_office": 60}, (60, None)),
        ({"voted_on": None}, (None, None)),
    ):
        frozen: Row = dict(row)
        complete(frozen, Context(today=DAY, lookup=Roster()))
        assert (frozen.get("in_office"), frozen.get("suspended_count")) == kept


class Issued(Roster):
    """Beside it a document that went out: 甲 was announced."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        is_it = register == "outgoing_documents" and equals == {"no": "迳人大〔2022〕5号"}
        return [{"title": "迳口镇人民代表大会主席团公告（甲当选）"}] if is_it else []


ANNOUNCED, LOST = {"announced_on": DAY}, {**COUNTED, "in_favor": 29, "against": 26}
NUMBERED = {"document_no": "迳人大〔2022〕第5号"}


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        ({"candidates": [COUNTED], **ANNOUNCED, **NUMBERED}, None),
        ({"candidates": [LOST]}, None),  # nothing was announced of it
        ({"candidates": [LOST], **ANNOUNCED}, "announced_on"),
        ({"candidates": [LOST], **NUMBERED}, "document_no"),
        (
            {"candidates": [{**COUNTED, "name": "乙"}], **NUMBERED},
            "document_no",
        ),  # the count was corrected: another won
        (
            {"candidates": [{**COUNTED, "name": "乙"}], "document_no": "迳人大〔2022〕6号"},
            None,
        ),  # not entered there
        ({"candidates": [LOST], "round": "primary", **ANNOUNCED}, None),
    ],
)
def test_who_was_announced_is_who_the_numbers_elect(row: dict[str, Any], doubted: str | None) -> None:
    told = doubts({"id": 1, **PAPERS, **row}, Issued())
    assert {field for field, code in told if code == "not_as_published"} == ({doubted} if doubted else set())


@pytest.mark.parametrize(
    ("in_favor", "number", "doubted"),
    [(30, "〔2022〕3号", False), (29, "〔2022〕3号", True), (29, None, False)],
)
def test_what_went_out_under_a_number_was_passed(in_favor: int, number: str | None, doubted: bool) -> None:
    counted = {"in_office": 58, "present": 56, "in_favor": in_favor, "against": 56 - in_favor, "abstain": 0}
    vote = {"way": "hands", "voted_on": DAY, **counted, "not_voting": 0, "document_no": number}
    codes = {one.code for one in BY_KEY["votes"].judge(vote, Context(today=DAY, lookup=NoLookup()))}
    assert ("not_as_published" in codes) == doubted


@pytest.mark.parametrize(("in_office", "code"), [(58, set()), (55, {"in_office"})])
def test_all_deputies_of_a_ballot_on_projects_are_those_of_the_roster(in_office: int, code: set[str]) -> None:
    ballot = {"id": 1, "held_on": DAY, "in_office": in_office}
    assert {
        one.code for one in BY_KEY["project_ballots"].judge(ballot, Context(today=DAY, lookup=Roster()))
    } == code


RUN_OFF = {"round": "runoff", "seats": 1, **PAPERS}


@pytest.mark.parametrize(
    ("row", "outcome", "elected", "next_step"),
    [
        ({**PAPERS, "candidates": [COUNTED]}, "complete", "甲", ""),
        ({**PAPERS, "candidates": [{**COUNTED, "in_favor": 29, "against": 26}]}, "short", None, "不足的 1 名另行选举"),
        ({**RUN_OFF, "candidates": [{**COUNTED, "in_favor": 29, "against": 26}]}, "complete", "甲", ""),
        ({**PAPERS, "candidates": []}, "unclear", None, ""),
        ({**PAPERS, "candidates": [COUNTED], "collected": 57}, "void", None, "须重新选举"),
        ({**PAPERS, "candidates": [{**COUNTED, "in_favor": 5, "against": 50}], "write_ins": [{"name": "乙", "in_favor": 40}]},
         "complete", "乙", ""),
        # who is no deputy cannot be chairperson, and may be town head
        ({**PAPERS, "post": "chairperson", "candidates": [{**COUNTED, "name": "赵六"}]}, "short", None, "不足的 1 名另行选举"),
        ({**PAPERS, "post": "chairperson", "candidates": [{**COUNTED, "name": "李四"}]}, "complete", "李四", ""),
        ({**PAPERS, "candidates": [{**COUNTED, "name": "赵六"}]}, "complete", "赵六", ""),
        ({**PAPERS, "candidates": [COUNTED], "seats": None}, "unclear", None, ""),
        ({**PAPERS, "candidates": [COUNTED], "round": None}, "complete", "甲", ""),
    ],
)  # fmt: skip
def test_the_outcome_follows_from_the_numbers(
    row: dict[str, Any], outcome: str, elected: str | None, next_step: str
) -> None:
    register = BY_KEY["elections"]
    whole: Row = {"post": "town_head", "seats": 1, "round": "first", "voted_on": DAY, **row}
    assert register.compute is not None
    register.compute([whole], Context(today=DAY, lookup=Roster()))
    assert (whole["outcome"], whole["elected"]) == (outcome, elected)
    assert (whole["next_step"] or "").startswith(next_step) and bool(whole["next_step"]) == bool(next_step)
    assert whole["sentence"].startswith("应到代表 58 名，实到 56 名")
    course = register.course
    assert course is not None
    (stage,) = course.stages(whole, Context(today=DAY, lookup=Roster()))
    assert (stage.since, stage.state) == (DAY, outcome)


def test_the_sentence_of_an_election_notes_the_suspended() -> None:
    row: Row = {
        "post": "town_head",
        "seats": 1,
        "round": "first",
        "voted_on": DAY,
        **PAPERS,
        "suspended_count": 2,
    }
    row["candidates"] = [{**COUNTED, "in_favor": 29, "against": 26}]
    before: Row = {**row, "voted_on": None}
    compute = BY_KEY["elections"].compute
    assert compute is not None
    compute([row, before], Context(today=DAY, lookup=Roster()))
    assert row["sentence"].endswith("以 56 名为基数则当选的是甲（29 票）。）")
    assert "sentence" not in before and before["outcome"] == "short"


VOTED = {"way": "show_of_hands", "in_office": 58, "present": 56, "in_favor": 50, "against": 3, "abstain": 2}
SECRET = {**PAPERS, "way": "ballot", "in_favor": 50, "against": 3, "abstain": 2}


@pytest.mark.parametrize(
    ("row", "verdict", "threshold", "code"),
    [
        ({**VOTED, "not_voting": 1}, "passed", 30, ""),
        ({**VOTED, "not_voting": 2}, "unclear", 30, "sums"),
        ({**VOTED, "not_voting": 1, "collected": 57, "issued": 56}, "passed", 30, ""),  # no papers at a show of hands
        (SECRET, "passed", 30, ""),
        ({**SECRET, "not_voting": 7}, "passed", 30, ""),
        ({**SECRET, "collected": 57, "void": 2}, "void", 30, "void_ballot"),
        ({**SECRET, "in_favor": 29, "against": 24}, "failed", 30, ""),
        ({**SECRET, "in_office": None}, "unclear", None, ""),
    ],
)  # fmt: skip
def test_the_verdict_on_a_vote_follows_from_its_row(
    row: dict[str, Any], verdict: str, threshold: int | None, code: str
) -> None:
    register = BY_KEY["votes"]
    whole: Row = {"voted_on": DAY, "suspended_count": 2, **row}
    assert register.compute is not None and register.course is not None
    register.compute([whole], Context(today=DAY))
    assert (whole["verdict"], whole["threshold"]) == (verdict, threshold)
    assert ("附注" in whole["sentence"]) == (verdict == "failed")
    (stage,) = register.course.stages(whole, Context(today=DAY))
    assert (stage.since, stage.state) == (DAY, verdict)
    assert {problem.code for problem in register.judge(whole, Context(today=DAY))} == (
        {code} if code else set()
    )
