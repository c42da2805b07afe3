"""What a suggestion is checked for when it comes in (收件审查), and the kinds that are not taken, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Problem
from app.domain.filing import Filing
from app.domain.intake_checks import INTAKE_JUDGES, INTAKE_KINDS, KEY
from app.domain.kinds import Choice, Day, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.in_order import in_order


def words_to_look_for(row: Mapping[str, Any], context: Context) -> Problem | None:
    """An item that is judged by words needs some."""
    if row.get("judged_by") == "words" and not row.get("words"):
        return Problem("words", "warning", "words_missing", "按关键词核对的，请写明关键词，用顿号隔开。")
    return None


INTAKE_RULES = Register(
    key=KEY,
    label="收件审查项目",
    measure="项",
    retention="D10",
    job=jobs.SETTINGS,
    icon="checklist",
    title="代表建议收件审查项目表",
    identity=(("name", "valid_from"),),
    order=("no", "name"),
    called=("name",),
    rules=(words_to_look_for, in_order("valid_from", "valid_until", "停用日期早于启用日期")),
    filing=Filing(signers=()),
    list_columns=("no", "name", "kind", "criteria", "judged_by", "words", "basis", "valid_from", "valid_until"),
    fields=(
        Field("no", "项号", Number(least=1, most=99), aliases=("序号",)),
        Field("name", "审查项目", Text(longest=60), required=True, aliases=("项目", "审查内容")),
        Field("kind", "类别", Choice(INTAKE_KINDS), required=True),
        Field("criteria", "标准", Prose(), aliases=("要求",)),
        Field("judged_by", "核对方式", Choice(INTAKE_JUDGES), required=True, hint="除人工判断外，程序先按文字给出建议，由审查人决定"),
        Field("words", "关键词", Text(), hint="用顿号隔开，内容里出现时提醒，例如 诉讼、判决"),
        Field("basis", "依据", Text(), hint="例如 本省代表建议办理办法第几条"),
        Field("valid_from", "启用日期", Day(future=True)),
        Field("valid_until", "停用日期", Day(future=True)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
