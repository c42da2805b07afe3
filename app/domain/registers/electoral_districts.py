"""The electoral districts (选区) of a term, each electing one to three deputies (选举法 art. 25)."""

from collections.abc import Mapping
from typing import Any

from app.domain import jobs
from app.domain.codes import LEVELS
from app.domain.fields import Context, Field, Problem
from app.domain.filing import Filing
from app.domain.intake import Intake
from app.domain.intake_habits import OfCongress
from app.domain.kinds import Choice, Link, Number, Prose, Text
from app.domain.register import Register
from app.domain.registers.numbered_once import numbered_once
from app.domain.registers.terms import closed_with_its_term, in_current_term, term_of_same_level


def seats_one_to_three(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A district elects one to three deputies (选举法 art. 25)."""
    seats = row.get("seats")
    if seats is not None and not 1 <= seats <= 3:
        return Problem(
            "seats",
            "warning",
            "seats",
            f"每个选区选一至三名代表（选举法第二十五条），现在填的是 {seats} 名。",
        )
    return None


def voters_within_population(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Voters are part of the population."""
    voters, population = row.get("voters"), row.get("population")
    if voters and population and voters > population:
        return Problem("voters", "warning", "voters", f"选民 {voters} 人多于人口 {population} 人，请核对。")
    return None


def in_office_within_seats(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A district has no more deputies in office than it elects (选举法 art. 25, 57)."""
    seats, district = row.get("seats"), row.get("id")
    if seats is None or not district:
        return None
    equals = {"electoral_district": district}
    present = context.lookup.count("deputies", "in_office", context.today, equals)
    if present <= seats:
        return None
    message = f"这个选区在任代表 {present} 名，多于应选名额 {seats} 名，请核对。"
    return Problem("seats", "warning", "over_seats", message)


ELECTORAL_DISTRICTS = Register(
    key="electoral_districts",
    label="选区",
    measure="个",
    retention="Y",
    job=jobs.DEPUTIES,
    icon="districts",
    title="{town}{term}人民代表大会代表选区登记表",
    identity=(("name", "level", "term"), ("name", "level")),
    order=("level", "no", "name"),
    called=("name",),
    complete=in_current_term,
    intake=Intake(anchor="name", looks="district", habits=(OfCongress("level", "term"),)),
    rules=(term_of_same_level, seats_one_to_three, voters_within_population, in_office_within_seats, numbered_once("electoral_districts", "no", "选区号", "level", "term")),
    filing=Filing(section="level"),
    locks=closed_with_its_term("term"),
    list_columns=("no", "name", "level", "scope", "seats", "population", "voters", "polling_place"),
    print_columns=("no", "name", "scope", "seats", "population", "voters", "polling_place", "note"),
    fields=(
        Field(
            "no",
            "选区号",
            Number(least=1, most=999, ordinal=True),
            aliases=("序号", "编号", "选区序号"),
        ),
        Field("name", "选区名称", Text(longest=60), required=True, aliases=("选区", "名称", "选区名")),
        Field("level", "级别", Choice(LEVELS), required=True, aliases=("层级", "代表级别")),
        Field("term", "届次", Link("terms", creates=("level",))),
        Field(
            "scope",
            "所辖村（单位）",
            Prose(),
            aliases=("所辖单位", "范围", "选区范围", "辖区", "所辖村/单位"),
        ),
        Field(
            "seats",
            "应选名额",
            Number(least=0, most=99, unit="名"),
            total="sum",
            aliases=("名额", "代表名额", "应选代表数"),
        ),
        Field("population", "人口", Number(unit="人"), total="sum", aliases=("人口数", "总人口")),
        Field("voters", "选民", Number(unit="人"), total="sum", aliases=("选民数", "登记选民", "登记选民数", "选民人数")),
        Field("polling_place", "投票地点", Text(), aliases=("投票站", "选举大会地点")),
        Field("note", "备注", Prose(), aliases=("说明",)),
    ),
)  # fmt: skip
