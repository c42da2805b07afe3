"""代表名册: one row per mandate, with the person who holds it (a person is not a mandate)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from app.domain import jobs
from app.domain.codes import ELECTED_HOW, LEVELS, MANDATE_STATES
from app.domain.derived import Derivation, Derived
from app.domain.fields import Context, Field, Lookup, Problem, Ref, Row
from app.domain.filing import Filing
from app.domain.kinds import Choice, Day, Flag, KnownDay, Link, Number, Prose, Text
from app.domain.law.citations import citation
from app.domain.law.deadlines import months_later
from app.domain.law.mandates import MAJORITY, Event, state_on
from app.domain.patterns import pattern
from app.domain.register import Filter, Part, Parted, Register
from app.domain.registers.deputies_intake import DEPUTIES_INTAKE
from app.domain.registers.in_order import in_order
from app.domain.registers.numbered_once import numbered_once
from app.domain.registers.people import PEOPLE
from app.domain.registers.terms import closed_with_its_term, in_current_term, period_of, term_of_same_level
from app.domain.stages import Course, Stage, timeline


def of_age_when_elected(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Nobody is elected before the eighteenth birthday (选举法 art. 4); a day not known speaks for the deputy."""
    born, elected = row.get("birth_date"), row.get("elected_on")
    if not born or not elected or months_later(born.first_day, MAJORITY) <= elected.last_day:
        return None
    cited = citation("voting_age", elected.first_day)
    message = f"当选日期 {elected} 时还不满十八周岁（出生日期 {born}，{cited}），请核对。"
    return Problem("elected_on", "warning", "age", message)


def district_of_same_congress(row: Mapping[str, Any], context: Context) -> Problem | None:
    """Who is elected to a congress stands in a district of that congress, in that term (选举法 art. 25)."""
    link = row.get("electoral_district")
    district = context.lookup.row("electoral_districts", link.id) if link and link.id else None
    if district is None:
        return None
    level, term = row.get("level"), row.get("term")
    if level and district["level"] != level:
        message = f"所选选区是{LEVELS.label(district['level'])}级的，与级别“{LEVELS.label(level)}”不符，请核对选区或者级别。"
        return Problem("electoral_district", "warning", "district_level", message)
    of = district["term"]
    if of and of.id and term and term.id and of.id != term.id:
        message = "所选选区是另一届的，与届次不符，请核对选区或者届次。"
        return Problem("electoral_district", "warning", "district_term", message)
    return None


_LEFT = pattern(
    r"^(?:(?:因|于|已|经)?[\d年月日./\-一二三四五六七八九十〇因病故已于被]*)"
    r"(?:辞职|辞去代表|去世|逝世|病故|死亡|已故|调离|调出|迁出|罢免|终止|代表资格终止|资格终止|暂停执行)"
)


def left_by_its_note(row: Mapping[str, Any], context: Context) -> Problem | None:
    """A note that says somebody left: the end of a mandate belongs into its changes (代表法 62)."""
    note = row.get("note")
    if not note or not _LEFT.match("".join(str(note).split())) or "补选" in str(note):
        return None
    message = f"备注写的是“{str(note)[:30]}”，请核对是否仍在任；已离任的请在代表变动中登记。"
    return Problem("note", "warning", "left", message)


