"""The roll of each meeting (出席登记): one row a deputy, kept with the meeting as of its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.conditions import Is
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.filing import Filing
from app.domain.hooks import TakesOver
from app.domain.kinds import Choice, Day, Link, Prose, Text, TimeOfDay
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import AWAY, SUSPENDED, deputies_in_office, standing_on
from app.domain.registers.deputy_leaves import leave_covering
from app.domain.registers.session_attendance_intake import ATTENDANCE_INTAKE
from app.domain.registers.terms import closed_with_its_term
from app.domain.roll import UNAPPROVED, missed_whole, warning_of_absences
from app.domain.session_codes import HALF_DAYS, OF_ALL, ROLL_STATES
from app.domain.session_steps import congress_name, meeting_name

KEY, MEETINGS = "session_attendance", "session_meetings"


def meeting_of(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    """The meeting of a row of the roll; None where the link names none that the ledger holds."""
    link = row.get("meeting")
    return lookup.row(MEETINGS, link.id) if link and link.id is not None else None


def day_of_meeting(row: Row, context: Context) -> None:
    """The day of the roll is that of its meeting."""
    meeting = meeting_of(row, context.lookup)
    if meeting:
        row["held_on"] = meeting["held_on"]


def absent_without_approval(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Two sessions of a term missed without approval are told, and end nothing by themselves (代表法 art. 62)."""
    if row.get("attendance") != "absent" or not row.get("deputy") or row.get("id") is None:
        return None
    count = sessions_missed(row["deputy"].id, row, context.lookup)
    if count < UNAPPROVED:
        return None
    return Problem("attendance", "warning", "absences", warning_of_absences(count, row["held_on"]))


