"""Figures as they were reported (定稿数字): kept with the rows behind them, so that later edits show as differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import jobs
from app.domain.fields import Field, Problem
from app.domain.kinds import Day, KnownDay, Lines, Number, Prose, Text
from app.domain.locks import Locks
from app.domain.register import Register

KEY = "figure_snapshots"
OCCASIONS = ("主席团工作报告", "建议办理情况报告", "手工定稿")
FIGURE_COLUMNS = (
    Field("item", "项目", Text(longest=60), hint="照“统计数字”页上的名称写"),
    Field("figure", "数字", Text(longest=60), hint="照报告里印的写，例如 25件、90%、89.3%（25/28）"),
)
# ``rows`` and ``counted_in`` (the base of a rate) are ids of ``register`` as ranges: 1-3,7.
BEHIND_COLUMNS = (
    Field("key", "统计项", Text(longest=80)),
    Field("register", "台账", Text(longest=60)),
    Field("rows", "计入的记录", Text(longest=2_000_000)),
    Field("counted_in", "基数的记录", Text(longest=2_000_000)),
    Field("basis", "口径", Text(longest=1000)),
    Field("splits", "分项", Text(longest=2_000_000)),
)


@dataclass(frozen=True)
class RowsBehind(Lines):
    """The ranges of row ids behind each figure: for the comparison on 统计数字, not for reading."""

    def on_screen(self, value: Any) -> str:
        """How many figures have them, and where they speak."""
        return f"{len(value)} 项统计的记录；后来有变动的，列在“统计数字”页上" if value else ""


_FROZEN = "这份数字是从记录里定下来的，不能改。要按现在的记录再定一份，请在“统计数字”页点“定稿”。"


def frozen_stays(before: Mapping[str, Any], after: Mapping[str, Any]) -> Problem | None:
    """What was frozen from the records stays as it was; numbers typed from an older report may be corrected."""
    if before.get("behind") is None or all(
        before.get(key) == after.get(key) for key in ("figures", "for_year", "until")
    ):
        return None
    return Problem("figures", "error", "frozen", _FROZEN)


FIGURE_SNAPSHOTS = Register(
    key=KEY,
    label="定稿数字",
    measure="份",
    retention="Y",
    job=jobs.FIGURES,
    icon="figure_snapshots",
    title="{town}人大定稿统计数字",
    identity=(("for_year", "until", "frozen_on", "occasion", "change_no"),),
    order=("-for_year", "-frozen_on", "-change_no", "occasion"),
    year_field="for_year",
    called=("occasion",),
    locks=Locks(steps=(frozen_stays,), with_year=False),  # a report of a year is written after it too
    list_columns=("for_year", "until", "frozen_on", "occasion", "note"),
    print_columns=("for_year", "until", "frozen_on", "occasion", "figures", "note"),
    fields=(
        Field("for_year", "年度", KnownDay(future=True), required=True, hint="填四位年份", aliases=("报告年度",)),
        Field("until", "统计截至", Day(future=True), required=True, aliases=("截止日期",)),
        Field("frozen_on", "定稿日期", Day(), required=True, aliases=("报告日期",)),
        Field("occasion", "用在哪里", Text(longest=60, usual=OCCASIONS), required=True, aliases=("报告名称",)),
        Field("figures", "数字", Lines(FIGURE_COLUMNS), hint="以前的报告可以照印的数字填，程序会与记录比较"),
        Field("note", "备注", Prose(), aliases=("说明",)),
        Field("behind", "由哪些记录得出", RowsBehind(BEHIND_COLUMNS), by_program=True),
        Field("change_no", "定稿时的修改历史", Number(most=2**53), by_program=True),
        Field("change_code", "修改历史的校验值", Text(longest=64), by_program=True),
    ),
)  # fmt: skip
