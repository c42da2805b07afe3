"""Ledgers of opinions and suggestions: months as sheets, ditto marks, ticks, two-row headings, topics and classes."""

from __future__ import annotations

from datetime import date, datetime

from tests.data.contact.books import book, doubt, rows, want
from tests.data.contact.ledger import OTHER, ROOM, STATION
from tests.data.rosters.grid import Book, Styled

HEAD = (
    "序号",
    "日期",
    "收集地点",
    "提出代表",
    "反映人",
    "意见建议内容",
    "类别",
    "承办单位",
    "交办时间",
    "答复时间",
    "办结时间",
    "满意度",
)


def sheets_per_month() -> Book:
    """A sheet a month, dates without a year, 同上 and 〃, a total; the year stands in the title."""
    made = book("c01_months.xlsx", "suggestions")
    for month in (3, 4):
        sheet = made.sheet(f"{month}月")
        sheet.put(1, 1, "迳口镇群众意见建议办理台账(2022年)")
        sheet.merge(1, 1, 1, 12)
        top = rows(
            sheet, 2, HEAD,
            (1, f"{month}.5", "迳口村站", "伍国栋", "黎某", "村道破损", "交通道路", "规划建设办公室", f"{month}.8", f"{month + 1}.4", f"{month + 1}.15", "满意"),
            (2, "同上", "〃", "〃", "潘某", "路灯不亮", "城乡建设", "〃", f"{month}.8", f"{month + 1}.5", "", "基本满意"),
            (3, f"{month}月12日", "镇联络室", "单 民、曾少雄", "关某", "水压不足", "水利", "水务站", f"{month}月15日", "", "", ""),
        )  # fmt: skip
        sheet.put(top, 1, "合计")
        sheet.put(top, 6, "3件")
        base = {
            "class_": "群众意见",
            "raised_on": f"2022-{month:02d}-05",
            "site": STATION,
            "deputies": "伍国栋",
        }
        want(made, sheet, 3, **base, visitor="黎某", content="村道破损", category="交通道路", lead_handler="规划建设办公室",
             assigned_on=f"2022-{month:02d}-08", replied_on=f"2022-{month + 1:02d}-04",
             concluded_on=f"2022-{month + 1:02d}-15", feedback="满意")  # fmt: skip
        want(made, sheet, 4, **base, visitor="潘某", content="路灯不亮", category="城乡建设", lead_handler="规划建设办公室",
             assigned_on=f"2022-{month:02d}-08", replied_on=f"2022-{month + 1:02d}-05", feedback="基本满意")  # fmt: skip
        want(made, sheet, 5, class_="群众意见", raised_on=f"2022-{month:02d}-12", site=ROOM, deputies="单民、曾少雄",
             visitor="关某", content="水压不足", category="水利", lead_handler="水务站", assigned_on=f"2022-{month:02d}-15")  # fmt: skip
    return made


def no_year_anywhere() -> Book:
    """Nothing says the year: read as this year's, and asked about."""
    made = book("c02_no_year.xlsx", "suggestions")
    sheet = made.sheet("台账")
    rows(
        sheet,
        1,
        ("群众意见台账",),
        HEAD,
        (1, "3.5", "迳口站", "单民", "黎某", "村道破损", "交通", "规建办", "3.8", "", "", ""),
    )
    doubt(made, sheet, 3, "raised_on", class_="群众意见", raised_on="2026-03-05", site=STATION, deputies="单民", visitor="黎某",
          content="村道破损", category="交通道路", lead_handler="规划建设办公室", assigned_on="2026-03-08")  # fmt: skip
    return made


def year_given() -> Book:
    """The year is said beforehand."""
    made = book("c03_year_given.csv", "suggestions", "text", args={"year": 2022})
    made.any_sheet_name = True
    sheet = made.sheet("台账")
    rows(sheet, 1, ("编号", "类别", "提出时间", "领衔代表", "建议内容", "主办单位"),
         ("2022-001", "代表建议", "3月5日", "单民", "建议维修村道", "规划建设办公室"),
         ("第3号", "建议", "3/20", "欧阳金水", "建议增设路灯", "供电所"))  # fmt: skip
    want(
        made,
        sheet,
        2,
        no="2022-001",
        class_="代表建议",
        raised_on="2022-03-05",
        deputies="单民",
        content="建议维修村道",
        lead_handler="规划建设办公室",
    )
    want(
        made,
        sheet,
        3,
        no="第3号",
        class_="代表建议",
        raised_on="2022-03-20",
        deputies="欧阳金水",
        content="建议增设路灯",
        lead_handler="供电所",
    )
    return made