def suspended_as_the_roster_says(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Whoever stands in the roll as suspended was suspended that day (代表法 art. 61)."""
    deputy, on = row.get("deputy"), row.get("held_on")
    if row.get("attendance") != SUSPENDED or not deputy or on is None:
        return None
    if standing_on(deputy, on, context.lookup) != "able" or deputy.id is None:
        return None
    message = f"名册上{deputy.name}在 {on} 没有暂停执行代表职务，请核对出席情况，或在“代表变动”里登记暂停。"
    return Problem("attendance", "warning", "not_suspended", message)


def sessions_missed(mandate: int | None, until: Mapping[str, Any], lookup: Lookup) -> int:
    """How many sessions of the term a deputy missed whole without approval, up to that of ``until``, a row of a roll.

    A mandate is of one term, so its rows are the term's.  Its own session is not missed while a
    meeting of it is to come, nor where she came to it on a later day.
    """
    if mandate is None:
        return 0
    sitting = meeting_of(until, lookup)
    own_session = sitting["session"].id if sitting else None
    rolls: dict[int, dict[int, str | None]] = {}
    for entry in lookup.where(KEY, {"deputy": mandate}):
        meeting = meeting_of(entry, lookup)
        if meeting and meeting["kind"] in OF_ALL:
            session = meeting["session"].id
            if session == own_session or entry["held_on"] <= until["held_on"]:
                rolls.setdefault(session, {})[meeting["id"]] = entry.get("attendance")
    return sum(
        missed_whole(own.values()) and not (session == own_session and _goes_on(session, own, lookup))
        for session, own in rolls.items()
    )


def _goes_on(session: int, roll: Mapping[int, str | None], lookup: Lookup) -> bool:
    """Whether a plenary meeting comes after those of the roll, which says nothing of it yet."""
    sittings = lookup.where(MEETINGS, {"session": session, "kind": "plenary"})
    called = max((_place(each) for each in sittings if each["id"] in roll), default=None)
    return any(each["id"] not in roll and (called is None or _place(each) > called) for each in sittings)


def _place(meeting: Row) -> tuple[date, int]:
    """Where a meeting stands in the course of its session."""
    return meeting["held_on"], [code for code, *_ in HALF_DAYS].index(meeting["half_day"])


def agrees_with_leave(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A leave that was decided after the roll was called is told; the roll stays as it was called."""
    deputy, on = row.get("deputy"), row.get("held_on")
    if row.get("attendance") not in AWAY or deputy is None or deputy.id is None or on is None:
        return None
    words = contradiction_of_leave(row.get("attendance"), leave_covering(deputy.id, on, context.lookup))
    return Problem("attendance", "warning", "leave", words) if words else None


def contradiction_of_leave(state: str | None, leave: Row | None) -> str:
    """What is said where the roll and a leave of the day do not agree; empty where they do."""
    if leave is None:
        return ""
    if state == "absent" and leave.get("is_approved"):
        return "“代表请假”里这一天的请假已经批准，出席登记里是缺席，请核对；要改为请假的，宣布过的人数不变，更正写在旁边。"
    if state == "on_leave" and leave.get("is_approved") is False:
        return "“代表请假”里这一天的请假没有批准，出席登记里是请假，请核对。"
    return ""


def level_of_meeting(row: Mapping[str, Any], lookup: Lookup) -> str | None:
    """The level of the congress that met."""
    meeting = meeting_of(row, lookup)
    session = lookup.row("sessions", meeting["session"].id) if meeting and meeting["session"].id else None
    term = lookup.row("terms", session["term"].id) if session and session["term"].id else None
    return term.get("level") if term else None


def attendance_record(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """The performance record of a deputy who was due; nothing before the roll says anything of somebody."""
    meeting, state = meeting_of(row, lookup), row.get("attendance")
    deputy = row.get("deputy")
    if meeting is None or state in (None, SUSPENDED) or deputy is None or deputy.id is None:
        return
    values = {
        "deputy": deputy,
        "kind": "meeting",
        "occurred_on": row["held_on"],
        "title": title_of_meeting(meeting, lookup),
        "place": meeting.get("place"),
        "role": "participant",
        "count": 1,
        "attendance": state,
    }
    yield Derived("performance_records", "roll", values)


def title_of_meeting(meeting: Row, lookup: Lookup) -> str:
    """第十六届人民代表大会第五次会议第一次全体会议."""
    session = lookup.row("sessions", meeting["session"].id) if meeting["session"].id is not None else None
    term = lookup.row("terms", session["term"].id) if session and session["term"].id is not None else None
    name = congress_name("", (term or {}).get("ordinal"), (session or {}).get("ordinal"))
    return name + meeting_name(meeting)


SESSION_ATTENDANCE = Register(
    key=KEY,
    label="出席登记",
    measure="人次",
    retention="D30",
    job=jobs.SESSIONS,
    icon="roll",
    title="{town}人民代表大会会议出席情况登记表",
    identity=(("meeting", "deputy"),),
    order=("-held_on", "meeting", "deputy"),
    year_field="held_on",
    called=("held_on", "deputy"),
    complete=day_of_meeting,
    hooks=(TakesOver(day_of_meeting),),
    derives=Derivation(
        ("performance_records",), attendance_record,
        reads={MEETINGS: ("kind", "ordinal", "delegation", "place", "session"), "sessions": ("ordinal", "term"), "terms": ("ordinal",)},
    ),
    intake=ATTENDANCE_INTAKE,
    rules=(deputies_in_office("deputy", "held_on", of_term=True), absent_without_approval, suspended_as_the_roster_says, agrees_with_leave),
    level_of=level_of_meeting,
    filters=(
        Filter("present", "出席", "good", where=Is("attendance", "present")),
        Filter("on_leave", "请假", "info", where=Is("attendance", "on_leave")),
        Filter("absent", "缺席", "bad", where=Is("attendance", "absent")),
        Filter("late", "迟到", "warn", where=Is("attendance", "late")),
        Filter("left_early", "早退", "warn", where=Is("attendance", "left_early")),
    ),
    locks=closed_with_its_term("deputy", "deputies"),
    filing=Filing(office_only=("reason",)),  # an illness is nobody else's business
    list_columns=("held_on", "meeting", "deputy", "attendance", "reason", "approved_by"),
    print_columns=("held_on", "meeting", "deputy", "attendance", "reason", "approved_by", "note"),
    fields=(
        Field("meeting", "会议", Link(MEETINGS), required=True, aliases=("会议名称", "会次", "场次", "会议场次", "所在会议", "缺席会议", "半天", "时段")),
        Field("held_on", "日期", Day(), required=True, aliases=("会议日期", "时间", "签到日期")),
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名", "代表姓名", "代表名字", "人大代表", "出席代表", "应到代表", "名单", "代表名单")),
        Field("attendance", "出席情况", Choice(ROLL_STATES), aliases=("出勤", "出席", "考勤", "参加情况", "出席会议情况", "到会", "签到", "出缺席")),
        Field("came_at", "到会时间", TimeOfDay(), aliases=("签到时间",)),
        Field("reason", "事由", Text(), aliases=("请假事由", "原因", "缺席原因", "请假理由", "请假（缺席）原因")),
        Field("approved_by", "批准人", Text(longest=40), aliases=("准假人",)),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "其他", "附注")),
    ),
)  # fmt: skip
