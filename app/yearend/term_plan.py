"""What the clerk says of a change of term (换届): the new term, its districts, and who was re-elected from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.codes import LEVELS, MANDATE_STATES
from app.domain.days import PartialDate
from app.domain.fields import Context, Field, Problem, Row
from app.domain.kinds import Flag, Lines, Number, Text
from app.domain.numerals import chinese_number
from app.domain.registers import BY_KEY

_TERM, _DISTRICT, _DEPUTY = (BY_KEY[key] for key in ("terms", "electoral_districts", "deputies"))
REELECTED = "reelected"
BY_DISTRICTS = (
    "township",
    "county",
)  # elected by the voters of districts; the others by the congress below (选举法 art. 3)
IN_OFFICE = tuple(map(MANDATE_STATES.label, ("in_office", "suspended")))
FIELDS = (
    replace(_TERM.field("level"), label="哪一级"),
    replace(_TERM.field("ordinal"), label="新一届是第几届"),
    replace(
        _TERM.field("started_on"), required=True, expected=False, label="新一届首次会议日期",
        hint="本届代表到这一天为止，新一届代表从这一天起；还没有开会的填预定的日期，以后可以改",
    ),
    _TERM.field("quota"),
    replace(_DEPUTY.field("elected_on"), label="选举日", section="", aliases=()),
    Field("keeps_groups", "代表团、代表小组照上届", Flag(), hint="连任代表留在原来的代表团和小组"),
    Field(
        "districts", "新一届选区", Lines(tuple(_DISTRICT.field(key) for key in ("no", "name", "seats"))),
        hint="先列出上届的选区，照新的划分修改；名称相同的带上所辖村和投票地点",
    ),
    Field(
        REELECTED, "连任代表",
        Lines((Field("mandate", "上届代表记录号", Number(least=1), required=True), Field("district", "新一届选区", Text(longest=60)))),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Reelected:
    """Somebody of the old term who was elected again, and from which district; the district may be blank."""

    mandate: int
    district: str = ""


@dataclass(frozen=True)
class TermPlan:
    """A change of term as it was typed; ``districts`` are rows of no, name and seats."""

    level: str
    ordinal: int
    started_on: date
    quota: int | None = None
    elected_on: PartialDate | None = None
    keeps_groups: bool = False
    districts: tuple[Row, ...] = ()
    reelected: tuple[Reelected, ...] = ()

    @property
    def called(self) -> str:
        """镇第十七届."""
        return term_name(self.level, self.ordinal)


@dataclass(frozen=True)
class Candidate:
    """Who may be elected again, by one mandate in the old term; ``state``: how it stands today."""

    mandate: int
    person: int
    name: str
    district: str
    state: str

    @property
    def in_office(self) -> bool:
        """Whether the mandate runs today; suspended is in office (代表法 art. 61)."""
        return self.state in IN_OFFICE


@dataclass(frozen=True)
class OldTerm:
    """The term that ends, as far as a change of it must be judged; ``last_session`` is the last opening day in it."""

    row: Row
    candidates: tuple[Candidate, ...]
    last_session: date | None = None


def term_name(level: str, ordinal: int) -> str:
    """镇第十七届."""
    return f"{LEVELS.label(level)}第{chinese_number(ordinal)}届"


def plan_of(raw: Mapping[str, Any], context: Context) -> tuple[TermPlan | None, list[Problem]]:
    """The plan in typed texts or a script's values, with every problem; None where something required is missing."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for field in FIELDS:
        reading = field.read(raw.get(field.key), context)
        problems += reading.problems
        if reading.value is not None:
            values[field.key] = reading.value
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    again = tuple(Reelected(one["mandate"], one.get("district", "")) for one in values.pop(REELECTED, ()))
    return TermPlan(**values, reelected=again), problems


def objections(plan: TermPlan, old: OldTerm | None) -> list[Problem]:
    """Why the term cannot be changed like this, by field; nothing when it can.  No clock is asked: it may be wrong."""
    problems = list(_of_terms(plan, old))
    if not problems and old is not None:
        problems += [*_of_days(plan, old), *_of_districts(plan), *_of_people(plan, old)]
    return problems


