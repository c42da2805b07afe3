"""Workbooks after the manner of towns whose headings and layouts were set down before anyone looked how they are read."""

from __future__ import annotations

from datetime import date

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise
from tests.excel.unseen.sheets import Book, Page
from tests.excel.unseen.small_records import records
from tests.excel.unseen.towns import YEAR, Town


def _span(page: Page, row: int, columns: tuple[int, int], text: str) -> None:
    page.put(row, columns[0], text)
    page.merges.append((row, columns[0], row, columns[1]))


def ticked_roster(town: Town, hand: Hand) -> Book:
    """Two rows of headings; a 1 below 女 and below each party, the villages merged at the left."""
    book = Book("roster_ticked", "deputies")
    page = book.page("第十八届")
    page.title(1, f"{town.term}人民代表大会代表基本情况统计表", 11)
    for column, (key, word) in enumerate(
        (("electoral_district", "所在选区"), ("name", "代表姓名"), ("birth_date", "出生年月")), 1
    ):
        page.put(2, column, word)
        page.heads[2, column] = key
        page.merges.append((2, column, 3, column))
    _span(page, 2, (4, 5), "性别")
    page.head(3, ["sex", "sex"], ["男", "女"], 4)
    _span(page, 2, (6, 8), "政治面貌")
    page.head(3, ["political_status"] * 3, ["中共党员", "群众", "其他党派"], 6)
    _span(page, 2, (9, 10), "联系方式")
    page.head(3, ["employer_position", "phone"], ["单位职务", "手机号码"], 9)
    row = 4
    for village in town.villages:
        first = row
        for deputy in (deputy for deputy in town.deputies if deputy["electoral_district"] == village):
            page.put(first, 1, village) if row == first else None
            party = {"中共党员": 6, "群众": 7}.get(deputy["political_status"], 8)
            page.line(row, [deputy["name"], hand.cell("birth_date", deputy["birth_date"])], 2)
            page.put(row, 4 if deputy["sex"] == "男" else 5, "√")
            page.put(row, party, "√" if party < 8 else deputy["political_status"])
            page.line(row, [deputy["employer_position"], deputy["phone"]], 9)
            page.want(
                row,
                promise(
                    deputy,
                    [
                        "electoral_district",
                        "name",
                        "birth_date",
                        "sex",
                        "political_status",
                        "employer_position",
                        "phone",
                    ],
                ),
            )
            row += 1
        if row - first > 1:
            page.merges.append((first, 1, row - 1, 1))
    page.put(row, 1, "合计")
    page.line(
        row, [sum(d["sex"] == "男" for d in town.deputies), sum(d["sex"] == "女" for d in town.deputies)], 4
    )
    return book


def cards_beside(town: Town, hand: Hand) -> Book:
    """Two cards beside each other, three pairs to a line, spaces within the labels, the photograph's place merged."""
    book = Book("roster_cards_beside", "deputies")
    page = book.page("登记卡")
    labels = (
        ("name", "姓　名"),
        ("sex", "性　别"),
        ("birth_date", "出生时间"),
        ("ethnic_group", "民　族"),
        ("education", "学　历"),
        ("political_status", "党　派"),
        ("employer_position", "任职单位"),
        ("phone", "手　机"),
    )
    for number, deputy in enumerate(town.deputies):
        top, left = 1 + number // 2 * 6, 1 + number % 2 * 6
        _span(page, top, (left, left + 4), "人大代表信息卡")
        for place, (key, label) in enumerate(labels):
            row, column = top + 1 + place // 2, left + place % 2 * 2
            page.put(row, column, label)
            page.put(row, column + 1, hand.cell(key, deputy[key]))
        page.put(top + 1, left + 4, "照片")
        page.merges.append((top + 1, left + 4, top + 4, left + 4))
        page.want(top, promise(deputy, [key for key, _label in labels]), top + 4)
    return book


