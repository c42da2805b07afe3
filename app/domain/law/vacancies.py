"""Which seats of a district stand empty, since when and by what: from the tenures of its deputies alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


class Tenure(NamedTuple):
    """One deputy's time in a seat, [start, end); ``ended_by`` is the event that ended it, as the ledger has it."""

    mandate: int
    name: str
    start: date
    end: date | None = None
    ended_by: Any = None


@dataclass(frozen=True)
class Vacancy:
    """A seat that was or is empty from ``since``; ``before``: None where nobody was ever elected to it."""

    since: date
    before: Tenure | None = None
    after: Tenure | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has been elected in its place."""
        return self.after is None


@dataclass
class _Seat:
    free_since: date | None
    holder: Tenure | None = None


def vacancies(
    seats: int, tenures: Iterable[Tenure], started: date, day: date
) -> tuple[list[Vacancy], list[Tenure]]:
    """The vacancies of a district from the first day of the term to ``day`` in order, and who has no seat.

    A by-election fills the seat that has been empty longest (选举法 art. 57: by the original district).
    What happens after ``day`` is not seen.  A suspended deputy keeps the seat (代表法 art. 61).
    """
    places = [_Seat(started) for _ in range(seats)]
    free_seats: list[Vacancy] = []
    beyond: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda one: (one.start, one.mandate)):
        if tenure.start > day:
            continue
        free = [seat for seat in places if seat.free_since is not None and seat.free_since <= tenure.start]
        if not free:
            beyond.append(tenure)
            continue
        seat = min(free, key=lambda one: one.free_since or started)
        if seat.free_since is not None and (seat.holder or seat.free_since < tenure.start):
            free_seats.append(Vacancy(seat.free_since, seat.holder, tenure))
        seat.holder = tenure
        seat.free_since = tenure.end
    for seat in places:
        if seat.free_since is not None and seat.free_since <= day:
            free_seats.append(Vacancy(seat.free_since, seat.holder))
    free_seats.sort(key=lambda one: (one.since, one.before.mandate if one.before else 0))
    # Who took no seat and has gone since leaves nothing behind.
    return free_seats, [one for one in beyond if one.end is None or one.end > day]
