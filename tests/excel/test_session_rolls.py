"""Rolls of a session as clerks keep them: deputies down and meetings across, or a row a deputy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.importing import ImportOptions, commit_preview, preview_of
from app.storage.ledger import Ledger
from tests.excel.importing_cases import told, workbook
from tests.kept_ledgers import new_ledger

DAY = date(2022, 7, 20)
NAMES = ("陈志强", "梁秀兰", "李伟明", "张国栋")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Four deputies and a session of two plenaries on one day."""
    opened = new_ledger(tmp_path / "data", term=16, term_started=date(2016, 11, 10), today=date(2022, 7, 21))
    with opened, opened.act("准备") as act:
        term = opened.lookup.matches("terms", "", {"level": "township"})[0]
        for name in NAMES:
            act.add("deputies", {"name": name, "level": "township", "term": term})
        session = act.add("sessions", {"term": term, "ordinal": 5, "opened_on": DAY})
        for ordinal, half_day in ((1, "morning"), (2, "afternoon")):
            link = opened.lookup.matches("sessions", "", {"id": session})[0]
            act.add(
                "session_meetings",
                {
                    "session": link,
                    "kind": "plenary",
                    "ordinal": ordinal,
                    "held_on": DAY,
                    "half_day": half_day,
                },
            )
        yield opened


def imported(ledger: Ledger, *rows: list[Any]) -> dict[tuple[str, int], str | None]:
    """What the ledger holds after a sheet was taken in whole: name and number of the plenary → state."""
    preview = preview_of(ledger, "session_attendance", workbook(*rows, name="出席"), ImportOptions(year=2022))
    commit_preview(ledger, preview)
    entries = ledger.rows("session_attendance", ledger.ids("session_attendance"), bare=True)
    return {(row["deputy"].name, row["meeting"].id): row["attendance"] for row in entries}


def test_deputies_down_and_meetings_across(ledger: Ledger) -> None:
    roll = imported(
        ledger,
        ["迳口镇第十六届人民代表大会第五次会议出席情况表"],
        ["序号", "姓名", "7月20日 第一次全体会议", "7月20日 第二次全体会议"],
        [1, "陈志强", "√", "√"],
        [2, "梁秀兰", "请假", "√"],
        [3, "李伟明", "√", "缺席"],
        [4, "张国栋", "迟到", "早退"],
    )
    assert roll == {
        ("陈志强", 1): "present",
        ("陈志强", 2): "present",
        ("梁秀兰", 1): "on_leave",
        ("梁秀兰", 2): "present",
        ("李伟明", 1): "present",
        ("李伟明", 2): "absent",
        ("张国栋", 1): "late",
        ("张国栋", 2): "left_early",
    }


def test_why_somebody_did_not_come_is_said_of_no_meeting_at_which_she_was(ledger: Ledger) -> None:
    head = [
        "序号",
        "姓名",
        "7月20日 第一次全体会议",
        "7月20日 第二次全体会议",
        "请假事由",
        "批准人",
        "出席率",
    ]
    rows = [
        [1, "陈志强", "√", "请假", "住院", "主席团", "50%"],
        [2, "梁秀兰", "√", "√", "晕车", None, "100%"],
    ]
    sheet = workbook(["迳口镇第十六届人民代表大会第五次会议出席情况表"], head, *rows, name="出席")
    preview = preview_of(ledger, "session_attendance", sheet, ImportOptions(year=2022))
    said = [
        tuple(row["values"].get(key) for key in ("deputy", "reason", "approved_by")) for row in told(preview)
    ]
    assert said == [
        ("陈志强", None, None),
        ("陈志强", "住院", "主席团"),
        *[("梁秀兰", "晕车", None)] * 2,  # nowhere absent: what was written there is not lost
    ]
    assert "column" not in {one.code for one in preview.questions}  # 出席率 is what the marks come to


def test_a_row_a_deputy_names_the_half_day(ledger: Ledger) -> None:
    roll = imported(
        ledger,
        ["日期", "会议", "姓名", "出席情况", "请假事由"],
        ["2022-07-20", "上午", "陈志强", "出席", None],
        ["2022-07-20", "下午", "陈志强", "请假", "住院"],
        ["2022-07-20", "第一次全体会议", "张国栋", "缺席", None],
    )
    assert roll == {("陈志强", 1): "present", ("陈志强", 2): "on_leave", ("张国栋", 1): "absent"}


def test_a_meeting_that_is_not_clear_is_asked_and_not_guessed(ledger: Ledger) -> None:
    rows = (["日期", "会议", "姓名", "出席情况"], ["2022-07-20", "全体会议", "陈志强", "出席"])
    preview = preview_of(ledger, "session_attendance", workbook(*rows, name="出席"), None)
    (row,) = preview.report()["rows"]
    assert row["verdict"] == "flagged"
    assert "which_meeting" in [problem["code"] for problem in row["problems"]]


def test_a_programme_calls_its_meetings_by_name(ledger: Ledger) -> None:
    head = ["会议", "日期", "时间", "地点", "会议内容"]
    rows = [
        ["预备会议", "2022年7月20日", "上午8:30", "礼堂", "通过议程"],
        ["第一次全体会议", "2022年7月20日", "上午9：00", "礼堂", "听取报告"],
        ["第三次全体会议", "2022年7月20日", "下午3时", "礼堂", "表决"],
        ["分组审议", "2022年7月20日", "19:30", "礼堂", "审议"],
    ]
    preview = preview_of(ledger, "session_meetings", workbook(head, *rows, name="日程"), None)
    assert not [row for row in preview.rows if row.verdict == "flagged"]
    assert {row.values["session"].id for row in preview.rows} == {1}, "the session that sat that day"
    keys = ("kind", "ordinal", "half_day")
    assert [tuple(row.values.get(key) for key in keys) for row in preview.rows] == [
        ("preparatory", None, "morning"),
        ("plenary", 1, "morning"),
        ("plenary", 3, "afternoon"),
        ("group", None, "evening"),
    ]
    commit_preview(ledger, preview)
    roll = preview_of(
        ledger,
        "session_attendance",
        workbook(
            ["日期", "会议", "姓名", "出席情况"], ["2022-07-20", "分组审议", "陈志强", "出席"], name="出席"
        ),
        None,
    )
    assert roll.rows[0].values["meeting"].id == ledger.ids("session_meetings")[-1]


def test_the_morning_of_one_day_is_not_that_of_another(ledger: Ledger) -> None:
    days = [None, "姓名", "3月1日 上午", "3月2日 上午"]
    preview = preview_of(
        ledger,
        "session_attendance",
        workbook(days, [1, "陈志强", "√", "√"], name="出席"),
        ImportOptions(year=2022),
    )
    codes = {problem.code for row in preview.rows for problem in row.problems}
    assert len(preview.rows) == 2 and "which_meeting" in codes
    assert not any("其他内容不同" in problem.message for row in preview.rows for problem in row.problems)


def test_a_list_of_exceptions_tells_leave_by_who_approved_it(ledger: Ledger) -> None:
    roll = imported(
        ledger,
        ["第十六届人民代表大会第五次会议请假缺席人员名单"],
        ["序号", "姓名", "会议", "日期", "缺席原因", "批准人"],
        [1, "陈志强", "第一次全体会议", "2022-07-20", "住院", "邓启明"],
        [2, "梁秀兰", "第一次全体会议", "2022-07-20", "未说明", None],
    )
    assert roll == {("陈志强", 1): "on_leave", ("梁秀兰", 1): "absent"}
