"""The figures of presidium, inspections, trainings, reports and projects, counted by hand on the days they change.

甲 and 乙 are the town's, 丙 too from June (by-elected), 丁 the county's; 甲 was a deputy of the 15th term as well.
乙 is suspended in May.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.days import PartialDate
from app.domain.fields import Ref
from app.domain.registers.presidium_meetings import period_on
from app.figures.source import QUARTERS, quarter_of
from tests.figures.town import Town

MARCH, MAY, JUNE, JULY = (date(2022, month, 10) for month in (3, 5, 6, 7))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("supervision") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        town = Town(folder)
        _people(town)
        _occasions(town)
        _projects(town)
        yield town
        town.ledger.close()


def _people(town: Town) -> None:
    town.term("township", 15, date(2011, 11, 1))
    town.term("county", 16, date(2016, 12, 1))
    town.elect("甲", term=15)
    town.elect("甲", "乙")
    town.elect("丙", elected_on=PartialDate(2022, 6, 1))
    town.event("丙", "by_elected", "2022-06-01")
    town.elect("丁", level="county")
    town.event("乙", "suspended", "2022-05-01")
    town.event("乙", "resumed", "2022-06-01")


def _occasions(town: Town) -> None:
    term = town.terms["township", 16]
    session = Ref(town.add("sessions", term=term, ordinal=1, opened_on=date(2016, 11, 10)), "一次")
    for day in (MARCH, JUNE, date(2023, 1, 5)):
        town.add("presidium_meetings", session=session, held_on=day)

    def named(*names: str) -> tuple[Ref, ...]:
        return tuple(town.mandates.get(name, Ref(None, name)) for name in names)

    inspected: list[tuple[date, str, tuple[str, ...], int | None]] = [
        (MARCH, "inspection", ("甲", "丁"), None),
        (MAY, "research", ("甲", "乙"), None),  # 乙 could not act
        (JUNE, "inspection", ("甲", "某人"), 5),  # five came, two are named
        (date(2023, 1, 5), "inspection", ("甲",), None),
    ]
    for number, (day, kind, names, count) in enumerate(inspected):
        town.add("inspections", kind=kind, title=f"视察{number}", held_on=day, deputies=named(*names), deputy_count=count)  # fmt: skip
    town.add("trainings", title="甲乙丁学习", held_on=MARCH, kind="special", deputies=named("甲", "乙", "丁"), absent=named("某人"))  # fmt: skip
    town.add("trainings", title="只有人数", held_on=JULY, deputy_count=12)
    reports: list[tuple[str, date, str | None]] = [
        ("甲@township15", date(2015, 3, 1), "旧"),  # of an earlier term
        ("甲", date(2021, 12, 1), "东村"),
        ("乙", MAY, "东村"),  # suspended
        ("丁", MAY, "东村"),  # not the town's
        ("甲", JUNE, "东村"),
        ("丙", JUNE, "西村"),
    ]
    for name, day, place in reports:
        town.add("reports_to_voters", deputy=town.mandates[name], held_on=day, place=place)


def _projects(town: Town) -> None:
    of_2022 = PartialDate(2022)
    ballot = Ref(town.add("project_ballots", held_on=MARCH, planned_on=of_2022, in_office=4, seats=2), "票决")
    projects: dict[str, dict[str, Any]] = {
        "修路": {"votes_for": 4, "completed_on": PartialDate(2022, 6)},
        "修桥": {"votes_for": 3, "change_kind": "stopped", "changed_on": JULY},
        "落选": {"votes_for": 2, "completed_on": PartialDate(2022, 6)},
    }
    for title, more in projects.items():
        town.add("livelihood_projects", title=title, planned_on=of_2022, ballot=ballot, **more)
    town.add("livelihood_projects", title="待票决", planned_on=of_2022)
    town.add("livelihood_projects", title="老项目", planned_on=of_2022, adopted_on=PartialDate(2022, 5))
    town.add("livelihood_projects", title="上年", planned_on=PartialDate(2021), adopted_on=PartialDate(2021))


COUNTED = {
    # until: meetings, inspections, deputies in them, trainings, persons in them, report meetings, coverage, adopted, completed
    "2022-03-09": ("0次", "0次", "0人次", "0次", "0人次", "0次", "50.0%（1/2）", "0项", "0项"),
    "2022-03-10": ("1次", "1次", "2人次", "1次", "3人次", "0次", "50.0%（1/2）", "2项", "0项"),
    "2022-05-10": ("1次", "2次", "3人次", "1次", "3人次", "1次", "50.0%（1/2）", "3项", "0项"),
    "2022-06-09": ("1次", "2次", "3人次", "1次", "3人次", "1次", "33.3%（1/3）", "3项", "1项"),
    "2022-06-10": ("2次", "3次", "8人次", "1次", "3人次", "3次", "66.7%（2/3）", "3项", "1项"),
    "2022-12-31": ("2次", "3次", "8人次", "2次", "15人次", "3次", "66.7%（2/3）", "3项", "1项"),
}
KEYS = (
    "presidium_meetings.held", "inspections.held", "inspections.deputy_times", "trainings.held", "trainings.person_times",
    "reports_to_voters.held", "reports_to_voters.coverage", "livelihood_projects.adopted", "livelihood_projects.completed",
)  # fmt: skip


@pytest.mark.parametrize("until", COUNTED)
def test_a_day_is_what_was_counted_by_hand(town: Town, until: str) -> None:
    assert tuple(town.figure(key, until=until).words for key in KEYS) == COUNTED[until]


def test_who_has_not_reported_is_what_the_base_leaves(town: Town) -> None:
    counted = town.figure("reports_to_voters.coverage").counted
    assert counted.rest() == [town.mandates["乙"].id]


def test_what_nobody_keeps_says_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("empty") / "data"
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        empty = Town(folder)
        assert {empty.figure(key).words for key in KEYS} == {"—"}
        empty.ledger.close()


def test_a_share_splits_by_kind_and_quarter(town: Town) -> None:
    assert town.figure("inspections.held").by == {
        "kind": {"视察": 2, "专题调研": 1},
        "quarter": {"第一季度": 1, "第二季度": 2},
    }
    assert town.figure("trainings.held").by["kind"] == {"专题培训": 1, "未填": 1}


def test_a_meeting_is_during_the_session_that_elected_its_presidium() -> None:
    first, last = date(2022, 3, 9), date(2022, 3, 11)
    days = [date(2022, 3, day) for day in (8, 9, 11, 12)]
    assert [period_on(day, first, last) for day in days] == ["between", "during", "during", "between"]
    assert [period_on(day, first, None) for day in days] == ["between", "during", "between", "between"]
    assert period_on(first, None, None) == "between"  # a session that is not entered yet


@pytest.mark.parametrize(
    ("month", "quarter"), [(1, 0), (3, 0), (4, 1), (6, 1), (7, 2), (9, 2), (10, 3), (12, 3)]
)
def test_a_month_lies_in_its_quarter(month: int, quarter: int) -> None:
    assert quarter_of(f"2022-{month:02d}-28") == QUARTERS[quarter]
