"""The rules of schemes, items and points by hand: what makes no scheme is refused beside its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context, NoLookup, Ref, Row
from app.domain.registers.performance_scores import published_is_kept, published_stays
from app.domain.registers.score_entries import item_by_hand
from app.domain.registers.score_items import (
    closed_with_its_scheme,
    counts_something,
    points_given,
    scheme_is_open,
)
from app.domain.registers.score_schemes import categories_once, grades_descend, used_is_closed

TODAY = date(2022, 12, 31)


def grades(*pairs: tuple[str | None, int | None]) -> dict[str, Any]:
    return {
        "grades": [
            {k: v for k, v in (("grade", name), ("least", least)) if v is not None} for name, least in pairs
        ]
    }


@pytest.mark.parametrize(
    ("row", "is_refused"),
    [
        ({}, False),
        (grades(("优秀", 900), ("良好", 800), ("较差", None)), False),  # the last one takes the rest
        (grades(("合格", 1), ("较差", None)), False),
        (grades(("合格", 0), ("较差", None)), True),
        (grades(("优秀", 900), ("良好", 900)), True),
        (grades(("良好", 800), ("优秀", 900)), True),
        (grades(("优秀", 900), ("优秀", 800)), True),
        (grades((None, 900), ("良好", 800)), True),
    ],
)
def test_grades_go_from_high_to_low(row: dict[str, Any], is_refused: bool) -> None:
    assert bool(grades_descend(row, Context(today=TODAY))) == is_refused


@pytest.mark.parametrize(
    ("categories", "is_refused"),
    [((), False), (("甲", "乙"), False), (("甲", "甲"), True), (("甲", None), True)],
)
def test_a_category_has_one_cap(categories: tuple[str | None, ...], is_refused: bool) -> None:
    lines = [{"category": name, "cap": 10} if name else {"cap": 10} for name in categories]
    assert bool(categories_once({"categories": lines or None}, Context(today=TODAY))) == is_refused


class Published(NoLookup):
    """Scheme 1 gave the published points of 2021 and 2022, scheme 2 none."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        assert isinstance(equals["scheme"], int)  # a name without a row is looked up by nobody
        years = {1: (2021, 2022, 2020)}.get(equals["scheme"], ())
        return [{"id": number, "for_year": number} for number in years]


def test_a_scheme_stays_with_its_items_once_a_year_was_published_by_it() -> None:
    context = Context(today=TODAY, lookup=Published())
    sentence = used_is_closed({"id": 1}, context)
    assert sentence is not None and sentence.startswith("2022 年度")
    assert used_is_closed({"id": 2}, context) is None
    for link, words in (
        (Ref(1, "甲"), sentence),
        (Ref(2, "乙"), None),
        (Ref(None, "甲"), None),
        (None, None),
    ):
        assert closed_with_its_scheme({"scheme": link}, context) == words
        problem = scheme_is_open({"scheme": link}, context)
        assert (problem.message if problem else None, problem is None) == (words, words is None)


@pytest.mark.parametrize(
    ("basis", "counted", "required", "is_refused"),
    [
        ("per_event", "reception", None, False),
        ("per_event", None, None, True),
        ("per_ratio", "meeting", None, False),
        ("per_ratio", "suspended", None, True),
        ("target", None, None, False),  # points that everybody begins with
        ("target", None, 3, True),
        ("manual", None, None, False),
        ("manual", "reception", None, True),
        ("deduct", None, None, True),
        ("veto", "session_missed", None, False),
        ("veto", None, None, True),
    ],
)
def test_an_item_says_what_it_counts(
    basis: str, counted: str | None, required: int | None, is_refused: bool
) -> None:
    row = {"basis": basis, "counted": counted, "required_count": required}
    assert bool(counts_something(row, Context(today=TODAY))) == is_refused


@pytest.mark.parametrize(
    ("basis", "points", "is_refused"),
    [("per_event", 10, False), ("per_event", 0, False), ("per_event", None, True), ("deduct", None, True),
     ("veto", None, False), ("manual", None, False)],
)  # fmt: skip
def test_an_item_says_how_many_points(basis: str, points: int | None, is_refused: bool) -> None:
    assert bool(points_given({"basis": basis, "points": points}, Context(today=TODAY))) == is_refused


class Items(NoLookup):
    """Item 1 is scored by hand, item 2 by the records."""

    def row(self, key: str, row_id: int) -> Any:
        return {"basis": {1: "manual", 2: "per_event"}[row_id], "name": "接待"}


def test_points_by_hand_go_to_items_by_hand() -> None:
    context = Context(today=TODAY, lookup=Items())
    assert item_by_hand({"item": Ref(1, "评优")}, context) is None
    assert item_by_hand({"item": Ref(None, "没有的")}, context) is None
    problem = item_by_hand({"item": Ref(2, "接待")}, context)
    assert problem is not None and problem.severity == "error"


def test_a_publication_is_taken_back_before_anything_changes() -> None:
    public, open_ = {"published_on": "2023-01-05"}, {"published_on": None}
    assert published_stays(public, public) and not published_stays(public, open_)
    assert not published_stays(open_, public) and not published_stays(open_, open_)
    assert published_is_kept(public) and not published_is_kept(open_)
