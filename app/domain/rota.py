"""Spreads deputies over reception days: fairly, levels mixed, leave and end of mandate respected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Candidate:
    """A mandate that may be on duty; ``person`` tells that two mandates are one human being.

    ``is_free`` says whether he or she is in office and not on leave on a day.
    """

    id: int
    person: int
    level: str
    is_free: Callable[[date], bool]


@dataclass(frozen=True)
class SiteWish:
    """What a site needs: its days, how many deputies each, and from whom."""

    site: int
    days: Sequence[date]
    deputy_count: int
    candidates: Sequence[Candidate]


@dataclass(frozen=True)
class Duty:
    """One day at one site, with the mandates on duty in order."""

    site: int
    day: date
    mandates: tuple[int, ...]
    missing: int = 0  # how many are wanted and could not be found


@dataclass
class _Load:
    """How often each person is on duty, and when last."""

    times: dict[int, int] = field(default_factory=dict)
    last: dict[int, date] = field(default_factory=dict)
    on: dict[date, set[int]] = field(default_factory=dict)

    def rank(self, candidate: Candidate) -> tuple[int, date]:
        return self.times.get(candidate.person, 0), self.last.get(candidate.person, date.min)

    def book(self, candidate: Candidate, day: date) -> None:
        self.times[candidate.person] = self.times.get(candidate.person, 0) + 1
        self.last[candidate.person] = day
        self.on.setdefault(day, set()).add(candidate.person)


def spread(wishes: Sequence[SiteWish], *, before: Mapping[int, int] | None = None) -> list[Duty]:
    """Duties for all sites, by day.

    The person with the fewest duties comes first (``before``: duties already held, by person), then the one
    whose last is longest ago; nobody is at two sites on a day; where candidates of two levels are free, each
    day has at least one of either.
    """
    load = _Load(times=dict(before or {}))
    plan = [(day, wish) for wish in wishes for day in wish.days]
    # The sites with fewer candidates choose first on a shared day, the room takes from all.
    plan.sort(key=lambda pair: (pair[0], len(pair[1].candidates)))
    return [_duty(day, wish, load) for day, wish in plan]


def _duty(day: date, wish: SiteWish, load: _Load) -> Duty:
    chosen: list[Candidate] = []
    free = [c for c in wish.candidates if c.is_free(day) and c.person not in load.on.get(day, ())]
    strength = Counter(c.level for c in wish.candidates)
    # Among equals the stronger level goes first: each day's one of the smaller level is its fair share.
    ranked = sorted(free, key=lambda c: (*load.rank(c), -strength[c.level]))
    levels = list(strength)
    if wish.deputy_count >= len(levels) > 1:
        for level in levels:
            _take(chosen, [c for c in ranked if c.level == level], 1)
    _take(chosen, ranked, wish.deputy_count - len(chosen))
    for candidate in chosen:
        load.book(candidate, day)
    chosen.sort(key=wish.candidates.index)
    return Duty(wish.site, day, tuple(c.id for c in chosen), wish.deputy_count - len(chosen))


def _take(chosen: list[Candidate], ranked: Sequence[Candidate], count: int) -> None:
    """Move the first ``count`` of ``ranked`` whose person is not chosen yet."""
    for candidate in ranked:
        if count <= 0:
            return
        if all(candidate.person != other.person for other in chosen):
            chosen.append(candidate)
            count -= 1
