"""What deputies move beside bills: 询问, 质询案, 罢免案, and resignations put before the congress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Flag, Lines, Link, Links, Number, Prose, Text
from app.domain.law.citations import citation
from app.domain.law.majorities import INQUIRY_SPONSORS, one_fifth
from app.domain.law.motions import Motion, State, is_moved, state_of
from app.domain.law.votes import verdict
from app.domain.register import Filter, Register, Rule
from app.domain.registers.acting_deputies import able_on, deputies_in_office, named_once, refs_of
from app.domain.registers.in_order import in_order
from app.domain.registers.votes import tally_of
from app.domain.registers.voting_body import OWN, level_of_session, within_session
from app.domain.stages import Course, Stage, timeline
from app.domain.vote_codes import MOTION_KINDS, MOTION_STATES

FURTHER = "further_replies"
REPLY_COLUMNS = (
    Field("replied_on", "答复日期", Day(), aliases=("再次答复日期", "日期")),
    Field("reply", "答复情况", Text(), aliases=("答复",)),
    Field("dissatisfied_count", "不满意的代表", Number(most=3000), aliases=("不满意人数",)),
)
# Which rule each kind rests on; a deputy's own resignation stands in the electoral law.
RULES_OF_KIND = {
    "enquiry": "enquiry",
    "inquiry": "inquiry",
    "recall": "recall_of_leaders",
    "resignation": "resignation_of_leaders",
    "deputy_resignation": "resignation",
}


def _vote_of(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    link = row.get("vote")
    return lookup.row("votes", link.id) if link and link.id is not None else None


def _by(on: date | None, day: date) -> bool:
    return on is not None and on <= day


def replies_of(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The reply and those that were asked for after it, as they came; each with its day and how many were dissatisfied."""
    return [row, *(row.get(FURTHER) or ())]


def motion_of(row: Mapping[str, Any], day: date, lookup: Lookup) -> Motion:
    """A row as the law judges it on a day, by what had happened until then; N is that of the day it was raised.

    Behind it are those who might act that day: whoever was suspended or no deputy any more moves nothing.
    """
    vote = _vote_of(row, lookup)
    replies = [reply for reply in replies_of(row) if _by(reply.get("replied_on"), day)]
    level = {"level": level_of_session(row, lookup) or OWN}
    return Motion(
        row["kind"],
        able_on(row.get("deputies"), row["raised_on"], lookup),
        lookup.count("deputies", "in_office", row["raised_on"], level),
        by_presidium=bool(row.get("by_presidium")),
        replied=bool(replies),
        dissatisfied=replies[-1].get("dissatisfied_count") or 0 if replies else 0,
        verdict=verdict(tally_of(vote)) if vote and _by(vote["voted_on"], day) else None,
    )


