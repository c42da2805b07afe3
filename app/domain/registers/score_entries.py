"""Points given by hand (手工评分): for what no record can tell, with who gave them and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.booklet_years import closing_year
from app.domain.fields import Context, Field, Problem, Row
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Link, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Register
from app.domain.registers.score_schemes import POINTS
from app.domain.score_codes import YEAR_KINDS


def item_by_hand(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Points by hand go to an item of that kind; of the others the records decide."""
    item = _linked(row, "item", "score_items", context)
    if item is None or item["basis"] == "manual":
        return None
    return Problem(
        "item", "error", "basis", f"“{item['name']}”按记录自动计分，手工评分请选计分方式为手工评分的项目。"
    )


def fill_year_kinds(rows: Sequence[Row], context: Context) -> None:
    """Of which kind the year is (domain.md 0.5): that of the scheme to which the item belongs."""
    for row in rows:
        row["year_kind"] = _year_kind(row, context)


def closed_in(row: Mapping[str, Any], context: Context) -> int | None:
    """The points are part of what is handed in for the year in which theirs ends: a register year's are given until April."""
    number = row.get("for_year")
    return closing_year(_year_kind(row, context) or "calendar", number) if number else None


def _year_kind(row: Mapping[str, Any], context: Context) -> str | None:
    item = _linked(row, "item", "score_items", context)
    scheme = _linked(item or {}, "scheme", "score_schemes", context)
    return scheme["year_kind"] if scheme else None


def _linked(row: Mapping[str, Any], field: str, register: str, context: Context) -> Row | None:
    link = row.get(field)
    return context.lookup.row(register, link.id) if link and link.id is not None else None


SCORE_ENTRIES = Register(
    key="score_entries",
    label="手工评分",
    measure="条",
    retention="D30",
    job=jobs.BOOKLETS,
    icon="score_entries",
    title="{town}人大代表履职手工评分表",
    identity=(("deputy", "item", "for_year", "reason"),),
    order=("-for_year", "item", "deputy"),
    called=("for_year", "deputy", "item"),
    rules=(item_by_hand,),
    locks=Locks(closing_year=closed_in),
    compute=fill_year_kinds,
    filing=Filing(office_only=("reason", "scored_by")),
    list_columns=("for_year", "year_kind", "deputy", "item", "points", "reason", "scored_by", "scored_on"),
    fields=(
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名", "代表姓名")),
        Field("item", "计分项目", Link("score_items"), required=True, aliases=("项目",)),
        Field("for_year", "年度", Number(least=1950, most=2200), required=True, hint="年度开始的那一年，例如 2022", aliases=("评分年度",)),
        Field("year_kind", "年度种类", Choice(YEAR_KINDS), computed=True),
        Field("points", "得分", POINTS, required=True, aliases=("分数", "分值")),
        Field("reason", "理由", Text(), required=True, aliases=("事由", "评分理由")),
        Field("scored_by", "评分人", Text(longest=40)),
        Field("scored_on", "评分日期", Day()),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
