"""Ledgers of receptions: visitors as rows of a batch, as lists in a cell, as mere numbers; kinds as ticks or titles."""

from __future__ import annotations

from typing import Any

from tests.data.contact.books import book, doubt, rows, want
from tests.data.contact.ledger import OTHER, ROOM, STATION
from tests.data.rosters.grid import Book

HEAD = (
    "序号",
    "接待日期",
    "地点",
    "接待方式",
    "接待代表",
    "来访人",
    "所在村",
    "电话",
    "反映事项",
    "处理情况",
)
FIRST: dict[str, Any] = {"held_on": "2022-03-09", "site": ROOM, "kind": "接访", "deputies": "伍国栋、单民"}
SECOND: dict[str, Any] = {"held_on": "2022-04-13", "site": STATION, "kind": "下访", "deputies": "曾少雄"}


def merged_batches() -> Book:
    """One row a visitor, the batch's cells merged over them."""
    made = book("d01_merged.xlsx", "receptions", forbidden_text=["19900001111"])
    sheet = made.sheet("2022")
    sheet.put(1, 1, "2022年接待选民登记台账")
    rows(sheet, 2, HEAD,
         (1, "2022.3.9", "迳口镇人大代表联络室", "接访", "伍国栋、单民", "黎大伯", "下寮村", "19900001111", "路灯", "转镇政府"),
         (None, None, None, None, None, "潘志明", "迳口村", "", "水压", None),
         (None, None, None, None, None, "区大娘", "迳口村", 19900001112, "道路", None),
         (2, "2022.4.13", "迳口村站", "下访", "曾少雄", "关大姐", "水口村", "", "道路", "当场答复"))  # fmt: skip
    for column in (1, 2, 3, 4, 5, 10):
        sheet.merge(3, column, 5, column)
    want(made, sheet, 3, **FIRST, visitors="黎大伯、潘志明、区大娘", visitor_count="3")
    want(made, sheet, 6, **SECOND, visitors="关大姐", visitor_count="1")
    return made


def blank_batches() -> Book:
    """The same, the batch's cells left blank or filled with ditto marks instead of merged."""
    made = book("d02_blank.ods", "receptions", "ods")
    sheet = made.sheet("接待")
    sheet.put(1, 1, "接待选民登记表(2022年度)")
    rows(sheet, 2, HEAD,
         (1, "3月9日", "镇联络室", "接访", "伍国栋 单 民", "黎大伯", "下寮村", "", "路灯", "转镇政府"),
         (None, "", "", "", "", "潘志明", "迳口村", "", "水压", ""),
         (None, "〃", "〃", "〃", "〃", "区大娘", "〃", "", "道路", "〃"),
         (2, "4月13日", "迳口站", "下访", "曾少雄", "关大姐", "水口村", "", "道路", "当场答复"),
         ("合计", "2批次", "", "", "", "4人", "", "", "", ""))  # fmt: skip
    want(made, sheet, 3, **FIRST, visitors="黎大伯、潘志明、区大娘", visitor_count="3")
    want(made, sheet, 6, **SECOND, visitors="关大姐", visitor_count="1")
    return made


