"""What towns of other provinces do in their sheets is read in every register in which it can stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office

OFFICE = Office("迳口镇", "四会市", "")
Page = list[list[Any]]


def read(register: str, page: Page) -> Layout:
    """The layout of one sheet beside a ledger that knows one site and two deputies."""
    names = {"liaison_sites": {"东村联络站"}, "deputies": {"伍国栋", "关小梅"}}
    return lay_out(
        Workbook(Path("x.xlsx"), "xlsx", sheets=[Sheet("Sheet1", rows=[list(row) for row in page])]),
        BY_KEY[register],
        OFFICE,
        in_ledger=lambda to, name: name in names.get(to, set()) or (not name and to in names),
    )


def fields(layout: Layout) -> dict[int, str]:
    """Column → field of the only table."""
    (table,) = layout.tables
    return table.columns.used()


def said(layout: Layout) -> list[dict[str, str]]:
    """What each line says beside its cells."""
    return [line.words for table in layout.tables for line in table.lines]


@pytest.mark.parametrize(
    ("register", "key", "rest"),
    [
        ("fund_entries", "occurred_on", ["摘要", "收入"]),
        ("site_activities", "held_on", ["活动主题", "联络站"]),
        ("performance_records", "occurred_on", ["活动名称", "代表"]),
    ],
)
@pytest.mark.parametrize("above", ["2025年", "2025", None])
def test_a_month_and_a_day_below_the_year_are_the_day(register, key, rest, above) -> None:
    cells = {"摘要": "购买资料", "收入": 300, "活动主题": "学习代表法", "联络站": "东村联络站", "活动名称": "视察河道", "代表": "伍国栋"}  # fmt: skip
    top: Page = [[above, None, *rest], ["月", "日"]] if above else [["月", "日", *rest]]
    layout = read(register, [*top, *([3, day, *map(cells.get, rest)] for day in (3, 8, 21))])
    assert {0: key, 1: key}.items() <= fields(layout).items()
    assert layout.tables[0].facts.year == (2025 if above else None)


@pytest.mark.parametrize("register", ["reception_duties", "receptions"])
@pytest.mark.parametrize(("heading", "cell"), [("时间段", "{}"), ("起止时间", "{}"), ("", "")])
def test_hours_from_and_to_in_one_cell_are_two_values(register, heading, cell) -> None:
    spans = [("9:00", "11:30"), ("14点", "17点半"), ("上午8:30", "上午11:00")]
    page: Page = [["日期", "联络站", "接待代表", *([heading] if heading else [])]]
    for day, (begins, ends) in enumerate(spans, 1):
        span = f"{begins}-{ends}"
        written = f"2025-03-0{day}" + ("" if heading else f" {span}")
        page.append([written, "东村联络站", "伍国栋", *([cell.format(span)] if heading else [])])
    assert [(s["time_from"], s["time_to"]) for s in said(read(register, page))] == spans


@pytest.mark.parametrize(
    ("heading", "meant"), [("结果(A/B/C)", "reply_class"), ("评价(满意、不满意)", "feedback")]
)
def test_a_heading_that_lists_codes_is_their_field(heading, meant) -> None:
    cells = {"reply_class": ["A", "B", "A"], "feedback": ["满意", "不满意", "满意"]}[meant]
    page: Page = [["建议内容", "提出日期", "代表", heading]]
    page += [[f"关于第{n}条村道的建议", f"2025-03-0{n}", "伍国栋", cell] for n, cell in enumerate(cells, 1)]
    assert fields(read("suggestions", page))[3] == meant


@pytest.mark.parametrize("word", ["参加培训", "组织学习", "视察、调研", "开展走访活动"])
def test_a_kind_with_words_of_doing_heads_a_column_of_counts(word) -> None:
    page: Page = [["代表", word, "接待选民"], ["伍国栋", 2, 1], ["关小梅", 1, 3]]
    assert len(said(read("performance_records", page))) == 4


def test_headings_printed_again_are_no_record_whatever_their_words_are() -> None:
    heads = ["平台名称", "建站村", "场所地址", "群众拨打电话", "场所面积"]
    rows = [
        [f"{village}联络站", village, f"{village}文化楼", "19900000001", 60]
        for village in ("东村", "西村", "南村", "北村")
    ]
    layout = read("liaison_sites", [heads, *rows[:2], heads, *rows[2:]])
    assert [line.row for line in layout.tables[0].lines] == [1, 2, 4, 5]


@pytest.mark.parametrize("line", ["保管期限：永久", "保管期限:30年", "保管期限：10年"])
def test_a_line_with_a_label_says_a_code_of_all_below(line) -> None:
    page: Page = [["文号", "责任者", "题名", "日期", "页数"], [line]]
    page += [[f"人大{n}号", "镇人大主席团", f"会议通知之{n}", f"2025-03-0{n}", n] for n in (1, 2, 3)]
    assert [s["retention_period"] for s in said(read("archival_items", page))] == [line[5:]] * 3


def test_a_few_small_numbers_are_how_many_and_number_no_lines() -> None:
    page: Page = [["选区名称", "该选几人", "选民数"]]
    page += [
        [f"{village}选区", seats, 900 + seats] for village, seats in (("东村", 1), ("西村", 1), ("南村", 2))
    ]
    assert fields(read("electoral_districts", page))[1] == "seats"


def test_what_the_ledger_works_out_is_no_column_to_ask_about() -> None:
    page: Page = [["日期", "摘要", "收入", "支出", "余额"], ["2025-03-01", "拨款", 300, None, 300]]
    page += [["2025-03-09", "购买资料", None, 100, 200], ["2025-04-09", "租车", None, 50, 150]]
    assert [question.column for question in read("fund_entries", page).questions] == []
