"""Performance records (履职登记): most follow from other registers, the rest is entered by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.booklet_years import KINDS
from app.domain.conditions import Blank
from app.domain.contact_codes import ATTENDANCE, PERFORMANCE_KINDS, ROLES
from app.domain.derived import Derived
from app.domain.fields import Context, Field, Lookup, Problem, Ref, Row
from app.domain.filing import Filing
from app.domain.hooks import KindOfYear
from app.domain.kinds import Choice, Day, Link, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office
from app.domain.registers.performance_intake import PERFORMANCE_INTAKE

KEY = "performance_records"
ALSO_DERIVED = "also_derived"  # the doubt about a record by hand of what another ledger tells already


def from_its_source(row: Row, context: Context) -> str | None:
    """Derived records change with what they were derived from."""
    if row.get("derived_from"):
        return "这条履职记录由其他台账自动生成，请到原记录（接待、建议、活动）中修改。"
    return None


def once_by_its_source(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Deputy, day and kind make a record one: beside what follows from another ledger none by hand is counted.

    A line of a workbook is none beside it: the importer takes it for the derived one.
    """
    if row.get("id") is None and not context.typed:
        return None
    deputy, on, kind = row.get("deputy"), row.get("occurred_on"), row.get("kind")
    if row.get("derived_from") or not deputy or deputy.id is None or on is None or kind is None:
        return None
    same = {"occurred_on": on, "kind": kind}
    if not any(
        context.lookup.count(KEY, "derived", on, {"deputy": mandate, **same})
        for mandate in _mandates_beside(deputy.id, context.lookup)
    ):
        return None
    message = (
        f"{deputy.name}这一天的“{PERFORMANCE_KINDS.label(kind)}”已由其他台账自动生成，这一条不计入次数。"
        "是同一次的，请删除这一条；确实是另一次的，请写明理由。"
    )
    return Problem("occurred_on", "warning", ALSO_DERIVED, message)


def _mandates_beside(mandate: int, lookup: Lookup) -> Iterator[int]:
    """A mandate and those of other terms of the same person at the same level."""
    row = lookup.row("deputies", mandate)
    same = {"person": row["person"], "level": row["level"]} if row else {}
    yield from (other["id"] for other in lookup.where("deputies", same)) if row else (mandate,)


def records_of_all(
    deputies: Iterable[Ref] | None,
    *,
    kind: str,
    occurred_on: date,
    title: str,
    place: str | None = None,
    roles: tuple[str, str] = ("participant", "participant"),
    detail: str | None = None,
    outcome: str | None = None,
) -> Iterator[Derived]:
    """The performance record of each deputy of a reception, an activity, a suggestion …

    ``roles``: of the first deputy and of the others.  Names that are linked to nobody have no record.
    """
    for number, deputy in enumerate(deputies or ()):
        if deputy.id is not None:
            values = {
                "deputy": deputy,
                "kind": kind,
                "occurred_on": occurred_on,
                "title": title,
                "place": place,
                "role": roles[min(number, 1)],
                "count": 1,
                "detail": detail,
                "outcome": outcome,
            }
            yield Derived(KEY, str(deputy.id), values)


PERFORMANCE_RECORDS = Register(
    key=KEY,
    label="履职登记",
    measure="条",
    retention="D30",
    job=jobs.PERFORMANCE,
    icon="performance",
    title="{town}人大代表履职登记台账",
    identity=(("deputy", "kind", "occurred_on", "title"),),
    order=("-occurred_on", "deputy"),
    year_field="occurred_on",
    called=("occurred_on", "deputy", "title"),
    intake=PERFORMANCE_INTAKE,
    rules=(deputies_in_office("deputy", "occurred_on"), once_by_its_source),
    locks=Locks(closed=from_its_source),
    hooks=(KindOfYear(KINDS["calendar"]),),
    filters=(
        Filter("by_hand", "手工登记", where=Blank("derived_from")),
        Filter("derived", "自动生成", "info", where=~Blank("derived_from")),
        Filter("unverified", "手工登记没有证明人", "warn", where=Blank("derived_from") & Blank("verified_by")),
    ),
    filing=Filing(office_only=("verified_by",)),
    list_columns=("occurred_on", "deputy", "kind", "title", "role", "count", "attendance", "place"),
    print_columns=("occurred_on", "deputy", "kind", "title", "place", "organizer", "role", "count", "attendance", "outcome", "verified_by", "note"),
    fields=(
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名", "代表姓名", "代表名字", "人大代表", "参加代表", "参加人员", "参加代表姓名", "履职代表", "名单", "代表名单", "参与代表", "出席代表", "参与代表名单", "出席代表名单")),
        Field("kind", "履职类别", Choice(PERFORMANCE_KINDS), required=True, aliases=("类别", "履职类型", "履职形式", "类型", "履职项目", "形式")),
        Field("occurred_on", "日期", Day(), required=True, aliases=("时间", "活动时间", "开展时间", "参加时间", "开展日期")),
        Field("title", "活动名称（内容）", Text(), required=True, aliases=("活动名称", "内容", "履职内容", "事项", "主要内容", "履职情况", "活动主题", "名称", "活动内容及主题", "主题", "内容摘要")),
        Field("place", "地点", Text(longest=80), aliases=("活动地点",)),
        Field("organizer", "组织单位", Text(longest=60), aliases=("组织者", "主办单位")),
        Field("role", "角色", Choice(ROLES)),
        Field("count", "次数", Number(least=0, most=10_000), aliases=("次（件）", "件数", "数量", "履职次数", "人次")),
        Field("attendance", "出席情况", Choice(ATTENDANCE), aliases=("出勤", "考勤", "出席", "参加情况", "签到情况")),
        Field("detail", "本人发言或意见", Prose(), aliases=("发言或提出的意见", "发言内容")),
        Field("outcome", "结果", Text(), aliases=("成效", "办理结果")),
        Field("verified_by", "证明人", Text(longest=40), aliases=("记录人",)),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "其他", "附注")),
    ),
)  # fmt: skip