def days_as_numbers() -> Book:
    """3.5 typed as a number; 3.1 may be the tenth; shown with two decimals it is; hidden years of date cells."""
    made = book("c04_numbers.xlsx", "suggestions")
    sheet = made.sheet("2022年")
    sheet.put(1, 1, "社情民意台账")
    cells = (
        3.5,
        3.15,
        3.1,
        Styled(3.1, "0.00"),
        Styled(datetime(2022, 3, 7), 'm"月"d"日"'),
        Styled(datetime(2023, 3, 9), 'm"月"d"日"'),
        date(2022, 3, 11),
    )
    days = (
        "2022-03-05",
        "2022-03-15",
        ["2022-03-01", "2022-03-10"],
        "2022-03-10",
        "2022-03-07",
        "2022-03-09",
        "2022-03-11",
    )
    rows(
        sheet,
        2,
        ("收集日期", "反映人", "内容"),
        *((cell, f"黎{n}", f"第{n}件事要办") for n, cell in enumerate(cells)),
    )
    for n, day in enumerate(days):
        promise = want if n not in (2, 5) else lambda *a, **k: doubt(*a, "raised_on", **k)
        promise(
            made, sheet, 3 + n, class_="群众意见", raised_on=day, visitor=f"黎{n}", content=f"第{n}件事要办"
        )
    return made


def two_rows_of_headings() -> Book:
    """办理情况 over 交办, 答复, 办结; ticks for class and satisfaction; topic under 类别."""
    made = book("c05_two_rows.xlsx", "suggestions")
    sheet = made.sheet("2022")
    sheet.put(1, 1, "迳口镇人大代表建议办理情况汇总表")
    sheet.merge(1, 1, 1, 15)
    rows(sheet, 2,
         ("编号", "建议内容", "提出代表", "提出日期", "类别", "承办单位", "办理情况", None, None, "答复类别", None, None, "满意度", None, None),
         (None, None, None, None, None, None, "交办时间", "答复时间", "办结时间", "A", "B", "C", "满意", "基本满意", "不满意"))  # fmt: skip
    for column in range(1, 7):
        sheet.merge(2, column, 3, column)
    for left in (7, 10, 13):
        sheet.merge(2, left, 2, left + 2)
    rows(sheet, 4,
         ("2022-001", "建议维修村道", "单民、伍国栋", "2022.4.3", "交通道路", "规划建设办公室", "4月10日", "6月20日", "7月1日", "√", None, None, "√", None, None),
         ("2022-002", "建议增设路灯", "曾少雄\n关小梅", "2022.4.3", "城乡建设", "规划建设办公室", "4月10日", "6月25日", None, None, "√", None, None, "√", None),
         ("小计", None, None, None, None, None, None, None, None, 1, 1, 0, 1, 1, 0))  # fmt: skip
    base = {
        "class_": "代表建议",
        "raised_on": "2022-04-03",
        "lead_handler": "规划建设办公室",
        "assigned_on": "2022-04-10",
    }
    want(made, sheet, 4, no="2022-001", content="建议维修村道", deputies="单民、伍国栋", category="交通道路", replied_on="2022-06-20",
         concluded_on="2022-07-01", reply_class="A", feedback="满意", **base)  # fmt: skip
    want(made, sheet, 5, no="2022-002", content="建议增设路灯", deputies="曾少雄、关小梅", category="城乡建设", replied_on="2022-06-25",
         reply_class="B", feedback="基本满意", **base)  # fmt: skip
    made.truth["sheet_note"] = ["2022"]
    return made


def states_without_dates() -> Book:
    """办结情况 in words: borne out by dates or asked about."""
    made = book("c06_states.xlsx", "suggestions")
    sheet = made.sheet("台账")
    sheet.put(1, 1, "2022年选民意见办理台账")
    rows(sheet, 2, ("日期", "内容", "反映人", "承办单位", "交办时间", "答复时间", "办结时间", "办结情况"),
         ("3.5", "村道破损", "黎某", "规划建设办公室", "3.8", "4.4", "4.9", "已办结"),
         ("3.6", "路灯不亮", "潘某", "供电所", "3.8", "4.4", "", "办理中"),
         ("3.7", "水压不足", "关某", "水务站", "3.8", "4.4", "", "已办结"),
         ("3.8", "垃圾未清", "区某", "", "", "", "", "办结"),
         ("3.9", "校门拥堵", "李某", "派出所", "3.18", "4.4", "4.9", "正在办理"))  # fmt: skip
    base = {"class_": "群众意见", "assigned_on": "2022-03-08", "replied_on": "2022-04-04"}
    want(
        made,
        sheet,
        3,
        raised_on="2022-03-05",
        content="村道破损",
        visitor="黎某",
        lead_handler="规划建设办公室",
        concluded_on="2022-04-09",
        status="已办结",
        **base,
    )
    want(
        made,
        sheet,
        4,
        raised_on="2022-03-06",
        content="路灯不亮",
        visitor="潘某",
        lead_handler="供电所",
        status="办理中",
        **base,
    )
    want(
        made,
        sheet,
        5,
        raised_on="2022-03-07",
        content="水压不足",
        visitor="关某",
        lead_handler="水务站",
        concluded_on="2022-04-04",  # assumed from the reply, asked once a sheet
        status="已办结",
        **base,
    )
    doubt(
        made,
        sheet,
        6,
        "status",
        class_="群众意见",
        raised_on="2022-03-08",
        content="垃圾未清",
        visitor="区某",
    )
    doubt(made, sheet, 7, "status", class_="群众意见", raised_on="2022-03-09", content="校门拥堵", visitor="李某", lead_handler="派出所",
          assigned_on="2022-03-18", replied_on="2022-04-04", concluded_on="2022-04-09")  # fmt: skip
    made.truth["free"] = ["status"]
    return made


