"""Forms instead of tables, several sheets, levels as ticks, and what is hidden."""

from __future__ import annotations

from typing import Any

from tests.data.rosters.grid import TITLE, Book, Sheet, beside, column, columns_but, either
from tests.data.rosters.people import Person, crowd

FORM_KEYS = (
    "name",
    "sex",
    "ethnic_group",
    "education",
    "political_status",
    "employer_position",
    "electoral_district",
    "phone",
    "id_number",
)


def _form(
    book: Book, sheet: Sheet, top: int, person: Person, title: str = "镇人大代表登记表"
) -> dict[str, Any]:
    """One printed 登记表 from `top` on; gives its promise."""
    sheet.put(top, 1, title)
    sheet.merge(top, 1, top, 7)
    sheet.put(top + 1, 1, "姓  名", person.name, "性别", person.sex, "民族", person.ethnic, "照\n片")
    sheet.put(
        top + 2,
        1,
        "出生年月",
        f"{person.born.year}年{person.born.month}月",
        "籍贯",
        "广东四会",
        "政治面貌",
        person.party,
    )
    sheet.put(top + 3, 1, "文化程度", person.education, "学位", "无", "入党时间", "1998年7月")
    sheet.merge(top + 1, 7, top + 3, 7)
    sheet.put(top + 4, 1, "身份证号码", person.id_number, None, None, "联系电话", person.phone)
    sheet.merge(top + 4, 2, top + 4, 4)
    sheet.put(top + 5, 1, "工作单位\n及职务", person.unit + person.post, None, None, "选区", person.district)
    sheet.merge(top + 5, 2, top + 5, 4)
    sheet.put(top + 6, 1, "简历", "1995年9月至1998年7月 在四会市读书\n1998年8月至今 在迳口镇工作")
    sheet.merge(top + 6, 2, top + 6, 7)
    values = {key: person.truth(key) for key in (*FORM_KEYS, "birth_date")}
    promise = book.expect(sheet, top, {**values, "level": "镇"})
    promise["row_in"] = [top, top + 1]
    return promise


def forms_down_a_sheet() -> Book:
    book = Book("m01_forms_down.xlsx")
    sheet = book.sheet("登记表")
    for index, person in enumerate(crowd("m01", 4)):
        _form(book, sheet, 1 + index * 9, person)
    return book


def form_per_sheet() -> Book:
    """One person per sheet, the sheet called after the person, one form left blank."""
    book = Book("m02_form_per_sheet.xls", "xls")
    for person in crowd("m02", 5):
        _form(book, book.sheet(person.name), 2, person, "四会市迳口镇第十七届人民代表大会代表登记表")
    blank = book.sheet("空白表")
    _form(book, blank, 2, crowd("m02x", 1)[0])
    book.rows.pop()
    for place, value in list(blank.cells.items()):
        if (place[1] in (2, 4, 6) and place[0] > 2) or value == "广东四会":
            del blank.cells[place]
    blank.put(4, 3, "籍贯")
    book.truth["quiet_sheets"] = ["空白表"]
    return book


def two_row_records() -> Book:
    """A card of two rows per person: labels in the left cells, all in one block, blocks close together."""
    book = Book("m03_cards.xlsx")
    sheet = book.sheet("代表卡片")
    sheet.put(1, 1, TITLE)
    for index, person in enumerate(crowd("m03", 5)):
        top = 3 + index * 3
        sheet.put(top, 1, "姓名:", person.name, "性别:", person.sex, "出生年月:", f"{person.born:%Y-%m}")
        sheet.put(
            top + 1,
            1,
            "选区:",
            person.district,
            "单位及职务:",
            person.unit + person.post,
            "电话:",
            person.phone,
        )
        keys = ("name", "sex", "birth_date", "electoral_district", "employer_position", "phone")
        book.expect(sheet, top, {key: person.truth(key) for key in keys})
    return book


def level_ticks(kind: str = "openpyxl", name: str = "m07_level_ticks.xlsx") -> Book:
    """√ under 镇 and 市; two ticks are two mandates from one row."""
    book = Book(name, kind)
    sheet = book.sheet("代表名册")
    sheet.put(1, 1, "迳口镇市、镇两级人大代表名册")
    sheet.merge(1, 1, 1, 12)
    columns = [*NO_PHONE, column("身份证号码", "id_number")]
    sheet.put(2, 1, *(c.heading for c in columns), "代表级别")
    sheet.put(3, len(columns) + 1, "市代表", "镇代表")
    sheet.merge(2, len(columns) + 1, 2, len(columns) + 2)
    for col in range(1, len(columns) + 1):
        sheet.merge(2, col, 3, col)
    marks = ((None, "√"), ("√", None), ("√", "√"), (None, "✓"), (None, "是"), ("√", "×"))
    for index, (person, (county, town)) in enumerate(zip(crowd("m07", 6), marks, strict=True)):
        row = 4 + index
        promise = book.person(sheet, row, person, columns, index=index)
        sheet.put(row, len(columns) + 1, county, town)
        if county:
            promise["values"]["level"] = "县"
        if county and town == "√":
            book.expect(sheet, row, {**promise["values"], "level": "镇"})
        if town == "×":
            either(promise, "new", "flagged")
    return book


NO_PHONE = columns_but(drop="联系电话")


def level_ticks_xls() -> Book:
    return level_ticks("xls", "m08_level_ticks.xls")


def label_lists() -> Book:
    """Label and value below each other, a blank line between two people, labels with colons and spaces."""
    book = Book("c11_label_lists.xlsx")
    sheet = book.sheet("简况")
    sheet.put(1, 1, "四会市迳口镇第十七届人大代表简况")
    keys = {"姓    名:": "name", "性    别:": "sex", "民    族:": "ethnic_group", "出生年月:": "birth_date",
            "政治面貌:": "political_status", "单位职务:": "employer_position", "选    区:": "electoral_district",
            "联系电话:": "phone"}  # fmt: skip
    for index, person in enumerate(crowd("c11", 4)):
        top = 3 + index * 10
        for offset, (label, key) in enumerate(keys.items()):
            shown = person.truth(key)
            sheet.put(top + offset, 1, label, shown if isinstance(shown, str) else shown[0])
        book.expect(sheet, top, {key: person.truth(key) for key in keys.values()})
    return book


def forms_side_by_side() -> Book:
    """Two small forms beside each other, three rows of them."""
    book = Book("c12_forms_beside.xlsx")
    sheet = book.sheet("登记卡")
    sheet.put(1, 1, "镇人大代表登记卡")
    keys = ("name", "sex", "birth_date", "electoral_district", "phone", "political_status")
    for index, person in enumerate(crowd("c12", 6)):
        top, left = 3 + index // 2 * 5, 1 + index % 2 * 6
        sheet.put(top, left, "姓名", person.name, "性别", person.sex)
        sheet.put(top + 1, left, "出生年月", f"{person.born:%Y.%m}", "政治面貌", person.party)
        sheet.put(top + 2, left, "选区", person.district, "电话", person.phone)
        book.expect(sheet, top, {key: person.truth(key) for key in keys})
    beside(book.rows)
    return book


BOOKS = (
    label_lists,
    forms_side_by_side,
    forms_down_a_sheet,
    form_per_sheet,
    two_row_records,
    level_ticks,
    level_ticks_xls,
)
