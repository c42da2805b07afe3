"""A congress that strains its papers: 160 deputies with long names, twelve candidates, elections that fail and tie."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.storage.ledger import Ledger
from app.work import session_agenda, session_roll
from awkward_supervision import add, awkward_supervision

LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，"
DEPUTIES = 160
DELEGATIONS = ("迳口社区和下寮片代表团", "圩镇代表团", "石塘、龙湾、水口片联合代表团", "山区代表团")
NAMES = (
    "阿依古丽·买买提",
    "欧阳建国强",
    "阿卜杜热合曼·买买提依明",
    "李大鸣",
    "李一鸣",
    "王芳",
    "丁一",
    "林小红",
    "区文斌",
    "单世昌",
    "曾美玲",
    "完颜阿骨打",
)
DAY, SECOND_DAY = "2022-04-03", "2022-04-04"
MEETINGS = (
    ("preparatory", None, DAY, "morning", "8:00"),
    ("presidium", 1, DAY, "morning", "8:40"),
    ("plenary", 1, DAY, "morning", "9:30"),
    ("delegation", 1, DAY, "afternoon", "14:30"),
    ("presidium", 2, SECOND_DAY, "morning", "8:30"),
    ("plenary", 2, SECOND_DAY, "morning", "9:30"),
)
ALL_COUNTED = {
    "in_office": 160,
    "present": 158,
    "issued": 158,
    "collected": 158,
    "void": 2,
}  # 156 valid, 81 needed


def awkward_congress(folder: Path) -> Ledger:
    """The ledger of such a town in an empty folder, open, with a session that is over."""
    office = {"town": "迳口镇", "county": "四会市", "document_code": "迳人大"}
    began, today = date(2016, 11, 10), date(2022, 12, 31)
    ledger = Ledger.create(folder, office, term=16, term_started=began, quota=DEPUTIES, today=today)
    for number in range(DEPUTIES):
        _deputy(ledger, number)
    session = _session(ledger)
    _meetings(ledger, session)
    _votes(ledger, session)
    _elections(ledger, session)
    _motions(ledger, session)
    awkward_supervision(ledger)
    return ledger


def _deputy(ledger: Ledger, number: int) -> None:
    usual = "陈黄何欧梁"[number % 5] + "建国志明秀英丽华"[number // 5 % 8] + "伟芳强敏"[number // 40]
    name = NAMES[number] if number < len(NAMES) else usual
    delegation = DELEGATIONS[min(number // 50, len(DELEGATIONS) - 1)]
    values: dict[str, object] = {
        "name": name, "sex": "女" if number % 3 == 0 else "男", "level": "township", "term": {"id": 1}, "delegation": delegation,
        "birth_date": f"{1960 + number % 40}-{1 + number % 12:02}", "ethnic_group": "维吾尔族" if number in (0, 2) else "汉族",
        "elected_on": "2016-10-20", "employer_position": LONG if number % 40 == 0 else "村民",
    }  # fmt: skip
    add(ledger, "deputies", values)


def _session(ledger: Ledger) -> dict[str, object]:
    guests = [
        {"name": NAMES[number % len(NAMES)], "position": LONG if number % 9 == 0 else "镇直单位负责人"}
        for number in range(45)
    ]
    values = {
        "term": {"id": ledger.ids("terms")[0]}, "ordinal": 11, "opened_on": DAY, "closed_on": SECOND_DAY,
        "place": "迳口镇文化站二楼多功能会议厅（原粮所旧址）", "notified_on": "2022-03-20", "invited": guests,
    }  # fmt: skip
    session: dict[str, object] = {"id": add(ledger, "sessions", values)}
    for number in range(1, 15):
        item = {
            "number": number,
            "title": LONG * (1 + number % 4),
            "reporter": NAMES[number % 12],
            "documents": LONG,
        }
        add(ledger, "session_agenda", {"session": session, **item})
    session_agenda.issue_agenda(ledger, ledger.rows("sessions", ledger.ids("sessions"))[0])
    return session


def _meetings(ledger: Ledger, session: dict[str, object]) -> None:
    """Each meeting with its roll, as it is called on the day; two leaves with long reasons, one absent, two late."""
    for kind, ordinal, day, half, time in MEETINGS:
        values = {
            "session": session, "kind": kind, "ordinal": ordinal, "held_on": day, "half_day": half, "time_from": time,
            "content": LONG * 3, "chair": NAMES[0], "proceedings": LONG * 20 if kind == "plenary" else None,
            "delegation": DELEGATIONS[2] if kind == "delegation" else None,
        }  # fmt: skip
        row_id = add(
            ledger, "session_meetings", {key: value for key, value in values.items() if value is not None}
        )
        meeting = ledger.row("session_meetings", row_id)
        if meeting is not None and kind != "presidium":
            session_roll.call_roll(ledger, meeting)
    plenary = ledger.row("session_meetings", 3)
    assert plenary is not None
    for deputy, values in (
        (1, {"attendance": "on_leave", "reason": LONG}),
        (2, {"attendance": "absent"}),
        (3, {"attendance": "late"}),
    ):
        session_roll.mark(ledger, plenary, deputy, values)
    session_roll.announce(ledger, plenary)
    for deputy in range(1, 13):
        speech = {
            "spoken_on": DAY,
            "deputy": {"id": deputy},
            "kind": "审议意见",
            "content": LONG * (1 + 5 * (deputy % 3)),
        }
        add(ledger, "speeches", {"session": session, "meeting": {"id": 4}, **speech})


def _votes(ledger: Ledger, session: dict[str, object]) -> None:
    """Nine matters by ballot, the last a long one that failed; one that passed with a resolution of two pages."""
    for ordinal in range(1, 10):
        in_favor = 150 - 10 * ordinal
        matter = (LONG * 7)[:200] if ordinal == 9 else f"关于批准2022年第{ordinal}项工作报告的决议"
        values = {
            "matter": matter, "way": "ballot", "ordinal": ordinal, "voted_on": SECOND_DAY,
            "in_favor": in_favor, "against": 156 - in_favor, "abstain": 0, "resolution": "\n".join([LONG * 4] * 6) if ordinal == 1 else None,
        }  # fmt: skip
        kept = {key: value for key, value in values.items() if value is not None}
        add(ledger, "votes", {"session": session, **kept, **ALL_COUNTED})


def _motions(ledger: Ledger, session: dict[str, object]) -> None:
    """An inquiry by a fifth of the deputies with long texts, answered twice; a recall with a defence; one of each that says little; two that were passed."""
    movers = [{"id": number} for number in range(1, 33)]
    raised = {"session": session, "raised_on": DAY}
    further = [{"replied_on": SECOND_DAY, "reply": LONG * 3, "dissatisfied_count": 20}]
    motions: tuple[dict[str, object], ...] = (
        {"kind": "inquiry", "title": LONG, "addressee": LONG[:20], "deputies": movers, "content": LONG * 20,
         "replied_on": DAY, "reply": LONG * 10, "dissatisfied_count": 18, "further_replies": further},
        {"kind": "inquiry", "title": "垃圾清运", "deputies": movers[:10]},
        {"kind": "recall", "title": "罢免副镇长", "addressee": f"{NAMES[2]}副镇长", "deputies": movers, "content": LONG * 12, "defense": LONG * 30},
        {"kind": "recall", "title": "罢免镇长", "by_presidium": True},
        {"kind": "resignation", "title": "辞去镇长职务", "addressee": "王芳镇长"},
        {"kind": "deputy_resignation", "title": LONG, "addressee": NAMES[2], "vote": {"id": 1}},
        {"kind": "recall", "title": "罢免主席", "by_presidium": True, "addressee": f"{NAMES[0]}人大主席", "vote": {"id": 1}, "announced_on": SECOND_DAY},
    )  # fmt: skip
    for motion in motions:
        add(ledger, "motions", {**raised, **motion})


def _elections(ledger: Ledger, session: dict[str, object]) -> None:
    """Twelve candidates before the count; nobody elected; a tie; who was elected, one of them written in."""
    sitting = {"session": session, "voted_on": SECOND_DAY}
    two = {"seats": 2, "post": "deputy_town_head"}
    elections: tuple[dict[str, object], ...] = (
        {**two, "round": "primary", "candidate_count": 5, **ALL_COUNTED,
         "candidates": [{"name": name, "in_favor": 120 - 10 * min(place, 4)} for place, name in enumerate(NAMES)]},
        {**two, "seats": 9, "round": "first", "in_office": 160, "candidates": _candidates(*[None] * 12)},
        {**two, "round": "separate", "candidates": _candidates(80, 70, 60, 50), **ALL_COUNTED},
        {**two, "seats": 1, "round": "runoff", "candidates": _candidates(78, 78), **ALL_COUNTED},
        {"post": "chairperson", "seats": 1, "round": "first", "candidates": _candidates(120), **ALL_COUNTED},
        {"post": "town_head", "seats": 1, "round": "first", "candidates": _candidates(40, 30),
         "write_ins": [{"name": NAMES[2], "in_favor": 82}], **ALL_COUNTED},
    )  # fmt: skip
    for values in elections:
        add(ledger, "elections", {**sitting, **values})


def _candidates(*votes: int | None) -> list[dict[str, object]]:
    valid = ALL_COUNTED["collected"] - ALL_COUNTED["void"]
    return [
        {"name": name} | ({"in_favor": won, "against": valid - won} if won is not None else {})
        for name, won in zip(NAMES, votes, strict=False)
    ]
