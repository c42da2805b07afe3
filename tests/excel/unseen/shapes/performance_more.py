"""Registers of performance in rarer shapes: ticks for those who took part, months across, several deeds in a cell."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, table
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import YEAR, Town

REGISTER = "performance_records"


def ticked_people(town: Town, hand: Hand) -> Book:
    """An event to a row, the deputies across, a ○ for each who took part."""
    book = Book("deeds_circles", REGISTER)
    page = book.page("参加情况")
    names = town.names[:6]
    page.title(1, f"{town.name}人大代表活动参加情况", 9)
    page.head(2, ["occurred_on", "kind", "title"], hand.heads(REGISTER, ["occurred_on", "kind", "title"]))
    page.line(2, names, 4)
    for row, deed in enumerate(town.deeds[:8], 3):
        page.line(row, [hand.cell(key, deed[key]) for key in ("occurred_on", "kind", "title")])
        for column, name in enumerate(names, 4):
            if (row + column) % 3:
                page.put(row, column, "○")
                page.want(row, {**promise(deed, ["occurred_on", "kind", "title"]), "deputy": name})
    page.put(12, 1, "备注:○表示参加。")
    return book


def symbols(town: Town, hand: Hand) -> Book:
    """Attendance with ○ present, △ on leave, × absent, the key in the title line."""
    book = Book("deeds_symbols", REGISTER)
    page = book.page("签到统计")
    meetings = [
        ("第一季度学习会", f"{YEAR}-03-12"),
        ("半年座谈会", f"{YEAR}-06-27"),
        ("秋季视察", f"{YEAR}-10-16"),
    ]
    page.put(1, 1, f"{town.name}人大代表签到统计(○出席 △请假 ×缺席)")
    page.head(2, ["deputy"], [hand.head(REGISTER, "deputy")])
    for column, (title, day) in enumerate(meetings, 2):
        shown = hand.day(day)
        page.put(2, column, f"{title}\n{shown}" if isinstance(shown, str) else f"{title}\n{day}")
    for row, name in enumerate(town.names, 3):
        page.put(row, 1, name)
        for column, (title, day) in enumerate(meetings, 2):
            mark = "○○△○×"[(row + 2 * column) % 5]
            page.put(row, column, mark)
            page.want(row, {"deputy": name, "title": title, "occurred_on": day,
                            "attendance": {"○": "出席", "△": "请假", "×": "缺席"}[mark]})  # fmt: skip
    return book


def counts_down(town: Town, hand: Hand) -> Book:
    """The kinds down, the deputies across, how often in each cell; totals in the last row and column."""
    book = Book("deeds_counts_down", REGISTER)
    page = book.page("汇总")
    kinds, names = ("视察", "执法检查", "学习培训", "为民办实事"), town.names[:7]
    page.put(1, 1, f"{YEAR}年度代表履职情况汇总表(单位:次)")
    page.line(2, [hand.head(REGISTER, "kind"), *names, "合计"])
    for row, kind in enumerate(kinds, 3):
        page.put(row, 1, kind)
        times = [(row * 3 + column) % 4 for column in range(len(names))]
        page.line(row, [time or None for time in times], 2)
        page.put(row, len(names) + 2, sum(times))
        for name, time in zip(names, times, strict=True):
            if time:
                page.want(row, {"deputy": name, "kind": kind, "count": str(time)})
    page.put(len(kinds) + 3, 1, "合计")
    page.line(len(kinds) + 3, [sum((row * 3 + column) % 4 for row in range(3, 7)) for column in range(7)], 2)
    return book


def several_deeds_in_a_cell(town: Town, hand: Hand) -> Book:
    """A row to a deputy, the deeds numbered below each other in one cell, each with its day."""
    book = Book("deeds_numbered", REGISTER)
    page = book.page("履职情况")
    page.title(1, f"{town.name}人大代表{YEAR}年履职情况", 2)
    page.head(2, ["deputy", "title"], hand.heads(REGISTER, ["deputy", "title"]))
    for row, name in enumerate(town.names[:7], 3):
        deeds = [town.deeds[row % 14], town.deeds[(row + 5) % 14]]
        lines = []
        for number, deed in enumerate(deeds, 1):
            month, day = (int(part) for part in deed["occurred_on"].split("-")[1:])
            lines.append(f"{number}.{month}月{day}日{deed['title']}")
            page.want(row, {"deputy": name, "occurred_on": deed["occurred_on"], "title": deed["title"]})
        page.line(row, [name, "\n".join(lines)])
    return book


def months_across(town: Town, hand: Hand) -> Book:
    """The months across, the number of receptions in each cell; the kind stands in the title."""
    book = Book("deeds_months", REGISTER)
    page = book.page("进站")
    page.put(1, 1, f"{town.name}人大代表{YEAR}年进站接待选民次数")
    page.head(2, ["deputy"], [hand.head(REGISTER, "deputy")])
    page.line(2, [f"{month}月" for month in range(1, 13)], 2)
    for row, name in enumerate(town.names, 3):
        page.put(row, 1, name)
        for month in range(1, 13):
            if (row + month) % 4 == 0:
                page.put(row, month + 1, 1 + month % 2)
                page.want(row, {"deputy": name, "kind": "接待选民", "count": str(1 + month % 2)})
    return book


def other_words(town: Town, hand: Hand) -> Book:
    """Kinds in words of her own, which a clerk can answer: 走村入户, 视察调研 and 开会."""
    book = Book("deeds_own_words", REGISTER)
    page = book.page("纪实")
    fields = ["deputy", "occurred_on", "kind", "title"]
    table(page, hand, REGISTER, fields, town.deeds, 1)
    own = {"走访联系选民": "走村入户", "视察": "实地看", "学习培训": "听课"}
    for entry, deed in zip(page.entries, town.deeds, strict=True):
        if word := own.get(deed["kind"]):
            page.put(entry.low, 3, word)
            page.words["kind", word] = deed["kind"]
            entry.doubtful = entry.must_ask = frozenset({"kind"})
    return book


def doubtful(town: Town, hand: Hand) -> Book:
    """A deputy whom nobody knows, a day in the future, no day in one row of an otherwise full column."""
    book = Book("deeds_doubtful", REGISTER)
    page = book.page("核对")
    fields = ["deputy", "occurred_on", "kind", "title"]
    table(page, hand, REGISTER, fields, town.deeds, 1)
    spoiled, page.entries = page.entries[:3], page.entries[3:]
    for (key, column, value), deed, entry in zip(
        (("deputy", 1, "章不识"), ("occurred_on", 2, hand.day(f"{YEAR + 3}-05-06")), ("occurred_on", 2, None)),
        town.deeds, spoiled, strict=False,
    ):  # fmt: skip
        page.cells[entry.low, column] = value
        page.doubt(entry.low, promise(deed, fields), key)
    return book


SHAPES: tuple[Shape, ...] = (
    ticked_people, symbols, counts_down, several_deeds_in_a_cell, months_across, other_words, doubtful,
)  # fmt: skip
