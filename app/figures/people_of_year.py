"""Who was a deputy at any time of a year: persons, the mandates they held, and when they could act.

Figures that ask "how many of the deputies did something" count persons over this stretch, so that neither a
change of term nor a by-election breaks them: somebody re-elected in December is one person, whose records
of spring count.  ``deputies.in_office`` counts mandates on a day and does not ask here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.domain.days import PartialDate
from app.domain.law.mandates import Event, Interval, intervals
from app.storage.lists.columns import column_values

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

Period = tuple[date | None, date | None]  # the first meetings of a term and of the next one

OWN_LEVEL = "township"  # the congress whose clerk keeps the ledger


class Mandate(NamedTuple):
    """One mandate with the stretches in which it ran (settled 1), suspended ones marked.

    ``at_latest``: the stretches where each event known to the month or year came on its last day.
    """

    id: int
    person: int
    level: str
    group: int | None
    stretches: Sequence[Interval]
    at_latest: Sequence[Interval]

    def ran_in(self, first: date, last: date) -> bool:
        """Whether it ran on any day from ``first`` to ``last``, both included."""
        for stretch in self.stretches:  # asked for each mandate of a ledger
            if (stretch.start is None or stretch.start <= last) and (
                stretch.end is None or stretch.end > first
            ):
                return True
        return False

    def could_act_on(self, day: date) -> bool:
        """Whether it ran on that day and was not suspended (代表法 art. 61).

        The measure of the doubt ``not_in_office``: an act that is left out can be answered.  An absence is
        no act and not doubted, and while suspended no absence either.  Where the day of an event is not
        known, what speaks for the deputy.
        """
        for stretch in self.stretches:  # asked for each record of a ledger: the first one mostly holds it
            if stretch.holds(day) and not stretch.suspended:
                return True
        return any(stretch.holds(day) and not stretch.suspended for stretch in self.at_latest)


def mandates_of(ledger: Ledger) -> dict[int, Mandate]:
    """Every mandate by its id."""
    events: dict[int, list[Event]] = {}
    for _, mandate, kind, occurred_on in column_values(
        ledger, "mandate_changes", ("mandate", "kind", "occurred_on")
    ):
        if mandate is not None and occurred_on is not None:
            events.setdefault(mandate, []).append(Event(kind, PartialDate.from_iso(occurred_on)))
    periods = _periods(ledger)
    stretches: dict[tuple[Period, tuple[Event, ...]], tuple[Sequence[Interval], Sequence[Interval]]] = {}
    mandates = {}
    for row, person, level, term, group in column_values(
        ledger, "deputies", ("person", "level", "term", "deputy_group")
    ):
        course = (periods.get(term, (None, None)), tuple(events.get(row, ())))
        if course not in stretches:  # most of a term were elected on one day and nothing happened since
            stretches[course] = _stretches(*course)
        mandates[row] = Mandate(row, person, level, group, *stretches[course])
    return mandates


def _stretches(period: Period, happened: tuple[Event, ...]) -> tuple[Sequence[Interval], Sequence[Interval]]:
    """The stretches of a mandate, and those where each event came on the last day that it may have had."""
    first, following = period
    latest = [Event(event.kind, _last_day(event.occurred_on)) for event in happened]
    at_first, at_latest = (
        tuple(intervals(each, term_started=first, next_term_started=following)) for each in (happened, latest)
    )
    return at_first, at_latest


def _last_day(on: date | PartialDate) -> date:
    return on.last_day if isinstance(on, PartialDate) else on


def _periods(ledger: Ledger) -> dict[int, Period]:
    """By term its first meeting and that of the next one of its level; None where not known."""
    terms = [
        (row, level, date.fromisoformat(started) if started else None)
        for row, level, started in column_values(ledger, "terms", ("level", "started_on"))
    ]
    return {
        row: (started, min((day for _, other, day in terms if other == level and day and started and day > started), default=None))
        for row, level, started in terms
    }  # fmt: skip


def people_of_year(mandates: Mapping[int, Mandate], year: int, until: date) -> dict[int, tuple[Mandate, ...]]:
    """Person → the mandates that ran at any time of the year up to ``until``, the newest last.

    Mandates of the town's own level come last whatever their age: by the last one a person is counted
    under a level and a group, so that splits add up.  A suspended deputy is still a deputy.
    """
    first, last = date(year, 1, 1), min(until, date(year, 12, 31))
    by_person: dict[int, list[Mandate]] = {}
    for mandate in mandates.values():
        if first <= last and mandate.ran_in(first, last):
            by_person.setdefault(mandate.person, []).append(mandate)
    return {
        person: tuple(sorted(mandates_of_person, key=rank) if mandates_of_person[1:] else mandates_of_person)
        for person, mandates_of_person in by_person.items()
    }


def rank(mandate: Mandate) -> tuple[bool, date, int]:
    start = mandate.stretches[0].start if mandate.stretches else None
    return mandate.level == OWN_LEVEL, start or date.min, mandate.id