def handled_in_groups(town: Town, hand: Hand) -> Book:
    """来件, 交办, 办复 and 测评 as groups above their columns; a tick below 满意 or 基本满意."""
    book = Book("suggestions_groups", "suggestions")
    page = book.page("办理情况")
    page.title(1, f"{town.name}人大代表建议办理情况一览表", 12)
    for left, right, word in (
        (1, 2, "来件"),
        (3, 4, "建议"),
        (5, 6, "交办"),
        (7, 8, "办复"),
        (9, 11, "代表测评"),
    ):
        _span(page, 2, (left, right), word)
    keys = [
        "no",
        "raised_on",
        "deputies",
        "content",
        "lead_handler",
        "assigned_on",
        "replied_on",
        "reply_class",
    ]
    page.head(
        3,
        [*keys, "feedback", "feedback", "feedback"],
        [
            "号",
            "收到时间",
            "领衔人",
            "主要内容",
            "责任部门",
            "时间",
            "时间",
            "结果(A/B/C)",
            "满意",
            "基本满意",
            "不满意",
        ],
    )
    for row, record in enumerate(town.suggestions, 4):
        page.line(row, [hand.cell(key, record.get(key, "")) for key in keys])
        feedback = record.get("feedback", "")
        if feedback:
            page.put(row, 9 if feedback == "满意" else 10, "√")
        page.want(row, promise(record, [*keys, "feedback"]))
    return book


def voices_by_village(town: Town, hand: Hand) -> Book:
    """A sheet to a village: whom the matter comes from, what is wanted, who answers for it and when it was closed."""
    book = Book("suggestions_voices", "suggestions")
    keys = ["serial", "raised_on", "visitor", "content", "category", "lead_handler", "concluded_on"]
    words = ["序", "登记日", "反映人", "诉求", "归类", "责任单位", "销号日期"]
    for number, site in enumerate(town.sites):
        mine = [record for record in town.suggestions if record["site"] == site]
        if not mine:
            continue
        page = book.page(f"{number + 1}")
        _span(page, 1, (1, 7), f"{site}社情民意销号台账")
        page.head(2, ["", *keys[1:]], words)
        for row, record in enumerate(mine, 3):
            page.line(row, [hand.cell(key, {**record, "serial": str(row - 2)}.get(key, "")) for key in keys])
            page.want(row, promise(record, [*keys, "site"]))
    return book


def log_of_receptions(town: Town, hand: Hand) -> Book:
    """Day and hours in one cell, visitors with 等 and their number, the deputies under 值班代表."""
    book = Book("receptions_log", "receptions")
    page = book.page("接访日志")
    page.title(1, f"{town.name}人大代表接访日志", 6)
    page.head(
        2,
        ["", "held_on", "site", "deputies", "visitors", "visitor_count", "opinion_count"],
        ["序号", "接访日期及时间", "接访地点", "值班代表", "来访群众", "来访人次", "反映问题(个)"],
    )
    for row, record in enumerate(town.receptions, 3):
        day = date.fromisoformat(record["held_on"])
        page.line(
            row,
            [
                row - 2,
                f"{day.year}年{day.month}月{day.day}日9:00—11:30",
                record["site"],
                hand.cell("deputies", record["deputies"]),
                hand.cell("visitors", record["visitors"]),
                hand.cell("visitor_count", record["visitor_count"]),
                hand.cell("opinion_count", record["opinion_count"]),
            ],
        )
        page.want(
            row,
            promise(record, ["held_on", "site", "deputies", "visitors", "visitor_count", "opinion_count"]),
        )
    return book


def forms_of_receptions(town: Town, hand: Hand) -> Book:
    """A form to each reception, three below each other on a sheet."""
    book = Book("receptions_forms", "receptions")
    labels = (
        ("held_on", "接待日期"),
        ("site", "接待场所"),
        ("deputies", "接待代表"),
        ("visitors", "来访人"),
        ("visitor_count", "来访人数"),
        ("opinion_count", "收集意见数"),
    )
    for number, record in enumerate(town.receptions):
        if number % 4 == 0:
            page = book.page(f"第{number // 4 + 1}季度")
        top = 1 + number % 4 * 6
        _span(page, top, (1, 4), "人大代表接待选民登记表")
        for place, (key, label) in enumerate(labels):
            row, column = top + 1 + place // 2, 1 + place % 2 * 2
            page.put(row, column, label)
            page.put(row, column + 1, hand.cell(key, record[key]))
        page.put(top + 4, 1, "备　注")
        page.want(top, promise(record, [key for key, _label in labels]), top + 4)
    return book


KINDS = (
    ("出席会议", "出席人大会议"),
    ("走访", "走访联系选民"),
    ("视察调研", "视察"),
    ("参加培训", "学习培训"),
)


