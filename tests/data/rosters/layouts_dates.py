"""Dates as clerks write them: clear, precise to the year, doubtful, as numbers and as cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tests.data.rosters.grid import STANDARD, TITLE, Book, Styled, column, columns_but, either, flag
from tests.data.rosters.people import crowd, id_number

CLEAR: tuple[tuple[Any, Any], ...] = (
    ("1975.03", "1975-03"),
    ("1975.3", "1975-03"),
    ("1975-03", "1975-03"),
    ("1975/3", "1975-03"),
    ("1975年3月", "1975-03"),
    ("1975年03月", "1975-03"),
    ("1975 年 3 月", "1975-03"),
    ("1975年3月12日", "1975-03-12"),
    ("1975.3.12", "1975-03-12"),
    ("1975.03.12", "1975-03-12"),
    ("1975-03-12", "1975-03-12"),
    ("1975/3/12", "1975-03-12"),
    ("19750312", "1975-03-12"),
    ("197503", "1975-03"),
    ("一九七五年三月", "1975-03"),
    ("一九七五年十二月", "1975-12"),
    ("一九七五年三月十二日", "1975-03-12"),
    ("二〇〇〇年十月", "2000-10"),
    ("二零零零年十一月", "2000-11"),
    ("1975.10", "1975-10"),
    ("1975.03", "1975-03"),
    ("1975 .03", "1975-03"),
    ("1975年3月生", "1975-03"),
    ("1975-03-12 00:00:00", "1975-03-12"),
    ("1975年", "1975"),
    ("1975", "1975"),
    ("1975、03", "1975-03"),
    ("1975。03", "1975-03"),
    ("1975年10月", "1975-10"),
    ("1972.02.29", "1972-02-29"),
)
DOUBTFUL = (
    "1975-02-30",
    "1975年2月29日",
    "1975.13",
    "1975.00",
    "2093.03",
    "2099.12",
    "农历1975年三月初五",
    "1975.3(农历)",
    "1975年闰四月",
    "1975年3月/1976年3月",
    "1975.03(身份证1974.03)",
    "1975.3或1975.4",
    "约1975年",
    "1975.3?",
    "不详",
    "1875.03",
    "75.03",
    "1975.3.45",
    "七五年三月",
    "19753",
    "1975年腊月",
    "待查",
)
NUMBERS: tuple[tuple[Any, Any], ...] = (
    (1975.03, "1975-03"),
    (1975.12, "1975-12"),
    (1970.01, "1970-01"),
    (Styled(1970.1, "0.00"), "1970-10"),
    (Styled(1975.03, "0.00"), "1975-03"),
    (Styled(1970.1, "0.00_ "), "1970-10"),
    (1975, "1975"),
    (197503, "1975-03"),
    (19750312, "1975-03-12"),
    (1975.0300000000002, "1975-03"),
    (Styled(197510, "0"), "1975-10"),
    (date(1975, 3, 12), "1975-03-12"),
    (Styled(1980, "General"), "1980"),
)


def _dates(name: str, cases: Sequence[tuple[Any, Any]], kind: str = "openpyxl", **options: Any) -> Book:
    book = Book(name, kind, options=options, any_sheet_name=kind == "text")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, crowd(name[:3], len(cases)))
    for index, (cell, true) in enumerate(cases):
        sheet.put(index + 3, 5, cell)
        book.at(index + 3)["values"]["birth_date"] = true
    return book


def text_dates() -> Book:
    return _dates("d01_text_dates.xlsx", CLEAR, "raw", shared=True)


def text_dates_xls() -> Book:
    return _dates("d02_text_dates.xls", CLEAR[:20], "xls")


def text_dates_csv() -> Book:
    """In text a number and a word look alike, so `1975.3` stays clear but `1970.1` may be either."""
    book = _dates("d03_text_dates.csv", (*CLEAR[2:14], ("1970.1", "1970-01")), "text", encoding="gb18030")
    promise = book.at(15)
    either(promise, "new", "flagged")
    promise["values"].pop("birth_date")
    promise["free"] = ["birth_date"]
    return book


def doubtful_dates() -> Book:
    book = _dates("d04_doubtful_dates.xlsx", [(text, "") for text in DOUBTFUL])
    for promise in book.rows:
        flag(promise, "birth_date", unsure=["birth_date"])
    return book


def _number_dates(name: str, kind: str) -> Book:
    cases = (
        *NUMBERS,
        (1970.1, ""),
        (1980.1, ""),
        (27463, "1975-03-10"),
        (Styled(29221, "General"), "1980-01-01"),
    )
    book = _dates(name, cases, kind)
    first = 3 + len(NUMBERS)
    for row in (first, first + 1):
        flag(book.at(row), "birth_date", unsure=["birth_date"], severity="warning")
    for row in (first + 2, first + 3):
        either(book.at(row), "new", "flagged")
    return book


def number_dates() -> Book:
    return _number_dates("d05_number_dates.xlsx", "raw")


def number_dates_openpyxl() -> Book:
    return _number_dates("d06_number_dates.xlsx", "openpyxl")


def number_dates_xls() -> Book:
    return _number_dates("d07_number_dates.xls", "xls")


def settled_by_id() -> Book:
    """The ID number tells whether 1970.1 was January or October, or that it was neither."""
    book = Book("d08_settled_by_id.xlsx", "raw", options={"dimension": "A1"})
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    births = (date(1970, 10, 4), date(1970, 1, 4), date(1970, 2, 4), date(1971, 10, 4))
    people = [
        p.but(born=born, id_number=id_number(born, p.sex, 123))
        for p, born in zip(crowd("d08", 4), births, strict=True)
    ]
    book.table(sheet, 2, people, [*STANDARD, column("身份证号", "id_number")])
    for row in range(3, 7):
        sheet.put(row, 5, 1970.1)
    for row in (5, 6):
        flag(book.at(row), "birth_date", "id_number", unsure=["birth_date"])
    return book


def date_cells() -> Book:
    """Real dates under several formats; where only year and month are shown the day may be the program's."""
    shown = (
        "yyyy/m/d",
        'yyyy"年"m"月"d"日"',
        'yyyy"年"m"月"',
        "yyyy.mm",
        "yyyy-mm-dd hh:mm:ss",
        "[$-804]yyyy年m月d日;@",
    )
    days = [
        date(1975, 3, 12),
        date(1980, 10, 1),
        date(1968, 10, 1),
        date(1970, 1, 1),
        date(1999, 12, 31),
        date(1960, 2, 29),
    ]
    cases = []
    for day, code in zip(days, shown, strict=True):
        whole = f"{day:%Y-%m-%d}"
        true = [f"{day:%Y-%m}", whole] if "d" not in code else whole
        cases.append((Styled(day, code), true))
    cases.append((Styled(datetime(1975, 3, 12, 0, 0), "yyyy/m/d h:mm"), "1975-03-12"))
    return _dates("d09_date_cells.xlsx", cases)


