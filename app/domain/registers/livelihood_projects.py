"""Livelihood projects (民生实事): candidates, the deputies' ballot, progress, and how content people are at the end.

Nobody chooses the outcome: it follows from the votes and the ballot (``law.project_ballots``), the state from
that and from dates.  An adopted project is changed by the congress only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Problem, Row
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, KnownDay, Lines, Link, Links, Money, Number, Prose, Text
from app.domain.law.project_ballots import ADOPTED, NOT_ADOPTED, TIED
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once
from app.domain.registers.in_order import in_order
from app.domain.registers.numbered_once import numbered_once
from app.domain.registers.project_course import BALLOTS, KEY, outcome_of, project_stages, state_of
from app.domain.registers.projects_intake import PROJECTS_INTAKE
from app.domain.registers.voting_body import within_session
from app.domain.satisfaction_ballots import ballot_fields, ballots_add_up, content_share
from app.domain.stages import Course
from app.domain.supervision_codes import PROJECT_CHANGES, PROJECT_STATES

# The votes on one project are at most the first of these that the ballot says.
MOST_VOTES = ("valid_ballots", "ballots_returned", "ballots_issued", "present_count", "in_office")
# What only a project that was adopted has, and how it is called.
_OF_THE_ADOPTED = {
    "completed_on": "完成日期",
    "adopted_on": "确定日期",
    "started_on": "开工日期",
    "progress": "进展",
    "change_kind": "调整或终止",
}
PROGRESS_COLUMNS = (
    Field("on", "日期", Day()),
    Field("percent", "完成进度", Number(most=100, unit="%"), aliases=("进度",)),
    Field("spent", "累计支出", Money(), aliases=("支出",)),
    Field("what", "进展情况", Text(), aliases=("情况",)),
)


def votes_within_ballot(row: Mapping[str, Any], context: Context) -> Problem | None:
    """For + against + abstain are the valid ballots of the ballot (domain.md 3.9)."""
    counts = [row.get(key) for key in ("votes_for", "votes_against", "votes_abstain")]
    ballot_ref = row.get("ballot")
    if all(count is None for count in counts):
        return None
    if ballot_ref is None or ballot_ref.id is None:
        return Problem(
            "ballot", "warning", "ballot", "填了票数，请选是哪一次票决；没有登记的先到“票决情况”登记。"
        )
    ballot = context.lookup.row(BALLOTS, ballot_ref.id) or {}
    total = sum(count or 0 for count in counts)
    valid = ballot.get("valid_ballots")
    most = next((ballot[key] for key in MOST_VOTES if ballot.get(key) is not None), None)
    if most is None or (total <= most and (valid is None or total == valid or None in counts)):
        return None
    message = f"赞成、反对、弃权合计 {total} 票，与这次票决的票数 {most} 票不符，请核对。"
    return Problem("votes_for", "error" if total > most else "warning", "ballots", message)


def changed_by_congress(row: Mapping[str, Any], context: Context) -> Problem | None:
    """An adopted project is adjusted or stopped by the congress, so the session is named."""
    if row.get("change_kind") is None or (row.get("change_session") and row.get("changed_on")):
        return None
    message = "票决确定的项目要经人代会同意才能调整或终止，请选是哪一次人代会，并填日期。"
    return Problem("change_session", "warning", "changed_by_congress", message)


def adopted_as_voted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Only what was adopted is carried out under this name; where votes are known, they say what was."""
    if outcome_of(row, context.today, context.lookup) != NOT_ADOPTED:
        return None
    key = next((key for key in _OF_THE_ADOPTED if row.get(key)), None)
    if key is None:
        return None
    words = _OF_THE_ADOPTED[key]
    return Problem(key, "warning", "not_adopted", f"这个项目票决没有入选，却填了{words}，请核对。")


