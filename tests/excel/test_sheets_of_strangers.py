"""Kinds of sheets that strangers' workbooks showed: each is read as its reader would, or asked about once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.excel.importing import ImportOptions, Preview, commit_preview, preview_of
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


def suggestion_rows(ledger: Ledger, *cells: list[Any]) -> list[list[Any]]:
    """Rows of four usual columns (number, day, deputy, content), each with cells of its own behind them."""
    (name,) = people(ledger, 1)
    return [[f"J2025-8{n}", f"2025-03-0{n}", name, f"修第{n}条路", *own] for n, own in enumerate(cells, 1)]


HEAD = ["编号", "提出日期", "提出代表", "建议内容"]
TITLE = ["代表建议台账"]


def read_suggestions(ledger: Ledger, more: list[str], *cells: list[Any], answers: tuple[Answer, ...] = ()):
    return read(
        ledger, "suggestions", TITLE, [*HEAD, *more], *suggestion_rows(ledger, *cells), answers=answers
    )


def test_feedback_is_the_reply_where_no_column_holds_one_and_is_asked(ledger: Ledger) -> None:
    days = [[f"2025-04-1{n}", "满意"] for n in range(4)]
    shown = read_suggestions(ledger, ["反馈时间", "满意度"], *days)
    assert [str(row.values["replied_on"]) for row in shown.rows] == [day for day, _ in days]
    assert [(one.field, one.assumed) for one in shown.questions if one.column == "E"] == [
        ("replied_on", "replied_on")
    ]
    both = read_suggestions(ledger, ["答复时间", "反馈时间"], *[["2025-04-10", day] for day, _ in days])
    assert [str(row.values["feedback_on"]) for row in both.rows] == [day for day, _ in days]


def test_results_in_words_are_the_class_of_the_reply_and_the_state(ledger: Ledger) -> None:
    words = ["已解决", "正在解决", "留作参考", "已解决", "列入计划"]
    shown = read_suggestions(ledger, ["答复日期", "办理结果"], *[["2025-04-10", word] for word in words])
    assert [row.values["reply_class"] for row in shown.rows] == [*"ABCAB"]
    assert [row.values["status"] for row in shown.rows][:3] == ["concluded", "in_progress", "replied"]
    assert [str(row.values.get("concluded_on")) for row in shown.rows][:2] == ["2025-04-10", "None"]
    assert "concluded_on" in {one.code for one in shown.questions}


@pytest.mark.parametrize(
    ("heading", "words"), [("并入", "J2025-81"), ("并案情况", "与J2025-81号合并办理"), ("并入", "81号")]
)
def test_a_matter_merged_into_another_of_the_file_is_linked_to_it(tmp_path, heading, words) -> None:
    with open_ledger(sample_folder(tmp_path / "data"), today=date(2025, 5, 20)) as own:
        shown = read_suggestions(own, [heading], [None], [words], [None])
        assert verdicts(shown) == ["new"] * 3
        assert shown.rows[1].values["exit_kind"] == "merged"
        commit_preview(own, shown)
        rows = {row["no"]: row for row in own.rows("suggestions", own.ids("suggestions"))}
        assert rows["J2025-82"]["merged_into"].id == rows["J2025-81"]["id"]
        again = read_suggestions(own, [heading], [None], [words], [None])
        assert verdicts(again) == ["same"] * 3


def test_a_second_round_has_a_class_and_a_feedback_of_its_own(tmp_path) -> None:
    more = [
        "交办日期",
        "答复日期",
        "答复类别",
        "满意度",
        "再次交办日期",
        "二次答复日期",
        "二次答复类别",
        "二次满意度",
    ]
    first = ["2025-03-10", "2025-04-10", "B", "不满意"]
    second = ["2025-04-12", "2025-04-20", "A", "满意"]
    with open_ledger(sample_folder(tmp_path / "data"), today=date(2025, 5, 20)) as own:
        shown = read_suggestions(own, more, [*first, *second], [*first[:3], "满意"], [*first, *second])
        commit_preview(own, shown, accept_flagged=True)
        row = next(row for row in own.rows("suggestions", own.ids("suggestions")) if row["no"] == "J2025-81")
    rounds = [(str(one["replied_on"]), one["reply_class"], one["feedback"]) for one in row["rounds"]]
    assert rounds == [("2025-04-10", "B", "dissatisfied"), ("2025-04-20", "A", "satisfied")]


def test_a_whole_column_of_serial_numbers_is_days_and_the_next_year_counts_from_the_sheets(ledger) -> None:
    serials = [[45_740 + 3 * n, 45_760 + 3 * n] for n in range(4)]
    shown = read_suggestions(ledger, ["哪天交的", "几号回的话"], *serials)
    assert [str(row.values["assigned_on"]) for row in shown.rows][:2] == ["2025-03-24", "2025-03-27"]
    assert [str(row.values["replied_on"]) for row in shown.rows][:2] == ["2025-04-13", "2025-04-16"]
    assert set(verdicts(shown)) == {"new"}
    late = read(
        ledger, "suggestions", ["2024年代表建议台账"], [*HEAD, "交办日期", "答复日期"],
        *[[*row[:1], f"11月{n}日", *row[2:]] for n, row in
          enumerate(suggestion_rows(ledger, ["12月1日", "次年1月7日"], ["12月2日", "次年二月八日"]), 1)],
    )  # fmt: skip
    assert [str(row.values["replied_on"]) for row in late.rows] == ["2025-01-07", "2025-02-08"]


def test_a_line_of_a_year_dates_what_stands_below_and_a_span_has_two_ends(ledger: Ledger) -> None:
    head = ["日期", "形式", "议题", "提出意见(条)"]
    rows = [
        ["2021年"], ["6月8日", "视察", "高标准农田", 1], ["8月9日至10日", "视察", "义务教育", 2], ["小计", "2次"],
        ["2022年度（2次）"], ["4月13日-4月14日", "视察", "河长制", 0], ["2022.6.14", "视察", "防火", 3],
    ]  # fmt: skip
    shown = read(ledger, "inspections", ["迳口镇人大2021-2023年监督台账"], head, *rows)
    days = [(str(row.values["held_on"]), str(row.values.get("ended_on"))) for row in shown.rows]
    assert days == [
        ("2021-06-08", "None"), ("2021-08-09", "2021-08-10"),
        ("2022-04-13", "2022-04-14"), ("2022-06-14", "None"),
    ]  # fmt: skip
    assert [row.values.get("opinion_count") for row in shown.rows] == [1, 2, 0, 3]


def test_deputies_of_two_levels_in_two_columns_are_one_list(ledger: Ledger) -> None:
    names = people(ledger, 4)
    rows = [[f"2025-03-0{n}", "迳口联络站", names[0], names[n], 3] for n in range(1, 4)]
    shown = read(ledger, "receptions", ["日期", "地点", "县代表", "镇代表", "接触群众数(人)"], *rows)
    assert [ref.name for ref in shown.rows[0].values["deputies"]] == names[:2]
    assert not any(row.values.get("visitors") for row in shown.rows)


def test_the_day_of_the_session_in_the_title_is_that_of_its_suggestions(ledger: Ledger) -> None:
    (name,) = people(ledger, 1)
    title = ["镇第十六届人大第六次会议代表建议办理情况"], [None, None, "截至2025年4月30日"]
    rows = [[f"第{n}号", f"修第{n}条路", name] for n in range(1, 5)]
    shown = read(ledger, "suggestions", *title, ["建议编号", "案由", "领衔代表"], *rows)
    assert {str(row.values["raised_on"]) for row in shown.rows} == {"2022-11-23"}


def test_who_handles_alone_leads_and_who_came_is_a_voter_where_no_deputy_has_the_name(ledger) -> None:
    head = ["哪天说的", "在哪个站", "谁来说的", "说的什么事", "转给谁办"]
    rows = [
        [f"2025-03-0{n}", "迳口联络站", name, f"修第{n}条路", unit]
        for n, (name, unit) in enumerate(
            [("华海生", "派出所"), ("苗云飞", "卫生院"), ("孙石生", "派出所")], 1
        )
    ]
    shown = read(ledger, "suggestions", ["联络站收到的意见"], head, *rows)
    assert [row.values["visitor"] for row in shown.rows] == ["华海生", "苗云飞", "孙石生"]
    assert all(row.values.get("lead_handler") and not row.values.get("co_handlers") for row in shown.rows)


@pytest.mark.parametrize("answer", ["", "-"])
def test_a_roll_that_names_only_the_session_or_the_half_of_a_day_is_that_of_the_plenary(
    ledger, answer
) -> None:
    names = people(ledger, 3)
    head = ["姓名", "11月23日上午", "11月23日下午"]
    rows = [[name, "√", mark] for name, mark in zip(names, ("√", "假", "缺"), strict=True)]
    answers = (Answer("表", None, "plenary", answer),) if answer else ()
    title = ["镇第十六届人民代表大会第六次会议代表签到表"]
    shown = read(ledger, "session_attendance", title, head, *rows, answers=answers)
    rolls = [row.values.get("meeting") for row in shown.rows[:2]]
    if answer:
        assert rolls == [None, None]
        return
    meetings = [ledger.row("session_meetings", ref.id) for ref in rolls]
    assert [(one["kind"], one["half_day"]) for one in meetings if one] == [
        ("plenary", "morning"), ("plenary", "afternoon"),
    ]  # fmt: skip
    assert [one.code for one in shown.questions if one.field == "meeting"] == ["plenary"]
