"""Elections of town leaders at a session: one row is one office in one ballot; who is elected is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.counted_names import CountedNames
from app.domain.document_numbers import UnderNumber, document_number
from app.domain.election_words import elected_names, election_in_words, next_step
from app.domain.fields import Context, Field, Problem, Row
from app.domain.kinds import Choice, Day, Flag, Link, Number, PersonName, Prose, Text
from app.domain.law.elections import PRIMARY, outcome
from app.domain.register import Filter, Register
from app.domain.registers.ballots_in_order import (
    BALLOT_ORDER_RULES,
    KEY,
    ORDINAL,
    ballots_after,
    election_of,
)
from app.domain.registers.election_rules import ELECTION_RULES
from app.domain.registers.elections_intake import ELECTIONS_INTAKE
from app.domain.registers.terms import closed_with_its_term
from app.domain.registers.voting_body import freeze_in_office
from app.domain.stages import Course, Stage, timeline
from app.domain.vote_codes import BALLOT_ROUNDS, NOMINATED_BY, OFFICES, OUTCOMES
from app.domain.vote_words import TO_GO_ON

DOCUMENTS = "outgoing_documents"
MOST = 3000  # deputies: what no congress reaches

CANDIDATE_COLUMNS = (
    Field("name", "姓名", PersonName(), aliases=("候选人", "候选人姓名", "被提名人")),
    Field("nominated_by", "提名", Choice(NOMINATED_BY), aliases=("提名方式", "提名人")),
    Field("nominators", "联名代表", Number(most=MOST), aliases=("联名人数", "联名代表数")),
    Field("in_favor", "赞成", Number(most=MOST), aliases=("赞成票", "同意", "得票")),
    Field("against", "反对", Number(most=MOST), aliases=("反对票", "不同意")),
    Field("abstain", "弃权", Number(most=MOST), aliases=("弃权票",)),
)
WRITE_IN_COLUMNS = (
    Field("name", "姓名", PersonName(), aliases=("另选人", "另选人姓名")),
    Field("in_favor", "票数", Number(most=MOST), aliases=("得票", "得票数")),
)


def fill_outcome(rows: Sequence[Row], context: Context) -> None:
    """Who is elected, what follows, and the sentence for the result sheet."""
    for row in rows:
        election = election_of(row, context.lookup)
        result = outcome(election)
        row["outcome"] = result.state
        row["elected"] = (elected_names(result) or None) if election.round != PRIMARY else None
        if row.get("voted_on"):
            row["next_step"] = next_step(election, row["voted_on"]) or None
            suspended = row.get("suspended_count") or 0
            row["sentence"] = election_in_words(election, row["voted_on"], suspended=suspended)


def announced_as_elected(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Who was announced is who the numbers elect; a count corrected afterwards may say otherwise."""
    number, on = row.get("document_no"), row.get("announced_on")
    if not (number or on) or not row.get("voted_on") or row.get("round") == PRIMARY:
        return None
    result = outcome(election_of(row, context.lookup))
    if result.state == "unclear":
        return None
    if not result.elected:
        words = "已经填了公告日期或文号，按现在的票数没有人当选，请核对票数；公告有误的，请主席团更正公告。"
        return Problem("announced_on" if on else "document_no", "warning", "not_as_published", words)
    documents = context.lookup.where(DOCUMENTS, {"no": document_number(number)}) if number else ()
    titles = [document["title"] for document in documents if "当选" in (document["title"] or "")]
    if not titles or all(person.name in titles[0] for person in result.elected):
        return None
    words = f"发文登记的是“{titles[0]}”，按现在的票数当选的是{elected_names(result)}，请核对票数；公告有误的，请主席团更正公告。"
    return Problem("document_no", "warning", "not_as_published", words)


def election_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """From the day of the ballot it stands as its numbers say; until the next ballot of the office, more has to follow."""
    state = outcome(election_of(row, context.lookup)).state
    later = [other["voted_on"] for other in ballots_after(row, context.lookup)]

    def on(day: date) -> Stage:
        waits = state != "complete" and not any(held_on <= day for held_on in later)
        return Stage(day, state, None, {TO_GO_ON: True} if waits else {})

    return timeline([row["voted_on"], *later], on)


def _counted(key: str, label: str, *aliases: str, hint: str = "", seldom: bool = False) -> Field:
    return Field(key, label, Number(most=MOST), aliases=aliases, hint=hint, section=_COUNT, seldom=seldom)


_WHAT, _COUNT, _AFTER = "选举", "票数", "结果与签名"

