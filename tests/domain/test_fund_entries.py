"""Balances of funds by hand: each fund and each calendar year for itself, by date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context, NoLookup, Row
from app.domain.registers.fund_entries import fill_balance, fund_not_overdrawn, income_or_expense

# id, fund, day, income and expense in fen, and the balance after it
ENTRIES = [
    (1, "presidium", "2021-12-30", 50_000, None, 50_000),
    (2, "presidium", "2021-12-31", None, 20_000, 30_000),
    (3, "presidium", "2022-01-01", 100_000, None, 100_000),  # nothing comes over from the year before
    (4, "sites", "2022-01-05", 7_000, None, 7_000),  # another fund
    (5, "presidium", "2022-02-28", None, 25_050, 74_950),
    (6, "presidium", "2022-12-31", None, 74_950, 0),
    (7, "sites", "2022-12-31", None, 8_000, -1_000),
    (8, "presidium", "2023-01-01", None, 1, -1),
]


def row_of(entry: tuple[Any, ...]) -> Row:
    number, fund, day, income, expense, _ = entry
    values = {"id": number, "fund": fund, "occurred_on": date.fromisoformat(day)}
    return values | {"income": income, "expense": expense}


class Entries(NoLookup):
    """The entries above as a ledger gives them: of one fund, by date, of a year where one is asked for."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        rows = [row_of(entry) for entry in ENTRIES if entry[1] == equals["fund"]]
        return [row for row in rows if year is None or row["occurred_on"].year == year]


CONTEXT = Context(today=date(2023, 6, 30), lookup=Entries())


@pytest.mark.parametrize("shown", [ENTRIES, ENTRIES[4:5], ENTRIES[::-1]])
def test_each_fund_and_year_has_its_own_balance(shown: list[tuple[Any, ...]]) -> None:
    rows = [row_of(entry) for entry in shown]
    fill_balance(rows, CONTEXT)
    assert [row["balance"] for row in rows] == [entry[-1] for entry in shown]


@pytest.mark.parametrize(
    ("fund", "day", "expense", "over"),
    [
        ("presidium", "2021-12-31", 30_000, False),  # down to nothing
        ("presidium", "2021-12-31", 30_001, True),
        ("presidium", "2021-12-30", 50_000, False),  # what is spent the day after is not counted yet
        ("presidium", "2022-01-01", 100_000, False),  # money that came in on the day itself
        ("presidium", "2022-01-01", 100_001, True),  # the 300 yuan of last year are gone
        ("presidium", "2023-02-28", 1, True),  # nothing came in this year
        ("deputies", "2022-03-01", 1, True),  # another fund's money does not help
        ("sites", "2022-06-30", 7_000, False),
    ],
)
def test_no_more_is_spent_than_came_in_within_the_fund_and_the_year(
    fund: str, day: str, expense: int, over: bool
) -> None:
    row = {"id": 99, "fund": fund, "occurred_on": date.fromisoformat(day), "expense": expense}
    problem = fund_not_overdrawn(row, CONTEXT)
    assert (problem is not None) == over
    assert problem is None or (problem.field, problem.severity) == ("expense", "warning")


def test_an_entry_that_is_changed_is_not_counted_twice() -> None:
    assert fund_not_overdrawn(row_of(ENTRIES[5]), CONTEXT) is None
    problem = fund_not_overdrawn(row_of(ENTRIES[6]), CONTEXT)
    assert problem is not None and "结余为 -10.00 元" in problem.message


@pytest.mark.parametrize(
    ("income", "expense", "right"),
    [(None, None, False), (1, None, True), (None, 1, True), (1, 1, False), (0, None, True), (None, 0, True)],
)
def test_an_entry_is_income_or_expense(income: int | None, expense: int | None, right: bool) -> None:
    problem = income_or_expense({"income": income, "expense": expense}, CONTEXT)
    assert (problem is None) == right
    assert problem is None or (problem.field, problem.severity) == ("income", "error")


def test_nothing_is_said_of_what_is_not_whole() -> None:
    row = {"id": 99, "fund": "deputies", "occurred_on": date(2022, 3, 1), "expense": 5}
    assert fund_not_overdrawn(row, CONTEXT) is not None
    for missing in ("id", "fund", "occurred_on", "expense"):  # a line of a workbook has no id yet
        assert fund_not_overdrawn({**row, missing: None}, CONTEXT) is None
