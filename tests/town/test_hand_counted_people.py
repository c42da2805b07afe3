"""Small stories of persons counted by hand: a change of term, a death, a suspension, two levels, visitors of one name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.town.events import Event
from tests.town.town import Ledger

TERMS = [
    Event("add", "terms", "镇17", {"level": "镇", "ordinal": 17, "started_on": "2025-12-12"}),
    Event("add", "terms", "县16", {"level": "县", "ordinal": 16, "started_on": "2020-12-01"}),
    Event("add", "liaison_sites", "东村站", {"name": "东村站", "kind": "联络站", "founded_on": "2025-06-18"}),
    Event("add", "liaison_sites", "西村站", {"name": "西村站", "kind": "联络站", "closed_on": "2025-09-30"}),
]
BORN = {
    "王芳": "1975-03-12",
    "陈光": "1968-01-02",
    "李四妹": "1980-05-06",
    "周海": "1971-07-08",
    "何水": "1983-09-10",
}
ELECTED = {"镇16": "2020-11-20", "镇17": "2025-11-20", "县16": "2020-11-12"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "town")
    ledger.enter(TERMS)
    ledger.ids["镇16"] = 1
    return ledger


def mandate(name: str, term: str, **more: Any) -> Event:
    values = {
        "name": name,
        "birth_date": BORN[name],
        "level": term[0],
        "term": "@" + term,
        "elected_on": ELECTED[term],
    }
    return Event("add", "deputies", f"{name}{term}", values | more)


def reception(day: str, *deputies: str, site: str = "东村站", **more: Any) -> Event:
    values = {"held_on": day, "site": "@" + site, "kind": "接访", "deputies": ["@" + key for key in deputies]}
    return Event("add", "receptions", f"reception {day}", {"visitor_count": 0} | values | more)


def record(deputy: str, day: str, kind: str = "走访联系选民", **more: Any) -> Event:
    values = {"deputy": "@" + deputy, "kind": kind, "occurred_on": day, "title": f"{kind}{day}"}
    return Event("add", "performance_records", f"{deputy} {kind} {day}", values | more)


def change(deputy: str, kind: str, day: str) -> Event:
    values = {"mandate": "@" + deputy, "kind": kind, "occurred_on": day}
    return Event("add", "mandate_changes", f"{deputy} {kind} {day}", values)


def figure(ledger: Ledger, day: str, key: str) -> Any:
    found = ledger.figures(date.fromisoformat(day))[key]
    return (found["numerator"], found["denominator"]) if found["denominator"] is not None else found["value"]


def figures(ledger: Ledger, wanted: dict[tuple[str, str], Any]) -> list[str]:
    pairs = [(place, value, figure(ledger, *place)) for place, value in wanted.items()]
    return [f"{place}: by hand {mine}, program {theirs}" for place, mine, theirs in pairs if mine != theirs]


def test_a_change_of_term_keeps_the_year(ledger: Ledger) -> None:
    """Three deputies, two with records; one goes on and one comes: two of three, then two of four persons."""
    ledger.enter([mandate(name, "镇16") for name in ("王芳", "陈光", "李四妹")])
    ledger.enter([mandate(name, "镇17") for name in ("王芳", "周海")])
    ledger.enter([record("王芳镇16", "2025-03-05"), record("陈光镇16", "2025-03-05")])
    wanted = {
        ("2025-12-11", "performance.active_rate"): (2, 3),
        ("2025-12-12", "performance.active_rate"): (2, 4),
        ("2025-12-11", "deputies.in_office"): 3,
        ("2025-12-12", "deputies.in_office"): 2,
        ("2026-12-31", "performance.active_rate"): (0, 2),
        ("2025-12-31", "performance.records"): 2,
    }
    assert figures(ledger, wanted) == []


def test_a_first_meeting_corrected_moves_every_mandate(ledger: Ledger) -> None:
    """The 17th term began on the 15th, not the 12th: until then the old deputies were in office, and could act."""
    ledger.enter([mandate(name, "镇16") for name in ("王芳", "陈光", "李四妹")])
    ledger.enter([mandate(name, "镇17") for name in ("王芳", "周海")])
    ledger.enter([record("陈光镇16", "2025-12-13")])
    before = {
        ("2025-12-13", "deputies.in_office"): 2,
        ("2025-12-31", "performance.active_rate"): (0, 4),
        ("2025-12-31", "deputies.vacancies"): None,
    }
    assert figures(ledger, before) == []
    ledger.enter([Event("change", "terms", "镇17", {"started_on": "2025-12-15", "quota": 5})])
    after = {
        ("2025-12-14", "deputies.in_office"): 3,
        ("2025-12-15", "deputies.in_office"): 2,
        ("2025-12-31", "performance.active_rate"): (1, 4),
        ("2025-12-14", "deputies.vacancies"): None,  # the 16th term has no quota written
        ("2025-12-15", "deputies.vacancies"): 3,
    }
    assert figures(ledger, after) == []


def test_more_in_office_than_the_quota(ledger: Ledger) -> None:
    """The printed rule: nothing is vacant where more are in office than the quota."""
    ledger.enter([Event("change", "terms", "镇17", {"quota": 1})])
    ledger.enter([mandate(name, "镇17") for name in ("王芳", "周海")])
    assert figure(ledger, "2025-12-31", "deputies.vacancies") == 0


def test_who_dies_or_comes_later_counts_from_the_day(ledger: Ledger) -> None:
    """Interval [start, end): not in office on the day of death; elected later, in office from that day."""
    ledger.enter(
        [mandate("王芳", "镇16"), mandate("陈光", "镇16", elected_on="2025-05-20", elected_how="补选")]
    )
    ledger.enter([change("王芳镇16", "去世", "2025-04-10"), record("王芳镇16", "2025-04-09")])
    ledger.enter([record("王芳镇16", "2025-04-10"), record("陈光镇16", "2025-05-19")])
    wanted = {
        ("2025-04-09", "deputies.in_office"): 1,
        ("2025-04-10", "deputies.in_office"): 0,
        ("2025-05-20", "deputies.in_office"): 1,
        ("2025-12-11", "performance.records"): 1,  # the other two lie outside the mandates
        ("2025-12-11", "performance.active_rate"): (1, 2),
    }
    assert figures(ledger, wanted) == []


def test_a_suspended_deputy_stays_in_office_and_does_not_act(ledger: Ledger) -> None:
    ledger.enter([mandate("王芳", "镇16"), mandate("陈光", "镇16")])
    ledger.enter([change("王芳镇16", "暂停", "2025-02-01"), change("王芳镇16", "恢复", "2025-03-01")])
    ledger.enter([reception("2025-02-28", "王芳镇16", "陈光镇16"), record("王芳镇16", "2025-03-01")])
    wanted = {
        ("2025-02-10", "deputies.in_office"): 2,
        ("2025-12-11", "receptions.deputy_times"): 1,
        ("2025-12-11", "receptions.deputy_participation"): (1, 2),
        ("2025-02-28", "performance.active_rate"): (1, 2),
        ("2025-12-11", "performance.active_rate"): (2, 2),
        ("2025-12-11", "performance.records"): 2,
    }
    assert figures(ledger, wanted) == []


def test_an_absence_while_suspended_is_no_record(ledger: Ledger) -> None:
    """The printed rule leaves a suspended day out until a reason is written, whatever the attendance."""
    ledger.enter([mandate("王芳", "镇16"), change("王芳镇16", "暂停", "2025-02-01")])
    ledger.enter([record("王芳镇16", "2025-03-18", "出席人大会议", attendance="缺席")])
    assert figure(ledger, "2025-06-30", "performance.records") == 0


def test_a_person_of_two_levels_is_one_person(ledger: Ledger) -> None:
    ledger.enter([mandate("王芳", "镇16"), mandate("王芳", "县16"), mandate("陈光", "县16")])
    ledger.enter([reception("2025-02-27", "王芳镇16", "王芳县16"), reception("2025-02-28", "王芳县16")])
    wanted = {
        ("2025-06-30", "deputies.in_office"): 3,
        ("2025-06-30", "receptions.deputy_participation"): (1, 2),
        ("2025-06-30", "receptions.deputy_times"): 2,
        ("2025-06-30", "receptions.batches"): 2,
    }
    assert figures(ledger, wanted) == []


def test_leave_and_absence_are_records_of_nobody_active(ledger: Ledger) -> None:
    ledger.enter([mandate(name, "镇16") for name in ("王芳", "陈光", "李四妹")])
    rows = [record("王芳镇16", "2025-03-18", "出席人大会议", attendance="请假")]
    rows += [record("陈光镇16", "2025-03-18", "出席人大会议", attendance="缺席")]
    rows += [record("李四妹镇16", "2025-03-18", "出席人大会议", attendance="迟到")]
    ledger.enter(rows)
    wanted = {("2025-12-11", "performance.active_rate"): (1, 3), ("2025-12-11", "performance.records"): 3}
    assert figures(ledger, wanted) == []


VISITORS = [
    {"name": "王大明", "village": "东村"},
    {"name": "王大明", "village": "西村"},
    {"name": "赵八斤", "village": "西村", "wants_confidential": True},
]


def test_visitors_of_one_name_in_two_villages_are_two(ledger: Ledger) -> None:
    ledger.enter([mandate("王芳", "镇16")])
    ledger.enter([reception("2025-02-27", "王芳镇16", visitors=VISITORS, visitor_count=5)])
    ledger.enter([reception("2025-03-27", "王芳镇16", visitors=[{"name": "王大明"}], visitor_count=1)])
    ledger.enter([reception("2025-04-27", "王芳镇16")])
    wanted = {
        ("2025-01-31", "receptions.visitors_distinct"): None,
        ("2025-02-27", "receptions.visitors_distinct"): 3,
        ("2025-12-31", "receptions.visitors_distinct"): 3,
        ("2025-12-31", "receptions.visitor_times"): 6,
        ("2025-12-31", "receptions.batches"): 3,
    }
    assert figures(ledger, wanted) == []


def test_a_split_counts_the_visitors_of_its_own_receptions(ledger: Ledger) -> None:
    """A visitor without a village came alone to a site: one person there, whoever came elsewhere."""
    ledger.enter([mandate("王芳", "镇16")])
    ledger.enter([reception("2025-02-27", "王芳镇16", visitors=VISITORS, visitor_count=3)])
    alone = [{"name": "王大明"}]
    ledger.enter([reception("2025-03-27", "王芳镇16", site="西村站", visitors=alone, visitor_count=1)])
    found = ledger.figures(date(2025, 12, 31))["receptions.visitors_distinct"]
    assert found["by"]["site"] == {"东村站": 3, "西村站": 1}


def test_a_withdrawal_does_not_reach_back(ledger: Ledger) -> None:
    """Before the day of the withdrawal the suggestion was an act like any other."""
    ledger.enter([mandate("王芳", "镇16")])
    values = {"class": "代表建议", "source": "闭会期间", "raised_on": "2025-03-05", "deputies": ["@王芳镇16"]}
    values |= {
        "title": "修路",
        "content": "修路",
        "exit_kind": "撤回",
        "exit_on": "2025-09-01",
        "exit_reason": "说明",
    }
    ledger.enter([Event("add", "suggestions", "withdrawn", values)])
    assert figure(ledger, "2025-08-31", "performance.active_rate") == (1, 1)


def test_sessions_and_sites_by_the_day(ledger: Ledger) -> None:
    for number, (term, day) in enumerate(
        [("镇16", "2025-03-18"), ("县16", "2025-01-20"), ("镇17", "2025-12-12")]
    ):
        values = {"term": "@" + term, "ordinal": number + 1, "opened_on": day}
        ledger.enter([Event("add", "sessions", day, values)])
    wanted = {
        ("2025-03-17", "sessions.held"): 0,
        ("2025-03-18", "sessions.held"): 1,
        ("2025-12-31", "sessions.held"): 2,
        ("2025-06-17", "sites.count"): 1,
        ("2025-06-18", "sites.count"): 2,
        ("2025-09-30", "sites.count"): 1,
    }
    assert figures(ledger, wanted) == []


def test_an_unanswered_matter_is_late_after_its_last_day(ledger: Ledger) -> None:
    values = {
        "class": "群众意见",
        "source": "接待",
        "raised_on": "2024-03-04",
        "title": "修路",
        "content": "修路",
    }
    rounds = [{"assigned_on": "2024-03-04", "handler": "党政办"}]
    ledger.enter([Event("add", "suggestions", "it", values | {"rounds": rounds})])
    assert figure(ledger, "2024-06-03", "opinions.late") == 0
    assert figure(ledger, "2024-06-04", "opinions.late") == 0
    assert figure(ledger, "2024-06-05", "opinions.late") == 1
