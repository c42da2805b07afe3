"""Columns, headers and rows are understood by evidence: words in sense, cells by nature, the whole table at once."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.concepts import concepts_of
from app.excel.layout.matching import best_matching
from app.excel.layout.natures import nature_of
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office
from app.excel.layout.vocabulary import vocabulary_of
from app.excel.questions import COLUMN, Answer

OFFICE = Office("迳口镇", "四会市", "")
NAMES = ["伍国栋", "关小梅", "曾少雄", "单民"]


def read(
    register: str, *rows: list[Any], answers: tuple[Answer, ...] = (), **sheets: list[list[Any]]
) -> Layout:
    """The layout of a workbook with one sheet of rows, or with several by name."""
    pages = {"Sheet1": [list(row) for row in rows]} if rows else sheets
    workbook = Workbook(
        Path("x.xlsx"), "xlsx", sheets=[Sheet(name, rows=list(page)) for name, page in pages.items()]
    )
    return lay_out(workbook, BY_KEY[register], OFFICE, answers=answers)


def fields(layout: Layout) -> dict[int, str]:
    """Column → field of the first table."""
    return layout.tables[0].columns.used()


@pytest.mark.parametrize(
    ("register", "path", "field"),
    [
        ("suggestions", ["办毕的期限"], "due_on"),
        ("suggestions", ["负责承办的科室"], "lead_handler"),
        ("suggestions", ["书面答复日期"], "replied_on"),
        ("suggestions", ["答复情况", "日期"], "replied_on"),
        ("suggestions", ["交办情况", "日期"], "assigned_on"),
        ("suggestions", ["百姓呼声"], "content"),
        ("receptions", ["收到建议(条)"], "opinion_count"),
        ("receptions", ["来访(人次)"], "visitor_count"),
        ("deputies", ["民族(族别)"], "ethnic_group"),
        ("performance_records", ["履职形式"], "kind"),
    ],
)
def test_a_heading_in_other_words_is_nearest_to_its_field(register: str, path: list[str], field: str) -> None:
    near = vocabulary_of(BY_KEY[register]).sense.nearness(*path)
    assert max(near, key=lambda key: near[key]) == field


@pytest.mark.parametrize("heading", ["衣服尺码", "车牌", "血型", "微信"])
def test_a_heading_of_nothing_is_near_to_nothing(heading: str) -> None:
    near = vocabulary_of(BY_KEY["suggestions"]).sense.nearness(heading)
    assert max(near.values(), default=0.0) < 0.5


def test_a_unit_in_brackets_is_part_of_what_a_heading_says() -> None:
    assert {"count", "item"} <= concepts_of("收集意见(条)")
    assert "count" not in concepts_of("收集意见")


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("2025.3.5", "day"), ("3月5日上午", "day"), ("二〇二五年三月", "day"), ("20250305", "day"),
        ("999999197104121051", "identity"), ("19900001104", "phone"), ("3人次", "number"),
        ("伍国栋", "person"), ("伍国栋、单　民等3人", "names"), ("下寮村联络站", "site"), ("镇水利所", "office"),
        ("第一选区", "district"), ("下寮村", "village"), ("柳意〔2025〕5号", "numbered"), ("2025-001", "numbered"),
        ("村委会主任", "post"), ("反映村道破损,行人不便", "prose"),
    ],
)  # fmt: skip
def test_a_cell_shows_its_nature(text: str, nature: str) -> None:
    assert getattr(nature_of(text), nature) == 1.0


@pytest.mark.parametrize("text", ["2025-001", "2025.13", "12345", "0758-3210001", "1234567890123"])
def test_figures_that_are_no_day_are_none(text: str) -> None:
    assert nature_of(text).day == 0.0


SCORES = st.dictionaries(
    st.integers(0, 3),
    st.dictionaries(st.sampled_from("abcd"), st.integers(-4, 6).map(float), max_size=4),
    max_size=4,
)


@settings(max_examples=60)
@given(SCORES)
def test_no_other_pairing_has_a_better_total(scores: dict[int, dict[str, float]]) -> None:
    chosen = best_matching(scores)
    assert len(set(chosen.values())) == len(chosen)
    total = sum(scores[column][key] for column, key in chosen.items())
    choices = [[None, *row] for row in scores.values()]
    for pairing in product(*choices):
        used = [key for key in pairing if key]
        if len(set(used)) == len(used):
            other = sum(row[key] for row, key in zip(scores.values(), pairing, strict=True) if key)
            assert other <= total + 1e-9


def test_a_sheet_needs_no_heading_of_its_anchor() -> None:
    layout = read(
        "suggestions",
        ["登记日期", "反映人", "大家伙儿的心里话", "承办单位"],
        ["2025.1.8", "黎某某", "反映村道破损,雨天难行", "规建办"],
        ["2025.2.9", "关大姐", "希望增设路灯和护栏", "供电所"],
    )
    assert fields(layout) == {0: "raised_on", 1: "visitor", 2: "content", 3: "lead_handler"}


def test_cells_tell_what_headings_do_not() -> None:
    rows = [[name, "男", f"99999919700{n}01001X", f"1990000000{n}"] for n, name in enumerate(NAMES, 1)]
    layout = read("deputies", ["姓名", "甲", "乙", "丙"], *rows)
    assert fields(layout)[2] == "id_number"
    assert fields(layout)[3] == "phone"


def test_days_without_telling_headings_stand_in_the_order_of_the_work() -> None:
    layout = read(
        "suggestions",
        ["内容", "哪天", "哪一天", "办结日期"],
        ["反映村道破损", "2025.1.8", "2025.2.8", "2025.3.1"],
        ["希望增设路灯", "2025.1.9", "2025.2.9", "2025.3.2"],
        ["要求清理河道", "2025.1.10", "2025.2.19", "2025.3.3"],
    )
    used = fields(layout)
    assert used[1] == "raised_on"
    assert used[2] in ("assigned_on", "replied_on")


def test_below_people_of_another_group_there_are_no_deputies() -> None:
    layout = read(
        "deputies",
        ["人大代表", None, None, "挂点领导", None],
        ["姓名", "性别", "电话", "姓名", "电话"],
        ["伍国栋", "男", "19900000001", "区大力", "19900000009"],
        ["关小梅", "女", "19900000002", "黎小明", "19900000008"],
    )
    assert fields(layout) == {0: "name", 1: "sex", 2: "phone"}
    assert set(layout.tables[0].columns.unused) == {3, 4}


def test_a_filled_column_that_nothing_claims_is_named_and_asked_about() -> None:
    rows = [[name, "第一选区", word] for name, word in zip(NAMES, ["蓝", "红", "绿", "黄"], strict=True)]
    layout = read("deputies", ["姓名", "选区", "喜好"], *rows)
    assert layout.tables[0].columns.unused == {2: "喜好"}


def test_an_answer_is_obeyed_and_not_asked_again() -> None:
    rows = [["2025.1.8", "反映村道破损,雨天难行", "黎某某"], ["2025.2.9", "希望增设路灯和护栏", "关大姐"]]
    before = read("suggestions", ["日期", "内容", "哪一位"], *rows)
    after = read(
        "suggestions",
        ["日期", "内容", "哪一位"],
        *rows,
        answers=(Answer("Sheet1", "C", COLUMN, "handler_person"),),
    )
    assert fields(after)[2] == "handler_person"
    assert [q.column for q in after.questions] == [q.column for q in before.questions if q.column != "C"]


def test_serials_are_no_question() -> None:
    rows = [[n, name, "第一选区"] for n, name in enumerate(NAMES, 1)]
    layout = read("deputies", ["项次", "姓名", "选区"], *rows)
    assert layout.questions == []
    assert layout.tables[0].columns.unused == {0: "项次"}


def test_bare_figures_below_a_strange_heading_are_no_codes() -> None:
    layout = read("deputies", ["姓名", "选区", "名额"], ["伍国栋", "一选区", "3"], ["关小梅", "二选区", "4"])
    assert set(fields(layout).values()) == {"name", "electoral_district"}


def test_villages_are_districts_where_no_column_says_more() -> None:
    layout = read("deputies", ["村", "姓名"], ["南沙村", "伍国栋"], ["清水村", "关小梅"], ["古井村", "单民"])
    assert fields(layout) == {0: "electoral_district", 1: "name"}


def test_counts_below_kinds_are_a_record_each_and_points_are_none() -> None:
    layout = read(
        "performance_records",
        ["姓名", "视察", None, "学习培训", None, "合计"],
        [None, "次数", "得分", "次数", "得分", None],
        ["伍国栋", 2, 4, "1+1", 4, 8],
        ["关小梅", 0, 0, "3次", 6, 6],
    )
    lines = [(line.row, line.column) for line in layout.tables[0].lines]
    assert lines == [(2, 1), (2, 3), (3, 3)]


def test_people_of_a_detail_sheet_belong_to_the_records_of_their_master() -> None:
    layout = read(
        "receptions",
        批次=[["编号", "接待日期", "接待地点", "接待代表"], ["1", "2025.1.8", "迳口站", "伍国栋"], ["2", "2025.2.8", "下寮站", "单民"]],
        来访人=[["编号", "来访人", "性别"], ["1", "黎大伯", "男"], ["1", "区大娘", "女"], ["2", "关大姐", "女"]],
    )  # fmt: skip
    assert [table.view.sheet.name for table in layout.tables] == ["批次"]
    assert [len(line.details) for line in layout.tables[0].lines] == [2, 1]
    assert [name for name, _ in layout.skipped] == ["来访人"]


@pytest.mark.parametrize("word", ["收入", "支出", "其他", "项目", "合计3笔"])
def test_a_dated_amount_is_a_record_whatever_its_words(word: str) -> None:
    layout = read(
        "fund_entries",
        ["日期", "摘要", "收入", "支出", "余额"],
        ["2025.1.8", "拨款", 1000, None, 1000],
        ["2025.2.8", word, None, 200, 800],
        ["2025.3.8", "购书", None, 100, 700],
    )
    assert [line.row for line in layout.tables[0].lines] == [1, 2, 3]


@pytest.mark.parametrize("rest", ["其他", "其它", "备注", "交通"])
@pytest.mark.parametrize("total", [["小计"], []])
def test_the_rest_of_a_group_is_counted_with_it_and_is_no_remark(rest: str, total: list[str]) -> None:
    counts = [(0, 1, 0), (1, 2, 1), (2, 0, 3)]
    last = 4 + len(total)
    rows = [["接待日期", "联络站", "收集意见(条)"], [None, None, "经济", "民生", rest, *total]]
    for month, one in enumerate(counts, 3):
        rows.append([f"2022.{month}.10", "下寮村联络站", *map(str, one), *([str(sum(one))] if total else [])])
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, last)]
    book = Workbook(Path("x.xlsx"), "xlsx", sheets=[Sheet("接待", rows=rows, merges=merges)])
    read_as = fields(lay_out(book, BY_KEY["receptions"], OFFICE))
    counting = [c for c, field in read_as.items() if field == "opinion_count"]
    assert counting == ([5] if total else [2, 3, 4])


@pytest.mark.parametrize("whole", ["代表总数", "代表人数", "全体代表人数"])
def test_what_a_list_says_of_people_gives_way_where_none_is_named(whole: str) -> None:
    heads = ["所选职务", "投票日", "应选几名", whole, "到会代表", "发选票"]
    rows = [[post, "2025.1.20", "1", "14", "13", "13"] for post in ("镇长", "副镇长", "人大主席")]
    read_as = fields(read("elections", heads, *rows))
    assert (read_as[3], read_as[4]) == ("in_office", "present")
