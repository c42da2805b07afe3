"""Rows that strain the papers of supervision: many members and topics, long names and texts, twenty projects, a tie."""

from __future__ import annotations

from app.storage.ledger import Ledger
from app.storage.refusals import Refused

LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，"
NAME = "阿依古丽·买买提"
DAY = "2022-12-20"


def awkward_supervision(ledger: Ledger) -> None:
    """Adds them to a ledger that holds the sample year."""
    session = {"id": ledger.ids("sessions")[0]}
    topics = [
        {"title": LONG * (1 + number % 3), "reporter": NAME, "speeches": LONG * number, "decision": LONG * (1 + number % 4),
         "in_favor": number, "against": 1, "abstain": 0}
        for number in range(12)
    ]  # fmt: skip
    absent = [{"name": NAME, "reason": LONG} for _ in range(3)]
    meeting = {"session": session, "ordinal": 99, "held_on": DAY, "member_count": 15, "present_count": 12}
    add(ledger, "presidium_meetings", {**meeting, "topics": topics, "absent": absent, "minutes_sent_on": DAY})
    add(ledger, "presidium_meetings", {"session": session, "held_on": "2022-12-21"})  # nothing known yet
    deputies = [{"id": row_id} for row_id in ledger.ids("deputies")[:60]]
    texts = dict.fromkeys(("plan", "findings", "report", "unit_feedback"), LONG * 40)
    add(ledger, "inspections", {"kind": "enforcement_check", "title": LONG * 2, "legal_text": LONG, "held_on": DAY,
                                "place": LONG * 3, "deputies": deputies, "sent_to": LONG, **texts})  # fmt: skip
    add(ledger, "inspections", {"kind": "inspection", "title": "路灯", "held_on": "2022-12-21"})
    for deputy in deputies[:14]:
        add(ledger, "reports_to_voters", {"held_on": DAY, "deputy": deputy, "place": LONG})
    for number, (seats, known) in enumerate(((10, True), (5, False)), 1):
        _projects(ledger, number, seats, known=known)


def _projects(ledger: Ledger, number: int, seats: int, *, known: bool) -> None:
    """Twenty candidates with long contents; two of them tied at the border, or nothing counted yet."""
    planned_on = f"202{2 + number}"
    day = f"2022-12-{number:02}"
    ballot = add(
        ledger,
        "project_ballots",
        {"held_on": day, "planned_on": planned_on, "in_office": 160, "seats": seats},
    )
    for place in range(20):
        votes = {"votes_for": 150 - 5 * (place - (place == seats)), "votes_against": 3} if known else {}
        add(
            ledger,
            "livelihood_projects",
            {"planned_on": planned_on, "no": place + 1, "title": f"{LONG}第{place + 1}项", "content": LONG * (1 + place % 4),
             "budget": "123456.5万元", "planned_end_on": f"{planned_on}-12", "ballot": {"id": ballot}, **votes},
        )  # fmt: skip


def add(ledger: Ledger, key: str, values: dict[str, object]) -> int:
    """One row as it would be imported; Refused where the rules refuse it."""
    read, problems = ledger.read_values(key, values, typed=False)
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        raise Refused(wrong)
    with ledger.act("样张") as act:
        return int(act.add(key, read))
