"""What one item gives for a deputy's year: a rule for each way of giving points, each with its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from app.domain.registers.acting_deputies import AWAY
from app.domain.score_codes import SESSION_MISSED, SUSPENDED
from app.domain.scoring.shapes import Course, Deed, Scheme, ScoreItem, ScoreLine, points_text


def line_of(scheme: Scheme, item: ScoreItem, course: Course) -> ScoreLine:
    """The line of an item, by its own way of giving points."""
    return _RULES[item.basis](item, _Matter(scheme, item, course))


@dataclass(frozen=True)
class _Matter:
    """The records that an item is about."""

    scheme: Scheme
    item: ScoreItem
    course: Course

    @cached_property
    def deeds(self) -> list[Deed]:
        """Those of its kind and role, whatever the attendance."""
        item = self.item
        of_kind = self.course.deeds_by_kind.get(item.counted or "", ())
        if item.role:
            return [deed for deed in of_kind if deed.role == item.role]
        others = self.scheme.roles_named.get((item.counted, item.basis), ())
        return [deed for deed in of_kind if deed.role not in others]

    @cached_property
    def chosen(self) -> list[Deed]:
        """Those of its attendance."""
        asked = self.item.attendance
        return [
            deed
            for deed in self.deeds
            if (deed.attendance == asked if asked else deed.attendance not in AWAY)
        ]

    @property
    def rows(self) -> tuple[int, ...]:
        """The records behind the number."""
        return tuple(deed.row for deed in self.chosen)

    @property
    def times(self) -> int:
        """How many times or days, or how often a fact is so."""
        if self.item.counted == SUSPENDED:
            return self.course.suspended_days
        if self.item.counted == SESSION_MISSED:
            return self.course.sessions_missed
        chosen = self.chosen
        if self.item.by_days:
            return len({deed.day for deed in chosen if deed.times})
        return sum(deed.times for deed in chosen)

    @property
    def minimum(self) -> int:
        """The least times that are asked of her, in the measure of the days in which she could act, rounded down."""
        asked = self.item.minimum or 0
        return asked * self.course.able_days // self.course.days if self.course.days else asked


def _per_event(item: ScoreItem, matter: _Matter) -> ScoreLine:
    times, least = matter.times, matter.minimum
    words = f"{times}{item.unit} × {points_text(item.points)}分"
    if times < least:
        return ScoreLine(item, 0, f"{times}{item.unit}，不足{least}{item.unit}，不得分", matter.rows)
    return _capped(item, times * item.points, words, matter.rows)


def _per_ratio(item: ScoreItem, matter: _Matter) -> ScoreLine:
    due = matter.deeds
    came = [deed for deed in due if deed.attendance not in AWAY]
    all_times, times = sum(deed.times for deed in due), sum(deed.times for deed in came)
    rows = tuple(deed.row for deed in due)
    if not all_times:
        return _capped(item, item.points, f"没有应到的，按满分 {points_text(item.points)}分", rows)
    points = _rounded(Fraction(item.points * times, all_times))
    return _capped(item, points, f"{points_text(item.points)}分 × 实到{times}/应到{all_times}", rows)


def _target(item: ScoreItem, matter: _Matter) -> ScoreLine:
    times, aim = matter.times, matter.minimum
    if item.counted is None:
        return _capped(item, item.points, "人人先得", ())
    words = f"{times}{item.unit}" + (f"，要求{aim}{item.unit}" if aim else "")
    if item.step:
        points = max(item.points + (times - aim) * item.step, 0)
        return _capped(
            item, points, f"{words}，每多（少）1{item.unit}±{points_text(item.step)}分", matter.rows
        )
    return _capped(item, item.points if times >= aim else 0, words, matter.rows)


def _manual(item: ScoreItem, matter: _Matter) -> ScoreLine:
    entries = (matter.course.by_hand or {}).get(item.id, ())
    words = "＋".join(points_text(points) for points in sorted(entries, reverse=True)) or "没有评分"
    return _capped(item, sum(entries), words, ())


def _deduct(item: ScoreItem, matter: _Matter) -> ScoreLine:
    """From how many on points are taken is the same for everybody, however few days she had."""
    times = matter.times
    if times < (item.minimum or 0):
        return ScoreLine(item, 0, f"{times}{item.unit}，不足{item.minimum}{item.unit}，不扣分", matter.rows)
    points, words = times * item.points, f"{times}{item.unit} × {points_text(item.points)}分"
    if item.cap is not None and points > item.cap:
        points, words = item.cap, f"{words}，最多扣{points_text(item.cap)}分"
    return ScoreLine(item, -points, words, matter.rows)


def _veto(item: ScoreItem, matter: _Matter) -> ScoreLine:
    times = matter.times
    return ScoreLine(item, 0, f"{times}{item.unit}", matter.rows, vetoes=times >= (item.minimum or 1))


_RULES: dict[str, Callable[[ScoreItem, _Matter], ScoreLine]] = {
    "per_event": _per_event,
    "per_ratio": _per_ratio,
    "target": _target,
    "manual": _manual,
    "deduct": _deduct,
    "veto": _veto,
}


def _capped(item: ScoreItem, points: int, words: str, rows: tuple[int, ...]) -> ScoreLine:
    if item.cap is not None and points > item.cap:
        return ScoreLine(item, item.cap, f"{words}，最高{points_text(item.cap)}分", rows)
    return ScoreLine(item, points, words, rows)


def _rounded(points: Fraction) -> int:
    """Half up, as everywhere (domain.md 4.2); points of a ratio are never below nothing."""
    return int(points + Fraction(1, 2))
