"""The one counting of performance: which records of a period are acts of a deputy who could act that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.booklet_years import BookletYear, calendar_year, congress_year, register_year
from app.domain.law.mandates import Interval
from app.domain.registers.acting_deputies import AWAY
from app.figures.people_of_year import OWN_LEVEL, Mandate
from app.figures.source import Source
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values
from app.storage.query import Query

KEY = "performance_records"
_COLUMNS = ("occurred_on", "kind", "deputy", "attendance", "derived_from", "role", "count")


class Act(NamedTuple):
    """One performance record; ``mandate`` and ``person`` are None where the name is linked to nobody.

    ``mandate``: the one of the person's that ran that day, where the record names one of another term.

    ``times``: how often it counts; a record without a count is one time.
    """

    row: int
    kind: str
    mandate: int | None
    person: int | None
    day: date
    attendance: str | None
    role: str | None
    times: int

    @property
    def was_away(self) -> bool:
        """Whether it says that somebody did not come: no act, but told."""
        return self.attendance in AWAY


@dataclass(frozen=True)
class Acts:
    """The records of a stretch: those that count, and those that do not.

    ``barred``: of deputies who could not act that day; ``doubled``: by hand, of what another ledger tells already.
    """

    counted: Sequence[Act]
    barred: Sequence[Act]
    doubled: Sequence[Act] = ()


def acts_between(source: Source, first: date, last: date, kinds: Container[str] | None = None) -> Acts:
    """The records from ``first`` to ``last``, both included, by id; of all ``kinds`` unless some are named.

    Left out altogether is what follows from a suggestion that was taken back by the source's day.  An act
    outside the mandate or in a suspension (代表法 art. 61, 62) counts when the clerk has said why, on the
    record or on what it was derived from.  A record by hand of the deputy, day and kind of one that follows from
    another ledger counts when the clerk has said why it is another act.
    """
    counted, barred, by_hand = list[Act](), list[Act](), list[Act]()
    derived = set[tuple[int | None, date, str]]()
    for row, day, kind, mandate, attendance, origin, role, count in column_values(
        source.ledger, KEY, _COLUMNS, days=(first, last)
    ):
        if kinds is not None and kind not in kinds:
            continue
        on = date.fromisoformat(day)
        if mandate is not None:
            mandate = source.acting_mandate(mandate, on) or mandate
        if origin:
            derived.add((mandate, on, kind))
            if _source_of(origin) in source.withdrawn:
                continue
        person = source.mandates[mandate].person if mandate in source.mandates else None
        act = Act(row, kind, mandate, person, on, attendance, role, 1 if count is None else count)
        able = mandate is None or source.may_count(mandate, on, *_answerable(row, origin))
        (barred if not able else counted if origin else by_hand).append(act)
    doubled = {
        act.row
        for act in by_hand
        if act.mandate is not None
        and (act.mandate, act.day, act.kind) in derived
        and act.row not in source.done_twice
    }
    counted += (act for act in by_hand if act.row not in doubled)
    counted.sort(key=lambda act: act.row)
    return Acts(counted, barred, [act for act in by_hand if act.row in doubled])


def _answerable(row: int, origin: str | None) -> list[tuple[str, int]]:
    """The rows on which a doubt about a record may be answered: itself and what it was derived from."""
    rows = [(KEY, row)]
    return rows + ([_source_of(origin)] if origin else [])


def _source_of(origin: str) -> tuple[str, int]:
    """The register and row that a record was derived from."""
    key, row, *_ = origin.split(":")
    return key, int(row)


class DeputyOfYear(NamedTuple):
    """One deputy of one level in a year: her mandates of that level that ran in it, the newest last.

    Re-elected within the year she is one; a mandate of another level is counted by itself, as its records
    name it.  ``able_days``: days of the year in which a mandate ran and was not suspended.
    """

    person: int
    name: str
    group: int | None
    mandates: tuple[Mandate, ...]
    able_days: int
    suspended_days: int

    @property
    def mandate(self) -> int:
        """The mandate by which she is named and linked."""
        return self.mandates[-1].id


def year_of(ledger: Ledger, kind: str, year: int) -> BookletYear | None:
    """The year of that kind (a key of ``booklet_years.KINDS``); None for a congress year without a session."""
    if kind == "congress":
        return congress_year(year, _openings(ledger))
    return (calendar_year if kind == "calendar" else register_year)(year, ledger.today)


def _openings(ledger: Ledger) -> Iterable[date]:
    """When the sessions of the town's own congress opened."""
    own = {row for row, level in column_values(ledger, "terms", ("level",)) if level == OWN_LEVEL}
    return [
        date.fromisoformat(day)
        for _, term, day in column_values(ledger, "sessions", ("term", "opened_on"))
        if term in own
    ]


def deputies_of_year(source: Source, year: BookletYear, level: str = OWN_LEVEL) -> list[DeputyOfYear]:
    """Who was a deputy of that level on any day of the year, in the order of the filed roster."""
    by_person: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in source.mandates.values():
        if mandate.level == level and mandate.ran_in(year.first, year.last):
            by_person[mandate.person].append(mandate)
    order = {row: place for place, row in enumerate(roster(source.ledger))}
    names = dict(column_values(source.ledger, "people", ("name",)))
    deputies = [
        _deputy(person, names[person], sorted(own, key=_beginning), year) for person, own in by_person.items()
    ]
    return sorted(deputies, key=lambda one: order[one.mandate])


def roster(ledger: Ledger) -> list[int]:
    """All mandates in the order of the filed roster."""
    from app.domain.registers.deputies import DEPUTIES

    return ledger.ids(DEPUTIES.key, Query(order=DEPUTIES.filed_order))


def _beginning(mandate: Mandate) -> tuple[date, int]:
    starts = [stretch.start or date.min for stretch in mandate.stretches]
    return min(starts, default=date.min), mandate.id


def _deputy(person: int, name: str, mandates: Sequence[Mandate], year: BookletYear) -> DeputyOfYear:
    able, suspended = days_in([stretch for mandate in mandates for stretch in mandate.stretches], year)
    return DeputyOfYear(person, name, mandates[-1].group, tuple(mandates), able, suspended)


def days_in(stretches: Iterable[Interval], year: BookletYear) -> tuple[int, int]:
    """How many days of the year lie in the stretches of mandates: of those that ran, and of suspended ones."""
    days = {True: 0, False: 0}
    for stretch in stretches:
        start = max(stretch.start or date.min, year.first)
        end = min(stretch.end or date.max, year.last + timedelta(days=1))
        days[stretch.suspended] += max((end - start).days, 0)
    return days[False], days[True]
