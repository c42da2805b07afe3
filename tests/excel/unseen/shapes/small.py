"""The small ledgers as clerks lay them out; each shape serves every small register."""

from __future__ import annotations

from functools import partial

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table, without_serial
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.small_records import records
from tests.excel.unseen.towns import YEAR, Town
from tests.excel.unseen.wordings import WORDINGS

# Register → what the clerk's title calls it, and a number column that is summed below.
TITLES = {
    "liaison_sites": ("人大代表联络站一览表", "area_m2"),
    "electoral_districts": ("人大代表选举选区划分表", "voters"),
    "fund_entries": ("代表活动经费收支登记", "expense"),
    "site_equipment": ("联络站设备登记", "quantity"),
    "site_activities": ("联络站活动记录", "opinion_count"),
    "reception_duties": (f"{YEAR}年人大代表接待日安排", ""),
}


def _fields(register: str) -> list[str]:
    return list(WORDINGS[register])


def plain(register: str, town: Town, hand: Hand) -> Book:
    """Title, serial, one row of headings, a total where there is something to add up."""
    book = Book(f"{register}_plain", register)
    page = book.page("台账")
    page.movable = True
    words, summed = TITLES[register]
    fields = ["serial", *_fields(register)]
    lines = records(town, register)
    top = page.title(1, town.name + words, len(fields))
    end = table(page, hand, register, fields, lines, top)
    if summed:
        page.put(end, 1, "合计")
        total = sum(float(line.get(summed, "0").replace(",", "")) for line in lines)
        page.put(end, fields.index(summed) + 1, total)
        page.totals.append(end)
    return book


def reversed_columns(register: str, town: Town, hand: Hand) -> Book:
    """The columns from right to left, an empty column between, a column of her own at the end; signatures below."""
    book = Book(f"{register}_reversed", register)
    page = book.page()
    fields = _fields(register)[::-1]
    middle = len(fields) // 2
    lines = records(town, register)
    page.put(1, 1, town.name + TITLES[register][0])
    page.titles.append((1, 1))
    table(page, hand, register, fields[:middle], lines, 3)
    page.head(3, fields[middle:], hand.heads(register, fields[middle:]), middle + 2)
    page.head(3, [""], ["核对"], len(fields) + 2)
    for number, (entry, line) in enumerate(zip(page.entries, lines, strict=True)):
        page.line(4 + number, [hand.cell(key, line.get(key, "")) for key in fields[middle:]], middle + 2)
        page.put(4 + number, len(fields) + 2, "√" if number % 3 else "")
        entry.values |= {key: text for key, text in promise(line, fields[middle:]).items() if text}
    page.put(5 + len(lines), 2, "制表:程晓    审核:主席团")
    return book


def pages(register: str, town: Town, hand: Hand) -> Book:
    """The headings stand again after every fourth record, as printed pages have them."""
    book = Book(f"{register}_pages", register)
    page = book.page("打印稿")
    fields = ["serial", *_fields(register)]
    lines = records(town, register)
    row = page.title(1, town.name + TITLES[register][0], len(fields))
    for start in range(0, len(lines), 4):
        page.head(row, without_serial(fields), hand.heads(register, fields))
        row = rows(page, hand, fields, lines[start : start + 4], row + 1, 1, start + 1)
    return book


SHAPES: dict[str, tuple[Shape, ...]] = {
    register: tuple(partial(shape, register) for shape in (plain, reversed_columns, pages)) for register in TITLES
}  # fmt: skip
