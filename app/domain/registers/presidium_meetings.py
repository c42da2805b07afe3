"""Meetings of the presidium (主席团会议): who came, what was decided, and whether enough of all members wanted it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from app.domain import jobs
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Ref, Row
from app.domain.hooks import Quarterly
from app.domain.intake import Intake
from app.domain.intake_habits import SaidInEachRow
from app.domain.kinds import Choice, Day, Lines, Link, Links, Number, PersonName, Prose, Text, TimeOfDay
from app.domain.law.presidium import PresidiumRule
from app.domain.numerals import read_number
from app.domain.register import Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once, refs_of
from app.domain.registers.in_order import in_order, times_in_order
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.presidium_members import members_on
from app.domain.registers.sessions import newest_session
from app.domain.supervision_codes import MEETING_PERIODS
from app.domain.texts import half_width, without_blanks

DURING, BETWEEN = "during", "between"
# Of the presidium, where nothing says of what.
_ORDINAL = re.compile("第?([一二三四五六七八九十0-9]{1,3})次(?:会议)?")
_ABSENT = re.compile(r"([^、,;\s()]+)(?:\(([^)]*)\))?")

ABSENT_COLUMNS = (
    Field("name", "姓名", PersonName()),
    Field("reason", "事由", Text(longest=60), aliases=("原因", "请假事由")),
)
TOPIC_COLUMNS = (
    Field("title", "议题", Text(), aliases=("议程", "事项")),
    Field("reporter", "汇报人", Text(longest=40), aliases=("报告人",)),
    Field("speeches", "发言要点", Prose(), aliases=("讨论情况", "发言")),
    Field("decision", "决定", Prose(), aliases=("议定事项", "结果")),
    Field("in_favor", "赞成", Number(most=999, unit="人")),
    Field("against", "反对", Number(most=999, unit="人")),
    Field("abstain", "弃权", Number(most=999, unit="人")),
)


class Turnout(NamedTuple):
    """Who is counted at a meeting: members of the presidium in all, and those present; None where unknown."""

    members: int | None
    present: int | None


def turnout_of(row: Mapping[str, Any], lookup: Lookup) -> Turnout:
    """The counts as typed; where nothing was typed, those that the list of members and the names give."""
    members, present = row.get("member_count"), row.get("present_count")
    if members is None and (listed := members_due(row, lookup)):
        members = len(listed)
    if present is None and row.get("present"):
        present = len(row["present"])
    return Turnout(members, present)


def rule_of_office(lookup: Lookup) -> PresidiumRule:
    """How many must come and be in favour, as the office has set it."""
    office = next(iter(lookup.where("office", {})), {})
    return PresidiumRule(office.get("presidium_quorum"), office.get("presidium_majority"))


def enough_present(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A meeting that too few came to decides nothing (``PresidiumRule``)."""
    members, present = turnout_of(row, context.lookup)
    if not members or present is None or not context.stands_whole(row):
        return None
    rule = rule_of_office(context.lookup)
    if rule.is_quorate(present, members):
        return None
    needed = rule.needed_present(members)
    message = f"主席团成员 {members} 人，出席 {present} 人，不到规定的 {needed} 人，不能作出决定，请核对。"
    return Problem("present", "warning", "presidium_quorum", message)


