"""The kinds of file: one tidy roster in every wrapping that a clerk's disk holds."""

from __future__ import annotations

from datetime import date

from tests.data.rosters.grid import (
    STANDARD,
    TITLE,
    Book,
    Column,
    Formula,
    Sheet,
    column,
    columns_but,
    flag,
)
from tests.data.rosters.people import Person, crowd

BIRTH_CELL = column("出生年月", "birth_date", lambda p, _i: p.born, lambda p: p.truth("birth_day"))
PHONE_NUMBER = column("联系电话", "phone", lambda p, _i: int(p.phone))


def tidy(
    book: Book,
    seed: str,
    count: int = 8,
    columns: list[Column] | tuple[Column, ...] = STANDARD,
    sheet: Sheet | None = None,
) -> Sheet:
    """Title, unit line, header, people, signature line."""
    sheet = sheet or book.sheet("代表名册")
    sheet.put(1, 1, TITLE)
    sheet.merge(1, 1, 1, len(columns))
    sheet.put(2, 1, "填报单位:迳口镇人大主席团(盖章)")
    sheet.put(2, len(columns) - 1, "填报日期:2021年9月30日")
    end = book.table(sheet, 3, crowd(seed, count), columns)
    sheet.put(end + 1, 1, "填表人:张三        审核人:李四        联系电话:0758-3210000")
    return sheet


def plain_xlsx() -> Book:
    book = Book("f01_plain.xlsx")
    tidy(book, "f01", 12)
    return book


def no_references() -> Book:
    book = Book("f02_web_no_refs.xlsx", "raw", options={"refless": True, "styleless": True})
    tidy(book, "f02")
    book.sheets[0].merges.clear()
    return book


def dimension_a1() -> Book:
    book = Book("f03_dimension_a1.xlsx", "raw", options={"dimension": "A1", "shared": True})
    tidy(book, "f03")
    return book


def dimension_too_large() -> Book:
    book = Book("f04_dimension_false.xlsx", "raw", options={"dimension": "A1:XFD1048576"})
    tidy(book, "f04")
    return book


def old_xls() -> Book:
    book = Book("f05_old.xls", "xls")
    tidy(book, "f05", columns=columns_but(birth_date=BIRTH_CELL, phone=PHONE_NUMBER))
    return book


def old_xls_1904() -> Book:
    book = Book("f06_mac1904.xls", "xls", options={"epoch1904": True})
    tidy(book, "f06", columns=columns_but(birth_date=BIRTH_CELL))
    return book


def xlsx_1904() -> Book:
    book = Book("f07_mac1904.xlsx", options={"epoch1904": True, "date_format": 'yyyy"年"m"月"'})
    shown = column(
        "出生年月", "birth_date", BIRTH_CELL.cell, lambda p: [f"{p.born:%Y-%m}", f"{p.born:%Y-%m-%d}"]
    )
    tidy(book, "f07", columns=columns_but(birth_date=shown))
    return book


def raw_1904() -> Book:
    book = Book("f08_mac1904_raw.xlsx", "raw", options={"epoch1904": True})
    columns = [*columns_but(birth_date=BIRTH_CELL), column("身份证号码", "id_number")]
    tidy(book, "f08", columns=columns)
    return book


def ods() -> Book:
    book = Book("f09_libre.ods", "ods")
    sheet = tidy(book, "f09", columns=columns_but(birth_date=BIRTH_CELL))
    sheet.hidden_rows |= {5}
    other = book.sheet("填表说明")
    other.put(1, 1, "一、姓名按身份证填写。")
    other.put(2, 1, "二、出生年月按身份证填写,精确到月。")
    book.truth["quiet_sheets"] = ["填表说明"]
    return book


def macro_workbook() -> Book:
    book = Book(
        "f23_macros.xlsm",
        "raw",
        options={"vba": True, "extra": {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 64}},
    )
    tidy(book, "f23", 5)
    return book


def _age(row: int) -> str:
    return f'DATEDIF(TEXT(MID(K{row},7,8),"0000-00-00"),TODAY(),"Y")'


def _formulas(book: Book, cached: bool) -> None:
    """Row number, age and birth month derived by formula from the ID number."""
    people = crowd(book.name[:3], 6)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    columns = [*STANDARD, column("身份证号", "id_number"), column("年龄", None, lambda _p, _i: None)]
    book.table(sheet, 2, people, columns)
    for index, person in enumerate(people):
        row = index + 3
        month = person.truth("birth_date")
        sheet.put(row, 1, Formula("ROW()-2", index + 1 if cached else None))
        sheet.put(row, 5, Formula(f'TEXT(MID(K{row},7,6),"0000-00")', month if cached else None))
        sheet.put(row, 12, Formula(_age(row), 2026 - person.born.year if cached else None))
        if not cached:
            flag(book.at(row), "birth_date", unsure=["birth_date"])


def formulas_cached() -> Book:
    book = Book("f24_formulas_cached.xlsx", "raw")
    _formulas(book, True)
    sheet = book.sheets[0]
    sheet.put(5, 7, Formula("VLOOKUP(B5,党员!A:B,2,0)", "#N/A"))
    flag(book.at(5), "political_status", unsure=["political_status"])
    return book


def formulas_uncached() -> Book:
    book = Book("f25_formulas_uncached.xlsx")
    _formulas(book, False)
    return book


def harmless_uncached_formulas() -> Book:
    book = Book("f26_formulas_harmless.xlsx")
    sheet = tidy(book, "f26", 6, [*STANDARD, column("年龄", None, lambda _p, _i: None)])
    for row in range(4, 10):
        sheet.put(row, 1, Formula(f"MAX(A$3:A{row - 1})+1"))
        sheet.put(row, 11, Formula(f"2021-LEFT(E{row},4)"))
    return book


def dates_written_by_wps() -> Book:
    """Real date cells under the formats that WPS offers, in the first term's January too."""
    book = Book("f27_date_cells.xlsx", "raw", options={"shared": True})
    tidy(book, "f27", 5, columns_but(birth_date=BIRTH_CELL))
    extra: Person = crowd("f27x", 1)[0].but(born=date(1970, 1, 1))
    book.person(book.sheets[0], 9, extra, columns_but(birth_date=BIRTH_CELL), index=5)
    return book


BOOKS = (
    plain_xlsx,
    no_references,
    dimension_a1,
    dimension_too_large,
    old_xls,
    old_xls_1904,
    xlsx_1904,
    raw_1904,
    ods,
    macro_workbook,
    formulas_cached,
    formulas_uncached,
    harmless_uncached_formulas,
    dates_written_by_wps,
)
