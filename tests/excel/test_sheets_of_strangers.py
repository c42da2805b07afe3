"""Kinds of sheets that strangers' workbooks showed: each is read as its reader would, or asked about once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.excel.importing import ImportOptions, Preview, preview_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.excel.importing_cases import verdicts, workbook
from tests.kept_ledgers import open_ledger, sample_folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(tmp_path_factory.mktemp("strangers") / "data")
    with open_ledger(folder, today=date(2025, 5, 20)) as opened:
        yield opened


def read(ledger: Ledger, register: str, *rows: list[Any], answers: tuple[Answer, ...] = ()) -> Preview:
    return preview_of(ledger, register, workbook(*rows, name="表"), ImportOptions(answers=answers))


def people(ledger: Ledger, count: int) -> list[str]:
    rows = ledger.rows("deputies", ledger.ids("deputies"))
    return list(dict.fromkeys(row["name"] for row in rows if row["level"] == "township"))[:count]


def test_a_column_of_which_little_is_sure_makes_its_rows_wait_until_it_is_answered(ledger: Ledger) -> None:
    head = ["编号", "提出日期", "提出代表", "建议内容", "交办日期", "答复日期", "登记日"]
    days = ["2025-03-05", *people(ledger, 1)], ["2025-03-06", "2025-03-20", "2025-04-01"]
    rows = [[f"J2025-9{n}", *days[0], f"修第{n}条路", *days[1]] for n in range(1, 5)]
    asked = read(ledger, "suggestions", ["代表建议台账"], head, *rows)
    (question,) = [one for one in asked.questions if one.column == "G"]
    assert question.assumed and question.sure < 0.5
    assert {(row.verdict, row.problems) for row in asked.rows} == {("flagged", ())}
    answer = Answer("表", "G", "column", question.assumed)
    answered = read(ledger, "suggestions", ["代表建议台账"], head, *rows, answers=(answer,))
    assert set(verdicts(answered)) == {"new"}


BALLOT = [
    ["四会市迳口镇第十六届人民代表大会第六次会议"],
    ["补选副镇长计票结果报告单"],
    ["时间：2022年11月23日", None, "应选名额：", "1名"],
    ["应到代表58名", "实到代表", 56, "发出选票56张，收回选票56张"],
    ["有效票", 55, "无效票", "1张"],
    ["候选人", "赞成", "反对", "弃权", "备注"],
    ["甲大明", 50, 3, 2, "当选"],
    ["乙小红", 5, 45, 5, None],
    ["另选他人：", "丙四海 2票"],
    ["总监票人：", "王一", None, "监票人：", "李二、赵三"],
]
NUMBERS = ("seats", "in_office", "present", "issued", "collected", "void", "is_by_election")


def test_a_sheet_of_one_ballot_says_its_office_above_and_its_numbers_around_the_candidates(ledger) -> None:
    shown = read(ledger, "elections", *BALLOT)
    (ballot,) = shown.rows
    assert (ballot.values["post"], ballot.values["round"]) == ("deputy_town_head", "first")
    assert [ballot.values[key] for key in NUMBERS] == [1, 58, 56, 56, 56, 1, True]
    assert [(one["name"], one["against"]) for one in ballot.values["candidates"]] == [
        ("甲大明", 3), ("乙小红", 45),
    ]  # fmt: skip
    assert [(one["name"], one["in_favor"]) for one in ballot.values["write_ins"]] == [("丙四海", 2)]
    assert ballot.values["scrutineers"] == "王一；李二、赵三"
    assert str(ballot.values["voted_on"]) == "2022-11-23"
    assert ballot.values["session"].id is not None
    assert [one.code for one in shown.questions] == ["together"]


def test_a_session_that_only_the_title_names_and_no_ledger_holds_is_kept_as_written(ledger: Ledger) -> None:
    head = ["选举日期", "职务", "应选", "候选人", "赞成"]
    title = ["迳口镇第十一届人民代表大会第三次会议选举情况"]
    (election,) = read(ledger, "elections", title, head, ["2013-02-01", "镇长", 1, "甲大明", 50]).rows
    assert (election.verdict, election.values["session"].name) == (
        "flagged",
        "第十一届人民代表大会第三次会议",
    )
    assert "unknown_reference" in [problem.code for problem in election.problems]


def test_kinds_in_two_rows_of_headings_are_all_counted(ledger: Ledger) -> None:
    names = people(ledger, 3)
    above = ["序号", "姓名", "会议类", None, "监督类", None, "建议", "学习"]
    below = [None, None, "人代会", "小组活动", "视察", "调研", "领衔建议", "培训"]
    rows = [[n, name, 1, 2, 3, 4, 1, n] for n, name in enumerate(names, 1)]
    shown = read(ledger, "performance_records", ["2022年履职情况统计"], above, below, *rows)
    kinds = [row.values["kind"] for row in shown.rows[:6]]
    assert kinds == ["meeting", "group_activity", "inspection", "research", "suggestion", "training"]
    assert len(shown.rows) == 18


def test_the_turn_of_an_activity_is_not_its_kind_and_a_rate_below_is_nobody(ledger: Ledger) -> None:
    names = people(ledger, 4)
    head = [
        ["2023年参加活动考勤"],
        ["姓名", "第1次", "第2次", "第3次"],
        [None, "2月16日", "3月21日", "5月12日"],
        [None, "视察春耕", "代表培训班", "调研乡村旅游"],
    ]
    rows = [[name, "√", "△", "×"] for name in names] + [["出席率", "71.1%", "63.2%", "57.9%"]]
    shown = read(ledger, "performance_records", *head, *rows)
    assert [row.values["kind"] for row in shown.rows[:3]] == ["inspection", "training", "research"]
    assert len(shown.rows) == 12
    assert not any(one.code == "word" and "第" in one.word for one in shown.questions)


def test_values_that_are_words_of_headings_make_no_form_of_a_table(ledger: Ledger) -> None:
    head = ["编号", "年度", "性质", "由来", "提出时间", "谁提出", "内容摘要", "进度"]
    (name,) = people(ledger, 1)
    rows = [
        [f"2021-{n:02d}", "2021年", word, way, f"2021.1.{n}", name, f"修第{n}条路", "已办结"]
        for n, (word, way) in enumerate([("代表建议", "平时"), ("群众", "接访"), ("代表", "来电")] * 4, 1)
    ]
    shown = read(ledger, "suggestions", ["2021—2024年总台账"], head, *rows)
    assert len(shown.rows) == 12
    assert {row.values["class"] for row in shown.rows} == {"suggestion", "opinion"}
