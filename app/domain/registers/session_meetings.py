"""The meetings of a session (预备会议、全体会议、主席团会议、代表团会议), each with the roll that was announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.conditions import Is
from app.domain.fields import Context, Field, Problem, Row
from app.domain.kinds import Choice, Day, Link, Number, Prose, Text, TimeOfDay
from app.domain.register import Filter, Register
from app.domain.registers.in_order import times_in_order
from app.domain.registers.session_meetings_intake import MEETINGS_INTAKE
from app.domain.registers.terms import closed_with_its_term
from app.domain.roll import RollCount, count_roll
from app.domain.session_codes import HALF_DAYS, MEETING_KINDS, OF_ALL

KEY, ROLL = "session_meetings", "session_attendance"
COUNTS = ("due_count", "present_count", "on_leave_count", "absent_count")


def within_its_session(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Meetings of a session lie between its first and its last day; the preparatory one may come before it."""
    held_on, link = row.get("held_on"), row.get("session")
    session = context.lookup.row("sessions", link.id) if link and link.id is not None else None
    if not held_on or session is None:
        return None
    last = session.get("closed_on") or session["opened_on"]
    early = held_on < session["opened_on"] and row.get("kind") not in ("preparatory", "presidium")
    if not early and held_on <= last:
        return None
    message = (
        f"会议日期 {held_on.isoformat()} 不在这次会议的会期（{session['opened_on']} 至 {last}）之内，请核对。"
    )
    return Problem("held_on", "warning", "session_day", message)


def day_of_its_roll(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Who was due depends on the day: it stays, once the roll of the meeting was called."""
    if row.get("id") is None or not row.get("held_on"):
        return None
    roll = context.lookup.where(ROLL, {"meeting": row["id"]})
    if not roll or all(each["held_on"] == row["held_on"] for each in roll):
        return None
    message = "这次会议已经登记出席，应到名单按当日在任的代表，日期不能再改。日期写错的，请先删除这次会议的出席登记。"
    return Problem("held_on", "error", "roll_called", message)


def fill_counts(rows: Sequence[Row], context: Context) -> None:
    """What the roll of each meeting comes to now, and whether the quorum is met; nothing before the roll is called."""
    rolls = context.lookup.related(ROLL, "meeting", [row["id"] for row in rows])
    for row in rows:
        roll = rolls.get(row["id"])
        count = count_roll(entry.get("attendance") for entry in roll) if roll else None
        for key in COUNTS:
            row[key] = getattr(count, key.removesuffix("_count")) if count else None
        row["quorum"] = count.quorum if count and row["kind"] in OF_ALL else None
        row["difference"] = difference_from_announced(row, count) or None


def announced_count(row: Mapping[str, Any]) -> RollCount | None:
    """The roll as it was announced; None before that."""
    if row.get("announced_due") is None:
        return None
    numbers = {key: row.get(f"announced_{key}") or 0 for key in ("due", "present", "on_leave", "absent")}
    rest = numbers["due"] - numbers["present"] - numbers["on_leave"] - numbers["absent"]
    return RollCount(**numbers, suspended=rest)


def difference_from_announced(row: Mapping[str, Any], now: RollCount | None) -> str:
    """What was corrected after the announcement: 实到 57→56, 缺席 0→1; empty where nothing was."""
    announced = announced_count(row)
    if announced is None or now is None:
        return ""
    labels = {"due": "应到", "present": "实到", "on_leave": "请假", "absent": "缺席"}
    changes = [
        f"{label} {before}→{after}"
        for key, label in labels.items()
        if (before := getattr(announced, key)) != (after := getattr(now, key))
    ]
    return "，".join(changes)


def announced_in_words(row: Mapping[str, Any], now: RollCount) -> str:
    """What the chair read out, with what was corrected since behind it; as it stands where nothing was announced."""
    changes = difference_from_announced(row, now)
    sentence = (announced_count(row) or now).sentence(of_all=row["kind"] in OF_ALL)
    return f"{sentence}（宣布后更正：{changes}。）" if changes else sentence


SESSION_MEETINGS = Register(
    key=KEY,
    label="会议日程",
    measure="次",
    retention="Y",
    job=jobs.SESSIONS,
    icon="meetings",
    title="{town}人民代表大会会议日程",
    identity=(("session", "kind", "ordinal", "held_on", "delegation"),),
    order=("-held_on", "half_day", "time_from", "kind", "ordinal"),
    year_field="held_on",
    called=("session", "ordinal", "kind", "delegation"),
    intake=MEETINGS_INTAKE,
    rules=(times_in_order, within_its_session, day_of_its_roll),
    compute=fill_counts,
    filters=(
        Filter("plenary", "全体会议", where=Is("kind", "plenary")),
        Filter("presidium", "主席团会议", where=Is("kind", "presidium")),
        Filter("delegation", "代表团会议", where=Is("kind", "delegation") | Is("kind", "group")),
    ),
    locks=closed_with_its_term("session", "sessions"),
    list_columns=("session", "held_on", "half_day", "ordinal", "kind", "delegation", *COUNTS, "difference"),
    print_columns=("session", "held_on", "half_day", "time_from", "ordinal", "kind", "delegation", "place", "chair", "content", *COUNTS),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会次", "届次会次", "会议名称")),
        Field("kind", "会议类别", Choice(MEETING_KINDS), required=True, aliases=("类别", "会议类型", "会议形式")),
        Field("ordinal", "第几次", Number(least=1, most=99, unit="次", ordinal=True), aliases=("次数", "次序")),
        Field("held_on", "日期", Day(future=True), required=True, aliases=("会议日期", "时间", "召开时间")),
        Field("half_day", "半天", Choice(HALF_DAYS), required=True, aliases=("上午或下午", "上下午", "时段")),
        Field("time_from", "开始时间", TimeOfDay(), aliases=("开始", "时间段", "起止时间")),
        Field("time_to", "结束时间", TimeOfDay(), aliases=("结束",)),
        Field("place", "地点", Text(longest=80), aliases=("会议地点",)),
        Field("delegation", "代表团（小组）", Text(longest=40, ranked=True), aliases=("代表团", "团别", "小组"), hint="代表团会议、分组会议才填"),
        Field("chair", "主持人", Text(longest=40), aliases=("执行主席", "主持")),
        Field("recorder", "记录人", Text(longest=40), aliases=("记录",)),
        Field("content", "内容", Prose(), aliases=("会议内容", "主要内容", "事项")),
        Field("proceedings", "会议记录", Prose(), aliases=("记录内容", "会议情况")),
        Field("announced_due", "宣布应到", Number(most=3000), by_program=True),
        Field("announced_present", "宣布实到", Number(most=3000), by_program=True),
        Field("announced_on_leave", "宣布请假", Number(most=3000), by_program=True),
        Field("announced_absent", "宣布缺席", Number(most=3000), by_program=True),
        Field("due_count", "应到", Number(most=3000), computed=True),
        Field("present_count", "实到", Number(most=3000), computed=True),
        Field("on_leave_count", "请假", Number(most=3000), computed=True),
        Field("absent_count", "缺席", Number(most=3000), computed=True),
        Field("quorum", "法定人数", Number(most=3000), computed=True),
        Field("difference", "宣布后更正", Text(longest=60), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
