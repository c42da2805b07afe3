"""The three kinds of year by hand: their days, their names, and in which one a day lies."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.booklet_years import (
    BookletYear,
    calendar_year,
    congress_year,
    due_back,
    register_year,
    year_from,
    year_name,
)


def days_of(year: BookletYear | None) -> str:
    return f"{year.first}–{year.last}" if year else ""


@pytest.mark.parametrize(
    ("year", "today", "days"),
    [
        (2022, "2026-07-01", "2022-01-01–2022-12-31"),
        (None, "2022-01-01", "2022-01-01–2022-12-31"),
        (None, "2022-12-31", "2022-01-01–2022-12-31"),
    ],
)
def test_the_calendar_year(year: int | None, today: str, days: str) -> None:
    assert days_of(calendar_year(year, date.fromisoformat(today))) == days


@pytest.mark.parametrize(
    ("year", "today", "days"),
    [
        (2022, "2026-07-01", "2022-04-01–2023-03-31"),
        (2023, "2026-07-01", "2023-04-01–2024-03-31"),
        (None, "2022-04-01", "2022-04-01–2023-03-31"),
        (None, "2022-03-31", "2021-04-01–2022-03-31"),
        (None, "2022-12-31", "2022-04-01–2023-03-31"),
    ],
)
def test_the_register_year_begins_in_april(year: int | None, today: str, days: str) -> None:
    assert days_of(register_year(year, date.fromisoformat(today))) == days


@pytest.mark.parametrize(
    ("opened", "year", "days"),
    [
        (("2022-04-03", "2022-07-20", "2023-03-28"), 2022, "2022-04-03–2023-03-27"),
        (("2023-03-28", "2022-07-20", "2022-04-03"), 2022, "2022-04-03–2023-03-27"),
        (("2022-04-03",), 2022, "2022-04-03–2023-04-02"),  # the next one is not entered yet
        (("2020-02-29",), 2020, "2020-02-29–2021-02-27"),
        (("2022-04-03", "2024-01-10"), 2022, "2022-04-03–2023-04-02"),  # a year without any session
        (("2021-03-01", "2022-04-03"), 2022, "2022-04-03–2023-04-02"),
        (("2022-04-03", "2024-01-10"), 2023, ""),
        ((), 2022, ""),
    ],
)
def test_the_congress_year_runs_from_session_to_session(
    opened: tuple[str, ...], year: int, days: str
) -> None:
    assert days_of(congress_year(year, map(date.fromisoformat, opened))) == days


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        ("2022-04-01", "2023-03-31", "2023-04-30"),
        ("2023-04-01", "2024-03-31", "2024-04-30"),
        ("2024-02-29", "2025-02-27", "2025-03-29"),
    ],
)
def test_a_register_year_has_twelve_months_and_thirty_days_for_handing_in(
    first: str, last: str, due: str
) -> None:
    begins = date.fromisoformat(first)
    assert (str(year_from(begins).last), str(due_back(begins))) == (last, due)


def test_each_kind_of_year_has_its_name() -> None:
    names = [year_name(kind, 2022) for kind in ("calendar", "register", "congress")]
    assert names == ["2022年度", "2022至2023登记年度", "2022会议年度"]
    today = date(2022, 7, 1)
    congress = congress_year(2022, [today])
    assert congress is not None
    assert [calendar_year(2022, today).name, register_year(2022, today).name, congress.name] == names
    assert calendar_year(2022, today).in_full == "2022年度（2022年1月1日至2022年12月31日）"


def test_both_ends_of_a_year_are_its_days() -> None:
    year = BookletYear("", date(2022, 4, 1), date(2023, 3, 31))
    days = ("2022-03-31", "2022-04-01", "2022-12-01", "2023-03-31", "2023-04-01")
    assert [year.holds(date.fromisoformat(day)) for day in days] == [False, True, True, True, False]
    assert year.length == 365
    assert BookletYear("", date(2020, 2, 29), date(2020, 2, 29)).length == 1
    assert BookletYear("", date(2019, 4, 1), date(2020, 3, 31)).length == 366
