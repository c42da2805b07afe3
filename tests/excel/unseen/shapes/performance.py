"""Registers of deputies' performance as clerks lay them out."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table, without_serial
from tests.excel.unseen.sheets import Book, Page
from tests.excel.unseen.towns import YEAR, Record, Town

REGISTER = "performance_records"
PLAIN = ["serial", "deputy", "kind", "occurred_on", "title", "place"]
# The clerk's mark → attendance as people read it.
MARKS = {"√": "出席", "假": "请假", "缺": "缺席"}


def _book(name: str) -> Book:
    return Book(name, REGISTER)


def _by_deputy(town: Town) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for deed in town.deeds:
        groups.setdefault(deed["deputy"], []).append(deed)
    return groups


def plain(town: Town, hand: Hand) -> Book:
    """One row to a deed."""
    book = _book("deeds_plain")
    page = book.page("履职")
    page.movable = True
    top = page.title(1, f"{town.name}人大代表{YEAR}年履职登记", len(PLAIN))
    table(page, hand, REGISTER, PLAIN, town.deeds, top)
    return book


def merged_deputies(town: Town, hand: Hand) -> Book:
    """The deputy's cell is merged beside the deputy's deeds."""
    book = _book("deeds_merged")
    page = book.page("档案")
    fields = ["deputy", "occurred_on", "kind", "title"]
    row = page.title(1, f"{town.name}代表履职档案", len(fields))
    page.head(row, fields, hand.heads(REGISTER, fields))
    row += 1
    for deeds in _by_deputy(town).values():
        end = rows(page, hand, fields, deeds, row)
        for inner in range(row + 1, end):
            del page.cells[inner, 1]
        if end - row > 1:
            page.merges.append((row, 1, end - 1, 1))
        row = end
    return book


def deputy_sections(town: Town, hand: Hand) -> Book:
    """A line with the deputy's name above the deeds: 代表:吴敏."""
    book = _book("deeds_sections")
    page = book.page("登记册")
    fields = ["serial", "occurred_on", "kind", "title", "place"]
    row = page.title(1, f"{YEAR}年代表履职登记册", len(fields))
    page.head(row, without_serial(fields), hand.heads(REGISTER, fields))
    row += 1
    for name, deeds in _by_deputy(town).items():
        page.put(row, 1, f"代表:{name}")
        page.merges.append((row, 1, row, len(fields)))
        row = rows(page, hand, fields, deeds, row + 1)
        for entry in page.entries[-len(deeds) :]:
            entry.values["deputy"] = name
    return book


def deputy_sheets(town: Town, hand: Hand) -> Book:
    """A sheet for each deputy, named after the deputy."""
    book = _book("deeds_sheets")
    fields = ["occurred_on", "kind", "title", "place"]
    for name, deeds in _by_deputy(town).items():
        page = book.page(name)
        page.put(1, 1, f"代表姓名:{name}")
        table(page, hand, REGISTER, fields, deeds, 2)
        for entry in page.entries:
            entry.values["deputy"] = name
    return book


def several_in_a_cell(town: Town, hand: Hand) -> Book:
    """One row to an event, all who took part in one cell: as many records."""
    book = _book("deeds_events")
    page = book.page("活动")
    page.movable = True
    words = hand.heads(REGISTER, ["occurred_on", "kind", "title", "place"])
    page.head(1, ["occurred_on", "kind", "title", "place", "deputy"], [*words, "参加代表"])
    for number, deed in enumerate(town.deeds[:8]):
        names = [town.names[(number + offset) % 14] for offset in (0, 3, 7)]
        cells = [hand.cell(key, deed[key]) for key in ("occurred_on", "kind", "title", "place")]
        page.line(number + 2, [*cells, hand.separator.join(names)])
        for name in names:
            page.want(number + 2, promise({**deed, "deputy": name}, PLAIN))
    return book


def _marks(page: Page, town: Town, top: int, left: int, meetings: list[tuple[str, str]]) -> None:
    for row, name in enumerate(town.names, top):
        page.line(row, [row - top + 1, name])
        for column, (title, day) in enumerate(meetings, left):
            mark = "√√√假√缺√√"[(row * 3 + column * 5) % 8]
            page.put(row, column, mark)
            values = {"deputy": name, "title": title, "occurred_on": day, "attendance": MARKS[mark]}
            page.want(row, values)


