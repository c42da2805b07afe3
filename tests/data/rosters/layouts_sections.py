"""Section rows, tables beside and below each other, notes, samples, empty and vacant rows."""

from __future__ import annotations

from tests.data.rosters.grid import NUMBER, STANDARD, TITLE, Book, beside, column, either
from tests.data.rosters.layouts_files import tidy
from tests.data.rosters.layouts_shapes import NO_DISTRICT
from tests.data.rosters.people import crowd


def section_rows() -> Book:
    """第一选区:… as a row of its own, merged or not, with a count; numbers start anew in each section."""
    book = Book("s07_sections.xlsx")
    sheet = book.sheet("镇人大代表")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in NO_DISTRICT))
    row = 3
    heads = (
        ("第一选区:迳口村、下寮村", ["第一选区", "第一选区:迳口村、下寮村"]),
        ("第二选区(上塘村,3名)", ["第二选区"]),
        ("第三选区", "第三选区"),
        ("四、第四选区 共2人", "第四选区"),
    )
    for number, (text, district) in enumerate(heads):
        sheet.put(row, 1, text)
        if number % 2 == 0:
            sheet.merge(row, 1, row, len(NO_DISTRICT))
        row = book.table(
            sheet, row + 1, crowd(f"s07{number}", 3), NO_DISTRICT, header=False, electoral_district=district
        )
        if number == 1:
            sheet.put(row, 2, "小计:3人")
            row += 1
    sheet.put(row, 1, "合计:12人,其中:妇女5人,占41.7%")
    return book


def village_and_group_sections() -> Book:
    """Sections by delegation and, inside them, by deputy group; district stays a column."""
    book = Book("s08_delegations.xlsx")
    sheet = book.sheet("分团名单")
    sheet.put(1, 1, "四会市迳口镇第十七届人大代表分团分组名单")
    sheet.put(3, 1, *(c.heading for c in STANDARD))
    row, number = 4, 0
    for delegation in ("第一代表团", "第二代表团"):
        sheet.put(row, 1, f"{delegation}(6人)")
        row += 1
        for group in ("第一代表小组", "第二代表小组"):
            sheet.put(row, 1, group)
            people = crowd(f"s08{delegation}{group}", 3)
            row = book.table(
                sheet, row + 1, people, header=False, first=number, delegation=delegation, deputy_group=group
            )
            number += 3
    return book


def side_by_side() -> Book:
    """Two tables beside each other, the right one shorter; one title over both."""
    book = Book("s09_side_by_side.xlsx")
    sheet = book.sheet("并排")
    sheet.put(1, 1, TITLE)
    sheet.merge(1, 1, 1, 13)
    columns = [
        NUMBER,
        column("姓名", "name"),
        column("性别", "sex"),
        column("出生年月", "birth_date"),
        column("选区", "electoral_district"),
        column("联系电话", "phone"),
    ]
    people = crowd("s09", 13)
    book.table(sheet, 2, people[:7], columns)
    book.table(sheet, 2, people[7:], columns, left=8, first=7)
    beside(book.rows[:6] + book.rows[7:])
    sheet.put(10, 1, "注:本名册按姓氏笔画为序。")
    return book


def side_by_side_districts() -> Book:
    """Left table first district, right table second, the district standing over each."""
    book = Book("s10_side_by_side_sections.xls", "xls")
    sheet = book.sheet("名单")
    sheet.put(1, 1, TITLE)
    columns = [
        column("姓名", "name"),
        column("性别", "sex"),
        column("民族", "ethnic_group"),
        column("出生年月", "birth_date"),
    ]
    for left, name in ((1, "第一选区"), (6, "第二选区")):
        sheet.put(3, left, name)
        sheet.merge(3, left, 3, left + 3)
        book.table(sheet, 4, crowd(f"s10{name}", 5), columns, left=left, electoral_district=name)
    beside(book.rows)
    return book


def stacked_tables() -> Book:
    """One sheet, first the town's deputies, below the county's with other columns in another order."""
    book = Book("s11_stacked.xlsx")
    sheet = book.sheet("代表名单")
    sheet.put(1, 1, "一、迳口镇第十七届人大代表名单")
    row = book.table(sheet, 2, crowd("s11", 6))
    sheet.put(row + 1, 1, "二、四会市人大代表名单(迳口镇选出)")
    county = [p.but(level="县") for p in crowd("s11b", 3)]
    columns = [
        column("姓名", "name"),
        NUMBER,
        column("电话号码", "phone"),
        column("出生日期", "birth_date"),
        column("性别", "sex"),
        column("选区", "electoral_district"),
        column("单位职务", "employer_position"),
    ]
    book.table(sheet, row + 2, county, columns)
    return book


