"""Who was a deputy in a year, from stretches written by hand: first and last day, suspension, two mandates."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.law.mandates import Interval
from app.figures.people_of_year import Mandate, people_of_year


def d(text: str) -> date:
    return date.fromisoformat(text)


def stretch(start: str | None, end: str | None, suspended: bool = False) -> Interval:
    return Interval(d(start) if start else None, d(end) if end else None, suspended)


def mandate(*stretches: Interval, row: int = 1, person: int = 1, level: str = "township") -> Mandate:
    return Mandate(row, person, level, None, stretches, stretches)


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        ("2022-01-01", "2022-12-31", True),
        (None, None, True),  # neither day is known
        (None, "2022-01-01", False),  # the day of the end no longer belongs to it
        (None, "2022-01-02", True),
        ("2022-06-30", None, True),  # begins on the cut-off day
        ("2022-07-01", None, False),
        ("2021-01-01", "2021-12-31", False),
        ("2021-01-01", "2022-01-02", True),
    ],
)
def test_a_mandate_counts_from_its_first_day_to_the_one_before_its_end(
    start: str | None, end: str | None, counts: bool
) -> None:
    people = people_of_year({1: mandate(stretch(start, end))}, 2022, d("2022-06-30"))
    assert people == ({1: (mandate(stretch(start, end)),)} if counts else {})


@pytest.mark.parametrize(
    ("until", "counts"),
    [("2021-12-31", False), ("2022-01-01", True), ("2022-12-31", True), ("2024-02-29", True)],
)
def test_a_cut_off_before_the_year_counts_nobody_and_one_after_it_ends_with_the_year(
    until: str, counts: bool
) -> None:
    whole, after = mandate(stretch("2016-11-10", None)), mandate(stretch("2023-01-01", None), person=2)
    assert people_of_year({1: whole, 2: after}, 2022, d(until)) == ({1: (whole,)} if counts else {})


def test_of_two_mandates_that_of_the_town_comes_last_and_else_the_newer_one() -> None:
    first = mandate(stretch("2016-11-10", "2022-03-01"), row=5)
    second = mandate(stretch("2022-03-01", None), row=2)
    county = mandate(stretch("2022-04-01", None), row=9, level="county")
    older = mandate(stretch(None, None), row=7, person=2)
    beside = mandate(stretch(None, None), row=8, person=2)
    all_of_them = {each.id: each for each in (second, county, first, beside, older)}
    people = people_of_year(all_of_them, 2022, d("2022-12-31"))
    assert people == {1: (county, first, second), 2: (older, beside)}


@pytest.mark.parametrize(
    ("day", "may"),
    [
        ("2022-01-09", False),
        ("2022-01-10", True),
        ("2022-02-28", True),
        ("2022-03-01", False),  # suspended from this day on
        ("2022-03-31", True),  # but the day is known to the month only, and this is its last one
        ("2022-04-01", True),
        ("2022-05-01", False),
    ],
)
def test_nobody_acts_while_suspended_and_what_is_not_known_speaks_for_the_deputy(day: str, may: bool) -> None:
    held = Mandate(
        1,
        1,
        "township",
        None,
        (stretch("2022-01-10", "2022-03-01"), stretch("2022-03-01", "2022-04-01", True), stretch("2022-04-01", "2022-05-01")),
        (stretch("2022-01-10", "2022-03-01"), stretch("2022-03-01", "2022-03-31", True), stretch("2022-03-31", "2022-05-01")),
    )  # fmt: skip
    assert held.could_act_on(d(day)) is may
