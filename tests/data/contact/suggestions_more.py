"""More ledgers of opinions and suggestions: mixed classes, merged days, further tables, other kinds of file."""

from __future__ import annotations

from typing import Any

from tests.data.contact.books import book, doubt, rows, want
from tests.data.contact.ledger import OTHER, ROOM, STATION
from tests.data.rosters.grid import Book

OPINION: dict[str, Any] = {"class_": "群众意见"}
PROPOSAL: dict[str, Any] = {"class_": "代表建议"}


def classes_in_a_column() -> Book:
    """类别 is the class here and 分类 the topic; 来源 in words; 是否办结 with 是 and 否."""
    made = book("c11_classes.xlsx", "suggestions")
    sheet = made.sheet("2022年")
    rows(sheet, 1, ("意见建议台账",), ("编号", "类别", "来源", "分类", "日期", "提出代表", "主要内容", "办结时间", "是否办结"),
         ("2022-001", "群众意见", "接待", "水利", "3月5日", "单民", "水压不足", "", "否"),
         ("2022-002", "代表建议", "会议期间", "教育", "4月3日", "关小梅", "增开托管班", "", ""),
         ("2022-003", "议案转建议", "人代会", "交通道路", "4月3日", "伍国栋", "维修村道", "", "否"),
         ("2022-004", "提案", "接待", "教育", "4月3日", "伍国栋", "校门拥堵", "", "是"))  # fmt: skip
    want(
        made,
        sheet,
        3,
        no="2022-001",
        **OPINION,
        source="接待",
        category="水利",
        raised_on="2022-03-05",
        deputies="单民",
        content="水压不足",
    )
    want(
        made,
        sheet,
        4,
        no="2022-002",
        **PROPOSAL,
        source="会议期间",
        category="教育",
        raised_on="2022-04-03",
        deputies="关小梅",
        content="增开托管班",
    )
    want(
        made,
        sheet,
        5,
        no="2022-003",
        class_="议案转建议",
        source="会议期间",
        category="交通道路",
        raised_on="2022-04-03",
        deputies="伍国栋",
        content="维修村道",
    )
    doubt(made, sheet, 6, "class", "status", no="2022-004", source="接待", category="教育", raised_on="2022-04-03", deputies="伍国栋",
          content="校门拥堵")  # fmt: skip
    made.truth["free"] = ["class", "status"]
    return made


def merged_over_opinions() -> Book:
    """The day, the site and the deputies merged over several opinions; a subtotal a month; headings once more."""
    made = book("c12_merged.xlsx", "suggestions")
    sheet = made.sheet("台账")
    head = ("序号", "接待日期", "联络站", "接待代表", "反映人", "反映问题", "承办部门", "办理结果")
    sheet.put(1, 1, "2022年度选民意见建议登记表")
    rows(sheet, 2, head, (1, "3月9日", "镇联络室", "伍国栋\n单 民", "黎某", "路灯不亮", "供电所", "已更换全部损坏的路灯"),
         (2, None, None, None, "潘某", "水压不足", "水务站", "正在更换老化水管,预计年底完成"), ("3月小计", None, None, None, None, "2件", None, None),
         (None,) * 8, head, (3, "4月13日", "下寮站", "曾少雄", "关某", "村道破损", "规建办", "已列入明年计划安排"), ("合计", "3件", None, None, None, None, None, None),
         ("制表人:陈小明", None, None, None, None, None, "2022年12月31日", None))  # fmt: skip
    for column in (2, 3, 4):
        sheet.merge(3, column, 4, column)
    first = {"raised_on": "2022-03-09", "site": ROOM, "deputies": "伍国栋、单民"}
    want(made, sheet, 3, **OPINION, **first, visitor="黎某", content="路灯不亮", lead_handler="供电所")
    want(made, sheet, 4, **OPINION, **first, visitor="潘某", content="水压不足", lead_handler="水务站")
    want(
        made,
        sheet,
        8,
        **OPINION,
        raised_on="2022-04-13",
        site=OTHER,
        deputies="曾少雄",
        visitor="关某",
        content="村道破损",
        lead_handler="规划建设办公室",
    )
    return made


