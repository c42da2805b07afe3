"""ID numbers, phones, levels in one cell: the figures that spreadsheets damage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.data.rosters.grid import STANDARD, TITLE, Book, Styled, column, columns_but, either, flag
from tests.data.rosters.people import Person, check_digit, crowd, id_number

ID_COLUMN = column("身份证号码", "id_number")
Change = Callable[[Person], Any]


def _wrong_check(p: Person) -> str:
    return p.id_number[:17] + ("1" if p.id_number[17] != "1" else "2")


def _fifteen(p: Person) -> str:
    return p.id_number[:6] + p.id_number[8:17]


def _other_sex(p: Person) -> str:
    return id_number(p.born, "女" if p.sex == "男" else "男", 500)


def _other_birth(p: Person) -> str:
    return id_number(date(p.born.year - 1, p.born.month, 5), p.sex, 500)


def _no_such_day(p: Person) -> str:
    first17 = f"999999{p.born.year}0230" + p.id_number[14:17]
    return first17 + check_digit(first17)


def _letter_o(p: Person) -> str:
    return p.id_number[:6] + p.id_number[6:].replace("0", "O", 1)


def _with_x() -> Person:
    """Someone whose check character is X."""
    return next(p for n in range(200) for p in crowd(f"x{n}", 3) if p.id_number.endswith("X"))


DOUBTFUL: tuple[tuple[Change, tuple[str, ...]], ...] = (
    (_fifteen, ("id_number",)),
    (_wrong_check, ("id_number",)),
    (_letter_o, ("id_number",)),
    (lambda p: p.id_number[:17], ("id_number",)),
    (lambda p: p.id_number + "1", ("id_number",)),
    (_other_sex, ("id_number", "sex")),
    (_other_birth, ("id_number", "birth_date")),
    (_no_such_day, ("id_number", "birth_date")),
    (lambda p: float(p.id_number[:17] + "0"), ("id_number",)),
    (lambda p: Styled(float(p.id_number[:17] + "0"), "0"), ("id_number",)),
    (lambda p: int(p.id_number[:15] + "000"), ("id_number",)),
    (lambda p: "9.99999E+17", ("id_number",)),
    (lambda p: p.id_number[:6] + "********" + p.id_number[14:], ("id_number",)),
    (lambda p: "未办", ("id_number",)),
)


def doubtful_ids(name: str = "i01_doubtful_ids.xlsx", kind: str = "openpyxl") -> Book:
    """Nothing of these may pass in silence, and none may be repaired."""
    book = Book(name, kind)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("i01", len(DOUBTFUL))
    book.table(sheet, 2, people, [*STANDARD, ID_COLUMN])
    for row, (person, (change, fields)) in enumerate(zip(people, DOUBTFUL, strict=True), start=3):
        sheet.put(row, 11, change(person))
        flag(book.at(row), *fields, unsure=["id_number"])
        if change is not _letter_o:  # an O for a 0 may be read as meant, as long as the clerk is asked
            book.at(row)["never"] = {"id_number": person.id_number}
    return book


def doubtful_ids_xls() -> Book:
    return doubtful_ids("i02_doubtful_ids.xls", "xls")


def doubtful_ids_raw() -> Book:
    return doubtful_ids("i03_doubtful_ids_raw.xlsx", "raw")


def clear_ids(name: str = "i04_clear_ids.xlsx", kind: str = "openpyxl", **options: Any) -> Book:
    """Small x, spaces, tabs, full-width digits: plainly the same number."""
    book = Book(name, kind, options=options, any_sheet_name=kind == "text")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    wide = {ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}
    shapes: tuple[Change, ...] = (
        lambda p: p.id_number,
        lambda p: p.id_number.lower(),
        lambda p: f"{p.id_number[:6]} {p.id_number[6:14]} {p.id_number[14:]}",
        lambda p: f"\t{p.id_number}",
        lambda p: p.id_number.translate(wide),
        lambda p: p.id_number + "\u00a0",
        lambda p: p.id_number.replace("X", "\uff38"),
    )
    born = _with_x()
    people = [p.but(born=born.born, sex=born.sex, id_number=born.id_number) if i == 1 else p
              for i, p in enumerate(crowd("i04", len(shapes)))]  # fmt: skip
    book.table(sheet, 2, people, [*STANDARD, ID_COLUMN])
    for row, (person, shape) in enumerate(zip(people, shapes, strict=True), start=3):
        sheet.put(row, 11, shape(person))
    return book


def clear_ids_csv() -> Book:
    return clear_ids("i05_clear_ids.csv", "text", encoding="gb18030")


def numbers_in_csv() -> Book:
    """What a spreadsheet program leaves of ID numbers in a .csv: an exponent, or zeros at the end."""
    book = Book("i06_lost_digits.csv", "text", any_sheet_name=True)
    sheet = book.sheet()
    sheet.put(1, 1, TITLE)
    people = crowd("i06", 4)
    book.table(sheet, 2, people, [*STANDARD, ID_COLUMN])
    for row, text in ((3, "9.99999E+17"), (4, people[1].id_number[:15] + "000"), (5, "9.99999197503121E+17")):
        sheet.put(row, 11, text)
        flag(book.at(row), "id_number", unsure=["id_number"])
        book.at(row)["never"] = {"id_number": people[row - 3].id_number}
    return book


def phones(name: str = "i07_phones.xlsx", kind: str = "openpyxl") -> Book:
    """Phones as numbers, with separators, two in a cell, with the zero lost, too short, none."""
    book = Book(name, kind)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    two = ["19900001234", "19900001234、19900005678", "19900001234/19900005678"]
    landline = ["0758-3210001", "07583210001"]
    cells: tuple[tuple[Any, Any, str], ...] = (
        (19900001234.0, "19900001234", "new"), ("199 0000 1234", "19900001234", "new"),
        ("199-0000-1234", "19900001234", "new"), ("0758-3210001", landline, "new"), ("07583210001", landline, "new"),
        (" 19900001234 ", "19900001234", "new"), ("19900001234", "19900001234", "new"),
        ("19900001234/19900005678", two, "either"), ("19900001234\n19900005678", two, "either"),
        ("+86 19900001234", "19900001234", "either"), ("19900001234(微信同号)", "19900001234", "either"),
        ("3210001", ["3210001", "0758-3210001", "07583210001"], "either"), ("无", "", "either"),
        (7583210001, "", "flag"), (1990000123, "", "flag"), ("199000012345", "", "flag"), ("12900001234", "", "flag"),
        ("1990000l234", "", "flag"), (Styled(1.9900001234e10, "0.00E+00"), "19900001234", "new"))  # fmt: skip
    book.table(sheet, 2, crowd("i07", len(cells)))
    for row, (cell, true, kind_of) in enumerate(cells, start=3):
        sheet.put(row, 10, cell)
        promise = book.at(row)
        promise["values"]["phone"] = true
        if kind_of == "either":
            either(promise, "new", "flagged")
        if kind_of == "flag":
            flag(promise, "phone", unsure=["phone"])
    return book


def phones_xls() -> Book:
    return phones("i08_phones.xls", "xls")


def mobile_and_landline() -> Book:
    """Two phone columns under one heading: the mobile is the phone."""
    book = Book("i09_two_phone_columns.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 10, "联系方式")
    sheet.merge(2, 10, 2, 11)
    columns = [
        *columns_but(drop="联系电话"),
        column("手机", "phone"),
        column("办公电话", None, lambda _p, _i: "0758-3210001"),
    ]
    book.table(sheet, 3, crowd("i09", 5), columns)
    return book


def levels_in_one_cell() -> Book:
    """市、镇 in one cell is two mandates of one person."""
    book = Book("i10_two_levels.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, "迳口镇市、镇两级人大代表名册")
    cells = (("镇", ("镇",)), ("市、镇", ("县", "镇")), ("镇、市代表", ("镇", "县")), ("四会市", ("县",)))
    columns = [*STANDARD, ID_COLUMN, column("代表级别", "level", lambda _p, i: cells[i][0])]
    for index, (person, (_, levels)) in enumerate(zip(crowd("i10", 4), cells, strict=True)):
        promise = book.person(sheet, index + 3, person, columns, index=index)
        promise["values"]["level"] = levels[0]
        for more in levels[1:]:
            book.expect(sheet, index + 3, {**promise["values"], "level": more})
    sheet.put(2, 1, *(c.heading for c in columns))
    return book


def words_for_codes() -> Book:
    """Short and long words for party, schooling, people and sex, and four that nobody knows."""
    book = Book("i11_words.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    college, junior = ["大学本科", "本科"], ["大学专科", "大专"]
    graduate, middle = (
        ["研究生", "研究生教育", "硕士研究生"],
        ["中专", "中专/中职", "中等职业教育", "技工学校"],
    )
    cells = (("男性", "汉", "本科", "党员"), ("女", "壮", "大学", "中共"), ("男 ", "汉 族", "大专", "中国共产党党员"),
             ("女性", "毛难族", "专科", "团员"), ("男", "崩龙族", "研究生", "无党派"), ("男", "仫佬", "中专", "民盟"),
             ("男", "汉", "高中毕业", "致公党"), ("女", "瑶族", "小学", "群众 "), ("男", "汉族", "大学本科", "中共预备党员"),
             ("未知", "汉族", "高中", "群众"), ("男", "粤族", "高中", "群众"), ("男", "汉族", "识字班", "群众"),
             ("男", "汉族", "高中", "少先队员"))  # fmt: skip
    members = ["民盟盟员", "民盟"], ["致公党党员", "致公党"]
    words = (("男", "汉族", college, "中共党员"), ("女", "壮族", college, "中共党员"), ("男", "汉族", junior, "中共党员"),
             ("女", "毛南族", junior, "共青团员"), ("男", "德昂族", graduate, ["无党派人士", "无党派民主人士", "无党派"]),
             ("男", "仫佬族", middle, members[0]), ("男", "汉族", ["高中", "高中毕业"], members[1]), ("女", "瑶族", "小学", "群众"),
             ("男", "汉族", college, ["预备党员", "中共预备党员"]))  # fmt: skip
    keys, places = ("sex", "ethnic_group", "education", "political_status"), (3, 4, 6, 7)
    book.table(sheet, 2, crowd("i11", len(cells)))
    for index, cell in enumerate(cells):
        for place, text in zip(places, cell, strict=True):
            sheet.put(index + 3, place, text)
        known = words[index] if index < len(words) else cell
        book.at(index + 3)["values"].update(zip(keys, known, strict=True))
    for index, key in enumerate(keys):
        flag(book.at(3 + len(words) + index), key, unsure=[key])
    return book


BOOKS = (
    doubtful_ids,
    doubtful_ids_xls,
    doubtful_ids_raw,
    clear_ids,
    clear_ids_csv,
    numbers_in_csv,
    phones,
    phones_xls,
    mobile_and_landline,
    levels_in_one_cell,
    words_for_codes,
)
