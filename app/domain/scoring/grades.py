"""Ranks and grades of all who were scored by one scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.scoring.shapes import Scheme, Score


def ranks(totals: Mapping[int, int]) -> dict[int, int]:
    """The place of each by points; who has as many shares a place, and the next ones wait: 1, 2, 2, 4."""
    ordered = sorted(totals.values(), reverse=True)
    return {key: ordered.index(total) + 1 for key, total in totals.items()}


def grade_by_points(scheme: Scheme, score: Score) -> str:
    """The grade of the points alone; the lowest one for whoever is vetoed; empty without grades."""
    if not scheme.grades:
        return ""
    lowest = scheme.grades[-1][0]
    if score.vetoes:
        return lowest
    return next((name for name, least in scheme.grades if score.total >= least), lowest)


def grades(scheme: Scheme, scores: Mapping[int, Score]) -> dict[int, str]:
    """The grade of everybody; beyond the share for the best grade the others take the next one.

    Those who tie at the border of the share all go down: the share is never exceeded, and nobody of them is
    chosen by the order of the list.  The presidium may still decide otherwise.
    """
    by_points = {key: grade_by_points(scheme, score) for key, score in scores.items()}
    if scheme.best_share is None or len(scheme.grades) < 2:
        return by_points
    best, following = scheme.grades[0][0], scheme.grades[1][0]
    seats = len(scores) * scheme.best_share // 100
    reached = {key: scores[key].total for key, grade in by_points.items() if grade == best}
    least = _least_within(list(reached.values()), seats)
    return {
        key: following if key in reached and (least is None or reached[key] < least) else grade
        for key, grade in by_points.items()
    }


def _least_within(totals: Sequence[int], seats: int) -> int | None:
    """The least total with which nobody is beyond the seats; None where not even the first ones fit."""
    fitting = [total for total in totals if sum(other >= total for other in totals) <= seats]
    return min(fitting, default=None)
