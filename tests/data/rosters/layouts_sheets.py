"""Several sheets, the levels of deputies, and what is hidden."""

from __future__ import annotations

from tests.data.rosters.grid import STANDARD, TITLE, Book, column, columns_but, either, flag
from tests.data.rosters.layouts_files import BIRTH_CELL, PHONE_NUMBER, tidy
from tests.data.rosters.people import VILLAGES, crowd

BIRTH_TEXT = column("出生\n年月", "birth_date")


def village_sheets() -> Book:
    """A sheet per village as they came in, each a little different, a cover and a summary beside them."""
    book = Book("m04_villages.xlsx")
    book.sheet("封面").put(5, 3, "迳口镇人大代表名册")
    for number, village in enumerate(VILLAGES[:4]):
        sheet = book.sheet(village)
        people = crowd(f"m04{village}", 3 + number, f"第{'一二三四'[number]}选区")
        sheet.put(1, 1, f"{village}镇第十七届人大代表名册")
        sheet.merge(1, 1, 1, 10)
        born = (BIRTH_CELL, BIRTH_TEXT)[number != 1]
        phone = (column("手机号码", "phone"), PHONE_NUMBER)[number == 2]
        end = book.table(sheet, 2 + number, people, columns_but(birth_date=born, phone=phone))
        sheet.put(end, 1, "合计", f"{len(people)}人")
        sheet.put(end + 2, 1, f"{village}党支部书记(签名):        2021年8月20日")
    stats = book.sheet("统计表")
    stats.put(1, 1, "迳口镇代表构成统计表")
    stats.put(2, 1, "选区", "代表总数", "妇女", "中共党员", "少数民族", "大专以上")
    stats.put(3, 1, "第一选区", 3, 1, 2, 0, 1)
    stats.put(4, 1, "第二选区", 4, 1, 2, 0, 1)
    stats.put(5, 1, "合计", 7, 2, 4, 0, 2)
    book.truth["quiet_sheets"] = ["封面", "统计表"]
    return book


def level_sheets() -> Book:
    """A sheet per level: the town, 四会市 (here: 市代表 is county level) and the prefecture."""
    book = Book("m05_levels.xlsx")
    columns = [*STANDARD, column("身份证号", "id_number")]
    tidy(book, "m05", 6, columns, book.sheet("镇代表"))
    town = crowd("m05", 6)
    for name, title, level, people in (
        ("市代表", "四会市人大代表(迳口镇)名册", "县", [town[0], *crowd("m05c", 2)]),
        ("肇庆市代表", "肇庆市人大代表(迳口镇)名册", "市", crowd("m05p", 1)),
        ("省代表", "广东省人大代表名册", "省", crowd("m05s", 1)),
    ):
        sheet = book.sheet(name)
        sheet.put(1, 1, title)
        book.table(sheet, 3, [p.but(level=level) for p in people], columns)
    book.truth["sheet_note"] = ["市代表"]
    return book


def level_column() -> Book:
    """A column 代表层级 in the clerk's words; 市代表 of the county-level city is county level."""
    book = Book("m06_level_column.xlsx")
    sheet = book.sheet("全体代表")
    sheet.put(1, 1, "迳口镇各级人大代表花名册")
    words = (
        "镇代表",
        "市代表",
        "镇级",
        "四会市代表",
        "肇庆市人大代表",
        "省人大代表",
        "全国人大代表",
        "镇人大代表",
    )
    levels = ("镇", "县", "镇", "县", "市", "省", "全国", "镇")
    people = [p.but(level=level) for p, level in zip(crowd("m06", 8), levels, strict=True)]
    book.table(sheet, 2, people, [*STANDARD, column("代表层级", "level", lambda _p, i: words[i])])
    book.truth["sheet_note"] = ["全体代表"]
    return book


def hidden_sheet() -> Book:
    """An old roster on a hidden sheet, another one very hidden: named, never taken in silence."""
    book = Book("m09_hidden_sheet.xlsx", "raw", options={"shared": True})
    tidy(book, "m09", 6)
    old = book.sheet("上届名册", hidden=True)
    old.put(1, 1, "四会市迳口镇第十六届人民代表大会代表名册")
    book.table(old, 2, crowd("m09old", 6))
    del book.rows[6:]
    book.truth["hidden_sheets"] = ["上届名册"]
    return book


def very_hidden_sheet() -> Book:
    made = hidden_sheet()
    made.name = "m10_very_hidden.xlsx"
    made.options = {"hide_as": "veryHidden"}
    return made


def hidden_sheet_xls() -> Book:
    made = hidden_sheet()
    made.name, made.kind, made.options = "m11_hidden_sheet.xls", "xls", {}
    return made


def hidden_rows_and_columns() -> Book:
    """Filtered-out rows and a hidden phone column are data."""
    book = Book("m12_hidden_rows.xlsx")
    sheet = tidy(book, "m12", 10)
    sheet.hidden_rows |= {5, 6, 9}
    sheet.hidden_columns |= {4, 10}
    return book


def hidden_rows_xls() -> Book:
    made = hidden_rows_and_columns()
    made.name, made.kind = "m13_hidden_rows.xls", "xls"
    return made


def summary_repeats_villages() -> Book:
    """A summary sheet lists everyone of the village sheets again: the second time is double."""
    book = Book("m14_summary_again.xlsx")
    people = crowd("m14", 6)
    columns = [*STANDARD, column("身份证号", "id_number")]
    for name, part in (("迳口村", people[:3]), ("下寮村", people[3:]), ("汇总", people)):
        sheet = book.sheet(name)
        sheet.put(1, 1, TITLE)
        book.table(sheet, 2, part, columns)
    for promise in book.rows[6:]:
        either(promise, "double")
    return book


def ambiguous_city() -> Book:
    """One tick column 市 without more words, sex given by codes; a level nobody knows."""
    book = Book("m15_unknown_level.xlsx")
    sheet = book.sheet("名单")
    sheet.put(1, 1, "迳口镇人大代表名单")
    words = ("镇", "村代表", "镇")
    book.table(sheet, 2, crowd("m15", 3), [*STANDARD, column("代表级别", "level", lambda _p, i: words[i])])
    flag(book.at(4), "level", unsure=["level"])
    either(book.at(4), "flagged", "wrong")
    return book


BOOKS = (
    village_sheets,
    level_sheets,
    level_column,
    hidden_sheet,
    very_hidden_sheet,
    hidden_sheet_xls,
    hidden_rows_and_columns,
    hidden_rows_xls,
    summary_repeats_villages,
    ambiguous_city,
)