def one_row_a_batch() -> Book:
    """Several visitors in one cell, numbers of people, nobody at all, an opinion count."""
    made = book("d03_one_row.xlsx", "receptions")
    sheet = made.sheet("台账")
    sheet.put(1, 1, "2022年人大代表接待选民情况统计表")
    rows(sheet, 2, ("编号", "时间", "接待地点", "方式", "接待代表", "代表人数", "来访群众", "来访人数", "收集意见（件）", "备注"),
         ("2022-01", "3月9日", "镇联络室", "接访", "伍国栋、单民", 2, "黎大伯、潘志明", 5, 3, "主题接待日"),
         ("2022-02", "4月13日", "迳口站", "下访", "曾少雄等4人", "", "关大姐(水口村)", "", 1, ""),
         ("2022-03", "5月10日", "下寮站", "约访", "关小梅", 1, "无", 0, 0, "无人来访"),
         ("2022-04", "6月10日", "下寮站", "接访", "黎少芬", 1, "村民8人", "", 2, ""),
         ("小计", "4批次", "", "", "", 8, "", 14, 6, ""))  # fmt: skip
    want(
        made,
        sheet,
        3,
        **FIRST,
        no="2022-01",
        deputy_count="2",
        visitors="黎大伯、潘志明",
        visitor_count="5",
        opinion_count="3",
        note="主题接待日",
    )
    want(
        made,
        sheet,
        4,
        **SECOND,
        no="2022-02",
        deputy_count="4",
        visitors="关大姐",
        visitor_count="1",
        opinion_count="1",
    )
    want(made, sheet, 5, no="2022-03", held_on="2022-05-10", site=OTHER, kind="约访", deputies="关小梅", deputy_count="1",
         visitor_count="0", opinion_count="0", note="无人来访")["free"] = ["visitors"]  # fmt: skip
    want(made, sheet, 6, no="2022-04", held_on="2022-06-10", site=OTHER, kind="接访", deputies="黎少芬", deputy_count="1",
         visitor_count="8", opinion_count="2")  # fmt: skip
    return made


def kinds_as_ticks() -> Book:
    """接访, 约访, 下访 as columns to be ticked below one heading; the site as the sheet's name."""
    made = book("d04_ticks.xlsx", "receptions")
    for name, site in (("迳口站", STATION), ("下寮站", OTHER)):
        sheet = made.sheet(name)
        sheet.put(1, 1, "人大代表接待选民登记台账(2022年)")
        sheet.merge(1, 1, 1, 8)
        rows(sheet, 2, ("日期", "接待方式", None, None, "接待代表", "来访人", "联系电话", "是否保密"),
             (None, "接访", "约访", "下访", None, None, None, None),
             ("3月9日", "√", None, None, "单民", "黎大伯", "19900001111", "是"),
             ("4月13日", None, None, "√", "曾少雄、\n关小梅", "关大姐", None, "否"))  # fmt: skip
        for column in (1, 5, 6, 7, 8):
            sheet.merge(2, column, 3, column)
        sheet.merge(2, 2, 2, 4)
        want(
            made,
            sheet,
            4,
            held_on="2022-03-09",
            site=site,
            kind="接访",
            deputies="单民",
            visitors="黎大伯",
            visitor_count="1",
        )
        want(
            made,
            sheet,
            5,
            held_on="2022-04-13",
            site=site,
            kind="下访",
            deputies="曾少雄、关小梅",
            visitors="关大姐",
            visitor_count="1",
        )
    return made


def month_sheets_with_days() -> Book:
    """Sheets called 2022.3 and 2022.4 with days only; the site in the title; kind told by the title."""
    made = book("d05_days.xls", "receptions", "xls")
    for month in (3, 4):
        sheet = made.sheet(f"2022.{month}")
        rows(sheet, 1, ("迳口村人大代表联络站接访登记表",), ("日期", "接访代表", "来访人姓名", "性别", "年龄", "住址", "反映问题"),
             ("9日", "单民", "黎大伯", "男", 60, "迳口村", "路灯不亮"), (23, "曾少雄", "潘大姐", "女", 45, "迳口村", "水压不足"))  # fmt: skip
        for row, day, deputy, visitor in ((3, 9, "单民", "黎大伯"), (4, 23, "曾少雄", "潘大姐")):
            want(made, sheet, row, held_on=f"2022-{month:02d}-{day:02d}", site=STATION, kind="接访", deputies=deputy,
                 visitors=visitor, visitor_count="1")  # fmt: skip
    made.truth["sheet_note"] = ["2022.3"]
    return made