def adopted_before_work(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What is carried out was adopted: without a ballot or a day it stays a candidate, whatever was done since."""
    if row.get("ballot") or row.get("adopted_on") or not context.stands_whole(row):
        return None
    key = next((key for key in _OF_THE_ADOPTED if row.get(key)), None)
    if key is None:
        return None
    message = (
        f"填了{_OF_THE_ADOPTED[key]}，还没有选是哪一次票决，也没有填确定日期，"
        "这个项目还算作候选项目，年度数字里不算入选。请选票决，或者填“确定日期”。"
    )
    return Problem("adopted_on", "warning", "not_voted", message)


def again_after_tie(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Votes of a second ballot are those of a project that was tied in the first."""
    if row.get("votes_again") is None:
        return None
    first = outcome_of({**row, "votes_again": None}, context.today, context.lookup)
    if first == TIED:
        return None
    words = "这个项目第一次票决没有在最后一个名额上票数相同，再次票决的赞成票不用填，请核对。"
    return Problem("votes_again", "warning", "votes_again", words)


def fill_state(rows: Sequence[Row], context: Context) -> None:
    """The state of the day, the newest progress, the verdict of the ballot and the share of content people."""
    for row in rows:
        row["state"] = state_of(row, context.today, context.lookup)
        lines = [line for line in row.get("progress") or () if line.get("on") and line["on"] <= context.today]
        last: Row = max(lines, key=lambda line: line["on"], default={})
        row["percent"] = 100 if row["state"] == "completed" else last.get("percent")
        row["spent"] = last.get("spent")
        row["content_share"] = content_share(row)


def projects_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many were candidates, adopted and completed."""
    out = ("candidate", NOT_ADOPTED, TIED)
    adopted = [row for row in rows if row.get("state") not in out]
    completed = sum(row.get("state") == "completed" for row in adopted)
    return f"合计：候选项目 {len(rows)} 项，票决确定 {len(adopted)} 项，已完成 {completed} 项。"


_BASE, _BALLOT, _WORK, _CHANGE, _END = "项目", "票决", "实施与监督", "调整", "年终测评"

LIVELIHOOD_PROJECTS = Register(
    key=KEY,
    label="民生实事项目",
    measure="项",
    retention="Y",
    job=jobs.PROJECTS,
    icon="projects",
    title="{town}民生实事项目台账",
    identity=(("planned_on", "title"),),
    order=("planned_on", "no", "title"),
    year_field="planned_on",
    called=("planned_on", "title"),
    intake=PROJECTS_INTAKE,
    rules=(
        numbered_once("livelihood_projects", "no", "项目序号", "planned_on"),
        in_order("planned_start_on", "planned_end_on", "计划完成时间早于计划开工时间"),
        in_order("started_on", "completed_on", "完成日期早于开工日期"),
        votes_within_ballot, changed_by_congress, within_session("changed_on", "change_session"), adopted_as_voted, adopted_before_work, again_after_tie, ballots_add_up,
        deputies_in_office("supervisors", "planned_on"), named_once("supervisors"),
    ),
    compute=fill_state,
    filing=Filing(closing=projects_in_words),
    course=Course(project_stages, follows=(BALLOTS, KEY), state="state", open=("candidate", TIED, ADOPTED, "under_way")),
    filters=(
        Filter("to_vote", "待票决", "info", states=("candidate", TIED)),
        Filter("to_do", "未完成", "warn", states=(ADOPTED, "under_way")),
        Filter("completed", "已完成", "good", states=("completed",)),
        Filter("adjusted", "有调整", fact="adjusted"),
        Filter("not_adopted", "未入选", states=(NOT_ADOPTED,)),
    ),
    list_columns=("planned_on", "no", "title", "owner_unit", "budget", "votes_for", "state", "percent", "content_share"),
    print_columns=("planned_on", "title", "village", "content", "budget", "owner_unit", "votes_for", "votes_against", "votes_abstain", "state", "percent", "supervisors", "completed_on", "content_share", "note"),
    fields=(
        Field("planned_on", "项目年度", KnownDay(future=True), required=True, aliases=("年度", "年份"), hint="填年份，例如 2022", section=_BASE),
        Field("no", "项目序号", Number(least=1, most=999), aliases=("序号", "编号", "项目编号"), section=_BASE),
        Field("title", "项目名称", Text(), required=True, aliases=("名称", "项目", "实事项目", "民生项目", "候选项目", "候选项目名称", "实事名称"), section=_BASE),
        Field("source", "征集来源", Text(longest=60, usual=("代表提出", "群众提出", "部门提出", "村（社区）提出")), aliases=("来源", "提出单位"), section=_BASE),
        Field("village", "实施地点", Text(longest=60), aliases=("地点", "建设地点", "涉及村"), section=_BASE),
        Field("content", "项目内容", Prose(), aliases=("内容", "项目说明", "建设内容", "建设内容及规模", "主要建设内容", "项目简介"), section=_BASE),
        Field("budget", "总投资", Money(), total="sum", aliases=("投资", "预算", "项目投资", "资金", "投资额", "概算投资", "估算投资", "计划投资", "投资估算"), section=_BASE),
        Field("fund_source", "资金来源", Text(longest=60), section=_BASE),
        Field("owner_unit", "责任单位", Text(longest=60), section=_BASE, aliases=("实施单位", "牵头单位", "建设单位")),
        Field("planned_start_on", "计划开工", KnownDay(future=True), aliases=("计划开工时间", "开工时间"), section=_BASE),
        Field("planned_end_on", "计划完成", KnownDay(future=True), aliases=("计划完成时间", "完成时限", "完工时间", "完成时间"), section=_BASE),
        Field("ballot", "票决", Link("project_ballots"), section=_BALLOT),
        Field("votes_for", "赞成票", Number(most=3_000, unit="票"), aliases=("赞成", "赞成票数", "得票", "得票数"), section=_BALLOT),
        Field("votes_against", "反对票", Number(most=3_000, unit="票"), aliases=("反对", "反对票数"), section=_BALLOT),
        Field("votes_abstain", "弃权", Number(most=3_000, unit="票"), aliases=("弃权票数",), section=_BALLOT),
        Field("votes_again", "再次票决赞成票", Number(most=3_000, unit="票"), hint="最后一个名额票数相同、再次投票的才填", section=_BALLOT),
        Field("adopted_on", "确定日期", KnownDay(), aliases=("票决日期", "确定时间"), hint="没有票数的老项目才填人代会确定的日期；有票数的由程序判断", section=_BALLOT),
        Field("supervisors", "监督代表", Links("deputies"), aliases=("挂钩代表", "跟踪监督代表", "监督小组"), section=_WORK),
        Field("started_on", "开工日期", Day(), aliases=("实际开工",), section=_WORK),
        Field("progress", "进展", Lines(PROGRESS_COLUMNS), aliases=("进度情况", "推进情况"), hint="照片加在附件里", section=_WORK),
        Field("completed_on", "完成日期", KnownDay(), aliases=("实际完成", "竣工日期", "竣工时间"), section=_WORK),
        Field("change_kind", "调整或终止", Choice(PROJECT_CHANGES), section=_CHANGE),
        Field("change_session", "同意的人代会", Link("sessions"), section=_CHANGE),
        Field("changed_on", "调整日期", Day(), section=_CHANGE),
        Field("change_reason", "调整内容和理由", Prose(), section=_CHANGE),
        *ballot_fields(_END),
        Field("published_on", "公布日期", Day(), section=_END),
        Field("state", "状态", Choice(PROJECT_STATES), computed=True, aliases=("项目状态", "进度状态", "完成情况")),
        Field("percent", "完成进度", Number(most=100, unit="%"), computed=True),
        Field("spent", "累计支出", Money(), computed=True),
        Field("content_share", "满意率（含基本满意）", Text(width=14), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",), section=_END),
    ),
)  # fmt: skip
