"""How clerks' ledgers of opinions and suggestions are written: headings, classes told by titles, states told by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.contact_codes import STATUSES, SUGGESTION_CLASSES
from app.domain.fields import Context, Problem
from app.domain.intake import Intake
from app.domain.intake_habits import (
    DaysOfStates,
    FurtherNames,
    PeopleByCode,
    SaidOf,
    SecondAnchor,
    SecondRound,
)
from app.domain.registers.site_sections import SITE_OF_SHEET
from app.domain.suggestion_course import ENDED, is_open, status_on

_TITLED = {
    "class": (
        ("议案转", "motion_converted"),
        (
            "(?:群众|民生|民情)(?:的)?(?:意见|诉求|反映|建议)|社情民意|选民(?:的)?(?:意见|诉求|反映)|民意|村民意见",
            "opinion",
        ),
        ("代表(?:提出的?)?建议|建议[、,]?批评和?意见|议案建议", "suggestion"),
    ),
}
# What a state in words may stand beside: 办理中 is said of whatever is not concluded yet.
_AGREES = {
    "in_progress": {
        "assigned",
        "in_progress",
        "replied",
        "feedback_received",
        "reworking",
        "sorted",
        "collected",
    },
    "replied": {"replied", "feedback_received", "concluded", "archived"},
    "feedback_received": {"feedback_received", "concluded", "archived"},
    "concluded": {"concluded", "archived"},
    "assigned": {"assigned", "in_progress"},
    "collected": {"collected", "sorted", "assigned"},
    "sorted": {"collected", "sorted"},
}
_WANTS = {
    "assigned": "交办日期",
    "replied": "答复日期",
    "feedback_received": "反馈日期",
    "concluded": "办结日期",
    "archived": "归档日期",
    "reworking": "重新交办日期",
}
# What a second round is told by in a ledger that has no columns for it.
_AGAIN = ("assigned_on", "replied_on", "reply_class", "feedback_on", "feedback")
# Nothing is concluded or came to feedback that was not answered.
_DAYS = {
    "assigned": ("assigned_on",),
    "replied": ("replied_on",),
    "feedback_received": ("replied_on", "feedback_on"),
    "concluded": ("replied_on", "concluded_on"),
    "archived": ("replied_on", "concluded_on", "archived_on"),
}


def state_borne_out(sheet_state: str, row: Mapping[str, Any], context: Context) -> str | None:
    """A sentence where no date of the row bears out the state that the sheet names."""
    state = status_on(row, context.today)
    if state is None or state == sheet_state or state in _AGREES.get(sheet_state, ()):
        return None
    words, state_by_dates = STATUSES.label(sheet_state), STATUSES.label(state)
    missing_date = _WANTS.get(sheet_state)
    if is_open(state) and missing_date:
        return f"状态写的是“{words}”，但没有{missing_date}；按日期推算是“{state_by_dates}”，请补填日期。"
    return f"状态写的是“{words}”，按日期推算是“{state_by_dates}”，请核对日期。"


def class_and_conclusion(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """What a sheet leaves to its reader: the class of a matter, and the day on which it was concluded."""
    if row.get("class") is None:
        yield from _class_by_people(row)
    yield from _merged(row)
    if row.get("status") in ENDED and row.get("concluded_on") is None:
        row["concluded_on"] = row.get("replied_on") or row.get("feedback_on")
        if row["concluded_on"]:
            words = "状态写明已经办结，没有办结日期，先按答复日期填写，对吗？"
            yield Problem("concluded_on", "question", "concluded_on", words)
    if row.get("status") == "archived" and row.get("archived_on") is None and row.get("concluded_on"):
        row["archived_on"] = row["concluded_on"]
        words = "状态写的是“已归档”，没有归档日期，先按办结日期填写，对吗？"
        yield Problem("archived_on", "question", "archived_on", words)


def _merged(row: dict[str, Any]) -> Iterable[Problem]:
    """What names the matter into which it was merged, or says so as its state, is merged; its day is asked once."""
    if row.get("exit_kind") is not None or not (row.get("merged_into") or row.get("status") == "merged"):
        return
    target = row.get("merged_into")
    row["exit_kind"] = "merged"
    row["exit_on"] = row.get("exit_on") or row.get("assigned_on") or row.get("raised_on")
    named = target.name if target else "原台账写明并案"
    row["exit_reason"] = row.get("exit_reason") or (named if "并" in named else f"并入{named}")
    words = "并入另一件的没有写并案日期，先按交办日期填写（没有交办的按提出日期），对吗？"
    yield Problem("exit_on", "question", "merged_on", words)


def _class_by_people(row: dict[str, Any]) -> Iterable[Problem]:
    """Who raised a matter tells its class: a voter an opinion, deputies alone perhaps a suggestion."""
    if row.get("visitor"):
        row["class"] = "opinion"
        yield Problem("class", "note", "class_by_visitor", "没有写类别，有反映人的按“群众意见”读取。")
        return
    session = row.get("session") or row.get("source") in ("in_session", "out_of_session", "inspection")
    row["class"] = "suggestion" if session or (row.get("deputies") and not row.get("site")) else "opinion"
    words = SUGGESTION_CLASSES.label(row["class"])
    yield Problem("class", "question", "class", f"没有写类别，先按“{words}”读取，对吗？")


SUGGESTIONS_INTAKE = Intake(
    anchor="content",
    sections=(SITE_OF_SHEET,),
    titled=_TITLED,
    infer=class_and_conclusion,
    remarks="note",
    claims={"status": state_borne_out},
    habits=(
        SecondAnchor("title"),
        SecondRound({key: f"rework_{key}" for key in _AGAIN}, beside={"lead_handler": "handler"}),
        FurtherNames({"lead_handler": "co_handlers"}),
        DaysOfStates({"status": _DAYS}),
        SaidOf({"feedback_on": ("反馈", "replied_on")}),
        PeopleByCode(choice="class", code="opinion", field="deputies", others="visitor"),
    ),
)
