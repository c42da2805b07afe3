"""When deputies are away (请假): respected by the rota, and by the roll of a session unless it was not approved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.conditions import Blank, Reached
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.filing import Filing
from app.domain.kinds import Day, Flag, Link, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.in_order import in_order

KEY = "deputy_leaves"


def leave_covering(mandate: int, day: date, lookup: Lookup) -> Row | None:
    """The leave of a deputy that covers a day; of several one that was not refused."""
    leaves = lookup.where(KEY, {"deputy": mandate})
    covering = [row for row in leaves if row["from_on"] <= day <= row["until_on"]]
    return next((row for row in covering if row.get("is_approved") is not False), next(iter(covering), None))


def away_once(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Two leaves of a deputy do not cover one day: the roll would not know which of them counts."""
    deputy, first, last = row.get("deputy"), row.get("from_on"), row.get("until_on")
    if deputy is None or deputy.id is None or first is None or last is None:
        return None
    leaves = context.lookup.where(KEY, {"deputy": deputy.id})
    beside = [
        one
        for one in leaves
        if one["id"] != row.get("id") and one["from_on"] <= last and first <= one["until_on"]
    ]
    if not beside:
        return None
    message = f"与 {beside[0]['from_on']} 至 {beside[0]['until_on']} 的请假有重叠，请核对日期。"
    return Problem("from_on", "warning", "overlap", message)


_UNDECIDED = Blank("is_approved") & Blank("approved_by") & Blank("approved_on")

DEPUTY_LEAVES = Register(
    key=KEY,
    label="代表请假",
    measure="条",
    retention="D10",
    job=jobs.DEPUTIES,
    icon="leave",
    title="{town}人大代表请假登记",
    identity=(("deputy", "from_on"),),
    order=("-from_on", "deputy"),
    year_field="from_on",
    called=("deputy", "from_on"),
    rules=(in_order("from_on", "until_on", "结束日期早于开始日期", "error"), away_once),
    filters=(
        Filter("to_approve", "待批准", "warn", where=_UNDECIDED & ~Reached("until_on"), waits=True, until="from_on"),
    ),
    filing=Filing(office_only=("reason",)),  # an illness is nobody else's business
    list_columns=("deputy", "from_on", "until_on", "reason", "is_approved", "approved_by"),
    print_columns=("deputy", "from_on", "until_on", "session", "reason", "is_approved", "approved_by", "approved_on", "note"),
    fields=(
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名",)),
        Field("from_on", "开始日期", Day(future=True), required=True),
        Field("until_on", "结束日期", Day(future=True), required=True),
        Field("reason", "事由", Text(), aliases=("请假事由", "原因")),
        Field("session", "人代会", Link("sessions"), aliases=("会次", "会议"), hint="向人代会请假的才填"),
        Field("is_approved", "是否批准", Flag(), aliases=("批准", "是否准假"), hint="没有批准的选“否”，会上按缺席登记"),
        Field("approved_by", "批准人", Text(longest=40), aliases=("准假人",)),
        Field("approved_on", "批准日期", Day()),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
