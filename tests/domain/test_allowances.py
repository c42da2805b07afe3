"""Allowances: by the rate of the day, once a day and kind, lost work only without a fixed income."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.allowances import Due, Duty, allowances_due, rate_on

FROM = date(2022, 1, 1)
RISEN = date(2022, 7, 1)
RATES = [
    {"allowance": "lost_work", "kind": "meeting", "amount": 10_000, "valid_from": FROM},
    {"allowance": "lost_work", "kind": "meeting", "amount": 12_000, "valid_from": RISEN},
    {"allowance": "lost_work", "kind": "reception", "amount": 5_050, "valid_from": FROM},
    {"allowance": "lost_work", "kind": "reception", "amount": 0, "valid_from": RISEN},
    {"allowance": "travel", "kind": "meeting", "amount": 3_000, "valid_from": FROM},
]
DUTIES = (
    Duty("meeting", date(2022, 4, 3), 1),
    Duty("meeting", date(2022, 4, 3), 2),  # a second plenary of that day
    Duty("meeting", date(2022, 7, 20), 3),
    Duty("reception", date(2022, 4, 3), 4),
    Duty("reception", date(2022, 6, 30), 5),
    Duty("reception", date(2022, 7, 1), 6),  # no longer paid
    Duty("training", date(2022, 7, 1), 7),  # never paid
)


@pytest.mark.parametrize(
    ("kind", "day", "fen"),
    [
        ("meeting", date(2021, 12, 31), 0),
        ("meeting", FROM, 10_000),
        ("meeting", date(2022, 6, 30), 10_000),
        ("meeting", RISEN, 12_000),
        ("reception", RISEN, 0),
        ("training", RISEN, 0),
    ],
)
def test_the_rate_is_that_of_the_day(kind: str, day: date, fen: int) -> None:
    assert rate_on(RATES, "lost_work", kind, day) == fen
    assert rate_on(RATES[::-1], "lost_work", kind, day) == fen


@pytest.mark.parametrize("order", [1, -1])
def test_days_and_sums_as_counted_by_hand(order: int) -> None:
    duties = DUTIES[::order]
    travel = Due(2, 6_000, (1, 2, 3) if order == 1 else (2, 1, 3))
    due = allowances_due(duties, RATES, has_fixed_income=False)
    assert {part: (one.days, one.amount) for part, one in due.items()} == {
        ("lost_work", "meeting"): (2, 22_000),
        ("lost_work", "reception"): (2, 10_100),
        ("travel", "meeting"): (2, 6_000),
    }
    assert allowances_due(duties, RATES, has_fixed_income=True) == {("travel", "meeting"): travel}
    assert allowances_due((), RATES, has_fixed_income=False) == {}
