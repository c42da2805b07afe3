"""How clerks' lists of livelihood projects are written: the year left to the planned days, states told by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Context, Problem, Ref
from app.domain.intake import Intake
from app.domain.registers.project_course import BALLOTS, state_of
from app.domain.supervision_codes import PROJECT_STATES

_ADOPTED = ("adopted", "under_way", "completed")
# What was begun is 已确定 too, and clerks write 进行中 of what was only decided.
_AGREES = {("adopted", "under_way"), ("under_way", "adopted")}


def year_and_state(row: dict[str, Any], context: Context) -> Iterable[Problem]:
    """What a sheet leaves to its reader: the year of a project, and the days on which it was adopted and completed."""
    planned = row.get("planned_end_on") or row.get("planned_start_on")
    if row.get("planned_on") is None and planned is not None:
        row["planned_on"] = PartialDate(planned.year)
        yield Problem("planned_on", "note", "year_of_plan", "没有写项目年度，按计划的时间读取。")
    year = row.get("planned_on")
    if year is not None and row.get("votes_for") is not None and row.get("ballot") is None:
        row["ballot"] = _ballot_of(year.year, context)
    if year is None or row.get("state") not in _ADOPTED:
        return
    if row.get("adopted_on") is None and row.get("votes_for") is None:
        row["adopted_on"] = PartialDate(year.year)
        words = "项目已经确定或开工，没有票决票数，先按项目年度作为人代会确定的时间读取，对吗？"
        yield Problem("adopted_on", "question", "adopted_on", words)
    if row["state"] == "completed" and row.get("completed_on") is None:
        row["completed_on"] = row.get("planned_end_on") or PartialDate(year.year)
        words = "状态写的是“已完成”，没有完成日期，先按计划完成时间或项目年度读取，对吗？"
        yield Problem("completed_on", "question", "completed_on", words)


def _ballot_of(year: int, context: Context) -> Ref | None:
    """The only ballot on the projects of a year; None where there is none or were several."""
    ids = [row["id"] for row in context.lookup.where(BALLOTS, {}) if row["planned_on"].year == year]
    matches = context.lookup.matches(BALLOTS, "", {"id": ids[0]}) if len(ids) == 1 else ()
    return matches[0] if matches else None


def state_borne_out(sheet_state: str, row: Mapping[str, Any], context: Context) -> str | None:
    """A sentence where votes and dates do not bear out the state that the sheet names."""
    state = state_of(row, context.today, context.lookup)
    if state == sheet_state or (state, sheet_state) in _AGREES:
        return None
    words, by_dates = PROJECT_STATES.label(sheet_state), PROJECT_STATES.label(state)
    return f"状态写的是“{words}”，按票数和日期推算是“{by_dates}”，请核对票数或补填日期。"


PROJECTS_INTAKE = Intake(
    anchor="title",
    remarks="note",
    infer=year_and_state,
    claims={"state": state_borne_out},
)
