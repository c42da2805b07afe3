"""A table whose columns are headed by values gives one record to each filled cell, whichever way it is turned."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.days_and_periods import first_day_of
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office

OFFICE = Office("迳口镇", "四会市", "")
NAMES = ["伍国栋", "关小梅", "曾少雄", "单民"]
Page = list[list[Any]]


def read(page: Page, register: str = "performance_records", name: str = "Sheet1") -> Layout:
    """The layout of one sheet; the ledger knows the four people of ``NAMES``."""
    sheet = Sheet(name, rows=[list(row) for row in page])
    return lay_out(
        Workbook(Path("x.xlsx"), "xlsx", sheets=[sheet]),
        BY_KEY[register],
        OFFICE,
        in_ledger=lambda register, name: register == "deputies" and (not name or name in NAMES),
    )


def records(layout: Layout) -> list[tuple[int, int | None, dict[str, str]]]:
    """Row, column and all that each record says, its own cells and its headings together."""
    lines = []
    for table in layout.tables:
        for line in table.lines:
            cells = {
                key: "".join(table.view.spread(*place) for place in places)
                for key, places in table.places(line).items()
            }
            lines.append((line.row, line.column, {**line.words, **{k: v for k, v in cells.items() if v}}))
    return lines


KINDS_ACROSS: Page = [
    ["姓名", "视察", "走访", "合计"],
    ["伍国栋", 2, "1+1", 4],
    ["关小梅", None, "3次", 3],
    ["合计", 2, 5, 7],
]
KINDS_DOWN: Page = [
    ["类别", "伍国栋", "关小梅", "合计"],
    ["视察", 2, None, 2],
    ["走访", "1+1", "3次", 5],
    ["合计", 4, 3, 7],
]


def test_kinds_across_and_kinds_down_say_the_same() -> None:
    def counts(page: Page) -> list[tuple[str, str, str]]:
        return sorted((r["deputy"], r["kind"], r["count"].rstrip("次")) for _, _, r in records(read(page)))

    assert [(deputy, count) for deputy, _, count in counts(KINDS_ACROSS)] == [
        ("伍国栋", "2"),
        ("伍国栋", "2"),
        ("关小梅", "3"),
    ]
    assert len(counts(KINDS_DOWN)) == 3
    assert {(d, c) for d, _, c in counts(KINDS_DOWN)} == {(d, c) for d, _, c in counts(KINDS_ACROSS)}


@pytest.mark.parametrize(
    ("page", "number", "first"),
    [
        pytest.param(
            [["活动", "时间", "伍国栋", "关小梅"], ["春季视察", "3月9日", "√", "假"], ["学习班", "5月2日", None, "√"]],
            3, {"title": "春季视察", "occurred_on": "3月9日", "deputy": "伍国栋", "attendance": "√"}, id="events down",
        ),
        pytest.param(
            [["姓名", "春季视察", "学习班"], [None, "3月9日", "5月2日"], ["伍国栋", "√", None], ["关小梅", "假", "√"]],
            3, {"title": "春季视察", "occurred_on": "3月9日", "deputy": "伍国栋", "attendance": "√"}, id="events across",
        ),
        pytest.param(
            [["姓名", datetime(2025, 3, 9), datetime(2025, 5, 2)], [None, "视察", "学习班"], ["伍国栋", "√", None], ["关小梅", "假", "√"]],
            3, {"title": "视察", "occurred_on": "2025-03-09", "deputy": "伍国栋", "attendance": "√"}, id="days above events",
        ),
        pytest.param(
            [["日期", "内容", "参加代表", "参加代表", "参加代表"], [None, None, "伍国栋", "关小梅", "曾少雄"], ["3月9日", "视察水利", "○", None, "○"], ["注:○表示参加"]],
            2, {"title": "视察水利", "occurred_on": "3月9日", "deputy": "伍国栋", "attendance": "参加"}, id="names below a group",
        ),
        pytest.param(
            [["2025年接待选民次数"], ["姓名", "1月", "2月", "3月"], ["伍国栋", None, 2, 1], ["关小梅", 0, 1, None]],
            3, {"deputy": "伍国栋", "kind": "接待选民", "occurred_on": "2月1日", "count": "2"}, id="months across",
        ),
        pytest.param(
            [["2025年接待选民次数"], ["月份", "伍国栋", "关小梅", "合计"], ["1月", 2, None, 2], ["2月", 1, 1, 2], ["合计", 3, 1, 4]],
            3, {"deputy": "伍国栋", "kind": "接待选民", "occurred_on": "1月1日", "count": "2"}, id="months down",
        ),
        pytest.param(
            [["2025年接待选民次数"], ["姓名", "月份", "月份", "月份"], [None, 1, 2, 3], ["伍国栋", None, 2, 1], ["关小梅", 0, 1, None]],
            3, {"deputy": "伍国栋", "kind": "接待选民", "occurred_on": "2月1日", "count": "2"}, id="months as figures",
        ),
        pytest.param(
            [["姓名", "一季度", "一季度", "二季度", "二季度"], [None, "视察", "走访", "视察", "走访"], ["伍国栋", 1, None, 2, 3]],
            3, {"deputy": "伍国栋", "kind": "视察", "occurred_on": "1月1日", "count": "1"}, id="kinds below quarters",
        ),
        pytest.param(
            [["2025年接待选民情况"], ["姓名", "第一季度次数", "第一季度得分", "二季度次数", "二季度得分"], ["伍国栋", 2, 4, 1, 2], ["关小梅", 0, 0, 3, 6]],
            3, {"deputy": "伍国栋", "kind": "接待选民", "occurred_on": "1月1日", "count": "2"}, id="pairs of count and score in one heading",
        ),
        pytest.param(
            [["姓名", "接待选民次数", "接待选民得分", "视察次数", "视察得分", "小计"], ["伍国栋", 2, 4, 1, 3, 7], ["关小梅", 1, 2, 0, 0, 2]],
            3, {"deputy": "伍国栋", "kind": "接待选民", "count": "2"}, id="kinds with their unit and their points",
        ),
        pytest.param(
            [["姓名", "季度", "视察", "走访"], ["伍国栋", "一季度", 1, None], ["伍国栋", "二季度", 2, 3]],
            3, {"deputy": "伍国栋", "kind": "视察", "occurred_on": "1月1日", "count": "1"}, id="quarters beside",
        ),
        pytest.param(
            [["哪位", "选区", "视察(次)", "走访(次)"], ["伍国栋", "一选区", 1, None], ["关小梅", "二选区", 2, 3]],
            3, {"deputy": "伍国栋", "kind": "视察", "count": "1"}, id="unlisted heading of the people",
        ),
    ],
)  # fmt: skip
def test_each_filled_cell_is_a_record(page: Page, number: int, first: dict[str, str]) -> None:
    lines = records(read(page))
    assert len(lines) == number
    assert first.items() <= lines[0][2].items()


def test_a_sheet_named_after_a_deputy_has_kinds_down_and_months_across() -> None:
    lines = records(read([["类别", "1月", "2月"], ["视察", 1, None], ["走访", None, 2]], name="伍国栋"))
    assert [(r["deputy"], r["kind"], r["occurred_on"]) for _, _, r in lines] == [
        ("伍国栋", "视察", "1月1日"),
        ("伍国栋", "走访", "2月1日"),
    ]


def test_a_second_matrix_below_has_headings_of_its_own() -> None:
    page = [["姓名", "视察", "走访"], ["伍国栋", 1, 2], ["姓名", "培训", "调研"], ["关小梅", 3, 4]]
    lines = [(row, r["kind"], r["count"]) for row, _, r in records(read(page))]
    assert lines == [(1, "视察", "1"), (1, "走访联系选民", "2"), (3, "学习培训", "3"), (3, "专题调研", "4")]


def test_deeds_in_words_below_their_kinds_are_records_each_with_its_day() -> None:
    page = [
        ["姓名", "视察", "走访"],
        ["伍国栋", "3月9日视察水利\n5月6日视察道路", None],
        ["关小梅", "4月1日", "走访五户困难群众;6月2日走访企业;7月1日走访学校"],
    ]
    lines = [
        (r["deputy"], r["kind"], r.get("occurred_on"), r.get("title")) for _, _, r in records(read(page))
    ]
    assert lines == [
        ("伍国栋", "视察", "3月9日", "视察水利"), ("伍国栋", "视察", "5月6日", "视察道路"), ("关小梅", "视察", "4月1日", None),
        ("关小梅", "走访联系选民", None, "走访五户困难群众"), ("关小梅", "走访联系选民", "6月2日", "走访企业"), ("关小梅", "走访联系选民", "7月1日", "走访学校"),
    ]  # fmt: skip


def test_words_below_kinds_beside_a_day_say_more_of_one_deed() -> None:
    page = [
        ["姓名", "时间", "会议", "建议"],
        ["伍国栋", "2025-03-09", "第五次会议审议报告", "修好村道"],
        ["关小梅", "2025-03-10", "第五次会议审议报告", "装好路灯"],
    ]
    assert len(records(read(page))) == 2


def test_records_below_headings_that_nobody_knows_are_no_headings() -> None:
    page = [["几时", "哪一样", "干了啥", "在哪", "谁去了"], ["2025.1.18", "视察", "视察水利工程", "罗田村", "伍国栋、单民"],
            ["2025.2.10", "专题调研", "调研农村养老", "荷塘村", "关小梅、单民"], ["2025.3.12", "学习培训", "参加培训班", "清水村", "单民"]]  # fmt: skip
    assert not any(table.columns.across for table in read(page).tables)
    own = [["姓名", "日期", "履职类别", "活动名称"], ["伍国栋", "2025.2.2", "实地看", "视察高标准农田建设"], ["单民", "2025.2.18", "调研", "审议报告时发言"],
           ["关小梅", "2025.3.13", "听课", "参加培训班"], ["曾少雄", "2025.3.18", "视察", "视察水利"]]  # fmt: skip
    assert not any(table.columns.across for table in read(own).tables)
    month = [
        ["行号", "履职代表", "履职日期", "履职形式", "事项"],
        [1, "伍国栋", "2月2日", "视察", "视察农田建设"],
        [2, "单民", "2月8日", "走访", "走访困难群众"],
    ]
    assert not any(table.columns.across for table in read(month).tables)


def test_points_are_no_counts() -> None:
    layout = read([["2025年履职积分表"], ["姓名", "视察", "走访"], ["伍国栋", 3, 2], ["关小梅", 1.5, 2]])
    assert records(layout) == []
    assert [row.row for row in layout.left_out] == [1, 2, 3, 4]


def test_one_and_nought_are_marks_where_nothing_else_stands() -> None:
    page = [["姓名", "年初会1月20日", "年中会7月8日"], ["伍国栋", 1, 0], ["关小梅", 1, 1]]
    assert [r["attendance"] for _, _, r in records(read(page))] == ["√", "×", "√", "√"]


def test_names_in_a_row_of_records_are_no_headings() -> None:
    page = [
        ["时间", "领队", "副领队", "次数"],
        ["3月9日", "伍国栋", "关小梅", 2],
        ["4月9日", "曾少雄", "单民", 3],
    ]
    assert [column for _, column, _ in records(read(page))] in ([], [None, None])


def test_words_that_are_surnames_too_are_no_people() -> None:
    page = [["姓名", "时间", "计划", "安全"], ["伍国栋", 3, 2, 1], ["关小梅", 2, 1, 1]]
    assert all("deputy" not in line.words for table in read(page).tables for line in table.lines)


@pytest.mark.parametrize(
    ("words", "day"),
    [("一季度", "1月1日"), ("第4季度", "10月1日"), ("下半年", "7月1日"), ("十二月", "12月1日"), ("2025年3月", "2025年3月1日"),
     ("13月", None), ("3月5日", None), ("半年座谈会", None), ("第一季度学习会", None)],
)  # fmt: skip
def test_periods_begin_on_their_first_day(words: str, day: str | None) -> None:
    assert first_day_of(words) == day


def test_counts_among_ticks_count_and_a_known_deputy_is_no_sum() -> None:
    page: Page = [
        ["坐班人", "一月", "二月", "三月", "合计"],
        ["伍国栋", "√", "2", None, 3],
        ["关小梅", None, "√", "√", 2],
        ["曾少雄", None, "3", None, 3],
        ["单民", "√", None, None, 1],
        ["每月人次", "2", "3", "1", 9],
    ]
    cells = {(line["deputy"], line["occurred_on"]): line for _, _, line in records(read(page))}
    assert cells[("伍国栋", "2月1日")]["count"] == "2"
    assert cells[("曾少雄", "2月1日")]["count"] == "3"
    assert cells[("关小梅", "2月1日")]["attendance"] == "√"
    assert {name for name, _ in cells} == set(NAMES)


def test_lines_say_how_long_their_period_is() -> None:
    page: Page = [
        ["姓名", "一季度", "下半年", "视察（3月9日）"],
        ["伍国栋", 2, "1", "1"],
        ["关小梅", 1, 2, "1"],
    ]
    (table,) = read(page).tables
    assert [line.months for line in table.lines] == [3, 6, 0, 3, 6, 0]


def test_who_came_who_was_excused_and_who_was_missing_are_three_columns_of_people() -> None:
    page: Page = [
        ["小组", "日期", "主题", "到", "请假（事由）", "无故未到"],
        ["一组", "2022-03-25", "视察小学新校区", "伍国栋、关小梅", "曾少雄（出差）", None],
        ["二组", "2022-04-07", "走访企业", "伍国栋", None, "单民"],
    ]
    said = [(r["deputy"], r["attendance"]) for _, _, r in records(read(page))]
    assert said == [
        ("伍国栋、关小梅", "出席"), ("曾少雄（出差）", "请假"), ("伍国栋", "出席"), ("单民", "缺席"),
    ]  # fmt: skip
