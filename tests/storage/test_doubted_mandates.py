"""The order of a mandate's events, seats and ages: each rule fires, its neighbour does not, on the very day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Ref
from app.domain.registers import BY_KEY
from app.storage.checks.doubts import doubts_of
from app.storage.ledger import Ledger
from tests.storage.conftest import enter

Deputy = Callable[..., int]


def codes(ledger: Ledger, key: str, row_id: int) -> set[str]:
    row = ledger.row(key, row_id)
    assert row is not None
    return {doubt.problem.code for doubt in doubts_of(ledger, BY_KEY[key], row)}


def change(ledger: Ledger, mandate: int, kind: str, on: str, **more: Any) -> int:
    return enter(
        ledger, "mandate_changes", {"mandate": {"id": mandate}, "kind": kind, "occurred_on": on, **more}
    )


def session(ledger: Ledger, opened: str, closed: str | None = None, term: int = 1) -> int:
    ordinal = ledger.count("sessions") + 1
    return enter(
        ledger,
        "sessions",
        {"term": {"id": term}, "ordinal": ordinal, "opened_on": opened, "closed_on": closed},
    )


@pytest.mark.parametrize(
    ("on", "level", "doubted"),
    [
        ("2021-08-05", "镇", True),
        ("2021-08-06", "镇", False),
        ("2021-08-07", "镇", False),
        ("2021-08-08", "镇", True),
        ("2021-08", "镇", False),  # the day is not known: it may have been the session's
        ("2021-09", "镇", True),
        ("2021-08-05", "县", False),  # the standing committee accepts it
    ],
)
def test_a_township_resignation_is_accepted_at_a_session(
    ledger: Ledger, deputy: Deputy, on: str, level: str, doubted: bool
) -> None:
    if level == "县":
        enter(ledger, "terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"})
    session(ledger, "2021-08-06", "2021-08-07")
    row_id = change(ledger, deputy(level=level), "辞职", on)
    assert ("no_session" in codes(ledger, "mandate_changes", row_id)) == doubted


def test_a_session_of_the_county_accepts_no_township_resignation(ledger: Ledger, deputy: Deputy) -> None:
    county = enter(ledger, "terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"})
    session(ledger, "2021-08-06", "2021-08-07", term=county)
    assert "no_session" in codes(ledger, "mandate_changes", change(ledger, deputy(), "辞职", "2021-08-06"))


def test_a_session_without_an_end_is_its_first_day(ledger: Ledger, deputy: Deputy) -> None:
    session(ledger, "2021-08-06")
    one = change(ledger, deputy(), "辞职", "2021-08-06")
    other = change(ledger, deputy("李强"), "辞职", "2021-08-07")
    assert codes(ledger, "mandate_changes", one) == set()
    assert codes(ledger, "mandate_changes", other) == {"no_session"}


@pytest.mark.parametrize(
    ("end", "later", "kind", "doubted"),
    [
        ("2020-05-01", "2020-05-02", "暂停", True),
        ("2020-05-01", "2020-05-01", "暂停", False),  # on one day what interrupts comes before the end
        ("2020-05", "2020-05-31", "暂停", False),
        ("2020-05", "2020-06-01", "调离", True),
        ("2020-05-01", "2020-04-30", "暂停", False),
    ],
)
def test_nothing_happens_after_the_end(
    ledger: Ledger, deputy: Deputy, end: str, later: str, kind: str, doubted: bool
) -> None:
    mandate = deputy()
    died = change(ledger, mandate, "去世", end)
    row_id = change(ledger, mandate, kind, later)
    assert ("after_end" in codes(ledger, "mandate_changes", row_id)) == doubted
    assert "after_end" not in codes(ledger, "mandate_changes", died)


def test_a_death_ends_both_mandates_of_a_person(ledger: Ledger, deputy: Deputy) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"})
    town = deputy(birth_date="1970-01-02", sex="女")
    county = deputy(birth_date="1970-01-02", sex="女", level="县")
    assert (ledger.row("deputies", town) or {})["person"] == (ledger.row("deputies", county) or {})["person"]
    change(ledger, county, "去世", "2020-05-01")
    assert codes(ledger, "mandate_changes", change(ledger, town, "去世", "2020-05-01")) == set()
    later = change(ledger, town, "调离", "2020-07-01")
    assert "after_end" in codes(ledger, "mandate_changes", later)


@pytest.mark.parametrize(
    ("on", "doubted"), [("2021-10-31", False), ("2021-11-01", True), ("2021-11", True), ("2021", False)]
)
def test_nothing_happens_after_the_term(ledger: Ledger, deputy: Deputy, on: str, doubted: bool) -> None:
    mandate = deputy(term={"id": 1})
    row_id = change(ledger, mandate, "调离", on)
    enter(ledger, "terms", {"level": "镇", "ordinal": 17, "started_on": "2021-11-01"})
    assert ("after_term" in codes(ledger, "mandate_changes", row_id)) == doubted


@pytest.mark.parametrize(
    ("elected", "on", "doubted"),
    [
        ("2019-03-28", "2019-03-27", True),
        ("2019-03-28", "2019-03-28", False),
        ("2019-03-28", "2019-03", False),  # the day is not known: it may have been after the election
        ("2019-03", "2019-03-01", False),
        ("2019-03", "2019-02", True),
        (None, "2016-11-09", True),  # no election entered: the first meeting of the term
        (None, "2016-11-10", False),
        ("2016-10-20", "2016-10-25", False),  # who was elected may die before the first meeting
    ],
)
def test_nothing_happens_before_the_election(
    ledger: Ledger, deputy: Deputy, elected: str | None, on: str, doubted: bool
) -> None:
    row_id = change(ledger, deputy(elected_on=elected), "去世", on)
    assert ("before_begin" in codes(ledger, "mandate_changes", row_id)) == doubted


def test_suspension_and_resumption_take_turns(ledger: Ledger, deputy: Deputy) -> None:
    mandate = deputy(elected_on="2016-10-20")
    first = change(ledger, mandate, "恢复", "2020-03-01")
    assert codes(ledger, "mandate_changes", first) == {"no_suspension"}
    suspended = change(ledger, mandate, "暂停", "2020-01-01")
    assert codes(ledger, "mandate_changes", first) == set()
    assert codes(ledger, "mandate_changes", suspended) == set()
    again = change(ledger, mandate, "暂停", "2020-02-01")
    assert codes(ledger, "mandate_changes", again) == {"suspended_twice"}
    same_day = change(ledger, deputy("李强"), "暂停", "2020-01-01")
    back = change(ledger, (ledger.row("mandate_changes", same_day) or {})["mandate"].id, "恢复", "2020-01-01")
    assert codes(ledger, "mandate_changes", back) == set()


@pytest.mark.parametrize(
    ("born", "elected", "doubted"),
    [
        ("2000-06-15", "2018-06-14", True),
        ("2000-06-15", "2018-06-15", False),
        ("2000-06", "2018-06-14", False),
        ("2000-07", "2018-06-30", True),
        ("2000-06-15", "2018-06", False),
        ("2000-12", "2018-01", True),  # 18 by the year, not by the day
        ("2000", "2018-01", False),
        ("2000-02-29", "2018-02-28", False),
        ("2001", "2018", True),
    ],
)
def test_nobody_is_elected_before_the_eighteenth_birthday(
    ledger: Ledger, deputy: Deputy, born: str, elected: str, doubted: bool
) -> None:
    row_id = deputy(birth_date=born, elected_on=elected)
    assert ("age" in codes(ledger, "deputies", row_id)) == doubted


def test_a_district_and_a_term_hold_no_more_than_their_seats(ledger: Ledger, deputy: Deputy) -> None:
    district = enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇", "seats": 2})
    held = [deputy(name, electoral_district={"id": district}) for name in ("甲一", "乙二")]
    assert codes(ledger, "electoral_districts", district) == set()
    deputy("丙三", electoral_district={"id": district})
    assert codes(ledger, "electoral_districts", district) == {"over_seats"}
    change(ledger, held[0], "调离", "2022-07-20")
    assert codes(ledger, "electoral_districts", district) == set()
    with ledger.act("名额") as act:
        act.change("terms", 1, {"quota": 2})
        act.change("electoral_districts", district, {"seats": 2})
    assert codes(ledger, "terms", 1) == set()
    deputy("丁四")
    assert codes(ledger, "terms", 1) == {"quota"}


def test_the_seats_of_the_districts_are_the_quota_once_all_are_known(ledger: Ledger) -> None:
    assert codes(ledger, "terms", 1) == set()  # no districts yet
    enter(ledger, "electoral_districts", {"name": "甲", "level": "镇", "seats": 3})
    assert codes(ledger, "terms", 1) == {"district_seats"}
    unknown = enter(ledger, "electoral_districts", {"name": "乙", "level": "镇"})
    assert codes(ledger, "terms", 1) == set()
    with ledger.act("名额") as act:
        act.change("electoral_districts", unknown, {"seats": 3})
        act.change("terms", 1, {"quota": 6})
    assert codes(ledger, "terms", 1) == set()


# -- deputies who act on a day ------------------------------------------------------------------------

# Registers that name deputies and a day on which they need not act, and why.
NOT_ACTING = {
    "mandate_changes": "its events decide who is in office",
    "deputy_leaves": "somebody on leave does not act",
    "booklets": "who holds one is judged by the day of issue, the year is that of the register",
}
STAYED_AWAY = {("trainings", "absent")}  # no act: somebody suspended may, somebody out of office is not due


def deputy_fields(key: str) -> list[str]:
    return [f.key for f in BY_KEY[key].own_fields if getattr(f.kind, "to", "") == "deputies"]


ACTING = [
    (key, field)
    for key, register in BY_KEY.items()
    if register.year_field and key not in NOT_ACTING
    for field in deputy_fields(key)
]


@pytest.mark.parametrize(("key", "field"), ACTING)
@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2016, 11, 9), "不在任"),
        (date(2016, 11, 10), ""),
        (date(2019, 12, 31), ""),
        (date(2020, 1, 1), "暂停执行代表职务"),
        (date(2020, 2, 29), "暂停执行代表职务"),
        (date(2020, 3, 1), ""),
        (date(2021, 10, 31), ""),
        (date(2021, 11, 1), "不在任"),  # the first meeting of the next term
    ],
)
def test_every_register_doubts_acts_of_who_may_not_act(
    ledger: Ledger, deputy: Deputy, key: str, field: str, day: date, word: str
) -> None:
    mandate = deputy(term={"id": 1})
    change(ledger, mandate, "暂停", "2020-01-01")
    change(ledger, mandate, "恢复", "2020-03-01")
    enter(ledger, "terms", {"level": "镇", "ordinal": 17, "started_on": "2021-11-01"})
    ref: Any = Ref(mandate, "王芳")
    register = BY_KEY[key]
    many = register.field(field).kind.name == "links"
    row = {field: (ref,) if many else ref, register.year_field: day}
    told = [p.message for p in register.judge(row, ledger.context()) if p.code == "not_in_office"]
    if (key, field) in STAYED_AWAY:
        word = word.replace("暂停执行代表职务", "")
    assert bool(told) == bool(word), (
        f"add deputies_in_office({field!r}, {register.year_field!r}) of registers/acting_deputies.py to the rules"
    )
    assert all(word in message and "王芳" in message for message in told)
    derived = {**row, "derived_from": "receptions:1:1"}
    assert not [p for p in register.judge(derived, ledger.context()) if p.code == "not_in_office"]


def test_a_month_is_enough_to_speak_for_a_deputy(ledger: Ledger, deputy: Deputy) -> None:
    mandate = deputy()
    change(ledger, mandate, "调离", "2020-05")
    raw = {"deputy": {"id": mandate}, "kind": "走访", "title": "走访"}
    in_may = ledger.read_values("performance_records", {**raw, "occurred_on": "2020-05-20"})[1]
    in_june = ledger.read_values("performance_records", {**raw, "occurred_on": "2020-06-01"})[1]
    assert [p.code for p in in_may] == []
    assert [p.code for p in in_june] == ["not_in_office"]


def test_who_did_not_come_did_not_act(ledger: Ledger, deputy: Deputy) -> None:
    mandate = deputy()
    change(ledger, mandate, "暂停", "2020-05-01")
    raw = {"deputy": {"id": mandate}, "kind": "出席会议", "title": "会议", "occurred_on": "2020-06-01"}
    assert ledger.read_values("performance_records", {**raw, "attendance": "请假"})[1] == []
    present = ledger.read_values("performance_records", {**raw, "attendance": "出席"})[1]
    assert [p.code for p in present] == ["not_in_office"]


def test_nobody_stands_twice_on_one_list(ledger: Ledger, deputy: Deputy) -> None:
    enter(ledger, "terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"})
    town = deputy(birth_date="1970-01-02", sex="女")
    county = deputy(birth_date="1970-01-02", sex="女", level="县")
    namesake = deputy(birth_date="1985-01-02", sex="男")
    cases: list[tuple[list[Ref], bool]] = [
        ([Ref(town, "王芳")], False),
        ([Ref(town, "王芳"), Ref(town, "王芳")], True),
        ([Ref(town, "王芳"), Ref(county, "王芳")], True),  # two mandates of one person
        ([Ref(town, "王芳"), Ref(namesake, "王芳")], False),  # two people of one name
        ([Ref(town, "王芳"), Ref(None, "王芳")], True),
        ([Ref(None, "王芳"), Ref(None, "王芳")], True),
        ([Ref(None, "王芳"), Ref(None, "李强")], False),
    ]
    for key in ("receptions", "reception_duties", "site_activities"):
        for refs, doubted in cases:
            row = {"deputies": tuple(refs), "held_on": date(2020, 1, 1)}
            told = {p.code for p in BY_KEY[key].judge(row, ledger.context())}
            assert ("twice" in told) == doubted, (key, refs)


def test_a_list_on_the_wall_names_nobody_who_has_left(ledger: Ledger, deputy: Deputy) -> None:
    """驻站代表 and 联系分工 hold until they are changed; whoever left the roster stays on them unseen."""
    stays, left, again = (deputy(name, birth_date="1970-01") for name in ("在任人", "离任人", "连任人"))
    site = enter(ledger, "liaison_sites", {"name": "迳口站", "kind": "联络站", "deputies": [stays, left]})
    duty = {"circle": "主席团成员联系代表", "deputy": stays, "from_on": "2017-01-01"}
    standing = enter(ledger, "contact_duties", {**duty, "deputies": [left]})
    over = enter(
        ledger,
        "contact_duties",
        {**duty, "from_on": "2017-02-01", "until_on": "2017-03-01", "deputies": [left]},
    )
    of_again = enter(ledger, "contact_duties", {**duty, "from_on": "2017-03-02", "deputies": [again]})
    rows = [("liaison_sites", site), ("contact_duties", standing), ("contact_duties", over)]
    assert not any("left" in codes(ledger, key, row) for key, row in rows)
    change(ledger, left, "去世", "2021-01-05")
    assert ["left" in codes(ledger, key, row) for key, row in rows] == [True, True, False]
    assert "not_in_office" not in codes(ledger, *rows[1])  # she was one when it began
    late = enter(ledger, "contact_duties", {**duty, "from_on": "2021-02-01", "deputies": [left]})
    assert "not_in_office" in codes(ledger, "contact_duties", late)
    following = enter(ledger, "terms", {"level": "镇", "ordinal": 17, "started_on": "2021-09-01"})
    assert {"left"} <= codes(ledger, "contact_duties", of_again)
    deputy("在任人", birth_date="1970-01", term=following)
    deputy("连任人", birth_date="1970-01", term=following)
    assert "left" not in codes(ledger, "contact_duties", of_again)


def test_a_roll_that_says_suspended_agrees_with_the_roster(ledger: Ledger, deputy: Deputy) -> None:
    """The session page writes that state by itself: it is no doubt, where the roster says the same."""
    held = session(ledger, "2021-08-06")
    sat = enter(
        ledger,
        "session_meetings",
        {"session": held, "kind": "全体会议", "held_on": "2021-08-06", "half_day": "上午"},
    )
    rolls = {}
    for name, state in (
        ("停职人", "暂停执行职务"),
        ("在任人", "暂停执行职务"),
        ("误到人", "出席"),
        ("请假人", "请假"),
    ):
        mandate = deputy(name)
        if name != "在任人":
            change(ledger, mandate, "暂停", "2021-08-01")
        line = {"meeting": sat, "held_on": "2021-08-06", "deputy": mandate, "attendance": state}
        rolls[name] = enter(ledger, "session_attendance", line)
    doubted = {name: codes(ledger, "session_attendance", row) for name, row in rolls.items()}
    assert doubted == {
        "停职人": set(),
        "在任人": {"not_suspended"},
        "误到人": {"not_in_office"},
        "请假人": set(),
    }
