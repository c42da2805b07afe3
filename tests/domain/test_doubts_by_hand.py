"""What is doubted about suggestions and changes of mandates: every rule on the day it fires and the one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Context, Problem, Ref, Row
from app.domain.registers import mandate_change_rules as changes
from app.domain.registers import suggestion_rules as suggestions
from app.domain.registers.round_rules import referred_to_somebody
from tests.written_rows import WrittenRows

TERMS = [
    {"id": 1, "level": "township", "started_on": date(2016, 11, 10)},
    {"id": 2, "level": "county", "started_on": date(2016, 12, 6)},
    {"id": 3, "level": "township", "started_on": date(2022, 11, 10)},
]
SESSIONS = [
    {"id": 1, "term": Ref(1, ""), "opened_on": date(2022, 4, 3), "closed_on": date(2022, 4, 4)},
    {"id": 2, "term": Ref(1, ""), "opened_on": date(2022, 7, 20), "closed_on": None},
    {"id": 3, "term": Ref(2, ""), "opened_on": date(2022, 1, 10), "closed_on": date(2022, 1, 13)},
    {"id": 4, "term": Ref(None, ""), "opened_on": date(2022, 8, 1), "closed_on": date(2022, 8, 1)},
    {"id": 5, "term": None, "opened_on": date(2022, 9, 1), "closed_on": date(2022, 9, 1)},
    {
        "id": 6,
        "term": Ref(99, ""),
        "opened_on": date(2022, 9, 2),
        "closed_on": date(2022, 9, 2),
    },  # a term that is gone
]
DEPUTIES = [
    {"id": 1, "person": 1, "level": "township", "term": Ref(1, "")},
    {"id": 2, "person": 2, "level": "county", "term": Ref(2, "")},
    {"id": 3, "person": 1, "level": "county", "term": Ref(2, "")},  # the same person as the first
    {"id": 4, "person": 4, "level": "township", "term": None},
    {"id": 5, "person": 5, "level": "township", "term": Ref(3, "")},  # of the newest term
    {"id": 6, "person": 6, "level": "township", "term": Ref(None, "")},
]


CLOCKS = [{"id": 1, "clock": "assign", "amount": 10, "unit": "days", "valid_from": None}]
USUAL = {"terms": TERMS, "sessions": SESSIONS, "deputies": DEPUTIES, "clock_rules": CLOCKS}


def context(today: str = "2022-12-31", *, typed: bool = True, **tables: Sequence[Row]) -> Context:
    return Context(date.fromisoformat(today), lookup=WrittenRows(USUAL | tables), typed=typed)


def code(problem: Problem | None) -> str | None:
    return problem.code if problem else None


def matter(**values: Any) -> Row:
    dates = {key: date.fromisoformat(value) for key, value in values.items() if key.endswith("_on") and value}
    return {"class": "suggestion", "raised_on": date(2022, 4, 3), **values, **dates}


def refs(*ids: int | None) -> tuple[Ref, ...]:
    return tuple(Ref(one, f"代表{one}") for one in ids)


BILL = "motion_converted"
AT_FIRST, AT_SECOND, OF_COUNTY, OF_NO_TERM = (Ref(number, "") for number in (1, 2, 3, 4))
DOUBTED: list[tuple[Callable[..., Problem | None], Row, str | None]] = [
    (suggestions.enough_sponsors, matter(**{"class": BILL}, deputies=refs(1, 2, 3, 4)), "few_sponsors"),
    (suggestions.enough_sponsors, matter(**{"class": BILL}, deputies=refs(1)), "few_sponsors"),
    (suggestions.enough_sponsors, matter(**{"class": BILL}, deputies=refs(1, 2, 3, 4, None)), None),
    (suggestions.enough_sponsors, matter(**{"class": BILL}), None),
    (suggestions.enough_sponsors, matter(**{"class": BILL}, deputies=refs(1), raised_on=None), None),
    (suggestions.enough_sponsors, matter(deputies=refs(1)), None),
    (suggestions.has_sponsor, matter(), "no_sponsor"),
    (suggestions.has_sponsor, matter(**{"class": BILL}), "no_sponsor"),
    (suggestions.has_sponsor, matter(**{"class": "opinion"}), None),
    (suggestions.has_sponsor, matter(deputies=refs(None)), None),
    (suggestions.bill_has_session, matter(**{"class": BILL}), "no_session"),
    (suggestions.bill_has_session, matter(**{"class": BILL}, session=AT_FIRST), None),
    (suggestions.bill_has_session, matter(), None),
    *((suggestions.raised_within_session, matter(session=session, raised_on=day), problem) for session, day, problem in (
        (AT_FIRST, "2022-04-02", "outside_session"), (AT_FIRST, "2022-04-03", None), (AT_FIRST, "2022-04-04", None),
        (AT_FIRST, "2022-04-05", "outside_session"), (AT_SECOND, "2022-07-19", "outside_session"), (AT_SECOND, "2022-07-20", None),
        (AT_SECOND, "2022-12-01", None), (Ref(None, "某次会议"), "2022-04-02", None), (AT_FIRST, None, None), (None, "2022-04-02", None),
    )),
    (suggestions.raised_within_session, matter(**{"class": "opinion"}, session=AT_FIRST, raised_on="2022-04-02"), None),
    (suggestions.raised_within_session, matter(source="out_of_session", session=AT_FIRST, raised_on="2022-04-02"), None),
    *((suggestions.sponsors_of_that_congress, matter(session=session, deputies=refs(deputy)), problem) for session, deputy, problem in (
        (AT_FIRST, 1, None), (AT_FIRST, 2, "other_level"), (OF_COUNTY, 1, "other_level"), (OF_COUNTY, 2, None),
        (OF_NO_TERM, 2, None), (Ref(5, ""), 2, None), (Ref(6, ""), 2, None), (None, 2, None), (AT_FIRST, None, None), (AT_FIRST, 99, None),
    )),
    (suggestions.sponsors_of_that_congress, matter(**{"class": "opinion"}, session=AT_FIRST, deputies=refs(2)), None),
    (suggestions.sponsors_of_that_congress, matter(session=AT_FIRST, deputies=refs(2), raised_on=None), None),
    *((suggestions.not_refused_after_conclusion, matter(exit_kind=kind, exit_on=left, concluded_on=done), problem)
      for kind, left, done, problem in (
        ("withdrawn", "2022-05-02", "2022-05-01", "exit_after_conclusion"), ("withdrawn", "2022-05-01", "2022-05-01", "exit_after_conclusion"),
        ("withdrawn", "2022-04-30", "2022-05-01", None), (None, "2022-05-02", "2022-05-01", None),
        ("withdrawn", None, "2022-05-01", None), ("withdrawn", "2022-05-02", None, None),
    )),
    *((referred_to_somebody, matter(id=number, exit_kind=kind, referred_to=to), problem) for number, kind, to, problem in (
        (1, "referred", None, "referred_nowhere"), (1, "referred", "市交通局", None), (1, "withdrawn", None, None), (1, None, None, None),
        (None, "referred", None, "referred_nowhere"),
    )),
    *((suggestions.not_concluded_after_it_was_given_up, matter(exit_kind=kind, exit_on=left, concluded_on=done), problem)
      for kind, left, done, problem in (
        ("withdrawn", "2022-04-30", "2022-05-01", "concluded_after_exit"), ("rejected", "2022-04-30", "2022-05-01", "concluded_after_exit"),
        ("withdrawn", "2022-05-01", "2022-05-01", None), ("withdrawn", "2022-05-02", "2022-05-01", None), ("merged", "2022-04-30", "2022-05-01", None),
        ("referred", "2022-04-30", "2022-05-01", None), (None, "2022-04-30", "2022-05-01", None), ("withdrawn", None, "2022-05-01", None),
        ("withdrawn", "2022-04-30", None, None),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "row", "problem"), DOUBTED)
def test_a_suggestion_is_doubted_for_this_and_not_for_what_is_beside_it(
    rule: Callable[..., Problem | None], row: Row, problem: str | None
) -> None:
    assert code(rule(row, context())) == problem


LATE = [
    # raised, session, last day for handing over (10 days, moved from a day of rest), day after
    ("2022-03-01", None, "2022-03-11", "2022-03-12"),
    ("2022-04-03", AT_FIRST, "2022-04-14", "2022-04-15"),  # from the end of the session
    ("2022-05-01", AT_FIRST, "2022-05-11", "2022-05-12"),  # raised after it
    ("2022-07-20", AT_SECOND, "2022-08-01", "2022-08-02"),  # no end is known; 30 July is a Saturday
]


@pytest.mark.parametrize(("raised", "session", "last", "over"), LATE)
def test_what_was_not_handed_over_is_doubted_from_the_day_after_the_last(
    raised: str, session: Ref | None, last: str, over: str
) -> None:
    row = matter(id=1, raised_on=raised, session=session, rounds=({"reply_class": "A"},))
    assert [code(suggestions.handed_over_in_time(row, context(day))) for day in (last, over)] == [
        None,
        "assign_late",
    ]
    assert suggestions.handed_over_in_time(row, context(over, clock_rules=[])) is None


@pytest.mark.parametrize(
    "values",
    [
        {"id": None}, {"raised_on": None}, {"solved_on_spot": True}, {"concluded_on": "2022-05-01"}, {"exit_kind": "withdrawn"},
        {"rounds": ({"assigned_on": date(2022, 5, 1)},)}, {"rounds": ({"replied_on": date(2022, 5, 1)},)},
        {"rounds": ({"assigned_on": date(2022, 5, 1)}, {"reply_class": "A"})},
    ],
)  # fmt: skip
def test_what_needs_no_hand_over_is_never_late(values: Row) -> None:
    assert suggestions.handed_over_in_time(matter(**{"id": 1, **values}), context()) is None


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        (suggestions.enough_sponsors, matter(**{"class": BILL}, deputies=refs(1))),
        (suggestions.has_sponsor, matter()),
        (suggestions.bill_has_session, matter(**{"class": BILL})),
    ],
)
def test_a_line_of_a_workbook_is_judged_once_it_is_kept(
    rule: Callable[..., Problem | None], row: Row
) -> None:
    assert rule(row, context(typed=False)) is None
    assert rule({**row, "id": 7}, context(typed=False)) is not None


def test_the_sentences_name_days_and_levels() -> None:
    outside = [
        suggestions.raised_within_session(matter(session=session, raised_on="2022-03-01"), context())
        for session in (AT_FIRST, AT_SECOND, OF_NO_TERM)
    ]
    stretches = [problem.message.partition("（")[2].partition("）")[0] for problem in outside if problem]
    assert stretches == ["2022-04-03至2022-04-04", "2022-07-20", "2022-08-01"]
    other = suggestions.sponsors_of_that_congress(matter(session=AT_FIRST, deputies=refs(2, 1)), context())
    assert other and other.message.startswith("代表2（县代表）可以列席") and "请选镇代表" in other.message


# -- changes of a mandate --------------------------------------------------------------------------


def event(kind: str, day: str, mandate: int | None = 1, number: int | None = None) -> Row:
    return {"id": number, "mandate": Ref(mandate, ""), "kind": kind, "occurred_on": PartialDate.from_iso(day)}


RESIGNED = [
    ("2022-04-02", 1, "no_session"), ("2022-04-03", 1, None), ("2022-04-04", 1, None), ("2022-04-05", 1, "no_session"),
    ("2022-04", 1, None), ("2022-05", 1, "no_session"), ("2022-01-11", 1, "no_session"),  # a session of the county
    ("2022-07-20", 1, None), ("2022-07-21", 1, "no_session"), ("2022-08-01", 1, None), ("2022-09-01", 1, None), ("2022-09-02", 1, None), ("2022-04-02", 2, None), ("2022-04-02", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("day", "mandate", "problem"), RESIGNED)
def test_a_resignation_is_accepted_at_a_session(day: str, mandate: int | None, problem: str | None) -> None:
    assert code(changes.resigned_at_a_session(event("resigned", day, mandate), context())) == problem
    assert changes.resigned_at_a_session(event("died", day, mandate), context()) is None


AFTER = [
    # events entered, the row's day, doubt
    ([event("died", "2020-05-01", number=1)], "2020-05-02", "after_end"), ([event("died", "2020-05-01", number=1)], "2020-05-01", None),
    ([event("died", "2020-05", number=1)], "2020-05-31", None), ([event("died", "2020-05", number=1)], "2020-06-01", "after_end"),
    ([event("died", "2020-05-01", number=1)], "2020-05", None), ([event("suspended", "2020-05-01", number=1)], "2020-05-02", None),
    ([event("died", "2020-05-01", number=9)], "2020-05-02", None),  # it is the row itself
    ([event("died", "2020-05-01", 3, 1)], "2020-05-02", "after_end"), ([event("resigned", "2020-05-01", 3, 1)], "2020-05-02", None),
    ([event("died", "2020-05-01", 2, 1)], "2020-05-02", None),  # another person
    ([], "2022-11-09", None), ([], "2022-11-10", "after_term"), ([], "2022-11", None), ([], "2022-12", "after_term"),
]  # fmt: skip


@pytest.mark.parametrize(("events", "day", "problem"), AFTER)
def test_nothing_follows_the_end_of_a_mandate(events: list[Row], day: str, problem: str | None) -> None:
    found = changes.nothing_after_the_end(event("suspended", day, number=9), context(mandate_changes=events))
    assert code(found) == problem


def test_the_earliest_end_is_named_with_the_law_of_its_day() -> None:
    events = [
        event("died", "2020-06-01", 3, 1),
        event("resigned", "2020-05-01", number=2),
        event("recalled", "2020-07-01", number=3),
    ]
    doubt = changes.nothing_after_the_end(event("suspended", "2021-01-01"), context(mandate_changes=events))
    assert doubt and "辞职（2020-05-01）之后，代表资格那时已经终止（代表法第四十九条）" in doubt.message
    for mandate in (None, 4, 5, 6):
        assert changes.nothing_after_the_end(event("suspended", "2023-01-01", mandate), context()) is None


BEFORE = [
    ([event("elected", "2018-01-01", number=1)], 1, "2017-12-31", "before_begin"), ([event("elected", "2018-01-01", number=1)], 1, "2018-01-01", None),
    ([event("by_elected", "2019-01-01", number=1), event("elected", "2018-01-01", number=2)], 1, "2018-05-01", None),
    ([event("suspended", "2018-01-01", number=1)], 1, "2017-12-31", None), ([], 1, "2016-11-09", "before_begin"), ([], 1, "2016-11-10", None),
    ([], 1, "2016-11", None), ([], 4, "2000-01-01", None), ([], None, "2000-01-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("events", "mandate", "day", "problem"), BEFORE)
def test_nothing_precedes_the_election(
    events: list[Row], mandate: int | None, day: str, problem: str | None
) -> None:
    around = context(mandate_changes=events)
    assert code(changes.nothing_before_the_beginning(event("suspended", day, mandate), around)) == problem
    assert changes.nothing_before_the_beginning(event("elected", day, mandate), around) is None


STOPPED, RESUMED = event("suspended", "2020-05-01", number=1), event("resumed", "2020-08-01", number=2)
TURNS = [
    ([], "resumed", "2020-06-01", "no_suspension"), ([], "suspended", "2020-06-01", None),
    ([STOPPED], "resumed", "2020-06-01", None), ([STOPPED], "suspended", "2020-06-01", "suspended_twice"),
    ([STOPPED], "resumed", "2020-05-01", None), ([STOPPED], "suspended", "2020-05-01", None), ([STOPPED], "resumed", "2020-04-30", "no_suspension"),
    ([STOPPED, RESUMED], "suspended", "2020-09-01", None), ([STOPPED, RESUMED], "resumed", "2020-09-01", "no_suspension"),
    ([RESUMED, STOPPED], "resumed", "2020-07-01", None), ([STOPPED, RESUMED], "resumed", "2020-08-01", None),
    ([STOPPED, event("died", "2020-05-02", number=3)], "resumed", "2020-06-01", None), ([STOPPED], "died", "2020-06-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("events", "kind", "day", "problem"), TURNS)
def test_suspension_and_resumption_take_turns(
    events: list[Row], kind: str, day: str, problem: str | None
) -> None:
    around = context(mandate_changes=events)
    assert code(changes.suspended_and_resumed_in_turn(event(kind, day), around)) == problem
    line = context(typed=False, mandate_changes=events)
    assert changes.suspended_and_resumed_in_turn(event(kind, day), line) is None
    assert code(changes.suspended_and_resumed_in_turn(event(kind, day, number=9), line)) == problem


@pytest.mark.parametrize(
    "rule",
    [changes.resigned_at_a_session, changes.nothing_after_the_end, changes.nothing_before_the_beginning, changes.suspended_and_resumed_in_turn],
)  # fmt: skip
def test_an_event_without_a_day_or_a_mandate_is_not_judged(rule: Callable[..., Problem | None]) -> None:
    for kind in ("resigned", "resumed"):
        assert rule(event(kind, "2022-05-01", None), context()) is None
        assert rule({"kind": kind, "occurred_on": PartialDate(2022, 5, 1)}, context()) is None
        assert rule({"mandate": Ref(1, ""), "kind": kind, "occurred_on": None}, context()) is None
