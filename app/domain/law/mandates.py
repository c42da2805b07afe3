"""When a mandate runs: from dated events to who is in office on a day (代表法, 选举法)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.days import PartialDate

MAJORITY = 18 * 12  # months of age from which citizens vote and may be elected (选举法 art. 4)
BEGINNING_KINDS = frozenset({"elected", "by_elected"})
ENDING_KINDS = frozenset({"resigned", "moved_away", "died", "terminated", "recalled"})
_REASON_OF_KIND = {
    "resigned": "resignation_accepted",
    "moved_away": "moved_away",
    "died": "died",
    "recalled": "recalled",
}


class Event(NamedTuple):
    """One dated change of a mandate. A day known only to the month counts from its first day."""

    kind: str
    occurred_on: date | PartialDate
    end_reason: str | None = None

    @property
    def day(self) -> date:
        """The day from which the event works."""
        on = self.occurred_on
        return on.first_day if isinstance(on, PartialDate) else on


class Interval(NamedTuple):
    """A stretch of a mandate, [start, end): the end day no longer belongs to it; None is open."""

    start: date | None
    end: date | None
    suspended: bool

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by day; on one day a suspension comes last, so that it is not lifted as it begins."""
    return sorted(events, key=lambda event: (event.day, event.kind == "suspended"))


def reason_by_kind(kind: str) -> str | None:
    """Why a mandate ends by an event of that kind, where the kind says it."""
    return _REASON_OF_KIND.get(kind)


def intervals(
    events: Iterable[Event],
    *,
    term_started: date | PartialDate | None = None,
    next_term_started: date | PartialDate | None = None,
) -> list[Interval]:
    """The stretches in which the mandate ran, in order, suspended ones marked (settled 1; 组织法 art. 38).

    A mandate runs from the first meeting of its term, or from the by-election where that is later, to
    the first meeting of the next term. Nothing runs after an end.
    """
    ordered = in_order(events)
    limit = _day(next_term_started)
    start = _beginning(ordered, _day(term_started))
    stretches, suspended = [], False
    for event in ordered:
        if event.kind in ENDING_KINDS:
            limit = event.day if limit is None else min(limit, event.day)
            break
        turns = {"suspended": True, "resumed": False}.get(event.kind, suspended)
        if turns != suspended:
            stretches.append(Interval(start, event.day, suspended))
            start, suspended = event.day if start is None else max(start, event.day), turns
    stretches.append(Interval(start, limit, suspended))
    return [in_limits for stretch in stretches if (in_limits := _cut(stretch, limit))]


def in_office_on(
    events: Iterable[Event],
    day: date,
    *,
    term_started: date | PartialDate | None = None,
    next_term_started: date | PartialDate | None = None,
) -> bool:
    """Whether the mandate existed on that day; a suspended deputy is still a deputy (代表法 art. 61)."""
    stretches = intervals(events, term_started=term_started, next_term_started=next_term_started)
    return any(stretch.holds(day) for stretch in stretches)


def state_on(
    day: date,
    events: Iterable[Event],
    *,
    term_started: date | PartialDate | None = None,
    next_term_started: date | PartialDate | None = None,
) -> str:
    """``in_office``, ``suspended``, ``ended``, ``past_term`` or ``not_yet`` on that day."""
    ordered = in_order(events)
    for stretch in intervals(ordered, term_started=term_started, next_term_started=next_term_started):
        if stretch.holds(day):
            return "suspended" if stretch.suspended else "in_office"
    following = _day(next_term_started)
    if any(event.kind in ENDING_KINDS and event.day <= day for event in ordered):
        return "ended"
    return "past_term" if following and following <= day else "not_yet"


def _day(partial: date | PartialDate | None) -> date | None:
    return partial.first_day if isinstance(partial, PartialDate) else partial


def _beginning(ordered: Sequence[Event], term_started: date | None) -> date | None:
    """The first meeting of the term, or a by-election after it; an election before it waits for it."""
    begun = next((event.day for event in ordered if event.kind in BEGINNING_KINDS), None)
    if term_started is None:
        return begun
    return term_started if begun is None else max(begun, term_started)


def _cut(stretch: Interval, limit: date | None) -> Interval | None:
    end = min((day for day in (stretch.end, limit) if day is not None), default=None)
    if stretch.start is not None and end is not None and end <= stretch.start:
        return None
    return Interval(stretch.start, end, stretch.suspended)
