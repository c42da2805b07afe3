"""Ledgers of deputies' performance: one row a deed, one an event with its deputies, deputies down and events across."""

from __future__ import annotations

from datetime import date

from tests.data.contact.books import book, doubt, rows, want
from tests.data.rosters.grid import Book, Styled


def one_row_a_deed() -> Book:
    """Deputy, kind, day and what was done; an unknown deputy; one who had left; a total."""
    made = book("f01_deeds.xlsx", "performance_records")
    sheet = made.sheet("履职登记")
    sheet.put(1, 1, "迳口镇人大代表2022年履职登记台账")
    rows(sheet, 2, ("序号", "代表姓名", "类别", "时间", "活动内容", "地点", "次数", "备注"),
         (1, "单 民", "走访", "3月5日", "走访困难群众", "迳口村", 1, ""), (2, "〃", "办实事", "3.20", "捐资修路", "迳口村", 1, "5000元"),
         (3, "关小梅", "学习培训", "4月13日", "参加履职培训", "四会市", 1, ""), (4, "张不存", "走访", "4月14日", "走访群众", "", 1, ""),
         (5, "梁伟", "走访", "9月1日", "走访群众", "", 1, ""), ("合计", "", "", "", "", "", 5, ""))  # fmt: skip
    want(
        made,
        sheet,
        3,
        deputy="单民",
        kind="走访联系选民",
        occurred_on="2022-03-05",
        title="走访困难群众",
        count="1",
    )
    doubt_free = want(
        made,
        sheet,
        4,
        deputy="单民",
        kind="为民办实事",
        occurred_on="2022-03-20",
        title="捐资修路",
        count="1",
        note="5000元",
    )
    doubt_free["verdict"] = "new"
    want(
        made,
        sheet,
        5,
        deputy="关小梅",
        kind="学习培训",
        occurred_on="2022-04-13",
        title="参加履职培训",
        count="1",
    )
    doubt(
        made,
        sheet,
        6,
        "deputy",
        deputy="张不存",
        kind="走访联系选民",
        occurred_on="2022-04-14",
        title="走访群众",
        count="1",
    )
    left = doubt(
        made,
        sheet,
        7,
        deputy="梁伟",
        kind="走访联系选民",
        occurred_on="2022-09-01",
        title="走访群众",
        count="1",
    )
    left["must_problem"] = [[["deputy", "occurred_on"], "*"]]
    return made


def one_row_an_event() -> Book:
    """Several deputies in one cell are as many records; the kind stands in the event's name."""
    made = book("f02_events.xlsx", "performance_records")
    sheet = made.sheet("活动")
    sheet.put(1, 1, "2022年代表活动记录")
    rows(
        sheet,
        2,
        ("日期", "活动名称", "地点", "参加代表"),
        ("4月13日", "视察村道建设", "迳口村", "单民、曾少雄 关小梅"),
        ("5月10日", "执法检查", "镇区", "黎少芬"),
    )
    for deputy in ("单民", "曾少雄", "关小梅"):
        want(made, sheet, 3, deputy=deputy, kind="视察", occurred_on="2022-04-13", title="视察村道建设")[
            "beside"
        ] = True
    want(made, sheet, 4, deputy="黎少芬", kind="执法检查", occurred_on="2022-05-10", title="执法检查")
    made.truth["sheet_note"] = ["活动"]
    return made


def attendance() -> Book:
    """Deputies down, events across with √, 请假, 缺席; sums at the right and below."""
    made = book("f03_attendance.xlsx", "performance_records")
    sheet = made.sheet("考勤")
    sheet.put(1, 1, "迳口镇人大代表2022年出席会议活动情况表")
    sheet.merge(1, 1, 1, 7)
    rows(sheet, 2, ("序号", "姓名", "4月3日\n人代会", "5月10日 视察", "6.15接访", "出席次数", "备注"),
         (1, "单 民", "√", "请假", "√", 2, ""), (2, "曾少雄", "√", "缺席", "", 1, ""), (3, "张不存", "迟到", "√", "×", 1, ""), ("合计", "", 3, 1, 1, 4, ""))  # fmt: skip
    events = (
        ("2022-04-03", "人代会", "出席人大会议"),
        ("2022-05-10", "视察", "视察"),
        ("2022-06-15", "接访", "接待选民"),
    )
    cells = {
        3: ("单民", "出席", "请假", "出席"),
        4: ("曾少雄", "出席", "缺席", ""),
        5: ("张不存", "迟到", "出席", "缺席"),
    }
    for row, (deputy, *marks) in cells.items():
        for (day, title, kind), mark in zip(events, marks, strict=True):
            if mark:
                promise = doubt(made, sheet, row, "deputy") if deputy == "张不存" else want(made, sheet, row)
                promise["values"] = {
                    "deputy": deputy,
                    "occurred_on": day,
                    "title": title,
                    "kind": kind,
                    "attendance": mark,
                }
                promise["beside"] = True
    return made


def attendance_with_legend() -> Book:
    """Two rows of headings, real dates above the titles, marks explained by the sheet's own legend."""
    made = book("f04_legend.xls", "performance_records", "xls")
    sheet = made.sheet("出勤")
    rows(sheet, 1, ("2022年人大代表出勤表",), ("代表", Styled(date(2022, 4, 3), "yyyy-mm-dd"), Styled(date(2022, 7, 20), "yyyy-mm-dd")),
         (None, "镇人代会", "代表培训"), ("单民", "○", "△"), ("关小梅", "×", "○"), ("注:○出席 △请假 ×缺席",))  # fmt: skip
    sheet.merge(2, 1, 3, 1)
    for row, deputy, first, second in ((4, "单民", "出席", "请假"), (5, "关小梅", "缺席", "出席")):
        for day, title, kind, mark in (
            ("2022-04-03", "镇人代会", "出席人大会议", first),
            ("2022-07-20", "代表培训", "学习培训", second),
        ):
            want(made, sheet, row, deputy=deputy, occurred_on=day, title=title, kind=kind, attendance=mark)[
                "beside"
            ] = True
    return made


def unexplained_marks() -> Book:
    """○ without a legend says nothing for sure."""
    made = book("f05_marks.csv", "performance_records", "text")
    made.any_sheet_name = True
    sheet = made.sheet("出勤")
    rows(
        sheet,
        1,
        ("姓名", "2022年4月3日人代会", "2022年5月10日视察", "2022年6月15日培训"),
        ("单民", "√", "√", "√"),
        ("曾少雄", "√", "◇", "×"),
    )
    for row, deputy, marks in ((2, "单民", ("出席", "出席", "出席")), (3, "曾少雄", ("出席", "", "缺席"))):
        events = (
            ("2022-04-03", "人代会", "出席人大会议"),
            ("2022-05-10", "视察", "视察"),
            ("2022-06-15", "培训", "学习培训"),
        )
        for (day, title, kind), mark in zip(events, marks, strict=True):
            promise = want(made, sheet, row) if mark else doubt(made, sheet, row, "attendance")
            promise["values"] = {
                "deputy": deputy,
                "occurred_on": day,
                "title": title,
                "kind": kind,
                **({"attendance": mark} if mark else {}),
            }
    return made


BOOKS = (one_row_a_deed, one_row_an_event, attendance, attendance_with_legend, unexplained_marks)
