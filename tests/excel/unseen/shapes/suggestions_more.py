"""Ledgers of suggestions in rarer shapes: ticks, ditto marks, sections by class, sponsors, doubtful rows."""

from __future__ import annotations

from datetime import date

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise, rows, table
from tests.excel.unseen.sheets import Book
from tests.excel.unseen.towns import YEAR, Town

REGISTER = "suggestions"


def ticked_feedback(town: Town, hand: Hand) -> Book:
    """满意, 基本满意 and 不满意 are columns below 满意度, with a tick in one of them."""
    book = Book("suggestions_ticks", REGISTER)
    page = book.page("测评")
    fields = ["no", "raised_on", "content", "lead_handler", "replied_on"]
    words, grades = hand.heads(REGISTER, fields), ("满意", "基本满意", "不满意")
    for column, (key, word) in enumerate(zip(fields, words, strict=True), 1):
        page.put(1, column, word)
        page.heads[1, column] = key
        page.merges.append((1, column, 2, column))
    page.put(1, 6, hand.head(REGISTER, "feedback"))
    page.merges.append((1, 6, 1, 8))
    page.head(2, ["feedback"] * 3, grades, 6)
    rows(page, hand, fields, town.suggestions, 3)
    for entry, record in zip(page.entries, town.suggestions, strict=True):
        if "feedback" in record:
            page.put(entry.low, 6 + grades.index(record["feedback"]), "✓")
            entry.values["feedback"] = record["feedback"]
    return book


def ditto(town: Town, hand: Hand) -> Book:
    """同上 and 〃 for what stands above, days without a year, which the title gives."""
    book = Book("suggestions_ditto", REGISTER)
    page = book.page("台账")
    short = Hand(hand.wording, "month_day", hand.separator)
    fields = ["serial", "site", "raised_on", "visitor", "content", "lead_handler"]
    page.put(1, 1, f"{town.name}{YEAR}年群众意见登记簿")
    table(page, short, REGISTER, fields, town.suggestions, 2)
    for number in range(1, len(page.entries)):
        above, entry = page.entries[number - 1], page.entries[number]
        if number % 3:
            page.put(entry.low, 2, "同上")
            entry.values["site"] = above.values["site"]
        if number % 4 == 1:
            page.put(entry.low, 3, "〃")
            entry.values["raised_on"] = above.values["raised_on"]
    return book


def class_sections(town: Town, hand: Hand) -> Book:
    """一、代表建议 and 二、群众意见 as lines above their rows, each counted anew."""
    book = Book("suggestions_classes", REGISTER)
    page = book.page("年度汇总")
    fields = ["serial", "raised_on", "content", "lead_handler", "replied_on"]
    row = page.title(1, f"{town.name}{YEAR}年意见建议办理汇总", len(fields))
    page.head(row, ["", *fields[1:]], hand.heads(REGISTER, fields))
    row += 1
    for title, name, group in (("一、代表建议", "代表建议", town.suggestions[:5]), ("二、群众意见", "群众意见", town.suggestions[5:])):  # fmt: skip
        page.put(row, 1, f"{title}({len(group)}件)")
        row = rows(page, hand, fields, group, row + 1)
        for entry in page.entries[-len(group) :]:
            entry.values["class"] = name
    return book


def sponsors(town: Town, hand: Hand) -> Book:
    """领衔代表 and 附议代表 in two columns are the deputies; 主办 and 协办 are not one office."""
    book = Book("suggestions_sponsors", REGISTER)
    page = book.page("代表建议")
    words = hand.heads(REGISTER, ["no", "raised_on", "content", "assigned_on"])
    page.title(1, f"{town.term}第五次会议代表建议交办表", 8)
    page.head(2, ["no", "raised_on", "deputies", "deputies", "content", "lead_handler", "", "assigned_on"],
              [*words[:2], "领衔代表", "附议代表", words[2], "主办", "协办", words[3]])  # fmt: skip
    for row, record in enumerate(town.suggestions, 3):
        lead, *others = record["deputies"].split("、")
        dates = [hand.cell(key, record[key]) for key in ("raised_on", "assigned_on")]
        page.line(row, [record["no"], dates[0], lead, "、".join(others), record["content"], record["lead_handler"],
                        "财政所" if row % 3 == 0 else "", dates[1]])  # fmt: skip
        page.want(
            row, promise(record, ["no", "raised_on", "deputies", "content", "lead_handler", "assigned_on"])
        )
    return book


