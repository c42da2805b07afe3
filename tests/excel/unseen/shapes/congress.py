"""What towns keep of their congress: sessions, rolls, meetings, votes, elections, bills, motions and what is filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tests.excel.unseen.hand import Hand
from tests.excel.unseen.shapes.tables import Shape, promise
from tests.excel.unseen.sheets import Book, Page, Text
from tests.excel.unseen.towns import YEAR, Record, Town

OPENED = date(YEAR, 1, 20)
SESSION = "第五次会议"
ORDINALS = "一二三四五"


def _span(page: Page, row: int, columns: tuple[int, int], text: str) -> None:
    page.put(row, columns[0], text)
    page.merges.append((row, columns[0], row, columns[1]))


def _lines(page: Page, hand: Hand, row: int, keys: Sequence[str], lines: Sequence[Record]) -> int:
    """Writes records below their headings and promises them; a key without a field is a running number."""
    for number, line in enumerate(lines, 1):
        page.line(row, [hand.cell(key, line.get(key, "")) if key else number for key in keys])
        page.want(row, promise(line, [key for key in keys if key]))
        row += 1
    return row


def sessions_of_a_term(town: Town, hand: Hand) -> Book:
    """One line to each session of the term, the first day and the last in two columns below 会期."""
    book = Book("sessions_term", "sessions")
    page = book.page("历次会议")
    page.title(1, f"{town.term}人民代表大会历次会议情况", 6)
    for column, word in ((1, "次会议"), (4, "会场"), (5, "秘书长"), (6, "主要议程")):
        page.put(2, column, word)
        page.merges.append((2, column, 3, column))
    _span(page, 2, (2, 3), "会期")
    page.line(3, ["开幕", "闭幕"], 2)
    page.heads |= {(2, 1): "ordinal", (3, 2): "opened_on", (3, 3): "closed_on", (2, 4): "place"}
    page.heads |= {(2, 5): "secretary", (2, 6): "note"}
    for number in range(4):
        opened = date(YEAR - 4 + number, 1, 11 + number)
        line = {
            "ordinal": str(number + 1),
            "opened_on": opened.isoformat(),
            "closed_on": (opened + timedelta(days=1)).isoformat(),
            "place": "镇政府三楼会议室",
            "secretary": town.names[number],
            "note": "听取审议政府工作报告",
        }
        keys = ("opened_on", "closed_on", "place", "secretary", "note")
        page.line(4 + number, [f"第{ORDINALS[number]}次", *(hand.cell(key, line[key]) for key in keys)])
        page.want(4 + number, line)
    return book


def roll_by_half_day(town: Town, hand: Hand) -> Book:
    """Two days across, 上午 and 下午 below each; √ there, 假 on leave, 缺 absent; the legend in a line below."""
    book = Book("roll_half_days", "session_attendance")
    page = book.page("签到统计")
    page.title(1, f"{town.name}第十八届人大{SESSION}代表出席情况统计表", 6)
    page.line(2, ["序号", "代表姓名"])
    page.heads[2, 2] = "deputy"
    page.merges += [(2, 1, 3, 1), (2, 2, 3, 2)]
    for number in range(2):
        _span(page, 2, (3 + 2 * number, 4 + 2 * number), f"1月{20 + number}日")
        page.line(3, ["上午", "下午"], 3 + 2 * number)
    for row, name in enumerate(town.names, 4):
        page.line(row, [row - 3, name])
        for column in range(3, 7):
            mark = "√√√假√缺"[(2 * row + column) % 6]
            page.put(row, column, mark)
            state = {"√": "出席", "假": "请假", "缺": "缺席"}[mark]
            day = (OPENED + timedelta(days=(column - 3) // 2)).isoformat()
            page.want(row, {"deputy": name, "held_on": day, "attendance": state})
    page.put(4 + len(town.names), 1, "注:√为出席,假为请假,缺为缺席")
    return book


def roll_by_delegation(town: Town, hand: Hand) -> Book:
    """The delegation merged at the left; whether each came, why not and who gave leave."""
    book = Book("roll_delegations", "session_attendance")
    page = book.page("第一次全体会议")
    page.title(1, f"{town.name}第十八届人大{SESSION}第一次全体会议代表签到册", 6)
    keys = ["", "deputy", "held_on", "attendance", "reason", "approved_by"]
    page.head(2, keys, ["代表团", "姓　名", "会议时间", "到会与否", "未到会原因", "谁批准"])
    row = 3
    for number, village in enumerate(town.villages):
        first = row
        for deputy in (deputy for deputy in town.deputies if deputy["electoral_district"] == village):
            away = row % 5 == 0
            line = {
                "deputy": deputy["name"],
                "held_on": OPENED.isoformat(),
                "attendance": "请假" if away else "出席",
            }
            line |= {"reason": "外出就医", "approved_by": "程晓"} if away else {}
            page.put(row, 1, f"第{ORDINALS[number]}代表团" if row == first else None)
            page.line(row, [hand.cell(key, line.get(key, "")) for key in keys[1:]], 2)
            page.want(row, line)
            row += 1
        page.merges += [(first, 1, row - 1, 1)] if row - first > 1 else []
    return book


MEETINGS = (
    (0, "上午", "8:30", "预备会议", "选举主席团和秘书长,通过议程", "镇礼堂"),
    (0, "上午", "9:30", "主席团会议", "推选主席团常务主席", "二楼会议室"),
    (0, "下午", "14:30", "全体会议", "听取政府工作报告", "镇礼堂"),
    (1, "上午", "9:00", "代表团会议", "审议政府工作报告", "各代表团驻地"),
    (1, "下午", "15:00", "全体会议", "表决各项决议", "镇礼堂"),
)


def order_of_the_days(town: Town, hand: Hand) -> Book:
    """日程表: the day merged down its meetings, then half-day, hour, what kind of meeting, what is done, where and who presides."""
    book = Book("meetings_order", "session_meetings")
    page = book.page("日程")
    page.title(1, f"{town.name}第十八届人民代表大会{SESSION}日程安排", 7)
    keys = ["held_on", "half_day", "time_from", "kind", "content", "place", "chair"]
    page.head(2, keys, ["日　期", "上/下午", "开会钟点", "会议种类", "议程", "开会地点", "主持"])
    for row, (day, half, hour, kind, content, place) in enumerate(MEETINGS, 3):
        held = (OPENED + timedelta(days=day)).isoformat()
        first = next(number for number, meeting in enumerate(MEETINGS, 3) if meeting[0] == day)
        page.put(row, 1, hand.day(held) if row == first else None)
        page.line(row, [half, hour, kind, content, place, town.names[row]], 2)
        line = dict(zip(keys, (held, half, hour, kind, content, place, town.names[row]), strict=True))
        page.want(row, line)
    page.merges += [(3, 1, 5, 1), (6, 1, 7, 1)]
    return book


MATTERS = (
    ("关于镇人民政府工作报告的决议", "举手表决"),
    ("关于财政预算执行情况的决议", "举手表决"),
    ("关于镇人大主席团工作报告的决议", "举手表决"),
    ("民生实事项目票决", "无记名投票"),
)


def results_of_votes(town: Town, hand: Hand) -> Book:
    """应到 and 实到 below 代表人数, the votes below 表决情况(票)."""
    book = Book("votes_results", "votes")
    page = book.page("表决结果")
    page.title(1, f"{town.name}第十八届人大{SESSION}表决结果汇总", 10)
    for column, key, word in (
        (1, "ordinal", "序次"),
        (2, "matter", "表决议题"),
        (3, "voted_on", "何日表决"),
        (4, "way", "采用方式"),
    ):
        page.put(2, column, word)
        page.heads[2, column] = key
        page.merges.append((2, column, 3, column))
    _span(page, 2, (5, 6), "代表人数")
    _span(page, 2, (7, 10), "表决情况(票)")
    counts = ["in_office", "present", "in_favor", "against", "abstain", "not_voting"]
    page.head(3, counts, ["应到", "实到", "赞成", "反对", "弃权", "未按表决器"], 5)
    for row, (matter, way) in enumerate(MATTERS, 4):
        against, abstain = row - 4, row % 2
        numbers = ["14", "13", str(13 - against - abstain), str(against), str(abstain), "0"]
        line = {
            "ordinal": str(row - 3),
            "matter": matter,
            "voted_on": (OPENED + timedelta(days=1)).isoformat(),
            "way": way,
        }
        line |= dict(zip(counts, numbers, strict=True))
        page.line(row, [row - 3, matter, hand.day(line["voted_on"]), way, *map(int, numbers)])
        page.want(row, line)
    return book


def results_of_elections(town: Town, hand: Hand) -> Book:
    """One line to each office: how many are elected, how many came, ballots given out and collected."""
    book = Book("elections_results", "elections")
    page = book.page("选举结果")
    page.title(1, f"{town.name}第十八届人大{SESSION}选举结果报告单", 9)
    keys = ["", "post", "voted_on", "seats", "in_office", "present", "issued", "collected", "void"]
    words = ["序", "所选职务", "投票日", "应选几名", "代表总数", "到会代表", "发选票", "收回票", "作废票"]
    page.head(2, keys, words)
    lines = [
        {
            "post": post, "voted_on": OPENED.isoformat(), "seats": seats, "in_office": "14", "present": "13",
            "issued": "13", "collected": "13", "void": str(number % 2),
        }
        for number, (post, seats) in enumerate((("人大主席", "1"), ("人大副主席", "1"), ("镇长", "1"), ("副镇长", "3")))
    ]  # fmt: skip
    _lines(page, hand, 3, keys, lines)
    return book


def bills_handled(town: Town, hand: Hand) -> Book:
    """Number, day, who leads, those who second them, what it is about, and what the presidium made of it."""
    book = Book("bills_handled", "bills")
    page = book.page("议案")
    page.title(1, f"{town.name}第十八届人大{SESSION}代表议案登记处理表", 8)
    keys = ["no", "raised_on", "source", "deputies", "title", "grounds", "decision", "decided_on"]
    words = [
        "议案编号",
        "递交日期",
        "谁提出的",
        "联名代表名单",
        "议案标题",
        "提出理由",
        "主席团处理决定",
        "作出决定日期",
    ]
    page.head(2, keys, words)
    lines = [
        {
            "no": f"YA{number}", "raised_on": OPENED.isoformat(), "source": "代表联名",
            "deputies": "、".join(town.names[number : number + 5]), "title": f"关于{village}道路建设的议案",
            "grounds": f"{village}道路多年失修,群众出行不便。", "decision": decision,
            "decided_on": (OPENED + timedelta(days=1)).isoformat(),
        }
        for number, (village, decision) in enumerate(zip(town.villages, ("列入议程", "转为建议", "转为建议", "不列入议程", "撤回"), strict=True), 1)
    ]  # fmt: skip
    _lines(page, hand, 3, keys, lines)
    return book


def questions_put(town: Town, hand: Hand) -> Book:
    """询问 and 质询 as they were put: by whom, to whom, and what was answered when."""
    book = Book("motions_questions", "motions")
    page = book.page("询问质询")
    page.title(1, f"{town.name}第十八届人大{SESSION}询问质询情况", 8)
    keys = ["", "raised_on", "kind", "title", "deputies", "addressee", "replied_on", "reply"]
    words = ["编次", "哪天提出", "属于哪种", "问的什么事", "提问代表", "向谁提出", "何时作答", "怎样答复"]
    page.head(2, keys, words)
    lines = [
        {
            "raised_on": OPENED.isoformat(), "kind": kind, "title": f"{village}饮水安全问题",
            "deputies": "、".join(town.names[number : number + (10 if kind == "质询案" else 1)]), "addressee": "镇人民政府",
            "replied_on": (OPENED + timedelta(days=1)).isoformat(), "reply": "已列入年度改造计划,六月底前完成。",
        }
        for number, (village, kind) in enumerate(zip(town.villages[:4], ("询问", "询问", "质询案", "询问"), strict=True))
    ]  # fmt: skip
    _lines(page, hand, 3, keys, lines)
    return book


FILED = (
    ("人代会会议通知", "永久", "12"),
    ("政府工作报告", "永久", "28"),
    ("代表建议办理情况报告", "30年", "9"),
    ("联络站值班安排", "10年", "3"),
)


def catalogue_of_files(town: Town, hand: Hand) -> Book:
    """归档文件目录 after DA/T 22: 件号, 责任者, 文号, 题名, 日期 in eight figures, 密级, 页数, and the term of keeping."""
    book = Book("archives_catalogue", "archival_items")
    page = book.page("目录")
    page.title(1, "归档文件目录", 8)
    keys = [
        "",
        "filed_for",
        "responsible",
        "document_no",
        "title",
        "dated_on",
        "page_count",
        "retention_period",
    ]
    page.head(2, keys, ["件号", "归档年份", "责任者", "文号", "题　名", "成文日期", "页数", "保管期限"])
    for row, (title, period, pages) in enumerate(FILED, 3):
        line: dict[str, Text] = {
            "filed_for": str(YEAR), "responsible": f"{town.name}人大主席团", "document_no": f"{town.name[:2]}人大〔{YEAR}〕{row}号",
            "title": f"{town.name}{title}", "dated_on": f"{YEAR}-0{row}-15", "page_count": pages, "retention_period": (period, f"定期{period}"),
        }  # fmt: skip
        values = [
            line["filed_for"],
            line["responsible"],
            line["document_no"],
            line["title"],
            f"{YEAR}0{row}15",
            int(pages),
            period,
        ]
        page.line(row, [row - 2, *values])
        page.want(row, line)
    return book


def catalogue_by_period(town: Town, hand: Hand) -> Book:
    """A section line to each term of keeping; the year in the title."""
    book = Book("archives_periods", "archival_items")
    page = book.page("归档目录")
    page.title(1, f"{town.name}人大{YEAR}年度归档文件目录", 6)
    page.titles.clear()  # the year stands there
    keys = ["", "document_no", "responsible", "title", "dated_on", "page_count"]
    page.head(2, keys, ["序号", "文件字号", "形成单位", "文件名称", "形成时间", "共几页"])
    row = 3
    for period in ("永久", "30年", "10年"):
        _span(page, row, (1, 6), f"保管期限：{period}")
        row += 1
        for number, (title, _period, pages) in enumerate((one for one in FILED if one[1] == period), 1):
            line: dict[str, Text] = {
                "document_no": f"{town.name[:2]}人大〔{YEAR}〕{row}号", "responsible": f"{town.name}人大主席团",
                "title": f"{town.name}{title}", "dated_on": f"{YEAR}-03-1{number}", "page_count": pages,
            }  # fmt: skip
            page.line(
                row,
                [
                    number,
                    line["document_no"],
                    line["responsible"],
                    line["title"],
                    hand.day(f"{YEAR}-03-1{number}"),
                    int(pages),
                ],
            )
            page.want(row, {**line, "filed_for": str(YEAR), "retention_period": (period, f"定期{period}")})
            row += 1
    return book


SHAPES: dict[str, tuple[Shape, ...]] = {
    "sessions": (sessions_of_a_term,),
    "session_attendance": (roll_by_half_day, roll_by_delegation),
    "session_meetings": (order_of_the_days,),
    "votes": (results_of_votes,),
    "elections": (results_of_elections,),
    "bills": (bills_handled,),
    "motions": (questions_put,),
    "archival_items": (catalogue_of_files, catalogue_by_period),
}
