"""Kinds of sheets that further towns showed: sessions by ordinals, what came again below an upper heading, single cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.excel.grid import Sheet, Workbook
from app.excel.importing import commit_preview, preview_of
from app.excel.questions import Answer, Option, Question, by_value
from app.storage.ledger import Ledger
from tests.excel.importing_cases import codes, read, told, values, verdicts

SESSIONS = ["柳坪镇第九届人民代表大会历次会议"], ["会次", "开幕日期", "闭幕日期", "会场"]


@pytest.mark.parametrize("ordinal", ["第五次会议", "五次", "第5次会议"])
def test_a_session_is_called_by_its_ordinal_under_a_title_of_the_term(ledger: Ledger, ordinal: str) -> None:
    """第五次会议 was taken for a term, and every row refused."""
    rows = [
        ["第四次会议", "2025-01-20", "2025-01-21", "镇礼堂"],
        [ordinal, "2026-01-20", "2026-01-21", "镇礼堂"],
    ]
    preview = read(ledger, "sessions", *SESSIONS, *rows)
    assert values(preview, "ordinal", "place") == [(4, "镇礼堂"), (5, "镇礼堂")]
    assert "wrong" not in verdicts(preview)


def test_hours_and_what_was_done_are_read_under_other_words(ledger: Ledger) -> None:
    commit_preview(
        ledger, read(ledger, "sessions", *SESSIONS, ["第五次会议", "2026-01-20", "2026-01-21", "镇礼堂"])
    )
    head = ["日期", "上/下午", "开会钟点", "会议种类", "议程"]
    rows = [
        ["2026-01-20", "上午", "8:30", "预备会议", "通过议程"],
        ["2026-01-20", "下午", "14:30", "全体会议", "听取政府工作报告"],
    ]
    preview = read(ledger, "session_meetings", ["第九届人大第五次会议日程"], head, *rows)
    assert values(preview, "time_from", "content") == [("8:30", "通过议程"), ("14:30", "听取政府工作报告")]
    ledger.undo()


AGAIN = ["编号", "领衔提出", "主要内容", "下达日期", "首次办复", None, None, "重新办复", None, None]
LOWER = [None, None, None, None, "办复日", "类", "代表表态", "再复日", "类", "代表表态"]
ONE = ["1", "王大山", "修桥", "4月2日", "5月3日", "B", "不满意", "6月10日", "A", "满意"]
TWO = ["2", "周秋菊", "修路", "4月2日", "5月4日", "A", "满意"]


def test_columns_below_a_heading_that_says_again_are_of_the_second_round(ledger: Ledger) -> None:
    title = ["柳坪镇九届人大四次会议代表建议办理结果汇总"]
    dated = ["会议日期：2025年3月18日    统计截止：2025年11月10日    编制：镇人大办"]
    merges = [(2, 4, 2, 6), (2, 7, 2, 9), *((2, column, 3, column) for column in range(4))]
    preview = read(ledger, "suggestions", title, dated, AGAIN, LOWER, ONE, TWO, merges=merges)
    shown = ("raised_on", "assigned_on", "replied_on", "reply_class", "feedback")
    assert values(preview, *shown) == [
        ("2025-03-18", "2025-04-02", "2025-06-10", "A", "满意"),
        ("2025-03-18", "2025-04-02", "2025-05-04", "A", "满意"),
    ]
    assert str(preview.rows[0].values["replied_on"]) == "2025-05-03"  # the first round stays as it was


def test_a_line_says_the_day_and_the_occasion_of_rows_whose_own_day_is_blank(ledger: Ledger) -> None:
    head = ["件次", "建议日期", "谁提的", "所提建议", "面复方式"]
    rows = [
        ["一、镇人大第八次会议期间(2025年1月9日)"],
        [1, None, "王大山", "修桥", "电话"],
        ["二、闭会期间"],
        [2, "2025-02-12", "周秋菊", "修路", "上门"],
    ]
    preview = read(ledger, "suggestions", ["柳坪镇2025年度代表建议情况"], head, *rows)
    assert values(preview, "raised_on", "source") == [("2025-01-09", "会议期间"), ("2025-02-12", "闭会期间")]


def test_a_letter_with_other_words_is_a_code_beside_one_that_is(ledger: Ledger) -> None:
    upper, lower = (
        ["编号", "代表", "建议内容", "复函类别", None],
        [None, None, None, "A已解决", "B正解决或列计划"],
    )
    merges = [(1, 3, 1, 4), *((1, column, 2, column) for column in range(3))]
    rows = [["1", "王大山", "修桥", "√", None], ["2", "周秋菊", "修路", None, "√"]]
    preview = read(ledger, "suggestions", ["代表建议登记"], upper, lower, *rows, merges=merges)
    assert values(preview, "reply_class") == [("A",), ("B",)]


def test_the_first_of_a_group_may_sum_up_the_others(ledger: Ledger) -> None:
    upper = ["第几批", "哪一日", "轮值代表", "意见数", None, None]
    lower = [None, None, None, "收集", "当场答", "带回转办"]
    merges = [(1, 3, 1, 5), *((1, column, 2, column) for column in range(3))]
    rows = [["第1批", "2025-02-25", "见签到册", 3, 1, 2], ["第2批", "2025-03-25", "王大山", 2, 2, 0]]
    preview = read(ledger, "receptions", ["柳坪村联络站代表接待统计"], upper, lower, *rows, merges=merges)
    assert values(preview, "opinion_count", "deputies") == [(3, None), (2, "王大山")]


def card(number: int, day: str, words: str) -> list[list[Any]]:
    return [
        ["柳坪镇人大代表接待选民情况登记"],
        ["表号", f"柳接2025-{number:02}", "接待年月日", day, "方式", "约访"],
        ["接待处所", "柳坪村联络站", "值守代表", "王大山"],
        ["选民姓名", "李一", "来了几人", 1],
        ["选民诉说", words],
        ["处理去向", "当场答复"],
    ]


def test_a_sheet_with_one_card_is_read_by_the_labels_of_the_others(ledger: Ledger) -> None:
    """Nothing comes again on it, so it was not understood at all."""
    single = Sheet("1月", rows=card(1, "2025年1月17日", "公厕没人打扫"))
    several = Sheet(
        "3月", rows=[*card(2, "2025年3月7日", "路灯坏了"), [None], *card(3, "2025年3月22日", "桥坏了")]
    )
    preview = preview_of(ledger, "receptions", Workbook(Path("登记.xlsx"), "xlsx", sheets=[single, several]))
    assert [row["values"]["held_on"] for row in told(preview)] == ["2025-01-17", "2025-03-07", "2025-03-22"]
    assert {row["values"]["no"] for row in told(preview)} == {"柳接2025-01", "柳接2025-02", "柳接2025-03"}
    assert not preview.skipped


def test_a_visitor_without_a_phone_among_many_who_have_one_is_confirmed(ledger: Ledger) -> None:
    head = ["接待日期", "接待地点", "接待代表", "来访人", "联系电话"]
    rows = [
        [f"2026-03-0{n}", "柳坪村联络站", "王大山", f"李{c}", f"1990000000{n}"]
        for n, c in enumerate("一二三四", 1)
    ]
    preview = read(ledger, "receptions", ["接待登记"], head, *rows, [*rows[0][:3], "赵五", None])
    assert ["gap" in of_row for of_row in codes(preview)][-1]
    some = read(
        ledger, "receptions", ["接待登记"], head, rows[0], rows[1], [*rows[2][:4], None], [*rows[3][:4], None]
    )
    assert not any("gap" in of_row for of_row in codes(some))


@pytest.mark.parametrize(("first", "why"), [("石桥村联络站", "blank"), ("合计", "total")])
def test_a_row_that_counts_nothing_is_no_total(ledger: Ledger, first: str, why: str) -> None:
    rows = [["柳坪村联络站", "2026-03-05", "学习", 3, 2], ["镇中心联络站", "2026-03-05", "学习", 4, 1]]
    head = ["站点", "活动日期", "活动主题", "参加人数", "收集意见"]
    counts = (0, 0) if why == "blank" else (7, 3)
    preview = read(ledger, "site_activities", ["站点活动"], head, *rows, [first, None, None, *counts])
    assert {left.row: left.why for left in preview.left_out}[5] == why


def test_answers_in_words_are_those_of_what_was_offered() -> None:
    options = (Option("-", "没有，不填"), Option("at_site", "站内办理"))
    asked = Question("word", "表", "F", "handling", "…", "", 0.3, options, word="站里办")
    answers = (
        Answer("表", "F", "word", "站内办理", "站里办"),
        Answer("表", None, "word", "没有，不填", "站里办"),
        Answer("表", "F", "word", "-", "站里办"),
        Answer("表", "F", "word", "站内办理", "别的"),
    )
    assert [one.value for one in by_value(answers, [asked])] == ["at_site", "-", "-", "站内办理"]