def two_tables_below_each_other() -> Book:
    """Opinions above, suggestions of deputies below, each with its own title."""
    made = book("c13_two_tables.xlsx", "suggestions")
    sheet = made.sheet("汇总")
    rows(sheet, 1, ("一、2022年群众意见办理台账",), ("编号", "收集时间", "意见内容", "承办单位"), ("2022-001", "3月5日", "路灯不亮", "供电所"), (),
         ("二、2022年代表建议办理台账",), ("编号", "提出时间", "建议内容", "承办单位", "领衔代表"), ("J2022-001", "4月3日", "维修村道", "规划建设办公室", "单民"))  # fmt: skip
    want(
        made,
        sheet,
        3,
        no="2022-001",
        **OPINION,
        raised_on="2022-03-05",
        content="路灯不亮",
        lead_handler="供电所",
    )
    want(
        made,
        sheet,
        7,
        no="J2022-001",
        **PROPOSAL,
        raised_on="2022-04-03",
        content="维修村道",
        lead_handler="规划建设办公室",
        deputies="单民",
    )
    return made


def over_the_turn_of_the_year() -> Book:
    """Days without a year that would run backwards are asked about; a month beside its day in two columns."""
    made = book("c14_turn.csv", "suggestions", "text")
    made.any_sheet_name = True
    sheet = made.sheet("台账")
    rows(sheet, 1, ("2022年群众意见台账", "", "", "", ""), ("反映时间", "反映人", "内容", "交办时间", "答复时间"),
         ("12月20日", "黎某", "路灯不亮", "12月28日", "1月15日"), ("12月21日", "潘某", "水压不足", "12.29", "2023.1.16"))  # fmt: skip
    doubt(
        made,
        sheet,
        3,
        "replied_on",
        **OPINION,
        raised_on="2022-12-20",
        visitor="黎某",
        content="路灯不亮",
        assigned_on="2022-12-28",
    )["free"] = ["replied_on"]
    want(
        made,
        sheet,
        4,
        **OPINION,
        raised_on="2022-12-21",
        visitor="潘某",
        content="水压不足",
        assigned_on="2022-12-29",
        replied_on="2023-01-16",
    )
    return made


def month_and_day_apart() -> Book:
    """收集日期 over 月 and 日; blanks where the row above still holds; a web page posing as .xls."""
    made = book("c15_month_day.xls", "suggestions", "html")
    sheet = made.sheet("Sheet1")
    rows(sheet, 1, ("迳口村站2022年社情民意登记表", None, None, None), ("收集日期", None, "反映人", "反映事项"), ("月", "日", None, None),
         (3, 5, "黎某", "路灯不亮"), (3, 12, "潘某", "水压不足"))  # fmt: skip
    sheet.merge(2, 1, 2, 2)
    sheet.merge(2, 3, 3, 3)
    sheet.merge(2, 4, 3, 4)
    made.any_sheet_name = True
    want(made, sheet, 4, **OPINION, raised_on="2022-03-05", visitor="黎某", content="路灯不亮")["free"] = [
        "site"
    ]
    want(made, sheet, 5, **OPINION, raised_on="2022-03-12", visitor="潘某", content="水压不足")["free"] = [
        "site"
    ]
    return made


def numbers_given_twice() -> Book:
    """The same line twice; a number given to two matters; the same number in two classes."""
    made = book("c16_twice.xlsx", "suggestions")
    sheet = made.sheet("2022年")
    rows(sheet, 1, ("编号", "类别", "日期", "内容"), ("2022-001", "群众意见", "3月5日", "路灯不亮"), ("2022-001", "群众意见", "3月5日", "路灯不亮"),
         ("2022-001", "群众意见", "3月6日", "水压不足"), ("2022-001", "代表建议", "3月6日", "维修村道"))  # fmt: skip
    base = {"no": "2022-001"}
    want(made, sheet, 2, **base, **OPINION, raised_on="2022-03-05", content="路灯不亮")
    want(made, sheet, 3, "double", **base, **OPINION, raised_on="2022-03-05", content="路灯不亮")
    doubt(made, sheet, 4, "no", **base, **OPINION, raised_on="2022-03-06", content="水压不足")
    want(made, sheet, 5, **base, **PROPOSAL, raised_on="2022-03-06", content="维修村道")
    return made


