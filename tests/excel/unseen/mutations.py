"""Changes of a workbook by machine, each of which leaves true what a careful reader says of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.sheets import Book, Page

Mutation = Callable[[Book, random.Random], Book | None]  # None: cannot be done to this workbook

# Columns that belong to other ledgers; each with its cells in turn.
FOREIGN = (
    ("资产编号", ("ZC-0117", "ZC-0118", "ZC-0120")),
    ("衣服尺码", ("L", "XL", "M")),
    ("结余（元）", (1200.5, 860, 43.2)),
    ("车牌", ("粤Z00001", "粤Z00002", "粤Z00003")),
    ("录入员", ("程晓", "程晓", "程晓")),
    ("温度(℃)", (36.5, 36.6, 36.4)),
    ("是否用餐", ("是", "否", "是")),
)

# One clerk's way exchanged for another's, heading by heading and cell by cell.
HANDS: dict[str, Hand] = {
    "plain": Hand(),
    **{f"reworded {number}": Hand(wording=number) for number in range(1, 10)},
    **{f"kept back {number}": Hand(wording=9 + number) for number in range(1, 5)},
    "days as 2025-03-05": Hand(days="iso"),
    "days as cells": Hand(days="cell"),
    "days as 2025年3月5日": Hand(days="chinese"),
    "days as 2025/3/5": Hand(days="slashes"),
    "days as 二〇二五年三月五日": Hand(days="words"),
    "days as 20250305": Hand(days="eight"),
    "full-width digits": Hand(wide_digits=True),
    "people apart by blanks": Hand(separator=" "),
    "people apart by semicolons": Hand(separator=";"),
    "people apart by line breaks": Hand(separator="\n"),
    "sexes as 1 and 2": Hand(sexes=("1", "2")),
}


def columns_shuffled(book: Book, chance: random.Random) -> Book | None:
    """The columns of each sheet in another order."""
    return _each(book, lambda page: _arranged(page, chance.sample(range(1, page.width + 1), page.width)))


def foreign_column(book: Book, chance: random.Random) -> Book | None:
    """A column of another ledger between the others."""
    heading, values = chance.choice(FOREIGN)

    def changed(page: Page) -> Page:
        place = chance.randint(2, page.width + 1)
        wider = _arranged(page, [*range(1, place), 0, *range(place, page.width + 1)])
        top = max(row for row, _column in page.heads)
        wider.put(top, place, heading)
        wider.heads[top, place] = ""
        for number, entry in enumerate(wider.entries):
            wider.put(entry.low, place, values[number % len(values)])
        return wider

    return _each(book, changed)


def heading_blanked(book: Book, chance: random.Random) -> Book | None:
    """One heading is missing; its cells stand there still."""

    def changed(page: Page) -> Page:
        places = [place for place, key in page.heads.items() if key and place in page.cells]
        del page.cells[chance.choice(places)]
        return page

    return _each(book, changed)


def rows_reordered(book: Book, chance: random.Random) -> Book | None:
    """The records of each sheet in another order; a running number goes with its record."""

    def changed(page: Page) -> Page:
        old = sorted({entry.low for entry in page.entries})
        return _renumbered(page, dict(zip(old, chance.sample(old, len(old)), strict=True)))

    return _each(book, changed)


def totals_above(book: Book, chance: random.Random) -> Book | None:
    """The row of totals stands above the records instead of below."""

    def changed(page: Page) -> Page:
        if not page.totals:
            return page
        first, total = min(entry.low for entry in page.entries), page.totals[0]
        moved = {row: row + 1 for row in range(first, total)} | {total: first}
        return _renumbered(page, moved)

    return _each(book, changed) if any(page.totals for page in book.pages) else None


def untitled(book: Book, chance: random.Random) -> Book | None:
    """The titles are gone, their rows stay empty."""

    def changed(page: Page) -> Page:
        for place in page.titles:
            page.cells.pop(place, None)
            page.merges = [merge for merge in page.merges if merge[:2] != place]
        return page

    return _each(book, changed, movable=False) if any(page.titles for page in book.pages) else None


def split(book: Book, chance: random.Random) -> Book | None:
    """The second half of the records goes to a sheet of its own, headed alike."""
    if len(book.pages) != 1 or not book.pages[0].movable:
        return None
    first, second = deepcopy(book.pages[0]), deepcopy(book.pages[0])
    second.name = f"{first.name}(续)"
    rows = sorted({entry.low for entry in first.entries})
    middle = rows[len(rows) // 2]
    _keep(first, lambda row: row < middle)
    _keep(second, lambda row: row not in rows or row >= middle)
    return replace(book, pages=[first, second])


def joined(book: Book, chance: random.Random) -> Book | None:
    """The second half of the records follows below a second row of headings in the same sheet."""

    def changed(page: Page) -> Page:
        heading = max(row for row, _column in page.heads)
        rows = sorted({entry.low for entry in page.entries})
        middle = rows[len(rows) // 2]
        moved = {row: row + 2 for row in range(middle, page.height + 1)}
        apart = _renumbered(page, moved)
        for column in range(1, page.width + 1):
            apart.put(middle + 1, column, page.cells.get((heading, column)))
        return apart

    return _each(book, changed)


def foreign_sheet(book: Book, chance: random.Random) -> Book | None:
    """A sheet of another ledger before the others: nothing in it is a record of this one."""
    stranger = Page("公车使用")
    heads = ("出车日期", "车牌", "驾驶员", "目的地", "里程(公里)", "油费(元)")
    stranger.line(1, heads)
    for row in range(2, 8):
        stranger.line(row, (f"2025.{row}.{row + 3}", f"粤Z0000{row}", "卢师傅", "县城", 30 + row, 45.5 + row))
    return replace(book, pages=[stranger, *book.pages])


def notes_below(book: Book, chance: random.Random) -> Book | None:
    """Remarks, a signature and a date of printing below the records."""
    ends = ("填表说明:以上内容由各站报送。", "审核人:            制表人:程晓", "打印日期:2026年1月8日")

    def changed(page: Page) -> Page:
        for row, words in enumerate(ends, page.height + 2):
            page.put(row, 1, words)
        return page

    return _each(book, changed, movable=False)


MUTATIONS: dict[str, Mutation] = {
    "columns shuffled": columns_shuffled,
    "foreign column": foreign_column,
    "heading blanked": heading_blanked,
    "rows reordered": rows_reordered,
    "totals above": totals_above,
    "untitled": untitled,
    "foreign sheet": foreign_sheet,
    "notes below": notes_below,
    "split": split,
    "joined": joined,
}


def mutated(book: Book, chance: random.Random) -> Iterator[tuple[str, Book]]:
    """The workbook after each mutation that can be done to it, with the mutation's name."""
    for name, mutation in MUTATIONS.items():
        changed = mutation(book, chance)
        if changed is not None:
            yield name, changed


