"""Entries of a course follow a date that is corrected, each its own, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.course_corrections import carry_entries

Line = dict[str, Any]


def day(number: int) -> date:
    return date(2022, 11, number)


def entry(step: str, number: int | None, **more: Any) -> Line:
    return {"step": step, "on": number and day(number), "why": f"{step}{number}", **more}


def matter(steps: list[Line], *rounds: dict[str, int]) -> dict[str, Any]:
    dated = tuple({key: day(number) for key, number in one.items()} for one in rounds)
    return {"raised_on": day(1), "steps": tuple(steps), "rounds": dated}


HANDED, REPLIED = entry("assigned", 3), entry("replied", 10)
ONE = {"assigned_on": 3, "replied_on": 10}
TWICE = [HANDED, REPLIED, entry("replied", 10, why="第二轮")]


@pytest.mark.parametrize(
    ("steps", "before", "after", "days"),
    [
        ([HANDED, REPLIED], [ONE], [{**ONE, "replied_on": 12}], [3, 12]),
        ([HANDED, REPLIED], [ONE], [ONE], [3, 10]),
        (TWICE, [ONE, {"replied_on": 10}], [{**ONE, "replied_on": 12}, {"replied_on": 10}], [3, 12, 10]),
        (TWICE, [ONE, {"replied_on": 10}], [ONE, {"replied_on": 12}], [3, 10, 12]),  # the second one's own
        (TWICE, [ONE, {"replied_on": 10}], [{**ONE, "replied_on": 11}, {"replied_on": 12}], [3, 11, 12]),
        ([HANDED, REPLIED], [ONE], [{"assigned_on": 3}], [3, 10]),  # the date was taken away
        ([HANDED, REPLIED], [ONE], [ONE, {"replied_on": 12}], [3, 10]),  # another one came
        ([HANDED], [ONE], [{**ONE, "replied_on": 12}], [3]),  # as read from an old ledger: a date without its entry
        ([entry("replied", None), REPLIED], [ONE], [{**ONE, "replied_on": 12}], [None, 12]),
        ([entry("", 10), REPLIED], [ONE], [{**ONE, "replied_on": 12}], [10, 12]),  # a correction of that day
        ([REPLIED, entry("assigned", 10, is_back=True), REPLIED], [ONE], [{**ONE, "replied_on": 12}], [10, 10, 12]),
        ([HANDED, entry("replied", 10, is_back=True)], [ONE], [{**ONE, "replied_on": 12}], [3, 10]),
    ],
)  # fmt: skip
def test_the_entry_of_a_step_goes_where_its_date_goes(
    steps: list[Line], before: list[dict[str, int]], after: list[dict[str, int]], days: list[int | None]
) -> None:
    corrected = matter(steps, *after)
    carry_entries(matter(steps, *before), corrected)
    assert [line["on"] and line["on"].day for line in corrected["steps"]] == days
    assert [line["why"] for line in corrected["steps"]] == [line["why"] for line in steps]


@pytest.mark.parametrize("own", [[], [entry("replied", 11)]])
def test_entries_that_were_written_by_hand_stay(own: list[Line]) -> None:
    corrected = matter(own, {**ONE, "replied_on": 12})
    carry_entries(matter([REPLIED], ONE), corrected)
    assert corrected["steps"] == tuple(own)


def test_a_matter_without_entries_gets_none() -> None:
    row = {"raised_on": day(1)}
    carry_entries(dict(row), row)
    assert row == {"raised_on": day(1)}
