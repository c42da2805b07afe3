"""Supervision of a township congress: inspection, research, enforcement check, special report, appraisal.

Its basis is 组织法 art. 12 and 19 and 代表法, never the 监督法, whose articles bind standing committees from the
county up (domain.md 0.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Ref, Row
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.intake_habits import EndsOn
from app.domain.kinds import Choice, Day, Links, Money, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once
from app.domain.registers.collected_opinions import opinions_by_record
from app.domain.registers.in_order import in_order
from app.domain.registers.inspection_course import AWAITING, inspection_stages, state_of
from app.domain.registers.participation import deputies_counted, drop_count_of_names, fill_count_of_names
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.sessions import OWN_LEVEL
from app.domain.satisfaction_ballots import ballot_fields, ballots_add_up, content_share
from app.domain.stages import Course, Due
from app.domain.supervision_codes import INSPECTION_KINDS, INSPECTION_STATES, SPECIAL_REPORT

BASES = ("组织法第十二条、第十九条", "代表法", "主席团年度工作计划")
# The performance kind that taking part counts as: hearing a report is part of an appraisal.
_COUNTS_AS = {SPECIAL_REPORT: "appraisal"}
_STANDING_COMMITTEES = re.compile("监督法")
_TITLED = {
    "kind": (
        ("执法检查", "enforcement_check"),
        ("专项(?:工作)?报告", "special_report"),
        ("评议", "appraisal"),
        ("^(?!.*视察).*调研", "research"),
        ("^(?!.*调研).*视察", "inspection"),
    )
}


def basis_binds_towns(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The 监督法 is no basis of a township: all of its operative articles address standing committees."""
    for key in ("basis", "plan"):
        if _STANDING_COMMITTEES.search(str(row.get(key) or "")):
            message = "监督法规定的是县级以上人大常委会的监督，乡镇开展监督的依据是组织法第十二条、第十九条和代表法，请改写依据。"
            return Problem(key, "error", "basis", message)
    return None


def check_names_its_law(row: Mapping[str, Any], context: Context) -> Problem | None:
    """An enforcement check is about a law."""
    if row.get("kind") != "enforcement_check" or row.get("legal_text") or not context.stands_whole(row):
        return None
    return Problem("legal_text", "warning", "legal_text", "执法检查要写明检查的是哪一部法律法规，请填写。")


def complete(row: Row, context: Context) -> None:
    """A count that the names give is not kept."""
    drop_count_of_names(row)


def fill_counts(rows: Sequence[Row], context: Context) -> None:
    """Deputies in all, of the town and of levels above apart, and opinions: those registered, else the number typed."""
    opinions = opinions_by_record("inspection", rows, context.lookup)
    for row in rows:
        levels = [_level(ref, context.lookup) for ref in row.get("deputies") or ()]
        row["township_count"] = levels.count(OWN_LEVEL)
        row["above_count"] = sum(level not in (OWN_LEVEL, None) for level in levels)
        row["registered_count"] = opinions[row["id"]] or row.get("opinion_count") or 0
        row["content_share"] = content_share(row)
        row["state"] = state_of(row, context.today)
        fill_count_of_names(row)


def _level(ref: Ref, lookup: Lookup) -> str | None:
    mandate = lookup.row("deputies", ref.id) if ref.id is not None else None
    return str(mandate["level"]) if mandate else None