def elected_before_votes_counted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The votes for somebody are part of the votes cast."""
    won, cast = row.get("votes_for"), row.get("votes_cast")
    if won is not None and cast is not None and won > cast:
        return Problem("votes_for", "warning", "votes", f"得票数 {won} 多于投票数 {cast}，请核对。")
    return None


def election_event(row: Row, lookup: Lookup) -> Iterable[Derived]:
    """The election that began the mandate, as the first entry of its change ledger."""
    if row.get("elected_on") is None:
        return
    kind = "by_elected" if row.get("elected_how") == "by_election" else "elected"
    values = {"mandate": Ref(row["id"], row["name"]), "kind": kind, "occurred_on": row["elected_on"]}
    yield Derived("mandate_changes", "elected", values)


def mandate_stages(row: Mapping[str, Any], context: Context) -> list[Stage]:
    """The course of a mandate: in which state from which day on (``law.mandates.state_on`` is the rule)."""
    events = context.lookup.related("mandate_changes", "mandate", [row["id"]]).get(row["id"], ())
    happened = tuple(Event(event["kind"], event["occurred_on"]) for event in events)
    term = row.get("term")
    first, following = period_of(term.id, context.lookup) if term and term.id else (None, None)
    return list(_stages_of(happened, first, following))


# The mandates of a term have nearly all the same course: it is worked out once for a roster.
@lru_cache(maxsize=500)
def _stages_of(happened: tuple[Event, ...], first: date | None, following: date | None) -> tuple[Stage, ...]:
    def on(day: date) -> Stage | None:
        state = state_on(day, happened, term_started=first, next_term_started=following)
        return None if state == "not_yet" else Stage(day, state, None, {})

    return tuple(timeline((date.min, first, following, *(event.day for event in happened)), on))


def fill_state(rows: Sequence[Row], context: Context) -> None:
    """The state of each mandate on ``context.today``, from its events and the terms of its level."""
    events = context.lookup.related("mandate_changes", "mandate", [row["id"] for row in rows])
    periods: dict[int, tuple[Any, Any]] = {}
    for row in rows:
        term = row.get("term")
        if term and term.id and term.id not in periods:
            periods[term.id] = period_of(term.id, context.lookup)
        first, following = periods.get(term.id, (None, None)) if term else (None, None)
        happened = [Event(e["kind"], e["occurred_on"]) for e in events.get(row["id"], ())]
        row["state"] = state_on(context.today, happened, term_started=first, next_term_started=following)


def _of_person(field: Field) -> Field:
    return replace(field, part="person")


_PERSON = {field.key: _of_person(field) for field in PEOPLE.fields}
_MANDATE = "代表信息"

DEPUTIES = Register(
    key="deputies",
    label="代表名册",
    measure="名",
    retention="Y",
    job=jobs.DEPUTIES,
    icon="deputies",
    title="{county}{town}{term}人民代表大会代表{chosen_by}名册",
    identity=(("person", "term", "electoral_district"), ("id_number", "term"), ("name", "birth_date", "level", "electoral_district")),
    order=("level", "delegation", "name"),
    called=("name",),
    rules=(term_of_same_level, district_of_same_congress, of_age_when_elected, left_by_its_note, elected_before_votes_counted, numbered_once("deputies", "deputy_card_no", "代表证号", "term"), in_order("elected_on", "credential_confirmed_on", "资格确认日期早于当选日期")),
    filters=(
        Filter("in_office", "在任", "good", states=("in_office", "suspended")),
        Filter("suspended", "暂停执行职务", "warn", states=("suspended",)),
        Filter("ended", "已终止", states=("ended",)),
        Filter("past_term", "往届", states=("past_term",)),
    ),
    complete=in_current_term,
    derives=Derivation(("mandate_changes",), election_event),
    compute=fill_state,
    course=Course(mandate_stages, follows=("mandate_changes", "terms"), state="state", present="in_office"),
    intake=DEPUTIES_INTAKE,
    filing=Filing(filter="in_office", section="level", seats=("term", "quota")),
    hooks=(Parted("mandates", (Part("person", PEOPLE),)),),
    locks=closed_with_its_term("term"),
    list_columns=(
        "name", "sex", "birth_date", "ethnic_group", "political_status", "education",
        "employer_position", "electoral_district", "level", "delegation", "state",
    ),
    print_columns=(
        "name", "sex", "ethnic_group", "birth_date", "education", "political_status",
        "employer_position", "electoral_district", "delegation", "deputy_card_no", "phone", "note",
    ),
    fields=(
        _PERSON["name"],
        _PERSON["sex"],
        _PERSON["birth_date"],
        _PERSON["ethnic_group"],
        _PERSON["political_status"],
        _PERSON["education"],
        _PERSON["employer_position"],
        Field("electoral_district", "选区", Link("electoral_districts", creates=("level", "term")), expected=True, section=_MANDATE,
              aliases=("所在选区", "当选选区", "选区名称", "选举单位", "原选区", "所属选区", "由何选区选出", "何选区选出", "选区划分", "选出单位", "选区及村", "参选选区", "所属选举单位", "选举区", "推选选区", "原选举单位", "所在选举单位", "选举选区名称", "选区编号", "选区序号", "选区别")),
        Field("level", "级别", Choice(LEVELS), required=True, section=_MANDATE,
              aliases=("层级", "何级代表", "何级人大代表", "几级代表", "级", "代表身份", "所属层级", "任何级代表", "代表类型", "人大级别", "类别", "级次", "代表等级", "哪级代表", "任职级别", "人大层级", "所属人大", "当选何级代表", "担任何级代表", "层次", "属何级代表")),
        Field("term", "届次", Link("terms", creates=("level",)), required=True, section=_MANDATE),
        _PERSON["phone"],
        _PERSON["id_number"],
        Field("elected_on", "当选日期", KnownDay(), section=_MANDATE,
              aliases=("当选时间", "选举日期", "当选年月", "任职时间", "选举时间", "选举产生时间", "产生时间", "当选日", "何时当选", "任职日期", "补选时间", "选举年月", "任职年月", "当选代表时间", "当选时间年月", "何时选出", "担任代表时间", "任代表时间", "首次当选时间", "当选代表日期")),
        Field("elected_how", "产生方式", Choice(ELECTED_HOW), section=_MANDATE, aliases=("当选方式", "选举方式")),
        Field("deputy_card_no", "代表证号", Text(longest=30), section=_MANDATE,
              aliases=("证号", "代表证号码", "代表证", "证件编号", "代表编号", "代表证件号", "证书编号", "人大代表证", "人大代表证编号", "当选证号", "代表当选证书编号", "证书号")),
        Field("delegation", "代表团", Text(longest=40, ranked=True), section=_MANDATE, aliases=("所在代表团", "团别", "所属代表团", "代表团名称", "团", "所在团", "编团", "分团", "所属团", "参加代表团", "编入代表团")),
        Field("deputy_group", "代表小组", Link("deputy_groups", creates=("term",)), section=_MANDATE, aliases=("小组", "所在小组", "组别", "所属小组", "所在代表小组", "所属代表小组", "活动小组", "代表组", "活动组", "编组", "所在组", "组", "小组名称", "编入小组", "小组别", "所属活动小组", "分组", "参加小组", "所属组别", "活动小组名称")),
        Field("posts", "代表职务", Text(longest=60), section=_MANDATE, hint="主席、副主席、主席团成员、小组长、站长",
              aliases=("人大职务", "团内职务", "组内职务", "在人大担任职务", "主席团职务", "代表团职务", "小组职务", "人大主席团职务", "兼任人大职务")),
        Field("votes_for", "得票数", Number(), section=_MANDATE, aliases=("得票", "当选票数")),
        Field("votes_cast", "投票数", Number(), section=_MANDATE, aliases=("参加投票人数", "投票人数")),
        Field("credential_confirmed_on", "资格确认日期", Day(), section=_MANDATE),
        Field("is_reelected", "连任", Flag(), section=_MANDATE, aliases=("是否连任", "连任情况")),
        *(_PERSON[f.key] for f in PEOPLE.fields if f.key in (
            "former_name", "name_pinyin", "native_place", "party_joined_on", "degree", "school_major",
            "work_started_on", "professional_title", "occupation_group", "has_fixed_income", "is_returned_overseas_chinese",
            "address", "public_phone", "health", "resume")),
        Field("note", "备注", Prose(), aliases=("说明", "备考", "附注", "其他", "其它", "备注说明", "其他说明", "其它说明", "特别说明", "需要说明的问题"), section="其他"),
        Field("state", "状态", Choice(MANDATE_STATES), computed=True),
    ),
)  # fmt: skip
