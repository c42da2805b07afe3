"""出缺台账: quota = in office + vacant on every day, each vacancy with its district, event and successor."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.law.vacancies import Tenure, vacancies
from app.exporting import write_tabulation
from app.figures.vacancies import seats_on
from app.figures.vacancy_ledger import EXPECTED, FILLED, OPEN, vacancy_ledger
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.kept_ledgers import enter, new_ledger

BEGAN, NEXT, TODAY = date(2016, 11, 10), date(2021, 11, 10), date(2022, 7, 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    office = {"town": "迳口镇", "county": "四会市"}
    made = new_ledger(tmp_path / "data", office, term=16, term_started=BEGAN, quota=6, today=TODAY)
    made.core.connection.execute("PRAGMA synchronous=OFF")
    yield made
    made.close()


def districts(ledger: Ledger, *seats: int | None) -> None:
    for number, count in enumerate(seats, 1):
        more = {} if count is None else {"seats": count}
        enter(ledger, "electoral_districts", no=number, name=f"第{number}选区", level="镇", **more)


def deputy(ledger: Ledger, name: str, district: int | None, elected: str = "2016-11-10", **more: Any) -> int:
    place = {} if district is None else {"electoral_district": f"第{district}选区"}
    return enter(ledger, "deputies", name=name, level="镇", elected_on=elected, **place, **more)


def change(ledger: Ledger, mandate: int, kind: str, day: str, **more: Any) -> int:
    (ref,) = ledger.lookup.matches("deputies", "", {"id": mandate})
    values, _ = ledger.read_values("mandate_changes", {"kind": kind, "occurred_on": day, **more})
    with ledger.act("变") as act:
        return act.add("mandate_changes", {**values, "mandate": ref})


def table(ledger: Ledger, day: date | None = None, **more: Any) -> list[list[str]]:
    found = vacancy_ledger(ledger, day, **more)
    assert found is not None
    return [[cell.text for cell in line] for line in found.lines]


def test_nobody_elected_means_every_seat_is_vacant_since_the_first_session(ledger: Ledger) -> None:
    districts(ledger, 3, 3)
    lines = table(ledger)
    assert len(lines) == 6
    assert {line[2] for line in lines} == {"2016-11-10"}
    assert {line[4] for line in lines} == {OPEN}
    seats = seats_on(ledger, TODAY)
    assert seats and (seats.vacant, len(seats.in_office)) == (6, 0)


def test_full_seats_give_an_empty_table_that_can_be_printed(ledger: Ledger, tmp_path: Path) -> None:
    districts(ledger, 3, 3)
    for number in range(6):
        deputy(ledger, f"甲{'一二三四五六'[number]}", number // 3 + 1)
    found = vacancy_ledger(ledger)
    assert found is not None
    assert found.lines == () and found.notes == ()
    assert "名额6名，实有6名，出缺0名" in found.unit_line[2]
    assert write_tabulation(found, tmp_path / "出缺.xlsx") == 0


def test_three_at_once_in_one_district_and_one_filled(ledger: Ledger) -> None:
    districts(ledger, 3, 3)
    mandates = [deputy(ledger, f"甲{'一二三四五六'[number]}", number // 3 + 1) for number in range(6)]
    change(
        ledger, mandates[0], "辞职", "2019-03-28", document_no="迳人大〔2019〕2号", announced_on="2019-03-29"
    )
    change(ledger, mandates[1], "去世", "2019-03")
    change(ledger, mandates[2], "调离", "2019-03-28")
    change(ledger, mandates[3], "暂停", "2019-05-01")
    deputy(ledger, "补一", 1, "2019-06-12", elected_how="补选")
    lines = table(ledger, date(2020, 1, 1))
    # The one who died is known to the month, so the seat is empty since its first day and is filled first.
    assert [(line[1], line[2], line[3], line[4], line[7]) for line in lines] == [
        ("甲二", "2019-03", "去世", FILLED, "补一"),
        ("甲一", "2019-03-28", "辞职", OPEN, ""),
        ("甲三", "2019-03-28", "调离", OPEN, ""),
    ]
    assert lines[1][-2:] == ["迳人大〔2019〕2号", "2019-03-29"]
    assert "选举法" in lines[1][5] and "报大会公告" not in lines[1][5]
    assert "报大会公告" in lines[2][5] and "下一次会议" in lines[2][6]
    seats = seats_on(ledger, date(2020, 1, 1))
    assert seats and (len(seats.in_office), seats.vacant, len(seats.open)) == (
        4,
        2,
        2,
    )  # suspended keeps the seat
    before = seats_on(ledger, date(2019, 3, 31))
    assert before and before.vacant == 3


def test_the_session_that_hears_it_is_named(ledger: Ledger) -> None:
    districts(ledger, 3, 3)
    change(ledger, deputy(ledger, "甲一", 1), "调离", "2019-03-28")
    enter(ledger, "sessions", term="镇 第十六届", ordinal=2, opened_on="2019-02-01")
    enter(ledger, "sessions", term="镇 第十六届", ordinal=3, opened_on="2019-12-01")
    line = next(line for line in table(ledger, date(2019, 6, 1)) if line[1] == "甲一")
    assert "2019-12-01 会议" in line[6]


def test_a_resignation_entered_for_a_day_to_come_is_expected_not_vacant(ledger: Ledger) -> None:
    districts(ledger, 3, 3)
    mandates = [deputy(ledger, f"甲{'一二三四五六'[number]}", number // 3 + 1) for number in range(6)]
    change(ledger, mandates[0], "辞职", "2022-12-01")
    assert table(ledger, date(2019, 6, 1)) == []  # looking back, nothing of what came later
    (line,) = table(ledger)
    assert line[4] == EXPECTED and "大会接受辞职" in line[5]
    seats = seats_on(ledger, TODAY)
    assert seats and seats.vacant == 0


@pytest.mark.parametrize(
    ("seats", "words"),
    [((3, 2), "少 1 名"), ((3, 4), "多 1 名"), ((3, None), "没有填应选名额"), ((), "少 6 名")],
)
def test_districts_that_do_not_add_up_are_told(
    ledger: Ledger, seats: tuple[int | None, ...], words: str
) -> None:
    districts(ledger, *seats)
    found = vacancy_ledger(ledger)
    assert found is not None and any(words in note for note in found.notes)


def test_a_deputy_without_district_and_one_too_many_are_told(ledger: Ledger) -> None:
    districts(ledger, 1, 5)
    deputy(ledger, "甲一", 1)
    deputy(ledger, "甲二", 1)
    deputy(ledger, "甲三", None)
    found = vacancy_ledger(ledger)
    assert found is not None
    told = "".join(found.notes)
    assert "甲三没有登记选区" in told and "第1选区在任的代表比应选名额多 1 名" in told
    seats = seats_on(ledger, TODAY)
    assert seats and seats.quota == len(seats.in_office) + seats.vacant == 6


def test_without_quota_the_districts_count_and_without_a_term_there_is_no_table(ledger: Ledger) -> None:
    with ledger.act("改") as act:
        act.change("terms", 1, {"quota": None})
    districts(ledger, 2)
    found = vacancy_ledger(ledger)
    assert found is not None
    assert "名额2名" in found.unit_line[2] and any("没有填代表名额" in note for note in found.notes)
    assert vacancy_ledger(ledger, level="county") is None
    assert vacancy_ledger(ledger, ordinal=3) is None


def test_of_the_county_only_the_districts_of_the_town_count(ledger: Ledger) -> None:
    enter(ledger, "terms", level="县", ordinal=16, started_on="2016-12-06", quota=250)
    enter(ledger, "electoral_districts", no=1, name="第1选区", level="县", seats=2)
    enter(ledger, "deputies", name="县一", level="县", elected_on="2016-12-01", electoral_district="第1选区")
    districts(ledger, 6)
    found = vacancy_ledger(ledger, level="county")
    assert found is not None and "名额2名，实有1名，出缺1名" in found.unit_line[2]
    assert any("不是全县的名额" in note for note in found.notes)
    seats = seats_on(ledger, TODAY)
    assert seats and (seats.quota, seats.vacant, len(seats.in_office)) == (6, 6, 0)  # the levels do not mix


def test_a_term_that_is_over_stands_as_it_ended(ledger: Ledger) -> None:
    districts(ledger, 3, 3)
    change(ledger, deputy(ledger, "甲一", 1), "调离", "2019-03-28")
    enter(ledger, "terms", level="镇", ordinal=17, started_on=NEXT.isoformat(), quota=4)
    old = vacancy_ledger(ledger, TODAY, ordinal=16)
    assert old is not None and "截至2021年11月9日 名额6名" in old.unit_line[2]
    assert sum(line[1].text == "甲一" for line in old.lines) == 1
    early = vacancy_ledger(ledger, date(2021, 10, 1), ordinal=17)
    assert early is not None and "截至2021年11月10日 名额4名，实有0名，出缺4名" in early.unit_line[2]
    new = vacancy_ledger(ledger, TODAY)
    assert new is not None and "第十七届" in new.title and "名额4名，实有0名，出缺4名" in new.unit_line[2]


@pytest.mark.parametrize("seed", range(6))
def test_quota_is_in_office_and_vacant_on_every_day(ledger: Ledger, seed: int) -> None:
    """A hand count over random events: who is in office is asked of storage, not of the table."""
    chance = random.Random(seed)
    districts(ledger, 3, 2, 1)
    living: dict[int, list[tuple[int, date]]] = {1: [], 2: [], 3: []}
    for number, count in ((1, 3), (2, 2), (3, 1)):
        for place in range(chance.randint(0, count)):
            mandate = deputy(ledger, f"乙{number}{'甲乙丙'[place]}", number)
            living[number].append((mandate, BEGAN))
    free = {1: 3 - len(living[1]), 2: 2 - len(living[2]), 3: 1 - len(living[3])}
    day = BEGAN
    for step in range(10):
        day += timedelta(days=chance.randint(1, 60))
        number = chance.choice((1, 2, 3))
        if living[number] and chance.random() < 0.6:
            mandate, _ = living[number].pop(chance.randrange(len(living[number])))
            change(ledger, mandate, chance.choice(("辞职", "去世", "调离", "罢免")), day.isoformat())
            free[number] += 1
        elif free[number]:
            mandate = deputy(
                ledger, f"补{'一二三四五六七八九十'[step]}", number, day.isoformat(), elected_how="补选"
            )
            living[number].append((mandate, day))
            free[number] -= 1
        seats = seats_on(ledger, day)
        assert seats is not None
        assert list(seats.in_office) == sorted(ledger.ids("deputies", Query(filter="in_office", on=day)))
        assert seats.quota == len(seats.in_office) + seats.vacant
        assert {n: sum(one.district["no"] == n for one in seats.open) for n in free} == free


def test_who_is_elected_after_the_day_is_not_seen() -> None:
    found, beyond = vacancies(1, [Tenure(1, "甲", date(2020, 1, 1))], date(2019, 1, 1), date(2019, 6, 1))
    assert [(one.since, one.is_open) for one in found] == [(date(2019, 1, 1), True)]
    assert beyond == []


FIRST, LATER = date(2016, 11, 10), date(2022, 1, 1)


@pytest.mark.parametrize(
    ("tenures", "lines", "beyond"),
    [
        ([Tenure(1, "甲", FIRST)], [], []),
        ([Tenure(1, "补", date(2019, 1, 1))], [(FIRST, None, "补")], []),  # nobody before
        ([Tenure(2, "甲", FIRST, date(2018, 1, 1))], [(date(2018, 1, 1), "甲", None)], []),
        # in the order of their days, not of their entry; on one day in that of their entry
        ([Tenure(1, "补", date(2019, 1, 1)), Tenure(2, "甲", FIRST, date(2018, 1, 1))], [(date(2018, 1, 1), "甲", "补")], []),
        ([Tenure(2, "乙", FIRST), Tenure(1, "甲", FIRST)], [], ["乙"]),
        # a seat that is filled on the day on which it was left was vacant all the same
        ([Tenure(1, "甲", FIRST, date(2018, 1, 1)), Tenure(2, "补", date(2018, 1, 1))], [(date(2018, 1, 1), "甲", "补")], []),
        ([Tenure(1, "甲", FIRST), Tenure(2, "乙", date(2018, 1, 1), date(2019, 1, 1))], [], []),  # beyond, and gone
        ([Tenure(1, "甲", FIRST, LATER)], [(LATER, "甲", None)], []),
        ([Tenure(1, "甲", FIRST, date(2022, 1, 2))], [], []),
    ],
)  # fmt: skip
def test_the_seat_of_a_district_through_the_term(
    tenures: list[Tenure], lines: list[tuple[date, str | None, str | None]], beyond: list[str]
) -> None:
    found, left = vacancies(1, tenures, FIRST, LATER)
    assert [
        (one.since, one.before and one.before.name, one.after and one.after.name) for one in found
    ] == lines
    assert [tenure.name for tenure in left] == beyond
