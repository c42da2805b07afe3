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


def test_letters_below_a_heading_that_names_no_class_are_those_of_replies(ledger: Ledger) -> None:
    head = ["序号", "建议名称", "提建议人", "答复代表日", "解决程度", "代表签署意见"]
    rows = [
        [1, "修桥", "王大山", "2025.5.21", "B", "满意"],
        [2, "修路", "周秋菊", "2025.4.8", "A", "基本满意"],
    ]
    preview = read(ledger, "suggestions", ["代表建议答复进度表"], head, *rows)
    assert values(preview, "reply_class", "feedback") == [("B", "满意"), ("A", "基本满意")]


def test_a_name_with_a_telephone_behind_it_is_a_name_and_the_telephone_is_told(ledger: Ledger) -> None:
    head = ["编次", "日期", "反映人及电话", "意见要点", "交哪个部门"]
    people = ["季喜莲", "钟庆余\n19900006380", "江广发 19900007441", "明宗汉（19900009540）"]
    rows = [[n, f"2025-01-0{n}", who, f"第{n}条渠堵了", "水利站"] for n, who in enumerate(people, 1)]
    preview = read(ledger, "suggestions", ["群众意见办理记载"], head, *rows)
    assert values(preview, "visitor") == [("季喜莲",), ("钟庆余",), ("江广发",), ("明宗汉",)]
    assert any("电话" in note for sheet in preview.sheets for note in sheet.notes)


def test_months_in_brackets_date_the_days_below_and_names_in_brackets_are_sponsors(ledger: Ledger) -> None:
    """Every row was refused for a day that could not be read."""
    head = ["收到日期", "代表姓名及联名人", "建议题目", "承办", "函告承办日", "回函日"]
    rows = [
        ["【2月】"],
        ["4日", "王大山", "修桥", "水利站", "2024-02-08", "2024-03-08"],
        ["【3月】"],
        ["13日", "周秋菊(吴四海、郑小川)", "修路", "水利站", "2024-03-17", "2024-04-17"],
    ]
    preview = read(ledger, "suggestions", ["2024年闭会期间代表建议收办登记"], head, *rows)
    assert values(preview, "raised_on", "deputies", "assigned_on") == [
        ("2024-02-04", "王大山", "2024-02-08"),
        ("2024-03-13", "周秋菊、吴四海、郑小川", "2024-03-17"),
    ]


def test_states_with_their_days_in_brackets_say_when(ledger: Ledger) -> None:
    head = ["建议编号", "建议案由", "建议代表", "应答复期限", "是否答复", "是否办结"]
    rows = [
        [f"{n}号", f"修第{n}座桥", "王大山", "2025年6月10日", f"已答复（5月{n}日）", f"已办结（6月{n}日）"]
        for n in (1, 2, 3)
    ]
    preview = read(ledger, "suggestions", ["2025年重点督办代表建议推进情况"], head, *rows)
    assert values(preview, "replied_on", "concluded_on")[0] == ("2025-05-01", "2025-06-01")
    assert "day_beside_words" in {question.code for question in preview.questions}


def test_columns_numbered_below_one_heading_go_on_with_each_other(ledger: Ledger) -> None:
    upper = ["进站日期", "站点", "进站代表", "选民意见及处理", None, None, None]
    lower = [None, None, None, "意见1", "处理", "意见2", "处理"]
    merges = [(1, 3, 1, 6), *((1, column, 2, column) for column in range(3))]
    row = ["2025-02-06", "柳坪村联络站", "王大山", "牛羊被盗", "转镇政府", "路灯坏了", "当场答复"]
    other = ["2025-02-07", "柳坪村联络站", "王大山", "水渠堵了", "转镇政府", None, None]
    preview = read(ledger, "receptions", ["进站接待选民汇总"], upper, lower, row, other, merges=merges)
    assert values(preview, "visitor_words", "handling", "note") == [
        ("牛羊被盗\n路灯坏了", "转镇政府", "处理方式:转镇政府、当场答复"),
        ("水渠堵了", "转镇政府", None),
    ]


