"""Registers of receptions as clerks lay them out."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table, without_serial
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import YEAR, Record, Town

REGISTER = "receptions"
PLAIN = ["serial", "no", "held_on", "site", "kind", "deputies", "visitors", "visitor_count", "opinion_count"]


def _book(name: str) -> Book:
    return Book(name, REGISTER)


def _people(record: Record, field: str) -> list[str]:
    return record[field].split("、")


def plain(town: Town, hand: Hand) -> Book:
    """One row to a reception with names and counts; a total below."""
    book = _book("receptions_plain")
    page = book.page("接待")
    page.movable = True
    top = page.title(1, f"{town.name}人大代表接待选民登记({YEAR}年)", len(PLAIN))
    end = table(page, hand, REGISTER, PLAIN, town.receptions, top)
    visitors = sum(int(record["visitor_count"]) for record in town.receptions)
    page.line(end, ["总计", "", "", "", "", "", "", visitors])
    page.totals.append(end)
    return book


def counts_only(town: Town, hand: Hand) -> Book:
    """How many came, not who; the number of deputies instead of their names."""
    book = _book("receptions_counts")
    page = book.page("统计")
    page.movable = True
    fields = ["held_on", "site", "kind", "visitor_count", "opinion_count"]
    page.title(1, f"{town.name}接待情况统计", len(fields))
    table(page, hand, REGISTER, fields, town.receptions, 2)
    page.head(2, ["deputy_count"], ["参加代表(人)"], 6)
    for row, (entry, record) in enumerate(zip(page.entries, town.receptions, strict=True), 3):
        entry.values["deputy_count"] = str(len(_people(record, "deputies")))
        page.put(row, 6, len(_people(record, "deputies")))
    return book


def one_row_a_visitor(town: Town, hand: Hand) -> Book:
    """A row for each visitor; day, site and deputies are merged beside those of one reception."""
    book = _book("receptions_visitors")
    page = book.page("登记")
    fields = ["held_on", "site", "deputies", "visitors"]
    row = page.title(1, f"{YEAR}年接待群众登记", 5)
    page.head(row, [*fields, ""], [*hand.heads(REGISTER, fields), "反映的问题"])
    row += 1
    for number, record in enumerate(town.receptions):
        page.line(row, [hand.cell(key, record[key]) for key in fields[:3]])
        visitors = _people(record, "visitors")
        for offset, visitor in enumerate(visitors):
            page.line(row + offset, [visitor, town.suggestions[(number + offset) % 10]["content"]], 4)
        if len(visitors) > 1:
            page.merges += [(row, column, row + len(visitors) - 1, column) for column in (1, 2, 3)]
        page.want(row, promise(record, fields), row + len(visitors) - 1)
        row += len(visitors)
    return book


def master_and_detail(town: Town, hand: Hand) -> Book:
    """Receptions in one sheet, their visitors in a second, by the reception's number; visitors are no receptions."""
    book = _book("receptions_detail")
    page = book.page("接待批次")
    fields = ["no", "held_on", "site", "deputies"]
    table(page, hand, REGISTER, fields, town.receptions, 1)
    detail = book.page("来访人员")
    detail.line(1, [hand.head(REGISTER, "no"), "姓名", "性别", "住址"])
    row = 2
    for entry, record in zip(page.entries, town.receptions, strict=True):
        entry.values["visitors"] = record["visitors"]
        for visitor in _people(record, "visitors"):
            row = detail.line(row, [record["no"], visitor, "男", town.villages[row % 5]])
    return book


def months_down(town: Town, hand: Hand) -> Book:
    """Month lines and subtotals between the receptions."""
    book = _book("receptions_subtotals")
    page = book.page("按季度")
    fields = ["serial", "held_on", "site", "deputies", "visitor_count"]
    row = page.title(1, f"{town.name}{YEAR}年接待登记", len(fields))
    page.head(row, without_serial(fields), hand.heads(REGISTER, fields))
    row += 1
    for number, name in enumerate(("一", "二", "三", "四")):
        group = [record for record in town.receptions if (int(record["held_on"][5:7]) - 1) // 3 == number]
        page.put(row, 1, f"第{name}季度")
        row = rows(page, hand, fields, group, row + 1)
        page.line(
            row, ["小计", "", "", f"{len(group)}批", sum(int(record["visitor_count"]) for record in group)]
        )
        page.totals.append(row)
        row += 1
    return book


def ticked_kinds(town: Town, hand: Hand) -> Book:
    """The kind is ticked below a group heading."""
    book = _book("receptions_ticks")
    page = book.page("接待(打勾)")
    kinds = ("接访", "约访", "下访")
    fields = ["held_on", "site", "deputies"]
    for column, (key, word) in enumerate(zip(fields, hand.heads(REGISTER, fields), strict=True), 1):
        page.put(1, column, word)
        page.heads[1, column] = key
        page.merges.append((1, column, 2, column))
    page.put(1, 4, hand.head(REGISTER, "kind"))
    page.merges.append((1, 4, 1, 6))
    page.head(2, ["kind"] * 3, kinds, 4)
    rows(page, hand, fields, town.receptions, 3)
    for row, (entry, record) in enumerate(zip(page.entries, town.receptions, strict=True), 3):
        page.put(row, 4 + kinds.index(record["kind"]), "√")
        entry.values["kind"] = record["kind"]
    return book


def site_sheets(town: Town, hand: Hand) -> Book:
    """A sheet for each site, which its title names."""
    book = _book("receptions_sites")
    fields = ["serial", "held_on", "kind", "deputies", "visitors"]
    for site in town.sites:
        group = [record for record in town.receptions if record["site"] == site]
        if group:
            page = book.page(town.site_village(site))
            page.put(1, 1, f"{site}接待选民登记表")
            table(page, hand, REGISTER, fields, group, 2)
            for entry in page.entries:
                entry.values["site"] = site
    return book


def with_phones(town: Town, hand: Hand) -> Book:
    """The deputies' and the visitors' phones stand beside them; a receiving clerk is no deputy."""
    book = _book("receptions_phones")
    page = book.page("接待日")
    fields = ["held_on", "site", "deputies", "visitors"]
    words = hand.heads(REGISTER, fields)
    row = page.title(1, f"{town.name}接待日登记", 7)
    page.head(row, ["held_on", "site", "deputies", "", "visitors", "", ""], [*words[:3], "代表电话", words[3], "群众电话", "接待员"])  # fmt: skip
    for number, record in enumerate(town.receptions, row + 1):
        when, site, deputies, visitors = (hand.cell(key, record[key]) for key in fields)
        page.line(number, [when, site, deputies, f"1990000{number:04d}", visitors, f"1990001{number:04d}", "程晓"])  # fmt: skip
        page.want(number, promise(record, fields))
    return book


SHAPES: tuple[Shape, ...] = (
    plain, counts_only, one_row_a_visitor, master_and_detail, months_down, ticked_kinds, site_sheets, with_phones,
)  # fmt: skip