ELECTIONS = Register(
    key=KEY,
    label="选举",
    measure="次",
    retention="Y",
    job=jobs.SESSIONS,
    icon="elections",
    title="{town}人民代表大会选举情况台账",
    identity=(("session", "post", "round", ORDINAL, "voted_on"),),
    order=("-voted_on", "post", "round", ORDINAL),
    year_field="voted_on",
    called=("voted_on", "post", "round", ORDINAL),
    complete=freeze_in_office,
    compute=fill_outcome,
    rules=(*ELECTION_RULES, *BALLOT_ORDER_RULES, announced_as_elected),
    course=Course(election_stages, follows=(KEY, "deputies", "people", "mandate_changes", "terms", "sessions"), state="outcome"),
    published=UnderNumber("document_no", ("session", "voted_on")),
    intake=ELECTIONS_INTAKE,
    filters=(
        Filter("complete", "选足", "good", states=("complete",)),
        Filter("nominated", "已定候选人", "plain", states=("nominated",), fact=TO_GO_ON, waits=True),
        Filter("to_go_on", "须再次投票或另行选举", "warn", states=("short", "tied"), fact=TO_GO_ON, waits=True),
        Filter("to_repeat", "须重新选举", "bad", states=("void", "no_quorum"), fact=TO_GO_ON, waits=True),
        Filter("unclear", "待核对", "warn", states=("unclear",), fact=TO_GO_ON, waits=True),
    ),
    locks=closed_with_its_term("session", "sessions"),
    list_columns=("voted_on", "session", "post", "round", ORDINAL, "seats", "elected", "candidates", "outcome"),
    print_columns=("voted_on", "session", "post", "round", ORDINAL, "seats", "in_office", "present", "issued", "collected", "void",
                   "candidates", "write_ins", "elected", "outcome", "note"),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会议", "会议名称", "会次"), section=_WHAT),
        Field("voted_on", "选举日期", Day(), required=True, aliases=("日期", "投票日期", "时间"), section=_WHAT),
        Field("post", "职务", Choice(OFFICES), required=True, aliases=("选举职务", "选举事项"), section=_WHAT),
        Field("seats", "应选名额", Number(least=1, most=20, unit="名"), required=True, aliases=("名额", "应选人数", "应选"), section=_WHAT),
        Field("round", "投票", Choice(BALLOT_ROUNDS), required=True, hint="第一次投票选“选举”；提名的人太多，先“预选”", aliases=("投票次数", "轮次"), section=_WHAT),
        Field(ORDINAL, "第几次", Number(least=2, most=20, ordinal=True, unit="次"), seldom=True, hint="同样的投票又投一次的（选举无效、票数再次相等）填 2、3……，第一次留空", section=_WHAT),
        Field("candidate_count", "规定候选人数", Number(least=1, most=100, unit="名"), seldom=True, hint="选举办法规定的正式候选人数；提名超过的先预选，按得票多少取这么多名", section=_WHAT),
        Field("is_by_election", "补选", Flag(), seldom=True, aliases=("是否补选",), section=_WHAT),
        Field("candidates", "候选人", CountedNames(CANDIDATE_COLUMNS), aliases=("候选人名单", "被提名人"), section=_WHAT),
        _counted("in_office", "全体代表", "应到", "应到代表", "全体代表数", "代表总数", hint="留空按代表名册填选举当日的在任人数", seldom=True),
        _counted("suspended_count", "其中暂停执行职务", hint="留空时与全体代表一起填", seldom=True),
        _counted("present", "实到代表", "实到", "实到人数", "出席"),
        _counted("issued", "发出选票", "发票", "发出"),
        _counted("collected", "收回选票", "收票", "收回"),
        _counted("void", "废票", "无效票"),
        Field("write_ins", "另选人", CountedNames(WRITE_IN_COLUMNS), aliases=("另选他人",), section=_COUNT),
        Field("elected", "当选人", Text(), computed=True, aliases=("是否当选", "当选", "当选情况", "当选与否"), section=_AFTER),
        Field("outcome", "结果", Choice(OUTCOMES), computed=True, aliases=("选举结果",), section=_AFTER),
        Field("next_step", "下一步", Prose(), computed=True, section=_AFTER),
        Field("sentence", "结果用语", Prose(), computed=True, section=_AFTER),
        Field("scrutineers", "监票人", Text(longest=120), aliases=("总监票人",), section=_AFTER),
        Field("tellers", "计票人", Text(longest=120), aliases=("总计票人",), section=_AFTER),
        Field("announced_on", "公告日期", Day(future=True), section=_AFTER),
        Field("document_no", "公告文号", Text(longest=60), aliases=("文号",), section=_AFTER),
        Field("sworn_on", "宪法宣誓日期", Day(future=True), aliases=("宣誓日期",), section=_AFTER),
        Field("note", "备注", Prose(), aliases=("说明",), section=_AFTER),
    ),
)  # fmt: skip