def enough_movers(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Ten deputies for an inquiry (组织法 art. 24), a fifth or the presidium for a recall (art. 31)."""
    if not row.get("kind") or not row.get("raised_on") or not context.stands_whole(row):
        return None
    motion = motion_of(row, context.today, context.lookup)
    if is_moved(motion):
        return None
    needed = INQUIRY_SPONSORS if motion.kind == "inquiry" else one_fifth(motion.in_office)
    rule = citation(RULES_OF_KIND[motion.kind], row["raised_on"])
    label = MOTION_KINDS.label(motion.kind)
    unable = len(refs_of(row.get("deputies"))) - motion.movers
    left_out = f"（另有 {unable} 名当日不能执行代表职务或重复，不算）" if unable else ""
    message = f"{label}要有 {needed} 名以上代表联名（{rule}），这里有 {motion.movers} 名{left_out}，请核对。"
    return Problem("deputies", "warning", "few_movers", message)


def says(key: str) -> Rule:
    """A rule: the field ``key`` is filled in where the law asks it of that kind of motion.

    An inquiry names its addressee, questions and content (组织法 art. 24, 代表法 art. 20), a recall whom and
    why (组织法 art. 31), an enquiry who asked (art. 23), a resignation who resigns (art. 32, 选举法 art. 55).
    """

    def says_it(row: Mapping[str, Any], context: Context) -> Problem | None:
        """What a motion of its kind must name."""
        missing = _ASKED.get((str(row.get("kind")), key))
        if missing is None or row.get(key) or not context.stands_whole(row):
            return None
        return Problem(key, "warning", *missing)

    return says_it


def accepted_resignation_is_entered(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A deputy's resignation that the congress accepted ends the mandate on that day (选举法 art. 55).

    The roster counts her until it stands among the changes of mandates; her name is looked for in the motion.
    """
    vote = _vote_of(row, context.lookup)
    if row.get("kind") != "deputy_resignation" or vote is None or not context.stands_whole(row):
        return None
    if verdict(tally_of(vote)) != "passed":
        return None
    day, words = vote["voted_on"], f"{row.get('addressee') or ''}{row.get('title') or ''}"
    own = {ref.name for ref in refs_of(row.get("deputies"))}
    for change in context.lookup.where("mandate_changes", {"kind": "resigned"}):
        on, name = change["occurred_on"], change["mandate"].name
        if on.first_day <= day <= on.last_day and (name in own or name in words):
            return None
    message = f"大会 {day} 已经接受辞职，“代表变动”里当日还没有登记辞职，实有代表人数没有减少，请登记。"
    return Problem("vote", "warning", "not_entered", message)


def dissatisfied_within_askers(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nobody is dissatisfied who did not ask."""
    askers = len(refs_of(row.get("deputies")))
    for number, reply in enumerate(replies_of(row)):
        count = reply.get("dissatisfied_count") or 0
        if count > askers:
            message = f"{_called(number)}不满意的 {count} 名多于提出的 {askers} 名，请核对。"
            return Problem(FURTHER if number else "dissatisfied_count", "warning", "dissatisfied", message)
    return None


def reply_has_its_day(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A reply counts from its day on: written down without one, the motion goes on waiting for it."""
    reply = row.get("reply") or row.get("dissatisfied_count")
    if not reply or row.get("replied_on") or not context.stands_whole(row):
        return None
    return Problem(
        "replied_on", "warning", "no_day", "写了答复情况，没有写答复日期，还算作待答复，请补上日期。"
    )


def replies_follow_each_other(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Each reply that was asked for again has a day, and comes after the one before it."""
    for number, (before, reply) in enumerate(pairwise(replies_of(row)), 1):
        day, earlier = reply.get("replied_on"), before.get("replied_on")
        if day is None:
            return Problem(FURTHER, "warning", "no_day", f"{_called(number)}没有写日期，请补上。")
        if earlier is None or day < earlier:
            words = f"{_called(number)}日期早于前一次答复，或者前一次答复没有写日期，请核对。"
            return Problem(FURTHER, "warning", "dates", words)
    return None


def _called(number: int) -> str:
    """答复, 再次答复, 第3次答复: ``number`` counts those that were asked for again."""
    return ("答复", "再次答复")[number] if number < 2 else f"第{number + 1}次答复"


def fill_progress(rows: Sequence[Row], context: Context) -> None:
    """How far each has come, and what it rests on."""
    for row in rows:
        if row.get("kind") and row.get("raised_on"):
            row["state"] = state_of(motion_of(row, context.today, context.lookup))
            row["legal_basis"] = citation(RULES_OF_KIND[row["kind"]], row["raised_on"])


def motion_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """From its first day on; it turns with the days of its replies and of its vote.

    A recall or a resignation that was passed waits until the presidium has announced it (选举法 art. 55).
    """

    def on(day: date) -> Stage | None:
        if day < row["raised_on"]:
            return None
        state = state_of(motion_of(row, day, context.lookup))
        waits = state == "passed" and not _by(row.get("announced_on"), day)
        return Stage(day, state, None, {TO_ANNOUNCE: True} if waits else {})

    vote = _vote_of(row, context.lookup)
    days = [reply.get("replied_on") for reply in replies_of(row)]
    return timeline(
        [row["raised_on"], *days, vote["voted_on"] if vote else None, row.get("announced_on")], on
    )


def _pill(key: State, label: str, tone: str) -> Filter:
    return Filter(key, label, tone, states=(key,))


_ASKED = {
    ("enquiry", "deputies"): ("nobody_asks", "没有写哪些代表提出询问，请补上。"),
    ("inquiry", "addressee"): ("no_addressee", "质询案应当写明质询对象，请补上。"),
    ("inquiry", "content"): ("no_content", "质询案应当写明质询的问题和内容，请补上。"),
    ("recall", "addressee"): ("no_addressee", "罢免案应当写明罢免谁、什么职务，请补上。"),
    ("recall", "content"): ("no_reason", "罢免案应当写明罢免理由，请补上。"),
    ("resignation", "addressee"): ("nobody_resigns", "辞职应当写明辞职的人和职务，请补上。"),
    ("deputy_resignation", "addressee"): ("nobody_resigns", "代表辞职应当写明辞职的代表，请补上。"),
}
TO_ANNOUNCE = "to_announce"
_OPEN = ("raised", "reply_again", "to_vote")
_MOVED, _ANSWERED = "提出", "答复与表决"

MOTIONS = Register(
    key="motions",
    label="询问质询等事项",
    measure="件",
    retention="Y",
    job=jobs.SESSIONS,
    icon="motions",
    title="{town}人民代表大会询问、质询、罢免、辞职事项台账",
    identity=(("title", "kind", "session"),),
    order=("-raised_on", "kind"),
    year_field="raised_on",
    called=("kind", "title"),
    compute=fill_progress,
    rules=(
        enough_movers, says("deputies"), says("addressee"), says("content"), accepted_resignation_is_entered, dissatisfied_within_askers, within_session("raised_on"),
        deputies_in_office("deputies", "raised_on"), named_once("deputies"), in_order("raised_on", "replied_on", "答复日期早于提出日期"), in_order("raised_on", "announced_on", "公告日期早于提出日期"),
        reply_has_its_day, replies_follow_each_other,
    ),
    course=Course(motion_stages, follows=("votes", "deputies", "mandate_changes", "terms", "sessions"), state="state", open=_OPEN),
    level_of=level_of_session,
    intake=Intake(anchor="title"),
    filters=(
        _pill("not_moved", "不足法定联名", "warn"), _pill("raised", "待答复", "info"), _pill("reply_again", "可要求再作答复", "bad"),
        _pill("to_vote", "待表决", "warn"), Filter(TO_ANNOUNCE, "通过待公告", "warn", fact=TO_ANNOUNCE, waits=True), _pill("answered", "已答复", "good"), _pill("passed", "通过", "good"), _pill("failed", "未通过", "bad"),
    ),
    list_columns=("raised_on", "session", "kind", "title", "addressee", "deputies", "state"),
    print_columns=("raised_on", "session", "kind", "title", "addressee", "deputies", "content", "reply", "replied_on", "dissatisfied_count", FURTHER, "vote", "state", "legal_basis", "note"),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会议", "会次"), section=_MOVED),
        Field("raised_on", "提出日期", Day(), required=True, aliases=("日期",), section=_MOVED),
        Field("kind", "种类", Choice(MOTION_KINDS), required=True, aliases=("类别",), section=_MOVED),
        Field("title", "事由", Text(width=24), required=True, aliases=("题目", "案由", "问题", "事项"), section=_MOVED),
        Field("addressee", "对象", Text(longest=60), hint="受询问、质询的机关，或者被罢免、辞职的人和职务", aliases=("质询对象", "询问对象", "受质询机关", "辞职人"), section=_MOVED),
        Field("by_presidium", "主席团提出", Flag(), hint="罢免案也可以由主席团提出", section=_MOVED),
        Field("deputies", "提出代表", Links("deputies"), aliases=("联名代表", "代表姓名", "提出人"), section=_MOVED),
        Field("content", "内容", Prose(), hint="质询的问题和内容，罢免理由，辞职理由", aliases=("理由", "问题和内容"), section=_MOVED),
        Field("defense", "申辩意见", Prose(), hint="被提出罢免的人员的申辩", section=_ANSWERED),
        Field("replied_on", "答复日期", Day(), aliases=(), section=_ANSWERED),
        Field("reply", "答复情况", Prose(), aliases=("答复",), section=_ANSWERED),
        Field("dissatisfied_count", "不满意的代表", Number(most=3000), hint="提出质询的代表中对答复不满意的人数", aliases=("不满意人数",), section=_ANSWERED),
        Field(FURTHER, "再次答复", Lines(REPLY_COLUMNS), hint="要求再作答复的，一次一行，以前的答复不改", section=_ANSWERED),
        Field("vote", "大会表决", Link("votes"), hint="罢免、辞职由大会表决，选表决的那一项", section=_ANSWERED),
        Field("announced_on", "公告日期", Day(future=True), hint="罢免、接受辞职以后由主席团公告", section=_ANSWERED),
        Field("state", "进展", Choice(MOTION_STATES), computed=True, aliases=("处理情况",), section=_ANSWERED),
        Field("legal_basis", "法律依据", Text(longest=60, width=16), computed=True, section=_ANSWERED),
        Field("note", "备注", Prose(), aliases=("说明",), section=_ANSWERED),
    ),
)  # fmt: skip
