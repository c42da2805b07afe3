"""Words that nobody listed: what tables, cards and turned tables hold is told by cells, neighbours and parts of words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.domain.register import Register
from app.domain.registers import BY_KEY, SHOWN
from app.domain.texts import heading_key
from app.excel.grid import Sheet, Workbook
from app.excel.layout.concepts import words_of
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office
from app.excel.layout.vocabulary import vocabulary_of

OFFICE = Office("迳口镇", "四会市", "")
DEPUTIES = ("伍国栋", "关小梅", "曾少雄", "单民")
SITES = ("下寮村人大代表联络站", "迳口村人大代表联络站")


def known(register: str, name: str) -> bool:
    """The names of a small ledger."""
    names = {"deputies": DEPUTIES, "liaison_sites": SITES}.get(register, ())
    return name in names or (not name and bool(names))


def read(register: str, rows: Sequence[Sequence[Any]]) -> Layout:
    sheet = Sheet("Sheet1", rows=[list(row) for row in rows])
    return lay_out(
        Workbook(Path("x.xlsx"), "xlsx", sheets=[sheet]), BY_KEY[register], OFFICE, in_ledger=known
    )


def fields(layout: Layout) -> list[str]:
    """The field of each column of the first table, from the left; empty for none."""
    used = layout.tables[0].columns.used()
    return [used.get(column, "") for column in range(max(used) + 1)]


TABLES = [
    (
        "fund_entries",
        ("何日记的", "单子号码", "钱用在哪里", "进了多少钱", "花了多少钱", "谁去经手"),
        (
            ("2025.3.4", "25001", "镇财政拨入经费", 20000, None, "程晓"),
            ("2025.4.9", "25002", "购买学习资料", None, 360.5, "程晓"),
            ("2025.6.2", "25003", "代表视察租车", None, 800.0, "程晓"),
        ),
        ["occurred_on", "voucher_no", "summary", "income", "expense", "handled_by"],
    ),
    (
        "electoral_districts",
        ("第几选区", "是哪个选区", "管着哪些村", "该选几名代表", "一共多少人口", "到哪里投票"),
        (
            (1, "下寮村选区", "下寮村一至三组", 2, 2100, "下寮村委会"),
            (2, "迳口村选区", "迳口村一至五组", 3, 3900, "迳口村委会"),
            (3, "石鼓村选区", "石鼓村一至四组", 1, 1950, "石鼓村委会"),
        ),
        ["no", "name", "scope", "seats", "population", "polling_place"],
    ),
    (
        "site_activities",
        ("哪天办的", "哪个站办的", "围绕什么主题", "谁来召集", "到会的代表"),
        (
            ("2025.3.4", SITES[0], "学习代表法", "伍国栋", "关小梅、曾少雄"),
            ("2025.5.6", SITES[1], "讨论村道硬化方案", "关小梅", "伍国栋、单民"),
            ("2025.7.8", SITES[0], "座谈春耕生产", "单民", "曾少雄、关小梅"),
        ),
        ["held_on", "site", "theme", "chair", "deputies"],
    ),
]


@pytest.mark.parametrize(("register", "heads", "rows", "expected"), TABLES, ids=[case[0] for case in TABLES])
def test_a_table_is_read_whatever_its_headings_are_called(
    register: str, heads: tuple[str, ...], rows: tuple[tuple[Any, ...], ...], expected: list[str]
) -> None:
    layout = read(register, [heads, *rows])
    assert fields(layout) == expected
    assert len(layout.tables[0].lines) == len(rows)


def card(day: str, who: str, site: str, visitor: str) -> list[list[str | None]]:
    return [
        ["接待情况记录单", None, None, None],
        ["在哪个站接待", site, "是哪天接待", day],
        ["由谁来接待", who, "上门的群众", visitor],
        [],
    ]


CARDS = [
    *card("2025.3.4", DEPUTIES[0], SITES[0], "黎大伯"),
    *card("2025.5.6", DEPUTIES[1], SITES[1], "何小凤"),
    *card("2025.7.8", DEPUTIES[2], SITES[0], "陆三妹"),
]


def test_cards_are_a_table_turned_and_cut() -> None:
    (table,) = read("receptions", CARDS).tables
    assert set(table.columns.whole) == {"site", "held_on", "deputies", "visitors"}
    texts = [
        {key: table.view.text(*places[0]) for key, places in table.places(line).items()}
        for line in table.lines
    ]
    assert [text["held_on"] for text in texts] == ["2025.3.4", "2025.5.6", "2025.7.8"]
    assert [text["visitors"] for text in texts] == ["黎大伯", "何小凤", "陆三妹"]


def matter(content: str, replied_on: str, behind: str) -> list[tuple[str, ...]]:
    """A card of a suggestion with a cell behind the reply's day that no label names."""
    return [
        ("建议题目", content),
        ("领衔代表", DEPUTIES[0], "提出日期", "2025.2.3"),
        ("承办单位", "水务站", "答复日期", replied_on, behind),
        (),
    ]


