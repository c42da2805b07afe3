"""Clerks' lists of elections, a row a candidate or all in one cell, and of booklets that name no period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.excel.importing import Preview, commit_preview, preview_of
from app.storage.ledger import Ledger
from app.storage.query import Query
from tests.excel.importing_cases import workbook
from tests.kept_ledgers import nothing_written, open_ledger, sample_folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(tmp_path_factory.mktemp("congress") / "data")
    with open_ledger(folder, today=date(2025, 5, 20)) as opened:
        yield opened


def read(ledger: Ledger, register: str, *rows: list[Any]) -> Preview:
    return preview_of(ledger, register, workbook(*rows, name="表"))


SITTING = ["镇十六届人大六次会议", "2022-11-23", "副镇长"]
NUMBERS = [58, 56, 56, 56, 1]
PLACED = [("甲一", 40), ("乙二", 33), ("丙三", 30)]


def test_candidates_and_votes_of_a_primary_in_one_cell(ledger: Ledger) -> None:
    head = [
        "会议",
        "日期",
        "职务",
        "轮次",
        "应选",
        "规定候选人数",
        "候选人",
        "全体代表",
        "实到",
        "发出",
        "收回",
        "废票",
    ]
    named = "、".join(f"{name}（{votes}票）" for name, votes in PLACED)
    in_full = "甲一：赞成50反对3弃权2；乙二：赞成40，反对10，弃权5；丙三：赞成12，反对40，弃权3"
    first, second = read(
        ledger,
        "elections",
        head,
        [*SITTING, "预选", 1, 2, named, *NUMBERS],
        [*SITTING, "正式选举", 2, None, in_full, *NUMBERS],
    ).rows
    assert (first.verdict, second.verdict) == ("new", "new")
    assert first.values["round"] == "primary"
    assert [(one["name"], one["in_favor"]) for one in first.values["candidates"]] == PLACED
    assert [one["against"] for one in second.values["candidates"]] == [3, 10, 40]


def test_a_row_a_candidate_is_one_election_whose_numbers_are_said_once(ledger: Ledger) -> None:
    head = [
        "会议",
        "选举日期",
        "选举职务",
        "投票次数",
        "应选人数",
        "规定候选人数",
        "被提名人",
        "得票",
        "实到",
        "发票",
        "收票",
        "废票",
    ]
    rows = [[*SITTING, "预选", 1, 2, name, votes, *NUMBERS[1:]] for name, votes in PLACED]
    (election,) = read(ledger, "elections", head, *rows).rows
    numbers = [election.values[key] for key in ("seats", "candidate_count", "present", "issued", "void")]
    assert numbers == [1, 2, 56, 56, 1]
    assert [(one["name"], one["in_favor"]) for one in election.values["candidates"]] == PLACED


def people(ledger: Ledger, count: int) -> list[str]:
    links = [row["deputy"] for row in ledger.rows("booklets", ledger.ids("booklets"))]
    return list(dict.fromkeys(link.name for link in links))[:count]


@pytest.mark.parametrize(
    ("heading", "cells", "first_days"),
    [
        ("领取日期", ["2024.4.3", "2024-11-02"], ["2024-04-01", "2024-04-01"]),
        ("交回日期", ["2023-04-02", "2023年3月28日"], ["2022-04-01", "2022-04-01"]),
        ("登记年度", ["2022年度", "2022.4-2023.3"], ["2022-04-01", "2022-04-01"]),
        ("登记年度", ["2023-2024年度", "2023年"], ["2023-04-01", "2023-04-01"]),
        ("登记期起", ["2022-04-06", "2022年5月"], ["2022-04-06", "2022-05-01"]),
    ],
)
def test_a_list_of_booklets_gives_the_register_year(
    ledger: Ledger, heading: str, cells: list[str], first_days: list[str]
) -> None:
    rows = [
        [number, name, cell]
        for number, (name, cell) in enumerate(zip(people(ledger, 2), cells, strict=True), 1)
    ]
    shown = read(ledger, "booklets", ["序号", "代表姓名", heading], *rows)
    assert [str(row.values["from_on"]) for row in shown.rows] == first_days
    assert not any(question.field == "from_on" for question in shown.questions)


def test_what_came_back_is_the_booklet_that_went_out(ledger: Ledger) -> None:
    title, head = ["2022年度代表履职手册回收情况"], ["序号", "代表姓名", "收回时间", "领取人签名", "册子情况"]
    name, other = people(ledger, 2)
    back, out = read(
        ledger, "booklets", title, head, [1, name, "2023-04-02", name, "完好"], [2, other, None, None, "缺页"]
    ).rows
    assert str(back.values["from_on"]) == str(out.values["from_on"]) == "2022-04-01"
    assert back.values["received_by"] == name
    assert back.row_id is not None, "the booklet that was handed out, not a second one"


def test_a_list_that_says_otherwise_than_the_roll_is_told_and_changes_nothing(ledger: Ledger) -> None:
    roll = Query(equals={"kind": "meeting", "attendance": "present"}, order=("occurred_on",))
    came = ledger.row("performance_records", ledger.ids("performance_records", roll)[0])
    assert came is not None
    head, line = (
        ["姓名", "日期", "履职类别", "出席情况"],
        [came["deputy"].name, f"{came['occurred_on']}", "出席人大会议"],
    )
    (same,) = read(ledger, "performance_records", head, [*line, "√"]).rows
    shown = read(ledger, "performance_records", head, [*line, "请假"])
    (other,) = shown.rows
    assert (same.verdict, same.problems) == ("same", ())
    assert (other.verdict, [problem.code for problem in other.problems]) == ("flagged", ["source_differs"])
    assert "来源得出的是出席" in other.problems[0].message
    assert other.row_id == same.row_id and not other.changes
    with nothing_written(ledger):
        commit_preview(ledger, shown, on_changed="update", accept_flagged=True)


@pytest.mark.parametrize(
    ("rows", "remarks"),
    [
        (
            [["2022年代表履职情况统计"], ["姓名", "视察", "接待选民"], ["", 1, 2]],
            ["2022年合计，表里没有写到日"] * 2,
        ),
        (
            [["2022年4月至2023年3月代表履职情况统计"], ["姓名", "视察", "接待选民"], ["", 1, 2]],
            ["2022年4月至2023年3月合计，表里没有写到日"] * 2,
        ),
        (
            [["代表履职次数（2022.1—6月）"], ["姓名", "视察", "接待选民"], ["", 1, 2]],
            ["2022年1月至6月合计，表里没有写到日"] * 2,
        ),
        (
            [["2022年第二季度代表履职情况统计"], ["姓名", "视察", "接待选民"], ["", 1, 2]],
            ["2022年第二季度合计，表里没有写到日"] * 2,
        ),
        (
            [["2022年代表接待选民次数"], ["姓名", "第一季度", "第三季度"], ["", 2, 1]],
            ["2022年第一季度合计，表里没有写到日", "2022年第三季度合计，表里没有写到日"],
        ),
    ],
)
def test_a_count_without_a_day_says_of_which_period_it_is(
    ledger: Ledger, rows: list[list[Any]], remarks: list[str]
) -> None:
    rows = [*rows[:-1], *([name, *rows[-1][1:]] for name in people(ledger, 3))]
    shown = read(ledger, "performance_records", *rows)
    assert [row.values.get("note") for row in shown.rows] == remarks * 3


def test_whether_a_booklet_came_back_is_no_name_of_who_took_it(ledger: Ledger) -> None:
    first, second = people(ledger, 2)
    head = ["代表姓名", "是否领取", "领取日期", "是否上交", "上交日期"]
    rows = [first, "√", "2024-04-05", "√", "2025-04-08"], [second, "√", "2024-04-05", "×", None]
    preview = read(ledger, "booklets", ["2024—2025年度代表履职登记册收发情况"], head, *rows)
    assert [row.values.get("received_by") for row in preview.rows] == [None, None]
    assert [row.values.get("collected_on") for row in preview.rows] == [date(2025, 4, 8), None]


def test_whether_a_candidate_was_elected_follows_from_the_votes(ledger: Ledger) -> None:
    head = ["会议", "日期", "职务", "应选", "候选人", "赞成", "反对", "弃权", "是否当选"]
    preview = read(ledger, "elections", head, [*SITTING[:2], "镇长", 1, "甲一", 50, 5, 0, "当选"])
    assert [problem.message for row in preview.rows for problem in row.problems] == []
    assert "is_by_election" not in preview.rows[0].values


def test_for_which_time_a_matter_was_voted_on_may_stand_behind_it(ledger: Ledger) -> None:
    head = ["会议", "日期", "表决事项", "表决方式", "应到", "实到", "赞成", "反对", "弃权"]
    lines = ["关于撤并校点的决定", "关于撤并校点的决定（第二次表决）", "关于撤并校点的决定(第3次投票)"]
    rows = [
        [*SITTING[:2], words, "举手", 58, 56, 20 + 10 * n, 36 - 10 * n, 0] for n, words in enumerate(lines)
    ]
    preview = read(ledger, "votes", head, *rows)
    assert [row.verdict for row in preview.rows] == ["new"] * 3
    assert {row.values["matter"] for row in preview.rows} == {lines[0]}
    assert [row.values.get("round") for row in preview.rows] == [None, 2, 3]


def test_meetings_of_the_presidium_are_no_sessions_and_who_was_absent_did_not_come(ledger: Ledger) -> None:
    chair, away = people(ledger, 2)
    head = ["会议时间", "会议名称", "主持人", "应到", "实到", "缺席人员及原因", "议题", "决定事项"]
    rows = [
        ["2022-06-15", "第十六届人大主席团第1次会议", chair, 9, 7, f"{away}（出差）、李某(病假)", "听取汇报", "同意"],
        ["2022-09-08", "主席团第2次会议", chair, 9, 9, "无", "讨论议程", "同意"],
    ]  # fmt: skip
    first, second = read(ledger, "presidium_meetings", ["主席团会议情况登记表"], head, *rows).rows
    assert [row.verdict for row in (first, second)] == ["new", "new"]
    assert [row.values["ordinal"] for row in (first, second)] == [1, 2]
    assert [row.values.get("present") for row in (first, second)] == [None, None]
    absent = [(line["name"], line["reason"]) for line in first.values["absent"]]
    assert absent == [(away, "出差"), ("李某", "病假")] and not second.values.get("absent")
    opened = [ledger.rows("sessions", [row.values["session"].id])[0]["opened_on"] for row in (first, second)]
    assert opened == [date(2022, 4, 3), date(2022, 7, 20)], "the presidium is that of the newest session"


def test_a_session_is_found_by_the_day_in_the_title(ledger: Ledger) -> None:
    term = (ledger.row("sessions", 6) or {})["term"]
    with ledger.act("会议") as act:
        session = act.add("sessions", {"term": term, "ordinal": 9, "opened_on": date(2024, 3, 1)})
    head = ["表决事项", "表决方式", "应到人数", "实到人数", "同意票", "反对票", "弃权票"]
    (vote,) = read(
        ledger, "votes", ["表决情况统计表（2024年3月1日）"], head, ["议程", "举手", 58, 56, 56, 0, 0]
    ).rows
    assert vote.values["session"].id == session and vote.values["voted_on"] == date(2024, 3, 1)
    head = ["案由", "案据", "方案", "领衔代表", "主席团审议结果"]
    lead = people(ledger, 1)[0]
    rows = [
        ["建站", "远", "建", lead, "转为建议、批评和意见办理"],
        ["修桥", "急", "修", lead, "列入会议议程"],
    ]
    read_bills = read(ledger, "bills", ["代表议案登记表（2024年3月1日）"], head, *rows).rows
    ledger.undo()
    assert [bill.values["decision"] for bill in read_bills] == ["as_suggestion", "on_agenda"]
    assert all(bill.verdict != "wrong" and bill.values["session"].id == session for bill in read_bills)
