"""Good workbooks of the wrong kind: nothing in them is a deputy."""

from __future__ import annotations

from tests.data.rosters.grid import Book
from tests.data.rosters.people import crowd

UNKNOWN = {"exit": 2, "report": "wanted"}


def suggestions() -> Book:
    """The ledger of deputies' suggestions: names of deputies stand in it, but no deputies."""
    book = Book("w01_suggestions.xlsx", truth=dict(UNKNOWN))
    sheet = book.sheet("建议台账")
    sheet.put(1, 1, "迳口镇第十七届人大代表建议办理台账")
    sheet.put(
        2,
        1,
        "序号",
        "建议编号",
        "建议标题",
        "领衔代表",
        "附议代表",
        "承办单位",
        "交办日期",
        "答复日期",
        "办理结果",
        "满意度",
    )
    for index, person in enumerate(crowd("w01", 6)):
        sheet.put(index + 3, 1, index + 1, f"第{index + 1}号", "关于修缮村道的建议", person.name, "陈某等3人",
                  "规划建设办公室", "2021.10.8", "2021.12.8", "已办结", "满意")  # fmt: skip
    return book


def price_list() -> Book:
    book = Book("w02_prices.xls", "xls", truth=dict(UNKNOWN))
    sheet = book.sheet("报价单")
    sheet.put(1, 1, "办公用品报价单")
    sheet.put(2, 1, "序号", "品名", "规格型号", "单位", "数量", "单价（元）", "金额", "备注")
    for row, name in enumerate(("档案盒", "打印纸", "签字笔"), start=3):
        sheet.put(row, 1, row - 2, name, "A4", "个", 20, 3.5, 70, "含税")
    sheet.put(6, 1, "合计", None, None, None, 60, None, 210)
    return book


def receptions() -> Book:
    book = Book("w03_receptions.csv", "text", options={"encoding": "gb18030"}, truth={"exit": 2})
    sheet = book.sheet()
    sheet.put(1, 1, "日期", "联络站", "接待代表", "来访人数", "反映问题", "处理情况")
    for row in range(2, 6):
        sheet.put(row, 1, f"2021.1{row % 3}.15", "迳口联络站", "陈某某、李某某", row, "路灯不亮", "已转办")
    return book


def statistics_only() -> Book:
    """Nothing but the structure of the deputies in figures."""
    book = Book("w04_structure.ods", "ods", truth=dict(UNKNOWN))
    sheet = book.sheet("构成")
    sheet.put(1, 1, "迳口镇第十七届人大代表构成情况统计表")
    sheet.put(2, 1, "选区", "代表数", "性别", None, "政治面貌", None, "民族")
    sheet.put(3, 3, "男", "女", "中共党员", "群众", "汉族", "少数民族")
    sheet.merge(2, 3, 2, 4)
    sheet.merge(2, 5, 2, 6)
    for row, name in enumerate(("第一选区", "第二选区", "合计"), start=4):
        sheet.put(row, 1, name, 8, 5, 3, 5, 3, 7, 1)
    return book


def header_only() -> Book:
    """A blank template: headings, no person."""
    book = Book("w05_blank_template.xlsx", truth={"exit": [0, 2]})
    sheet = book.sheet("名册")
    sheet.put(1, 1, "四会市迳口镇第十七届人民代表大会代表名册")
    sheet.put(2, 1, "序号", "姓名", "性别", "民族", "出生年月", "选区", "联系电话")
    for row in range(3, 33):
        sheet.put(row, 1, row - 2)
    return book


BOOKS = (suggestions, price_list, receptions, statistics_only, header_only)
