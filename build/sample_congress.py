"""The three sessions of the invented sample year: meetings, agenda, roll, leave slips, speeches, papers.

The days are those of the work report.  One deputy moved away between the fourth and the fifth session, and another
was by-elected in that place, so N is 58 at each of them, but not of the same people.
"""

from __future__ import annotations

Row = dict[str, object]

DAYS = {4: "2022-04-03", 5: "2022-07-20", 6: "2022-11-23"}  # the row of a session is its ordinal too
MOVED_AWAY, BY_ELECTED = "2022-05-20", "2022-07-06"
LEAVER = 29  # place in the roster of the deputy who moved away
_MEETINGS = (
    ("预备会议", None, "上午", "8:30", "通过会议议程，选举主席团"),
    ("主席团会议", 1, "上午", "9:00", "推选执行主席，通过会议日程"),
    ("全体会议", 1, "上午", "9:30", "听取报告"),
    ("主席团会议", 2, "下午", "14:00", "听取审议情况汇报"),
    ("全体会议", 2, "下午", "15:00", "表决，闭幕"),
)
_PLENARY = ("全体会议",)  # whose roll is kept
_AGENDA = {
    4: (
        ("听取和审议镇人民政府工作报告", "镇长", "政府工作报告"),
        ("审查和批准2021年财政预算执行情况和2022年财政预算草案的报告", "财政所所长", "预算草案"),
        ("听取和审议镇人大主席团工作报告", "人大主席", "主席团工作报告"),
        ("票决2022年民生实事项目", "人大副主席", "候选项目表"),
    ),
    5: (
        ("听取和审议镇人民政府上半年工作报告", "镇长", "上半年工作报告"),
        ("审查和批准2021年财政决算", "财政所所长", "决算草案"),
        ("选举镇人民政府镇长", "大会主席团", "选举办法（草案）"),
    ),
    6: (
        ("审议和票决关于推进镇区污水管网建设的决定（草案）", "副镇长", "决定（草案）"),
        ("听取代表建议办理情况的报告", "党政办公室主任", "办理情况报告"),
    ),
}
# Session → place on the roll (from 0) → why; the second man of the fifth came late, one of the sixth left early.
_LEAVES = {
    4: {5: "外出务工", 21: "住院"},
    5: {12: "出差", 33: "住院", 40: "家中有事"},
    6: {25: "家中有事"},
}
_LATE = {(5, 2), (6, 19)}


def meetings() -> list[Row]:
    """Five meetings a session."""
    return [
        {
            "session": {"id": session}, "kind": kind, "ordinal": ordinal, "held_on": day, "half_day": half,
            "time_from": time, "place": "镇政府四楼会议室", "content": content,
        }
        for session, day in DAYS.items()
        for kind, ordinal, half, time, content in _MEETINGS
    ]  # fmt: skip


def agenda() -> list[Row]:
    """The items of each session."""
    return [
        {
            "session": {"id": session},
            "number": number,
            "title": title,
            "reporter": reporter,
            "documents": document,
        }
        for session, items in _AGENDA.items()
        for number, (title, reporter, document) in enumerate(items, 1)
    ]


def in_office(roster: list[Row], gone: dict[str, str], day: str) -> list[int]:
    """The ids of the town's mandates in office on a day; ``gone``: who left by when."""
    return [
        number
        for number, row in enumerate(roster, 1)
        if row["level"] == "镇"
        and str(row["elected_on"]) <= day
        and not gone.get(str(row["name"]), "9") <= day
    ]


def leaves(roster: list[Row], gone: dict[str, str]) -> list[Row]:
    """The approved leave slips."""
    return [
        {
            "deputy": {"id": in_office(roster, gone, DAYS[session])[place]}, "from_on": DAYS[session],
            "until_on": DAYS[session], "reason": why, "session": {"id": session}, "is_approved": True, "approved_by": "人大主席",
        }
        for session, places in _LEAVES.items()
        for place, why in places.items()
    ]  # fmt: skip


def attendance(roster: list[Row], gone: dict[str, str]) -> list[Row]:
    """The roll of each plenary meeting: all present but those on leave, late or gone early."""
    rows: list[Row] = []
    for number, meeting in enumerate(meetings(), 1):
        if meeting["kind"] not in _PLENARY:
            continue
        session = next(key for key, day in DAYS.items() if day == meeting["held_on"])
        for place, mandate in enumerate(in_office(roster, gone, DAYS[session])):
            row: Row = {
                "meeting": {"id": number},
                "held_on": meeting["held_on"],
                "deputy": {"id": mandate},
                "attendance": "出席",
            }
            if place in _LEAVES[session]:
                row |= {"attendance": "请假", "reason": _LEAVES[session][place], "approved_by": "人大主席"}
            elif (session, place) in _LATE and meeting["ordinal"] == 1:
                row["attendance"] = "迟到"
            rows.append(row)
    return rows


def speeches(roster: list[Row], gone: dict[str, str]) -> list[Row]:
    """Two deputies of each session who spoke to its first item."""
    first_items = {4: 1, 5: 5, 6: 8}
    words = ("报告实事求是，请加快农村公路养护。", "同意报告，建议增加村级公共服务投入。")
    return [
        {
            "session": {"id": session}, "spoken_on": day, "deputy": {"id": in_office(roster, gone, day)[10 + 3 * place]},
            "kind": "审议意见", "content": content, "agenda_item": {"id": first_items[session]}, "handling": "交镇政府研究",
        }
        for session, day in DAYS.items()
        for place, content in enumerate(words)
    ]  # fmt: skip


def papers() -> list[Row]:
    """What of each session lies in the files."""
    kinds = ("会议通知", "会议议程", "签到册", "会议记录", "决议")
    return [
        {"session": {"id": session}, "kind": kind, "edition": 1, "printed_on": day, "filed_on": day}
        | ({"signed_on": day} if kind in ("会议记录", "决议") else {})
        for session, day in DAYS.items()
        for kind in kinds
    ]
