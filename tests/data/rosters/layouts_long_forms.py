"""Registration forms with tables inside: family members and résumés are no deputies."""

from __future__ import annotations

from typing import Any

from tests.data.rosters.grid import TITLE, Book, Sheet, either
from tests.data.rosters.people import Person, crowd

KEYS = ("name", "sex", "ethnic_group", "birth_date", "education", "political_status", "employer_position",
        "electoral_district", "phone", "id_number")  # fmt: skip


def _top(sheet: Sheet, row: int, person: Person) -> None:
    sheet.put(row, 1, "代表登记表")
    sheet.merge(row, 1, row, 8)
    sheet.put(
        row + 1,
        1,
        "姓名",
        person.name,
        "性别",
        person.sex,
        "民族",
        person.ethnic,
        "出生\n年月",
        f"{person.born:%Y.%m}",
    )
    education = person.truth("education")
    sheet.put(row + 2, 1, "文化程度", education if isinstance(education, str) else education[0], "学位", "无", "政治\n面貌",
              person.party, "入党\n时间", "")  # fmt: skip
    sheet.put(
        row + 3, 1, "工作单位及职务", person.unit + person.post, None, None, "所在选区", person.district
    )
    sheet.merge(row + 3, 2, row + 3, 4)
    sheet.merge(row + 3, 6, row + 3, 8)
    sheet.put(row + 4, 1, "公民身份号码", person.id_number, None, None, "联系电话", person.phone)
    sheet.merge(row + 4, 2, row + 4, 4)
    sheet.merge(row + 4, 6, row + 4, 8)


def _family(sheet: Sheet, row: int) -> None:
    sheet.put(row, 1, "家庭\n主要\n成员", "称谓", "姓名", "出生年月", "政治面貌", "工作单位及职务")
    sheet.merge(row, 1, row + 3, 1)
    for offset, words in enumerate((("妻子", "张小丽", "1976.05", "群众", "迳口小学教师"), ("儿子", "张明明", "2001.08", "共青团员", "学生"),
                                    ("父亲", "张大山", "1948.02", "中共党员", "退休")), start=1):  # fmt: skip
        sheet.put(row + offset, 2, *words)


def _resume(sheet: Sheet, row: int) -> None:
    sheet.put(row, 1, "简\n历", "起止年月", "单位及职务", None, None, "证明人")
    sheet.merge(row, 1, row + 2, 1)
    sheet.put(row + 1, 2, "1995.09—1998.07", "四会市第一中学学生", None, None, "王老师")
    sheet.put(row + 2, 2, "1998.08至今", "迳口镇迳口村务工", None, None, "李大明")


def _promise(book: Book, sheet: Sheet, row: int, person: Person, **fixed: Any) -> None:
    values = {key: person.truth(key) for key in KEYS}
    made = book.expect(sheet, row, {**values, **fixed})
    made["row_in"] = [row, row + 1]
    either(made, "new", "flagged")


def with_family(name: str = "t01_forms_with_family.xlsx", kind: str = "openpyxl") -> Book:
    """Three sheets, each a form with family members, a résumé and an opinion of the election committee."""
    book = Book(name, kind)
    for person in crowd("t01", 3):
        sheet = book.sheet(person.name)
        _top(sheet, 1, person)
        _resume(sheet, 6)
        _family(sheet, 9)
        sheet.put(13, 1, "选举委员会\n意见", "同意。\n(盖章)\n2021年9月1日")
        sheet.merge(13, 2, 13, 8)
        _promise(book, sheet, 1, person)
    return book


def with_family_xls() -> Book:
    return with_family("t02_forms_with_family.xls", "xls")


def family_down_a_sheet() -> Book:
    """The same forms below each other on one sheet."""
    book = Book("t03_family_down.xlsx")
    sheet = book.sheet("登记表")
    for index, person in enumerate(crowd("t03", 3)):
        top = 1 + index * 15
        _top(sheet, top, person)
        _family(sheet, top + 5)
        _resume(sheet, top + 9)
        _promise(book, sheet, top, person)
    return book


def form_and_roster() -> Book:
    """A roster and, behind it, the forms of the same people: known the second time."""
    book = Book("t04_roster_and_forms.xlsx")
    people = crowd("t04", 3)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, people)
    for person in people:
        each = book.sheet(f"登记表-{person.name}")
        _top(each, 1, person)
        _promise(book, each, 1, person)
        either(book.rows[-1], "double")
    return book


def labels_above_values() -> Book:
    """A card whose labels stand above their values, two label rows per person."""
    book = Book("t05_labels_above.xlsx")
    sheet = book.sheet("卡片")
    sheet.put(1, 1, TITLE)
    for index, person in enumerate(crowd("t05", 3)):
        top = 3 + index * 5
        sheet.put(top, 1, "姓名", "性别", "民族", "出生年月")
        sheet.put(top + 1, 1, person.name, person.sex, person.ethnic, f"{person.born:%Y.%m}")
        sheet.put(top + 2, 1, "选区", "联系电话", "政治面貌", "工作单位及职务")
        sheet.put(top + 3, 1, person.district, person.phone, person.party, person.unit + person.post)
        keys = ("name", "sex", "ethnic_group", "birth_date")
        made = book.expect(sheet, top, {key: person.truth(key) for key in keys})
        made["row_in"] = [top, top + 1]
        made["free"] = ["electoral_district", "phone", "political_status", "employer_position"]
        either(made, "new", "flagged")
    return book


BOOKS = (with_family, with_family_xls, family_down_a_sheet, form_and_roster, labels_above_values)
