"""Registers of receptions in rarer shapes: hours behind the day, visitors with phones, cards, doubtful rows."""

from __future__ import annotations

from datetime import date

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, table
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import YEAR, Town

REGISTER = "receptions"


def hours_behind(town: Town, hand: Hand) -> Book:
    """The hour stands behind the day in one cell, or half a day in words."""
    book = Book("receptions_hours", REGISTER)
    page = book.page("值班")
    fields = ["held_on", "site", "deputies", "visitors"]
    page.title(1, f"{town.name}人大代表接待登记", len(fields))
    table(page, hand, REGISTER, fields, town.receptions, 2)
    for number, entry in enumerate(page.entries):
        cell = page.cells[entry.low, 1]
        if isinstance(cell, str):
            page.put(entry.low, 1, cell + (" 9:00-11:30", "上午", "\n下午")[number % 3])
    return book


def phones_in_cells(town: Town, hand: Hand) -> Book:
    """Each visitor's phone stands in brackets behind the name."""
    book = Book("receptions_brackets", REGISTER)
    page = book.page("来访")
    fields = ["no", "held_on", "site", "kind", "deputies"]
    table(page, hand, REGISTER, fields, town.receptions, 1)
    page.head(1, ["visitors"], [hand.head(REGISTER, "visitors")], 6)
    for entry, record in zip(page.entries, town.receptions, strict=True):
        names = record["visitors"].split("、")
        page.put(entry.low, 6, hand.separator.join(f"{name}(1990003{entry.low:04d})" for name in names))
        entry.values["visitors"] = record["visitors"]
    return book


def cards(town: Town, hand: Hand) -> Book:
    """A form for each reception in the same sheet; its title, and the words for signatures below."""
    book = Book("receptions_cards", REGISTER)
    page = book.page("登记表")
    row = 1
    for record in town.receptions[:5]:
        page.put(row, 1, f"{town.name}人大代表接待选民登记表")
        page.merges.append((row, 1, row, 4))
        pairs = ("site", "held_on", "kind", "deputies", "visitors", "visitor_count")
        for number, key in enumerate(pairs):
            place = row + 1 + number // 2, 1 + 2 * (number % 2)
            page.put(*place, hand.head(REGISTER, key))
            page.put(place[0], place[1] + 1, hand.cell(key, record[key]))
        page.put(row + 4, 1, "代表签名:          群众签名:")
        page.want(row, promise(record, pairs), row + 4)
        row += 6
    return book


def with_nobody(town: Town, hand: Hand) -> Book:
    """Receptions to which nobody came: 无 and 0; they are receptions all the same."""
    book = Book("receptions_nobody", REGISTER)
    page = book.page("全年")
    page.movable = True
    fields = ["serial", "held_on", "site", "deputies", "visitors", "visitor_count"]
    page.title(1, f"{town.name}接待日记录", len(fields))
    table(page, hand, REGISTER, fields, town.receptions, 2)
    for entry in page.entries[::3]:
        page.put(entry.low, 5, "无")
        page.put(entry.low, 6, 0)
        del entry.values["visitors"]
        entry.values["visitor_count"] = ("0", "")
    return book


def handling_and_answer(town: Town, hand: Hand) -> Book:
    """What was raised and what was answered stand beside; 推荐人 and 挂点领导 are no deputies."""
    book = Book("receptions_leaders", REGISTER)
    page = book.page("接待台账")
    words = hand.heads(REGISTER, ["held_on", "site", "deputies", "visitors"])
    page.head(1, ["held_on", "site", "", "deputies", "visitors", "", ""],
              [*words[:2], "挂点领导", *words[2:], "反映的问题", "现场答复情况"])  # fmt: skip
    for row, record in enumerate(town.receptions, 2):
        page.line(row, [hand.cell("held_on", record["held_on"]), record["site"], "鲁长河",
                        hand.cell("deputies", record["deputies"]), hand.cell("visitors", record["visitors"]),
                        town.suggestions[row % 10]["content"], "已当面解释并登记"])  # fmt: skip
        page.want(row, promise(record, ["held_on", "site", "deputies", "visitors"]))
    return book


def doubtful(town: Town, hand: Hand) -> Book:
    """A deputy whom nobody knows, a site of another town, a day in the future, more named than counted."""
    book = Book("receptions_doubtful", REGISTER)
    page = book.page("核对")
    fields = ["held_on", "site", "deputies", "visitors", "visitor_count"]
    page.put(1, 1, f"{town.name}人大代表接待选民登记")
    table(page, hand, REGISTER, fields, town.receptions, 2)
    spoiled, page.entries = page.entries[:4], page.entries[4:]
    changes = (
        ("deputies", 3, "章不识"), ("site", 2, "隔壁镇人大代表联络室"),
        ("held_on", 1, hand.day(date(YEAR + 3, 5, 6).isoformat())), ("visitor_count", 5, 0),
    )  # fmt: skip
    for (key, column, value), record, entry in zip(changes, town.receptions, spoiled, strict=False):
        page.put(entry.low, column, value)
        page.doubt(
            entry.low, promise(record, fields), key, *(("visitors",) if key == "visitor_count" else ())
        )
    return book


SHAPES: tuple[Shape, ...] = (
    hours_behind, phones_in_cells, cards, with_nobody, handling_and_answer, doubtful,
)  # fmt: skip
