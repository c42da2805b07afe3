"""Votes (表决) at a session: one row is one matter; the verdict is counted from the numbers, never entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.document_numbers import UnderNumber
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Link, Number, Prose, Text
from app.domain.law.majorities import majority
from app.domain.law.votes import Tally, contradictions, verdict
from app.domain.numerals import read_number
from app.domain.register import Filter, Register
from app.domain.registers.terms import closed_with_its_term
from app.domain.registers.voting_body import freeze_in_office, frozen_number_holds, within_session
from app.domain.stages import Course, Stage, timeline
from app.domain.texts import half_width
from app.domain.vote_codes import VERDICTS, VOTE_MATTERS, VOTE_WAYS
from app.domain.vote_words import TO_GO_ON, vote_in_words

MOST = 3000  # deputies: what no congress reaches
KEY, ROUND = "votes", "round"
_AGAIN = re.compile(r"\(第?([0-9一二三四五六七八九十]+)次(?:表决|投票)\)$")
NUMBERS = (
    "in_office",
    "present",
    "in_favor",
    "against",
    "abstain",
    "not_voting",
    "issued",
    "collected",
    "void",
)


def tally_of(row: Mapping[str, Any]) -> Tally:
    """The numbers of a row as the law judges them; papers count in a secret ballot only."""
    return Tally(secret=row.get("way") == "ballot", **{key: row.get(key) for key in NUMBERS})


def vote_adds_up(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The numbers of a vote are those of one vote (settled 10)."""
    wrong = list(contradictions(tally_of(row)))
    if not wrong:
        return None
    sentences = "；".join(one.sentence for one in wrong)
    return Problem(wrong[0].field, "warning", "sums", f"{sentences}，请核对。")


def collected_within_issued(row: Mapping[str, Any], context: Context) -> Problem | None:
    """More ballots collected than issued: the ballot is void (by analogy 选举法 art. 44)."""
    if not tally_of(row).ballots.is_void:
        return None
    message = f"收回 {row['collected']} 张多于发出 {row['issued']} 张，表决无效，须重新投票。"
    return Problem("collected", "warning", "void_ballot", message)


