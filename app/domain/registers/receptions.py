"""Receptions of voters (接待登记): one record is one 批次, whoever came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.codes import SEX
from app.domain.conditions import Blank, Is
from app.domain.contact_codes import HANDLINGS, RECEPTION_KINDS
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.filing import Filing
from app.domain.hooks import Confiding
from app.domain.kinds import (
    Choice,
    Day,
    Flag,
    Lines,
    Link,
    Links,
    Number,
    PersonName,
    Phone,
    Prose,
    Text,
    TimeOfDay,
)
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once
from app.domain.registers.collected_opinions import opinions_by_record
from app.domain.registers.in_order import in_order, times_in_order
from app.domain.registers.liaison_sites import name_of_site
from app.domain.registers.performance_records import records_of_all
from app.domain.registers.reception_confidences import (
    CONFIDENTIAL,
    ConfidentialNotes,
    asked,
    confided,
    split_confidential,
)
from app.domain.registers.receptions_intake import RECEPTIONS_INTAKE

VISITOR_COLUMNS = (
    Field("name", "姓名", PersonName(), aliases=("来访人", "选民姓名", "来访人员姓名", "群众姓名")),
    Field("sex", "性别", Choice(SEX)),
    Field("age", "年龄", Number(most=120)),
    Field(
        "village",
        "村（单位）",
        Text(longest=60),
        aliases=(
            "住址",
            "村居",
            "所在村",
            "所属村",
            "村（社区）",
            "村",
            "村别",
            "单位",
            "地址",
            "家庭住址",
            "所在村（单位）",
            "来访人住址",
        ),
    ),
    Field(
        "phone",
        "电话",
        Phone(),
        private=True,
        aliases=("联系电话", "手机", "手机号码", "联系方式", "来访人电话"),
    ),
    Field(
        "wants_confidential",
        "要求保密",
        Flag(),
        aliases=("是否保密", "是否要求保密", "保密", "需要保密", "是否需要保密"),
    ),
)


def named_visitors_counted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The number of visitors is at least that of the named ones."""
    name_count, count = len(row.get("visitors") or ()), row.get("visitor_count")
    if count is not None and name_count > count:
        return Problem(
            "visitor_count",
            "error",
            "visitors",
            f"写了 {name_count} 位来访人姓名，来访人次填的是 {count}，请核对。",
        )
    return None


def named_deputies_counted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The number of deputies is at least that of the named ones."""
    name_count, count = len(row.get("deputies") or ()), row.get("deputy_count")
    if count is not None and name_count > count:
        return Problem(
            "deputy_count",
            "error",
            "deputies",
            f"写了 {name_count} 位代表姓名，代表人次填的是 {count}，请核对。",
        )
    return None


def visitors_named_once(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A visitor signs once; two of one name from two villages are two people."""
    names_and_villages = [
        (line.get("name"), line.get("village"))
        for line in row.get("visitors") or ()
        if line.get("name") and line["name"] != CONFIDENTIAL and not line.get("wants_confidential")
    ]
    twice = dict.fromkeys(
        str(name) for name, village in names_and_villages if names_and_villages.count((name, village)) > 1
    )
    if not twice:
        return None
    return Problem("visitors", "warning", "twice", f"来访人{'、'.join(twice)}写了不止一次，请核对。")


def recorded_once(row: Mapping[str, Any], context: Context) -> Problem | None:
    """One record is one 批次 (settled 8): another one of that day, place and time may be the same reception."""
    held_on, site = row.get("held_on"), row.get("site")
    if not held_on or not site or site.id is None:
        return None
    place = {"held_on": held_on.isoformat(), "site": site.id}
    others = [other for other in context.lookup.where("receptions", place) if not _is_row(other, row)]
    same = [other for other in others if other.get("time_from") == row.get("time_from")]
    if not same:
        return None
    labels = "、".join(str(other.get("no") or f"第 {other['id']} 条") for other in same)
    message = f"同一天、同一地点、同一时间已有接待登记 {labels}，每条登记各算一批次，请核对是不是同一次接待。"
    return Problem("held_on", "warning", "same_reception", message)


