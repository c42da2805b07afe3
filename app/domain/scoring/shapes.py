"""What scoring works with: schemes and items, a deputy's year, and a score with its lines; points in tenths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from app.domain.numerals import with_decimals
from app.domain.score_codes import SUSPENDED


def points_text(points: int) -> str:
    """Tenths of a point as people read them: 125 is 12.5, 50 is 5."""
    return with_decimals(points, 1).removesuffix(".0")


@dataclass(frozen=True)
class ScoreItem:
    """One item of a scheme; ``points``, ``step`` and ``cap`` in tenths of a point.

    ``counted``: a code of ``SCORED``.  ``role``: only acts in that role; an item without one takes those in
    roles that no other item of its kind names.  ``attendance``: only records of that attendance; without one,
    those of whoever came.  ``minimum``: fewer times give nothing; what is aimed at, for ``target``; from how
    many on an item takes points or vetoes.  ``cap``: the most that it gives or takes.
    """

    id: int
    name: str
    category: str
    basis: str
    counted: str | None = None
    role: str | None = None
    attendance: str | None = None
    by_days: bool = False
    points: int = 0
    step: int = 0
    minimum: int | None = None
    cap: int | None = None

    @property
    def unit(self) -> str:
        """What is counted."""
        return "天" if self.by_days or self.counted == SUSPENDED else "次"


@dataclass(frozen=True)
class Scheme:
    """A scheme: ``base`` points for everybody, caps by category, at most ``most`` in all; tenths of a point.

    ``grades``: name and the least points for it, the best first; the last one also takes whoever reaches none.
    ``best_share``: percent of those scored who may have the best grade; None for no limit.
    """

    items: Sequence[ScoreItem]
    grades: Sequence[tuple[str, int]]
    base: int = 0
    caps: Mapping[str, int] | None = None
    most: int | None = None
    best_share: int | None = None

    @cached_property
    def roles_named(self) -> dict[tuple[str | None, str], set[str]]:
        """By what is counted and how: the roles that have an item of their own."""
        roles: dict[tuple[str | None, str], set[str]] = {}
        for item in self.items:
            if item.role:
                roles.setdefault((item.counted, item.basis), set()).add(item.role)
        return roles


@dataclass(frozen=True)
class Deed:
    """One record as scoring sees it."""

    row: int
    kind: str
    day: date
    times: int = 1
    role: str | None = None
    attendance: str | None = None


@dataclass(frozen=True)
class Course:
    """What a deputy's year holds: records, points given by hand (item → tenths), and two facts.

    ``able_days`` of ``days``: in how many days of the year she could act; a minimum is asked in that measure.
    """

    deeds: Sequence[Deed] = ()
    by_hand: Mapping[int, Sequence[int]] | None = None
    days: int = 365
    able_days: int = 365
    suspended_days: int = 0
    sessions_missed: int = 0

    @cached_property
    def deeds_by_kind(self) -> dict[str, list[Deed]]:
        """The records by their kind."""
        by_kind: dict[str, list[Deed]] = {}
        for deed in self.deeds:
            by_kind.setdefault(deed.kind, []).append(deed)
        return by_kind


@dataclass(frozen=True)
class ScoreLine:
    """What one item gave, in tenths: ``words`` say how; ``rows`` are the records behind it."""

    item: ScoreItem
    points: int
    words: str
    rows: tuple[int, ...] = ()
    vetoes: bool = False


class ScoreEntry(NamedTuple):
    """One line of the finished score: an item, the base, or what a cap cut off.  All of them add up to the total."""

    category: str
    name: str
    words: str
    points: int
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Score:
    """The points of a year with their lines; ``sums``: by category what counts of it, after its cap."""

    lines: tuple[ScoreLine, ...]
    sums: Mapping[str, int]
    base: int
    total: int

    @property
    def vetoes(self) -> tuple[ScoreLine, ...]:
        """The lines that put the grade at the lowest whatever the points are."""
        return tuple(line for line in self.lines if line.vetoes)
