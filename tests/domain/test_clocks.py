"""Which clock runs and on which day it ends, from rules and days off written by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.clocks import clock_on, has_holidays, last_day, latest_day, working_days
from app.domain.fields import Context, NoLookup, Row


def d(text: str) -> date:
    return date.fromisoformat(text)


def rule(clock: str, amount: int, unit: str, valid_from: str | None = None) -> Row:
    return {
        "clock": clock,
        "amount": amount,
        "unit": unit,
        "valid_from": d(valid_from) if valid_from else None,
    }


RULES = [
    rule("reply", 6, "months", "2025-03-12"),
    rule("reply", 3, "months"),
    rule("reply", 1, "months", "2022-07-10"),
    rule("assign", 5, "working_days"),
    rule("rework", 10, "days"),
    rule("later", 1, "months", "2030-01-01"),
]
# Rest from Saturday 1 to Friday 7 October 2022; the two days of the weekend after it are worked.
DAYS_OFF: list[Row] = [
    *({"day": date(2022, 10, day), "kind": "rest"} for day in range(1, 8)),
    {"day": d("2022-10-08"), "kind": "work"},
    {"day": d("2022-10-09"), "kind": "work"},
]


class Office(NoLookup):
    """The rules and days off above; ``remembered`` asks each time, so that no test leans on another."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        if register == "holidays":
            return DAYS_OFF
        return [each for each in RULES if each["clock"] == equals["clock"]]

    def remembered(self, register: str, name: str, ask: Callable[[], Any]) -> Any:
        return ask()


CONTEXT = Context(today=d("2022-12-31"), lookup=Office())


@pytest.mark.parametrize(
    ("day", "months"),
    [
        ("1990-01-01", 3),
        ("2022-07-09", 3),
        ("2022-07-10", 1),  # from the day on which the new rule begins
        ("2025-03-11", 1),
        ("2025-03-12", 6),
        ("2030-01-01", 6),
    ],
)
def test_the_newest_rule_that_has_begun_is_in_force(day: str, months: int) -> None:
    found = clock_on("reply", d(day), CONTEXT)
    assert found is not None and found["amount"] == months


def test_a_rule_that_has_not_begun_or_is_not_there_starts_no_clock() -> None:
    assert clock_on("later", d("2029-12-31"), CONTEXT) is None
    for clock in ("later", "none"):
        assert last_day(clock, d("2022-01-01"), CONTEXT) is None
        assert latest_day(clock, d("2022-01-01"), CONTEXT) is None


@pytest.mark.parametrize(
    ("clock", "started", "last"),
    [
        ("reply", "2022-04-06", "2022-07-06"),
        ("reply", "2022-01-08", "2022-04-08"),
        ("reply", "2022-01-09", "2022-04-11"),  # 9 April is a Saturday
        ("reply", "2022-07-01", "2022-10-08"),  # 1 October rests, 8 October is worked
        ("reply", "2022-08-31", "2022-09-30"),  # a shorter month
        ("reply", "2023-01-31", "2023-02-28"),
        ("reply", "2024-01-31", "2024-02-29"),
        ("assign", "2022-09-30", "2022-10-12"),  # 8, 9, 10, 11, 12
        ("assign", "2022-07-01", "2022-07-08"),
        ("rework", "2022-07-01", "2022-07-11"),
        ("rework", "2022-07-06", "2022-07-18"),  # 16 July is a Saturday
        ("rework", "2022-09-27", "2022-10-08"),
    ],
)
def test_a_clock_ends_on_the_working_day_counted_by_hand(clock: str, started: str, last: str) -> None:
    assert last_day(clock, d(started), CONTEXT) == d(last)


@pytest.mark.parametrize(
    ("clock", "before", "latest"),
    [
        ("reply", "2022-07-09", "2022-04-09"),  # no later than: a day of rest moves nowhere
        ("reply", "2022-10-31", "2022-09-30"),
        ("assign", "2022-10-12", "2022-09-30"),
        ("assign", "2022-10-10", "2022-09-28"),
        ("rework", "2022-10-10", "2022-09-30"),
        ("rework", "2022-03-05", "2022-02-23"),
    ],
)
def test_what_must_be_done_before_a_day_is_counted_back(clock: str, before: str, latest: str) -> None:
    assert latest_day(clock, d(before), CONTEXT) == d(latest)


def test_rest_and_work_come_from_the_table_of_days_off() -> None:
    calendar = working_days(CONTEXT)
    works = [day for day in range(1, 17) if calendar.works(date(2022, 10, day))]
    assert works == [8, 9, 10, 11, 12, 13, 14]
    assert has_holidays(2022, CONTEXT)
    assert not has_holidays(2023, CONTEXT)
