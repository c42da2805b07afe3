"""The checks of the sites, item by item, kept as rounds that can be compared."""

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.conditions import Is, Reached
from app.domain.contact_codes import RESULTS
from app.domain.fields import Context, Field, Problem
from app.domain.kinds import Choice, Day, Flag, Link, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.in_order import in_order
from app.domain.registers.sites_intake import CHECKS_INTAKE
from app.domain.site_standard.judgement import RANKS
from app.domain.site_standard.judging import COMPUTED, judged


def gap_has_deadline(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What is missing becomes a dated task."""
    if row.get("result") in ("partly", "missing") and not row.get("fix_by") and not row.get("fixed_on"):
        return Problem("fix_by", "warning", "no_deadline", "没有达标的项目还没有定整改期限。")
    return None


def judged_by_records(row: Mapping[str, Any], context: Context) -> Problem | None:
    """有活动 and 有台账 are never better than the records show; a check that is new may stand as written."""
    lookup, site, item = context.lookup, row.get("site"), row.get("item")
    if not (site and item and site.id and item.id and row.get("checked_on") and row.get("result")):
        return None
    before = lookup.row("site_checks", row["id"]) if row.get("id") else None
    item_row, owner = lookup.row("checklist_items", item.id), lookup.row("liaison_sites", site.id)
    if item_row is None or owner is None or item_row["judged_by"] not in COMPUTED:
        return None
    if before is not None and before["result"] == row["result"]:
        return None
    judgement = judged(lookup, owner, item_row, row["checked_on"].year, row["checked_on"])
    if RANKS[row["result"]] <= RANKS[judgement.result] or not (before or judgement.finding.rows):
        return None
    words = f"{item_row['name']}由接待、活动记录自动核对，现在是“{RESULTS.label(judgement.result)}”：{judgement.words}。请先补齐记录。"
    return Problem("result", "error" if before else "warning", "not_in_records", words)


FIXED = Reached("fixed_on")

SITE_CHECKS = Register(
    key="site_checks",
    label="八有自查",
    measure="项",
    retention="D30",
    job=jobs.SITES,
    icon="checklist",
    title="{town}人大代表联络站“八有”自查表",
    identity=(("site", "item", "round"),),
    order=("-checked_on", "site", "item"),
    year_field="checked_on",
    called=("site", "item", "round"),
    intake=CHECKS_INTAKE,
    rules=(gap_has_deadline, in_order("checked_on", "fixed_on", "整改完成日期早于自查日期"), in_order("checked_on", "fix_by", "整改期限早于自查日期"), judged_by_records),
    filters=(
        Filter("met", "达标", "good", where=Is("result", "met") | FIXED),
        Filter("partly", "部分达标", "warn", where=Is("result", "partly") & ~FIXED),
        Filter("missing", "缺", "bad", where=Is("result", "missing") & ~FIXED),
        Filter("to_fix", "待整改", "warn", where=~Is("result", "met") & ~FIXED, waits=True, until="fix_by", matter=("site", "item")),
    ),
    list_columns=("round", "site", "item", "result", "score", "finding", "checked_on", "fix_by", "fixed_on"),
    print_columns=("round", "site", "item", "result", "score", "finding", "checked_on", "checker", "responsible", "fix_by", "fixed_on", "note"),
    fields=(
        Field("round", "自查轮次", Text(longest=30), required=True, hint="例如 2022年第二轮", aliases=("轮次", "批次", "自查批次", "第几轮", "自查轮次名称", "次数", "期次")),
        Field("site", "联络站", Link("liaison_sites"), required=True, aliases=("站点", "联络站名称", "站名", "被查站点", "单位", "联络室（站）", "站（室）", "联络站点", "所查站点", "单位名称")),
        Field("item", "项目", Link("checklist_items"), required=True, aliases=("自查项目", "八有项目", "检查项目", "内容", "八有", "检查内容", "八有标准", "自查内容", "检查事项", "考核项目", "建设项目", "标准", "建设标准", "考核内容", "指标", "项目名称", "自查事项", "八有项")),
        Field("result", "结果", Choice(RESULTS), required=True, aliases=("自查结果", "达标情况", "是否达标", "是否具备", "完成情况", "是否符合", "落实情况", "评定", "等次", "是否落实", "自评", "是否完成", "建设情况", "达标与否", "检查情况（√/×）")),
        Field("score", "得分", Number(most=100_000, unit="分", decimals=2), aliases=("分数", "评分", "分值", "自评分", "实得分", "打分")),
        Field("is_by_hand", "人工判定", Flag(), hint="与台账显示的不同，由自查人认定"),
        Field("finding", "情况说明", Prose(), aliases=("情况", "存在问题", "问题", "自查情况", "现状", "具体情况", "主要问题", "说明情况", "不足", "存在的问题", "存在不足", "扣分原因")),
        Field("checked_on", "自查日期", Day(), required=True, aliases=("日期",)),
        Field("checker", "自查人", Text(longest=40), aliases=("填表人",)),
        Field("responsible", "整改责任人", Text(longest=40), aliases=("责任人", "整改负责人", "整改人", "负责人")),
        Field("fix_by", "整改期限", Day(future=True), aliases=("期限", "限期", "完成时限", "整改完成时限", "拟完成时间")),
        Field("fixed_on", "整改完成日期", Day(), aliases=("完成日期", "整改日期", "实际完成时间")),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "附注")),
    ),
)  # fmt: skip
