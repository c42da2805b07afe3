"""Parts of one sheet: tables side by side under the site of each, last year's below, a day above its records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office

Rows = list[list[Any]]
MET = ["日期", "接待代表", "接待人次", "收集意见"]


def laid_out(register: str, rows: Rows) -> Layout:
    book = Workbook(Path("a.xlsx"), "xlsx", sheets=[Sheet("登记", rows=rows)])
    return lay_out(book, BY_KEY[register], Office("柳坪镇", "东岭县", ""))


def said(layout: Layout, key: str) -> list[str | None]:
    """What lines above the records say for a field, record by record."""
    return [line.words.get(key) for table in layout.tables for line in table.lines]


def test_the_sites_above_tables_side_by_side_are_no_part_of_their_headings() -> None:
    rows: Rows = [["2022年接待选民情况"], ["柳坪镇人大代表联络站", *[None] * 4, "石鼓村人大代表联络站"]]
    rows += [[*MET, None, *MET]]
    rows += [
        [f"2022.3.{n}", "吴敏、赵强", 7 - n, 1, None, f"2022.4.{n}", "孙丽、赵强", 4, 0] for n in range(1, 6)
    ]
    layout = laid_out("receptions", rows)
    assert said(layout, "site") == ["柳坪镇人大代表联络站"] * 5 + ["石鼓村人大代表联络站"] * 5
    assert {key for table in layout.tables for key in table.columns.whole} == {
        "held_on", "deputies", "visitor_count", "opinion_count"
    }  # fmt: skip


def test_the_title_above_a_further_part_says_the_year_of_its_days() -> None:
    head = ["月日", "反映人", "意见内容", "承办单位"]
    part = [["3月5日", "甲某", "修路灯", "规划建设办公室"], ["3月9日", "乙某", "修水渠", "农业农村办公室"]]
    rows: Rows = [["2023年群众意见登记"], head, *part, [None], ["2022年群众意见登记"], head, *part]
    layout = laid_out("suggestions", rows)
    assert [line.year for line in layout.tables[0].lines] == [None, None, 2022, 2022]
    signed: Rows = [["2023年群众意见登记"], head, *part, ["2024年1月8日"], head, *part]
    assert [line.year for line in laid_out("suggestions", signed).tables[0].lines] == [None] * 4


def test_the_title_above_a_further_part_says_the_month_of_bare_days() -> None:
    head = ["日期", "反映人", "意见内容", "承办单位"]
    part = [["5日", "甲某", "修路灯", "规划建设办公室"], ["18日", "乙某", "修水渠", "农业农村办公室"]]
    rows: Rows = [["2023年3月群众意见登记"], head, *part, ["2023年4月群众意见登记"], head, *part]
    assert said(laid_out("suggestions", rows), "raised_on") == [None, None, "4月5日", "4月18日"]


@pytest.mark.parametrize(
    ("lines", "days", "months"),
    [
        (("2月10日", "2月15日"), ["2月10日", "2月15日"], 0),
        (("2022年2月10日 星期四", "2022年2月15日 星期二"), ["2022年2月10日", "2022年2月15日"], 0),
        (("一季度", "二季度"), ["1月1日", "4月1日"], 3),
        (("三月份", "四月份"), ["3月1日", "4月1日"], 1),
    ],
)
def test_a_line_that_is_a_day_or_a_period_dates_the_records_below_it(
    lines: tuple[str, str], days: list[str], months: int
) -> None:
    rows: Rows = [["2022年代表活动记载"], ["活动类别", "活动内容", "参加代表", "地点"]]
    for line in lines:
        rows += [[line], ["视察", "视察水利设施", "吴敏", "镇政府"]]
    layout = laid_out("performance_records", rows)
    assert said(layout, "occurred_on") == days
    assert [row.why for row in layout.left_out if row.text in lines] == ["section"] * 2
    assert {line.months for table in layout.tables for line in table.lines} == {months}


def test_a_line_that_is_a_day_says_nothing_where_a_column_does() -> None:
    head = ["日期", "活动类别", "活动内容", "参加代表"]
    rows: Rows = [["2022年代表活动记载"], head, ["2月10日"], ["2022.3.5", "视察", "视察水利设施", "吴敏"]]
    assert said(laid_out("performance_records", rows), "occurred_on") == [None]


def test_numbered_lines_say_all_of_one_field() -> None:
    rows: Rows = [["柳坪镇代表建议"], ["编号", "提出代表", "建议内容", "提出日期"]]
    for line in ("一、农业水利类", "二、城乡建设类", "三、社会事业类"):
        rows += [[line], [1, "吴敏", f"{line}的建议", "2023.3.5"]]
    layout = laid_out("suggestions", rows)
    assert said(layout, "category") == ["农业水利", "城乡建设类", "社会事业类"]
    assert said(layout, "class") == [None] * 3


def test_states_of_which_some_only_hold_a_word_of_the_table_are_states() -> None:
    rows: Rows = [["群众意见登记"], ["日期", "反映人", "意见内容", "办理情况"]]
    rows += [["2023.3.5", "甲某", f"修第{n}条路", ("已解决", "已办结", "正在办")[n % 3]] for n in range(12)]
    assert laid_out("suggestions", rows).tables[0].columns.whole["status"] == (3,)
    told: Rows = [*rows[:2], *([*row[:3], f"正在办，已修{n}米"] for n, row in enumerate(rows[2:]))]
    assert "status" not in laid_out("suggestions", told).tables[0].columns.whole
