"""Headings as clerks word them, and the columns that look like ours and are not."""

from __future__ import annotations

from tests.data.rosters.grid import NUMBER, STANDARD, TITLE, Book, Column, column
from tests.data.rosters.people import crowd


def _renamed(*headings: str) -> list[Column]:
    """The standard columns under other headings, in the same order."""
    return [Column(h, c.key, c.cell, c.truth) for h, c in zip(headings, STANDARD, strict=True)]


def roster(name: str, columns: list[Column], count: int = 6, kind: str = "openpyxl") -> Book:
    book = Book(name, kind)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd(name[:3], count), columns)
    return book


def spaced() -> Book:
    return roster(
        "h01_spaced.xlsx",
        _renamed(
            "序 号",
            "姓   名",
            "性 别",
            "民　族",
            "出 生 年 月",
            "文 化 程 度",
            "政 治 面 貌",
            "工作单位及职 务",
            "选   区",
            "联 系 电 话",
        ),
    )


def broken() -> Book:
    return roster(
        "h02_line_breaks.xlsx",
        _renamed(
            "序\n号",
            "姓\n名",
            "性\n别",
            "民\r\n族",
            "出生\n年月",
            "文化\n程度",
            "政治\n面貌",
            "工作单位\n及\n职务",
            "选\n区",
            "联系\n电话",
        ),
    )


def starred() -> Book:
    return roster(
        "h03_starred.xlsx",
        _renamed(
            "序号",
            "*姓名",
            "性别*",
            "民族(必填)",
            "★出生年月(格式:1975.03)",
            "文化程度(全日制)",
            "政治面貌【必填】",
            "工作单位及职务(全称)",
            "选区*(按公告名称)",
            "联系电话（手机）(必填)",
        ),
    )


def synonyms() -> Book:
    return roster(
        "h04_synonyms.xls",
        _renamed(
            "编号", "代表姓名", "性别", "族别", "出生日期", "学历", "党派", "现任职务", "所属选区", "手机号码"
        ),
        kind="xls",
    )


def more_synonyms() -> Book:
    columns = [
        *_renamed(
            "No.",
            "姓名",
            "男/女",
            "民族成份",
            "出生时间",
            "最高学历",
            "政治身份",
            "单位职务",
            "选举选区",
            "移动电话",
        ),
        column("公民身份号码", "id_number"),
        column("代表证编号", "deputy_card_no"),
        column("所在代表团", "delegation"),
        column("所属代表小组", "deputy_group"),
    ]
    return roster("h05_more_synonyms.xlsx", columns)


def everything_brought() -> Book:
    """All columns of 3.1 with card, delegation, group, date of election, remark."""
    columns = [
        *STANDARD,
        column("身份证号", "id_number"),
        column("代表证号", "deputy_card_no"),
        column("代表团", "delegation"),
        column("代表小组", "deputy_group"),
        column("当选日期", "elected_on", lambda _p, _i: "2021年9月26日", lambda _p: "2021-09-26"),
        column("备注", "note", lambda _p, i: "连任" if i % 2 else None, lambda _p: ["连任", ""]),
    ]
    book = roster("h09_everything.xlsx", columns, 8)
    for index, promise in enumerate(book.rows):
        promise["values"]["note"] = "连任" if index % 2 else ""
    return book


def delegation_with_group() -> Book:
    """One heading for two things, 代表团(小组), and the name in the last column."""
    columns = [
        NUMBER,
        column("选区", "electoral_district"),
        column("代表团（小组）", "delegation"),
        column("性别", "sex"),
        column("电话", "phone"),
        column("出生年月", "birth_date"),
        column("代表姓名", "name"),
    ]
    return roster("h10_name_last.xlsx", columns)


def traditional_and_full_width() -> Book:
    """Headings with full-width brackets, colons, a leading apostrophe look and invisible spaces."""
    return roster(
        "h12_odd_spaces.xlsx",
        _renamed(
            "序号",
            "\u200b姓名",
            "性别:",
            "民\u00a0族",
            "出生年月",
            "文化程度 ",
            " 政治面貌",
            "工作单位、职务",
            "选区名称",
            "联系电话(短号)",
        ),
    )


BOOKS = (
    spaced,
    broken,
    starred,
    synonyms,
    more_synonyms,
    everything_brought,
    delegation_with_group,
    traditional_and_full_width,
)
