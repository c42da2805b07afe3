"""Suggestions, notices, funds and sign-ins: each rule fires, its neighbour does not, on the very day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.domain.registers.receptions import CONFIDENTIAL
from app.domain.registers.suggestion_rules import SUGGESTION_RULES
from app.storage.checks.doubts import doubts_of
from app.storage.ledger import Ledger
from tests.storage.conftest import enter

Deputy = Callable[..., int]
SESSION = Ref(1, "镇 第十六届 第一次会议")
TEN = tuple(Ref(None, f"代表{number}") for number in range(10))


@pytest.fixture
def sitting(ledger: Ledger) -> Ledger:
    """A ledger with a session on 3 and 4 April 2022, looked at on 20 July."""
    raw = {"term": {"id": 1}, "ordinal": 1, "opened_on": "2022-04-03", "closed_on": "2022-04-04"}
    enter(ledger, "sessions", raw)
    return ledger


def codes(ledger: Ledger, today: date | None = None, **row: Any) -> set[str]:
    context = ledger.context(**({"today": today} if today else {}))
    asked = {
        "id": 1,
        "class": "suggestion",
        "raised_on": date(2022, 4, 3),
        "rounds": ({"assigned_on": date(2022, 4, 10)},),
        "deputies": TEN[:1],
    }
    found = (rule({**asked, **row}, context) for rule in SUGGESTION_RULES)
    return {problem.code for problem in found if problem}


@pytest.mark.parametrize(
    ("row", "doubted"),
    [
        ({}, set()),
        ({"deputies": ()}, {"no_sponsor"}),
        ({"deputies": None}, {"no_sponsor"}),
        ({"class": "opinion", "deputies": None}, set()),
        ({"class": "motion_converted", "deputies": TEN[:5], "session": SESSION}, set()),
        ({"class": "motion_converted", "deputies": TEN[:4], "session": SESSION}, {"few_sponsors"}),
        ({"class": "motion_converted", "deputies": TEN[:4]}, {"few_sponsors", "no_session"}),
        ({"class": "motion_converted", "deputies": TEN[:5]}, {"no_session"}),
        ({"class": "motion_converted", "deputies": None, "session": SESSION}, {"no_sponsor"}),
        ({"session": SESSION, "raised_on": date(2022, 4, 2)}, {"outside_session"}),
        ({"session": SESSION, "raised_on": date(2022, 4, 4)}, set()),
        ({"session": SESSION, "raised_on": date(2022, 4, 5)}, {"outside_session"}),
        ({"session": SESSION, "raised_on": date(2022, 4, 5), "source": "in_session"}, {"outside_session"}),
        ({"session": SESSION, "raised_on": date(2022, 4, 5), "source": "out_of_session"}, set()),
        ({"session": SESSION, "raised_on": date(2022, 4, 5), "class": "opinion"}, set()),
        ({"session": Ref(None, "没有登记的会议"), "raised_on": date(2022, 4, 5)}, set()),
        ({"exit_kind": "rejected", "exit_on": date(2022, 6, 1), "concluded_on": date(2022, 5, 31)}, {"exit_after_conclusion"}),
        ({"exit_kind": "rejected", "exit_on": date(2022, 6, 1), "concluded_on": date(2022, 6, 1)}, {"exit_after_conclusion"}),
        ({"exit_kind": "referred", "exit_on": date(2022, 6, 1), "concluded_on": date(2022, 6, 2)}, set()),
        ({"exit_kind": "rejected", "exit_on": date(2022, 6, 1)}, set()),
        ({"solved_on_spot": True, "replied_on": date(2022, 4, 3), "concluded_on": date(2022, 4, 3), "rounds": None}, set()),
        ({"concluded_on": date(2022, 5, 1), "feedback_on": date(2022, 9, 1)}, set()),
        ({"deputies": (TEN[0], TEN[0])}, {"twice"}),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_doubted_and_what_is_right_is_not(
    sitting: Ledger, row: dict[str, Any], doubted: set[str]
) -> None:
    assert codes(sitting, **row) == doubted


def test_a_session_that_is_not_closed_yet_ends_nowhere(ledger: Ledger) -> None:
    enter(ledger, "sessions", {"term": {"id": 1}, "ordinal": 1, "opened_on": "2022-04-03"})
    assert codes(ledger, session=SESSION, raised_on=date(2022, 4, 6)) == set()
    assert codes(ledger, session=SESSION, raised_on=date(2022, 4, 2)) == {"outside_session"}


def test_only_deputies_of_the_town_sponsor_in_its_session(sitting: Ledger, deputy: Deputy) -> None:
    enter(sitting, "terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"})
    town, county = deputy("王芳"), deputy("李强", level="县")
    both = (Ref(town, "王芳"), Ref(county, "李强"))
    assert codes(sitting, session=SESSION, deputies=both[:1]) == set()
    assert codes(sitting, session=SESSION, deputies=both) == {"other_level"}
    assert codes(sitting, deputies=both, source="out_of_session") == set()
    assert codes(sitting, session=SESSION, deputies=both, **{"class": "opinion"}) == set()
    assert codes(sitting, deputies=both, raised_on=date(2016, 1, 1)) == {"not_in_office"}


# The office's clock: five working days; 3 to 5 April 2022 are holidays, so the fifth is the 12th.
@pytest.mark.parametrize(
    ("row", "today", "late"),
    [
        ({}, date(2022, 4, 12), False),
        ({}, date(2022, 4, 13), True),
        ({"session": SESSION}, date(2022, 4, 13), True),
        (
            {"session": SESSION, "raised_on": date(2022, 3, 1), "source": "out_of_session"},
            date(2022, 4, 12),
            False,
        ),
        ({"rounds": ({"assigned_on": date(2022, 6, 1)},)}, date(2022, 7, 1), False),
        ({"exit_kind": "withdrawn"}, date(2022, 7, 1), False),
        ({"solved_on_spot": True}, date(2022, 7, 1), False),
        ({"rounds": ({"replied_on": date(2022, 5, 1)},)}, date(2022, 7, 1), False),
        ({"class": "opinion", "deputies": None}, date(2022, 7, 1), True),
    ],
)
def test_what_was_raised_is_handed_over_in_time(
    sitting: Ledger, row: dict[str, Any], today: date, late: bool
) -> None:
    assert ("assign_late" in codes(sitting, today, **{"rounds": None, **row})) == late


def test_without_a_clock_nothing_is_late(sitting: Ledger) -> None:
    for rule in sitting.rows("clock_rules", sitting.ids("clock_rules")):
        with sitting.act("删") as act:
            act.remove("clock_rules", rule["id"], "本地没有这样的规定")
    assert codes(sitting, date(2023, 1, 1), rounds=None) == set()
    duty = {"held_on": date(2022, 5, 10), "posted_on": date(2022, 5, 10)}
    assert BY_KEY["reception_duties"].judge(duty, sitting.context()) == []


@pytest.mark.parametrize(
    ("posted", "late"),
    [(date(2022, 5, 7), False), (date(2022, 5, 8), True), (date(2022, 5, 11), True), (None, False)],
)
def test_a_notice_hangs_in_time(ledger: Ledger, posted: date | None, late: bool) -> None:
    duty = {"held_on": date(2022, 5, 10), "posted_on": posted}
    assert [p.code for p in BY_KEY["reception_duties"].judge(duty, ledger.context())] == [
        "posted_late"
    ] * late


def test_a_rule_in_working_days_counts_back_over_rest(ledger: Ledger) -> None:
    rule = next(r for r in ledger.rows("clock_rules", ledger.ids("clock_rules")) if r["clock"] == "notice")
    with ledger.act("改") as act:
        act.change("clock_rules", rule["id"], {"unit": "working_days"})
    for posted, late in ((date(2022, 6, 15), False), (date(2022, 6, 16), True)):
        duty = {"held_on": date(2022, 6, 20), "posted_on": posted}  # a Monday
        assert [p.code for p in BY_KEY["reception_duties"].judge(duty, ledger.context())] == [
            "posted_late"
        ] * late


def test_a_fund_is_not_overdrawn(ledger: Ledger) -> None:
    def entry(day: str, **amount: Any) -> int:
        return enter(
            ledger,
            "fund_entries",
            {"fund": "主席团工作经费", "occurred_on": day, "summary": f"{day} {amount}", **amount},
        )

    def doubted() -> list[int]:
        rows = ledger.rows("fund_entries", ledger.ids("fund_entries"))
        return [row["id"] for row in rows if doubts_of(ledger, BY_KEY["fund_entries"], row)]

    spent = entry("2022-01-10", expense="100")
    assert doubted() == [spent]
    entry("2022-01-10", income="100")  # by the end of the day it is covered
    assert doubted() == []
    more = entry("2022-03-01", expense="0.01")
    assert doubted() == [more]
    entry("2022-02-01", income="0.01")
    assert doubted() == []
    other_year = entry("2023-01-05", expense="1")  # each year begins anew
    assert doubted() == [other_year]


@pytest.mark.parametrize(
    ("lines", "twice"),
    [
        ([("王大明", "东村"), ("王大明", "西村")], False),
        ([("王大明", "东村"), ("王大明", "东村")], True),
        ([("王大明", None), ("王大明", None)], True),
        ([("王大明", "东村"), ("王大明", None)], False),
        ([(CONFIDENTIAL, "东村"), (CONFIDENTIAL, "东村")], False),
        ([(None, "东村"), (None, "东村")], False),
    ],
)
def test_a_visitor_signs_once(
    ledger: Ledger, lines: list[tuple[str | None, str | None]], twice: bool
) -> None:
    visitors = tuple({"name": name, "village": village} for name, village in lines)
    problems = BY_KEY["receptions"].judge({"visitors": visitors}, ledger.context())
    assert [p.code for p in problems] == ["twice"] * twice


def test_rows_of_a_workbook_are_not_doubted_for_what_comes_with_them(ledger: Ledger, deputy: Deputy) -> None:
    """What makes up for them may stand in the next row; the check looks at them once they are kept."""
    spent = {"fund": "主席团工作经费", "occurred_on": "2022-01-10", "summary": "会议", "expense": "100"}
    back = {"mandate": {"id": deputy()}, "kind": "恢复", "occurred_on": "2020-03-01"}
    for key, raw, code in (("fund_entries", spent, "overdrawn"), ("mandate_changes", back, "no_suspension")):
        assert [p.code for p in ledger.read_values(key, raw, typed=False)[1]] == []
        assert [p.code for p in ledger.read_values(key, raw)[1]] == [code]
        row = ledger.row(key, enter(ledger, key, raw))
        assert row is not None
        assert [d.problem.code for d in doubts_of(ledger, BY_KEY[key], row)] == [code]


def test_a_line_of_a_workbook_is_not_doubted_for_what_its_sheet_leaves_out(sitting: Ledger) -> None:
    raw = {"class": "议案转建议", "raised_on": "2022-04-03", "content": "修路"}
    assert sitting.read_values("suggestions", raw, typed=False)[1] == []
    typed = sitting.read_values("suggestions", raw)[1]
    assert {problem.code for problem in typed} == {"no_sponsor", "no_session"}
    row = sitting.row("suggestions", enter(sitting, "suggestions", raw))
    assert row is not None
    kept = {doubt.problem.code for doubt in doubts_of(sitting, BY_KEY["suggestions"], row)}
    assert kept == {"no_sponsor", "no_session", "assign_late"}
