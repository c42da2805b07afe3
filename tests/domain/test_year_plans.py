"""The year plan beside the facts: every event fulfils one line, and the state follows from days alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.plan_facts import Event, Line, days_in_words, give_out
from app.storage.ledger import Ledger
from tests.kept_ledgers import enter, new_ledger

TODAY = date(2022, 9, 1)


def line(row: int, planned: str, times: int = 1, title: str = "某项") -> Line:
    return Line(row, PartialDate.from_iso(planned), title, times)


@pytest.mark.parametrize(
    ("planned", "times", "days", "today", "state"),
    [
        ("2022-03", 1, [], "2022-03-31", "planned"),
        ("2022-03", 1, [], "2022-04-01", "not_done"),
        ("2022-03", 1, ["2022-03-31"], "2022-12-31", "done"),
        ("2022-03", 1, ["2022-04-01"], "2022-12-31", "done_late"),
        ("2022-03", 1, ["2022-04-01"], "2022-03-31", "planned"),  # nothing of what comes later is seen
        ("2022-03", 1, ["2022-02-01"], "2022-03-01", "done"),
        ("2022-03", 2, ["2022-03-01"], "2022-03-31", "under_way"),
        ("2022-03", 2, ["2022-03-01"], "2022-04-01", "partly"),
        ("2022-03", 2, ["2022-03-01", "2022-05-01"], "2022-12-31", "done_late"),
        ("2022", 4, ["2022-12-31"] * 4, "2022-12-31", "done"),
        ("2022-03-15", 1, ["2022-03-16"], "2022-12-31", "done_late"),
    ],
)
def test_the_state_of_a_line(planned: str, times: int, days: list[str], today: str, state: str) -> None:
    one = line(1, planned, times)
    give_out([one], [Event(date.fromisoformat(day)) for day in days])
    assert one.state(date.fromisoformat(today)) == state


def test_a_name_comes_before_a_day() -> None:
    spring, autumn = line(1, "2022-03", title="春季视察"), line(2, "2022-09", title="秋季视察水利工程")
    give_out([spring, autumn], [Event(date(2022, 3, 5), "秋季视察"), Event(date(2022, 3, 6), "随便")])
    assert [one.on for one in autumn.events] == [date(2022, 3, 5)]
    assert [one.on for one in spring.events] == [date(2022, 3, 6)]


def test_what_is_overdue_is_done_before_what_is_to_come() -> None:
    lines = [line(1, "2022-02"), line(2, "2022-05"), line(3, "2022-11")]
    unplanned = give_out(lines, [Event(date(2022, 6, 1)), Event(date(2022, 6, 2)), Event(date(2022, 6, 3))])
    assert [len(one.events) for one in lines] == [1, 1, 1]
    assert [one.state(date(2022, 12, 31)) for one in lines] == ["done_late", "done_late", "done"]
    assert unplanned == []


def test_more_than_planned_stays_with_its_month_else_it_is_told_as_unplanned() -> None:
    lines = [line(1, "2022-02")]
    events = [Event(date(2022, 2, day)) for day in (1, 2)] + [Event(date(2022, 7, 1))]
    assert give_out(lines, events) == [Event(date(2022, 7, 1))]
    assert len(lines[0].events) == 2


@pytest.mark.parametrize("seed", range(30))
def test_every_event_is_given_once(seed: int) -> None:
    chance = random.Random(seed)
    months = [f"2022-{chance.randint(1, 12):02d}" for _ in range(chance.randint(0, 8))] + [
        "2022"
    ] * chance.randint(0, 1)
    lines = [line(n, month, chance.randint(1, 4)) for n, month in enumerate(months, 1)]
    events = [
        Event(date(2022, 1, 1) + timedelta(days=chance.randint(0, 364)), str(n))
        for n in range(chance.randint(0, 25))
    ]
    unplanned = give_out(lines, events)
    assert sorted(unplanned + [one for each in lines for one in each.events]) == sorted(events)
    if unplanned:  # nothing is called unplanned while a line lacks an event
        assert not any(each.lacks for each in lines)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        ([0, 0, 7], "2022.01.04、2022.01.11"),
        (range(24), "、".join(f"2022.01.{4 + number:02}" for number in range(24))),
        (range(25), "2022.01.04至2022.01.28，共25天"),
    ],
)
def test_each_day_is_named_once_and_of_many_only_the_first_and_the_last(days: Any, words: str) -> None:
    assert days_in_words([Event(date(2022, 1, 4) + timedelta(days=day)) for day in days]) == words


# -- through the ledger ---------------------------------------------------------------------------------


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市"}
    made = new_ledger(
        tmp_path / "data", office, term=16, term_started=date(2016, 11, 10), quota=6, today=TODAY
    )
    made.core.connection.execute("PRAGMA synchronous=OFF")
    yield made
    made.close()


def stands(ledger: Ledger, row: int, on: date | None = None) -> tuple[int, str | None, str]:
    (found,) = ledger.rows("year_plans", [row], on=on) if on else ledger.rows("year_plans", [row])
    return found["done_count"], found["done_on"], found["state"]


def plan(ledger: Ledger, planned_on: str, kind: str, title: str = "某项", **more: Any) -> int:
    return enter(ledger, "year_plans", planned_on=planned_on, kind=kind, title=title, **more)


def test_a_training_counts_once_however_many_took_part(ledger: Ledger) -> None:
    for name in ("甲一", "甲二"):
        enter(ledger, "deputies", name=name, level="镇", elected_on="2016-11-10")
    enter(ledger, "liaison_sites", name="甲站", kind="联络站")
    row = plan(ledger, "2022-03", "学习培训")
    assert stands(ledger, row) == (0, None, "not_done")
    enter(
        ledger,
        "site_activities",
        site="甲站",
        held_on="2022-03-09",
        theme="学习法律",
        form="学习",
        deputies=["甲一", "甲二"],
    )
    enter(
        ledger,
        "performance_records",
        deputy="甲一",
        kind="学习培训",
        occurred_on="2022-03-20",
        title="县里培训",
    )
    assert stands(ledger, row) == (2, "2022.03.09、2022.03.20", "done")
    assert stands(ledger, row, date(2022, 3, 1)) == (0, None, "planned")


def test_receptions_and_theme_days_are_told_apart_and_two_sites_on_a_day_are_two(ledger: Ledger) -> None:
    for name in ("甲站", "乙站"):
        enter(ledger, "liaison_sites", name=name, kind="联络站")
    every, theme = plan(ledger, "2022", "接待选民", times=3), plan(ledger, "2022-05", "主题接待日")
    enter(ledger, "receptions", held_on="2022-05-15", site="甲站", kind="接访", is_theme_day="是")
    enter(ledger, "receptions", held_on="2022-05-15", site="乙站", kind="接访")
    assert stands(ledger, every) == (2, "2022.05.15", "under_way")
    assert stands(ledger, theme) == (1, "2022.05.15", "done")


def test_a_session_to_come_is_not_done_yet(ledger: Ledger) -> None:
    row = plan(ledger, "2022-11", "人代会")
    enter(ledger, "sessions", term="镇 第十六届", ordinal=6, opened_on="2022-11-23")
    assert stands(ledger, row)[2] == "planned"
    assert stands(ledger, row, date(2022, 12, 31)) == (1, "2022.11.23", "done")


def test_what_is_to_come_takes_no_line_from_what_was_done(ledger: Ledger) -> None:
    row = plan(ledger, "2022-07", "人代会", "年中会议")
    enter(ledger, "sessions", term="镇 第十六届", ordinal=5, opened_on="2022-08-10")
    enter(ledger, "sessions", term="镇 第十六届", ordinal=6, opened_on="2022-12-01", note="年中会议")
    assert stands(ledger, row) == (1, "2022.08.10", "done_late")


def test_what_has_no_ledger_is_typed_and_what_has_one_is_not(ledger: Ledger) -> None:
    work = plan(ledger, "2022-03", "其他", done_by_hand_on="2022-04-02", times=2)
    assert stands(ledger, work) == (2, "2022.04.02", "done_late")
    wrong = {"planned_on": "2022-03", "kind": "视察", "title": "某项", "done_by_hand_on": "2021-04-02"}
    _, doubts = ledger.read_values("year_plans", wrong)
    assert [(doubt.code, doubt.severity) for doubt in doubts] == [
        ("plan_day", "warning"),
        ("plan_year", "warning"),
    ]


def test_two_years_do_not_mix(ledger: Ledger) -> None:
    old, new = plan(ledger, "2021-05", "人代会"), plan(ledger, "2022", "人代会")
    enter(ledger, "sessions", term="镇 第十六届", ordinal=3, opened_on="2021-06-02")
    assert stands(ledger, old)[2] == "done_late"
    assert stands(ledger, new) == (0, None, "planned")


def test_the_plan_is_exported_beside_the_facts(ledger: Ledger, tmp_path: Path) -> None:
    from app.exporting import export_ledger

    plan(ledger, "2022-05", "人代会", "很长的内容" * 40)
    path = tmp_path / "计划.csv"
    assert export_ledger(ledger, "year_plans", path, "csv") == 1
    text = path.read_text("utf-8-sig")
    assert "落实情况" in text and "到期未开展" in text