def doubtful(town: Town, hand: Hand) -> Book:
    """A deputy whom nobody knows, a reply before the hand-over, a day in the future, a 30 February."""
    book = Book("suggestions_doubtful", REGISTER)
    page = book.page("核对稿")
    fields = ["no", "raised_on", "deputies", "content", "lead_handler", "assigned_on", "replied_on"]
    page.put(1, 1, f"{town.name}代表建议登记")
    table(page, hand, REGISTER, fields, town.suggestions, 2)
    spoiled, page.entries = page.entries[:4], page.entries[4:]
    for (key, column, value), record, entry in zip(
        (
            ("deputies", 3, "章不识"), ("replied_on", 7, hand.day(f"{YEAR - 1}-12-03")),
            ("raised_on", 2, hand.day(date(YEAR + 3, 5, 6).isoformat())), ("raised_on", 2, f"{YEAR}年2月30日"),
        ),
        town.suggestions, spoiled, strict=False,
    ):  # fmt: skip
        page.put(entry.low, column, value)
        # Two days that contradict each other may be doubted at either of them.
        page.doubt(entry.low, promise(record, fields), key, *(("assigned_on",) if key != "deputies" else ()))
    return book


def words_with_days(town: Town, hand: Hand) -> Book:
    """A cell says the state and the day: 已答复(3月5日); an open one says 正在办理."""
    book = Book("suggestions_words", REGISTER)
    page = book.page("跟踪")
    fields = ["serial", "raised_on", "visitor", "content", "lead_handler"]
    page.put(1, 1, f"{YEAR}年意见建议跟踪表")
    table(page, hand, REGISTER, fields, town.suggestions, 2)
    page.head(2, ["replied_on"], [hand.head(REGISTER, "replied_on")], len(fields) + 1)
    for entry, record in zip(page.entries, town.suggestions, strict=True):
        replied = record.get("replied_on")
        words = f"{hand.day(replied)}已答复" if replied and isinstance(hand.day(replied), str) else hand.day(replied) if replied else "正在办理"  # fmt: skip
        page.put(entry.low, len(fields) + 1, words)
        if replied:
            entry.values["replied_on"] = replied
        else:
            entry.doubtful = frozenset({"replied_on"})
    return book


def handlers_person(town: Town, hand: Hand) -> Book:
    """承办单位 above 单位名称, 负责人, 电话: the person and the phone are nobody's fields; 联系人 is no visitor."""
    book = Book("suggestions_persons", REGISTER)
    page = book.page("分办")
    words = hand.heads(REGISTER, ["no", "raised_on", "content", "assigned_on"])
    for column, (key, word) in enumerate(zip(["no", "raised_on", "content"], words[:3], strict=True), 1):
        page.put(1, column, word)
        page.heads[1, column] = key
        page.merges.append((1, column, 2, column))
    page.put(1, 4, "承办单位")
    page.merges.append((1, 4, 1, 6))
    page.head(2, ["lead_handler", "", ""], ["单位名称", "负责人", "电话"], 4)
    page.put(1, 7, words[3])
    page.heads[1, 7] = "assigned_on"
    page.merges.append((1, 7, 2, 7))
    for row, record in enumerate(town.suggestions, 3):
        page.line(row, [record["no"], hand.cell("raised_on", record["raised_on"]), record["content"],
                        record["lead_handler"], "石长风", f"1990002{row:04d}", hand.cell("assigned_on", record["assigned_on"])])  # fmt: skip
        page.want(row, promise(record, ["no", "raised_on", "content", "lead_handler", "assigned_on"]))
    return book


SHAPES: tuple[Shape, ...] = (
    ticked_feedback, ditto, class_sections, sponsors, doubtful, words_with_days, handlers_person,
)  # fmt: skip
