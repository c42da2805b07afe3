"""Ledgers of suggestions and opinions as clerks lay them out."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table, without_serial
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import YEAR, Record, Town

REGISTER = "suggestions"
COURSE = ["serial", "no", "raised_on", "site", "deputies", "visitor", "content", "category", "lead_handler",
          "assigned_on", "replied_on", "feedback", "concluded_on"]  # fmt: skip


def _book(name: str) -> Book:
    return Book(name, REGISTER)


def course(town: Town, hand: Hand) -> Book:
    """The whole course in one row, running number and register number side by side, a total below."""
    book = _book("suggestions_course")
    page = book.page("办理台账")
    page.movable = True
    top = page.title(1, f"{town.name}{YEAR}年群众意见建议收集办理台账", len(COURSE))
    end = table(page, hand, REGISTER, COURSE, town.suggestions, top)
    page.line(end, ["合计", "", "", "", "", "", f"{len(town.suggestions)}件"])
    page.totals.append(end)
    return book


def bare(town: Town, hand: Hand) -> Book:
    """No title, no serial, few columns in another order."""
    book = _book("suggestions_bare")
    page = book.page()
    page.movable = True
    fields = ["content", "lead_handler", "raised_on", "visitor", "replied_on", "concluded_on"]
    table(page, hand, REGISTER, fields, town.suggestions, 1)
    return book


def grouped(town: Town, hand: Hand) -> Book:
    """Groups above: 收集情况, 交办情况, 答复情况, 办结情况; below them short words such as 时间 and 单位."""
    book = _book("suggestions_grouped")
    page = book.page("台账")
    fields = ["serial", "raised_on", "site", "visitor", "content", "lead_handler", "assigned_on", "replied_on", "reply_class", "concluded_on"]  # fmt: skip
    low = ("序号", "时间", "站点", "群众", "内容", "单位", "时间", "时间", "类别", "时间")
    top = page.title(1, f"{YEAR}年度意见建议办理情况", len(fields))
    for word, left, right in (
        ("收集情况", 2, 5),
        ("交办情况", 6, 7),
        ("答复情况", 8, 9),
        ("办结情况", 10, 10),
    ):
        page.put(top, left, word)
        if right > left:
            page.merges.append((top, left, top, right))
    page.head(top + 1, without_serial(fields), low)
    rows(page, hand, fields, town.suggestions, top + 2)
    return book


def months(town: Town, hand: Hand) -> Book:
    """A sheet for each month of the year; days without a year, which stands in the title."""
    book = _book("suggestions_months")
    fields = ["serial", "raised_on", "deputies", "content", "lead_handler", "assigned_on"]
    by_month: dict[str, list[Record]] = {}
    for record in town.suggestions:
        by_month.setdefault(record["raised_on"][5:7], []).append(record)
    short = Hand(hand.wording, "month_day", hand.separator, hand.wide_digits)
    for month, records in by_month.items():
        page = book.page(f"{int(month)}月")
        page.put(1, 1, f"{town.name}{YEAR}年{int(month)}月意见建议登记表")
        table(page, short, REGISTER, fields, records, 2)
    return book


def sections(town: Town, hand: Hand) -> Book:
    """A line with the site above what was collected there."""
    book = _book("suggestions_sections")
    page = book.page("汇总")
    fields = ["serial", "raised_on", "visitor", "content", "lead_handler", "replied_on"]
    row = page.title(1, f"{town.name}各站点意见建议汇总", len(fields))
    page.head(row, without_serial(fields), hand.heads(REGISTER, fields))
    row += 1
    for site in town.sites:
        records = [record for record in town.suggestions if record["site"] == site]
        if records:
            page.put(row, 1, site)
            page.merges.append((row, 1, row, len(fields)))
            row = rows(page, hand, fields, records, row + 1)
            for entry in page.entries[-len(records) :]:
                entry.values["site"] = site
    return book


def merged_sites(town: Town, hand: Hand) -> Book:
    """The site's cell is merged beside several opinions."""
    book = _book("suggestions_merged")
    page = book.page("按站点")
    fields = ["site", "raised_on", "deputies", "content", "lead_handler", "assigned_on"]
    records = sorted(town.suggestions, key=lambda record: record["site"])
    end = table(page, hand, REGISTER, fields, records, 1)
    start = 2
    for row in range(3, end + 1):
        if row == end or records[row - 2]["site"] != records[start - 2]["site"]:
            for inner in range(start + 1, row):
                del page.cells[inner, 1]
            if row - start > 1:
                page.merges.append((start, 1, row - 1, 1))
            start = row
    return book