def _of_terms(plan: TermPlan, old: OldTerm | None) -> Iterator[Problem]:
    level = LEVELS.label(plan.level)
    if old is None:
        yield _problem("level", f"台账里还没有{level}的届次，不用换届。请在“设置”的“届次”里登记本届。")
        return
    name, started = term_name(plan.level, old.row["ordinal"]), old.row.get("started_on")
    if started is None:
        yield _problem("level", f"{name}还没有填首次会议日期，不能换届。请先在“设置”的“届次”里补上。")
    elif plan.ordinal <= old.row["ordinal"]:
        words = f"{name}已经登记（首次会议 {started.isoformat()}），换届已经办过。补录选区和代表请用导入。"
        yield _problem("ordinal", words)


def _of_days(plan: TermPlan, old: OldTerm) -> Iterator[Problem]:
    name, started = term_name(plan.level, old.row["ordinal"]), old.row["started_on"]
    if plan.started_on <= started:
        yield _problem(
            "started_on", f"新一届首次会议要晚于{name}的首次会议（{started.isoformat()}），请核对日期。"
        )
    elif old.last_session and plan.started_on <= old.last_session:
        words = f"{name}在 {old.last_session.isoformat()} 还开过会，新一届首次会议要在这以后，请核对日期。"
        yield _problem("started_on", words)
    elif plan.elected_on and not started < plan.elected_on.last_day:
        yield _problem("elected_on", f"选举日要晚于{name}的首次会议（{started.isoformat()}），请核对日期。")
    elif plan.elected_on and plan.elected_on.first_day > plan.started_on:
        yield _problem("elected_on", "选举日不能晚于新一届首次会议，请核对日期。")


def _of_districts(plan: TermPlan) -> Iterator[Problem]:
    names = [district.get("name") for district in plan.districts]
    if None in names:
        yield _problem("districts", f"新一届选区第 {names.index(None) + 1} 行没有名称，请填写或删去这一行。")
    for name in _twice(name for name in names if name):
        yield _problem("districts", f"新一届选区里“{name}”写了两次，请删去一行。")


def _of_people(plan: TermPlan, old: OldTerm) -> Iterator[Problem]:
    by_mandate = {one.mandate: one for one in old.candidates}
    absent = [one.mandate for one in plan.reelected if one.mandate not in by_mandate]
    if absent:
        yield _problem(REELECTED, f"连任名单里的 {absent[0]} 号不是上届代表，或者已经去世，请核对。")
        return
    for person in _twice(by_mandate[one.mandate].person for one in plan.reelected):
        name = next(one.name for one in old.candidates if one.person == person)
        yield _problem(REELECTED, f"{name}在连任名单里有两次，请留一次。")
    seats = {district["name"]: district.get("seats") for district in plan.districts if district.get("name")}
    for one in plan.reelected if seats or plan.level in BY_DISTRICTS else ():
        name = by_mandate[one.mandate].name
        if not one.district:
            yield _problem(REELECTED, f"{name}还没有选新一届的选区，请补上。")
        elif one.district not in seats:
            yield _problem(
                REELECTED, f"{name}的选区“{one.district}”不在新一届选区里，请改选区，或把它加进新一届选区。"
            )
    chosen = Counter(one.district for one in plan.reelected)
    for name, most in seats.items():
        if most is not None and chosen[name] > most:
            yield _problem(REELECTED, f"“{name}”应选 {most} 名，连任的已有 {chosen[name]} 名，请核对。")
    if plan.quota and len(plan.reelected) > plan.quota:
        yield _problem("quota", f"代表名额 {plan.quota} 名，连任的已有 {len(plan.reelected)} 名，请核对。")


def _twice(values: Iterator[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def _problem(field: str, sentence: str) -> Problem:
    return Problem(field, "error", "term_change", sentence)


def first_values(old: Row, districts: Sequence[Row]) -> dict[str, Any]:
    """With what the plan begins: the next ordinal, the same seats, districts and groups."""
    lines = tuple(
        {key: value for key in ("no", "name", "seats") if (value := row.get(key))} for row in districts
    )
    return {
        "level": old["level"],
        "ordinal": old["ordinal"] + 1,
        "quota": old.get("quota"),
        "keeps_groups": True,
        "districts": lines,
    }
