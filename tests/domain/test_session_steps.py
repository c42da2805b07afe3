"""The steps of a session by hand: which are done on a day, what they are waiting for, and how things are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from app.domain.fields import Context, NoLookup, Row
from app.domain.session_steps import (
    congress_name,
    latest_notice,
    meeting_name,
    paper_label,
    place_in_course,
    states_of,
)

TODAY = date(2022, 7, 20)
STEPS = (
    "decided",
    "notified",
    "preparatory",
    "presidium 1",
    "plenary 1",
    "groups",
    "presidium 2",
    "votes",
    "after",
)


def meetings(words: str) -> list[Row]:
    """`plenary 20` is one held on 20 July 2022."""
    parts = words.split()
    return [
        {"kind": kind, "held_on": date(2022, 7, int(day))}
        for kind, day in zip(parts[::2], parts[1::2], strict=True)
    ]


def done(session: Mapping[str, Any], held: str = "", papers: tuple[Row, ...] = ()) -> str:
    opened: Row = {"opened_on": TODAY, **session}
    states = states_of(opened, meetings(held), papers, Context(today=TODAY))
    return ", ".join(name for name, state in zip(STEPS, states, strict=True) if state.is_done)


@pytest.mark.parametrize(
    ("session", "held", "steps"),
    [
        ({}, "", ""),
        ({"decided_on": date(2022, 7, 5)}, "", "decided"),
        ({"decided_on": TODAY, "notified_on": date(2022, 7, 21)}, "", "decided"),  # a day to come is not done
        ({"notified_on": date(2022, 7, 12)}, "", "notified"),
        ({}, "preparatory 20", "preparatory"),
        ({}, "preparatory 21", ""),
        ({}, "presidium 20", "presidium 1"),
        ({}, "presidium 19 presidium 20 presidium 21", "presidium 1, presidium 2"),
        ({}, "presidium 20 presidium 21", "presidium 1"),
        ({}, "plenary 20", "plenary 1"),  # the only one is not the one of the votes too
        ({}, "plenary 19 plenary 20", "plenary 1, votes"),
        ({}, "plenary 18 plenary 19 plenary 21", "plenary 1"),  # the last one
        ({}, "delegation 20", "groups"),
        ({}, "group 20", "groups"),
        ({}, "plenary 19 presidium 20", "presidium 1, plenary 1"),
    ],
)
def test_a_step_is_done_when_its_day_or_meeting_has_come(
    session: Mapping[str, Any], held: str, steps: str
) -> None:
    assert done(session, held) == ", ".join(sorted(steps.split(", "), key=[*STEPS, ""].index))


def paper(kind: str, edition: int | None, filed_on: date | None) -> Row:
    return {"kind": kind, "edition": edition, "filed_on": filed_on}


@pytest.mark.parametrize(
    ("papers", "is_done"),
    [
        ((), False),
        ((paper("minutes", 1, TODAY),), True),
        ((paper("minutes", 1, TODAY), paper("resolution", 1, None)), False),
        ((paper("minutes", 1, TODAY), paper("notice", 1, None)), True),  # another step's
        ((paper("notice", 1, TODAY),), False),
        ((paper("minutes", 1, None), paper("minutes", 2, TODAY)), True),  # the last edition
        ((paper("minutes", 2, TODAY), paper("minutes", 1, None)), True),
        (
            (paper("minutes", 1, TODAY), paper("minutes", None, None)),
            True,
        ),  # without a number: before the first
        ((paper("minutes", None, None), paper("minutes", 1, TODAY)), True),
    ],
)
def test_what_comes_after_is_done_when_its_papers_are_filed(papers: tuple[Row, ...], is_done: bool) -> None:
    assert (done({}, papers=papers) == "after") == is_done


def test_the_notice_alone_has_a_last_day() -> None:
    states = states_of({"opened_on": TODAY}, [], [], Context(today=TODAY))
    assert [state.due_on for state in states] == [None, date(2022, 7, 13), *[None] * 7]
    assert not any(state.paper_rows for state in states)


class TenDays(NoLookup):
    """An office whose rule asks for the notice ten days before."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> list[Row]:
        return [{"clock": "session_notice", "amount": 10, "unit": "days", "valid_from": None}]


def test_the_notice_goes_out_by_the_rule_of_the_office_or_seven_days_before() -> None:
    assert latest_notice(TODAY, Context(today=TODAY)) == date(2022, 7, 13)
    assert latest_notice(TODAY, Context(today=TODAY, lookup=TenDays())) == date(2022, 7, 10)


@pytest.mark.parametrize(
    ("meeting", "name"),
    [
        ({"kind": "preparatory"}, "预备会议"),
        ({"kind": "plenary", "ordinal": 1}, "第一次全体会议"),
        ({"kind": "presidium", "ordinal": 2}, "主席团第二次会议"),
        ({"kind": "delegation", "delegation": "圩镇片代表团"}, "圩镇片代表团会议"),
        ({"kind": "delegation", "delegation": "圩镇片代表团", "ordinal": 2}, "圩镇片代表团第二次会议"),
        ({"kind": "group"}, "分组会议"),
        ({"kind": "group", "ordinal": 2}, "第二次分组会议"),
        ({"kind": "group", "delegation": "第一组", "ordinal": 1}, "第一组第一次会议"),
        ({"kind": "preparatory", "ordinal": 1}, "预备会议"),
        ({"kind": "presidium"}, "主席团会议"),
        ({"kind": "plenary", "delegation": "圩镇片代表团", "ordinal": 3}, "第三次全体会议"),
    ],
)
def test_meetings_are_called_as_people_call_them(meeting: dict[str, object], name: str) -> None:
    assert meeting_name(meeting) == name


def test_a_session_is_called_in_full() -> None:
    assert congress_name("迳口镇", 16, 5) == "迳口镇第十六届人民代表大会第五次会议"
    assert congress_name("", None, None) == "人民代表大会会议"


@pytest.mark.parametrize(
    ("edition", "label"), [(None, "会议议程"), (0, "会议议程"), (1, "会议议程"), (2, "会议议程（第 2 版）")]
)
def test_an_edition_is_named_from_the_second_on(edition: int | None, label: str) -> None:
    assert paper_label("agenda", edition) == label


def test_meetings_of_one_hour_stand_in_the_course_of_a_session() -> None:
    course = [("preparatory", None), ("presidium", 1), ("plenary", 1), ("delegation", None), ("group", 1),
              ("presidium", 2), ("plenary", 2), ("presidium", 3)]  # fmt: skip
    meetings = [{"kind": kind, "ordinal": ordinal} for kind, ordinal in course]
    places = [place_in_course(meeting) for meeting in meetings]
    assert all(before < after for before, after in pairwise(places))
