"""Several vices in one workbook, as they come from the villages in reality."""

from __future__ import annotations

from typing import Any

from tests.data.rosters.grid import (
    NUMBER,
    STANDARD,
    TITLE,
    Book,
    Formula,
    Sheet,
    beside,
    column,
    columns_but,
    either,
    flag,
)
from tests.data.rosters.layouts_files import BIRTH_CELL, PHONE_NUMBER
from tests.data.rosters.layouts_shapes import NO_DISTRICT
from tests.data.rosters.people import Person, crowd

ID_AS_NUMBER = column("身份证号码", "id_number", lambda p, _i: float(p.id_number[:17] + "0"))
CHINESE_MONTH = column("出生年月", "birth_date", lambda p, _i: f"{p.born.year}年{p.born.month}月")


def _two_row_head(sheet: Sheet, row: int) -> None:
    sheet.put(row, 1, "序号", "姓  名", "基本情况", None, None, None, None, "工作单位\n及职务", "联系方式")
    sheet.put(
        row + 1, 3, "性别", "民族", "出生\n年月", "文化\n程度", "政治\n面貌", None, "电话", "身份证号码"
    )
    for col in (1, 2, 8):
        sheet.merge(row, col, row + 1, col)
    sheet.merge(row, 3, row, 7)
    sheet.merge(row, 9, row, 10)


def county_style() -> Book:
    """Two-row header repeated per page, sections, ditto marks, women annotated, numeric ID numbers, a vacancy."""
    book = Book("c01_county_style.xlsx")
    sheet = book.sheet("镇代表")
    columns = [*NO_DISTRICT, ID_AS_NUMBER]
    row = 1
    for page, district in enumerate(("第一选区", "第二选区", "第三选区")):
        sheet.put(row, 1, TITLE)
        sheet.merge(row, 1, row, 10)
        _two_row_head(sheet, row + 2)
        sheet.put(row + 4, 1, f"{district}:迳口村(应选4名,实选3名)")
        sheet.merge(row + 4, 1, row + 4, 10)
        people = [p.but(ethnic="汉族") for p in crowd(f"c01{page}", 3)]
        top = row + 5
        where: Any = [district, f"{district}:迳口村"]
        end = book.table(sheet, top, people, columns, header=False, first=page * 4, electoral_district=where)
        for index, person in enumerate(people):
            if person.sex == "女":
                sheet.put(top + index, 2, f"{person.name}(女)")
            if index:
                sheet.put(top + index, 4, "〃")
            flag(book.at(top + index), "id_number", unsure=["id_number"])
        sheet.put(end, 1, page * 4 + 4, "空缺")
        sheet.put(end + 1, 2, "小计", "3人")
        row = end + 3
    sheet.put(row, 2, "以下空白")
    sheet.put(row + 1, 2, "填表人:王小明", None, None, "审核人:")
    sheet.put(row + 2, 2, "说明:本名册一式三份。")
    return book


def differing_villages() -> Book:
    """One village sends a table, one two tables side by side, one a list without header words for the number."""
    book = Book("c02_differing_villages.xls", "xls")
    short = [
        NUMBER,
        column("姓名", "name"),
        column("性别", "sex"),
        CHINESE_MONTH,
        column("选区", "electoral_district"),
    ]
    one, two, three = book.sheet("迳口村"), book.sheet("下寮村"), book.sheet("上塘村 (2)")
    one.put(1, 1, "迳口村镇人大代表名单")
    book.table(one, 3, crowd("c02a", 4), columns_but(birth_date=BIRTH_CELL, phone=PHONE_NUMBER))
    two.put(2, 2, "下寮村镇人大代表名单")
    book.table(two, 4, crowd("c02b", 3), short, left=2)
    book.table(two, 4, crowd("c02c", 2), short, left=8)
    beside(book.rows[4:6] + book.rows[7:9])
    three.put(1, 1, None, *(c.heading for c in short[1:]))
    book.table(three, 2, crowd("c02d", 3), short, header=False)
    for promise in book.rows[-3:]:  # nothing on this sheet names a level
        either(promise, "new", "flagged")
    old = book.sheet("往届", hidden=True)
    old.put(1, 1, "姓名", "性别")
    old.put(2, 1, "旧代表", "男")
    book.truth["hidden_sheets"] = ["往届"]
    return book


def web_export() -> Book:
    """A web page posing as .xls: codes for sex, tabs before ID numbers, rowspans, a foot with a total."""
    book = Book("c03_web_export.xls", "html", options={"encoding": "gb2312"}, any_sheet_name=True)
    sheet = book.sheet()
    columns = [
        NUMBER, column("选区", "electoral_district"), column("姓名", "name"),
        column("性别", "sex", lambda p, _i: "1" if p.sex == "男" else "2"), column("出生日期", "birth_date",
            lambda p, _i: f"{p.born:%Y%m%d}", lambda p: p.truth("birth_day")),
        column("公民身份号码", "id_number", lambda p, _i: "\t" + p.id_number), column("手机号", "phone")]  # fmt: skip
    people = crowd("c03", 8, "第四选区")
    end = book.table(sheet, 1, people, columns)
    for row in range(3, end):
        del sheet.cells[row, 2]
    sheet.merge(2, 2, end - 1, 2)
    sheet.put(end, 1, "共8条记录 第1/1页")
    for promise in book.rows:  # nothing in the file names a level
        either(promise, "new", "flagged")
    return book


