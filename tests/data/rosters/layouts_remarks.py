"""What stands around the people: sections, sums, signatures, samples, dictionaries, other tables."""

from __future__ import annotations

from typing import Any

from tests.data.rosters.grid import STANDARD, TITLE, Book, Sheet, either
from tests.data.rosters.layouts_files import tidy
from tests.data.rosters.layouts_shapes import NO_DISTRICT
from tests.data.rosters.people import crowd

SECTIONS: tuple[tuple[str, int, Any], ...] = (
    ("【第一选区】", 1, "第一选区"),
    ("选区:第二选区", 1, "第二选区"),
    ("第三选区 (上塘村)", 4, ["第三选区", "第三选区 (上塘村)", "第三选区(上塘村)"]),
    ("四、第四选区", 1, "第四选区"),
    ("(五)第五选区(3名)", 2, "第五选区"),
    ("第六选区——大岗村", 1, ["第六选区", "第六选区——大岗村"]),
)
ENDINGS = ("合  计", "总 计", "小计:", "共计12人", "其中:女代表4名", "平均年龄45.3岁", "制表:张三", "负责人(签字):", "联系人:陈明",
           "日期:    年  月  日", "以下空白", "(此页无正文)", "填表日期", "审核:", "主席(签名):", "说明:1.按选区排列。",
           "注:带*号的为连任代表", "迳口镇人大主席团", "二〇二一年九月三十日")  # fmt: skip