def test_a_form_with_its_visitors_in_a_table_is_one_reception(ledger: Ledger) -> None:
    """Each visitor became a reception, and who signs below was a visitor too."""
    rows = [
        ["柳坪镇人大代表接待选民记录单"],
        ["单号", "LY-001", "接待日期", "2025年3月7日", "接待类别", "约访"],
        ["接待场所", "柳坪村联络站", None, "接待代表", "王大山"],
        ["来访选民情况"],
        ["姓名", "性别", "住址", "电话", "要求或意见"],
        ["滕安邦", "男", "梨园村", "19900008569", "贷款贴息政策没人晓得，请下来讲一讲"],
        ["姬显荣", "男", "梨园村", None, "独居老人接到诈骗电话，5人上当"],
        [None],
        ["来访人数", 2, "意见件数", 2, "处理方式", "当场答复"],
        ["代表答复", "已电话联系承办单位。"],
        ["选民签字", None, "代表签字", None, "记录人", "覃小雨"],
    ]
    preview = read(ledger, "receptions", *rows, merges=[(2, 1, 2, 2), (3, 0, 3, 5)])
    shown = ("no", "kind", "visitors", "visitor_count", "opinion_count", "handling", "deputy_answer")
    assert values(preview, *shown) == [
        ("LY-001", "约访", "滕安邦、姬显荣", 2, 2, "当场答复", "已电话联系承办单位。")
    ]


def test_a_legend_says_what_one_character_means(ledger: Ledger) -> None:
    legend = ["进度：结—已办结，复—已答复    评价：满—满意，基—基本满意，否—不满意"]
    head = ["编码", "采集日期", "提出人", "诉求描述", "评价"]
    rows = [[f"W-{n}", f"2024-01-1{n}", f"李{n}明", f"第{n}条", word] for n, word in enumerate("满基否满否")]
    preview = read(ledger, "suggestions", ["2024年民生诉求收集交办清单"], legend, head, *rows)
    assert [row[0] for row in values(preview, "feedback")] == ["满意", "基本满意", "不满意", "满意", "不满意"]
    assert {row[0] for row in values(preview, "class")} == {"群众意见"}


def test_a_day_above_that_is_later_than_the_replies_is_no_day_of_raising(ledger: Ledger) -> None:
    above = ["承办部门：水利站            经办人：章继红            2024年12月5日"]
    head = [
        "人大编号",
        "哪些代表提的",
        "建议要旨",
        "接件时间",
        "书面答复时间",
        "代表回执意见",
        "二次答复时间",
        "二次回执意见",
    ]
    rows = [
        ["SP1", "王大山", "修桥", "2024-3-14", "2024-5-12", "不满意", "2024-6-12", "基本满意"],
        ["SP2", "周秋菊", "修路", "2024-3-24", "2024-5-13", "满意", None, None],
    ]
    preview = read(ledger, "suggestions", ["水利站承办2024年度镇人大代表建议情况"], above, head, *rows)
    assert values(preview, "raised_on", "assigned_on", "feedback") == [
        ("2024-03-14", "2024-03-14", "基本满意"),
        ("2024-03-24", "2024-03-24", "满意"),
    ]


def test_who_joined_the_party_is_a_member_and_a_remark_may_date_an_election(ledger: Ledger) -> None:
    head = ["姓名", "性别", "出生年月", "入党年月", "备注"]
    rows = [
        ["陈甲明", "男", "1982.11", "2010.05", None],
        ["陈乙红", "女", "1983.11", None, "2024年3月28日补选"],
        ["陈丙", "男", "1984.11", None, "8月补选"],
    ]
    preview = read(ledger, "deputies", ["柳坪镇第九届人大代表花名"], head, *rows)
    assert values(preview, "political_status", "elected_on") == [
        ("中共党员", None), (None, "2024-03-28"), (None, None),
    ]  # fmt: skip
    assert "party_member" in {question.code for question in preview.questions}