def names_of_all_sorts() -> Book:
    """Several deputies in a cell, unknown ones, namesakes, one who had left, one with two mandates."""
    made = book("c07_names.xlsx", "suggestions")
    sheet = made.sheet("台账")
    cells = (
        ("单　民", "单民"), ("伍国栋 单 民 曾少雄", "伍国栋、单民、曾少雄"), ("关小梅\n黎少芬", "关小梅、黎少芬"),
        ("市代表区美玲;镇代表:潘志明", "区美玲、潘志明"), ("伍国栋(领衔)、单民", "伍国栋、单民"), ("单民曾少雄", "单民、曾少雄"),
    )  # fmt: skip
    sheet.put(1, 1, "2022年代表建议办理台账")
    rows(sheet, 2, ("编号", "提出日期", "代表姓名", "建议内容"))
    for number, (cell, names) in enumerate(cells, 1):
        rows(sheet, 2 + number, (f"2022-{number:03d}", "2022-08-15", cell, f"建议办理第{number}件事"))
        want(
            made,
            sheet,
            2 + number,
            no=f"2022-{number:03d}",
            class_="代表建议",
            raised_on="2022-08-15",
            deputies=names,
            content=f"建议办理第{number}件事",
        )
    for number, cell in enumerate(("张不存", "单民、张不存", "陈志强", "梁伟"), 7):
        rows(sheet, 2 + number, (f"2022-{number:03d}", "2022-08-15", cell, f"建议办理第{number}件事"))
        doubt(made, sheet, 2 + number, "deputies", no=f"2022-{number:03d}", class_="代表建议", raised_on="2022-08-15", deputies=cell,
              content=f"建议办理第{number}件事")  # fmt: skip
    return made


def places_by_short_names() -> Book:
    """迳口站, 镇联络室; 联络站 alone is two, 水口站 is none."""
    made = book("c08_places.xlsx", "suggestions")
    sheet = made.sheet("台账")
    sheet.put(1, 1, "群众意见台账 2022年")
    rows(sheet, 2, ("时间", "地点", "反映人", "反映问题"))
    known = (
        ("迳口站", STATION),
        ("下寮联络站", OTHER),
        ("镇联络室", ROOM),
        ("镇人大代表联络室", ROOM),
        ("下寮村", OTHER),
        (STATION + "(村委会一楼)", STATION),
    )
    for number, (cell, site) in enumerate(known):
        rows(sheet, 3 + number, ("2022年3月5日", cell, f"黎{number}", f"第{number}件事"))
        want(
            made,
            sheet,
            3 + number,
            class_="群众意见",
            raised_on="2022-03-05",
            site=site,
            visitor=f"黎{number}",
            content=f"第{number}件事",
        )
    for number, cell in enumerate(("联络站", "水口站"), 9):
        rows(sheet, number, ("2022年3月5日", cell, f"黎{number}", f"第{number}件事"))
        doubt(
            made,
            sheet,
            number,
            "site",
            class_="群众意见",
            raised_on="2022-03-05",
            site=cell,
            visitor=f"黎{number}",
            content=f"第{number}件事",
        )
    return made


def titles_for_contents() -> Book:
    """建议题目 without contents; an .xls of old; a signature line below."""
    made = book("c09_titles.xls", "suggestions", "xls")
    sheet = made.sheet("2022年")
    rows(sheet, 1, ("镇十六届人大二次会议代表建议交办表",), (), ("建议号", "建议题目", "领衔代表", "提出时间", "主办单位", "协办单位"),
         ("1号", "关于维修迳口村道的建议", "单民", "2022年4月3日", "规划建设办公室", "财政所"),
         ("2号", "关于增设路灯的建议", "欧阳金水", "2022年4月3日", "规划建设办公室、供电所", ""), (),
         ("填表人:陈小明", "", "审核人:李国强", "", "2022年4月10日"))  # fmt: skip
    base = {"class_": "代表建议", "raised_on": "2022-04-03", "lead_handler": "规划建设办公室"}
    want(made, sheet, 4, no="1号", content="关于维修迳口村道的建议", deputies="单民", **base)
    want(made, sheet, 5, no="2号", content="关于增设路灯的建议", deputies="欧阳金水", **base)
    return made


BOOKS = (
    sheets_per_month,
    no_year_anywhere,
    year_given,
    days_as_numbers,
    two_rows_of_headings,
    states_without_dates,
    names_of_all_sorts,
    places_by_short_names,
    titles_for_contents,
)