def date_cells_xls() -> Book:
    made = date_cells()
    made.name, made.kind = "d10_date_cells.xls", "xls"
    return made


def elected_dates() -> Book:
    """The date of the election, written six ways; one lies ahead of today, one is impossible."""
    cells = (
        "2021年9月26日",
        "2021.9.26",
        date(2021, 9, 26),
        "2021.09",
        "2021-09-26",
        "2091年9月26日",
        "2021.9.31",
    )
    truths = ("2021-09-26", "2021-09-26", "2021-09-26", "2021-09", "2021-09-26", "", "")
    book = Book("d11_elected_on.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    when = column("当选时间", "elected_on", lambda _p, i: cells[i])
    book.table(sheet, 2, crowd("d11", 7), [*columns_but(drop="文化程度"), replace_truth(when)])
    for index, true in enumerate(truths):
        book.at(index + 3)["values"]["elected_on"] = true
    for row in (8, 9):
        flag(book.at(row), "elected_on", unsure=["elected_on"])
    return book


def replace_truth(made: Any) -> Any:
    """A column whose truth is put in afterwards."""
    return type(made)(made.heading, made.key, made.cell, lambda _p: "")


BOOKS = (
    text_dates,
    text_dates_xls,
    text_dates_csv,
    doubtful_dates,
    number_dates,
    number_dates_openpyxl,
    number_dates_xls,
    settled_by_id,
    date_cells,
    date_cells_xls,
    elected_dates,
)
