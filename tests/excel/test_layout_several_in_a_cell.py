"""Several people or several deeds in one cell are as many records, and what cannot be told apart stays whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.several_in_a_cell import deeds_of, people_of
from app.excel.layout.sheets import lay_out
from app.excel.layout.titles import Office


def words_of(register: str, key: str, *rows: list[Any]) -> list[str]:
    """What the lines of a sheet say of one field, each by itself; a cell that is not divided is left out."""
    workbook = Workbook(Path("x.xlsx"), "xlsx", sheets=[Sheet("Sheet1", rows=[list(row) for row in rows])])
    layout = lay_out(workbook, BY_KEY[register], Office("迳口镇", "四会市", ""))
    return [line.words[key] for table in layout.tables for line in table.lines if key in line.words]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("伍国栋(女,壮族)、单民", ["伍国栋(女,壮族)", "单民"]),
        ("伍国栋、关小梅,曾少雄;单民", ["伍国栋", "关小梅", "曾少雄", "单民"]),
        ("伍国栋\n关小梅", ["伍国栋", "关小梅"]),
        ("伍国栋 关小梅 曾少雄", ["伍国栋", "关小梅", "曾少雄"]),
        ("1.伍国栋 2.关小梅(女)", ["伍国栋", "关小梅(女)"]),
        ("①伍国栋②关小梅", ["伍国栋", "关小梅"]),
        ("单 民", ["单 民"]),
        ("艾力·买买提、单民", ["艾力·买买提", "单民"]),
        ("伍国栋、第一选区合计", []),
        ("村民小组组长、单民", []),
    ],
)
def test_people_of_a_cell(text: str, people: list[str]) -> None:
    assert people_of(text) == people


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        (
            "1.3月9日走访困难家庭\n2.6月14日向选民述职",
            [("3月9日", "走访困难家庭"), ("6月14日", "向选民述职")],
        ),
        ("1、3月9日,视察水利;2、6月14日学习", [("3月9日", "视察水利"), ("6月14日", "学习")]),
        ("3.9走访困难家庭\n6.14述职", [("3.9", "走访困难家庭"), ("6.14", "述职")]),
        ("3月9日走访;6月14日述职", [("3月9日", "走访"), ("6月14日", "述职")]),
        ("①走访(3月9日)②述职(6月14日)", [("3月9日", "走访"), ("6月14日", "述职")]),
        ("(1)2025年3月9日走访\n(2)参加培训", [("2025年3月9日", "走访"), ("", "参加培训")]),
        ("2025-03-09 接待选民3人", [("2025-03-09", "接待选民3人")]),
        ("走访3户困难家庭", [("", "走访3户困难家庭")]),
    ],
)
def test_deeds_of_a_cell(text: str, deeds: list[tuple[str, str]]) -> None:
    assert deeds_of(text) == deeds


def test_each_of_several_deputies_is_a_record_where_the_row_speaks_of_all() -> None:
    rows = [
        ["选区", "代表", "人数"],
        ["一选区", "伍国栋(女)、单民、关小梅、曾少雄、潘淑英", 5],
        ["二选区", "区国强", 1],
    ]
    assert words_of("deputies", "name", *rows) == ["伍国栋(女)", "单民", "关小梅", "曾少雄", "潘淑英"]


def test_people_in_several_cells_of_a_row_are_a_record_each() -> None:
    rows = [
        ["选区", "代表", None, None],
        ["一选区", "伍国栋", "单民", "关小梅"],
        ["二选区", "曾少雄", "区国强", None],
    ]
    assert words_of("deputies", "name", *rows) == ["伍国栋", "单民", "关小梅", "曾少雄", "区国强"]
    beside = [
        ["姓名", None, "联系电话"],
        ["伍国栋", "单民", "13800000001"],
        ["曾少雄", "区国强", "13800000002"],
    ]
    assert words_of("deputies", "name", *beside) == []


def test_what_stands_beside_each_of_several_people_goes_to_each() -> None:
    rows = [
        ["选区", "姓名", "性别", "联系电话"],
        ["一选区", "伍国栋、单民", "男、女", "13800000001、13800000002"],
    ]
    assert words_of("deputies", "sex", *rows) == ["男", "女"]
    assert words_of("deputies", "phone", *rows) == ["13800000001", "13800000002"]


def test_one_phone_beside_two_people_leaves_them_to_the_clerk() -> None:
    rows = [
        ["选区", "姓名", "联系电话"],
        ["一选区", "伍国栋、单民", "13800000001"],
        ["二选区", "关小梅", "13800000002"],
    ]
    assert words_of("deputies", "name", *rows) == []


def test_each_dated_piece_is_a_record_where_no_column_holds_the_day() -> None:
    cell = "1.3月9日走访\n2.6月14日述职"
    assert words_of("performance_records", "occurred_on", ["姓名", "履职内容"], ["伍国栋", cell]) == [
        "3月9日",
        "6月14日",
    ]
    assert (
        words_of("performance_records", "title", ["姓名", "日期", "履职内容"], ["伍国栋", "3月9日", cell])
        == []
    )