def published_as_passed(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What went out under a number was passed; numbers corrected afterwards may say otherwise."""
    result = verdict(tally_of(row))
    if not row.get("document_no") or result in ("passed", "unclear"):
        return None
    words = f"决议已经编了文号，按现在的票数是“{VERDICTS.label(result)}”，请核对票数；公布有误的，请主席团更正公布。"
    return Problem("document_no", "warning", "not_as_published", words)


def fill_verdict(rows: Sequence[Row], context: Context) -> None:
    """How many votes were needed, the verdict, and the sentence for the minutes."""
    for row in rows:
        tally = tally_of(row)
        row["threshold"] = majority(tally.in_office) if tally.in_office else None
        row["verdict"] = verdict(tally)
        if row.get("voted_on"):
            row["sentence"] = vote_in_words(tally, row["voted_on"], suspended=row.get("suspended_count") or 0)


def round_in_words(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """A sheet writes the time behind the matter, as the papers do: 财政预算（第二次表决）."""
    written = _AGAIN.search(half_width(str(row.get("matter") or "")))
    number = read_number(written[1]) if written else None
    if written and number and number > 1 and row.get(ROUND) is None:
        row[ROUND] = number
        row["matter"] = str(row["matter"])[: written.start()].rstrip()
    return ()


def rounds_beside(row: Mapping[str, Any], lookup: Lookup) -> list[Row]:
    """The other votes on the matter of a row, which was put to the vote more than once, here or at a later session."""
    same = lookup.where(KEY, {"matter": row["matter"]}) if row.get("matter") else ()
    return [other for other in same if other["id"] != row.get("id")]


def follows_on(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Whether one vote on a matter repeats the other: a later round, on that day or afterwards."""
    return later["voted_on"] >= earlier["voted_on"] and round_of(later) > round_of(earlier)


def round_of(row: Mapping[str, Any]) -> int:
    """For which time its matter was put to the vote; nothing is written for the first."""
    return row.get(ROUND) or 1


def matter_in_words(row: Mapping[str, Any]) -> str:
    """How papers call what was put to the vote: 财政预算, 财政预算（第二次表决）."""
    again = VOTES.field(ROUND).text(row.get(ROUND))
    return f"{row['matter']}（{again}）" if again else str(row["matter"])


def vote_again(row: Mapping[str, Any], lookup: Lookup) -> Row | None:
    """What another vote on the matter of a row begins with; None where it was passed, or its numbers decide nothing yet."""
    if verdict(tally_of(row)) in ("passed", "unclear"):
        return None
    shared = {key: row.get(key) for key in ("session", "ordinal", "voted_on", "matter", "kind", "way")}
    return {**shared, ROUND: 1 + max(map(round_of, [row, *rounds_beside(row, lookup)]))}


def repeats_a_vote(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A second vote has a first one of the same matter; else that one still waits to be repeated."""
    if not row.get(ROUND) or not row.get("voted_on") or not context.stands_whole(row):
        return None
    if any(follows_on(other, row) for other in rounds_beside(row, context.lookup)):
        return None
    words = "前面没有同一事项的表决，请核对：表决事项要与前一次写得一样；只表决过这一次的，请留空。"
    return Problem(ROUND, "warning", "repeats_nothing", words)


def vote_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """From the day of the vote it stands as its numbers say; a vote that is void waits until the matter was voted on again."""
    state = verdict(tally_of(row))
    later = [o["voted_on"] for o in rounds_beside(row, context.lookup) if follows_on(row, o)]

    def on(day: date) -> Stage:
        waits = state not in ("passed", "failed") and not any(voted_on <= day for voted_on in later)
        return Stage(day, state, None, {TO_GO_ON: True} if waits else {})

    return timeline([row["voted_on"], *later], on)


def _counted(
    key: str, label: str, *aliases: str, hint: str = "", section: str = "", seldom: bool = False
) -> Field:
    return Field(key, label, Number(most=MOST), aliases=aliases, hint=hint, section=section, seldom=seldom)


_WHAT, _COUNT, _AFTER = "表决事项", "票数", "结果与签名"

VOTES = Register(
    key=KEY,
    label="表决",
    measure="项",
    retention="Y",
    job=jobs.SESSIONS,
    icon="votes",
    title="{town}人民代表大会会议表决情况台账",
    identity=(("matter", "session", ROUND),),
    order=("-voted_on", "ordinal"),
    year_field="voted_on",
    called=("session", "matter", ROUND),
    complete=freeze_in_office,
    compute=fill_verdict,
    rules=(vote_adds_up, collected_within_issued, within_session("voted_on"), frozen_number_holds, published_as_passed, repeats_a_vote),
    course=Course(vote_stages, follows=(KEY,), state="verdict"),
    published=UnderNumber("document_no"),
    intake=Intake(anchor="matter", infer=round_in_words),
    filters=(
        Filter("passed", "通过", "good", states=("passed",)),
        Filter("failed", "未通过", "bad", states=("failed",)),
        Filter("to_repeat", "须重新表决", "bad", states=("void", "no_quorum"), fact=TO_GO_ON, waits=True),
        Filter("unclear", "待核对", "warn", states=("unclear",), fact=TO_GO_ON, waits=True),
    ),
    locks=closed_with_its_term("session", "sessions"),
    # What is to the right gives way first: the counts stay, for which time it was is mostly blank.
    list_columns=("voted_on", "session", "ordinal", "matter", "in_favor", "against", "abstain", "present", "in_office", "way", ROUND, "verdict"),
    print_columns=("voted_on", "session", "ordinal", "matter", ROUND, "way", "in_office", "present", "in_favor", "against", "abstain",
                   "not_voting", "threshold", "verdict", "document_no", "note"),
    fields=(
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会议", "会议名称", "会次"), section=_WHAT),
        Field("ordinal", "议题序号", Number(least=1, most=999), seldom=True, aliases=("序号", "项次"), hint="在这次会议上的先后", section=_WHAT),
        Field("voted_on", "表决日期", Day(), required=True, aliases=("日期", "表决时间", "时间"), section=_WHAT),
        Field("matter", "表决事项", Text(width=24), required=True, aliases=("事项", "议题", "表决内容", "决议名称", "项目"), section=_WHAT),
        Field(ROUND, "第几次表决", Number(least=2, most=20, ordinal=True, unit="次表决"), seldom=True, aliases=("表决次数", "再次表决"), hint="同一事项重新表决的填 2、3……，第一次留空", section=_WHAT),
        Field("kind", "事项类别", Choice(VOTE_MATTERS), aliases=("类别",), section=_WHAT),
        Field("way", "表决方式", Choice(VOTE_WAYS), required=True, aliases=("方式",), section=_WHAT),
        _counted("in_office", "全体代表", "应到", "应到代表", "全体代表数", "应到人数", "代表总数", hint="留空按代表名册填表决当日的在任人数", section=_COUNT, seldom=True),
        _counted("suspended_count", "其中暂停执行职务", hint="留空时与全体代表一起填", section=_COUNT, seldom=True),
        _counted("present", "实到代表", "实到", "实到人数", "出席", "到会代表", "出席人数", section=_COUNT),
        _counted("issued", "发出票数", "发票", "发出表决票", "发出", hint="无记名投票时填", section=_COUNT),
        _counted("collected", "收回票数", "收票", "收回表决票", "收回", hint="无记名投票时填", section=_COUNT),
        _counted("void", "废票", "无效票", "作废", section=_COUNT),
        _counted("in_favor", "赞成", "赞成票", "同意", "赞成人数", "同意票", section=_COUNT),
        _counted("against", "反对", "反对票", "不同意", "反对人数", section=_COUNT),
        _counted("abstain", "弃权", "弃权票", "弃权人数", section=_COUNT),
        _counted("not_voting", "未表决", "未按表决器", "未投票", "没有表决", hint="在场而没有表决的", section=_COUNT),
        Field("threshold", "需赞成票", Number(most=MOST), computed=True, section=_AFTER),
        Field("verdict", "结果", Choice(VERDICTS), computed=True, aliases=("表决结果", "是否通过"), section=_AFTER),
        Field("sentence", "会议记录用语", Prose(), computed=True, section=_AFTER),
        Field("resolution", "决议正文", Prose(), aliases=("决议", "决定内容"), section=_AFTER),
        Field("document_no", "决议文号", Text(longest=60), aliases=("文号",), section=_AFTER),
        Field("scrutineers", "监票人", Text(longest=120), aliases=("总监票人", "监票人员"), section=_AFTER),
        Field("tellers", "计票人", Text(longest=120), aliases=("总计票人", "计票人员"), section=_AFTER),
        Field("note", "备注", Prose(), aliases=("说明",), section=_AFTER),
    ),
)  # fmt: skip
