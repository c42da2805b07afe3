"""The dated events of a mandate: elected, suspended, resigned, terminated … (代表变动情况)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain import jobs
from app.domain.codes import CHANGE_KINDS, END_REASONS
from app.domain.document_numbers import UnderNumber
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.kinds import Choice, Day, KnownDay, Link, Number, Prose, Text
from app.domain.law.citations import basis_of_change
from app.domain.law.mandates import ENDING_KINDS, reason_by_kind
from app.domain.register import Register
from app.domain.registers.in_order import in_order
from app.domain.registers.mandate_change_rules import (
    nothing_after_the_end,
    nothing_before_the_beginning,
    resigned_at_a_session,
    suspended_and_resumed_in_turn,
)
from app.domain.registers.posts_of_deputies import post_ends_with_the_mandate
from app.domain.registers.terms import closed_with_its_term


def reason_for_termination(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A termination names its reason (代表法 art. 62; before 2025 art. 49)."""
    if row.get("kind") == "terminated" and not row.get("end_reason"):
        return Problem("end_reason", "error", "missing", "请选择代表资格终止的原因（代表法列明的情形之一）。")
    return None


def reason_only_for_ends(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A reason of termination beside an event that ends nothing contradicts it."""
    if row.get("end_reason") and row.get("kind") not in ENDING_KINDS:
        return Problem("end_reason", "warning", "contradiction", "这类变动不终止代表资格，终止原因请留空。")
    return None


def reason_of_kind(row: Row, context: Context) -> None:
    """A resignation, a move, a death or a recall says by itself why the mandate ended: that is not kept (代表法 art. 62)."""
    implied = reason_by_kind(row["kind"]) if row.get("kind") else None
    if context.typed and row.get("id") is None:  # a new form shows it while the kind is chosen
        row["end_reason"] = row.get("end_reason") or implied
    elif row.get("end_reason") == implied:
        row["end_reason"] = None


def fill_consequences(rows: Sequence[Row], context: Context) -> None:
    """The article, and how many deputies of the level were in office once the event had happened.

    A suspended deputy is still a deputy (代表法 art. 61): counted, and told beside the count.
    """
    lookup = context.lookup
    for row in rows:
        row["end_reason"] = row.get("end_reason") or reason_by_kind(row["kind"])
        if row.get("kind") and row.get("occurred_on"):
            row["legal_basis"] = basis_of_change(row["kind"], row["occurred_on"].first_day)
        mandate = lookup.row("deputies", row["mandate"].id) if row["mandate"] and row["mandate"].id else None
        if mandate and row.get("occurred_on"):
            day = _counted_on(row, mandate, lookup)
            level = {"level": mandate["level"]}
            row["in_office_after"] = lookup.count("deputies", "in_office", day, level)
            row["suspended_after"] = lookup.count("deputies", "suspended", day, level) or None


def _counted_on(row: Row, mandate: Row, lookup: Lookup) -> date:
    """The last day that the event's date may mean; an election counts once the term has begun."""
    day: date = row["occurred_on"].last_day
    term = lookup.row("terms", mandate["term"].id) if mandate.get("term") and mandate["term"].id else None
    started = term.get("started_on") if term else None
    return max(day, started) if started else day


MANDATE_CHANGES = Register(
    key="mandate_changes",
    label="代表变动",
    measure="条",
    retention="Y",
    job=jobs.DEPUTIES,
    icon="changes",
    title="{town}人大代表变动情况登记表",
    identity=(("mandate", "kind", "occurred_on"),),
    order=("-occurred_on", "mandate"),
    year_field="occurred_on",
    called=("occurred_on", "mandate", "kind"),
    complete=reason_of_kind,
    compute=fill_consequences,
    rules=(
        reason_for_termination, reason_only_for_ends, in_order("occurred_on", "announced_on", "公告日期早于变动日期"), resigned_at_a_session,
        nothing_after_the_end, nothing_before_the_beginning, suspended_and_resumed_in_turn, post_ends_with_the_mandate,
    ),
    published=UnderNumber("document_no", ("announced_on",)),
    locks=closed_with_its_term("mandate", "deputies"),
    list_columns=("occurred_on", "mandate", "kind", "end_reason", "document_no", "in_office_after", "note"),
    print_columns=(
        "occurred_on", "mandate", "kind", "end_reason", "legal_basis", "announced_on", "document_no",
        "in_office_after", "suspended_after", "note",
    ),
    fields=(
        Field("mandate", "代表", Link("deputies"), required=True, aliases=("姓名", "代表姓名")),
        Field("kind", "变动类别", Choice(CHANGE_KINDS), required=True, aliases=("类别", "变动")),
        Field("occurred_on", "变动日期", KnownDay(future=True), required=True, aliases=("日期", "时间"),
              hint="辞职填大会接受的日期，迁出、去世填实际发生的日期"),
        Field("end_reason", "终止原因", Choice(END_REASONS), implied=True, aliases=("原因",)),
        Field("announced_on", "公告日期", Day()),
        Field("document_no", "依据文号", Text(longest=60), aliases=("文号", "公告文号")),
        Field("legal_basis", "法律依据", Text(longest=60, width=16), computed=True),
        Field("in_office_after", "变动后实有代表数", Number(most=3000, unit="名"), computed=True),
        Field("suspended_after", "其中暂停执行职务", Number(most=3000, unit="名"), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
