"""Scores and appraisals of a year (履职积分考核): what was published stands with its lines, whatever changes later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.conditions import Blank
from app.domain.fields import Field, Problem
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Flag, Lines, Link, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Filter, Register
from app.domain.registers.score_schemes import POINTS
from app.domain.score_codes import YEAR_KINDS

APPRAISALS = (
    "self_grade",
    "group_grade",
    "presidium_grade",
)  # of the office; the public gets what was published
LINE_COLUMNS = (
    Field("item", "计分项目", Text(longest=40)),
    Field("category", "类别", Text(longest=20)),
    Field("words", "怎样得分", Text()),
    Field("points", "得分", Number(least=-100_000, most=100_000, unit="分", decimals=1)),
)


_PUBLISHED = "这个年度的积分已经公布，不能再改。确需更正，请在“履职积分”页撤回公布，改好后重新公布。"


def published_stays(before: Mapping[str, Any], after: Mapping[str, Any]) -> Problem | None:
    """What was published is not changed while it is public; taking it back is an act of its own."""
    if before.get("published_on") and after.get("published_on"):
        return Problem("published_on", "error", "published", _PUBLISHED)
    return None


def published_is_kept(row: Mapping[str, Any]) -> str | None:
    """Nor is it removed."""
    return _PUBLISHED if row.get("published_on") else None


PERFORMANCE_SCORES = Register(
    key="performance_scores",
    label="积分考核",
    measure="人",
    retention="D30",
    job=jobs.BOOKLETS,
    icon="performance_scores",
    title="{town}人大代表履职积分考核表",
    identity=(("deputy", "year_kind", "for_year"),),
    order=("-for_year", "year_kind", "deputy"),
    called=("for_year", "deputy"),
    filing=Filing(office_only=(*APPRAISALS, "lines"), published="is_published"),
    locks=Locks(kept=published_is_kept, steps=(published_stays,)),
    filters=(
        Filter("published", "已公布", "good", where=~Blank("published_on")),
        Filter("open", "未公布", "info", where=Blank("published_on")),
    ),
    list_columns=("for_year", "year_kind", "deputy", "self_grade", "group_grade", "presidium_grade", "points", "place", "grade", "published_on"),
    print_columns=("for_year", "year_kind", "deputy", "points", "place", "grade", "self_grade", "group_grade", "presidium_grade", "published_on", "note"),
    fields=(
        Field("deputy", "代表", Link("deputies"), required=True, aliases=("姓名", "代表姓名")),
        Field("year_kind", "年度种类", Choice(YEAR_KINDS), required=True),
        Field("for_year", "年度", Number(least=1950, most=2200), required=True, hint="年度开始的那一年，例如 2022", aliases=("考核年度",)),
        Field("self_grade", "本人自评", Text(longest=10), aliases=("自评", "自评等次")),
        Field("group_grade", "小组评价", Text(longest=10), aliases=("代表小组评价", "小组评定等次")),
        Field("presidium_grade", "主席团考核等次", Text(longest=10), hint="与按分数的等次不同时，以这里为准", aliases=("考核等次", "主席团评定")),
        Field("note", "备注", Prose(), aliases=("说明",)),
        Field("points", "总分", POINTS, by_program=True),
        Field("place", "名次", Number(least=1, most=10_000), by_program=True),
        Field("grade", "公布等次", Text(longest=10), by_program=True),
        Field("scheme", "积分办法", Link("score_schemes"), by_program=True),
        Field("first_on", "年度第一天", Day(), by_program=True),
        Field("last_on", "年度最后一天", Day(future=True), by_program=True),
        Field("lines", "得分明细", Lines(LINE_COLUMNS), by_program=True),
        Field("is_published", "可以公开", Flag(), by_program=True),
        Field("published_on", "公布日期", Day(), by_program=True),
    ),
)  # fmt: skip
