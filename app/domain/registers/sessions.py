"""The sessions (人民代表大会会议) of a term."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Lookup, Problem, Ref
from app.domain.kinds import Day, Lines, Link, Number, PersonName, Prose, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order
from app.domain.registers.terms import closed_with_its_term, period_of
from app.domain.session_steps import latest_notice

GUEST_COLUMNS = (
    Field("name", "姓名", PersonName(), aliases=("列席人员", "列席人员姓名")),
    Field("position", "单位及职务", Text(longest=60), aliases=("职务", "单位", "工作单位及职务")),
)


def notified_in_time(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The notice goes out some days before the session, as the office's own rule says (clock ``session_notice``)."""
    opened_on, notified_on = row.get("opened_on"), row.get("notified_on")
    if not opened_on or not notified_on:
        return None
    last = latest_notice(opened_on, context)
    if notified_on <= last:
        return None
    message = (
        f"会议通知应在 {last.isoformat()} 以前发出（见办理期限），填的是 {notified_on.isoformat()}，请核对。"
    )
    return Problem("notified_on", "warning", "notified_late", message)


def within_its_term(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A session is of the term that runs while it sits (组织法 art. 38): its roll and its N are of that term."""
    term, opened = row.get("term"), row.get("opened_on")
    if term is None or term.id is None or opened is None:
        return None
    first, following = period_of(term.id, context.lookup)
    if first is not None and opened < first:
        period = f"{first} 起"
    elif following is not None and opened >= following:
        period = f"到 {following} 为止"
    else:
        return None
    message = f"开幕日期 {opened} 不在这一届的任期内（{period}），请核对日期或届次。"
    return Problem("opened_on", "warning", "outside_term", message)


_WHEN, _BEFORE, _WHO = "会议", "筹备", "人员"

OWN_LEVEL = "township"  # the congress whose clerk keeps the ledger


def newest_session(day: date, lookup: Lookup) -> Ref | None:
    """The newest session of the town's own congress that had been opened by a day; None where there is none."""
    opened = [
        (row["opened_on"], row["id"])
        for row in lookup.where("sessions", {})
        if row["opened_on"] <= day and _is_own(row["term"], lookup)
    ]
    matches = lookup.matches("sessions", "", {"id": max(opened)[1]}) if opened else ()
    return matches[0] if matches else None


def _is_own(term: Ref | None, lookup: Lookup) -> bool:
    row = lookup.row("terms", term.id) if term and term.id is not None else None
    return row is None or row["level"] == OWN_LEVEL


SESSIONS = Register(
    key="sessions",
    label="人代会",
    measure="次",
    retention="Y",
    job=jobs.SESSIONS,
    icon="sessions",
    title="{town}人民代表大会会议一览表",
    identity=(("term", "ordinal"),),
    order=("-opened_on",),
    year_field="opened_on",
    called=("term", "ordinal"),
    rules=(
        in_order("opened_on", "closed_on", "闭幕日期早于开幕日期"),
        in_order("decided_on", "notified_on", "通知日期早于决定召开的日期"),
        in_order("notified_on", "opened_on", "开幕日期早于通知日期"),
        in_order("bills_until_on", "closed_on", "闭幕日期早于议案截止日期"),
        notified_in_time,
        within_its_term,
    ),
    locks=closed_with_its_term("term"),
    list_columns=("term", "ordinal", "opened_on", "closed_on", "place", "note"),
    print_columns=("term", "ordinal", "opened_on", "closed_on", "place", "note"),
    fields=(
        Field("term", "届次", Link("terms"), required=True, section=_WHEN),
        Field("ordinal", "次会议", Number(least=1, most=99, unit="次会议", ordinal=True), required=True, section=_WHEN, aliases=("会次", "会议次数", "会议")),
        Field("opened_on", "开幕日期", Day(future=True), required=True, section=_WHEN, aliases=("日期", "召开日期", "召开时间", "会议时间")),
        Field("closed_on", "闭幕日期", Day(future=True), section=_WHEN, aliases=("结束日期",)),
        Field("place", "会议地点", Text(), section=_WHEN, aliases=("地点",)),
        Field("decided_on", "主席团决定召开日期", Day(), section=_BEFORE, hint="定下日期、地点、议程草案、列席名单的那一天"),
        Field("notified_on", "通知发出日期", Day(future=True), section=_BEFORE, hint="按“办理期限”里的提前天数"),
        Field("bills_until_on", "议案截止日期", Day(future=True), section=_BEFORE, hint="主席团第一次会议决定"),
        Field("invited", "列席人员", Lines(GUEST_COLUMNS), section=_WHO),
        Field("secretary", "秘书长", Text(longest=40), section=_WHO, hint="不设秘书长的不填"),
        Field("note", "备注", Prose(), aliases=("说明", "主要议题"), section=_WHO),
    ),
)  # fmt: skip
