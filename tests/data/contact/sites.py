"""Lists of liaison sites and their checks: items as rows, as columns, as scores, sites across."""

from __future__ import annotations

from typing import Any

from tests.data.contact.books import book, doubt, rows, want
from tests.data.contact.ledger import OTHER, ROOM, STATION
from tests.data.rosters.grid import Book

ITEMS = ("有场所", "有牌子", "有人员", "有设备", "有经费", "有制度", "有活动", "有台账")
ROUND: dict[str, Any] = {"round": "2022年第二轮", "checked_on": "2022-06-15"}


def list_of_sites() -> Book:
    """A list with assigned deputies in one cell, units in headings, two phones, a site that is there already."""
    made = book("e01_sites.xlsx", "liaison_sites")
    sheet = made.sheet("联络站")
    sheet.put(1, 1, "迳口镇人大代表联络站（室）基本情况一览表")
    rows(sheet, 2, ("序号", "站点名称", "类别", "所在村（社区）", "详细地址", "面积\n(平方米)", "站长", "联络员", "驻站代表", "联系电话"),
         (1, "上塘村人大代表联络站", "联络站", "上塘村", "上塘村委会一楼", "35.5㎡", "黎 明", "关小英", "单民、曾少雄\n关小梅", "0758-3300001"),
         (2, "工业园联络点", "联络点", "", "工业园服务中心", 20, "黎少芬", "", "欧阳金水  单　民", ""),
         (3, ROOM, "联络室", "", "", "", "", "", "", ""),
         ("合计", "3个", "", "", "", 55.5, "", "", "", ""))  # fmt: skip
    want(made, sheet, 3, name="上塘村人大代表联络站", kind="联络站", village="上塘村", address="上塘村委会一楼", area_m2="35.5",
         site_head="黎明", liaison_officer="关小英", deputies="单民、曾少雄、关小梅", public_phone="0758-3300001")  # fmt: skip
    want(
        made,
        sheet,
        4,
        name="工业园联络点",
        kind="联络点",
        address="工业园服务中心",
        area_m2=["20", "20.0"],
        site_head="黎少芬",
        deputies="欧阳金水、单民",
    )
    want(made, sheet, 5, "same", name=ROOM, kind="联络室")
    return made


def kind_in_the_name() -> Book:
    """No column for the kind: the name says it; a deputy nobody knows; a second time; .xls."""
    made = book("e02_names.xls", "liaison_sites", "xls")
    sheet = made.sheet("Sheet1")
    rows(sheet, 1, ("联络站名称", "负责人", "驻站人大代表", "备注"),
         ("上塘村人大代表联络站", "黎明", "张不存", ""), ("水口村人大代表联络站", "关明", "单民", "新建"), ("水口村人大代表联络站", "关明", "单民", "新建"))  # fmt: skip
    doubt(
        made,
        sheet,
        2,
        "deputies",
        name="上塘村人大代表联络站",
        kind="联络站",
        site_head="黎明",
        deputies="张不存",
    )
    want(
        made,
        sheet,
        3,
        name="水口村人大代表联络站",
        kind="联络站",
        site_head="关明",
        deputies="单民",
        note="新建",
    )
    want(
        made,
        sheet,
        4,
        "double",
        name="水口村人大代表联络站",
        kind="联络站",
        site_head="关明",
        deputies="单民",
        note="新建",
    )
    made.truth["sheet_note"] = ["Sheet1"]
    return made


def items_across() -> Book:
    """Sites down, the eight items across: √, ×, 部分; the round in the title, day and checker above the table."""
    made = book("e03_across.xlsx", "site_checks")
    sheet = made.sheet("八有")
    rows(sheet, 1, ("迳口镇人大代表联络站“八有”自查表(2022年第二轮)",), ("自查日期:2022年6月15日", None, None, None, "自查人:陈小明"),
         ("序号", "站点名称", *ITEMS, "总分"),
         (1, "镇联络室", *["√"] * 8, 100), (2, "迳口站", "√", "√", "×", "√", "√", "部分", "√", "√", 81.25), ("合计", "", *[2] * 8))  # fmt: skip
    for row, site in ((4, ROOM), (5, STATION)):
        for number, item in enumerate(ITEMS):
            result = {2: "缺", 5: "部分达标"}.get(number, "达标") if row == 5 else "达标"
            promise = want(made, sheet, row, **ROUND, site=site, item=item, result=result, checker="陈小明")
            if result != "达标":
                promise.update(verdict="flagged", must_not_problem=False, must_problem=[[["fix_by"], "*"]])
            promise["beside"] = True
    return made


def sites_across() -> Book:
    """Items down, sites across, scores in the cells; a total below."""
    made = book("e04_sites_across.ods", "site_checks", "ods")
    sheet = made.sheet("2022年第二轮")
    rows(
        sheet,
        1,
        ("联络站八有自评得分表(2022年第二轮)",),
        ("检查时间:2022年6月15日",),
        ("序号", "项目", "镇联络室", "迳口站", "下寮站"),
    )
    for number, item in enumerate(ITEMS, 1):
        rows(sheet, 3 + number, (number, f"{number}.{item}", 12.5, 12.5, 0 if number == 8 else 12.5))
        for site in (ROOM, STATION, OTHER):
            zero = number == 8 and site == OTHER
            promise = want(
                made,
                sheet,
                3 + number,
                **ROUND,
                site=site,
                item=item,
                score="0.0" if zero else "12.5",
                result="缺" if zero else "达标",
            )
            if zero:
                promise.update(verdict="flagged", must_not_problem=False)
                promise["values"]["score"] = ["0", "0.0"]
            promise["beside"] = True
    sheet.put(12, 2, "合计")
    for column in (3, 4, 5):
        sheet.put(12, column, 100)
    return made


def items_as_rows() -> Book:
    """One sheet a site, items as rows, with findings and dates for what is missing."""
    made = book("e05_rows.xlsx", "site_checks")
    for name, site in (("迳口站", STATION), ("下寮站", OTHER)):
        sheet = made.sheet(name)
        rows(sheet, 1, ("“八有”自查表(2022年第二轮)",), ("序号", "自查项目", "是否达标", "得分", "存在问题", "检查时间", "整改期限"),
             (1, "有场所", "达标", 12.5, "", "2022.6.15", ""), (2, "有牌子", "√", 12.5, "", "同上", ""),
             (3, "有经费", "部分达标", 6.25, "缺少凭证", "同上", "2022年7月31日"), (4, "有食堂", "√", "", "", "同上", ""), ("总分", "", "", 31.25))  # fmt: skip
        want(made, sheet, 3, **ROUND, site=site, item="有场所", result="达标", score="12.5")
        want(made, sheet, 4, **ROUND, site=site, item="有牌子", result="达标", score="12.5")
        want(
            made,
            sheet,
            5,
            **ROUND,
            site=site,
            item="有经费",
            result="部分达标",
            score="6.25",
            finding="缺少凭证",
            fix_by="2022-07-31",
        )
        doubt(made, sheet, 6, "item", **ROUND, site=site, item="有食堂", result="达标")
    return made


BOOKS = (list_of_sites, kind_in_the_name, items_across, sites_across, items_as_rows)
