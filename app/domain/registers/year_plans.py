"""The year plan (年度计划) of the presidium beside what was done (组织法 art. 19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Problem, Row
from app.domain.intake import Intake
from app.domain.kinds import Choice, Day, KnownDay, Number, Prose, Text
from app.domain.plan_codes import PLAN_KINDS, PLAN_STATES
from app.domain.plan_facts import RECORDED_KINDS, Event, Line, days_in_words, events_of, give_out
from app.domain.register import Register

KEY = "year_plans"


def day_only_without_ledger(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What has a register of its own is counted from there, never typed twice."""
    if row.get("done_by_hand_on") and row.get("kind") in RECORDED_KINDS:
        label = PLAN_KINDS.label(row["kind"])
        message = f"“{label}”的开展情况由对应的台账自动核对，这里的日期不用填；没有登记的请到那本台账补登记。"
        return Problem("done_by_hand_on", "warning", "plan_day", message)
    return None


def done_in_its_year(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A plan is a year's: what was done in another one belongs to that year's plan."""
    planned, done = row.get("planned_on"), row.get("done_by_hand_on")
    if planned and done and planned.year != done.year:
        return Problem("done_by_hand_on", "warning", "plan_year", "开展日期与计划不在同一年，请核对。")
    return None


def fill_facts(rows: Sequence[Row], context: Context) -> None:
    """What was done of each line by ``context.today``, and how it stands."""
    lines_by_group: dict[tuple[str, int], dict[int, Line]] = {}
    for row in rows:
        if not row.get("planned_on") or not row.get("kind"):
            continue
        group = row["kind"], row["planned_on"].year
        if group not in lines_by_group:
            lines_by_group[group] = _matched(*group, context)
        line = lines_by_group[group].get(row.get("id") or 0) or _line(row)
        events = sorted(one for one in line.events if one.on <= context.today)
        row["done_count"] = len(events)
        row["done_on"] = days_in_words(events) or None
        row["state"] = line.state(context.today)


def _matched(kind: str, year: int, context: Context) -> dict[int, Line]:
    plans = [_line(row) for row in context.lookup.where(KEY, {"kind": kind}, year)]
    if kind in RECORDED_KINDS:
        events = [event for event in events_of(kind, year, context.lookup) if event.on <= context.today]
        give_out(plans, events)
    return {line.row: line for line in plans}


def _line(row: Row) -> Line:
    by_hand = row.get("done_by_hand_on") if row["kind"] not in RECORDED_KINDS else None
    line = Line(row.get("id") or 0, row["planned_on"], str(row.get("title") or ""), row.get("times") or 1)
    # A day typed by hand says that the whole line was done then.
    if by_hand:
        line.events += [Event(by_hand)] * line.times
    return line


YEAR_PLANS = Register(
    key=KEY,
    label="年度计划",
    measure="项",
    retention="D30",
    job=jobs.PRESIDIUM,
    icon="plans",
    title="{town}人大主席团年度工作计划及落实情况表",
    identity=(("planned_on", "kind", "title"),),
    order=("planned_on", "kind", "title"),
    year_field="planned_on",
    called=("planned_on", "title"),
    intake=Intake(anchor="title"),
    rules=(day_only_without_ledger, done_in_its_year),
    compute=fill_facts,
    list_columns=("planned_on", "kind", "title", "times", "responsible", "done_count", "done_on", "state"),
    print_columns=("planned_on", "kind", "title", "times", "responsible", "basis", "done_count", "done_on", "state", "note"),
    fields=(
        Field("planned_on", "计划时间", KnownDay(future=True), required=True, aliases=("时间", "完成时限"),
              hint="可以只填到月或年，例如 2025-03；一年里随时做的填 2025"),
        Field("kind", "活动类别", Choice(PLAN_KINDS), required=True, aliases=("类别", "类型", "工作类别")),
        Field("title", "计划内容", Text(), required=True, aliases=("内容", "工作内容", "活动内容", "主要内容", "工作任务", "项目", "活动名称"),
              hint="与活动主题相同的，会优先对上那次活动"),
        Field("times", "计划次数", Number(least=1, most=400, unit="次"), aliases=("次数",), hint="不填按一次"),
        Field("responsible", "负责人（单位）", Text(longest=60), aliases=("责任人", "责任单位", "牵头单位")),
        Field("basis", "依据", Text(longest=80), hint="例如 组织法第十九条、主席团会议决定"),
        Field("done_by_hand_on", "开展日期（手填）", Day(), hint="只用于没有对应台账的项目（主席团会议、其他）"),
        Field("done_count", "已开展次数", Number(most=100_000, unit="次"), computed=True),
        Field("done_on", "开展日期", Text(width=22), computed=True),
        Field("state", "落实情况", Choice(PLAN_STATES), computed=True, aliases=("完成情况", "落实")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