def test_a_cell_of_a_card_without_a_label_is_a_column_without_a_heading() -> None:
    cards = [
        *matter("疏通水圳", "2025.5.10", "（A）"),
        *matter("加装路灯", "2025.5.11", "（B）"),
        *matter("修缮围墙", "", ""),
    ]
    (table,) = read("suggestions", cards).tables
    texts = [
        [table.view.text(*place) for place in table.places(line).get("reply_class", ())]
        for line in table.lines
    ]
    assert texts == [["（A）"], ["（B）"], []]


def test_a_part_of_a_booklet_is_headed_in_words_of_its_own() -> None:
    heads = ("编次", "哪天", "做了什么", "在哪")
    booklet = [
        ("迳口镇人大代表履职登记册（2025年）",),
        ("姓名", DEPUTIES[0], "所在选区", "下寮村"),
        ("一、视察",),
        heads,
        (1, "2025.2.2", "视察下寮村高标准农田建设", "下寮村"),
        ("二、审议发言",),
        heads,
        (1, "2025.7.6", "审议政府工作报告时发言", "迳口村"),
    ]
    lines = [line for table in read("performance_records", booklet).tables for line in table.lines]
    assert [line.row for line in lines] == [4, 7]
    assert {line.words.get("deputy") for line in lines} == {DEPUTIES[0]}


def test_rows_that_repeat_their_words_are_no_cards() -> None:
    rows = [
        ("序号", "日期", "联络站", "接待代表", "来访群众"),
        *(
            (number, f"2025.{number}.5", SITES[number % 2], DEPUTIES[number % 2], "黎大伯")
            for number in range(1, 9)
        ),
    ]
    (table,) = read("receptions", rows).tables
    assert table.tabular
    assert len(table.lines) == 8


def test_a_turned_table_is_told_by_the_side_that_says_more() -> None:
    rows = [
        ("何许人也", *DEPUTIES),
        ("男士女士", "男", "女", "男", "男"),
        ("哪年哪月出生", "1970.1", "1981.2", "1965.3", "1990.11"),
        ("打哪个电话", "13900000001", "13900000002", "13900000003", "13900000004"),
    ]
    (table,) = read("deputies", rows).tables
    assert table.view.turned
    assert set(table.columns.whole) == {"name", "sex", "birth_date", "phone"}
    assert len(table.lines) == 4


FOREIGN = [
    ("资产编号", ("ZC-0117", "ZC-0118", "ZC-0120")),
    ("温度(℃)", (36.5, 36.6, 36.4)),
    ("是否用餐", ("是", "否", "是")),
    ("车辆里程", (120, 98, 143)),
]


@pytest.mark.parametrize(("heading", "cells"), FOREIGN, ids=[heading for heading, _ in FOREIGN])
def test_a_heading_that_says_something_else_is_not_read_for_its_cells(
    heading: str, cells: tuple[Any, ...]
) -> None:
    heads = ("提出日期", "意见建议内容", "承办单位", heading)
    rows = [
        ("2025.3.4", "要求硬化下寮村机耕路", "农业农村办公室", cells[0]),
        ("2025.5.6", "圩镇路灯损坏,夜间出行不便", "供电所", cells[1]),
        ("2025.7.8", "希望增加卫生站常用药品", "卫生院", cells[2]),
    ]
    assert 3 not in read("suggestions", [heads, *rows]).tables[0].columns.used()