def points_by_quarter(town: Town, hand: Hand) -> Book:
    """The kinds of deeds across, each with how often and how many points; a row to a deputy, sums at the end."""
    book = Book("deeds_points", "performance_records")
    page = book.page(f"{YEAR}积分")
    page.title(1, f"{town.name}人大代表{YEAR}年度履职积分统计", 11)
    page.put(2, 1, "序号")
    page.put(2, 2, "代表")
    page.heads[3, 2] = "deputy"
    page.merges += [(2, 1, 3, 1), (2, 2, 3, 2)]
    for number, (word, _kind) in enumerate(KINDS[1:]):
        _span(page, 2, (3 + number * 2, 4 + number * 2), word)
        page.line(3, ["次数", "得分"], 3 + number * 2)
    page.put(2, 9, "总分")
    page.merges.append((2, 9, 3, 9))
    for row, name in enumerate(town.names[:9], 4):
        page.line(row, [row - 3, name])
        total = 0
        for number, (_word, kind) in enumerate(KINDS[1:]):
            times = (row + number * 2) % 3
            total += times * 3
            page.line(row, [times or None, times * 3 or None], 3 + number * 2)
            if times:
                kinds = ("视察", "专题调研") if kind == "视察" else kind
                page.want(row, {"deputy": name, "kind": kinds, "count": str(times)})
        page.put(row, 9, total)
    return book


def archive_of_a_deputy(town: Town, hand: Hand) -> Book:
    """A sheet to a deputy; sections 一、二、三、 each with a table of its own headings below."""
    book = Book("deeds_archive", "performance_records")
    for name in dict.fromkeys(deed["deputy"] for deed in town.deeds):
        page = book.page(name)
        _span(page, 1, (1, 4), f"{town.name}人大代表履职档案")
        page.line(2, ["姓名", name, "届次", "第十八届"])
        row = 3
        for number, (title, kinds) in enumerate(
            (
                ("视察调研和执法检查", ("视察", "专题调研", "执法检查")),
                ("联系选民", ("走访联系选民", "接待选民", "向选民述职")),
                ("其他履职", ("学习培训", "为民办实事", "代表小组活动", "审议发言")),
            )
        ):
            mine = [deed for deed in town.deeds if deed["deputy"] == name and deed["kind"] in kinds]
            _span(page, row, (1, 4), f"{'一二三'[number]}、{title}情况")
            row = page.line(row + 1, ["日期", "事项", "地点", "记录人"])
            for deed in mine:
                page.line(
                    row, [hand.cell("occurred_on", deed["occurred_on"]), deed["title"], deed["place"], "程晓"]
                )
                page.want(row, promise(deed, ["deputy", "occurred_on", "title", "place"]))
                row += 1
            row += 0 if mine else 1
    return book


def attendance_by_day(town: Town, hand: Hand) -> Book:
    """The days with what took place across, √ there, 假 on leave, 缺 absent."""
    book = Book("deeds_attendance", "performance_records")
    page = book.page("考勤")
    page.title(1, f"{town.name}人大代表活动考勤表", 6)
    events = (
        ("履职培训", f"{YEAR}-03-18"),
        ("视察河道", f"{YEAR}-05-20"),
        ("半年座谈", f"{YEAR}-07-09"),
        ("述职大会", f"{YEAR}-11-26"),
    )
    page.put(2, 1, "姓名")
    page.merges.append((2, 1, 3, 1))
    page.heads[2, 1] = "deputy"
    for column, (title, day) in enumerate(events, 2):
        page.put(2, column, title)
        page.put(3, column, hand.day(day))
    for row, name in enumerate(town.names[:10], 4):
        page.put(row, 1, name)
        for column, (title, day) in enumerate(events, 2):
            mark = "√√假√缺√"[(row + 3 * column) % 6]
            page.put(row, column, mark)
            page.want(
                row,
                {
                    "deputy": name,
                    "title": title,
                    "occurred_on": day,
                    "attendance": {"√": "出席", "假": "请假", "缺": "缺席"}[mark],
                },
            )
    return book


