"""Other counties and districts, words for levels, terms beside meetings, three tables abreast."""

from __future__ import annotations

from typing import Any

from tests.data.rosters.grid import LEDGER, NUMBER, STANDARD, TITLE, Book, beside, column, either
from tests.data.rosters.layouts_files import tidy
from tests.data.rosters.layouts_shapes import NO_DISTRICT
from tests.data.rosters.people import crowd

LEVEL_WORDS: tuple[tuple[str, str], ...] = (
    ("乡镇", "镇"), ("镇级", "镇"), ("镇人大代表", "镇"), ("县级", "县"), ("四会市级", "县"), ("四会市人大代表", "县"),
    ("肇庆市级", "市"), ("省级", "省"), ("广东省人大代表", "省"), ("全国", "全国"), ("全国人大代表", "全国"), ("乡级", "镇"),
)  # fmt: skip


def level_words() -> Book:
    book = Book("l01_level_words.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, "迳口镇各级人大代表名册")
    columns = [*STANDARD, column("代表级别", "level", lambda _p, i: LEVEL_WORDS[i][0])]
    people = [p.but(level=level) for p, (_, level) in zip(crowd("l01", 12), LEVEL_WORDS, strict=True)]
    book.table(sheet, 2, people, columns)
    return book


def plain_county() -> Book:
    """In a 广宁县 ledger 市代表 is the prefecture and 县代表 the county."""
    return _other_county(
        "l02_county.xlsx",
        "广宁县",
        (("镇代表", "镇"), ("县代表", "县"), ("市代表", "市"), ("广宁县人大代表", "县")),
    )


def urban_district() -> Book:
    """In a 高要区 ledger 区代表 is the county level."""
    return _other_county(
        "l03_district.xls",
        "高要区",
        (("镇代表", "镇"), ("区代表", "县"), ("市代表", "市"), ("高要区人大代表", "县")),
    )


def _other_county(name: str, county: str, words: tuple[tuple[str, str], ...]) -> Book:
    book = Book(
        name, "xls" if name.endswith("xls") else "openpyxl", truth={"ledger": {**LEDGER, "county": county}}
    )
    sheet = book.sheet("名册")
    sheet.put(1, 1, f"{county}迳口镇人大代表名册")
    people = [p.but(level=level) for p, (_, level) in zip(crowd(name[:3], 4), words, strict=True)]
    book.table(sheet, 2, people, [*STANDARD, column("代表层级", "level", lambda _p, i: words[i][0])])
    return book


def county_ticks_plain() -> Book:
    """Tick columns in the ledger of a county that is no city: 市 is the prefecture."""
    book = Book("l04_county_ticks.xlsx", truth={"ledger": {**LEDGER, "county": "广宁县"}})
    sheet = book.sheet("名册")
    sheet.put(1, 1, "迳口镇市、县、镇三级人大代表名册")
    sheet.put(2, 1, *(c.heading for c in STANDARD), "市代表", "县代表", "镇代表")
    for index, (person, level) in enumerate(zip(crowd("l04", 4), ("镇", "县", "市", "镇"), strict=True)):
        book.person(sheet, index + 3, person.but(level=level), index=index)
        sheet.put(index + 3, 11 + ("市", "县", "镇").index(level), "√")
    return book


def term_and_meeting() -> Book:
    """第六次会议 and 〔2016〕16号 in the title, 第十六届 in a note below: none of them is another term."""
    book = Book("l05_term_and_meeting.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, "四会市迳口镇第十七届人民代表大会第六次会议代表名册")
    sheet.put(2, 1, "(迳人大〔2016〕16号)")
    end = book.table(sheet, 3, crowd("l05", 5))
    sheet.put(end, 1, "注:第十六届代表连任的有3人。")
    return book


def sums_first() -> Book:
    """The total stands right under the headings, each district's sum before its people."""
    book = Book("l06_sums_first.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in NO_DISTRICT))
    sheet.put(3, 1, "合计", "6人", None, None, None, None, "党员4人")
    row = 4
    for district in ("第一选区", "第二选区"):
        sheet.put(row, 1, district)
        sheet.put(row + 1, 1, "小计", "3人")
        row = book.table(
            sheet, row + 2, crowd(f"l06{district}", 3), NO_DISTRICT, header=False, electoral_district=district
        )
    return book


def three_abreast(name: str = "l07_three_abreast.xlsx", kind: str = "openpyxl") -> Book:
    """Three little tables without a gap between them, the last one shorter."""
    book = Book(name, kind)
    sheet = book.sheet("名单")
    sheet.put(1, 1, TITLE)
    columns = [column("姓名", "name"), column("性别", "sex"), column("选区", "electoral_district")]
    people = crowd("l07", 14)
    for number in range(3):
        book.table(sheet, 2, people[number * 5 : number * 5 + 5], columns, left=1 + number * 3)
    beside(book.rows[5:])
    for promise in book.rows:
        either(promise, "new", "flagged")
    return book


def three_abreast_ods() -> Book:
    return three_abreast("l08_three_abreast.ods", "ods")


def numbered_three_abreast() -> Book:
    """The same with running numbers and an empty column between."""
    book = Book("l09_numbered_abreast.xls", "xls")
    sheet = book.sheet("名单")
    sheet.put(1, 1, TITLE)
    columns = [NUMBER, column("姓名", "name"), column("性别", "sex"), column("出生年月", "birth_date")]
    people = crowd("l09", 11)
    for number in range(3):
        book.table(
            sheet, 3, people[number * 4 : number * 4 + 4], columns, left=1 + number * 5, first=number * 4
        )
    beside(book.rows[4:])
    return book


def two_levels_one_sheet() -> Book:
    """Sections by level instead of by district: 一、镇人大代表 … 二、四会市人大代表."""
    book = Book("l10_level_sections.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, "迳口镇选举产生的两级人大代表名册")
    sheet.put(2, 1, *(c.heading for c in STANDARD))
    sections: tuple[tuple[str, str], ...] = (("一、镇人大代表(4名)", "镇"), ("二、四会市人大代表(2名)", "县"))
    row = 3
    for text, level in sections:
        sheet.put(row, 1, text)
        people = [p.but(level=level) for p in crowd(f"l10{level}", 4 if level == "镇" else 2)]
        row = book.table(sheet, row + 1, people, header=False)
    return book


def sheet_names_only() -> Book:
    """Levels and villages stand only in the names of the sheets."""
    book = Book("l11_sheet_names.xlsx")
    names: tuple[tuple[str, Any], ...] = (("镇人大代表", "镇"), ("四会市人大代表", "县"))
    for name, level in names:
        sheet = book.sheet(name)
        book.table(sheet, 1, [p.but(level=level) for p in crowd(f"l11{level}", 3)])
    return book


def damaged_neighbours() -> Book:
    """A good sheet beside one that is only a picture's caption and one with a heading alone."""
    book = Book("l12_neighbours.xlsx")
    tidy(book, "l12", 4)
    book.sheet("合影").put(3, 3, "全体代表合影")
    blank = book.sheet("待填")
    blank.put(1, 1, TITLE)
    blank.put(2, 1, *(c.heading for c in STANDARD))
    book.truth["quiet_sheets"] = ["合影"]
    return book


BOOKS = (
    level_words,
    plain_county,
    urban_district,
    county_ticks_plain,
    term_and_meeting,
    sums_first,
    three_abreast,
    three_abreast_ods,
    numbered_three_abreast,
    two_levels_one_sheet,
    sheet_names_only,
    damaged_neighbours,
)
