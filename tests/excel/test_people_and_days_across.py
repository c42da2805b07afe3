"""Kinds that workbooks of further clerks showed: people in columns, days across, several tables and parts of one sheet."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import pytest

from app.excel.importing import ImportOptions, preview_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.excel.importing_cases import NEEDS, PEOPLE, read, told, values, verdicts, workbook


@pytest.mark.parametrize("head", ["来访人次", "序号"])
def test_counts_that_happen_to_run_are_no_numbers_of_lines(ledger: Ledger, head: str) -> None:
    first = ["接待日期", "站点", "接待代表", head]
    rows = [[f"2024-0{n}-11", "石鼓村联络站", PEOPLE[n % 4], n] for n in range(1, 7)]
    shown = read(ledger, "receptions", ["接待台账"], first, *rows)
    counts = [n if head == "来访人次" else None for n in range(1, 7)]
    assert values(shown, "visitor_count") == [(count,) for count in counts]


def test_a_title_beside_people_in_columns_makes_nobody_a_heading(ledger: Ledger) -> None:
    """Merged over all rows of the turned sheet it stretched the header over the first people, and the rest were misread."""
    sheet = [
        ["柳坪镇第九届人大代表登记（第一代表团，共5人）"],
        ["姓  名", "吕宝田", "韩国强", "萧彩云", "何一鸣", "孔家辉"],
        ["性  别", "男", "男", "女", "女", "男"],
        ["民  族", "汉族", "汉族", "汉族", "汉", "汉"],
        ["党  派", "中共", "群众", "中共党员", "中共", "群众"],
    ]
    shown = read(ledger, "deputies", *sheet, merges=[(0, 0, 0, 5)])
    assert values(shown, "name", "sex") == [
        (name, "女" if name in ("萧彩云", "何一鸣") else "男") for name in sheet[1][1:]
    ]


def test_people_in_columns_stand_in_blocks_below_each_other_with_a_label_behind(ledger: Ledger) -> None:
    """The first of each block was read as a form, the others were gone."""
    sheet = [
        ["柳坪镇第九届人大代表登记", None, None, None],
        ["姓名", "吕宝田", "韩国强", "萧彩云"],
        ["性别", "男", "男", "女"],
        ["出生年月", "1971年7月", "1989年7月", "1981年3月"],
        ["姓名", "何一鸣", "孔家辉", "备注"],
        ["性别", "女", "男", None],
        ["出生年月", "1972年7月", "1982年7月", "出生年月未核"],
    ]
    shown = read(ledger, "deputies", *sheet, merges=[(0, 0, 0, 3)])
    people = [("吕宝田", "男"), ("韩国强", "男"), ("萧彩云", "女"), ("何一鸣", "女"), ("孔家辉", "男")]
    assert [one for one in values(shown, "name", "sex") if one in people] == people
    assert not [row for row in told(shown) if row["verdict"] == "new" and row["values"]["name"] == "备注"]


@pytest.mark.parametrize("merged", [True, False])
def test_a_village_above_both_halves_of_a_directory_is_that_of_both(ledger: Ledger, merged: bool) -> None:
    heads = ["代表", "性别", "电话"]
    lines: list[list[Any]] = [["柳坪镇九届人大代表通讯录"], [*heads, None, *heads]]
    for village, people in {"上寨村": "许谢郝杨", "下寨村": "朱齐毕"}.items():
        lines.append([f"{village}选区（{len(people)}名）"])
        rows = [[f"{one}国强", "男", "19900005488"] for one in people]
        lines += [[*left, None, *right] for left, right in zip_longest(rows[::2], rows[1::2], fillvalue=[])]
    merges = [(row, 0, row, 6) for row, line in enumerate(lines) if len(line) == 1 and (merged or not row)]
    shown = read(ledger, "deputies", *lines, merges=merges)
    assert sorted(values(shown, "name", "electoral_district")) == sorted(
        (f"{one}国强", f"{village}选区")
        for village, people in (("上寨村", "许谢郝杨"), ("下寨村", "朱齐毕"))
        for one in people
    )


def test_numbers_that_begin_again_in_another_session_are_asked_once(ledger: Ledger) -> None:
    head = ["建议号", "建议标题", "建议人", "提出日期"]
    first = [[f"第{n}号", f"关于修第{n}座桥的建议", PEOPLE[n], f"2023-03-1{n}"] for n in range(1, 4)]
    second = [[f"第{n}号", f"关于清第{n}口塘的建议", PEOPLE[n], f"2024-02-2{n}"] for n in range(1, 4)]
    book = workbook(head, *first, name="三次会议")
    book.sheets.append(workbook(head, *second, name="四次会议").sheets[0])
    shown = preview_of(ledger, "suggestions", book)
    assert verdicts(shown) == ["new"] * 6
    (asked,) = [one for one in shown.questions if one.code == "numbers"]
    assert (asked.sheet, asked.field) == ("四次会议", "no")
    each = (Answer("四次会议", asked.column, "numbers", "each"),)
    assert (
        verdicts(preview_of(ledger, "suggestions", book, ImportOptions(answers=each)))
        == ["new"] * 3 + ["flagged"] * 3
    )


def test_columns_of_a_second_table_are_asked_by_their_own_heading(ledger: Ledger) -> None:
    """The same letter means another column below last year's part: an answer for one is none for the other."""
    year = [
        ["2023年群众意见"],
        ["反映日期", "反映人", "反映的事", "交给谁办", "几时回的话"],
        *(
            [f"2023-0{n}-11", f"宋大{'一二三'[n - 1]}", NEEDS[n], "农业办", f"2023-0{n}-21"]
            for n in range(1, 4)
        ),
    ]
    this = [
        ["2024年群众意见"],
        ["反映人", "反映日期", "反映的事", "几时回的话", "交给谁办"],
        *(
            [f"孙小{'一二三'[n - 1]}", f"2024-0{n}-11", NEEDS[n], f"2024-0{n}-21", "农业办"]
            for n in range(1, 4)
        ),
    ]
    asked = [one for one in read(ledger, "suggestions", *year, *this).questions if one.code == "column"]
    assert len({(one.column, one.field) for one in asked}) == len({one.column for one in asked}) == len(asked)
    answers = tuple(Answer("表", one.column, "column", one.assumed) for one in asked)
    shown = read(ledger, "suggestions", *year, *this, answers=answers)
    assert values(shown, "replied_on", "lead_handler") == [
        (f"{year}-0{n}-21", "农业农村办公室") for year in (2023, 2024) for n in range(1, 4)
    ]
    assert [one for one in shown.questions if one.code == "column"] == []


