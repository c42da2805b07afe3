"""Bills (议案): what is brought in at a session, and what the presidium decided on each (组织法 art. 22)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain import jobs
from app.domain.conditions import Blank, Is
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, Link, Links, Prose, Text
from app.domain.law.citations import citation
from app.domain.law.majorities import BILL_SPONSORS
from app.domain.law.motions import may_be_bill
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import able_on, deputies_in_office, named_once
from app.domain.registers.in_order import in_order
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.voting_body import level_of_session, session_of, within_session
from app.domain.vote_codes import BILL_DECISIONS, BILL_SOURCES


def enough_sponsors(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A bill of deputies has at least five of them behind it (组织法 art. 22)."""
    raised = row.get("raised_on")
    if not raised or not row.get("source") or not context.stands_whole(row):
        return None
    sponsors = able_on(row.get("deputies"), raised, context.lookup)
    if may_be_bill(sponsors, of_deputies=row["source"] == "deputies"):
        return None
    message = (
        f"代表联名提出议案要有五名以上（{citation('bill', raised)}），这里有 {sponsors} 名，"
        f"还差 {BILL_SPONSORS - sponsors} 名，请核对。"
    )
    return Problem("deputies", "warning", "few_sponsors", message)


def decision_leads_on(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What became a suggestion is linked to it, what stands on the agenda is not."""
    decision, suggestion = row.get("decision"), row.get("suggestion")
    if not context.stands_whole(row):
        return None
    if decision == "as_suggestion" and suggestion is None:
        message = "转为建议的议案还没有登记成建议，请选中这一件点“转为建议”。"
        return Problem("suggestion", "warning", "no_suggestion", message)
    if decision != "as_suggestion" and suggestion is not None:
        return Problem("suggestion", "warning", "contradiction", "没有转为建议的议案，请把所转建议留空。")
    return None


def raised_in_time(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Deputies bring a bill in until the day that the presidium set for the session (domain.md 2.1)."""
    raised, session = row.get("raised_on"), session_of(row, context.lookup)
    until = session.get("bills_until_on") if session else None
    if not raised or not until or raised <= until or row.get("source") != "deputies":
        return None
    message = (
        f"这次会议的议案截止日期是 {until}，这件议案是截止以后提出的，请核对；按建议办理的，请点“转为建议”。"
    )
    return Problem("raised_on", "warning", "after_deadline", message)


def says_what_and_how(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A bill of deputies has its 案由, 案据 and 方案 (代表法 art. 15)."""
    raised = row.get("raised_on")
    if not raised or row.get("source") != "deputies" or not context.stands_whole(row):
        return None
    missing = [(key, label) for key, label in (("grounds", "案据"), ("proposal", "方案")) if not row.get(key)]
    if not missing:
        return None
    labels = "和".join(label for _, label in missing)
    message = f"议案要有案由、案据和方案（{citation('bill_parts', raised)}），这件没有写{labels}，请补上。"
    return Problem(missing[0][0], "warning", "parts", message)


def vote_follows_the_decision(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The congress votes on what was put on the agenda, and a bill is withdrawn before that (组织法 art. 22)."""
    link, decision = row.get("vote"), row.get("decision")
    vote = context.lookup.row("votes", link.id) if link and link.id is not None else None
    if vote is None or not context.stands_whole(row):
        return None
    voted, raised = vote["voted_on"], row["raised_on"]
    if decision == "withdrawn":
        message = (
            f"撤回要在交付表决以前（{citation('bill', voted)}），大会 {voted} 已经表决了这件议案，请核对。"
        )
    elif decision != "on_agenda":
        message = "大会表决的是列入议程的议案，请核对“主席团决定”；没有列入议程的，请把“大会表决”留空。"
    elif voted < raised:
        message = f"大会 {voted} 的表决早于议案的提出日期 {raised}，请核对选的是不是这一项。"
    else:
        return None
    return Problem("vote", "warning", "vote", message)


def sponsorships(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """A bill is a performance record of its sponsors; once it is a suggestion, that one's records stand for it."""
    if row.get("suggestion") is not None:
        return ()
    return records_of_all(
        row.get("deputies"),
        kind="bill",
        occurred_on=row["raised_on"],
        title=row["title"],
        roles=("lead_sponsor", "co_sponsor"),
    )


_BILL, _DECIDED = "议案", "处理"

BILLS = Register(
    key="bills",
    label="议案",
    measure="件",
    retention="Y",
    job=jobs.SESSIONS,
    icon="bills",
    title="{town}人民代表大会会议议案处理情况台账",
    identity=(("no", "session"), ("title", "session")),
    order=("-raised_on", "-no"),
    year_field="raised_on",
    called=("no", "title"),
    rules=(
        enough_sponsors, raised_in_time, says_what_and_how, decision_leads_on, vote_follows_the_decision,
        within_session("raised_on"), deputies_in_office("deputies", "raised_on"),
        named_once("deputies"), in_order("raised_on", "decided_on", "决定日期早于提出日期"),
    ),
    derives=Derivation(("performance_records",), sponsorships),
    level_of=level_of_session,
    intake=Intake(anchor="title"),
    filters=(
        Filter("undecided", "待决定", "warn", where=Blank("decision"), waits=True),
        Filter("on_agenda", "列入议程", "good", where=Is("decision", "on_agenda")),
        Filter("as_suggestion", "转为建议", "info", where=Is("decision", "as_suggestion")),
    ),
    list_columns=("no", "raised_on", "session", "title", "source", "deputies", "decision"),
    print_columns=("no", "raised_on", "session", "title", "source", "deputies", "grounds", "proposal", "decision", "decided_on", "decision_reason", "suggestion", "note"),
    fields=(
        Field("no", "编号", Text(longest=30), aliases=("序号", "议案号", "案号"), section=_BILL),
        Field("session", "人代会", Link("sessions"), required=True, aliases=("会议", "会次"), section=_BILL),
        Field("raised_on", "提出日期", Day(), required=True, aliases=("日期",), section=_BILL),
        Field("source", "提案人", Choice(BILL_SOURCES), required=True, aliases=("提出方式", "提出者"), section=_BILL),
        Field("deputies", "联名代表", Links("deputies"), hint="第一位是领衔代表，联名要有五名以上", aliases=("提出代表", "领衔代表", "提议案人", "代表姓名"), section=_BILL),
        Field("title", "案由", Text(width=24), required=True, aliases=("题目", "标题", "议案题目", "议案名称"), section=_BILL),
        Field("grounds", "案据", Prose(), aliases=("理由", "依据"), section=_BILL),
        Field("proposal", "方案", Prose(), aliases=("办法", "建议方案"), section=_BILL),
        Field("decision", "主席团决定", Choice(BILL_DECISIONS), aliases=("处理意见", "处理结果", "处理情况", "审查意见", "审议结果", "主席团审议结果", "主席团审议意见"), section=_DECIDED),
        Field("decided_on", "决定日期", Day(), aliases=("处理日期",), section=_DECIDED),
        Field("decision_reason", "决定说明", Text(), section=_DECIDED),
        Field("vote", "大会表决", Link("votes"), hint="列入议程的，选表决的那一项", section=_DECIDED),
        Field("suggestion", "所转建议", Link("suggestions"), section=_DECIDED),
        Field("note", "备注", Prose(), aliases=("说明",), section=_DECIDED),
    ),
)  # fmt: skip
