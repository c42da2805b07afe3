"""The small ledgers of a site: duties, equipment, money, rules on the wall, activities, and the sessions."""

from __future__ import annotations

from typing import Any

from tests.data.contact.books import rows, want
from tests.data.contact.ledger import CONTACT, ROOM, STATION
from tests.data.rosters.grid import Book

KEYS = "site held_on deputies theme name quantity unit_price bought_on fund occurred_on summary income expense adopted_on opinion_count"


def small(name: str, register: str, **truth: Any) -> Book:
    """An empty workbook for one of the small ledgers."""
    made = Book(name)
    made.truth = {"register": register, "ledger": CONTACT, "keys": KEYS.split(), **truth}
    return made


def duties() -> Book:
    """A rota with days and hours in two columns and four deputies in a cell."""
    made = small("g01_duties.xlsx", "reception_duties")
    sheet = made.sheet("安排表")
    rows(sheet, 1, ("2022年人大代表接待选民安排表",), ("序号", "日期", "时间", "地点", "接待代表", "主题"),
         (1, "3月15日", "9:00-11:30", "镇联络室", "伍国栋、单 民\n曾少雄 关小梅", "春耕"), (2, "4月13日", "上午", "迳口站", "黎少芬", ""))  # fmt: skip
    want(
        made, sheet, 3, held_on="2022-03-15", site=ROOM, deputies="伍国栋、单民、曾少雄、关小梅", theme="春耕"
    )
    want(made, sheet, 4, held_on="2022-04-13", site=STATION, deputies="黎少芬")
    return made


def equipment() -> Book:
    """The site written once and left blank below: read from above and asked about; money; a total."""
    made = small("g02_equipment.xlsx", "site_equipment")
    sheet = made.sheet("设备")
    rows(sheet, 1, ("联络站设备登记表",), ("序号", "站点", "名称", "数量", "单位", "单价（元）", "购置日期"), (1, "镇联络室", "电脑", 1, "台", 4500, "2021.5.6"),
         (2, None, "打印机", 2, "台", "1,200.50", "2021.5.6"), ("合计", None, None, 3, None, 6901, None))  # fmt: skip
    want(made, sheet, 3, site=ROOM, name="电脑", quantity="1", unit_price="4,500.00", bought_on="2021-05-06")
    second = want(
        made,
        sheet,
        4,
        "flagged",
        site=ROOM,
        name="打印机",
        quantity="2",
        unit_price="1,200.50",
        bought_on="2021-05-06",
    )
    second["must_problem"] = [[["site"], "warning"]]
    return made


def money() -> Book:
    """Which money it is stands in the title; income and expense with commas; the balance is not read."""
    made = small("g03_money.xlsx", "fund_entries", sheet_note=["经费"])
    sheet = made.sheet("经费")
    rows(sheet, 1, ("2022年联络站经费台账",), ("日期", "凭证号", "摘要", "收入", "支出", "结余"), ("3月5日", "001", "拨入经费", "10,000.00", "", 10000),
         ("3.20", "002", "购买文具", "", 123.5, 9876.5), ("合计", "", "", 10000, 123.5, 9876.5))  # fmt: skip
    want(made, sheet, 3, fund="联络站经费", occurred_on="2022-03-05", summary="拨入经费", income="10,000.00")
    want(made, sheet, 4, fund="联络站经费", occurred_on="2022-03-20", summary="购买文具", expense="123.50")
    return made


def rules_and_activities() -> tuple[Book, Book]:
    """Rules with the site they hang in; activities of the site that the title names."""
    first = small("g04_rules.xlsx", "posted_rules")
    sheet = first.sheet("制度")
    rows(
        sheet,
        1,
        ("制度上墙情况一览表",),
        ("序号", "制度名称", "上墙地点", "是否上墙", "制定时间"),
        (1, "代表接待选民制度", "镇联络室", "是", "2021年9月"),
    )
    want(first, sheet, 3, name="代表接待选民制度", site=ROOM, adopted_on="2021-09")
    second = small("g05_activities.xlsx", "site_activities")
    sheet = second.sheet("活动")
    rows(
        sheet,
        1,
        ("迳口村站2022年活动记录",),
        ("时间", "活动主题", "活动形式", "参加代表", "收集意见（件）"),
        ("3月5日", "学习两会精神", "学习", "伍国栋、单民", 2),
    )
    want(
        second,
        sheet,
        3,
        held_on="2022-03-05",
        site=STATION,
        theme="学习两会精神",
        deputies="伍国栋、单民",
        opinion_count="2",
    )
    return first, second


BOOKS = (duties, equipment, money, rules_and_activities)
