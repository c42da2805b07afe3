"""The verdict on a vote: tables counted by hand, and what no sequence of numbers may bring about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.law.ballots import Ballots
from app.domain.law.votes import Tally, contradictions, verdict, verdict_without_suspended
from app.domain.vote_words import presence_in_words, vote_in_words

DAY = date(2022, 7, 20)
HANDS = Tally(in_office=58, present=56, in_favor=50, against=3, abstain=2, not_voting=1)
PAPERS = Tally(58, 56, 50, 3, 2, secret=True, issued=56, collected=56, void=1)


@pytest.mark.parametrize(
    ("in_office", "present", "in_favor", "against", "abstain", "not_voting", "outcome"),
    [
        (58, 56, 30, 20, 6, 0, "passed"),  # 58 // 2 + 1 = 30
        (58, 56, 29, 27, 0, 0, "failed"),  # exactly half of 58 is not more than half
        (58, 39, 39, 0, 0, 0, "passed"),  # 39 of 58 are two thirds, rounded up
        (58, 38, 38, 0, 0, 0, "no_quorum"),
        (57, 38, 29, 9, 0, 0, "passed"),
        (57, 38, 28, 0, 10, 0, "failed"),  # a majority of those present is not enough
        (57, 37, 37, 0, 0, 0, "no_quorum"),
        (60, 60, 30, 30, 0, 0, "failed"),
        (60, 60, 31, 29, 0, 0, "passed"),
        (160, 107, 81, 0, 0, 26, "passed"),
        (160, 107, 80, 0, 0, 27, "failed"),
        (160, 106, 106, 0, 0, 0, "no_quorum"),
        (3, 2, 2, 0, 0, 0, "passed"),
        (1, 1, 1, 0, 0, 0, "passed"),
        (58, 56, 0, 56, 0, 0, "failed"),
        (58, 56, 50, 3, 2, 0, "unclear"),  # one of those present is not accounted for
        (58, 56, 50, 3, 2, 2, "unclear"),
        (58, 59, 59, 0, 0, 0, "unclear"),  # more present than in office
        (0, 0, 0, 0, 0, 0, "unclear"),
        (None, 56, 56, 0, 0, 0, "unclear"),
        (58, None, 58, 0, 0, 0, "passed"),  # nobody counted who was there, but 58 voted
        (58, None, 39, 0, 0, 0, "passed"),  # 39 votes show the quorum of 39
        (58, None, 38, 0, 0, 0, "unclear"),  # 38 votes do not show it, nor that it was not there
        (58, None, 59, 0, 0, 0, "unclear"),
        (1, None, 0, 0, 0, 0, "unclear"),  # nobody was seen
        (58, 56, None, None, None, None, "unclear"),
    ],
)
def test_a_show_of_hands_by_hand(
    in_office: int | None,
    present: int | None,
    in_favor: int | None,
    against: int | None,
    abstain: int | None,
    not_voting: int | None,
    outcome: str,
) -> None:
    assert verdict(Tally(in_office, present, in_favor, against, abstain, not_voting)) == outcome  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, "passed"),
        ({"in_favor": 30, "against": 23}, "passed"),
        ({"in_favor": 29, "against": 24}, "failed"),
        ({"collected": 57}, "void"),  # one more than issued
        ({"collected": 57, "in_favor": 51}, "void"),
        ({"issued": 57}, "unclear"),  # more than those present
        ({"void": 0}, "unclear"),  # then 56 are valid, 55 were counted
        ({"collected": 55, "void": 0}, "passed"),  # one kept the ballot
        ({"void": 57, "in_favor": 0, "against": 0, "abstain": 0}, "unclear"),
        ({"void": 56, "in_favor": 0, "against": 0, "abstain": 0}, "failed"),  # every ballot was void
        ({"present": 38, "issued": 38, "collected": 38, "void": 0, "in_favor": 38, "against": 0, "abstain": 0}, "no_quorum"),
        ({"present": 39, "issued": 39, "collected": 39, "void": 0, "in_favor": 39, "against": 0, "abstain": 0}, "passed"),
        ({"present": None}, "passed"),  # 56 ballots issued show who was there
        ({"present": None, "issued": None, "collected": None, "void": None}, "passed"),
        ({"present": None, "issued": 38, "collected": 38, "in_favor": 35, "against": 2, "abstain": 0}, "unclear"),
        ({"present": None, "issued": 39, "collected": 38, "in_favor": 35, "against": 2, "abstain": 0}, "passed"),
        ({"not_voting": 7}, "passed"),  # no part of a secret ballot
        ({"issued": None}, "passed"),
        ({"present": 39, "issued": 38, "collected": 38, "void": 0, "in_favor": 38, "against": 0, "abstain": 0}, "passed"),
    ],
)  # fmt: skip
def test_a_secret_ballot_by_hand(changed: dict[str, int | None], outcome: str) -> None:
    assert verdict(replace(PAPERS, **changed)) == outcome


@pytest.mark.parametrize(
    ("tally", "fields"),
    [
        (HANDS, []),
        (PAPERS, []),
        (replace(HANDS, present=59, not_voting=4), ["present", "in_favor"]),
        (replace(HANDS, abstain=3), ["in_favor"]),
        (replace(HANDS, present=None, abstain=5), ["in_favor"]),
        (replace(HANDS, present=None, abstain=4), []),
        (replace(HANDS, in_favor=None), []),
        (replace(PAPERS, issued=57), ["issued"]),
        (replace(PAPERS, void=60), ["void", "in_favor"]),
        (replace(PAPERS, void=56, in_favor=0, against=0, abstain=0), []),
        (replace(PAPERS, against=4), ["in_favor"]),
        (replace(HANDS, issued=99, void=100), []),  # papers are no part of a show of hands
    ],
)
def test_what_cannot_be_true_names_its_field(tally: Tally, fields: list[str]) -> None:
    assert [one.field for one in contradictions(tally)] == fields


def test_a_contradiction_says_both_numbers() -> None:
    (hands,) = contradictions(replace(HANDS, abstain=3))
    assert hands.sentence == "赞成、反对、弃权和未表决合计 57，实到是 56 人"
    (papers,) = contradictions(replace(PAPERS, against=4))
    assert papers.sentence == "赞成、反对、弃权合计 56，有效票是 55 张"
    (all_,) = contradictions(replace(HANDS, present=None, abstain=5))
    assert all_.sentence == "各项合计 59 多于全体代表 58 名"
    assert [one.sentence for one in Ballots(58, 59, 60, 5, 6).contradictions()] == [
        "实到 59 人多于全体代表 58 名",
        "发出 60 张多于实到 59 人",
        "废票 6 张多于收回 5 张",
    ]


@pytest.mark.parametrize(
    ("present", "in_favor", "suspended", "other"),
    [
        (56, 30, 2, None),  # passed of 58, and of 56 too
        (56, 29, 1, "passed"),  # not of 58; of 57 it would be
        (56, 29, 2, "passed"),
        (56, 28, 1, None),
        (55, 28, 3, "passed"),  # 55 // 2 + 1 = 28
        (56, 28, 2, None),
        (56, 29, 0, None),
        (38, 38, 1, "passed"),  # 38 are no quorum of 58, but one of 57
        (38, 28, 1, "failed"),
        (37, 37, 1, None),
        (38, 38, 0, None),
    ],
)
def test_suspended_deputies_are_counted_and_noted(
    present: int, in_favor: int, suspended: int, other: str | None
) -> None:
    tally = Tally(58, present, in_favor, present - in_favor, 0, 0)
    assert verdict_without_suspended(tally, suspended) == other


@pytest.mark.parametrize(
    "tally",
    [
        Tally(58, 56, None),
        Tally(None, 56, 30, 26, 0, 0),
        Tally(2, 2, 1, 1),  # nobody would be left
        replace(PAPERS, in_favor=29, collected=57),
        replace(HANDS, abstain=9),
    ],
)
def test_no_note_where_nothing_could_be_decided(tally: Tally) -> None:
    assert verdict_without_suspended(tally, 2) is None


def test_what_was_counted_is_counted_without_the_votes_in_favour() -> None:
    assert Tally(58, against=3, abstain=2, not_voting=1).counted == 6
    assert Tally(58, against=3, not_voting=1, secret=True).counted == 3


COUNT = st.none() | st.integers(0, 8)


@settings(max_examples=150, deadline=None)
@given(
    st.builds(
        Tally,
        COUNT,
        COUNT,
        COUNT,
        COUNT,
        COUNT,
        COUNT,
        st.booleans(),
        issued=COUNT,
        collected=COUNT,
        void=COUNT,
    )
)
def test_nothing_passes_that_the_law_would_not_let_pass(tally: Tally) -> None:
    one = verdict(tally)
    if one in ("passed", "failed"):
        assert tally.in_office and tally.in_favor is not None
        assert tally.counted <= tally.in_office
        assert (one == "passed") == (2 * tally.in_favor > tally.in_office)
        there = max(
            number or 0 for number in (tally.present, tally.counted, tally.issued if tally.secret else 0)
        )
        assert 3 * there >= 2 * tally.in_office
        if tally.present is not None:
            assert 3 * tally.present >= 2 * tally.in_office
        if tally.secret and tally.collected is not None:
            assert tally.collected - (tally.void or 0) == tally.counted
            assert tally.issued is None or tally.collected <= tally.issued
    assert vote_in_words(tally, DAY, suspended=1).endswith(("。", "）"))


@pytest.mark.parametrize(
    ("tally", "suspended", "on", "sentence"),
    [
        (HANDS, 0, DAY,
         "应到代表 58 名，实到 56 名，符合法定人数。赞成 50 人，反对 3 人，弃权 2 人，未表决 1 人。"
         "赞成票超过全体代表 58 名的半数（须 30 票），通过（组织法第二十五条）。"),
        (PAPERS, 0, DAY,
         "应到代表 58 名，实到 56 名，符合法定人数。发出 56 张，收回 56 张，其中有效票 55 张，废票 1 张。"
         "赞成 50 票，反对 3 票，弃权 2 票。赞成票超过全体代表 58 名的半数（须 30 票），通过（组织法第二十五条）。"),
        (Tally(58, 56, 29, 27), 2, date(2021, 8, 6),
         "应到代表 58 名，实到 56 名，符合法定人数。赞成 29 人，反对 27 人，弃权 0 人，未表决 0 人。"
         "赞成票没有超过全体代表 58 名的半数（须 30 票），未通过（组织法）。"
         "（附注：全体代表中有 2 名暂停执行代表职务；如不计入，以 56 名为基数则为通过。）"),
        (Tally(58, 38, 38), 1, DAY,
         "应到代表 58 名，实到 38 名，不足法定人数（须 39 名）。赞成 38 人，反对 0 人，弃权 0 人，未表决 0 人。"
         "出席代表不足全体代表的三分之二，会议不能举行，表决不成立（组织法第十四条）。"
         "（附注：全体代表中有 1 名暂停执行代表职务；如不计入，以 57 名为基数则符合法定人数，结果为通过。）"),
        (Tally(58, 38, 28, 10), 1, DAY,
         "应到代表 58 名，实到 38 名，不足法定人数（须 39 名）。赞成 28 人，反对 10 人，弃权 0 人，未表决 0 人。"
         "出席代表不足全体代表的三分之二，会议不能举行，表决不成立（组织法第十四条）。"
         "（附注：全体代表中有 1 名暂停执行代表职务；如不计入，以 57 名为基数则符合法定人数，结果为不通过。）"),
        (replace(PAPERS, collected=57), 0, DAY,
         "应到代表 58 名，实到 56 名，符合法定人数。发出 56 张，收回 57 张，其中有效票 56 张，废票 1 张。"
         "收回的票多于发出的票，表决无效，须重新投票（参照选举法第四十四条）。"),
        (Tally(58, 38, 38), 0, DAY,
         "应到代表 58 名，实到 38 名，不足法定人数（须 39 名）。赞成 38 人，反对 0 人，弃权 0 人，未表决 0 人。"
         "出席代表不足全体代表的三分之二，会议不能举行，表决不成立（组织法第十四条）。"),
        (Tally(58), 0, DAY, "还没有赞成票数，填写后得出结果。"),
        (Tally(None, 56, 56), 0, DAY,
         "赞成 56 人，反对 0 人，弃权 0 人，未表决 0 人。还没有全体代表人数，填写后得出结果。"),
        (Tally(58, None, 30), 0, DAY,
         "赞成 30 人，反对 0 人，弃权 0 人，未表决 0 人。还没有实到人数，填写后得出结果。"),
        (Tally(58, 56, 50), 0, DAY,
         "应到代表 58 名，实到 56 名，符合法定人数。赞成 50 人，反对 0 人，弃权 0 人，未表决 0 人。"
         "数字对不上，还不能得出结果：赞成、反对、弃权和未表决合计 50，实到是 56 人，请核对。"),
    ],
)  # fmt: skip
def test_the_sentence_for_the_minutes(tally: Tally, suspended: int, on: date, sentence: str) -> None:
    assert vote_in_words(tally, on, suspended=suspended) == sentence


def test_the_sentence_of_presence() -> None:
    assert presence_in_words(60, 57, 3) == "应到代表 60 名，实到 57 名，请假 3 名，符合法定人数。"
    assert presence_in_words(60, 40, 0) == "应到代表 60 名，实到 40 名，符合法定人数。"
    assert presence_in_words(60, 39) == "应到代表 60 名，实到 39 名，不足法定人数（须 40 名）。"
    assert presence_in_words(None, 39) == presence_in_words(60, None) == ""
