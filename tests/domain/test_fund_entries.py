"""Balances of funds by hand: each fund for itself, by date, with what earlier years left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context, NoLookup, Row
from app.domain.ledger_head import head_of
from app.domain.registers.fund_entries import (
    FUND_ENTRIES,
    balance_in_words,
    fill_balance,
    fund_not_overdrawn,
    income_or_expense,
)

# id, fund, day, income and expense in fen, and the balance after it
ENTRIES = [
    (1, "presidium", "2021-12-30", 50_000, None, 50_000),
    (2, "presidium", "2021-12-31", None, 20_000, 30_000),
    (3, "presidium", "2022-01-01", 100_000, None, 130_000),  # the 300 yuan of the year before come over
    (4, "sites", "2022-01-05", 7_000, None, 7_000),  # another fund
    (5, "presidium", "2022-02-28", None, 25_050, 104_950),
    (6, "presidium", "2022-12-31", None, 74_950, 30_000),
    (7, "sites", "2022-12-31", None, 8_000, -1_000),
    (8, "presidium", "2023-01-01", None, 1, 29_999),
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
def test_each_fund_has_its_own_balance_with_what_earlier_years_left(shown: list[tuple[Any, ...]]) -> None:
    rows = [row_of(entry) for entry in shown]
    fill_balance(rows, CONTEXT)
    assert [row["balance"] for row in rows] == [entry[-1] for entry in shown]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], ""),
        ([3], "上年结转 300.00 元，本年收入 1,000.00 元，本年支出 0.00 元，结余 1,300.00 元。"),
        ([3, 5, 6], "上年结转 300.00 元，本年收入 1,000.00 元，本年支出 1,000.00 元，结余 300.00 元。"),
        ([2, 3, 5], "以前结转 500.00 元，收入 1,000.00 元，支出 450.50 元，结余 1,049.50 元。"),
        ([1, 2, 3, 5, 6, 8], "以前结转 0.00 元，收入 1,500.00 元，支出 1,200.01 元，结余 299.99 元。"),
        ([6, 7], ""),  # two funds have no common balance
    ],
)
def test_a_ledger_of_one_fund_closes_with_what_came_was_spent_and_is_left(
    entries: list[int], words: str
) -> None:
    rows = [{**row_of(entry), "balance": entry[-1]} for entry in ENTRIES if entry[0] in entries]
    assert balance_in_words(rows) == words
    for part, closing in (("", (words,) if words else ()), ("仅列所选", ())):  # a part carries nothing over
        assert head_of(FUND_ENTRIES, rows, None, CONTEXT.today, part=part).closing == closing
    for row in rows:
        assert (
            balance_in_words([{**other, "balance": None} if other is row else other for other in rows]) == ""
        )


@pytest.mark.parametrize(
    ("fund", "day", "expense", "over"),
    [
        ("presidium", "2021-12-31", 30_000, False),  # down to nothing
        ("presidium", "2021-12-31", 30_001, True),
        ("presidium", "2021-12-30", 50_000, False),  # what is spent the day after is not counted yet
        ("presidium", "2022-01-01", 130_000, False),  # money that came in on the day itself and last year
        ("presidium", "2022-01-01", 130_001, True),
        ("presidium", "2023-02-28", 29_999, False),
        ("presidium", "2023-02-28", 30_000, True),
        ("deputies", "2022-03-01", 1, True),  # another fund's money does not help
        ("sites", "2022-06-30", 7_000, False),
    ],
)
def test_no_more_is_spent_than_came_in_within_the_fund(fund: str, day: str, expense: int, over: bool) -> None:
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


def test_money_that_comes_in_is_never_too_much() -> None:
    row = {"id": 99, "fund": "sites", "occurred_on": date(2022, 12, 31), "income": 500}
    assert fund_not_overdrawn(row, CONTEXT) is None  # the fund stands at -10.00 before and -5.00 after
