"""Registers of receptions that are told in other ways: a visitor a row in full, plans beside deeds, months across, paragraphs."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows
from tests.excel.unseen.sheets import Book, Page
from tests.excel.unseen.towns import YEAR, Record, Town

REGISTER = "receptions"
DAY_OF_MONTH = 15


def _book(name: str) -> Book:
    return Book(f"receptions_{name}", REGISTER)


def _people(record: Record, field: str) -> list[str]:
    return record[field].split("、")


def _day(record: Record) -> str:
    return f"{int(record['held_on'][5:7])}月{int(record['held_on'][8:])}日"


def visitors_in_full(town: Town, hand: Hand) -> Book:
    """A row for each visitor that says day, place and deputies again; the running number counts visitors."""
    book = _book("in_full")
    page = book.page("进站")
    fields = ["held_on", "site", "deputies", "visitors"]
    page.head(1, ["", *fields], ["人次", *hand.heads(REGISTER, fields)])
    row = 2
    for record in town.receptions:
        visitors = _people(record, "visitors")
        page.want(row, promise(record, fields), row + len(visitors) - 1)
        for visitor in visitors:
            cells = [hand.cell(key, {**record, "visitors": visitor}[key]) for key in fields]
            row = page.line(row, [row - 1, *cells])
    return book


def opinions_by_category(town: Town, hand: Hand) -> Book:
    """How many opinions of each sort came in, summed up or not, below one heading."""
    book = _book("by_category")
    for name, total in (("有小计", "小计"), ("无小计", "")):
        page = book.page(name)
        fields = ["held_on", "site", "visitor_count"]
        for column, (key, word) in enumerate(zip(fields, hand.heads(REGISTER, fields), strict=True), 1):
            page.head(1, [key], [word], column)
            page.merges.append((1, column, 2, column))
        sorts = ["民生", "环境", "交通", *([total] if total else [])]
        page.put(1, 4, "提出意见")
        page.merges.append((1, 4, 1, 3 + len(sorts)))
        page.head(
            2, [*([""] * 3), "opinion_count"][-len(sorts) :] if total else ["opinion_count"] * 3, sorts, 4
        )
        half = (
            town.receptions[: len(town.receptions) // 2]
            if total
            else town.receptions[len(town.receptions) // 2 :]
        )
        rows(page, hand, fields, half, 3)
        for number, entry in enumerate(page.entries):
            parts = [number % 3, 1 + number % 2, 2]
            page.line(entry.low, [*parts, *([sum(parts)] if total else [])], 4)
            entry.values["opinion_count"] = str(sum(parts))
    return book


def months_across(town: Town, hand: Hand) -> Book:
    """Sites down and months across, with deputies and voters counted below each; a line says on which day of the month."""
    book = _book("months_across")
    page = book.page("统计")
    page.put(1, 1, f"{town.name}各站{YEAR}年接待人次表")
    page.put(2, 1, f"各站每月{DAY_OF_MONTH}日集中接待，/为没有接待")
    page.put(3, 1, "站名")
    page.merges.append((3, 1, 4, 1))
    for number, month in enumerate((3, 4, 5)):
        page.put(3, 2 + 2 * number, f"{month}月")
        page.merges.append((3, 2 + 2 * number, 3, 3 + 2 * number))
        page.line(4, ["代表", "群众"], 2 + 2 * number)
    for row, site in enumerate(town.sites, 5):
        page.put(row, 1, site)
        for number, month in enumerate((3, 4, 5)):
            held = (row + number) % 3 > 0
            page.line(row, [2 + number, row + number] if held else ["/", "/"], 2 + 2 * number)
            if held:
                day = f"{YEAR}-{month:02d}-{DAY_OF_MONTH}"
                counts = {"deputy_count": str(2 + number), "visitor_count": str(row + number)}
                page.want(row, {"held_on": day, "site": site, **counts})
    return book


def planned_and_done(town: Town, hand: Hand) -> Book:
    """The planned day beside the real one, both counts in one cell; what was only planned is no record."""
    book = _book("planned")
    page = book.page("值班落实")
    page.put(1, 1, f"{YEAR}年接待安排及落实情况")
    for column, words in ((1, "站点"), (2, "时间"), (4, "代表"), (6, "来了几人/收几条"), (7, "落实情况")):
        page.put(2, column, words)
    page.line(3, ["计划", "实际", "安排", "实到"], 2)
    page.merges += [(2, 2, 2, 3), (2, 4, 2, 5), (2, 1, 3, 1), (2, 6, 3, 6), (2, 7, 3, 7)]
    for row, record in enumerate(town.receptions, 4):
        plan, visitors = [record["site"], _day(record)], record["visitor_count"]
        if row % 4 == 0:
            page.line(row, [*plan, "", record["deputies"], "", "", "未开展"])
            continue
        page.line(
            row, [*plan, _day(record), town.names[0], record["deputies"], f"{visitors}/{row}", "已开展"]
        )
        fields = ("held_on", "site", "deputies", "visitor_count")
        page.want(row, {**promise(record, fields), "opinion_count": str(row)})
    return book


def paragraphs(town: Town, hand: Hand) -> Book:
    """A numbered paragraph for each reception; the last one was called off."""
    book = _book("paragraphs")
    page: Page = book.page("情况")
    page.put(1, 1, f"{town.name}{YEAR}年接待选民情况")
    page.line(2, ["序号", "情况"])
    row = 3
    for record in town.receptions:
        told = (
            f"代表{record['deputies']}在{record['site']}接待群众{record['visitor_count']}人，收集意见{row}条"
        )
        page.want(
            row,
            {**promise(record, ("held_on", "site", "deputies", "visitor_count")), "opinion_count": str(row)},
        )
        row = page.line(row, [row - 2, f"{_day(record)}，{told}，现场答复1条。"])
    page.line(row, [row - 2, "12月15日因防疫要求，接待日活动取消。"])
    return book


SHAPES: tuple[Shape, ...] = (
    visitors_in_full, opinions_by_category, months_across, planned_and_done, paragraphs,
)  # fmt: skip