def state_words(town: Town, hand: Hand) -> Book:
    """A state in words beside the day of the reply; no day of conclusion."""
    book = _book("suggestions_states")
    page = book.page("进度")
    fields = ["no", "raised_on", "deputies", "content", "lead_handler", "replied_on"]
    page.title(1, f"{town.name}代表建议办理进度", len(fields) + 1)
    end = table(page, hand, REGISTER, fields, town.suggestions, 2)
    page.head(2, ["status"], ["现状"], len(fields) + 1)
    for row, (entry, record) in enumerate(zip(page.entries, town.suggestions, strict=True), 3):
        word = "已办结" if "concluded_on" in record else "已答复" if "replied_on" in record else "办理中"
        page.put(row, len(fields) + 1, word)
        if word == "已办结":
            entry.values["concluded_on"] = record["replied_on"]
            entry.doubtful = frozenset({"concluded_on"})
    assert end == 3 + len(town.suggestions)
    return book


def side_columns(town: Town, hand: Hand) -> Book:
    """An empty first column, an empty column in the midst, and columns of her own."""
    book = _book("suggestions_gaps")
    page = book.page("工作用")
    table(page, hand, REGISTER, ["no", "raised_on", "content"], town.suggestions, 3, 2)
    page.head(3, ["lead_handler", "concluded_on", "", ""], [*hand.heads(REGISTER, ["lead_handler", "concluded_on"]), "盒号", "经费估算(万元)"], 6)  # fmt: skip
    for row, (entry, record) in enumerate(zip(page.entries, town.suggestions, strict=True), 4):
        page.line(row, [record["lead_handler"], hand.cell("concluded_on", record.get("concluded_on", "")), f"第{row // 3}盒", row / 2], 6)  # fmt: skip
        entry.values |= {
            key: text for key, text in promise(record, ["lead_handler", "concluded_on"]).items() if text
        }
    return book


def cards(town: Town, hand: Hand) -> Book:
    """A form for each suggestion, label and value beside each other."""
    book = _book("suggestions_cards")
    page = book.page("建议用纸")
    row = 1
    for record in town.suggestions[:5]:
        page.put(row, 1, f"{town.name}人大代表建议办理单")
        page.merges.append((row, 1, row, 4))
        pairs = ("no", "raised_on", "deputies", "category", "lead_handler", "assigned_on", "replied_on", "feedback")  # fmt: skip
        for number, key in enumerate(pairs):
            place = row + 1 + number // 2, 1 + 2 * (number % 2)
            page.put(*place, hand.head(REGISTER, key))
            page.put(place[0], place[1] + 1, hand.cell(key, record.get(key, "")))
        page.put(row + 5, 1, hand.head(REGISTER, "content"))
        page.put(row + 5, 2, record["content"])
        page.merges.append((row + 5, 2, row + 5, 4))
        page.want(row, promise(record, [*pairs, "content"]), row + 5)
        row += 7
    return book


def multi_line(town: Town, hand: Hand) -> Book:
    """Office and day of hand-over in one heading of two lines; co-sponsors below each other in one cell."""
    book = _book("suggestions_lines")
    page = book.page("表一")
    lines = Hand(hand.wording, hand.days, "\n", hand.wide_digits)
    fields = ["serial", "deputies", "content", "lead_handler", "assigned_on", "replied_on", "feedback"]
    words = [
        word.replace("时间", "\n时间").replace("单位", "\n单位").replace("代表", "代 表")
        for word in hand.heads(REGISTER, fields)
    ]
    top = page.title(1, f"{town.term}第五次会议代表建议、批评和意见", len(fields))
    page.head(top, without_serial(fields), words)
    rows(page, lines, fields, town.suggestions, top + 1)
    return book


SHAPES: tuple[Shape, ...] = (
    course, bare, grouped, months, sections, merged_sites, state_words, side_columns, cards, multi_line,
)  # fmt: skip
