"""Headings, tables, forms and rows are found wherever clerks put them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.sheet_tables import Correction
from app.excel.layout.sheets import Layout, lay_out
from app.excel.layout.titles import Office, read_title
from app.excel.layout.vocabulary import Target, Vocabulary

OFFICE = Office("迳口镇", "四会市", "")
DEPUTIES = BY_KEY["deputies"]
HEAD: list[Any] = ["序号", "姓名", "性别", "出生年月", "选区"]
LI: list[Any] = [1, "李四", "男", "1970.01", "第一选区"]
WANG: list[Any] = [2, "王芳", "女", "1975.03", "第二选区"]


def laid_out(*rows: list[Any], **more: Any) -> Layout:
    """The layout of one sheet with the given rows."""
    sheet = Sheet(more.pop("name", "名册"), rows=[list(row) for row in rows], **more)
    return lay_out(Workbook(Path("名册.xlsx"), "xlsx", sheets=[sheet]), DEPUTIES, OFFICE)


def names(layout: Layout) -> list[str]:
    """The names of all records found."""
    return [
        t.view.text(*t.places(line)["name"][0])
        for t in layout.tables
        for line in t.lines
        if "name" in t.places(line)
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓　 名*", "name"), ("出生年月\n(年.月)", "birth_date"), ("联系电话（手机）", "phone"), ("党派", "political_status"),
        ("代表民族", "ethnic_group"), ("性別", "sex"), ("聯繫電話", "phone"), ("入党时间", "party_joined_on"),
        ("参加工作时间", "work_started_on"), ("单位、职务", "employer_position"), ("学位", "degree"), ("籍贯", "native_place"),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_words(heading: str, field: str) -> None:
    target = Vocabulary(DEPUTIES).match(heading)
    assert target is not None
    assert target.field == field


@pytest.mark.parametrize("heading", ["序号", "年龄", "衣服尺码", "配偶姓名", "推荐单位意见", "2021", ""])
def test_a_distractor_is_no_field(heading: str) -> None:
    target = Vocabulary(DEPUTIES).match(heading)
    assert target is None or not target.field


def test_unit_and_post_are_parts_of_one_field() -> None:
    vocabulary = Vocabulary(DEPUTIES)
    assert vocabulary.match("工作单位") == Target("employer_position", 1)
    assert vocabulary.match("现任职务") == Target("employer_position", 2)


def test_titles_notes_totals_and_signatures_are_no_records() -> None:
    layout = laid_out(
        ["迳口镇代表名册"],
        ["单位:迳口镇", None, None, "2021年9月30日"],
        HEAD,
        LI,
        WANG,
        ["合计", "2人"],
        ["其中", "妇女", "1人"],
        [None, "中共党员", "1人"],
        ["注:以上名单已公布。"],
        ["填表人:", "张三", None, "审核人:", "赵六"],
        [None, "以下空白"],
    )
    assert names(layout) == ["李四", "王芳"]


def test_samples_explanations_numbers_of_columns_and_empty_numbers_are_no_records() -> None:
    layout = laid_out(
        HEAD,
        [1, 2, 3, 4, 5],
        ["例", "张三", "男", "1970.01", "第一选区"],
        [None, "(与身份证一致)", "(男/女)", "(如1975.03)"],
        [None, "张某某", "男", "1970.01", "××选区"],
        LI,
        [2],
        [3, None, "男", None, None],
        HEAD,
        [4, *WANG[1:]],
    )
    assert names(layout) == ["李四", "王芳"]


def test_vacancies_are_counted_and_are_no_records() -> None:
    layout = laid_out(HEAD, LI, [2, "(空缺)", None, None, "第二选区"], [3, None, None, None, "缺额1名"])
    assert names(layout) == ["李四"]
    assert layout.tables[0].vacancies == 2


def test_a_header_over_two_merged_rows_is_read_as_one() -> None:
    layout = laid_out(
        ["序号", "姓名", "基本情况", None, "选区"],
        [None, None, "性别", "出生年月"],
        LI,
        WANG,
        merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)],
    )
    assert layout.tables[0].columns.whole == {
        "name": (1,),
        "sex": (2,),
        "birth_date": (3,),
        "electoral_district": (4,),
    }
    assert (layout.tables[0].header.top, layout.tables[0].header.bottom) == (0, 1)


def test_section_rows_fill_the_district_of_the_rows_below() -> None:
    layout = laid_out(
        HEAD[:4], ["第一选区:迳口村、下寮村"], LI[:4], ["二、第二选区(2名)"], WANG[:4], merges=[(1, 0, 1, 3)]
    )
    assert [line.words for line in layout.tables[0].lines] == [
        {"electoral_district": "第一选区"}, {"electoral_district": "第二选区"}
    ]  # fmt: skip


def test_tables_side_by_side_are_two_tables() -> None:
    layout = laid_out([*HEAD, None, *HEAD], [*LI, None, *WANG])
    assert names(layout) == ["李四", "王芳"]
    assert all(table.beside for table in layout.tables)


def test_a_form_holds_one_person_to_a_block() -> None:
    form = [
        ["姓名", "李四", "性别", "男"],
        ["出生年月", "1970年1月", "民族", "汉族"],
        ["选区", "第一选区", "联系电话", "19900000001"],
    ]
    second = [
        ["姓名", "王芳", "性别", "女"],
        ["出生年月", "1975年3月", "民族", "壮族"],
        ["选区", "第二选区", "联系电话", ""],
    ]
    layout = laid_out(["代表登记表"], *form, ["代表登记表"], *second)
    assert names(layout) == ["李四", "王芳"]
    assert [line.row for line in layout.tables[0].lines] == [1, 5]


def test_a_table_on_its_side_is_turned() -> None:
    layout = laid_out(["姓名", "李四", "王芳"], ["性别", "男", "女"], ["出生年月", "1970.01", "1975.03"])
    assert names(layout) == ["李四", "王芳"]


def test_hidden_and_foreign_sheets_are_left_out_with_a_reason() -> None:
    good = Sheet("镇代表", rows=[HEAD, LI, WANG])
    hidden = Sheet("旧", hidden=True, rows=[HEAD, LI])
    cover = Sheet("封面", rows=[["迳口镇人大"], ["2021年"]])
    signing = Sheet("签到", rows=[["姓名", "签名"], ["李四"]])
    book = Workbook(Path("x.xlsx"), "xlsx", sheets=[good, hidden, cover, signing])
    layout = lay_out(book, DEPUTIES, OFFICE)
    assert names(layout) == ["李四", "王芳"]
    assert [sheet for sheet, _ in layout.skipped] == ["旧", "封面", "签到"]
    wanted = lay_out(book, DEPUTIES, OFFICE, ("旧",))
    assert names(wanted) == ["李四"]


def test_a_ledger_of_something_else_is_left_out() -> None:
    rows = [
        ["姓名", "日期", "活动名称", "履职类别", "出席情况", "次数", "备注"],
        ["李四", "2021-10-08", "视察", "视察", "出席", 1, ""],
    ]
    assert laid_out(*rows).tables == []


def test_a_clerks_correction_wins() -> None:
    sheet = Sheet("名册", rows=[["编号", "谁", "何处"], [1, "李四", "第一选区"]])
    said = {"名册": Correction((1, 1), {"B": "name", "C": "electoral_district"})}
    layout = lay_out(Workbook(Path("x.xlsx"), "xlsx", sheets=[sheet]), DEPUTIES, OFFICE, corrections=said)
    assert names(layout) == ["李四"]
    assert layout.tables[0].columns.unused == {0: "编号"}


@pytest.mark.parametrize(
    ("title", "level", "ordinal"),
    [
        ("四会市迳口镇第十七届人民代表大会代表名册", "township", 17), ("二、四会市人大代表名单(迳口镇选出)", "county", None),
        ("出席四会市第十八届人民代表大会迳口镇代表团代表名单", "county", 18), ("肇庆市第14届人大代表", "prefecture", 14),
        ("迳口镇市、镇两级人大代表名册", None, None), ("填报单位:四会市人大常委会", None, None), ("迳口镇新一届人大代表名单", "township", None),
    ],
)  # fmt: skip
def test_a_title_says_level_and_term(title: str, level: str | None, ordinal: int | None) -> None:
    facts = read_title(title, OFFICE)
    assert (facts.level, facts.ordinal) == (level, ordinal)


def test_three_tables_abreast_are_three_tables() -> None:
    layout = laid_out([*HEAD, None] * 3, [*LI, None, *WANG, None, 3, "赵六", "男", "1980.02", "第三选区"])
    assert names(layout) == ["李四", "王芳", "赵六"]
    assert all(list(table.columns.unused.values()) == ["序号"] for table in layout.tables)


def test_a_record_is_no_second_header_row() -> None:
    layout = laid_out(["姓名", "性别", "选区"] * 2, ["李四", "男", "第一选区", "王芳", "女", "第二选区"])
    assert names(layout) == ["李四", "王芳"]


def test_figures_about_the_list_are_no_people_and_bare_years_are_no_figures() -> None:
    layout = laid_out(
        HEAD[1:4], ["李四", "男", 1970], ["妇女", 0, None], ["党员", "1人", "占50%"], ["王芳", "女", 1975]
    )
    assert names(layout) == ["李四", "王芳"]


def test_the_title_of_each_page_may_name_its_district() -> None:
    layout = laid_out(
        ["迳口镇第一选区代表名册"], HEAD[:4], LI[:4], ["迳口镇第二选区代表名册"], HEAD[:4], WANG[:4]
    )
    said = [line.words["electoral_district"] for table in layout.tables for line in table.lines]
    assert said == ["第一选区", "第二选区"]


def test_relatives_in_a_form_are_no_deputies() -> None:
    layout = laid_out(
        ["代表登记表"],
        ["姓名", "李四", "性别", "男"],
        ["出生年月", "1970.01", "民族", "汉族"],
        ["选区", "第一选区", "学历", "高中"],
        ["家庭主要成员", "称谓", "姓名", "出生年月"],
        [None, "妻子", "张小丽", "1976.05"],
        merges=[(4, 0, 5, 0)],
    )
    assert names(layout) == ["李四"]


def test_cards_hold_their_values_below_further_headings() -> None:
    layout = laid_out(
        ["姓名", "性别", "出生年月"],
        ["李四", "男", "1970.01"],
        ["选区", "联系电话"],
        ["第一选区", "19900000001"],
    )
    assert names(layout) == ["李四"]
    assert layout.tables[0].places(layout.tables[0].lines[0])["electoral_district"] == ((3, 0),)