def test_the_cells_below_a_kind_may_say_on_which_days(ledger: Ledger) -> None:
    head = ["序号", "姓名", "视察调研", "走访选民", "学习培训"]
    rows = [
        [1, "王大山", "3.12、4.15", "5.6", None],
        [2, "周秋菊", None, "3月8日", "6.1\n6.2"],
        [3, "吴四海", "/", "7.5", 7.9],
    ]
    shown = read(ledger, "performance_records", ["2024年代表履职情况登记表"], head, *rows)
    deeds = [
        ("王大山", "03-12"),
        ("王大山", "04-15"),
        ("王大山", "05-06"),
        ("周秋菊", "03-08"),
        ("周秋菊", "06-01"),
    ]
    deeds += [("周秋菊", "06-02"), ("吴四海", "07-05"), ("吴四海", "07-09")]
    assert values(shown, "deputy", "occurred_on") == [(name, f"2024-{day}") for name, day in deeds]
    scores = [[1, "王大山", 2.5, 1.5, 3], [2, "周秋菊", 1.5, 2, 4.5]]
    shown = read(ledger, "performance_records", ["2024年代表履职情况登记表"], head, *scores)
    assert not [day for (day,) in values(shown, "occurred_on") if day not in (None, "2024-01-01")]


@pytest.mark.parametrize(
    ("days", "are_of_month"), [((5, 12, 19), True), (("5日", "12日", "19日"), True), ((1, 2, 3), False)]
)
def test_days_across_are_of_the_month_in_the_title(
    ledger: Ledger, days: tuple[Any, ...], are_of_month: bool
) -> None:
    rows = [["王大山", "√", None, "√"], ["周秋菊", None, "√", "√"]]
    shown = read(ledger, "performance_records", ["2024年3月代表学习培训签到表"], ["姓名", *days], *rows)
    held = [
        ("王大山", "2024-03-05"),
        ("王大山", "2024-03-19"),
        ("周秋菊", "2024-03-12"),
        ("周秋菊", "2024-03-19"),
    ]
    assert (values(shown, "deputy", "occurred_on") == held) is are_of_month


@pytest.mark.parametrize(
    "label",
    [
        ["姓名：{}", None, "选区：第一选区"], ["姓名：{}"], ["代表姓名", "{}"], ["姓名", "{}", "选区", "第一选区"], ["{}"],
        ["{}代表2024年履职记录"], ["姓名：", "{}", "选区：", "第一选区"],
    ],
)  # fmt: skip
def test_deeds_below_each_other_are_of_whoever_their_part_names(
    ledger: Ledger, label: list[str | None]
) -> None:
    """Two labels in one row were taken for headings and the deeds given to the deputy before, or to nobody."""
    rows: list[list[Any]] = [["代表履职情况表"]]
    for name, deeds in (("王大山", 2), ("周秋菊", 1), ("吴四海", 2)):
        rows += [[cell and cell.format(name) for cell in label], ["时间", "活动", "地点"]]
        rows += [[f"2024.{month}.5", "走访选民", "一组"] for month in range(1, deeds + 1)]
    shown = read(ledger, "performance_records", *rows)
    deeds = [("王大山", 1), ("王大山", 2), ("周秋菊", 1), ("吴四海", 1), ("吴四海", 2)]
    assert values(shown, "deputy", "occurred_on") == [(name, f"2024-0{month}-05") for name, month in deeds]
