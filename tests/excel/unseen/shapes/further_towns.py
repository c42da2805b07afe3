"""Habits of further towns: totals under many names beside merged cells, who raised a matter in a column of its own."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, table
from tests.excel.unseen.sheets import Book, Page
from tests.excel.unseen.towns import YEAR, Record, Town

TOTALS = ("合计", "全年情况", "", "总  计", "本页小计")
STATES = ("已完成", "正在办理")


def merged_months(town: Town, hand: Hand) -> Book:
    """Months merged down the first column, some of the visitors counted under 其中, a total under any name."""
    book = Book("receptions_merged_months", "receptions")
    page = book.page("接待汇总")
    page.title(1, f"{town.name}接待选民情况汇总表（{YEAR}年）", 7)
    fields = ["", "held_on", "site", "deputies", "visitor_count", "", "opinion_count"]
    words = ["月份", "接待日期", "接待地点", "接待代表", "人数", "其中：老年人", "件数"]
    for column, (key, word) in enumerate(zip(fields, words, strict=True), 1):
        page.put(2, column, "接待选民" if column == 5 else word)
        if column not in (5, 6):
            page.heads[2, column] = key
            page.merges.append((2, column, 3, column))
    page.merges.append((2, 5, 2, 6))
    page.head(3, ["visitor_count", ""], words[4:6], 5)
    plain = Hand(hand.wording, hand.days, hand.separator)
    for row, record in enumerate(town.receptions, 4):
        month = f"{1 + (row - 4) // 2}月" if row % 2 == 0 else ""
        page.line(row, [month, *_cells(plain, record, fields[1:5]), 1, float(record["opinion_count"])])
        page.merges += [(row, 1, row + 1, 1)] if month else []
        page.want(row, promise(record, [key for key in fields if key]))
    visitors, opinions = _sum(town.receptions, "visitor_count"), _sum(town.receptions, "opinion_count")
    total = [TOTALS[hand.wording % len(TOTALS)], "", "", "", visitors, len(town.receptions), opinions]
    page.totals.append(page.line(4 + len(town.receptions), total) - 1)
    return book


def totals_inside_merged_sites(town: Town, hand: Hand) -> Book:
    """A site merged over its days and over the line that sums them up."""
    book = Book("receptions_merged_sites", "receptions")
    page = book.page("各站")
    fields = ["site", "held_on", "deputies", "visitor_count", "opinion_count"]
    row = page.head(1, fields, hand.heads("receptions", fields))
    plain = Hand(hand.wording, hand.days, hand.separator)
    for _, group in groupby(
        sorted(town.receptions, key=lambda one: one["site"]), key=lambda one: one["site"]
    ):
        records = list(group)
        page.merges.append((row, 1, row + len(records), 1))
        for number, record in enumerate(records):
            page.line(row + number, _cells(plain, record, fields))
            if number:
                del page.cells[row + number, 1]
            page.want(row + number, promise(record, fields))
        row += len(records)
        word = ("小计", "本站合计")[hand.wording % 2]
        page.line(row, ["", word, "", _sum(records, "visitor_count"), _sum(records, "opinion_count")])
        page.totals.append(row)
        row += 1
    return book


def raised_by_whom(town: Town, hand: Hand) -> Book:
    """A sheet for each quarter; one column says who raised a matter, the next what that person is, a later one how it stands."""
    book = Book("suggestions_raised_by", "suggestions", arguments=("--year", str(YEAR)))
    roles = (("代表", "群众"), ("人大代表", "选民"))[hand.wording % 2]
    short = Hand(hand.wording, "month_day", hand.separator)
    for quarter in range(1, 5):
        records = [
            r for r in town.suggestions if (date.fromisoformat(r["raised_on"]).month - 1) // 3 + 1 == quarter
        ]
        page = book.page(f"{'一二三四'[quarter - 1]}季度")
        page.put(1, 1, f"{town.name}{YEAR}年第{'一二三四'[quarter - 1]}季度意见建议收集办理表")
        fields = ["", "raised_on", "deputies", "class", "content", "lead_handler", "status", "concluded_on"]
        page.head(
            2,
            fields,
            ["序号", "提出时间", "提出人", "身份", "意见建议内容", "责任部门", "办理情况", "办结时间"],
        )
        for number, record in enumerate(records):
            _raised(page, short, 3 + number, record, roles, voter=number % 2 == 1)
        if not records:
            page.put(3, 1, "本季度无")
    return book


def _raised(page: Page, hand: Hand, row: int, record: Record, roles: tuple[str, str], *, voter: bool) -> None:
    person, state = record["visitor" if voter else "deputies"], STATES["concluded_on" not in record]
    days = [hand.cell(key, record.get(key, "")) for key in ("raised_on", "concluded_on")]
    page.line(
        row,
        [row - 2, days[0], person, roles[voter], record["content"], record["lead_handler"], state, days[1]],
    )
    page.want(row, promise(record, ["raised_on", "content", "lead_handler", "concluded_on"])
              | {"class": ("代表建议", "群众意见")[voter], "visitor" if voter else "deputies": person,
                 "status": ("已办结", "办理中")[state == STATES[1]]})  # fmt: skip


def _cells(hand: Hand, record: Record, fields: list[str]) -> list[object]:
    return [hand.cell(key, record[key]) for key in fields]


def _sum(records: tuple[Record, ...] | list[Record], key: str) -> float:
    return float(sum(int(record[key]) for record in records))


def level_nowhere(town: Town, hand: Hand) -> Book:
    """A roster without a title that nowhere says of which level its deputies are."""
    book = Book("roster_no_level", "deputies")
    page = book.page()
    fields = ["serial", "name", "sex", "birth_date", "employer_position", "phone"]
    table(page, hand, "deputies", fields, town.deputies, 1)
    for entry in page.entries:
        entry.must_ask = frozenset({"level"})
    return book


SHAPES: dict[str, tuple[Shape, ...]] = {
    "receptions": (merged_months, totals_inside_merged_sites),
    "suggestions": (raised_by_whom,),
    "deputies": (level_nowhere,),
}