def journal_of_money(town: Town, hand: Hand) -> Book:
    """月 and 日 in two columns below the year, 借方, 贷方 and 余额; 承前页, 本月合计 and 过次页 between the entries."""
    book = Book("money_journal", "fund_entries")
    page = book.page("明细账")
    page.title(1, f"{town.name}代表活动经费明细账", 8)
    _span(page, 2, (1, 2), f"{YEAR}年")
    page.head(3, ["occurred_on", "occurred_on"], ["月", "日"])
    for column, (key, word) in enumerate(
        (
            ("voucher_no", "凭证号数"),
            ("summary", "用途说明"),
            ("income", "拨入"),
            ("expense", "支用"),
            ("balance", "结存"),
            ("handled_by", "经办"),
        ),
        3,
    ):
        page.put(2, column, word)
        page.heads[3, column] = key
        page.merges.append((2, column, 3, column))
    page.line(4, ["承前页", 0], 4)
    page.put(4, 7, 0)
    row, left, previous = 5, 0.0, 0
    for record in records(town, "fund_entries"):
        day = date.fromisoformat(record["occurred_on"])
        if previous and day.month != previous:
            page.put(row, 4, "本月合计")
            page.put(row, 6, 1)
            row += 1
        previous = day.month
        income, expense = (float(record.get(key, "0").replace(",", "")) for key in ("income", "expense"))
        left += income - expense
        page.line(
            row,
            [
                day.month,
                day.day,
                record["voucher_no"],
                record["summary"],
                income or None,
                expense or None,
                round(left, 2),
                record["handled_by"],
            ],
        )
        page.want(row, promise(record, list(record)))
        row += 1
    page.put(row, 4, "过次页")
    page.put(row, 7, round(left, 2))
    return book


def stock_by_place(town: Town, hand: Hand) -> Book:
    """A section line to each place where things stand; the quantity with its unit in one cell."""
    book = Book("equipment_places", "site_equipment")
    page = book.page("物品清单")
    page.title(1, f"{town.name}人大代表联络站物品清单", 6)
    keys = ["asset_no", "name", "model", "quantity", "unit_price", "bought_on", "keeper"]
    page.head(2, ["", *keys], ["序号", "编号", "物品", "规格", "数量", "单价（元）", "购入日期", "管理人"])
    row, number = 3, 0
    for site in town.sites:
        mine = [record for record in records(town, "site_equipment") if record["site"] == site]
        if mine:
            _span(page, row, (1, 8), site)
            row += 1
        for record in mine:
            number += 1
            page.line(row, [number, *(hand.cell(key, record[key]) for key in keys)])
            page.want(row, promise(record, [*keys, "site"]))
            row += 1
    return book


def rota_by_month(town: Town, hand: Hand) -> Book:
    """值班表: the day, a time span, the place and those on duty, whom the voters may ring."""
    book = Book("rota_months", "reception_duties")
    page = book.page("值班表")
    page.title(1, f"{YEAR}年{town.name}人大代表进站值班表", 6)
    page.head(
        2,
        ["", "held_on", "time_from", "site", "deputies", "contact"],
        ["月份", "值班日", "时段", "值班地点", "进站代表", "站点联络人"],
    )
    for row, record in enumerate(records(town, "reception_duties"), 3):
        day = date.fromisoformat(record["held_on"])
        page.line(
            row,
            [
                f"{day.month}月",
                hand.cell("held_on", record["held_on"]),
                "9:00-11:30",
                record["site"],
                hand.cell("deputies", record["deputies"]),
                record["contact"],
            ],
        )
        page.want(
            row,
            {
                **promise(record, ["held_on", "site", "deputies", "contact"]),
                "time_from": "9:00",
                "time_to": "11:30",
            },
        )
    return book


def districts_as_decided(town: Town, hand: Hand) -> Book:
    """第一选区 and so on, what belongs to each, its people, voters and how many it elects; a total below."""
    book = Book("districts_decided", "electoral_districts")
    page = book.page("选区划分")
    page.title(1, f"{town.name}第十八届人大代表选区划分和代表名额分配方案", 6)
    keys = ["no", "name", "scope", "population", "voters", "seats", "polling_place"]
    page.head(2, keys, ["选区号", "选区", "所辖范围", "总人口(人)", "选民(人)", "分配名额", "投票地点"])
    lines = records(town, "electoral_districts")
    for row, record in enumerate(lines, 3):
        page.line(row, [hand.cell(key, record[key]) for key in keys])
        page.want(row, promise(record, keys))
    page.put(3 + len(lines), 1, "合计")
    page.line(
        3 + len(lines),
        [sum(int(line[key]) for line in lines) for key in ("population", "voters", "seats")],
        4,
    )
    return book


SHAPES: dict[str, tuple[Shape, ...]] = {
    "deputies": (ticked_roster, cards_beside),
    "suggestions": (handled_in_groups, voices_by_village),
    "receptions": (log_of_receptions, forms_of_receptions),
    "performance_records": (points_by_quarter, archive_of_a_deputy, attendance_by_day),
    "fund_entries": (journal_of_money,),
    "site_equipment": (stock_by_place,),
    "reception_duties": (rota_by_month,),
    "electoral_districts": (districts_as_decided,),
}