def words_like_totals() -> Book:
    """A matter that begins with 合计, 请 or 注意 is a matter; a total is none."""
    made = book("c20_words.xlsx", "suggestions")
    sheet = made.sheet("2022年")
    matters = ("合计3户村民反映水压不足", "请尽快维修村道", "注意安全标识缺失", "共12盏路灯不亮")
    rows(sheet, 1, ("群众意见台账",), ("日期", "内容", "满意度"), *((f"3月{n}日", text, "满意(口头)") for n, text in enumerate(matters, 1)),
         ("合计", "4件", ""))  # fmt: skip
    for n, text in enumerate(matters, 1):
        want(made, sheet, 2 + n, **OPINION, raised_on=f"2022-03-{n:02d}", content=text, feedback="满意")
    return made


def a_roster_instead() -> Book:
    """A roster of deputies is no ledger of opinions."""
    made = book("c17_roster.xlsx", "suggestions", exit=2, report="wanted")
    rows(
        made.sheet("名册"),
        1,
        ("代表名册",),
        ("序号", "姓名", "性别", "出生年月", "选区"),
        (1, "单民", "男", "1970.03", "第一选区"),
    )
    return made


def doubtful_days() -> Book:
    """An impossible day, a range, a reply before the hand-over, feedback without a reply."""
    made = book("c18_days.xlsx", "suggestions")
    sheet = made.sheet("2022年")
    rows(sheet, 1, ("群众意见台账",), ("日期", "内容", "交办时间", "答复时间", "满意度"), ("3.5", "路灯不亮", "2月30日", "", ""), ("3.5", "水压不足", "3.5-3.7", "", ""),
         ("3.5", "村道破损", "3.8", "3.7", ""), ("3.5", "垃圾未清", "3.8", "", "一般"), ("", "校门拥堵", "3.8", "", ""))  # fmt: skip
    base = {**OPINION, "raised_on": "2022-03-05"}
    doubt(made, sheet, 3, "assigned_on", **base, content="路灯不亮")["free"] = ["assigned_on"]
    doubt(made, sheet, 4, "assigned_on", **base, content="水压不足")["free"] = ["assigned_on"]
    doubt(
        made,
        sheet,
        5,
        "replied_on",
        **base,
        content="村道破损",
        assigned_on="2022-03-08",
        replied_on="2022-03-07",
    )
    doubt(made, sheet, 6, "feedback", **base, content="垃圾未清", assigned_on="2022-03-08")["free"] = [
        "feedback"
    ]
    wrong = doubt(made, sheet, 7, "raised_on", **OPINION, content="校门拥堵", assigned_on="2022-03-08")
    wrong.pop("verdict")
    wrong.update(verdict_in=["wrong", "flagged"], free=["raised_on"])
    return made


def sections_by_site() -> Book:
    """A row of its own names the site of the rows below; empty numbered rows; a hidden sheet stays out."""
    made = book("c19_sections.xlsx", "suggestions", hidden_sheets=["旧表"])
    sheet = made.sheet("2022")
    rows(sheet, 1, ("2022年联络站收集群众意见情况表",), ("序号", "时间", "代表", "群众姓名", "意见建议", "办理单位"), ("迳口村站:",),
         (1, "3月5日", "单民", "黎某", "路灯不亮", "供电所"), (2, "3月6日", "单民", "潘某", "水压不足", "水务站"), ("下寮站(1件)",),
         (1, "3月7日", "曾少雄", "关某", "村道破损", "镇政府"), (2, None, None, None, None, None), ("注:以上意见均已交办。",))  # fmt: skip
    rows(made.sheet("旧表", hidden=True), 1, ("时间", "意见建议"), ("3月5日", "不要导入"))
    want(
        made,
        sheet,
        4,
        **OPINION,
        site=STATION,
        raised_on="2022-03-05",
        deputies="单民",
        visitor="黎某",
        content="路灯不亮",
        lead_handler="供电所",
    )
    want(
        made,
        sheet,
        5,
        **OPINION,
        site=STATION,
        raised_on="2022-03-06",
        deputies="单民",
        visitor="潘某",
        content="水压不足",
        lead_handler="水务站",
    )
    want(
        made,
        sheet,
        7,
        **OPINION,
        site=OTHER,
        raised_on="2022-03-07",
        deputies="曾少雄",
        visitor="关某",
        content="村道破损",
        lead_handler="镇政府",
    )
    return made


BOOKS = (
    classes_in_a_column,
    merged_over_opinions,
    two_tables_below_each_other,
    over_the_turn_of_the_year,
    month_and_day_apart,
    numbers_given_twice,
    words_like_totals,
    a_roster_instead,
    doubtful_days,
    sections_by_site,
)
