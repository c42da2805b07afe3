"""Trainings of deputies (学习培训): by the presidium or by the standing committee above (代表法)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain import jobs
from app.domain.conditions import Is
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Row
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.intake_habits import EndsOn
from app.domain.kinds import Choice, Day, Links, Money, Number, Prose, Text
from app.domain.register import Filter, Register
from app.domain.registers.acting_deputies import deputies_in_office, named_once, refs_of
from app.domain.registers.in_order import in_order
from app.domain.registers.participation import deputies_counted, drop_count_of_names, fill_count_of_names
from app.domain.registers.performance_records import records_of_all
from app.domain.supervision_codes import TRAINING_KINDS


def either_there_or_not(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nobody both took part and stayed away."""
    absent = {ref.name for ref in refs_of(row.get("absent"))}
    both = [ref.name for ref in refs_of(row.get("deputies")) if ref.name in absent]
    if not both:
        return None
    return Problem(
        "absent",
        "warning",
        "there_and_absent",
        f"{'、'.join(both)}既写在参加代表里，又写在未参加代表里，请核对。",
    )


def complete(row: Row, context: Context) -> None:
    """A count that the names give is not kept."""
    drop_count_of_names(row)


def fill_counts(rows: Sequence[Row], context: Context) -> None:
    """How many deputies took part."""
    for row in rows:
        fill_count_of_names(row)


def attendances(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """Each deputy who took part has a performance record."""
    return records_of_all(
        row.get("deputies"),
        kind="training",
        occurred_on=row["held_on"],
        title=row["title"],
        place=row.get("place"),
    )


def trainings_in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many trainings, and how many deputies' person-times."""
    return f"合计：培训 {len(rows)} 次，参加代表 {sum(row.get('deputy_count') or 0 for row in rows)} 人次。"


TRAININGS = Register(
    key="trainings",
    label="学习培训台账",
    measure="次",
    retention="D10",
    job=jobs.REPORTS,
    icon="trainings",
    title="{town}人大代表学习培训台账",
    identity=(("held_on", "title"),),
    order=("-held_on", "title"),
    year_field="held_on",
    called=("held_on", "title"),
    intake=Intake(
        anchor="title",
        remarks="note",
        habits=(EndsOn("ended_on"),),
    ),
    rules=(
        in_order("held_on", "ended_on", "结束日期早于培训日期"), deputies_counted, either_there_or_not,
        deputies_in_office("deputies", "held_on"), named_once("deputies"),
        deputies_in_office("absent", "held_on", acting=False), named_once("absent"),
    ),
    complete=complete,
    compute=fill_counts,
    derives=Derivation(("performance_records",), attendances),
    filing=Filing(closing=trainings_in_words),
    filters=(
        Filter("induction", "初任培训", where=Is("kind", "induction")),
        Filter("special", "专题培训", where=Is("kind", "special")),
        Filter("with_meeting", "以会代训", where=Is("kind", "with_meeting")),
    ),
    list_columns=("held_on", "title", "kind", "lecturer", "organizer", "deputy_count", "hours"),
    print_columns=("held_on", "title", "kind", "lecturer", "place", "deputy_count", "hours", "organizer", "note"),
    fields=(
        Field("held_on", "培训日期", Day(future=True), required=True, aliases=("日期", "时间", "培训时间", "学习时间", "学习日期")),
        Field("ended_on", "结束日期", Day(future=True)),
        Field("title", "培训内容", Text(), required=True, aliases=("内容", "主题", "名称", "培训项目", "培训主题", "学习内容", "培训名称", "学习主题", "课程", "专题")),
        Field("kind", "培训类别", Choice(TRAINING_KINDS), aliases=("类别", "形式", "培训形式", "培训方式", "类型")),
        Field("organizer", "组织单位", Text(longest=60), aliases=("组织者", "举办单位", "主办单位"), hint="例如 镇人大主席团、市人大常委会"),
        Field("lecturer", "主讲", Text(longest=60), aliases=("主讲人", "授课人", "主讲老师", "讲师", "授课老师", "辅导人")),
        Field("place", "地点", Text(longest=80), aliases=("培训地点", "学习地点")),
        Field("hours", "学时", Number(most=10_000, decimals=1, unit="学时"), total="sum", aliases=("课时", "学时数")),
        Field("deputies", "参加代表", Links("deputies"), aliases=("代表", "参加人员", "代表姓名", "参加代表姓名", "参训代表", "参训人员", "参加培训代表", "学习人员")),
        Field("deputy_count", "参加人数", Number(most=10_000, unit="人"), implied=True, total="sum", hint="姓名写全的不用填", aliases=("代表人数", "人数", "参加代表人数", "参训人数", "培训人数", "参加培训人数", "人次")),
        Field("absent", "未参加代表", Links("deputies"), aliases=("缺席", "缺席代表", "请假代表")),
        Field("content", "培训情况", Prose(), aliases=("主要内容", "学习情况")),
        Field("cost", "支出", Money(), aliases=("经费", "培训费")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
