"""The shapes of a sheet: where clerks put headings, sections, totals and second tables."""

from __future__ import annotations

from tests.data.rosters.grid import NUMBER, STANDARD, TITLE, Book, column, columns_but
from tests.data.rosters.people import crowd

NO_DISTRICT = columns_but(drop="选区")


def two_row_header() -> Book:
    """Groups of headings over merged cells; single headings merged over both rows."""
    book = Book("s01_two_row_header.xlsx")
    sheet = book.sheet("代表")
    sheet.put(1, 1, "四会市迳口镇第十七届")
    sheet.put(2, 1, "人民代表大会代表花名册")
    sheet.merge(1, 1, 1, 11)
    sheet.merge(2, 1, 2, 11)
    columns = [*STANDARD, column("身份证号码", "id_number")]
    sheet.put(4, 1, "序号", "姓名", "基本情况", None, None, None, None, "工作单位及职务", "选区", "联系方式")
    sheet.put(5, 3, "性别", "民族", "出生年月", "文化程度", "政治面貌", None, None, "手机", "身份证号码")
    for col in (1, 2, 8, 9):
        sheet.merge(4, col, 5, col)
    sheet.merge(4, 3, 4, 7)
    sheet.merge(4, 10, 4, 11)
    book.table(sheet, 6, crowd("s01", 9), columns, header=False)
    return book


def three_row_header() -> Book:
    """Three header rows with a unit line in between, table not starting in column A."""
    book = Book("s02_three_row_header.xls", "xls")
    sheet = book.sheet("花名册")
    sheet.put(2, 3, TITLE)
    sheet.merge(2, 3, 2, 12)
    sheet.put(4, 3, "序号", "代表基本信息", None, None, None, None, None, "代表职务信息", None, "联系")
    sheet.merge(4, 4, 4, 9)
    sheet.merge(4, 10, 4, 11)
    sheet.put(5, 4, "个人", None, None, "其他")
    sheet.merge(5, 4, 5, 6)
    sheet.merge(5, 7, 5, 9)
    sheet.put(
        6,
        4,
        "姓名",
        "性别",
        "民族",
        "出生\n年月",
        "文化\n程度",
        "政治\n面貌",
        "工作单位\n及职务",
        "所在\n选区",
        "电话",
    )
    sheet.merge(4, 3, 6, 3)
    book.table(sheet, 7, crowd("s02", 8), STANDARD, left=3, header=False)
    return book


def printed_pages() -> Book:
    """Title, header, sub-total and page foot on every printed page; the ditto mark reaches over the break."""
    book = Book("s03_printed_pages.xlsx")
    sheet = book.sheet("打印")
    people = crowd("s03", 15, "第二选区")
    row = 1
    for page in range(3):
        sheet.put(row, 1, TITLE + ("" if page == 0 else "(续)"))
        sheet.merge(row, 1, row, 10)
        part = people[page * 5 : page * 5 + 5]
        end = book.table(sheet, row + 1, part, first=page * 5)
        for ditto in range(row + 2 + (page == 0), end):
            sheet.put(ditto, 9, "〃")
        sheet.put(end, 2, "本页小计", "5人")
        sheet.put(end + 1, 5, f"第{page + 1}页 共3页")
        row = end + 2
    sheet.put(row, 1, "总计", None, "15人")
    return book


def merged_down() -> Book:
    """District and delegation merged down; one merge over a single wrongly merged pair."""
    book = Book("s04_merged_down.xlsx")
    sheet = book.sheet("名单")
    sheet.put(1, 1, TITLE)
    columns = [column("选区", "electoral_district"), column("代表团", "delegation"), *NO_DISTRICT]
    sheet.put(2, 1, *(c.heading for c in columns))
    row = 3
    for number, size in (("一", 3), ("二", 4), ("三", 2)):
        people = [p.but(delegation="第一代表团") for p in crowd(f"s04{number}", size, f"第{number}选区")]
        book.table(sheet, row, people, columns, header=False)
        for below in range(row + 1, row + size):
            del sheet.cells[below, 1]
        sheet.merge(row, 1, row + size - 1, 1)
        row += size
    for below in range(4, row):
        del sheet.cells[below, 2]
    sheet.merge(3, 2, row - 1, 2)
    return book


def merged_down_ods() -> Book:
    made = merged_down()
    made.name, made.kind = "s05_merged_down.ods", "ods"
    return made


def merged_down_raw() -> Book:
    made = merged_down()
    made.name, made.kind, made.options = (
        "s06_merged_down_raw.xlsx",
        "raw",
        {"dimension": "A1", "shared": True},
    )
    return made


def deep_header() -> Book:
    """Cover text of fifteen lines, then the header in column D; wide empty columns between."""
    book = Book("s16_deep_header.xlsx", "raw", options={"dimension": "A1"})
    sheet = book.sheet("第1页")
    for row, text in enumerate(
        (
            "迳口镇人大主席团文件",
            "迳人大〔2021〕5号",
            "关于公布镇第十七届人大代表名单的通知",
            "各村(居)委会:",
            "现将依法选出的镇第十七届人民代表大会代表名单公布如下。",
        ),
        start=1,
    ):
        sheet.put(row * 2, 2, text)
    sheet.put(15, 4, TITLE)
    columns = [
        NUMBER,
        column("姓    名", "name"),
        column("性 别", "sex"),
        column("", None, lambda _p, _i: None),
        column("民 族", "ethnic_group"),
        column("出 生 年 月", "birth_date"),
        column("选 区", "electoral_district"),
    ]
    book.table(sheet, 16, crowd("s16", 6), columns, left=4)
    return book


BOOKS = (
    two_row_header,
    three_row_header,
    printed_pages,
    merged_down,
    merged_down_ods,
    merged_down_raw,
    deep_header,
)