def doubtful_batches() -> Book:
    """A site and a deputy nobody knows, fewer people counted than named, a date that does not exist."""
    made = book("d06_doubts.xlsx", "receptions")
    sheet = made.sheet("2022年")
    rows(sheet, 1, ("日期", "地点", "方式", "代表", "来访人", "人数"),
         ("3月9日", "水口站", "接访", "单民", "黎大伯", 1), ("3月10日", "镇联络室", "接访", "张不存", "黎大伯", 1),
         ("3月11日", "镇联络室", "接访", "单民", "黎大伯、潘大姐", 1), ("2月30日", "镇联络室", "接访", "单民", "黎大伯", 1),
         ("3月12日", "镇联络室", "", "单民", "黎大伯", 1), ("9月12日", "镇联络室", "接访", "梁伟", "黎大伯", "约20"))  # fmt: skip
    doubt(
        made,
        sheet,
        2,
        "site",
        held_on="2022-03-09",
        site="水口站",
        kind="接访",
        deputies="单民",
        visitors="黎大伯",
        visitor_count="1",
    )
    doubt(
        made,
        sheet,
        3,
        "deputies",
        held_on="2022-03-10",
        site=ROOM,
        kind="接访",
        deputies="张不存",
        visitors="黎大伯",
        visitor_count="1",
    )
    wrong = doubt(
        made,
        sheet,
        4,
        "visitor_count",
        held_on="2022-03-11",
        site=ROOM,
        kind="接访",
        deputies="单民",
        visitors="黎大伯、潘大姐",
        visitor_count="1",
    )
    wrong["verdict"] = "wrong"
    impossible = doubt(
        made,
        sheet,
        5,
        "held_on",
        site=ROOM,
        kind="接访",
        deputies="单民",
        visitors="黎大伯",
        visitor_count="1",
    )
    impossible["verdict"] = "wrong"
    doubt(
        made,
        sheet,
        6,
        "kind",
        held_on="2022-03-12",
        site=ROOM,
        deputies="单民",
        visitors="黎大伯",
        visitor_count="1",
    )["free"] = ["kind"]
    doubt(
        made,
        sheet,
        7,
        "deputies",
        "visitor_count",
        held_on="2022-09-12",
        site=ROOM,
        kind="接访",
        deputies="梁伟",
        visitors="黎大伯",
    )["free"] = ["visitor_count"]
    return made


def one_row_an_opinion() -> Book:
    """Further matters of the batch below it with nobody named; villages merged over their visitors."""
    made = book("d07_opinions.xlsx", "receptions")
    sheet = made.sheet("台账")
    sheet.put(1, 1, "2022年镇人大代表联络室接访台账")
    rows(sheet, 2, ("批次", "接访时间", "接访站点", "接访形式", "接访代表", "来访群众", "村居", "反映问题"),
         ("第1批", "2022-03-09", "镇联络室", "接访", "伍国栋", "黎大伯", "下寮村", "路灯不亮"),
         (None, None, None, None, "单民", "潘大姐", None, "水压不足"),
         ("第2批", "2022-04-13", "迳口站", "下访", "曾少雄", "关大姐", "水口村", "道路破损"))  # fmt: skip
    for column in (1, 2, 3, 4, 7):
        sheet.merge(3, column, 4, column)
    want(made, sheet, 3, no="第1批", **FIRST, visitors="黎大伯、潘大姐", visitor_count="2")
    want(made, sheet, 5, no="第2批", **SECOND, visitors="关大姐", visitor_count="1")
    return made


def a_second_time() -> Book:
    """The same batch twice; two different ones on one day at one place are asked about."""
    made = book("d08_twice.csv", "receptions", "text")
    made.any_sheet_name = True
    sheet = made.sheet("台账")
    rows(sheet, 1, ("日期", "地点", "方式", "代表", "来访人", "反映事项"),
         *[("2022-03-09", "镇联络室", "接访", "伍国栋、单民", "黎大伯", "路灯不亮")] * 2,
         ("2022-03-09", "镇联络室", "接访", "关小梅", "潘大姐", "水压不足"))  # fmt: skip
    want(made, sheet, 2, **FIRST, visitors="黎大伯", visitor_count="1")
    want(made, sheet, 3, "double", **FIRST, visitors="黎大伯", visitor_count="1")
    doubt(made, sheet, 4, "held_on", **{**FIRST, "deputies": "关小梅"}, visitors="潘大姐", visitor_count="1")
    return made


BOOKS = (
    merged_batches,
    blank_batches,
    one_row_a_batch,
    kinds_as_ticks,
    month_sheets_with_days,
    doubtful_batches,
    one_row_an_opinion,
    a_second_time,
)
