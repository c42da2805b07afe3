"""Text and web pages posing as workbooks, files under a wrong name, formulas with and without results."""

from __future__ import annotations

from tests.data.rosters.grid import TITLE, Book, column
from tests.data.rosters.layouts_files import tidy
from tests.data.rosters.people import crowd


def _csv(name: str, seed: str, encoding: str, **options: str) -> Book:
    book = Book(name, "text", options={"encoding": encoding, **options}, any_sheet_name=True)
    sheet = book.sheet()
    sheet.put(1, 1, TITLE)
    end = book.table(sheet, 2, crowd(seed, 7))
    sheet.put(end, 1, "合计", 7)
    return book


def csv_gb18030() -> Book:
    book = _csv("f10_wps.csv", "f10", "gb18030")
    sheet = book.sheets[0]
    sheet.put(3, 2, "龙\U00020bb7")
    book.at(3)["values"]["name"] = "龙\U00020bb7"
    return book


def csv_utf8() -> Book:
    return _csv("f11_utf8.csv", "f11", "utf-8", newline="\n")


def csv_utf8_bom() -> Book:
    book = _csv("f12_bom.csv", "f12", "utf-8-sig")
    book.sheets[0].put(2, 8, "工作单位\n及职务")
    return book


def csv_utf16() -> Book:
    return _csv("f13_unicode_text.csv", "f13", "utf-16", separator="\t")


def csv_utf16_big_endian_comma() -> Book:
    book = _csv("f14_utf16be.csv", "f14", "utf-16-be")
    book.sheets[0].put(1, 1, "\ufeff" + TITLE)
    return book


BIG5 = str.maketrans(
    "别历称党众学专选区联系电话单职务团员无贫迳绿", "別歷稱黨眾學專選區聯繫電話單職務團員無貧逕綠"
)


def csv_big5() -> Book:
    book = Book("f15_hongkong.csv", "text", options={"encoding": "big5"}, any_sheet_name=True)
    sheet = book.sheet()
    sheet.put(1, 1, "序號", "姓名", "性別", "民族", "出生年月", "政治面貌", "選區", "聯繫電話")
    for index, (name, base) in enumerate(
        zip(("林小玲", "何志明", "江永平", "梁海波"), crowd("f15", 4), strict=True)
    ):
        sex = "女" if index == 0 else "男"
        party = ("中共党员", "群众")[index % 2]
        sheet.put(
            index + 2,
            1,
            index + 1,
            name,
            sex,
            "漢族",
            f"{base.born:%Y.%m}",
            party.translate(BIG5),
            "第一選區",
            base.phone,
        )
        book.expect(
            sheet,
            index + 2,
            {
                "name": name,
                "sex": sex,
                "ethnic_group": "汉族",
                "birth_date": base.truth("birth_date"),
                "political_status": party,
                "electoral_district": ["第一選區", "第一选区"],
                "phone": base.phone,
            },
        )
    return book


def html_as_xls() -> Book:
    book = Book("f16_web_export.xls", "html", any_sheet_name=True)
    tidy(book, "f16")
    return book


def html_gbk_as_xls() -> Book:
    book = Book("f17_web_gb2312.xls", "html", options={"encoding": "gb2312"}, any_sheet_name=True)
    sheet = book.sheet()
    sheet.put(1, 1, TITLE)
    sheet.merge(1, 1, 1, 5)
    end = book.table(
        sheet,
        2,
        crowd("f17", 6, "第三选区"),
        [
            column("姓名", "name"),
            column("性 别", "sex"),
            column("出生\n年月", "birth_date"),
            column("选区", "electoral_district"),
            column("手机", "phone"),
        ],
    )
    for row in range(4, end):
        del sheet.cells[row, 4]
    sheet.merge(3, 4, end - 1, 4)
    return book


def text_as_xls() -> Book:
    book = Book(
        "f18_text.xls", "text", options={"encoding": "gb18030", "separator": "\t"}, any_sheet_name=True
    )
    tidy(book, "f18")
    book.sheets[0].merges.clear()
    return book


def xlsx_named_xls() -> Book:
    book = Book("f19_really_xlsx.xls")
    tidy(book, "f19", 5)
    return book


def xls_named_xlsx() -> Book:
    book = Book("f20_really_xls.xlsx", "xls")
    tidy(book, "f20", 5)
    return book


def csv_named_xlsx() -> Book:
    return _csv("f21_really_csv.xlsx", "f21", "gb18030")


def ods_named_xls() -> Book:
    book = Book("f22_really_ods.xls", "ods")
    tidy(book, "f22", 5)
    return book


BOOKS = (
    csv_gb18030,
    csv_utf8,
    csv_utf8_bom,
    csv_utf16,
    csv_utf16_big_endian_comma,
    csv_big5,
    html_as_xls,
    html_gbk_as_xls,
    text_as_xls,
    xlsx_named_xls,
    xls_named_xlsx,
    csv_named_xlsx,
    ods_named_xls,
)
