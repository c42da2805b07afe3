"""Facts spread over several columns or squeezed into one: what tidy rosters never do."""

from __future__ import annotations

from typing import Any

from tests.data.rosters.grid import NUMBER, STANDARD, TITLE, Book, column, columns_but, either
from tests.data.rosters.people import crowd


def year_and_month() -> Book:
    """出生 over 年 and 月: the year alone would be half the truth."""
    book = Book("v01_year_and_month.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    columns = [NUMBER, column("姓名", "name"), column("性别", "sex"), column("年", "birth_date", lambda p, _i: p.born.year),
               column("月", None, lambda p, _i: p.born.month), column("选区", "electoral_district")]  # fmt: skip
    sheet.put(2, 1, "序号", "姓名", "性别", "出生年月", None, "选区")
    sheet.put(3, 4, "年", "月")
    for col in (1, 2, 3, 6):
        sheet.merge(2, col, 3, col)
    sheet.merge(2, 4, 2, 5)
    book.table(sheet, 4, crowd("v01", 6), columns, header=False)
    for promise in book.rows:
        either(promise, "new", "flagged")
    return book


def sex_ticks() -> Book:
    """√ under 男 or 女."""
    book = Book("v02_sex_ticks.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    columns = [NUMBER, column("姓名", "name"), column("男", "sex", lambda p, _i: "√" if p.sex == "男" else None),
               column("女", None, lambda p, _i: "√" if p.sex == "女" else None), column("出生年月", "birth_date"),
               column("选区", "electoral_district")]  # fmt: skip
    sheet.put(2, 1, "序号", "姓名", "性别", None, "出生年月", "选区")
    sheet.put(3, 3, "男", "女")
    for col in (1, 2, 5, 6):
        sheet.merge(2, col, 3, col)
    sheet.merge(2, 3, 2, 4)
    book.table(sheet, 4, crowd("v02", 6), columns, header=False)
    for promise in book.rows:
        either(promise, "new", "flagged")
    return book


def age_beside_birth() -> Book:
    """1975.03(46岁), numbers before names, line breaks and invisible characters inside them."""
    book = Book("v03_age_beside_birth.xlsx", "raw", options={"shared": True})
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("v03", 5)
    shapes: tuple[Any, ...] = (lambda n: f"1.{n}", lambda n: f"2、{n}", lambda n: n[0] + "\n" + n[1:],
                               lambda n: n[0] + "\u200b" + n[1:] + "\u00a0", lambda n: n)  # fmt: skip
    born = column("出生年月\n(  岁)", "birth_date",
                  lambda p, _i: f"{p.born:%Y.%m}({2021 - p.born.year}岁)")  # fmt: skip
    book.table(sheet, 2, people, columns_but(birth_date=born))
    for index, person in enumerate(people):
        sheet.put(index + 3, 2, shapes[index](person.name))
        either(book.at(index + 3), "new", "flagged")
    return book


def copied_sheet() -> Book:
    """Sheet1 and its copy: the copy holds nobody new."""
    book = Book("v04_copied_sheet.xlsx")
    people = crowd("v04", 5)
    for name in ("名册", "名册 (2)"):
        sheet = book.sheet(name)
        sheet.put(1, 1, TITLE)
        book.table(sheet, 2, people)
    for promise in book.rows[5:]:
        either(promise, "double")
    return book


def hidden_header() -> Book:
    """The header row itself and the column of names are hidden; both still count."""
    book = Book("v05_hidden_header.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd("v05", 5))
    sheet.hidden_rows.add(2)
    sheet.hidden_columns.add(2)
    return book


def blank_looking_cells() -> Book:
    """Rows and cells of spaces, full-width spaces and apostrophes between people; strokes where nothing is known."""
    book = Book("v06_blank_looking.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("v06", 4)
    book.table(sheet, 2, people[:2])
    sheet.put(5, 1, " ", "　", None, "  ", "\u00a0")
    book.table(sheet, 6, people[2:], header=False, first=2)
    sheet.put(8, 2, "(以下无正文)")
    sheet.put(3, 6, "—")
    sheet.put(4, 7, "/")
    for row, key in ((3, "education"), (4, "political_status")):
        book.at(row)["values"][key] = ""
        either(book.at(row), "new", "flagged")
    return book


def bottom_header() -> Book:
    """The table starts in row 41 of column F after two other little tables."""
    book = Book("v07_other_tables_before.xlsx")
    sheet = book.sheet("汇总材料")
    sheet.put(1, 1, "迳口镇换届选举情况统计")
    sheet.put(2, 1, "选区数", "应选代表", "实选代表", "参选率")
    sheet.put(3, 1, 18, 60, 57, "96.5%")
    sheet.put(6, 1, "选区", "登记选民", "参加投票", "有效票")
    for row, name in enumerate(("第一选区", "第二选区", "合计"), start=7):
        sheet.put(row, 1, name, 1200, 1100, 1090)
    sheet.put(40, 6, TITLE)
    book.table(sheet, 41, crowd("v07", 5), STANDARD, left=6)
    return book


BOOKS = (
    year_and_month,
    sex_ticks,
    age_beside_birth,
    copied_sheet,
    hidden_header,
    blank_looking_cells,
    bottom_header,
)