def section_wordings() -> Book:
    """Six ways to write the row that names the district of the rows below."""
    book = Book("r01_section_wordings.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in NO_DISTRICT))
    row = 3
    for text, col, district in SECTIONS:
        sheet.put(row, col, text)
        row = book.table(
            sheet, row + 1, crowd(f"r01{text}", 2), NO_DISTRICT, header=False, electoral_district=district
        )
    return book


def sections_in_cells() -> Book:
    """The section row has a label, the district and the number of seats in cells of their own."""
    book = Book("r02_sections_in_cells.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    row = 2
    for district in ("第一选区", "第二选区"):
        sheet.put(row, 1, "选区:", district, None, "应选:", 3, "实选:", 3)
        people = crowd(f"r02{district}", 3)
        row = book.table(sheet, row + 1, people, NO_DISTRICT, electoral_district=district) + 1
    return book


def endings() -> Book:
    """Sums, remarks and signatures, each once in the first column and once under the names."""
    book = Book("r03_endings.xlsx")
    for col in (1, 2):
        sheet = book.sheet(f"第{col}批")
        sheet.put(1, 1, TITLE)
        row = book.table(sheet, 2, crowd(f"r03{col}", 4))
        for text in ENDINGS:
            sheet.put(row, col, text)
            row += 1
        sheet.put(row, col, "合计", "12人", None, None, None, None, "党员8人")
    return book


def samples() -> Book:
    """Sample rows under many names."""
    book = Book("r04_samples.xlsx")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    sheet.put(2, 1, *(c.heading for c in STANDARD))
    texts = (
        ("样例", "王五"),
        ("填写示例", "李四"),
        (1, "(例)王五"),
        (1, "张三(样例)"),
        (1, "×××"),
        (1, "XXX"),
        ("例:", "张三"),
    )
    for row, (number, name) in enumerate(texts, start=3):
        sheet.put(
            row,
            1,
            number,
            name,
            "男",
            "汉族",
            "1970.01",
            "大学",
            "中共党员",
            "××村党支部书记",
            "第×选区",
            "1390000XXXX",
        )
    book.table(sheet, 3 + len(texts), crowd("r04", 4), header=False)
    return book


def vacancy_wordings() -> Book:
    """Seats without a deputy, in many words."""
    book = Book("r05_vacancy_wordings.xls", "xls")
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    row = book.table(sheet, 2, crowd("r05", 3))
    for text in ("缺额", "暂缺", "(缺)", "待补选", "空 缺", "出缺", "空缺1名", "[空缺]", "(暂空缺)"):
        sheet.put(row, 1, row - 2, text)
        sheet.put(row, 9, "第五选区")
        row += 1
    book.table(sheet, row, crowd("r05b", 2), header=False, first=row - 3)
    return book


def _dictionary(sheet: Sheet) -> None:
    sheet.put(1, 1, "性别", "民族", "文化程度", "政治面貌", "代表层级")
    for row, words in enumerate((("男", "汉族", "大学本科", "中共党员", "镇"), ("女", "壮族", "大学专科", "群众", "县"),
                                 (None, "瑶族", "高中", "共青团员", "市"), (None, "苗族", "初中", None, None)), start=2):  # fmt: skip
        sheet.put(row, 1, *words)


def dictionary_sheets() -> Book:
    """A sheet that explains the columns and one that feeds the drop-downs: headings of ours, nobody in them."""
    book = Book("r06_dictionary.xlsx")
    help_sheet = book.sheet("填表说明")
    help_sheet.put(1, 1, "栏目", "是否必填", "说明")
    for row, words in enumerate((("姓名", "必填", "与身份证一致"), ("性别", "必填", "男或女"), ("民族", "必填", "填全称,如汉族"),
                                 ("出生年月", "必填", "如1975.03"), ("选区", "必填", "第X选区"), ("联系电话", "选填", "手机号码")), start=2):  # fmt: skip
        help_sheet.put(row, 1, *words)
    tidy(book, "r06", 5)
    _dictionary(book.sheet("字典"))
    _dictionary(book.sheet("Sheet3", hidden=True))
    book.truth["quiet_sheets"] = ["填表说明", "字典"]
    book.truth["hidden_sheets"] = ["Sheet3"]
    return book


def statistics_beside() -> Book:
    """A little statistics table to the right of the roster."""
    book = Book("r07_statistics_beside.xlsx")
    sheet = tidy(book, "r07", 8)
    for row, words in enumerate(
        (("构成", "人数"), ("男", 5), ("女", 3), ("中共党员", 4), ("合计", 8)), start=4
    ):
        sheet.put(row, 13, *words)
    return book


def long_gap() -> Book:
    """Fifty empty rows, then three more people."""
    book = Book("r08_long_gap.xlsx", "raw", options={"dimension": "A1:J8"})
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    people = crowd("r08", 8)
    row = book.table(sheet, 2, people[:5])
    book.table(sheet, row + 50, people[5:], header=False, first=5)
    return book


def other_table_below() -> Book:
    """Under the roster the contacts of the offices: people, but no deputies; each has a heading of its own."""
    book = Book("r09_other_table_below.xlsx")
    sheet = tidy(book, "r09", 5)
    sheet.put(14, 1, "附:建议承办情况")
    sheet.put(15, 1, "编号", "建议标题", "承办单位", "交办日期", "办理结果")
    for row in range(16, 19):
        sheet.put(row, 1, row - 15, "关于修缮村道的建议", "规划建设办公室", "2021.10.8", "已办结")
    return book


def contact_sheet_too() -> Book:
    """The roster, and the same people again on a phone list without birth dates: nobody may be there twice as new."""
    book = Book("r10_contacts_too.xlsx")
    people = crowd("r10", 4)
    sheet = book.sheet("名册")
    sheet.put(1, 1, TITLE)
    book.table(sheet, 2, people)
    contacts = book.sheet("通讯录")
    contacts.put(1, 1, "迳口镇第十七届人大代表通讯录")
    contacts.put(2, 1, "序号", "姓名", "联系电话")
    for row, person in enumerate(people, start=3):
        contacts.put(row, 1, row - 2, person.name, person.phone)
        promise = book.expect(contacts, row, {"name": person.name, "phone": person.phone, "level": "镇"})
        either(promise, "double", "flagged")
        promise["free"] = ["sex", "birth_date", "electoral_district"]
    return book


def one_line_title_and_terms() -> Book:
    """One sheet of this term and one of the last: only the second wants a look."""
    book = Book("r11_two_terms.xlsx")
    tidy(book, "r11", 4, sheet=book.sheet("本届"))
    sheet = book.sheet("上届")
    sheet.put(1, 1, "迳口镇十六届人大代表名册")
    book.table(sheet, 2, crowd("r11b", 3))
    for promise in book.rows[4:]:
        promise.update(verdict="flagged", must_not_problem=False)
    return book


BOOKS = (
    section_wordings,
    sections_in_cells,
    endings,
    samples,
    vacancy_wordings,
    dictionary_sheets,
    statistics_beside,
    long_gap,
    other_table_below,
    contact_sheet_too,
    one_line_title_and_terms,
)
