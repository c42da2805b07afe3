"""Rosters of deputies as clerks lay them out."""

from __future__ import annotations

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table, without_serial
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import Town

REGISTER = "deputies"
PLAIN = ["serial", "name", "sex", "birth_date", "ethnic_group", "education", "political_status",
         "employer_position", "electoral_district", "phone"]  # fmt: skip


def _book(name: str) -> Book:
    return Book(name, REGISTER)


def plain(town: Town, hand: Hand) -> Book:
    """Title, one row of headings, a note and a signature below."""
    book = _book("roster_plain")
    page = book.page("代表")
    page.movable = True
    top = page.title(1, f"{town.term}人大代表情况一览", len(PLAIN))
    end = table(page, hand, REGISTER, PLAIN, town.deputies, top)
    page.put(end, 1, "说明:本表按选区顺序排列,电话仅供内部使用。")
    page.put(end + 1, 7, "填表人:程晓")
    return book


def untitled(town: Town, hand: Hand) -> Book:
    """No title; name first; ID number and card number; columns that she added for herself."""
    book = _book("roster_untitled")
    page = book.page()
    page.movable = True
    fields = ["name", "id_number", "electoral_district", "deputy_card_no", "phone", "employer_position"]
    end = table(page, hand, REGISTER, fields, town.deputies, 1)
    page.head(1, ["", ""], ["手机短号", "鞋码"], 7)
    for row in range(2, end):
        page.line(row, [f"6{row:03d}", 36 + row % 8], 7)
    return book


def grouped(town: Town, hand: Hand) -> Book:
    """Two rows of headings: groups above, the fields below; single headings merged downwards; a total at the end."""
    book = _book("roster_grouped")
    page = book.page("花名册")
    fields = [*PLAIN[:7], "id_number", "employer_position", "phone"]
    top = page.title(1, f"{town.name}人大代表基本信息", len(fields))
    words = hand.heads(REGISTER, fields)
    page.head(top + 1, without_serial(fields), words)
    for column in (1, 2, 9, 10):
        page.put(top, column, page.cells.pop((top + 1, column)))
        page.heads[top, column] = page.heads.pop((top + 1, column))
        page.merges.append((top, column, top + 1, column))
    page.put(top, 3, "基本情况")
    page.merges.append((top, 3, top, 8))
    end = rows(page, hand, fields, town.deputies, top + 2)
    page.line(end, ["合计", f"{len(town.deputies)}人"])
    page.totals.append(end)
    return book


def sections(town: Town, hand: Hand) -> Book:
    """A line with the village above its deputies: the village is the district."""
    book = _book("roster_sections")
    page = book.page("名册")
    fields = ["serial", "name", "sex", "birth_date", "employer_position", "phone"]
    row = page.title(1, f"{town.name}人大代表名单", len(fields))
    page.head(row, without_serial(fields), hand.heads(REGISTER, fields))
    row += 1
    for village in town.villages:
        group = [deputy for deputy in town.deputies if deputy["electoral_district"] == village]
        page.put(row, 1, f"{village}选区({len(group)}人)")
        page.merges.append((row, 1, row, len(fields)))
        end = rows(page, hand, fields, group, row + 1)
        for entry in page.entries[-len(group) :]:
            entry.values["electoral_district"] = (village, f"{village}选区")
        row = end
    return book


def village_sheets(town: Town, hand: Hand) -> Book:
    """A sheet for each village, headed alike; the sheet's name is the district."""
    book = _book("roster_villages")
    fields = ["serial", "name", "sex", "birth_date", "education", "phone"]
    for village in town.villages:
        page = book.page(village)
        group = [deputy for deputy in town.deputies if deputy["electoral_district"] == village]
        top = page.title(1, f"{village}人大代表名册", len(fields))
        table(page, hand, REGISTER, fields, group, top)
        for entry in page.entries:
            entry.values["electoral_district"] = (village, f"{village}选区")
    return book


def side_by_side(town: Town, hand: Hand) -> Book:
    """Two tables beside each other with an empty column between, to save paper."""
    book = _book("roster_beside")
    page = book.page("联系表")
    fields = ["serial", "name", "sex", "employer_position", "phone"]
    page.title(1, f"{town.name}人大代表通讯录", 11)
    half = len(town.deputies) // 2
    table(page, hand, REGISTER, fields, town.deputies[:half], 2)
    page.head(2, without_serial(fields), hand.heads(REGISTER, fields), 7)
    rows(page, hand, fields, town.deputies[half:], 3, 7, half + 1)
    return book


def repeated_headings(town: Town, hand: Hand) -> Book:
    """The headings stand again on each printed page, the title too."""
    book = _book("roster_pages")
    page = book.page("打印")
    fields = ["serial", "name", "sex", "ethnic_group", "birth_date", "employer_position"]
    row = 1
    for start in range(0, len(town.deputies), 5):
        row = page.title(row, f"{town.term}人大代表名册", len(fields))
        page.head(row, without_serial(fields), hand.heads(REGISTER, fields))
        row = rows(page, hand, fields, town.deputies[start : start + 5], row + 1, 1, start + 1)
        row += 1
    return book


def far_down(town: Town, hand: Hand) -> Book:
    """Headings only in row 9, below instructions; a hidden column; both 序号 and a card number."""
    book = _book("roster_far_down")
    page = book.page("附件2")
    page.put(1, 1, "附件2")
    page.put(2, 1, f"{town.term}人民代表大会代表信息采集表")
    for row, text in enumerate(("一、请如实填写。", "二、出生年月填到月。", "三、电话填常用手机。", "四、3月1日前报镇人大办。"), 4):  # fmt: skip
        page.put(row, 1, text)
    fields = ["serial", "deputy_card_no", "name", "sex", "birth_date", "education", "electoral_district", "phone"]  # fmt: skip
    table(page, hand, REGISTER, fields, town.deputies, 9)
    page.hidden.append(6)
    return book


def cards(town: Town, hand: Hand) -> Book:
    """One card to a deputy, six rows, label and value beside each other; the first label is not the name."""
    book = _book("roster_cards")
    page = book.page("登记卡")
    row = 1
    for deputy in town.deputies[:6]:
        page.put(row, 1, "人大代表登记卡")
        page.merges.append((row, 1, row, 4))
        pairs = ("electoral_district", "name", "sex", "birth_date", "education", "political_status", "employer_position", "phone")  # fmt: skip
        for number, key in enumerate(pairs):
            place = row + 1 + number // 2, 1 + 2 * (number % 2)
            page.put(*place, hand.head(REGISTER, key))
            page.put(place[0], place[1] + 1, hand.cell(key, deputy[key]))
        page.want(row, promise(deputy, pairs), row + 4)
        row += 6
    return book


def turned(town: Town, hand: Hand) -> Book:
    """A turned table: the headings down, a deputy to each column."""
    book = _book("roster_turned")
    page = book.page("横排")
    fields = ("name", "sex", "birth_date", "political_status", "employer_position", "phone")
    for row, key in enumerate(fields, 1):
        page.put(row, 1, hand.head(REGISTER, key))
        for column, deputy in enumerate(town.deputies[:8], 2):
            page.put(row, column, hand.cell(key, deputy[key]))
    for deputy in town.deputies[:8]:
        page.want(1, promise(deputy, fields), len(fields))
    return book


SHAPES: tuple[Shape, ...] = (
    plain, untitled, grouped, sections, village_sheets, side_by_side, repeated_headings, far_down, cards, turned,
)  # fmt: skip
