"""A roll after it was announced: what the chair read out stays, what is decided or corrected since stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.fields import Ref, Row
from app.domain.registers.session_attendance import sessions_missed
from app.figures.source import Source
from app.paper.sessions import PAPERS
from app.paper.sheet import Form, Table
from app.storage.checks.check import data_findings
from app.storage.ledger import Ledger
from app.work.session_facts import facts_of
from app.work.session_roll import announce, call_roll, mark
from app.yearend.cross_checks.contradiction import Scene
from app.yearend.cross_checks.meetings import roll_calls
from tests.kept_ledgers import enter, new_ledger

FIRST, SECOND = date(2026, 7, 20), date(2026, 7, 21)
NAMES = ("丁一", "王二", "文三", "田四", "白五", "朱六")


class Corrected(NamedTuple):
    """``before``: the papers as they were printed on the first day; ``after``: printed again after the corrections."""

    ledger: Ledger
    before: dict[str, str]
    after: dict[str, str]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corrected]:
    """A session of two days; since the first: a leave is granted, an absence was a delay, a resignation was accepted."""
    folder = Path(tmp_path_factory.mktemp("ledger")) / "data"
    with new_ledger(folder, today=date(2026, 7, 25), term=18, term_started=date(2026, 1, 10)) as ledger:
        for name in NAMES:
            enter(ledger, "deputies", name=name, level="镇", elected_on="2026-01-10")
        days = {"opened_on": "2026-07-20", "closed_on": "2026-07-21"}
        session = {"id": enter(ledger, "sessions", term="18", ordinal="2", **days)}
        for ordinal, (day, half) in enumerate((("20", "上午"), ("20", "下午"), ("21", "上午")), 1):
            meeting = {"kind": "全体会议", "held_on": f"2026-07-{day}", "half_day": half, "ordinal": ordinal}
            enter(ledger, "session_meetings", session=session, **meeting)
        away = {"from_on": "2026-07-20", "until_on": "2026-07-20", "reason": "出差"}
        refused = enter(ledger, "deputy_leaves", deputy={"id": 2}, is_approved=False, **away)
        enter(ledger, "deputy_leaves", deputy={"id": 3}, is_approved=True, **away)
        for ordinal in (1, 2):
            call_roll(ledger, meeting_of(ledger, ordinal))
            if ordinal == 1:
                mark(ledger, meeting_of(ledger, ordinal), 4, {"attendance": "absent"})
            announce(ledger, meeting_of(ledger, ordinal))
        before = papers(ledger)
        with ledger.act("补批请假") as act:
            act.change("deputy_leaves", refused, {"is_approved": True})
        mark(ledger, meeting_of(ledger, 1), 4, {"attendance": "late"})
        enter(ledger, "mandate_changes", mandate={"id": 5}, kind="辞职", occurred_on="2026-07-20")
        call_roll(ledger, meeting_of(ledger, 3))
        yield Corrected(ledger, before, papers(ledger))


def meeting_of(ledger: Ledger, row: int) -> Row:
    return ledger.row("session_meetings", row) or {}


def papers(ledger: Ledger) -> dict[str, str]:
    """What stands in the boxes and tables of the first sheet of each kind."""
    kinds = ("minutes", "sign_in_sheet", "attendance_summary")
    return {
        kind: str([b for b in PAPERS[kind](ledger, 1)[0].blocks if isinstance(b, Form | Table)])
        for kind in kinds
    }


READ_OUT = "应到代表 6 名，实到 3 名，请假 1 名，缺席 2 名，未达到法定人数 4 名，不能开会。"


def test_the_minutes_keep_what_the_chair_read_out(corrected: Corrected) -> None:
    assert READ_OUT in corrected.before["minutes"] and "宣布后更正" not in corrected.before["minutes"]
    assert f"{READ_OUT}（宣布后更正：实到 3→4，缺席 2→1。）" in corrected.after["minutes"]


def test_a_sign_in_sheet_printed_again_is_the_same(corrected: Corrected) -> None:
    assert corrected.after["sign_in_sheet"] == corrected.before["sign_in_sheet"]
    assert "白\\u3000五" in corrected.after["sign_in_sheet"]


def test_the_summary_shows_all_that_was_announced(corrected: Corrected) -> None:
    assert "应到 6，实到 3\\n请假 1，缺席 2" in corrected.after["attendance_summary"]


def test_a_leave_granted_after_the_roll_is_told(corrected: Corrected) -> None:
    (finding, _) = [each for each in data_findings(corrected.ledger) if each.code == "leave"]
    assert "请假已经批准，出席登记里是缺席" in finding.sentence
    (warning,) = facts_of(corrected.ledger, 1, 1).warnings
    assert warning.startswith("王二：“代表请假”")


def test_a_vacancy_during_the_session_changes_no_meeting_before_it(corrected: Corrected) -> None:
    ledger = corrected.ledger
    assert [facts_of(ledger, 1, meeting).count.due for meeting in (1, 2, 3)] == [6, 6, 5]
    scene = Scene(ledger, Source(ledger, 2026))
    assert not [one for one in roll_calls(scene) if "点名册上" in one.sentence]


@pytest.mark.parametrize(("day", "number", "verdict"), [("20", 6, "failed"), ("21", 5, "passed")])
def test_votes_count_against_those_announced_that_day(
    corrected: Corrected, day: str, number: int, verdict: str
) -> None:
    """Three of six are no majority, three of five are; 白五 is off the roster from the first day on."""
    counts = {"present": 5, "in_favor": 3, "against": 2, "abstain": 0, "not_voting": 0}
    vote = {
        "session": {"id": 1},
        "voted_on": f"2026-07-{day}",
        "matter": "财政预算",
        "way": "举手表决",
        **counts,
    }
    row = enter(corrected.ledger, "votes", **vote)
    try:
        kept = corrected.ledger.row("votes", row) or {}
        assert (kept["in_office"], kept["verdict"]) == (number, verdict)
        assert not [each for each in data_findings(corrected.ledger) if each.code == "in_office"]
    finally:
        corrected.ledger.undo()


def test_who_came_on_a_later_day_missed_no_session(corrected: Corrected) -> None:
    """王二 stayed away the whole first day; the session went on, and she came."""
    first, last = ({"meeting": Ref(row, ""), "held_on": day} for row, day in ((1, FIRST), (3, SECOND)))
    assert sessions_missed(2, first, corrected.ledger.lookup) == 0
    mark(corrected.ledger, meeting_of(corrected.ledger, 3), 2, {"attendance": "absent"})
    try:
        assert [sessions_missed(2, row, corrected.ledger.lookup) for row in (first, last)] == [1, 1]
    finally:
        corrected.ledger.undo()


def test_a_session_that_goes_on_is_not_missed_yet(corrected: Corrected) -> None:
    ledger = corrected.ledger
    ledger.undo()  # the roll of the last meeting
    try:
        assert sessions_missed(2, {"meeting": Ref(1, ""), "held_on": FIRST}, ledger.lookup) == 0
        # Seen from a later one it is over, whatever roll was never called.
        assert sessions_missed(2, {"meeting": None, "held_on": date(2026, 12, 1)}, ledger.lookup) == 1
    finally:
        ledger.redo()
