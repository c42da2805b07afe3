"""Small habits of single clerks: numbered columns, tick boxes, two posts in two lines, defaults never chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.data.rosters.grid import (
    NUMBER,
    STANDARD,
    TITLE,
    Book,
    Formula,
    Styled,
    column,
    columns_but,
    either,
)
from tests.data.rosters.people import crowd


def numbered_columns() -> Book:
    """Under the headings a row of 1, 2, 3 …; on the second sheet of 甲 乙 1 2 …"""
    book = Book("k01_numbered_columns.xlsx")
    for name, marks in (("一", [str(n) for n in range(1, 11)]), ("二", ["甲", "乙", *range(1, 9)]),
                        ("三", [f"({n})" for n in range(1, 11)])):  # fmt: skip
        sheet = book.sheet(f"第{name}批")
        sheet.put(1, 1, TITLE)
        sheet.put(2, 1, *(c.heading for c in STANDARD))
        sheet.put(3, 1, *marks)
        book.table(sheet, 4, crowd(f"k01{name}", 4), header=False)
    return book


def two_posts() -> Book:
    """Every cell merged over two rows but the post, which has two lines: one person, not two."""
    book = Book("k02_two_posts.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in STANDARD))
    for index, person in enumerate(crowd("k02", 5)):
        row = 3 + index * 2
        promise = book.person(sheet, row, person, index=index)
        for col in range(1, len(STANDARD) + 1):
            if col != 8:
                sheet.merge(row, col, row + 1, col)
        sheet.put(row + 1, 8, "村经济合作社社长")
        first = person.unit + person.post
        promise["values"]["employer_position"] = [
            first, *(f"{first}{sep}村经济合作社社长" for sep in ("", " ", "、", ",", ";", ";", "\n", "/"))]  # fmt: skip
        either(promise, "new", "flagged")
    return book


def linked_names() -> Book:
    """Names are links with stored results; the row number counts by formula."""
    book = Book("k03_linked_names.xlsx", "raw", options={"shared": True})
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("k03", 5)
    book.table(sheet, 2, people)
    for row, person in enumerate(people, start=3):
        sheet.put(row, 1, Formula("ROW()-2", row - 2))
        sheet.put(row, 2, Formula(f'HYPERLINK("#Sheet2!A{row}","{person.name}")', person.name))
    return book


def tick_boxes() -> Book:
    """☑男 □女 in one cell, ☑镇 □市 in another."""
    book = Book("k04_tick_boxes.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, "迳口镇人大代表信息采集表")
    sex = column("性别", "sex", lambda p, _i: "☑男 □女" if p.sex == "男" else "□男 ☑女")
    level = column("代表层级", "level", lambda p, _i: "☑镇 □市" if p.level == "镇" else "□镇 ☑市")
    people = [p.but(level="县" if i == 2 else "镇") for i, p in enumerate(crowd("k04", 4))]
    book.table(sheet, 2, people, [*columns_but(sex=sex), level])
    for promise in book.rows:
        either(promise, "new", "flagged")
    return book


def unchosen_defaults() -> Book:
    """Drop-downs left at 请选择: nothing was chosen, and that is no word of ours."""
    book = Book("k05_unchosen.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd("k05", 4))
    for row, col, key in (
        (3, 4, "ethnic_group"),
        (4, 6, "education"),
        (5, 7, "political_status"),
        (6, 9, "electoral_district"),
    ):
        sheet.put(row, col, "请选择")
        book.at(row)["values"][key] = ""
        either(book.at(row), "new", "flagged")
    return book


def shown_by_format() -> Book:
    """What the clerk sees is made by the number format: 197503 as 1975年03月, Mar-75, 75/3/12."""
    book = Book("k06_shown_by_format.xlsx", "raw")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    day = date(1975, 3, 12)
    both: Any = ["1975-03", "1975-03-12"]
    cases: tuple[tuple[Any, Any], ...] = (
        (Styled(197503, '0000"年"00"月"'), "1975-03"), (Styled(day, "mmm-yy"), both), (Styled(day, "yy/m/d"), "1975-03-12"),
        (Styled(1975.03, "@"), "1975-03"), (1975.3, "1975-03"), (1975.2, "1975-02"), (Styled(1975.1, "0.00"), "1975-10"),
        (Styled(19750312, '0000"-"00"-"00'), "1975-03-12"), (Styled(day, "[$-804]yyyy\"年\"m\"月\""), both))  # fmt: skip
    book.table(sheet, 2, crowd("k06", len(cases)))
    for row, (cell, true) in enumerate(cases, start=3):
        sheet.put(row, 5, cell)
        book.at(row)["values"]["birth_date"] = true
    either(book.at(6), "new", "flagged")
    return book


def phone_over_two_columns() -> Book:
    """One heading over two phone columns; the second has no heading of its own."""
    book = Book("k07_phone_over_two.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("k07", 4)
    book.table(sheet, 2, people)
    sheet.merge(2, 10, 2, 11)
    for row, person in enumerate(people, start=3):
        sheet.put(row, 11, "0758-3210001")
        numbers = (person.phone, "0758-3210001")
        book.at(row)["values"]["phone"] = [person.phone, "、".join(numbers), "/".join(numbers)]
        either(book.at(row), "new", "flagged")
    return book


def odd_file_name() -> Book:
    """Spaces, brackets, signs and a long Chinese name in the name of the file."""
    book = Book("k08 四会市迳口镇第十七届人大代表名册(终稿)#2 100% & 'a'.xlsx")
    sheet = book.sheet("名册 & <1>")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd("k08", 4))
    return book


def several_numbers() -> Book:
    """A number in the delegation beside the running number, both before the name."""
    book = Book("k09_two_numbers.xls", "xls")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    total = column("总序号", None, lambda _p, i: i + 1)
    inner = column("团内序号", None, lambda _p, i: i % 3 + 1)
    book.table(sheet, 2, crowd("k09", 6), [total, inner, *columns_but(drop="序号")])
    return book


def left_office() -> Book:
    """The remark says that someone has left; whoever imports must not lose the person nor the remark."""
    book = Book("k10_left_office.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    remarks = ("2023年3月辞职", "", "2024.5去世", "补选,2022年3月", "连任")
    columns = [
        NUMBER,
        *columns_but(drop="序号"),
        column("备注", "note", lambda _p, i: remarks[i], lambda _p: ""),
    ]
    book.table(sheet, 2, crowd("k10", 5), columns)
    for row, remark in enumerate(remarks, start=3):
        book.at(row)["values"]["note"] = remark
        either(book.at(row), "new", "flagged")
    return book


BOOKS = (
    numbered_columns,
    two_posts,
    linked_names,
    tick_boxes,
    unchosen_defaults,
    shown_by_format,
    phone_over_two_columns,
    odd_file_name,
    several_numbers,
    left_office,
)
