"""The yearly reception rota: a draft for all sites, kept as one act, and what contradicts itself in a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.clocks import working_days
from app.domain.fields import Ref, Row
from app.domain.law.deadlines import WorkingDays
from app.domain.law.reception_calendar import (
    ALL_MONTHS,
    SECOND_MONTHS,
    THEME_DAY,
    DayRule,
    days_of,
    theme_days,
)
from app.domain.registers.acting_deputies import standing_of_person
from app.domain.rota import Candidate, SiteWish, spread
from app.domain.sites import in_use
from app.storage.ledger import Ledger
from app.storage.query import Query

ROOM = "room"


@dataclass(frozen=True)
class SiteRule:
    """When a site receives and with how many deputies; ``own_only``: only those assigned to it."""

    site: int
    days: DayRule
    deputy_count: int
    own_only: bool


@dataclass(frozen=True)
class RotaRules:
    """How a year is planned.  ``monthly_theme``: a theme day every month instead of every quarter."""

    year: int
    sites: tuple[SiteRule, ...]
    monthly_theme: bool = False
    themes: tuple[str, ...] = ()
    time_from: str = "9:00"
    time_to: str = "11:30"
    contact: str = ""
    levels: tuple[str, ...] = ("county", "township")


@dataclass(frozen=True)
class Plan:
    """A rota as rows for ``reception_duties``, and sentences about what it could not satisfy."""

    rows: list[Row] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def usual_rules(ledger: Ledger, year: int) -> RotaRules:
    """The default: four deputies a month at the room, two each quarter at the other sites."""
    rules = []
    for row in ledger.rows("liaison_sites", ledger.ids("liaison_sites")):
        if not any(in_use(row, day) for day in (date(year, 12, 31), *_month_days(year))):
            continue
        room = row["kind"] == ROOM
        days = DayRule(ALL_MONTHS if room else SECOND_MONTHS, THEME_DAY)
        rules.append(SiteRule(row["id"], days, 4 if room else 2, own_only=not room and bool(row["deputies"])))
    return RotaRules(year, tuple(rules))


def _month_days(year: int) -> list[date]:
    return [date(year, month, 1) for month in ALL_MONTHS]


def draft(ledger: Ledger, rules: RotaRules) -> Plan:
    """A plan for the year; days of rest are moved, nobody on leave or out of office is on duty."""
    with ledger.busy:
        calendar = working_days(ledger.context())
        everyone = _candidates(ledger, rules)
        sites = {row["id"]: row for row in ledger.rows("liaison_sites", [rule.site for rule in rules.sites])}
        names = {c.id: name for c, name in everyone}
        wishes = [
            _wish(rule, sites[rule.site], [c for c, _ in everyone], rules.year, calendar)
            for rule in rules.sites
        ]
        themed = theme_days(rules.year, calendar, monthly=rules.monthly_theme)
    plan = Plan()
    for duty in spread(wishes):
        row = _row(rules, duty.day, Ref(duty.site, sites[duty.site]["name"]), themed)
        row["deputies"] = tuple(Ref(i, names[i]) for i in duty.mandates) or None
        plan.rows.append(row)
        if duty.missing:
            plan.remarks.append(
                f"{duty.day.isoformat()} {sites[duty.site]['name']}还差 {duty.missing} 名代表。"
            )
    return plan


def _row(rules: RotaRules, day: date, site: Ref, themed: Sequence[date]) -> Row:
    is_themed = day in themed
    theme = rules.themes[themed.index(day) % len(rules.themes)] if is_themed and rules.themes else None
    return {
        "held_on": day,
        "site": site,
        "time_from": rules.time_from,
        "time_to": rules.time_to,
        "is_theme_day": is_themed or None,
        "theme": theme,
        "contact": rules.contact or None,
    }


def _wish(rule: SiteRule, site: Row, everyone: list[Candidate], year: int, calendar: WorkingDays) -> SiteWish:
    own = {ref.id for ref in site["deputies"] or ()}
    candidates = [c for c in everyone if c.id in own] if rule.own_only else everyone
    days = [day for day in days_of(rule.days, year, calendar) if in_use(site, day)]
    return SiteWish(rule.site, days, rule.deputy_count, candidates)


def _candidates(ledger: Ledger, rules: RotaRules) -> list[tuple[Candidate, str]]:
    """Everybody in office for at least a part of the year, with the name."""
    days = [*_month_days(rules.year), date(rules.year, 12, 31)]
    ids = dict.fromkeys(i for day in days for i in ledger.ids("deputies", Query(filter="in_office", on=day)))
    rows = [row for row in ledger.rows("deputies", list(ids)) if row["level"] in rules.levels]
    return [
        (Candidate(row["id"], row["person"], row["level"], _is_free(ledger, row["id"])), row["name"])
        for row in rows
    ]


class _Free:
    """Whether a mandate can be on duty on a day; who is in office is asked once a day."""

    def __init__(self, ledger: Ledger, mandate: int) -> None:
        self._ledger = ledger
        self._mandate = mandate

    def __call__(self, day: date) -> bool:
        leaves = self._ledger.lookup.where("deputy_leaves", {"deputy": self._mandate})
        if any(leave["from_on"] <= day <= leave["until_on"] for leave in leaves):
            return False
        return self._mandate in able_on(self._ledger, day)


def _is_free(ledger: Ledger, mandate: int) -> _Free:
    return _Free(ledger, mandate)


def able_on(ledger: Ledger, day: date) -> set[int]:
    """Mandates in office on a day whose holders may act (a suspended deputy may not, 代表法 art. 61)."""
    in_office = ledger.ids("deputies", Query(filter="in_office", on=day))
    return set(in_office) - set(ledger.ids("deputies", Query(filter="suspended", on=day)))


def additions(ledger: Ledger, plan: Plan, year: int) -> list[Row]:
    """The rows of a plan for months in which their site has no duty yet: what is planned already stays."""
    present = {(row["held_on"].month, row["site"].id) for row in _duties(ledger, year)}
    return [row for row in plan.rows if (row["held_on"].month, row["site"].id) not in present]


def keep(ledger: Ledger, plan: Plan, year: int) -> int:
    """Keep a plan as one act, without months that have their duty already. Gives how many were added."""
    added = additions(ledger, plan, year)
    if added:
        with ledger.act(f"生成 {year} 年接待安排") as act:
            for row in added:
                act.add("reception_duties", row)
    return len(added)


def _duties(ledger: Ledger, year: int) -> list[Row]:
    return ledger.rows("reception_duties", ledger.ids("reception_duties", Query(year=year)))


def contradictions(ledger: Ledger, year: int) -> list[tuple[int, str]]:
    """What contradicts itself in the year's plan: (duty, sentence), in the order of the days."""
    with ledger.busy:
        calendar = working_days(ledger.context())
        duties = _duties(ledger, year)
        by_day: dict[date, dict[int, str]] = {}
        contradictions: list[tuple[int, str]] = []
        for duty in duties:
            contradictions += [
                (duty["id"], sentence) for sentence in _of_duty(ledger, duty, calendar, by_day)
            ]
        return contradictions


