"""Which scheme a year is judged by, and what arithmetic reads in its rows, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.booklet_years import BookletYear
from app.domain.scoring.shapes import Scheme, ScoreItem
from app.figures.performance_scores import scheme_in_force, scheme_of

YEAR = BookletYear("2022年度", date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("valid_from", "place"),
    [
        ([], None),
        (["2021-05-01"], 0),
        (["2022-01-01"], 0),  # on its first day
        (["2020-01-01", "2021-12-31"], 1),
        (["2021-12-31", "2020-01-01"], 0),
        (["2021-01-01", "2022-01-01"], 1),
        (["2021-01-01", "2022-01-02"], 0),  # changed in mid-year: waits for the next one
        (["2021-01-01", "2021-01-01"], 1),  # the one entered last
        (["2022-07-01"], 0),  # the first one of a town
        (["2022-09-01", "2022-07-01"], 1),
        (["2022-07-01", "2022-07-01"], 0),
        (["2022-12-31"], 0),
        (["2023-01-01"], None),
    ],
)
def test_a_year_is_judged_by_the_scheme_in_force_when_it_began(
    valid_from: list[str], place: int | None
) -> None:
    schemes = [{"id": number, "valid_from": date.fromisoformat(day)} for number, day in enumerate(valid_from)]
    chosen = scheme_in_force(schemes, YEAR)
    assert (chosen and chosen["id"]) == place
    assert scheme_in_force(schemes[::-1], YEAR) == chosen


NAMED = {"id": 4, "name": "视察", "category": "履职", "basis": "per_event"}


@pytest.mark.parametrize(
    ("row", "item"),
    [
        ({}, ScoreItem(4, "视察", "履职", "per_event")),
        ({"counted": "inspection", "points": 20, "cap": 150}, ScoreItem(4, "视察", "履职", "per_event", "inspection", points=20, cap=150)),
        ({"points": None, "step": None, "cap": 0}, ScoreItem(4, "视察", "履职", "per_event", cap=0)),
        ({"basis": "target", "step": 5, "required_count": 3}, ScoreItem(4, "视察", "履职", "target", step=5, minimum=3)),
        ({"counted_by": "days", "attendance": "on_leave"}, ScoreItem(4, "视察", "履职", "per_event", attendance="on_leave", by_days=True)),
        ({"counted_by": "times", "role": "co_sponsor"}, ScoreItem(4, "视察", "履职", "per_event", role="co_sponsor")),
    ],
)  # fmt: skip
def test_what_is_left_blank_in_an_item_is_nothing(row: dict[str, Any], item: ScoreItem) -> None:
    assert scheme_of({}, [NAMED | row]) == Scheme([item], [], 0, {})


def test_what_is_left_blank_in_a_scheme_is_nothing() -> None:
    assert scheme_of({"base": None, "grades": None, "categories": None}, []) == Scheme([], [], 0, {})
    row = {
        "base": 600, "max_total": 1000, "best_share": 30,
        "grades": ({"grade": "优秀", "least": 900}, {"grade": "较差"}),
        "categories": ({"category": "履职", "cap": 150}, {"category": "会议", "cap": 0}, {"category": "加分"}),
    }  # fmt: skip
    grades = [("优秀", 900), ("较差", 0)]
    assert scheme_of(row, []) == Scheme([], grades, 600, {"履职": 150, "会议": 0}, 1000, 30)
