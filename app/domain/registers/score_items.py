"""The items of a scheme (计分项目): what is counted, how it gives points, and within which limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.contact_codes import ATTENDANCE, ROLES
from app.domain.fields import Context, Field, Problem
from app.domain.filing import Filing
from app.domain.kinds import Choice, Link, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Register
from app.domain.registers.score_schemes import POINTS, used_is_closed
from app.domain.score_codes import COUNTED_BY, SCORE_BASES, SCORED, SESSION_MISSED, SUSPENDED

_FACTS = (SESSION_MISSED, SUSPENDED)


def counts_something(row: Mapping[str, Any], context: Context) -> Problem | None:
    """What is not given by hand says what it counts; two facts that are no records give no points by attendance."""
    basis, counted = row.get("basis"), row.get("counted")
    if basis == "manual" and counted:
        return Problem("counted", "error", "counted", "手工评分的项目不数记录，计分对象请留空。")
    if basis != "manual" and not counted:
        if basis == "target" and not row.get("required_count"):
            return None  # points that everybody begins a category with
        return Problem("counted", "error", "counted", "请选择计分对象：数的是哪一类履职。")
    if basis == "per_ratio" and counted in _FACTS:
        return Problem(
            "counted", "error", "counted", "按出席率计分的，计分对象要选一类履职，例如 出席人大会议。"
        )
    return None


def points_given(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Every way but a veto and points by hand says how many points."""
    if row.get("basis") in ("veto", "manual") or row.get("points") is not None:
        return None
    return Problem("points", "error", "missing", "请填写分值。")


def closed_with_its_scheme(row: Mapping[str, Any], context: Context) -> str | None:
    """An item stays with a scheme by which a year was published."""
    link = row.get("scheme")
    return used_is_closed({"id": link.id}, context) if link and link.id is not None else None


def scheme_is_open(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nor does such a scheme get a new item."""
    sentence = closed_with_its_scheme(row, context)
    return Problem("scheme", "error", "closed", sentence) if sentence else None


SCORE_ITEMS = Register(
    key="score_items",
    label="计分项目",
    measure="项",
    retention="D30",
    job=jobs.BOOKLETS,
    icon="score_items",
    title="{town}人大代表履职计分项目表",
    identity=(("scheme", "name"),),
    order=("scheme", "no", "name"),
    called=("name",),
    rules=(counts_something, points_given, scheme_is_open),
    locks=Locks(closed=closed_with_its_scheme),
    filing=Filing(signers=()),
    list_columns=("scheme", "no", "name", "category", "basis", "counted", "points", "cap", "required_count"),
    print_columns=("scheme", "no", "name", "category", "basis", "counted", "role", "attendance", "points", "step", "cap", "required_count", "note"),
    fields=(
        Field("scheme", "积分办法", Link("score_schemes"), required=True),
        Field("no", "项号", Number(least=1, most=999), required=True, aliases=("序号",)),
        Field("name", "计分项目", Text(longest=40), required=True, aliases=("项目", "项目名称")),
        Field("category", "类别", Text(longest=20), required=True, aliases=("计分类别",)),
        Field("basis", "计分方式", Choice(SCORE_BASES), required=True),
        Field("counted", "计分对象", Choice(SCORED), aliases=("数什么",)),
        Field("role", "角色", Choice(ROLES), hint="只算某种角色时才填，例如 附议"),
        Field("attendance", "出席情况", Choice(ATTENDANCE), hint="只算某种出席情况时才填，例如 请假"),
        Field("counted_by", "按次还是按天", Choice(COUNTED_BY), hint="同一天几次只算一次的，选 天"),
        Field("points", "分值", POINTS, hint="每次的分数，按出席率和达到次数的填满分", aliases=("每次分值",)),
        Field("step", "增减分", POINTS, hint="达到次数计分：每多（少）一次加（减）多少分"),
        Field("cap", "本项最高分", POINTS, hint="扣分项目填最多扣多少", aliases=("最高分",)),
        Field("required_count", "要求次数", Number(least=1, most=1000), hint="每次计分的：不足就不得分；扣分的：不足就不扣；否决的：满几次就否决，不填为一次", aliases=("最低次数",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
