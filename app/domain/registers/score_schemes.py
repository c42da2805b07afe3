"""The schemes by which performance is scored (积分办法): dated, with their legal basis, caps and grades."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from app.domain import jobs
from app.domain.fields import Context, Field, Problem
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Lines, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Register
from app.domain.score_codes import YEAR_KINDS

POINTS = Number(most=100_000, unit="分", decimals=1)
CATEGORY_COLUMNS = (
    Field("category", "类别", Text(longest=20), aliases=("计分类别",)),
    Field("cap", "类别最高分", POINTS, aliases=("最高分", "封顶")),
)
GRADE_COLUMNS = (
    Field("grade", "等次", Text(longest=10), aliases=("考核等次",)),
    Field("least", "最低分", POINTS, aliases=("分数线",)),
)


def grades_descend(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The best grade stands first, each next one with a lower border, named once."""
    lines = row.get("grades") or ()
    borders = [line.get("least", 0) for line in lines]
    names = [line.get("grade") for line in lines]
    if None in names or len(set(names)) < len(names):
        return Problem("grades", "error", "grades", "每个等次都要有名称，名称不能重复。")
    if any(later >= earlier for earlier, later in pairwise(borders)):
        return Problem("grades", "error", "grades", "等次请从高到低写，分数线要逐个降低。")
    return None


def categories_once(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A category has one cap."""
    names = [line.get("category") for line in row.get("categories") or ()]
    if None in names or len(set(names)) < len(names):
        return Problem("categories", "error", "categories", "每个类别都要有名称，名称不能重复。")
    return None


def used_is_closed(row: Mapping[str, Any], context: Context) -> str | None:
    """A scheme by which a year was published stays as it was: the rules stand beside the points for good."""
    published = context.lookup.where("performance_scores", {"scheme": row["id"]})
    if not published:
        return None
    year = max(score["for_year"] for score in published)
    return f"{year} 年度的积分已按这个办法公布，不能再改。要改办法，请另登记一个，填新的启用日期。"


SCORE_SCHEMES = Register(
    key="score_schemes",
    label="积分办法",
    measure="个",
    retention="D30",
    job=jobs.BOOKLETS,
    icon="score_schemes",
    title="{town}人大代表履职积分办法一览表",
    identity=(("name", "valid_from"),),
    order=("-valid_from", "name"),
    called=("name",),
    rules=(grades_descend, categories_once),
    locks=Locks(closed=used_is_closed),
    filing=Filing(signers=()),
    list_columns=("name", "valid_from", "year_kind", "base", "max_total", "grades", "basis"),
    print_columns=("name", "valid_from", "year_kind", "base", "max_total", "categories", "grades", "best_share", "basis", "note"),
    fields=(
        Field("name", "办法名称", Text(longest=60), required=True, aliases=("名称", "积分办法名称")),
        Field("valid_from", "启用日期", Day(future=True), required=True, hint="年度中途启用的，从下一年度起用", aliases=("施行日期",)),
        Field("year_kind", "按哪种年度", Choice(YEAR_KINDS), required=True, aliases=("年度种类",)),
        Field("base", "起评分", POINTS, hint="人人都有的基础分，没有就不填", aliases=("基础分",)),
        Field("max_total", "总分上限", POINTS, hint="不设上限就不填", aliases=("总分最高",)),
        Field("categories", "类别最高分", Lines(CATEGORY_COLUMNS), hint="没有列出的类别不封顶"),
        Field("grades", "考核等次", Lines(GRADE_COLUMNS), hint="从高到低，例如 优秀 90，良好 80", aliases=("等次",)),
        Field("best_share", "最高等次比例", Number(most=100, unit="%"), hint="最高等次最多占百分之几，不限就不填", aliases=("优秀比例",)),
        Field("basis", "依据", Text(), hint="例如 代表法第五十八条，主席团会议通过的日期", aliases=("文件依据",)),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