def notes_and_samples() -> Book:
    """Instructions above, a sample row under the header, notes and structure figures below."""
    book = Book("s12_notes_and_sample.xlsx")
    sheet = book.sheet("采集表")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, "填表说明:1.姓名须与身份证一致;2.出生年月填至月,如1975.03;3.选区填写“第X选区”。")
    sheet.merge(2, 1, 2, 10)
    sheet.put(3, 1, *(c.heading for c in STANDARD))
    sheet.put(
        4,
        1,
        "例",
        "张三",
        "男",
        "汉族",
        "1970.01",
        "大学本科",
        "中共党员",
        "迳口村党支部书记",
        "第一选区",
        "19900000000",
    )
    end = book.table(sheet, 5, crowd("s12", 8), header=False)
    sheet.put(end, 1, "备注:以上人员名单经镇选举委员会公布。")
    sheet.put(end + 1, 1, "其中", "中共党员", "5人", "妇女", "3人", "少数民族", "1人")
    sheet.put(end + 3, 7, "迳口镇人大主席团")
    sheet.put(end + 4, 7, "2021年9月30日")
    return book


def named_sample_row() -> Book:
    """The sample says so in the name itself, and explanations stand in the row under the header."""
    book = Book("s13_sample_in_name.xlsx", "raw", options={"shared": True})
    sheet = book.sheet("Sheet1")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in STANDARD))
    sheet.put(3, 2, "(与身份证一致)", "(男/女)", "(如汉族)", "(如1975.03)", "(填最高学历)", "(下拉选择)")
    sheet.put(
        4, 1, "示例", "例:张三", "男", "汉族", "1970.01", "大学", "群众", "××村村民", "第X选区", "139XXXXXXXX"
    )
    book.table(sheet, 5, crowd("s13", 5), header=False)
    return book


def empty_numbered_rows() -> Book:
    """Sixty numbered rows, nine filled, some left out in the middle, drop-down defaults in the empty ones."""
    book = Book("s14_numbered_empty.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("s14", 9)
    book.table(sheet, 2, people[:4])
    book.table(sheet, 9, people[4:], header=False, first=6)
    for row in (7, 8, *range(14, 63)):
        sheet.put(row, 1, row - 2)
    return book


def vacancies() -> Book:
    """空缺 in the name, in the remark, as a section of its own; none is a person."""
    book = Book("s15_vacancies.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE + "(名额60名,现有57名,出缺3名)")
    columns = [*STANDARD, column("备注", None, lambda _p, _i: None)]
    row = book.table(sheet, 2, crowd("s15", 5), columns)
    sheet.put(row, 1, 6, "(空缺)", None, None, None, None, None, None, "第六选区")
    sheet.put(row + 1, 1, 7, "空  缺", "/", "/", "/", "/", "/", "/", "第七选区", "/", "待补选")
    sheet.put(row + 2, 1, 8, "缺额1名", None, None, None, None, None, None, "第八选区")
    sheet.put(row + 3, 1, 9, None, None, None, None, None, None, None, "第九选区", None, "空缺")
    book.table(sheet, row + 4, crowd("s15x", 2), columns, header=False, first=9)
    return book


def people_without_header() -> Book:
    """A continuation sheet without a header of its own: nothing there may be guessed in silence."""
    book = Book("s17_continuation.xlsx")
    tidy(book, "s17", 5)
    rest = book.sheet("续表")
    book.table(rest, 1, crowd("s17b", 3), header=False, first=5)
    for promise in book.rows[5:]:
        either(promise, "new", "flagged")
        promise["optional"] = True
    book.truth["skipped_or_rows"] = ["续表"]
    return book


BOOKS = (
    section_rows,
    village_and_group_sections,
    side_by_side,
    side_by_side_districts,
    stacked_tables,
    notes_and_samples,
    named_sample_row,
    empty_numbered_rows,
    vacancies,
    people_without_header,
)
