"""The rota is fair, mixed, and keeps off leave and double duty."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.law.deadlines import WorkingDays
from app.domain.law.reception_calendar import DayRule, days_of, latest_posting, theme_days
from app.domain.rota import Candidate, SiteWish, spread

NOBODY_RESTS = WorkingDays()


def always(_: date) -> bool:
    return True


def people(count: int, level: str = "township", first: int = 1) -> list[Candidate]:
    return [Candidate(i, i, level, always) for i in range(first, first + count)]


MONTHLY = [date(2022, month, 15) for month in range(1, 13)]


@given(st.integers(4, 60), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_shares_differ_by_one_at_most(count: int, wanted: int) -> None:
    duties = spread([SiteWish(1, MONTHLY, wanted, people(count))])
    times = Counter(mandate for duty in duties for mandate in duty.mandates)
    shares = [times.get(candidate.id, 0) for candidate in people(count)]
    assert max(shares) - min(shares) <= 1


def test_levels_are_mixed_on_every_day() -> None:
    candidates = people(12, "county") + people(58, "township", 100)
    for duty in spread([SiteWish(1, MONTHLY, 4, candidates)]):
        assert sum(mandate < 100 for mandate in duty.mandates) == 1
        assert len(duty.mandates) == 4


def test_one_human_being_is_on_duty_once_a_day() -> None:
    both = [Candidate(1, 7, "county", always), Candidate(2, 7, "township", always), *people(3, first=10)]
    for duty in spread([SiteWish(1, MONTHLY, 4, both)]):
        assert not {1, 2} <= set(duty.mandates)


def test_nobody_is_at_two_sites_on_a_day() -> None:
    shared = people(5)
    duties = spread([SiteWish(1, MONTHLY, 2, shared), SiteWish(2, MONTHLY, 2, shared)])
    for day in MONTHLY:
        booked = [mandate for duty in duties if duty.day == day for mandate in duty.mandates]
        assert len(booked) == len(set(booked)) == 4


def test_who_is_away_is_not_on_duty() -> None:
    away = Candidate(1, 1, "township", lambda day: day.month > 6)
    duties = spread([SiteWish(1, MONTHLY, 2, [away, *people(4, first=2)])])
    assert all(1 not in duty.mandates for duty in duties if duty.day.month <= 6)
    assert any(1 in duty.mandates for duty in duties if duty.day.month > 6)


def test_too_few_candidates_are_told() -> None:
    assert [duty.missing for duty in spread([SiteWish(1, MONTHLY[:1], 4, people(3))])] == [1]


def test_earlier_duties_count() -> None:
    duties = spread([SiteWish(1, MONTHLY[:1], 1, people(2))], before={1: 3})
    assert duties[0].mandates == (2,)


def test_the_site_with_fewer_candidates_chooses_first_and_days_come_in_order() -> None:
    room = SiteWish(1, [MONTHLY[1], MONTHLY[0]], 1, people(2))
    station = SiteWish(2, [MONTHLY[0]], 1, people(1))
    duties = [(duty.day, duty.site, duty.mandates) for duty in spread([room, station])]
    assert duties == [(MONTHLY[0], 2, (1,)), (MONTHLY[0], 1, (2,)), (MONTHLY[1], 1, (1,))]


@pytest.mark.parametrize(
    ("year", "expected"),
    [  # the 15th of the quarter's second month, moved over weekends (domain: weekend check)
        (2026, [date(2026, 2, 16), date(2026, 5, 15), date(2026, 8, 17), date(2026, 11, 16)]),
        (2027, [date(2027, 2, 15), date(2027, 5, 17), date(2027, 8, 16), date(2027, 11, 15)]),
    ],
)
def test_theme_days_move_to_working_days(year: int, expected: list[date]) -> None:
    assert theme_days(year, NOBODY_RESTS) == expected


def test_a_holiday_moves_and_a_make_up_day_stays() -> None:
    calendar = WorkingDays(frozenset({date(2022, 4, 4)}), frozenset({date(2022, 4, 2)}))
    assert days_of(DayRule((4,), 4), 2022, calendar) == [date(2022, 4, 5)]
    assert days_of(DayRule((4,), 2), 2022, calendar) == [date(2022, 4, 2)]


def test_a_short_month_takes_its_last_day() -> None:
    assert days_of(DayRule((2,), 31), 2022, NOBODY_RESTS) == [date(2022, 2, 28)]


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        (2022, 7, date(2022, 7, 29)),  # the 31st is a Sunday: August is another month
        (2022, 4, date(2022, 4, 29)),  # a short month whose 30th is a Saturday
        (2022, 5, date(2022, 5, 31)),
        (2024, 2, date(2024, 2, 29)),
        (2022, 1, date(2022, 1, 31)),
    ],
)
def test_the_last_day_of_a_month_stays_in_its_month(year: int, month: int, expected: date) -> None:
    assert days_of(DayRule((month,), 31), year, NOBODY_RESTS) == [expected]


def test_every_day_of_every_month_stays_in_its_month() -> None:
    months = tuple(range(1, 13))
    for day in range(1, 32):
        for year in (2022, 2024):
            assert [d.month for d in days_of(DayRule(months, day), year, NOBODY_RESTS)] == list(months)


def test_notices_hang_three_days_before() -> None:
    assert latest_posting(date(2022, 3, 2), 3) == date(2022, 2, 27)


DAY, NEXT = date(2022, 2, 28), date(2022, 3, 1)


@pytest.mark.parametrize(
    ("before", "wanted", "first", "second"),
    [
        ({}, 1, (1,), (2,)),
        ({1: 1}, 1, (2,), (3,)),  # who has one already waits
        ({2: 2, 3: 2}, 1, (1,), (1,)),  # once is still fewer than twice
        ({1: 1, 2: 1}, 1, (3,), (1,)),  # all have one, and the last of the third is the newest
        ({1: 1, 2: 1}, 3, (1, 2, 3), (1, 2, 3)),  # told in the order of the list
    ],
)
def test_who_had_the_fewest_duties_comes_first(
    before: dict[int, int], wanted: int, first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    duties = spread([SiteWish(1, [DAY, NEXT], wanted, people(3))], before=before)
    assert [duty.mandates for duty in duties] == [first, second]
    assert [duty.missing for duty in duties] == [0, 0]


def test_one_person_cannot_serve_two_sites_on_a_day() -> None:
    duties = spread([SiteWish(site, [DAY], 1, people(1)) for site in (1, 2)])
    assert [(duty.site, duty.mandates, duty.missing) for duty in duties] == [(1, (1,), 0), (2, (), 1)]


@pytest.mark.parametrize(
    ("wanted", "levels"),
    [
        (1, [("county", 1), ("township", 5)]),  # no room for either
        (2, [("county", 1), ("township", 5)]),
        (3, [("county", 1), ("city", 1), ("township", 5)]),
    ],
)
def test_each_day_has_one_of_every_level_where_there_is_room(
    wanted: int, levels: list[tuple[str, int]]
) -> None:
    candidates = [one for n, (level, count) in enumerate(levels) for one in people(count, level, 1 + 100 * n)]
    level_of = {candidate.id: candidate.level for candidate in candidates}
    for duty in spread([SiteWish(1, MONTHLY, wanted, candidates)]):
        assert len(duty.mandates) == wanted
        assert wanted == 1 or len({level_of[mandate] for mandate in duty.mandates}) == len(levels)


def test_theme_days_by_the_month_are_twelve() -> None:
    days = theme_days(2022, NOBODY_RESTS, monthly=True)
    # 15 January, May and October 2022 fall on weekends
    assert [day.day for day in days] == [17, 15, 15, 15, 16, 15, 15, 15, 15, 17, 15, 15]
    assert [day.month for day in days] == list(range(1, 13))