def printed_csv() -> Book:
    """A .csv with sections, repeated headings, a note with commas, a double, empty numbered rows."""
    book = Book("c04_printed.csv", "text", options={"encoding": "gb18030"}, any_sheet_name=True)
    sheet = book.sheet()
    sheet.put(1, 1, TITLE)
    columns = columns_but(NO_DISTRICT, birth_date=CHINESE_MONTH)
    row = 2
    first: list[Person] = []
    for number in "一二":
        people = crowd(f"c04{number}", 4)
        first = first or people
        sheet.put(row, 1, *(c.heading for c in columns))
        sheet.put(row + 1, 1, f"第{number}选区")
        row = book.table(sheet, row + 2, people, columns, header=False, electoral_district=f"第{number}选区")
    sheet.put(row, 1, "第一选区")
    promise = book.person(sheet, row + 1, first[0], columns, electoral_district="第一选区")
    either(promise, "double")
    for extra in range(row + 2, row + 6):
        sheet.put(extra, 1, extra)
    sheet.put(row + 7, 1, "注:1,本名册按姓氏笔画为序;2,“政治面貌”栏填全称。")
    return book


def wide_name_cells(name: str = "c05_wide_names.ods", kind: str = "ods") -> Book:
    """Name cells merged over two columns, district merged down, date cells, a hidden column, a column of nothing."""
    book = Book(name, kind)
    sheet = book.sheet("代表")
    sheet.put(1, 1, TITLE)
    sheet.merge(1, 1, 1, 8)
    blank = column("", None, lambda _p, _i: None)
    columns = [column("选区", "electoral_district"), column("姓名", "name"), blank, column("性别", "sex"), BIRTH_CELL,
               blank, column("政治面貌", "political_status"), column("联系电话", "phone")]  # fmt: skip
    end = book.table(sheet, 2, crowd("c05", 6, "第一选区"), columns)
    for row in range(2, end):
        sheet.merge(row, 2, row, 3)
        if row > 3:
            del sheet.cells[row, 1]
    sheet.merge(3, 1, end - 1, 1)
    sheet.hidden_columns.add(4)
    return book


def wide_name_cells_xlsx() -> Book:
    return wide_name_cells("c06_wide_names.xlsx", "openpyxl")


def two_rows_each(name: str = "c07_two_rows_each.xlsx", kind: str = "openpyxl") -> Book:
    """Every person stands in cells merged over two rows: nobody is there twice."""
    book = Book(name, kind)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in STANDARD))
    for index, person in enumerate(crowd("c07", 6)):
        row = 3 + index * 2
        book.person(sheet, row, person, index=index)
        for col in range(1, len(STANDARD) + 1):
            sheet.merge(row, col, row + 1, col)
    return book


def two_rows_each_xls() -> Book:
    return two_rows_each("c08_two_rows_each.xls", "xls")


def web_system() -> Book:
    """No styles, no references, dimension A1, 1904, cached formulas, tick columns, an empty last page."""
    book = Book("c09_web_system.xlsx", "raw", options={"refless": True, "dimension": "A1", "epoch1904": True})
    sheet = book.sheet("导出数据")
    age = column("年龄", None, lambda p, _i: Formula("YEAR(TODAY())-E2", 2026 - p.born.year))
    columns = [*columns_but(birth_date=BIRTH_CELL), age]
    sheet.put(1, 1, *(c.heading for c in columns), "镇代表", "市代表")
    for index, person in enumerate(crowd("c09", 6)):
        county = index == 2
        promise = book.person(
            sheet, index + 2, person.but(level="县" if county else "镇"), columns, index=index
        )
        sheet.put(index + 2, len(columns) + 1, None if county else "●", "●" if county else None)
        promise["values"]["level"] = "县" if county else "镇"
    book.sheet("Sheet2")
    return book


def long_printed_roster() -> Book:
    """Twelve printed pages with page totals carried over."""
    book = Book("c10_long.xlsx", "raw", options={"shared": True})
    sheet = book.sheet("全镇")
    people = crowd("c10", 240)
    row = 1
    for page in range(12):
        sheet.put(row, 1, TITLE)
        row = book.table(sheet, row + 1, people[page * 20 : page * 20 + 20], first=page * 20)
        sheet.put(row, 1, "本页合计", None, "20人", None, None, None, None, f"累计{page * 20 + 20}人")
        row += 1
    return book


BOOKS = (
    county_style,
    differing_villages,
    web_export,
    printed_csv,
    wide_name_cells,
    wide_name_cells_xlsx,
    two_rows_each,
    two_rows_each_xls,
    web_system,
    long_printed_roster,
)
