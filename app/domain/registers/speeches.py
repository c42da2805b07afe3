"""What deputies say in deliberation (审议发言); from it suggestions are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain import jobs
from app.domain.conditions import Blank, Is
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.hooks import TakesOver
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Link, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.voting_body import within_session
from app.domain.session_codes import SPEECH_KINDS


def speech_record(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """The performance record of the deputy who spoke."""
    link = row.get("agenda_item")
    item = lookup.row("session_agenda", link.id) if link and link.id is not None else None
    return records_of_all(
        (row["deputy"],) if row.get("deputy") else (),
        kind="speech",
        occurred_on=row["spoken_on"],
        title=f"审议发言：{item['title']}"[:200] if item else "审议发言",
        detail=row["content"],
        outcome=row.get("handling"),
    )


def complete(row: Row, context: Context) -> None:
    """The session is that of the meeting, where one is named, whatever else was written."""
    meeting = row.get("meeting")
    kept = context.lookup.row("session_meetings", meeting.id) if meeting and meeting.id is not None else None
    if kept:
        row["session"] = kept["session"]


def session_of_meeting(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A sheet that names the meeting needs no column of the session."""
    complete(row, context)
    return ()


SPEECHES = Register(
    key="speeches",
    label="审议发言",
    measure="人次",
    retention="D30",
    job=jobs.SESSIONS,
    icon="speeches",
    title="{town}人民代表大会代表审议发言登记表",
    identity=(("session", "deputy", "spoken_on", "content"),),
    order=("-spoken_on", "deputy"),
    year_field="spoken_on",
    called=("spoken_on", "deputy"),
    intake=Intake(anchor="content", remarks="note", infer=session_of_meeting),
    complete=complete,
    hooks=(TakesOver(complete),),
    rules=(within_session("spoken_on"), deputies_in_office("deputy", "spoken_on")),
    derives=Derivation(("performance_records",), speech_record, reads={"session_agenda": ("title",)}),
    filters=(
        Filter("opinion", "审议意见", where=Is("kind", "opinion")),
        Filter("suggestion", "建议", "info", where=Is("kind", "suggestion")),
        Filter("not_raised", "建议未转", "warn", where=Is("kind", "suggestion") & Blank("suggestion"), waits=True),
    ),
    list_columns=("spoken_on", "session", "deputy", "kind", "content", "handling", "suggestion"),
    print_columns=("spoken_on", "meeting", "deputy", "kind", "content", "handling", "suggestion"),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会次", "会议名称")),
        Field("spoken_on", "日期", Day(), required=True, aliases=("发言日期", "时间", "发言时间")),
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("发言人", "发言代表", "姓名", "代表姓名")),
        Field("kind", "发言类别", Choice(SPEECH_KINDS), required=True, aliases=("类别", "性质")),
        Field("content", "内容要点", Prose(), required=True, aliases=("发言内容", "内容", "发言要点", "主要内容")),
        Field("meeting", "会议", Link("session_meetings"), aliases=("在哪次会议", "场次")),
        Field("agenda_item", "所审议题", Link("session_agenda"), aliases=("议题", "审议内容")),
        Field("handling", "处理", Text(), aliases=("处理意见",)),
        Field("suggestion", "转成的建议", Link("suggestions"), aliases=("建议编号", "转为建议")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