def participations(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """Each deputy who took part has a performance record."""
    return records_of_all(
        row.get("deputies"),
        kind=_COUNTS_AS.get(str(row["kind"]), str(row["kind"])),
        occurred_on=row["held_on"],
        title=row["title"],
        place=row.get("place"),
    )


def inspections_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many there were, and how many deputies' person-times and opinions they come to (domain.md 4.1)."""
    times = sum(row.get("deputy_count") or 0 for row in rows)
    opinions = sum(row.get("registered_count") or 0 for row in rows)
    return f"合计：开展监督活动 {len(rows)} 次，参加代表 {times} 人次，提出意见 {opinions} 件。"


def kind_of_title(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """Without a kind the words of the subject say it; what says nothing is taken as an inspection and asked."""
    if row.get("kind") is not None:
        return
    title = str(row.get("title") or "")
    row["kind"] = next((kind for words, kind in _TITLED["kind"] if re.search(words, title)), None)
    if row["kind"] is None:
        row["kind"] = "inspection"
        yield Problem("kind", "question", "kind", "没有写监督方式，先按“视察”读取，对吗？")


_PLAN, _WHO, _FINDINGS, _REPORT, _VOTE = "方案", "参加人员", "情况与意见", "报告与反馈", "满意度测评"

INSPECTIONS = Register(
    key="inspections",
    label="视察调研台账",
    measure="次",
    retention="Y",
    job=jobs.INSPECTIONS,
    icon="inspections",
    title="{town}人大视察、调研、执法检查和评议台账",
    identity=(("held_on", "title"),),
    order=("-held_on", "title"),
    year_field="held_on",
    called=("held_on", "title"),
    intake=Intake(
        anchor="title",
        titled=_TITLED,
        remarks="note",
        infer=kind_of_title,
        habits=(EndsOn("ended_on"),),
    ),
    rules=(
        in_order("held_on", "ended_on", "结束日期早于开展日期"),
        in_order("held_on", "report_sent_on", "报告送交日期早于开展日期"),
        in_order("report_sent_on", "feedback_on", "反馈日期早于报告送交日期"),
        in_order("report_sent_on", "feedback_due_on", "反馈期限早于报告送交日期"),
        basis_binds_towns, check_names_its_law, deputies_counted, ballots_add_up,
        deputies_in_office("deputies", "held_on"), named_once("deputies"),
    ),
    complete=complete,
    compute=fill_counts,
    course=Course(inspection_stages, follows=(), state="state", due="feedback_due_on", open=(AWAITING,)),
    derives=Derivation(("performance_records",), participations),
    filters=(
        Filter("inspection", "视察", fact="inspection"),
        Filter("research", "专题调研", fact="research"),
        Filter("enforcement_check", "执法检查", fact="enforcement_check"),
        Filter("to_report", "待送报告", "warn", states=("to_report",), waits=True),
        Filter("awaiting_feedback", "待反馈", "info", states=(AWAITING,)),
        Filter("overdue", "逾期未反馈", "bad", due=Due(None, -1)),
    ),
    filing=Filing(closing=inspections_in_words),
    list_columns=("held_on", "kind", "title", "place", "deputy_count", "registered_count", "report_sent_on", "feedback_due_on", "state"),
    print_columns=("held_on", "kind", "title", "place", "leader", "deputies", "deputy_count", "findings", "registered_count", "sent_to", "report_sent_on", "feedback_on", "note"),
    fields=(
        Field("kind", "监督方式", Choice(INSPECTION_KINDS), required=True, aliases=("方式", "类别", "类型", "活动类别", "形式"), section=_PLAN),
        Field("title", "题目", Text(), required=True, aliases=("主题", "内容", "名称", "活动名称", "活动主题", "课题", "项目", "活动内容", "监督议题", "视察内容", "调研课题", "检查内容", "视察主题", "调研主题", "视察项目", "议题"), section=_PLAN),
        Field("held_on", "开展日期", Day(future=True), required=True, aliases=("日期", "时间", "活动时间", "视察时间", "视察日期", "调研时间", "检查时间"), section=_PLAN),
        Field("ended_on", "结束日期", Day(future=True), section=_PLAN),
        Field("basis", "依据", Text(usual=BASES), section=_PLAN, hint="例如 组织法第十九条；监督法不适用于乡镇"),
        Field("legal_text", "检查的法律法规", Text(), aliases=("法律法规", "检查法规"), section=_PLAN),
        Field("plan", "方案要点", Prose(), aliases=("方案", "工作方案", "目的和要求"), hint="目的、重点、方法和步骤", section=_PLAN),
        Field("place", "地点", Text(), aliases=("活动地点", "视察点", "视察地点", "调研地点", "检查地点", "视察路线"), hint="几处用、分开", section=_PLAN),
        Field("inspected_units", "受检单位", Text(), aliases=("被视察单位", "被检查单位", "被监督单位", "受视察单位", "报告单位"), section=_PLAN),
        Field("leader", "带队", Text(longest=40), aliases=("带队领导", "带队人", "组长", "负责人"), section=_WHO),
        Field("deputies", "参加代表", Links("deputies"), aliases=("代表", "代表姓名", "参加人员", "参加代表姓名", "参加视察代表", "视察代表", "调研代表", "视察组成员", "参与人员"), section=_WHO),
        Field("deputy_count", "代表人数", Number(most=10_000, unit="人"), implied=True, total="sum", hint="姓名写全的不用填", aliases=("参加代表人数", "人数", "参加人数", "视察代表人数", "参加代表数", "代表人次"), section=_WHO),
        Field("staff", "工作人员", Text(), section=_WHO),
        Field("accompanying", "陪同人员", Text(), aliases=("陪同单位", "陪同", "陪同领导", "列席人员", "列席单位"), section=_WHO),
        Field("findings", "情况和问题", Prose(), aliases=("问题", "主要情况", "情况", "存在问题", "发现问题", "视察情况", "调研情况", "检查情况"), section=_FINDINGS),
        Field("opinion_count", "提出意见件数", Number(most=10_000, unit="件"), hint="意见没有逐条录入时填", aliases=("意见建议数", "意见数", "提出意见建议"), section=_FINDINGS),
        Field("report", "报告结论", Prose(), aliases=("意见建议", "报告"), hint="送交有关机关的意见；全文放在附件里", section=_REPORT),
        Field("sent_to", "送交单位", Text(longest=80), aliases=("报送单位",), section=_REPORT),
        Field("report_sent_on", "报告送交日期", Day(), aliases=("送交日期", "报送日期", "审议意见交办日期", "审议意见交办时间", "审议意见送达日期"), section=_REPORT),
        Field("feedback_due_on", "反馈期限", Day(future=True), hint="要求对方在哪一天以前反馈", aliases=("答复期限", "办理期限", "整改期限", "要求反馈日期"), section=_REPORT),
        Field("unit_feedback", "反馈情况", Prose(), aliases=("反馈", "整改落实情况", "整改情况", "落实情况", "办理情况"), section=_REPORT),
        Field("feedback_on", "反馈日期", Day(), aliases=("答复日期",), section=_REPORT),
        Field("state", "进展", Choice(INSPECTION_STATES), computed=True, section=_REPORT),
        *ballot_fields(_VOTE),
        Field("content_share", "满意率（含基本满意）", Text(width=14), computed=True),
        Field("budget", "经费预算", Money(), section=_PLAN),
        Field("cost", "实际支出", Money(), section=_REPORT),
        Field("township_count", "镇代表", Number(most=10_000, unit="人"), computed=True, total="sum"),
        Field("above_count", "县级以上代表", Number(most=10_000, unit="人"), computed=True, total="sum"),
        Field("registered_count", "意见", Number(most=10_000), computed=True, total="sum"),
        Field("note", "备注", Prose(), aliases=("说明",), section=_REPORT),
    ),
)  # fmt: skip
