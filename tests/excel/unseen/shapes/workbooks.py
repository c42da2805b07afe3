"""Workbooks of several sheets and tables within forms, for each of the four registers."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table, without_serial
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import YEAR, Town


def level_ticks(town: Town, hand: Hand) -> Book:
    """代表层级 above 县级 and 镇级, ticked: who has both is two deputies."""
    book = Book("roster_level_ticks", "deputies")
    page = book.page("两级代表")
    fields = ["name", "sex", "employer_position"]
    for column, (key, word) in enumerate(zip(fields, hand.heads("deputies", fields), strict=True), 1):
        page.put(1, column, word)
        page.heads[1, column] = key
        page.merges.append((1, column, 2, column))
    page.put(1, 4, "代表层级")
    page.merges.append((1, 4, 1, 5))
    page.head(2, ["level", "level"], ["县级", "镇级"], 4)
    for row, deputy in enumerate(town.deputies, 3):
        page.line(row, [deputy[key] for key in fields])
        for column, level, holds in ((4, "县", row % 4 == 0), (5, "镇", row % 4 != 0 or row % 8 == 0)):
            if holds:
                page.put(row, column, "√")
                page.want(row, {**promise(deputy, fields), "level": level})
    return book


def group_leaders(town: Town, hand: Hand) -> Book:
    """Deputy groups merged down at the left, who leads is marked behind the name; the party and the day of joining."""
    book = Book("roster_groups", "deputies")
    page = book.page("代表小组")
    words = hand.heads("deputies", ["name", "sex", "phone"])
    page.title(1, f"{town.name}人大代表小组成员", 4)
    page.head(2, ["deputy_group", "name", "sex", "phone"], ["代表小组", *words])
    for row, deputy in enumerate(town.deputies, 3):
        group, place = divmod(row - 3, 5)
        name = f"第{'一二三'[group]}代表小组"
        if place == 0:
            page.put(row, 1, name)
            page.merges.append((row, 1, min(row + 4, len(town.deputies) + 2), 1))
        page.line(row, [deputy["name"] + ("(组长)" if place == 0 else ""), deputy["sex"], deputy["phone"]], 2)
        page.want(row, {**promise(deputy, ["name", "sex", "phone"]), "deputy_group": name})
    return book


def year_sheets(town: Town, hand: Hand) -> Book:
    """A sheet for each half of the year and a sheet of statistics, which holds no record; the year is a sheet's name."""
    book = Book("suggestions_years", "suggestions")
    short = Hand(hand.wording, "month_day", hand.separator)
    fields = ["serial", "raised_on", "visitor", "content", "lead_handler", "assigned_on"]
    for name, group in ((f"{YEAR}年上半年", town.suggestions[:5]), (f"{YEAR}年下半年", town.suggestions[5:])):
        table(book.page(name), short, "suggestions", fields, group, 1)
    figures = book.page("统计")
    figures.line(1, ["村别", "收集件数", "办结件数", "办结率"])
    for row, village in enumerate(town.villages, 2):
        figures.line(row, [village, row, row - 1, f"{100 * (row - 1) // row}%"])
    return book


def form_above(town: Town, hand: Hand) -> Book:
    """A sheet for each site: its name, head and phone above in label and value, the opinions in a table below."""
    book = Book("suggestions_forms", "suggestions")
    fields = ["serial", "raised_on", "visitor", "content", "lead_handler"]
    for number, site in enumerate(town.sites):
        group = [record for record in town.suggestions if record["site"] == site]
        if group:
            page = book.page(f"站{number + 1}")
            page.put(1, 1, f"{YEAR}年意见建议登记")
            page.line(2, ["站点名称:", site, "", "站长:", town.names[number]])
            page.line(3, ["联系电话:", f"1990004000{number}", "", "开放时间:", "每月15日"])
            table(page, hand, "suggestions", fields, group, 4)
            for entry in page.entries:
                entry.values["site"] = site
    return book


def handed_over_together(town: Town, hand: Hand) -> Book:
    """The day of hand-over is merged beside those that were handed over together; a group's office too."""
    book = Book("suggestions_together", "suggestions")
    page = book.page("交办")
    fields = ["no", "raised_on", "content", "lead_handler", "assigned_on"]
    table(page, hand, "suggestions", fields, town.suggestions, 1)
    for start in range(0, len(page.entries) - 1, 2):
        first, second = page.entries[start], page.entries[start + 1]
        for column, key in ((4, "lead_handler"), (5, "assigned_on")):
            del page.cells[second.low, column]
            page.merges.append((first.low, column, second.low, column))
            second.values[key] = first.values[key]
        # Two matters of one hand-over cannot have been raised after it: the later day of raising stays as it is.
        second.doubtful = frozenset({"assigned_on"}) if second.values["raised_on"] > first.values["assigned_on"] else second.doubtful  # fmt: skip
    return book