def attendance_matrix(town: Town, hand: Hand) -> Book:
    """Deputies down, meetings across, the day below the meeting's name; a key of the marks below."""
    book = _book("deeds_attendance")
    page = book.page("考勤")
    meetings = [
        ("第五次会议", f"{YEAR}-01-20"),
        ("年中座谈会", f"{YEAR}-07-08"),
        ("视察水利", f"{YEAR}-09-15"),
    ]
    top = page.title(1, f"{town.name}人大代表{YEAR}年会议活动出席情况", 5)
    page.head(top, ["", "deputy"], [hand.head("deputies", "serial"), hand.head(REGISTER, "deputy")])
    for column, (title, day) in enumerate(meetings, 3):
        page.put(top, column, title)
        page.put(top + 1, column, hand.day(day))
    _marks(page, town, top + 2, 3, meetings)
    page.put(top + 2 + len(town.names), 1, "注:√为出席,假为请假,缺为缺席。")
    return book


def counts_by_kind(town: Town, hand: Hand) -> Book:
    """Deputies down, kinds across, how often in each cell: 3次, 2+1."""
    book = _book("deeds_counts")
    page = book.page("次数")
    kinds = ("视察", "学习培训", "接待选民", "走访联系选民")
    page.title(1, f"{town.name}人大代表{YEAR}年度履职次数统计", 5)
    page.head(2, ["deputy"], [hand.head(REGISTER, "deputy")])
    page.line(2, kinds, 2)
    for row, name in enumerate(town.names, 3):
        page.put(row, 1, name)
        for column, kind in enumerate(kinds, 2):
            times = (row * 2 + column * 3) % 4
            if times:
                page.put(
                    row, column, (times, f"{times}次", f"{times - 1}+1" if times > 1 else times)[row % 3]
                )
                page.want(row, {"deputy": name, "kind": kind, "count": str(times)})
    return book


def quarter_pairs(town: Town, hand: Hand) -> Book:
    """Below each quarter a pair: how often and how many points; the points are no count."""
    book = _book("deeds_quarters")
    page = book.page("积分")
    page.put(1, 1, f"{YEAR}年接待选民次数及得分")
    page.put(2, 1, hand.head(REGISTER, "deputy"))
    page.heads[2, 1] = "deputy"
    page.merges.append((2, 1, 3, 1))
    for quarter, name in enumerate(("一季度", "二季度", "三季度", "四季度")):
        page.put(2, 2 + 2 * quarter, name)
        page.merges.append((2, 2 + 2 * quarter, 2, 3 + 2 * quarter))
        page.line(3, ("次数", "得分"), 2 + 2 * quarter)
    for row, name in enumerate(town.names, 4):
        page.put(row, 1, name)
        for quarter in range(4):
            times = (row + quarter) % 3
            page.line(row, (times, times * 2.5), 2 + 2 * quarter)
            if times:
                page.want(row, {"deputy": name, "kind": "接待选民", "count": str(times)})
    return book


def with_scores(town: Town, hand: Hand) -> Book:
    """A row to a deed with points, witness and a second remark; a total of the points."""
    book = _book("deeds_scores")
    page = book.page("积分登记")
    page.movable = True
    fields = ["serial", "occurred_on", "deputy", "title", "kind"]
    end = table(page, hand, REGISTER, fields, town.deeds, 1)
    page.head(1, ["", "", ""], ["本次积分", "核验", "备注2"], 6)
    for row in range(2, end):
        page.line(row, [row % 4 + 1, "已核" if row % 3 else "待核", "照片存档" if row % 2 else ""], 6)
    page.line(end, ["", "总分", "", "", "", sum(row % 4 + 1 for row in range(2, end))])
    page.totals.append(end)
    return book


def beside(town: Town, hand: Hand) -> Book:
    """First and second half of the year beside each other."""
    book = _book("deeds_beside")
    page = book.page("半年")
    fields = ["deputy", "occurred_on", "kind", "title"]
    table(page, hand, REGISTER, fields, town.deeds[:7], 1)
    page.head(1, fields, hand.heads(REGISTER, fields), 6)
    rows(page, hand, fields, town.deeds[7:], 2, 6)
    return book


SHAPES: tuple[Shape, ...] = (
    plain, merged_deputies, deputy_sections, deputy_sheets, several_in_a_cell, attendance_matrix, counts_by_kind,
    quarter_pairs, with_scores, beside,
)  # fmt: skip