def _of_duty(
    ledger: Ledger, duty: Row, calendar: WorkingDays, by_day: dict[date, dict[int, str]]
) -> Iterator[str]:
    day, site = duty["held_on"], duty["site"].name
    when = f"{day.month}月{day.day}日{site}"
    if not calendar.works(day):
        yield f"{when}：这一天休息，请改到工作日。"
    place = ledger.lookup.row("liaison_sites", duty["site"].id) if duty["site"].id is not None else None
    if place and not in_use(place, day):
        yield f"{when}：联络站当日还没有成立或已经撤销。"
    if not duty["deputies"]:
        yield f"{when}：还没有安排代表。"
    elsewhere = by_day.setdefault(day, {})
    for ref in duty["deputies"] or ():
        if ref.id is None:
            continue
        if standing_of_person(ref, day, ledger.lookup) != "able":
            yield f"{when}：{ref.name}当日不在任或暂停执行职务。"
        leaves = ledger.lookup.where("deputy_leaves", {"deputy": ref.id})
        if any(leave["from_on"] <= day <= leave["until_on"] for leave in leaves):
            yield f"{when}：{ref.name}当日请假。"
        if elsewhere.get(ref.id, site) != site:
            yield f"{when}：{ref.name}同一天还安排在{elsewhere[ref.id]}。"
        elsewhere[ref.id] = site
