"""The ballot on livelihood projects at a session (民生实事项目票决): what was counted for the whole ballot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from app.domain import jobs
from app.domain.document_numbers import UnderNumber
from app.domain.fields import Context, Field, Problem, Row
from app.domain.kinds import Day, KnownDay, Link, Number, Prose, Text
from app.domain.law.majorities import majority
from app.domain.law.quorum import is_quorate, quorum
from app.domain.register import Register
from app.domain.registers.voting_body import frozen_number_holds, within_session

_PEOPLE = Number(most=3_000, unit="名")
_VOTES = Number(most=3_000, unit="张")


def congress_met(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Two thirds of all deputies must be present (组织法 art. 14)."""
    in_office, present = row.get("in_office"), row.get("present_count")
    if not in_office or present is None or is_quorate(present, in_office):
        return None
    message = (
        f"在任代表 {in_office} 名，到会 {present} 名，不到法定的 {quorum(in_office)} 名，票决无效，请核对。"
    )
    return Problem("present_count", "error", "quorum", message)


def ballots_in_order(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Valid + void = returned ≤ issued ≤ present ≤ in office (domain.md 3.9)."""
    chain = (
        ("in_office", "在任代表"),
        ("present_count", "到会代表"),
        ("ballots_issued", "发出票"),
        ("ballots_returned", "收回票"),
    )
    counts = [(key, words, row[key]) for key, words in chain if row.get(key) is not None]
    for (_, more, larger), (key, less, smaller) in pairwise(counts):
        if smaller > larger:
            return Problem(key, "error", "ballots", f"{less} {smaller} 多于{more} {larger}，请核对。")
    returned, valid, void = (row.get(key) for key in ("ballots_returned", "valid_ballots", "void_ballots"))
    counted = (valid or 0) + (void or 0)
    both = valid is not None and void is not None
    if returned is not None and (counted > returned or (both and counted != returned)):
        message = f"有效票 {valid or 0} 张加废票 {void or 0} 张，不等于收回的 {returned} 张，请核对。"
        return Problem("ballots_returned", "error", "ballots", message)
    return None


def fill_result(rows: Sequence[Row], context: Context) -> None:
    """How many votes a project needs, and how many were voted on."""
    projects = context.lookup.related("livelihood_projects", "ballot", [row["id"] for row in rows])
    for row in rows:
        row["needed"] = majority(row["in_office"]) if row.get("in_office") else None
        row["candidate_count"] = len(projects.get(row["id"], ()))


PROJECT_BALLOTS = Register(
    key="project_ballots",
    label="票决情况",
    measure="次",
    retention="Y",
    job=jobs.PROJECTS,
    icon="project_ballots",
    title="{town}民生实事项目票决情况一览表",
    identity=(("session", "planned_on"), ("held_on", "planned_on")),
    order=("-held_on", "planned_on"),
    year_field="held_on",
    called=("held_on", "session"),
    rules=(congress_met, ballots_in_order, within_session("held_on"), frozen_number_holds),
    published=UnderNumber("document_no"),
    list_columns=("held_on", "session", "planned_on", "in_office", "seats", "candidate_count", "needed"),
    print_columns=("held_on", "session", "planned_on", "in_office", "present_count", "ballots_issued", "ballots_returned", "valid_ballots", "void_ballots", "seats", "candidate_count", "needed", "note"),
    compute=fill_result,
    fields=(
        Field("session", "人代会", Link("sessions"), aliases=("会议", "会次")),
        Field("held_on", "票决日期", Day(), required=True, aliases=("日期", "时间")),
        Field("planned_on", "项目年度", KnownDay(future=True), required=True, aliases=("年度",), hint="填年份，例如 2022"),
        Field("in_office", "在任代表", _PEOPLE, required=True, aliases=("全体代表", "实有代表", "代表总数"), hint="票决那天全体在任代表人数；通过要超过它的半数"),
        Field("present_count", "到会代表", _PEOPLE, aliases=("实到代表",)),
        Field("seats", "计划确定", Number(least=1, most=100, unit="项"), aliases=("应选项目数", "正式项目数", "计划项目数"), hint="从候选项目里确定几项；不填的，过半数的都确定"),
        Field("ballots_issued", "发出票", _VOTES, aliases=("发出票数",)),
        Field("ballots_returned", "收回票", _VOTES, aliases=("收回票数",)),
        Field("valid_ballots", "有效票", _VOTES, aliases=("有效票数",)),
        Field("void_ballots", "废票", _VOTES, aliases=("无效票", "废票数")),
        Field("document_no", "决议文号", Text(longest=60), aliases=("文号",)),
        Field("candidate_count", "候选项目", Number(most=1_000, unit="项"), computed=True),
        Field("needed", "通过须赞成", Number(most=3_000, unit="票"), computed=True),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
