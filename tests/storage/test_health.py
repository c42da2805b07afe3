"""What the page 资料核对 gathers: the same as the check, looked for row by row and stopped at any row."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.storage.checks.check import SETTLED_OTHERWISE, data_findings, rule_findings
from app.storage.checks.doubts import doubts_of
from app.storage.checks.health import health_of
from tests.storage.conftest import enter


class Stopped(Exception):
    """What whoever waits raises."""


def site(ledger, name: str) -> None:
    values, _ = ledger.read_values("liaison_sites", {"name": name, "kind": "联络站"})
    with ledger.act("新增") as act:
        act.add("liaison_sites", values)


def test_every_row_is_told_of_and_what_is_raised_ends_the_look(ledger) -> None:
    for name in ("甲站", "乙站", "丙站"):
        site(ledger, name)
    told: list[tuple[int, int]] = []
    rule_findings(ledger, lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == list(range(len(told)))
    assert {of for _, of in told} == {len(told)} and len(told) >= 3

    def stop(done: int, of: int) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        health_of(ledger, stop)


def test_the_page_and_the_check_find_the_same(ledger) -> None:
    site(ledger, "甲站")
    values, _ = ledger.read_values(
        "receptions", {"held_on": "2022-03-01", "kind": "接访", "site": "没有的站", "deputies": ["没有的人"]}
    )
    with ledger.act("新增") as act:
        act.add("receptions", values)
    health, findings = health_of(ledger), data_findings(ledger)
    shown = [*health.contradictions, *health.answered, *health.gaps]
    assert set(shown) == {finding for finding in findings if finding.code not in SETTLED_OTHERWISE}
    assert sum(len(one.places) for one in health.names) == sum(
        f.code == SETTLED_OTHERWISE[0] for f in findings
    )


def number_gaps(ledger) -> list[str]:
    return [f.sentence for f in data_findings(ledger) if f.field == "no" and f.severity == "gap"]


def district(ledger, number: int, level: str = "镇") -> int:
    return enter(ledger, "electoral_districts", {"name": f"第{number}选区", "level": level, "no": number})


def test_a_gap_says_whether_its_row_was_removed_or_taken_back(ledger) -> None:
    first, second, *_ = [district(ledger, number) for number in (1, 2, 3, 5)]
    assert number_gaps(ledger) == ["选区的选区号不连续，缺 4。"]
    with ledger.act("删除") as act:
        act.remove("electoral_districts", second, "重复登记")
    removed = "选区的选区号不连续，缺 2、4。其中 2 的记录删除或者撤销过，号码不再用，不用补。"
    assert number_gaps(ledger) == [removed]
    matters = {"class": "群众意见", "raised_on": "2022-05-10", "content": "路灯不亮"}
    enter(ledger, "suggestions", matters)
    enter(ledger, "suggestions", {**matters, "content": "水渠堵塞"})
    ledger.undo()
    enter(ledger, "suggestions", {**matters, "content": "道路破损"})  # goes on behind the number taken back
    (undone,) = set(number_gaps(ledger)) - {removed}
    assert undone.startswith("意见建议的") and undone.endswith(
        "缺 2022-2。其中 2022-2 的记录删除或者撤销过，号码不再用，不用补。"
    )
    with ledger.act("改号") as act:
        act.change("electoral_districts", first, {"no": 9})  # nothing says what became of 1
    assert "选区的选区号不连续，缺 4、6、7、8。" in number_gaps(ledger)


DOUBTED_ROWS = [
    # what is entered, the second row's doubts by code
    ("electoral_districts", {"name": "甲选区", "level": "镇", "no": 7}, {"name": "乙选区"}, {"number_twice"}),
    ("electoral_districts", {"name": "甲选区", "level": "镇", "no": 7}, {"name": "乙选区", "no": 8}, set()),
    ("electoral_districts", {"name": "甲选区", "level": "镇", "no": 7}, {"name": "乙选区", "level": "县"}, set()),
    ("booklets", {"deputy": 1, "no": "2022-001", "issued_on": "2022-04-08"}, {"deputy": 2}, {"number_twice"}),
    ("livelihood_projects", {"planned_on": "2022", "title": "修路", "no": 1}, {"title": "建桥"}, {"number_twice"}),
    ("livelihood_projects", {"planned_on": "2022", "title": "修路", "no": 1}, {"planned_on": "2021"}, set()),
    ("deputies", {"name": "王芳", "level": "镇", "deputy_card_no": "J16-001"}, {"name": "李强"}, {"number_twice"}),
    ("deputy_leaves", {"deputy": 1, "from_on": "2022-06-01", "until_on": "2022-06-10"}, {"from_on": "2022-06-10", "until_on": "2022-06-12"}, {"overlap"}),
    ("deputy_leaves", {"deputy": 1, "from_on": "2022-06-01", "until_on": "2022-06-10"}, {"from_on": "2022-06-11", "until_on": "2022-06-12"}, set()),
    ("deputy_leaves", {"deputy": 1, "from_on": "2022-06-01", "until_on": "2022-06-10"}, {"from_on": "2022-06-05", "deputy": 2}, set()),
    ("terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"}, {"ordinal": 17, "started_on": "2015-12-06"}, {"order"}),
    ("terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"}, {"ordinal": 17, "started_on": "2021-12-06"}, set()),
    ("terms", {"level": "县", "ordinal": 16, "started_on": "2016-12-06"}, {"ordinal": 17, "level": "镇", "started_on": "2015-12-06"}, {"order"}),
    ("sessions", {"term": 1, "ordinal": 1, "opened_on": "2016-11-10"}, {"ordinal": 2, "opened_on": "2016-11-09"}, {"outside_term"}),
    ("presidium_meetings", {"session": 1, "ordinal": 1, "held_on": "2022-03-01", "minutes_sent_on": "2022-03-01"}, {"ordinal": 2, "minutes_sent_on": "2022-02-28"}, {"order"}),
    ("receptions", {"held_on": "2022-03-01", "kind": "接访", "site": "甲站", "feedback_on": "2022-03-01"}, {"held_on": "2022-03-02"}, {"order"}),
    ("suggestions", {"class": "群众意见", "raised_on": "2022-07-19", "content": "路灯", "visitor_informed_on": "2022-07-19"}, {"content": "水渠", "visitor_informed_on": "2022-07-18"}, {"order"}),
    ("incoming_documents", {"received_on": "2022-03-01", "title": "通知", "due_on": "2022-03-01"}, {"title": "函", "due_on": "2022-02-01"}, {"order"}),
    ("people", {"name": "王芳", "birth_date": "1975-03", "party_joined_on": "1995-03"}, {"name": "李强", "party_joined_on": "1957-03"}, {"order"}),
    ("site_equipment", {"site": "甲站", "name": "桌", "quantity": 1, "bought_on": "2022"}, {"name": "椅", "bought_on": "2023-01"}, {"day_future"}),
    ("sessions", {"term": 1, "ordinal": 1, "opened_on": "2022-12-20"}, {"ordinal": 2, "opened_on": "2202-12-20"}, {"day_too_late"}),
]  # fmt: skip


def test_what_cannot_be_of_two_rows_or_of_two_days_is_doubted(ledger) -> None:
    ledger.core.connection.execute("PRAGMA synchronous=OFF")
    for name in ("王芳", "李强"):
        enter(ledger, "deputies", {"name": name, "level": "镇"})
    enter(ledger, "sessions", {"term": {"id": 1}, "ordinal": 9, "opened_on": "2022-01-05"})
    looked_for = {"number_twice", "overlap", "order", "outside_term", "day_future", "day_too_late"}
    for register, first, more, codes in DOUBTED_ROWS:
        enter(ledger, register, _linked(first))
        row = enter(ledger, register, _linked({**first, **more}))
        kept = ledger.row(register, row)
        found = {doubt.problem.code for doubt in doubts_of(ledger, BY_KEY[register], kept)}
        assert found & looked_for == codes, (register, more)
        ledger.undo()
        ledger.undo()


def _linked(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {"id": value} if key in ("deputy", "term", "session") else value for key, value in typed.items()
    }
