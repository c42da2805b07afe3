"""Sheets in the words of a place, of which no list holds any: kinds with their units, who leads and who seconds, lines of villages."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise
from tests.excel.unseen.sheets import Book, Page
from tests.excel.unseen.towns import YEAR, Town

DEEDS = "performance_records"
CALLS = "走访联系选民"


def _span(page: Page, row: int, columns: tuple[int, int], text: str) -> None:
    page.put(row, columns[0], text)
    page.merges.append((row, columns[0], row, columns[1]))


def counts_with_units(town: Town, hand: Hand) -> Book:
    """Kinds in local words with the unit of each in brackets, half a year in the title, an average below."""
    book = Book("deeds_units", DEEDS)
    page = book.page("上半年晾晒")
    kinds = {"民情走访(户次)": CALLS, "进网格(次)": CALLS, "接访日(班)": "接待选民", "夜访(次)": CALLS, "为民小事(件)": "为民办实事"}  # fmt: skip
    _span(page, 1, (1, len(kinds) + 3), f"{town.name}人大代表{YEAR}年上半年履职晾晒榜")
    page.line(2, ["排名", "代表", *kinds, "累计"])
    for row, name in enumerate(town.names[:8], 3):
        page.line(row, [row - 2, name])
        for column, kind in enumerate(kinds.values(), 3):
            count = (row * column) % 5
            page.put(row, column, f"{count}次" if column == 4 else count)
            if count:
                page.want(row, {"deputy": name, "kind": kind, "count": str(count)})
    page.line(11, ["平均", "", 2.1, 1.7, 2, 1, 1.5])
    return book


def points_by_quarter(town: Town, hand: Hand) -> Book:
    """A sheet to a quarter, times and points below each kind, what each is worth in brackets."""
    book = Book("deeds_quarters", DEEDS)
    kinds = {
        "到会\n(每次5分)": "出席人大会议",
        "民情走访\n(每次2分)": CALLS,
        "为民小事\n(每次3分)": "为民办实事",
    }
    for number, month in (("一", "01"), ("二", "04")):
        page = book.page(f"{number}季度")
        _span(page, 1, (1, 9), f"{town.name}人大代表{YEAR}年第{number}季度积分公示")
        page.line(2, ["名次", "代表"])
        for column, kind in zip(range(3, 9, 2), kinds, strict=True):
            _span(page, 2, (column, column + 1), kind)
            page.line(3, ["次数", "得分"], column)
        page.put(2, 9, "积分\n合计")
        for column in (1, 2, 9):
            page.merges.append((2, column, 3, column))
        for row, name in enumerate(town.names[:6], 4):
            page.line(row, [row - 3, name])
            for column, kind in zip(range(3, 9, 2), kinds.values(), strict=True):
                count = (row + column) % 4
                page.line(row, [count, count * 3], column)
                if count:
                    day = f"{YEAR}-{month}-01"
                    page.want(row, {"deputy": name, "kind": kind, "count": str(count), "occurred_on": day})
    return book


def events_in_groups(town: Town, hand: Hand) -> Book:
    """What was done in an upper heading, each event below it with its day; letters and signs explained together."""
    book = Book("deeds_groups", DEEDS)
    page = book.page("考勤")
    events = (("开大会", "五次会议", "1.12"), ("开大会", "六次会议", "7.20"), ("下去看", "春耕备耕", "4月2日"), ("学本事", "履职讲座", f"{YEAR}.5.18"))  # fmt: skip
    kinds = {"开大会": "出席人大会议", "下去看": "视察", "学本事": "学习培训"}
    days = {"1.12": "01-12", "7.20": "07-20", "4月2日": "04-02", f"{YEAR}.5.18": "05-18"}
    _span(page, 1, (1, 6), f"{town.name}人大代表{YEAR}年参加活动签到汇总")
    page.line(2, ["序", "谁", "开大会", "", "下去看", "学本事"])
    page.merges += [(2, 3, 2, 4), (2, 1, 4, 1), (2, 2, 4, 2)]
    page.line(3, [title for _, title, _ in events], 3)
    page.line(4, [day for _, _, day in events], 3)
    meaning = {"√": "出席", "○": "请假", "假": "请假", "×": "缺席"}
    for row, name in enumerate(town.names[:7], 5):
        page.line(row, [row - 4, name])
        for column, (kind, title, day) in enumerate(events, 3):
            mark = "√√○假×"[(2 * row + column) % 5]
            page.put(row, column, mark)
            page.want(row, {"deputy": name, "kind": kinds[kind], "title": title, "attendance": meaning[mark],
                            "occurred_on": f"{YEAR}-{days[day]}"})  # fmt: skip
    page.line(12, ["", "实到", 4, 5, 3, 4])
    page.put(13, 1, "√出席　○、假=请假　×缺席　空白：不要求参加")
    return book


def absent_beside(town: Town, hand: Hand) -> Book:
    """An event to a row, those who went in one cell and those on leave in another, a guest of the town beside."""
    book = Book("deeds_absent", DEEDS)
    page = book.page("活动记录")
    page.head(1, ["occurred_on", "title", "kind", "deputy", "", ""],
              ["啥时间", "啥活动", "活动类型", "去了哪些代表", "请假的", "陪同列席"])  # fmt: skip
    for row, deed in enumerate(town.deeds[:6], 2):
        went, away = town.names[row : row + 3], town.names[row + 4]
        said = [hand.cell("occurred_on", deed["occurred_on"]), deed["title"], deed["kind"]]
        page.line(row, [*said, hand.separator.join(went), away if row % 2 else "无", "程晓（副镇长）"])
        own = promise(deed, ["occurred_on", "title", "kind"])
        for name in went:
            page.want(row, {**own, "deputy": name})
        if row % 2:
            page.want(row, {**own, "deputy": away, "attendance": "请假"})
    return book


def village_lines(town: Town, hand: Hand) -> Book:
    """A line with a village and how many deputies it has above its deputies."""
    book = Book("roster_village_lines", "deputies")
    page = book.page()
    keys = ["name", "sex", "birth_date", "education", "phone"]
    page.head(1, keys, hand.heads("deputies", keys))
    row = 2
    for number, village in enumerate(town.villages[:3]):
        group = town.deputies[4 * number : 4 * number + 4]
        row = page.line(row, [f"{village}（{len(group)}人）"])
        for deputy in group:
            page.line(row, [hand.cell(key, deputy[key]) for key in keys])
            page.want(row, {**promise(deputy, keys), "electoral_district": (village, f"{village}选区")})
            row += 1
    return book


def two_in_one(town: Town, hand: Hand) -> Book:
    """Ethnic group and party in one column; where somebody works and as what below one group, in other words."""
    book = Book("roster_two_in_one", "deputies")
    page = book.page()
    page.line(1, ["顺号", "姓名", "性别", "民族\n党派", "单位", "", "移动电话"])
    page.merges += [(1, 5, 1, 6), *((1, column, 2, column) for column in (1, 2, 3, 4, 7))]
    page.line(2, ["在哪上班/种地", "啥职务"], 5)
    for row, deputy in enumerate(town.deputies[:10], 3):
        apart = "、" if row % 2 else "\n"
        both = f"{deputy['ethnic_group']}{apart}{deputy['political_status']}"
        village, post = town.villages[row % 4], ("村民", "支部书记", "教师")[row % 3]
        page.line(
            row,
            [row - 2, deputy["name"], hand.cell("sex", deputy["sex"]), both, village, post, deputy["phone"]],
        )
        page.want(row, {**promise(deputy, ["name", "sex", "ethnic_group", "political_status", "phone"]),
                        "employer_position": (f"{village}{post}", f"{village} {post}")})  # fmt: skip
    page.line(13, ["主要领导签字：", "", "", "填表人：", "", "联系电话：0770-1234567"])
    return book


def lead_and_second(town: Town, hand: Hand) -> Book:
    """Who leads and who seconds in columns of their own, days asked for, a form with boxes for what is thought of it."""
    book = Book("suggestions_led", "suggestions")
    page = book.page("建议")
    page.head(1, ["no", "deputies", "", "content", "raised_on", "lead_handler", "assigned_on", "replied_on", "feedback"],
              ["建议\n号数", "哪位代表\n牵头提的", "同提代表", "说的什么事", "哪天\n收到", "分给\n谁办", "哪天\n派下去", "答复", "代表\n认不认可"])  # fmt: skip
    for row, item in enumerate(town.suggestions[:8], 2):
        lead, others = town.names[row], town.names[row + 1 : row + 1 + row % 3]
        days = [hand.cell(key, item.get(key, "")) for key in ("raised_on", "assigned_on", "replied_on")]
        page.line(row, [f"第{row - 1}号", lead, hand.separator.join(others), item["content"], days[0],
                        item["lead_handler"], days[1], days[2], item.get("feedback", "")])  # fmt: skip
        keys = ["content", "raised_on", "lead_handler", "assigned_on", "replied_on", "feedback"]
        page.want(
            row, {**promise(item, keys), "no": f"第{row - 1}号", "deputies": "、".join([lead, *others])}
        )
    page.line(10, ["共计", "8件"])
    return book


def row_a_visitor(town: Town, hand: Hand) -> Book:
    """A row to each visitor, counted through; the reception's day, site and deputies said again in each."""
    book = Book("receptions_visitors", "receptions")
    page = book.page()
    _span(page, 1, (1, 6), "选民进站登记明细")
    page.line(2, ["人\n次", "进站日期", "站名", "来访选民", "反映事项", "值班代表"])
    row = 3
    for record in town.receptions[:5]:
        visitors = record["visitors"].split("、")
        first = row
        for visitor in visitors:
            page.line(row, [row - 2, hand.cell("held_on", record["held_on"]), record["site"], visitor, "路灯坏",
                            hand.cell("deputies", record["deputies"])])  # fmt: skip
            row += 1
        page.want(first, promise(record, ["held_on", "site", "deputies", "visitors"]), row - 1)
    page.put(row + 1, 1, f"合计{row - 3}人次")
    return book


SHAPES: dict[str, tuple[Shape, ...]] = {
    DEEDS: (counts_with_units, points_by_quarter, events_in_groups, absent_beside),
    "deputies": (village_lines, two_in_one),
    "suggestions": (lead_and_second,),
    "receptions": (row_a_visitor,),
}
