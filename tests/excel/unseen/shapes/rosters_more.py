"""Rosters in rarer shapes: lists of names in one cell, two phones, levels in sections, doubtful people, remarks of her own."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import Town

REGISTER = "deputies"


def names_in_a_cell(town: Town, hand: Hand) -> Book:
    """A row to a village with all its deputies in one cell; women and minorities are marked behind the name."""
    book = Book("roster_names", REGISTER)
    page = book.page("名单")
    page.title(1, f"{town.term}人大代表名单(按选区)", 3)
    page.head(
        2, ["electoral_district", "name", ""], [*hand.heads(REGISTER, ["electoral_district", "name"]), "人数"]
    )
    for row, village in enumerate(town.villages, 3):
        group = [deputy for deputy in town.deputies if deputy["electoral_district"] == village]
        names = []
        for deputy in group:
            marks = [mark for mark in (deputy["sex"], deputy["ethnic_group"]) if mark not in ("男", "汉族")]
            names.append(deputy["name"] + (f"({','.join(marks)})" if marks else ""))
            values = {key: deputy[key] for key in ("name", "electoral_district")}
            values |= {"sex": deputy["sex"] if "女" in marks else ""}
            values |= {"ethnic_group": deputy["ethnic_group"] if deputy["ethnic_group"] in marks else ""}
            page.want(row, values).doubtful = frozenset({"sex", "ethnic_group"})
        page.line(row, [village, "、".join(names), len(group)])
    return book


def two_phones(town: Town, hand: Hand) -> Book:
    """联系方式 above 手机 and 办公电话; the office's number is not the deputy's; a heading with its unit in a second line."""
    book = Book("roster_phones", REGISTER)
    page = book.page("通讯录")
    fields = ["serial", "name", "employer_position", "phone"]
    words = hand.heads(REGISTER, fields)
    for column, (key, word) in enumerate(zip(["", *fields[1:3]], words[:3], strict=True), 1):
        page.put(1, column, word)
        page.heads[1, column] = key
        page.merges.append((1, column, 2, column))
    page.put(1, 4, "联系方式")
    page.merges.append((1, 4, 1, 5))
    page.head(2, ["phone", ""], ["手机\n(11位)", "办公电话"], 4)
    end = rows(page, hand, fields, town.deputies, 3)
    for row in range(3, end):
        page.put(row, 5, f"0999-33{row:05d}")
    return book


def level_sections(town: Town, hand: Hand) -> Book:
    """一、县人大代表 and 二、镇人大代表 above their tables in one sheet, each with its own headings."""
    book = Book("roster_levels", REGISTER)
    page = book.page("代表")
    fields = ["serial", "name", "sex", "birth_date", "education", "employer_position"]
    row = 1
    for title, level, group in (
        ("一、县人大代表", "县", town.deputies[:4]), ("二、镇人大代表", "镇", town.deputies[4:]),
    ):  # fmt: skip
        page.put(row, 1, title)
        first = len(page.entries)
        row = table(page, hand, REGISTER, fields, group, row + 1) + 1
        for entry in page.entries[first:]:
            entry.values["level"] = level
    return book


def own_columns(town: Town, hand: Hand) -> Book:
    """Columns of her own between the others: 手机短号, 是否连任, 备注2, 微信群; two people beside each other in 备注."""
    book = Book("roster_own", REGISTER)
    page = book.page("2025")
    words = hand.heads(REGISTER, ["name", "sex", "phone", "electoral_district"])
    page.head(1, ["name", "", "sex", "", "phone", "electoral_district", "", ""],
              [words[0], "微信群", words[1], "手机短号", *words[2:], "备注", "备注2"])  # fmt: skip
    page.movable = True
    for row, deputy in enumerate(town.deputies, 2):
        page.line(row, [deputy["name"], "已进群" if row % 3 else "", deputy["sex"], f"66{row:02d}", deputy["phone"],
                        deputy["electoral_district"], "外出务工" if row == 4 else "", "党小组长" if row == 6 else ""])  # fmt: skip
        page.want(row, promise(deputy, ["name", "sex", "phone", "electoral_district"]))
    return book


def doubtful(town: Town, hand: Hand) -> Book:
    """One wrong check digit, one birth that contradicts the ID number, one old number of 15 digits, one birth in the future."""
    book = Book("roster_doubtful", REGISTER)
    page = book.page("核对")
    fields = ["name", "sex", "birth_date", "id_number", "electoral_district"]
    table(page, hand, REGISTER, fields, town.deputies, 1)
    spoiled = page.entries[:4]
    page.entries = page.entries[4:]
    for number, (entry, deputy) in enumerate(zip(spoiled, town.deputies, strict=False)):
        row, number_cell = entry.low, deputy["id_number"]
        if number == 0:
            page.put(row, 4, number_cell[:-1] + ("1" if number_cell[-1] != "1" else "2"))
            page.doubt(row, promise(deputy, fields), "id_number")
        elif number == 1:
            page.put(row, 3, f"{int(deputy['birth_date'][:4]) - 3}.{deputy['birth_date'][5:7]}")
            page.doubt(row, promise(deputy, fields), "birth_date", "id_number")
        elif number == 2:
            page.put(row, 4, number_cell[:6] + number_cell[8:17])
            page.doubt(row, promise(deputy, fields), "id_number")
        else:
            page.put(row, 3, "2035.06")
            page.doubt(row, promise(deputy, fields), "birth_date", "id_number")
    return book


def without_headings(town: Town, hand: Hand) -> Book:
    """No heading at all: each column is told by its cells."""
    book = Book("roster_headless", REGISTER)
    page = book.page()
    fields = ["serial", "name", "sex", "ethnic_group", "birth_date", "id_number", "phone"]
    rows(page, hand, fields, town.deputies, 1)
    for column, key in enumerate(fields, 1):
        page.heads[0, column] = "" if key == "serial" else key
    return book


def blanks_between(town: Town, hand: Hand) -> Book:
    """An empty row after each deputy and two empty columns; names of two characters are spaced out."""
    book = Book("roster_airy", REGISTER)
    page = book.page("代表名单")
    fields = ["name", "sex", "", "birth_date", "", "political_status"]
    for column, key in enumerate(fields, 2):
        if key:
            page.put(4, column, hand.head(REGISTER, key))
            page.heads[4, column] = key
    for number, deputy in enumerate(town.deputies):
        row = 6 + 2 * number
        page.line(row, [hand.cell(key, deputy.get(key, "")) for key in fields], 2)
        if len(deputy["name"]) == 2:
            page.put(row, 2, "\u3000".join(deputy["name"]))
        page.want(row, promise(deputy, [key for key in fields if key]))
    return book


SHAPES: tuple[Shape, ...] = (
    names_in_a_cell, two_phones, level_sections, own_columns, doubtful, without_headings, blanks_between,
)  # fmt: skip
