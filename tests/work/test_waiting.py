"""What waits for the clerk is on the desk and in the handover, by its last day, once, until it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.kinds import Day
from app.domain.registers import BY_KEY, SHOWN
from app.storage.ledger import Ledger
from app.work.desk import desk_of
from app.work.open_matters import open_matters
from app.yearend.open_matters import open_in_year, open_lines
from tests.kept_ledgers import open_ledger, sample_folder

TODAY = date(2022, 12, 20)
FOURTH, FIFTH, HELD, LATER = {"id": 4}, {"id": 5}, "2022-04-03", "2022-07-20"
STATION = "迳口镇人大代表联络室"

# Register, what is entered, its words and last day, what she enters once it is done.
MATTERS: tuple[tuple[str, dict[str, Any], str, str, dict[str, Any]], ...] = (
    ("bills", {"session": FOURTH, "raised_on": HELD, "source": "主席团", "title": "修路"},
     "待决定", "", {"decision": "列入议程", "decided_on": HELD}),
    ("incoming_documents", {"received_on": "2022-12-01", "title": "报送材料", "sender": "市人大", "due_on": "2022-12-31"},
     "待办", "2022-12-31", {"done_on": "2022-12-19"}),
    ("inspections", {"kind": "视察", "title": "视察水库", "held_on": "2022-11-01"},
     "待送报告", "", {"report_sent_on": "2022-11-02", "feedback_on": "2022-11-03"}),
    ("reports_to_voters", {"held_on": "2022-11-05", "deputy": {"id": 9}, "way": "书面述职"},
     "待书面反馈", "", {"feedback_on": "2022-11-06"}),
    ("site_checks", {"round": "2022年第九轮", "site": STATION, "item": "有牌子", "checked_on": "2022-12-01", "result": "缺", "fix_by": "2022-12-15"},
     "待整改", "2022-12-15", {"fixed_on": "2022-12-19"}),
    ("speeches", {"session": FOURTH, "spoken_on": HELD, "deputy": {"id": 9}, "kind": "建议", "content": "加快修路"},
     "建议未转", "", {"kind": "审议意见"}),
    ("deputy_leaves", {"deputy": {"id": 9}, "from_on": "2022-12-19", "until_on": "2022-12-25", "reason": "住院"},
     "待批准", "2022-12-19", {"is_approved": "否"}),
    ("votes", {"session": FOURTH, "voted_on": HELD, "matter": "预算", "way": "无记名投票", "in_office": "58", "present": "56", "issued": "56", "collected": "57", "void": "0"},
     "须重新表决", "", {"collected": "56", "in_favor": "56", "against": "0", "abstain": "0"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(sample_folder(tmp_path_factory.mktemp("waiting") / "data"), today=TODAY) as ledger:
        yield ledger


def write(ledger: Ledger, key: str, typed: dict[str, Any], row: int | None = None) -> int:
    values, problems = ledger.read_values(key, typed)
    assert not [one for one in problems if one.severity == "error" and (row is None or one.code != "missing")]
    with ledger.act("登记") as act:
        if row is None:
            return act.add(key, values)
        act.change(key, row, values)
        return row


def waiting(ledger: Ledger, key: str, row: int) -> list[tuple[str, str]]:
    return [(one.state, one.due) for one in open_matters(ledger) if (one.key, one.row) == (key, row)]


@pytest.mark.parametrize(("key", "typed", "state", "due", "done"), MATTERS, ids=[one[0] for one in MATTERS])
def test_what_waits_is_told_once_until_it_is_done(
    ledger: Ledger, key: str, typed: dict[str, Any], state: str, due: str, done: dict[str, Any]
) -> None:
    row, label = write(ledger, key, typed), BY_KEY[key].label
    assert waiting(ledger, key, row) == [(state, due)]
    desk = desk_of(ledger, 2022)
    lines = [line for part in (desk.overdue, desk.soon, desk.later) for line in part if line.key == key]
    assert [state in line.words for line in lines if row in line.rows] == [True]
    assert any(line[0] == label and line[2:] == (state, due) for line in open_lines(ledger))
    assert [
        gap.register for gap in open_in_year(ledger, 2022) if row in gap.rows and gap.register == key
    ] == [key]
    write(ledger, key, done, row)
    assert not waiting(ledger, key, row)


def test_a_gap_found_again_waits_once_and_one_that_was_met_no_more(ledger: Ledger) -> None:
    check = {
        "site": STATION,
        "item": "有制度",
        "result": "缺",
        "checked_on": "2022-12-02",
        "fix_by": "2022-12-10",
    }
    first = write(ledger, "site_checks", {"round": "2022年第十轮", **check})
    again = {"round": "2022年第十一轮", **check, "checked_on": "2022-12-12", "fix_by": "2022-12-18"}
    second = write(ledger, "site_checks", again)
    assert not waiting(ledger, "site_checks", first)
    assert waiting(ledger, "site_checks", second) == [("待整改", "2022-12-18")]
    met = {"round": "2022年第十二轮", **check, "checked_on": "2022-12-19", "result": "达标"}
    write(ledger, "site_checks", met)
    assert not waiting(ledger, "site_checks", second)


def ballot(day: str, ballot_round: str, votes: str, session: dict[str, int] = FIFTH) -> dict[str, Any]:
    against = str(55 - int(votes))
    return {
        "session": session, "voted_on": day, "post": "副镇长", "seats": "1", "round": ballot_round,
        "candidates": [{"name": "黎志远", "in_favor": votes, "against": against, "abstain": "0"}],
        "in_office": "58", "present": "55", "issued": "55", "collected": "55", "void": "0",
    }  # fmt: skip


def test_an_election_waits_until_the_next_ballot_of_the_office(ledger: Ledger) -> None:
    first = write(ledger, "elections", ballot(LATER, "选举", "20"))
    write(ledger, "elections", {**ballot(LATER, "另行选举", "50"), "post": "副主席"})
    words = [("须再次投票或另行选举", "")]
    assert waiting(ledger, "elections", first) == words, "another office makes nothing good"
    again = write(ledger, "elections", ballot(LATER, "另行选举", "29"))
    assert not waiting(ledger, "elections", first), "the next ballot stands for it"
    assert waiting(ledger, "elections", again) == words, "half is not enough"
    write(ledger, "elections", ballot(LATER, "另行选举", "30"), again)
    assert not waiting(ledger, "elections", again)
    with ledger.act("删除") as act:
        act.remove("elections", again)
    assert waiting(ledger, "elections", first) == words


def test_a_void_vote_waits_until_the_matter_was_voted_on_again(ledger: Ledger) -> None:
    numbers = {"present": "56", "issued": "56", "collected": "57", "void": "0"}
    vote = {
        "session": FIFTH,
        "voted_on": LATER,
        "matter": "决算",
        "way": "无记名投票",
        "in_office": "58",
        **numbers,
    }
    first, words = write(ledger, "votes", vote), [("须重新表决", "")]
    write(ledger, "votes", {**vote, "matter": "决算报告"})
    assert waiting(ledger, "votes", first) == words, "another matter makes nothing good"
    again = write(ledger, "votes", {**vote, "round": "第二次表决"})
    assert not waiting(ledger, "votes", first)
    assert waiting(ledger, "votes", again) == words
    write(ledger, "votes", {"collected": "56", "in_favor": "20", "against": "36", "abstain": "0"}, again)
    assert not waiting(ledger, "votes", again), "it was not passed, and that is a result"
    write(ledger, "votes", {"matter": "决算的决议"}, again)
    assert waiting(ledger, "votes", first) == words
    assert "repeats_nothing" in [
        one.code for one in ledger.read_values("votes", {"note": "x"}, row_id=again)[1]
    ]


def test_the_last_day_of_a_pill_is_a_day_of_its_register() -> None:
    for register in SHOWN:
        for pill in register.filters:
            assert pill.waits or not pill.until, (register.key, pill.key)
            assert not pill.until or isinstance(register.field(pill.until).kind, Day)