def _is_row(record: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a kept record is the judged one; a line of a sheet has no id and goes by its identity."""
    if row.get("id") is not None:
        return bool(record["id"] == row["id"])
    numbered = record.get("no") is not None and record.get("no") == row.get("no")
    return numbered or record.get("kind") == row.get("kind")


def complete(row: Row, context: Context) -> None:
    """Split off what a visitor asked to keep confidential; a count that the names give is not kept."""
    split_confidential(row)
    if row.get("visitors") and row.get("visitor_count") == len(row["visitors"]):
        row["visitor_count"] = None


def deputy_times(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """A reception is a performance record of each of its deputies."""
    return records_of_all(
        row.get("deputies"),
        kind="reception",
        occurred_on=row["held_on"],
        title=row.get("theme") or f"{RECEPTION_KINDS.label(row['kind'])}选民",
        place=name_of_site(row.get("site"), lookup),
    )


def count_opinions(rows: Sequence[Row], context: Context) -> None:
    """How many opinions point to each reception, and how many visitors its names are where nothing else is said."""
    opinions = opinions_by_record("reception", rows, context.lookup)
    for row in rows:
        row["registered_count"] = opinions[row["id"]]
        if row.get("visitor_count") is None and row.get("visitors"):
            row["visitor_count"] = len(row["visitors"])


def receptions_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many receptions, deputies' and visitors' person-times and opinions the rows come to (domain.md 4.1)."""
    deputies = sum(row.get("deputy_count") or len(row.get("deputies") or ()) for row in rows)
    visitors = sum(row.get("visitor_count") or 0 for row in rows)
    opinions = sum(row.get("registered_count") or 0 for row in rows)
    return f"合计：接待 {len(rows)} 批次，代表 {deputies} 人次，来访 {visitors} 人次，意见 {opinions} 件。"


# Who comes in person signs the sheet; with letters and calls there is nobody to sign.
_IN_PERSON = ~Is("kind", "letter") & ~Is("kind", "phone") & ~Is("kind", "online")
_WHEN, _WHO, _WHAT = "时间地点", "代表与来访人", "反映与处理"

RECEPTIONS = Register(
    key="receptions",
    label="接待登记",
    measure="批次",
    retention="D30",
    job=jobs.RECEPTIONS,
    icon="receptions",
    title="{town}人大代表接待选民台账",
    identity=(("no",), ("held_on", "site", "kind", "time_from")),
    order=("-held_on", "-no"),
    year_field="held_on",
    called=("no", "held_on", "site"),
    rules=(times_in_order, named_visitors_counted, named_deputies_counted, recorded_once, visitors_named_once, deputies_in_office("deputies", "held_on"), named_once("deputies"), in_order("held_on", "feedback_on", "反馈日期早于接待日期")),
    complete=complete,
    derives=Derivation(("performance_records",), deputy_times, reads={"liaison_sites": ("name",)}),
    numbered=lambda row: f"{row['held_on'].year}-{{:03d}}",
    hooks=(
        Confiding(confided, asked, beside=(("site_activities", ("site", "held_on")), ("reception_duties", ("site", "held_on")))),
    ),
    compute=count_opinions,
    intake=RECEPTIONS_INTAKE,
    filters=(
        Filter("walk_in", "接访", where=Is("kind", "walk_in")),
        Filter("by_appointment", "约访", where=Is("kind", "by_appointment")),
        Filter("outreach", "下访", where=Is("kind", "outreach")),
        Filter("theme_day", "主题接待日", "info", where=Is("is_theme_day", True)),
        Filter("unsigned", "未签名", "warn", where=~Is("is_signed", True) & ~Blank("matter") & _IN_PERSON),
    ),
    filing=Filing(withheld=("visitors", "visitor_words"), closing=receptions_in_words),
    list_columns=("no", "held_on", "site", "kind", "deputies", "visitor_count", "registered_count", "matter", "handling"),
    print_columns=("no", "held_on", "site", "kind", "deputies", "visitors", "visitor_count", "matter", "deputy_answer", "handling", "registered_count", "note"),
    fields=(
        Field("no", "编号", Text(longest=20), aliases=("序号", "单号", "登记号", "批次号", "接待编号", "批次", "次序号"), section=_WHEN),
        Field("held_on", "接待日期", Day(), required=True, aliases=("日期", "时间", "接待时间", "接访日期", "接访时间", "接访日", "接待日", "活动日期", "活动时间", "走访时间", "走访日期", "下访时间", "下访日期", "约访时间", "约访日期", "登记日期", "登记时间", "来访时间", "来访日期"), section=_WHEN),
        Field("time_from", "开始时间", TimeOfDay(), aliases=("时段", "时间段", "起止时间"), section=_WHEN),
        Field("time_to", "结束时间", TimeOfDay(), section=_WHEN),
        Field("site", "接待地点", Link("liaison_sites"), required=True, aliases=("地点", "联络站", "站点", "接访站点", "活动地点", "联络站点", "站室"), section=_WHEN),
        Field("kind", "接待方式", Choice(RECEPTION_KINDS), required=True, aliases=("方式", "类别", "形式", "接待类型", "接访类别", "来访形式", "类型", "活动形式"), section=_WHEN),
        Field("is_theme_day", "主题接待日", Flag(), section=_WHEN),
        Field("theme", "主题", Text(), aliases=("接待主题", "活动主题"), section=_WHEN),
        Field("deputies", "接待代表", Links("deputies"), aliases=("代表", "代表姓名", "参加代表", "接待代表姓名", "接待人", "人大代表", "参与代表", "代表名单", "参加接待代表", "走访代表"), section=_WHO),
        Field("deputy_count", "代表人次", Number(most=10_000), hint="代表姓名不全时才填", aliases=("代表人数", "接待代表人数", "参加代表人数", "代表数", "接待代表人次", "代表人次数", "接访代表人数", "参与代表人数"), section=_WHO),
        Field("recorder", "记录人", Text(longest=40), section=_WHO),
        Field("visitors", "来访人", Lines(VISITOR_COLUMNS), aliases=("来访群众", "来访人姓名", "接待对象", "选民", "群众", "来访选民姓名", "反映人", "反映人姓名", "接访对象", "被访人", "走访对象", "约访对象", "群众代表"), section=_WHO),
        Field("visitor_count", "来访人次", Number(most=100_000), implied=True, total="sum", hint="没有人来填 0", aliases=("来访人数", "接待人数", "接待人次", "群众人数", "人次", "人数", "接待群众人次", "来访群众人数", "群众人次", "来访人次数", "接待群众人数", "参加群众人数", "来访（人）"), section=_WHO),
        Field("confidential", "保密内容", ConfidentialNotes(), private=True, by_program=True, section="保密"),
        Field("matter", "反映事项", Prose(), aliases=("反映问题", "反映内容", "主要内容", "事项", "内容", "主要诉求", "反映情况", "来访事由", "事由", "群众反映的问题", "反映的主要问题", "意见建议", "诉求", "反映事由", "收集意见内容", "问题", "主要事项", "反映意见建议"), section=_WHAT),
        Field("visitor_words", "选民原话", Prose(), hint="照选民自己的话记", section=_WHAT, aliases=("原话", "群众原话", "选民意见")),
        Field("deputy_answer", "代表答复", Prose(), aliases=("答复情况", "现场答复", "答复内容", "代表答复意见", "答复意见", "解答情况", "代表意见", "代表解答"), section=_WHAT),
        Field("handling", "处理方式", Choice(HANDLINGS), aliases=("处理意见", "处理结果", "处理", "去向", "转办情况", "办理情况", "办理去向"), section=_WHAT),
        Field("opinion_count", "登记表所列件数", Number(most=10_000), hint="原登记表上写的件数，意见没有逐条录入时填", aliases=("意见件数", "收集意见数", "意见数", "收集意见建议数", "件数", "收集意见（件）", "意见建议件数", "收集件数", "意见条数", "条数", "反映问题件数", "收集意见件数", "意见建议数", "收集意见建议件数", "收集问题数"), section=_WHAT),
        Field("registered_count", "意见", Number(most=10_000), computed=True, total="sum"),
        Field("is_signed", "选民已签名", Flag(), aliases=("签名", "选民签名"), section=_WHAT),
        Field("feedback_on", "反馈日期", Day(), section=_WHAT),
        Field("feedback_result", "反馈情况", Text(), section=_WHAT),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "其他", "附注"), section=_WHAT),
    ),
)  # fmt: skip