def counts_agree(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nobody is present who is not counted, and no more are present than there are members."""
    members, present = turnout_of(row, context.lookup)
    named = len(row.get("present") or ())
    if present is not None and named > present:
        message = f"写了 {named} 位出席成员的姓名，出席人数填的是 {present}，请核对。"
        return Problem("present_count", "error", "present_count", message)
    if members is not None and present is not None and present > members:
        message = f"出席 {present} 人，多于主席团成员 {members} 人，请核对。"
        return Problem("present_count", "warning", "present_count", message)
    return None


def votes_within_present(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Those in favour, against and abstaining are among those present."""
    present = turnout_of(row, context.lookup).present
    for number, topic in enumerate(row.get("topics") or (), 1):
        votes = sum(topic.get(key) or 0 for key in ("in_favor", "against", "abstain"))
        if present is not None and votes > present:
            message = f"第 {number} 项议题的票数合计 {votes}，多于出席的 {present} 人，请核对。"
            return Problem("topics", "error", "presidium_votes", message)
    return None


def only_members_present(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Who is no member of this presidium attends without a vote."""
    listed = {ref.id for ref in members_due(row, context.lookup)}
    others = [ref.name for ref in refs_of(row.get("present")) if ref.id is not None and ref.id not in listed]
    if not listed or not others:
        return None
    message = f"{'、'.join(others)}不在这次人代会选出的主席团成员名册里，请核对；不是成员的请写在“列席人员”。"
    return Problem("present", "warning", "not_a_member", message)


def everybody_accounted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Where those present are named, every other member is named as absent."""
    named = {ref.id for ref in refs_of(row.get("present"))}
    absent = {line.get("name") for line in row.get("absent") or ()}
    if not named:
        return None
    missing = [
        ref.name for ref in members_due(row, context.lookup) if ref.id not in named and ref.name not in absent
    ]
    if not missing:
        return None
    message = f"{'、'.join(missing)}是主席团成员，没有写出席，也没有写缺席，请补上。"
    return Problem("absent", "warning", "unaccounted", message)


def members_due(row: Mapping[str, Any], lookup: Lookup) -> list[Ref]:
    """The members of the presidium that the session elected whose mandates run on the day; none while one is blank."""
    session, day = row.get("session"), row.get("held_on")
    return members_on(session.id, day, lookup) if session and session.id is not None and day else []


def session_of_day(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """The presidium in office is that of the newest session on the day."""
    day = row.get("held_on")
    if row.get("session") is None and isinstance(day, date):
        row["session"] = newest_session(day, context.lookup)
    return ()


def _ordinal_for_session(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """届次 with 第2次 means the meeting: the second session had not met yet, or is not in the ledger."""
    link, day = row.get("session"), row.get("held_on")
    if row.get("ordinal") is not None or link is None or not isinstance(day, date):
        return
    named = context.lookup.row("sessions", link.id) if link.id is not None else None
    written = _ORDINAL.fullmatch(without_blanks(link.name))
    number = named["ordinal"] if named else read_number(written[1]) if written else None
    before = newest_session(day, context.lookup)
    if number is None or before is None or (named and named["opened_on"] <= day):
        return
    row["ordinal"], row["session"] = number, before
    asked = "届次里的“第几次”先按主席团会议的次序读取，产生主席团的是会议日期以前最近的一次人代会，对吗？"
    yield Problem("ordinal", "question", "ordinal", asked)


def as_clerks_write(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """The presidium of the day, and who was absent with the reason in brackets: 甲一（出差）、乙二（病假）."""
    yield from _ordinal_for_session(row, context)
    absent = row.get("absent") or ()
    if absent and not any(line.get("name") for line in absent):
        words = "、".join(str(line.get("reason") or "") for line in absent)
        named = _ABSENT.findall(half_width(words))
        row["absent"] = tuple({"name": name} | ({"reason": why} if why else {}) for name, why in named)
    yield from session_of_day(row, context)


def complete(row: Row, context: Context) -> None:
    """The session that elected the presidium; counts that the names give are not kept."""
    session_of_day(row, context)
    listed = members_due(row, context.lookup)
    if listed and row.get("member_count") == len(listed):
        row["member_count"] = None
    if row.get("present") and row.get("present_count") == len(row["present"]):
        row["present_count"] = None


def period_of(row: Mapping[str, Any], lookup: Lookup) -> str:
    """The period of a meeting by the session that elected this presidium."""
    link, day = row.get("session"), row.get("held_on")
    session = lookup.row("sessions", link.id) if link and link.id is not None else None
    if session is None or day is None:
        return BETWEEN
    return period_on(day, session["opened_on"], session.get("closed_on"))


def period_on(day: date, opened_on: date | None, closed_on: date | None) -> str:
    """``during`` a session, first to last day, or ``between`` sessions; one without a last day has one day."""
    if opened_on is None:
        return BETWEEN
    return DURING if opened_on <= day <= (closed_on or opened_on) else BETWEEN


def fill_verdicts(rows: Sequence[Row], context: Context) -> None:
    """The counts, whether the meeting could decide, and what became of each topic that was voted on."""
    rule = rule_of_office(context.lookup)
    for row in rows:
        members, present = turnout_of(row, context.lookup)
        row["member_count"], row["present_count"] = members, present
        row["quorum"] = quorum_in_words(rule, members, present)
        verdicts = verdicts_of(row, rule)
        row["verdicts"] = "\n".join(f"{number}.{words}" for number, words in verdicts.items()) or None
        row["topic_count"] = len(row.get("topics") or ())
        row["period"] = period_of(row, context.lookup)


def quorum_in_words(rule: PresidiumRule, members: int | None, present: int | None) -> str | None:
    """The sentence of the minutes: how many members there are, how many came, whether that suffices."""
    if not members or present is None:
        return None
    verdict = (
        "符合规定人数" if rule.is_quorate(present, members) else f"不足规定的{rule.needed_present(members)}人"
    )
    return f"应到{members}人，实到{present}人，{verdict}"


def verdicts_of(row: Mapping[str, Any], rule: PresidiumRule) -> dict[int, str]:
    """What became of each topic whose votes were counted, by its number; ``row`` with its counts filled in."""
    members, present = row.get("member_count"), row.get("present_count")
    if not members or present is None:
        return {}
    counted = {
        number: topic
        for number, topic in enumerate(row.get("topics") or (), 1)
        if topic.get("in_favor") is not None
    }
    return {number: _verdict(topic, present, members, rule) for number, topic in counted.items()}


def _verdict(topic: Mapping[str, Any], present: int, members: int, rule: PresidiumRule) -> str:
    in_favor, against, abstain = (topic.get(key) or 0 for key in ("in_favor", "against", "abstain"))
    passed = "通过" if rule.decides(in_favor, present, members) else "未通过"
    votes = f"赞成{in_favor}人、反对{against}人、弃权{abstain}人"
    return f"{passed}（{votes}，须全体成员{members}人中的{rule.needed_in_favor(members)}人赞成）"


def attendances(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """Each member who came has a performance record."""
    ordinal = PRESIDIUM_MEETINGS.field("ordinal").text(row.get("ordinal"))
    return records_of_all(
        row.get("present"),
        kind="presidium_meeting",
        occurred_on=row["held_on"],
        title=f"主席团{ordinal or '会议'}",
        place=row.get("place"),
    )


_WHEN, _WHO, _WHAT = "会议", "出席与列席", "议题与决定"

PRESIDIUM_MEETINGS = Register(
    key="presidium_meetings",
    label="主席团会议",
    measure="次",
    retention="Y",
    job=jobs.PRESIDIUM,
    icon="presidium_meetings",
    title="{town}人大主席团会议台账",
    identity=(("ordinal", "session"), ("held_on", "ordinal")),
    order=("-held_on", "-ordinal"),
    year_field="held_on",
    called=("ordinal", "held_on"),
    intake=Intake(
        anchor="held_on",
        remarks="note",
        infer=as_clerks_write,
        lines=("topics",),
        habits=(SaidInEachRow(("ordinal", "present_count", "member_count")),),
    ),
    rules=(
        times_in_order, counts_agree, enough_present, votes_within_present, only_members_present, everybody_accounted,
        deputies_in_office("present", "held_on", of_term=True), named_once("present"),
        in_order("held_on", "minutes_sent_on", "纪要发送日期早于会议日期"),
    ),
    complete=complete,
    compute=fill_verdicts,
    derives=Derivation(("performance_records",), attendances),
    hooks=(Quarterly("held_on", "闭会期间主席团会议每季度至少召开一次", lambda row: row["period"] == BETWEEN),),
    list_columns=("held_on", "ordinal", "period", "session", "chair", "present_count", "member_count", "topic_count", "quorum"),
    print_columns=("held_on", "ordinal", "place", "chair", "present", "present_count", "member_count", "topics", "verdicts", "recorder", "note"),
    fields=(
        Field("session", "产生主席团的人代会", Link("sessions"), required=True, aliases=("人代会", "会次"), section=_WHEN,
              hint="不填就是开会那天以前最近一次人代会"),
        Field("ordinal", "会议次序", Number(least=1, most=999, unit="次会议", ordinal=True), section=_WHEN,
              aliases=("次数", "会议次数", "第几次", "会议名称", "次会议"), hint="例如 3，写成“第三次会议”"),
        Field("held_on", "会议日期", Day(future=True), required=True, aliases=("日期", "时间", "会议时间", "召开时间", "召开日期"), section=_WHEN),
        Field("time_from", "开始时间", TimeOfDay(), section=_WHEN),
        Field("time_to", "结束时间", TimeOfDay(), section=_WHEN),
        Field("period", "会期", Choice(MEETING_PERIODS), computed=True, section=_WHEN),
        Field("place", "地点", Text(longest=80), aliases=("会议地点",), section=_WHEN),
        Field("chair", "主持人", PersonName(), aliases=("主持",), section=_WHO),
        Field("recorder", "记录人", PersonName(), aliases=("记录",), section=_WHO),
        Field("present", "出席成员", Links("deputies"), aliases=("出席", "出席人员", "参加人员", "到会成员", "参会成员", "出席人员姓名"), section=_WHO),
        Field("present_count", "出席人数", Number(most=999, unit="人"), implied=True, hint="姓名写全的不用填", aliases=("实到", "实到人数"), section=_WHO),
        Field("member_count", "主席团成员数", Number(least=1, most=999, unit="人"), implied=True, hint="主席团成员名册登记了的不用填", aliases=("应到", "应到人数", "成员总数"), section=_WHO),
        Field("absent", "缺席成员", Lines(ABSENT_COLUMNS), aliases=("请假", "缺席", "请假人员", "缺席人员", "缺席人员及原因", "缺席人员及事由", "请假人员及事由", "请假人员及原因", "缺席及原因", "未到人员"), section=_WHO),
        Field("attend_nonvoting", "列席人员", Text(), aliases=("列席",), section=_WHO),
        Field("topics", "议题", Lines(TOPIC_COLUMNS), aliases=("议程", "会议议题", "主要议题", "会议内容", "研究事项"), section=_WHAT),
        Field("minutes_sent_to", "纪要发送单位", Text(), aliases=("抄送单位", "发送单位"), section=_WHAT),
        Field("minutes_sent_on", "纪要发送日期", Day(), section=_WHAT),
        Field("topic_count", "议题数", Number(most=999, unit="项"), computed=True),
        Field("quorum", "出席情况", Text(width=22), computed=True),
        Field("verdicts", "表决结果", Text(width=30), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",), section=_WHAT),
    ),
)  # fmt: skip
