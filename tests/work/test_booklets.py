"""Booklets: one a person, handed out in one act, due back in April, counted by the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.booklet_years import register_year
from app.domain.fields import Context
from app.domain.registers.booklets import BOOKLETS, booklet_stages, state_on
from app.storage.ledger import Ledger
from app.storage.query import Query
from app.work import booklets
from tests.figures.town import Town

APRIL = date(2022, 4, 8)
YEAR = register_year(2022, APRIL)
STATES = ("prepared", "out", "overdue", "collected", "missing")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Five people: 乙 sits in both congresses, 丙 left in February, 丁 was by-elected in October."""
    town = Town(tmp_path_factory.mktemp("booklets") / "data", today=date(2023, 6, 30))
    town.term("county", 15, date(2021, 11, 1))
    town.elect("甲", "丙", "戊")
    town.elect("乙", level="county", term=15)
    town.elect("乙")
    town.elect("丁")
    town.event("丁", "by_elected", "2022-10-18")
    town.event("丙", "resigned", "2022-02-11", end_reason="resignation_accepted")
    yield town
    town.ledger.close()


def test_the_year_s_booklets_are_handed_out_taken_back_and_counted(town: Town) -> None:
    ledger = town.ledger
    assert booklets.issue(ledger, YEAR, APRIL) == 3
    rows = ledger.rows("booklets", ledger.ids("booklets", Query(order=("no",))))
    assert [row["no"] for row in rows] == ["2022-001", "2022-002", "2022-003"]
    assert {row["deputy"].id for row in rows} == {
        town.mandates[name].id for name in ("甲", "戊", "乙@township16")
    }
    assert booklets.issue(ledger, YEAR, APRIL) == 0  # everybody has one
    assert booklets.issue(ledger, YEAR, date(2022, 11, 1)) == 1  # 丁, by-elected since
    _returned(town)
    _filtered(ledger)


def _returned(town: Town) -> None:
    ledger = town.ledger
    ids = {row["deputy"].name: row["id"] for row in ledger.rows("booklets", ledger.ids("booklets"))}
    back = {"collected_on": date(2023, 4, 6), "condition": "whole"}
    assert booklets.collect(ledger, [ids["甲"], ids["乙"]], back) == 2
    assert (
        booklets.collect(ledger, [ids["甲"]], {"collected_on": date(2023, 5, 1)}) == 0
    )  # it is back already
    with ledger.act("遗失") as act:
        act.change("booklets", ids["戊"], {"missing_on": date(2023, 4, 20)})
    counts = {
        key: town.figure(f"booklets.{key}", 2023, "2023-04-10").value
        for key in ("issued", "collected", "due", "out")
    }
    assert counts == {"issued": 0, "collected": 2, "due": 4, "out": 2}
    assert town.figure("booklets.return_rate", 2023).words == "50.0%（2/4）"
    assert town.figure("booklets.issued", 2022, "2022-10-31").value == 3
    assert town.figure("booklets.issued", 2022).value == 4
    assert town.figure("booklets.due", 2022).value == 0
    assert town.figure("booklets.collected", 2023, "2023-04-05").value == 0
    assert (
        town.figure("booklets.collected", 2024).value == 0
    )  # of the day it came back, not of the day it is due


def _filtered(ledger: Ledger) -> None:
    def counted(day: date) -> dict[str, int]:
        return {key: ledger.count("booklets", Query(filter=key, on=day)) for key in STATES}

    assert counted(date(2022, 12, 31)) == {
        "prepared": 0,
        "out": 4,
        "overdue": 0,
        "collected": 0,
        "missing": 0,
    }
    assert counted(date(2023, 5, 1)) == {"prepared": 0, "out": 1, "overdue": 1, "collected": 2, "missing": 1}
    assert len(booklets.owing(ledger, YEAR, date(2023, 5, 1))) == 1
    assert booklets.owing(ledger, register_year(2021, APRIL), date(2023, 5, 1)) == []
    with ledger.act(
        "试"
    ) as act:  # elsewhere the year begins in January: it is of the number that its list shows
        values = {
            "deputy": ledger.row("booklets", ledger.ids("booklets")[0])["deputy"],
            "from_on": date(2023, 1, 1),
        }
        january = act.add("booklets", values | {"issued_on": date(2023, 1, 9)})
    assert january not in booklets.owing(ledger, YEAR, date(2023, 5, 1))
    assert booklets.owing(ledger, register_year(2023, APRIL), date(2023, 5, 1)) == [january]
    ledger.undo()


def test_what_was_issued_in_one_act_is_taken_back_in_one(town: Town) -> None:
    before = town.ledger.count("booklets")
    booklets.issue(town.ledger, register_year(2023, APRIL), date(2023, 4, 7))
    assert town.ledger.count("booklets") > before
    town.ledger.undo()
    assert town.ledger.count("booklets") == before


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ({}, "prepared"),
        ({"issued_on": APRIL}, "issued"),
        ({"issued_on": date(2022, 6, 2)}, "prepared"),
        ({"issued_on": APRIL, "missing_on": date(2022, 5, 1)}, "missing"),
        ({"issued_on": APRIL, "missing_on": date(2022, 5, 1), "collected_on": date(2022, 6, 1)}, "collected"),
        ({"issued_on": APRIL, "missing_on": date(2022, 5, 1), "reissued_on": date(2022, 5, 9)}, "issued"),
        (
            {
                "issued_on": APRIL,
                "missing_on": date(2022, 5, 1),
                "reissued_on": date(2022, 5, 9),
                "collected_on": date(2022, 6, 1),
            },
            "collected",
        ),
    ],
)
def test_where_a_booklet_is_on_a_day(days: dict[str, date], state: str) -> None:
    assert state_on(days, date(2022, 6, 1)) == state


def test_it_is_owed_from_its_issue_to_the_end_of_april() -> None:
    row = {"from_on": date(2022, 4, 1), "issued_on": APRIL, "collected_on": date(2023, 4, 6)}
    stages = booklet_stages(row, Context(today=date(2023, 6, 1)))
    assert [(stage.state, stage.due_on) for stage in stages] == [
        ("prepared", None),
        ("issued", date(2023, 4, 30)),
        ("collected", None),
    ]


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"issued_on": APRIL, "collected_on": date(2023, 4, 6), "condition": "whole"}, set()),
        ({"issued_on": APRIL, "collected_on": date(2022, 4, 7)}, {"collected_on"}),
        ({"collected_on": date(2023, 4, 6)}, {"issued_on"}),
        ({"issued_on": APRIL, "condition": "whole"}, {"collected_on"}),
    ],
)
def test_days_that_contradict_each_other_are_doubted(row: dict[str, Any], fields: set[str]) -> None:
    assert {problem.field for problem in BOOKLETS.judge(row, Context(today=date(2023, 6, 1)))} == fields


@pytest.mark.parametrize(
    ("row", "today", "first"),
    [
        ({"issued_on": date(2022, 3, 31)}, date(2030, 1, 1), date(2021, 4, 1)),
        ({"issued_on": APRIL}, date(2030, 1, 1), date(2022, 4, 1)),
        ({}, APRIL, date(2022, 4, 1)),
        ({"from_on": date(2020, 5, 1)}, APRIL, date(2020, 5, 1)),
    ],
)
def test_a_booklet_without_a_period_belongs_to_the_year_of_its_issue(
    row: dict[str, Any], today: date, first: date
) -> None:
    assert BOOKLETS.complete is not None
    BOOKLETS.complete(row, Context(today=today))
    assert row["from_on"] == first