def opinions_below(town: Town, hand: Hand) -> Book:
    """Receptions above, statistics of the year below in the same sheet, apart by two empty rows."""
    book = Book("receptions_below", "receptions")
    page = book.page("台账")
    fields = ["serial", "held_on", "site", "deputies", "visitors"]
    page.title(1, f"{town.name}接待选民台账", len(fields))
    end = table(page, hand, "receptions", fields, town.receptions, 2)
    page.line(end + 2, ["季度", "批次", "人次"])
    for quarter in range(4):
        page.line(end + 3 + quarter, [f"{'一二三四'[quarter]}季度", 2 + quarter % 2, 5])
    return book


def kind_sheets(town: Town, hand: Hand) -> Book:
    """A sheet for each kind of reception, which only the sheet's name tells."""
    book = Book("receptions_kinds", "receptions")
    fields = ["serial", "held_on", "site", "deputies", "visitors"]
    for kind in ("接访", "约访", "下访"):
        group = [record for record in town.receptions if record["kind"] == kind]
        if group:
            page = book.page(f"{kind}登记")
            table(page, hand, "receptions", fields, group, 1)
            for entry in page.entries:
                entry.values["kind"] = kind
    return book


def kind_sections(town: Town, hand: Hand) -> Book:
    """A booklet: a deputy's sheet with a line for each kind of deed and the deeds below, each kind headed again."""
    book = Book("deeds_booklet", "performance_records")
    fields = ["serial", "occurred_on", "title", "place"]
    for name in dict.fromkeys(deed["deputy"] for deed in town.deeds):
        page = book.page(name)
        page.put(1, 1, f"{town.name}人大代表履职登记册({YEAR}年)")
        page.line(2, ["姓名", name, "所在选区", town.villages[0]])
        row = 3
        deeds = [deed for deed in town.deeds if deed["deputy"] == name]
        for number, kind in enumerate(dict.fromkeys(deed["kind"] for deed in deeds)):
            page.put(row, 1, f"{'一二三四五六七'[number]}、{kind}")
            page.head(row + 1, without_serial(fields), hand.heads("performance_records", fields))
            row = rows(page, hand, fields, [deed for deed in deeds if deed["kind"] == kind], row + 2)
        kinds = {deed["title"]: deed["kind"] for deed in deeds}
        for entry in page.entries:
            entry.values |= {"deputy": name, "kind": kinds[str(entry.values["title"])]}
    return book


def month_sheets(town: Town, hand: Hand) -> Book:
    """A sheet for each month, headed alike; days without a year, which the title gives."""
    book = Book("deeds_month_sheets", "performance_records")
    short = Hand(hand.wording, "month_day", hand.separator)
    fields = ["serial", "deputy", "occurred_on", "kind", "title"]
    for month in dict.fromkeys(deed["occurred_on"][5:7] for deed in town.deeds):
        page = book.page(f"{int(month)}月")
        page.put(1, 1, f"{YEAR}年{int(month)}月人大代表履职登记")
        group = [deed for deed in town.deeds if deed["occurred_on"][5:7] == month]
        table(page, short, "performance_records", fields, group, 2)
    return book


def yes_and_no(town: Town, hand: Hand) -> Book:
    """Attendance of plenary halves: 上午 and 下午 below the day, 到 and 未到 in the cells; the same day twice."""
    book = Book("deeds_halves", "performance_records")
    page = book.page("会议签到")
    page.put(1, 1, f"{town.name}人大代表会议签到情况")
    page.put(2, 1, hand.head("performance_records", "deputy"))
    page.merges.append((2, 1, 3, 1))
    for number, (title, day) in enumerate(
        (("主席团扩大会议", f"{YEAR}-04-11"), ("代表座谈会", f"{YEAR}-08-20"))
    ):
        page.put(2, 2 + number, title)
        page.put(3, 2 + number, hand.day(day))
        for row, name in enumerate(town.names, 4):
            came = (row + number) % 4 != 0
            page.put(row, 1, name)
            page.put(row, 2 + number, "到" if came else "未到")
            page.words["attendance", "到"], page.words["attendance", "未到"] = "出席", "缺席"
            entry = page.want(row, {"deputy": name, "title": title, "occurred_on": day,
                                    "attendance": "出席" if came else "缺席"})  # fmt: skip
            entry.doubtful = frozenset({"attendance"})
    return book


SHAPES: dict[str, tuple[Shape, ...]] = {
    "deputies": (level_ticks, group_leaders),
    "suggestions": (year_sheets, form_above, handed_over_together),
    "receptions": (opinions_below, kind_sheets),
    "performance_records": (kind_sections, month_sheets, yes_and_no),
}