def _each(book: Book, change: Callable[[Page], Page], *, movable: bool = True) -> Book | None:
    if movable and not all(page.movable for page in book.pages):
        return None
    return replace(book, pages=[change(deepcopy(page)) for page in book.pages])


def _arranged(page: Page, order: list[int]) -> Page:
    """The page with its columns in that order (0: an empty one); titles stay at the left."""
    to = {old: new for new, old in enumerate(order, 1) if old}
    fixed = set(page.titles)
    top = max(row for row, _column in page.heads)
    end = max((entry.high for entry in page.entries), default=top)

    def place(row: int, column: int) -> tuple[int, int]:
        inside = (row, column) not in fixed and (
            min(r for r, _c in page.heads) <= row <= end or row in page.totals
        )
        return (row, to[column]) if inside else (row, column)

    page.cells = {place(*at): value for at, value in page.cells.items()}
    page.heads = {place(*at): key for at, key in page.heads.items()}
    page.hidden = [to[column] for column in page.hidden]
    return page


def _renumbered(page: Page, moved: dict[int, int]) -> Page:
    """The page with rows at other places; rows that are not named stay."""
    changed = deepcopy(page)
    changed.cells = {(moved.get(row, row), column): value for (row, column), value in page.cells.items()}
    changed.totals = [moved.get(row, row) for row in page.totals]
    for entry in changed.entries:
        entry.low, entry.high = moved.get(entry.low, entry.low), moved.get(entry.high, entry.high)
    return changed


def _keep(page: Page, wanted: Callable[[int], bool]) -> None:
    page.cells = {place: value for place, value in page.cells.items() if wanted(place[0])}
    page.entries = [entry for entry in page.entries if wanted(entry.low)]
    page.totals = [row for row in page.totals if wanted(row)]