def test_a_column_that_stays_unread_is_asked_about_with_the_fields_that_it_may_hold() -> None:
    heads = ("活动日期", "联络站", "甲乙丙", "参加代表")
    rows = [
        ("2025.3.4", SITES[0], "学习代表法", "关小梅、曾少雄"),
        ("2025.5.6", SITES[1], "讨论村道硬化方案", "伍国栋、单民"),
        ("2025.7.8", SITES[0], "座谈春耕生产", "曾少雄、关小梅"),
    ]
    (question,) = [
        asked for asked in read("site_activities", [heads, *rows]).questions if asked.column == "C"
    ]
    assert {"theme", ""} <= {option.value for option in question.options}


def test_a_table_of_figures_below_the_records_is_another_table() -> None:
    rows = [
        ("序号", "接待日期", "接待地点", "接待代表", "来访群众"),
        (1, "2025.3.4", SITES[0], DEPUTIES[0], "黎大伯"),
        (2, "2025.5.6", SITES[1], DEPUTIES[1], "何小凤"),
        (),
        ("哪个季度", "几批", "多少人"),
        ("一季度", 1, 5),
        ("二季度", 1, 8),
    ]
    (table,) = read("receptions", rows).tables
    assert [line.row for line in table.lines] == [1, 2]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("哪天办完", "concluded_on"),
        ("办妥日期", "concluded_on"),
        ("分送日期", "assigned_on"),
        ("何日答复", "replied_on"),
        ("答复状态", ""),  # of no field alone
        ("不满意", ""),  # what is denied is another thing
        ("2025年答复日期2", ""),
    ],
)
def test_a_heading_that_says_just_what_a_listed_one_says_stands_for_its_field(
    heading: str, field: str
) -> None:
    register = BY_KEY["suggestions"]
    assert not any(heading in one.aliases for one in register.fields)
    target = vocabulary_of(register).in_other_words(heading)
    assert (target.field if target else "") == field


def test_a_code_below_its_heading_is_a_tick_though_both_words_say_the_same() -> None:
    rows = [
        ("接待日期", "接待地点", "接待方式", None, "接待代表"),
        (None, None, "接访", "约访", None),
        ("2025-03-15", SITES[0], None, "√", DEPUTIES[0]),
        ("2025-04-15", SITES[1], "√", None, DEPUTIES[1]),
    ]
    sheet = Sheet("Sheet1", rows=[list(row) for row in rows], merges=[(0, 2, 0, 3)])
    book = Workbook(Path("x.xlsx"), "xlsx", sheets=[sheet])
    columns = lay_out(book, BY_KEY["receptions"], OFFICE, in_ledger=known).tables[0].columns
    assert [columns.ticks[column][0] for column in (2, 3)] == ["kind", "kind"]


# Listed all the same: each is also a heading of no field, of a part, or of another field, once its ending is left away.
NEEDED = {("employer_position", "单位及任职"), ("finding", "说明情况"), ("attendance", "签到情况")}


@pytest.mark.parametrize("register", SHOWN, ids=lambda register: register.key)
def test_no_heading_is_listed_that_another_one_of_its_field_says_too(register: Register) -> None:
    vocabulary, idle = vocabulary_of(register), []
    for field in register.input_fields:
        said = set[frozenset[frozenset[str]]]()
        for heading in (field.label, *field.aliases):
            phrase, told = frozenset(words_of(heading)), vocabulary.in_other_words(heading)
            listed = vocabulary.exact(heading_key(heading))
            if phrase in said and told and told.field == field.key and listed and listed.field == field.key:
                idle += [heading] * (
                    field.key not in vocabulary.anchors and (field.key, heading) not in NEEDED
                )
            said.add(phrase)
    assert idle == []
