"""The score of one deputy's year: its lines, the sums of its categories under their caps, the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.scoring.lines import line_of
from app.domain.scoring.shapes import Course, Scheme, Score, ScoreEntry, ScoreLine, points_text

VETOED = "，列最低等次"
GIVING = ("per_event", "per_ratio", "target", "manual")


def score_of(scheme: Scheme, course: Course) -> Score:
    """The score of one deputy.

    A category with items that give points never falls below nothing; one that only takes does.  The total
    lies between nothing and the scheme's most.
    """
    lines = tuple(line_of(scheme, item, course) for item in scheme.items)
    sums = {
        category: _sum_of(scheme, category, lines)
        for category in dict.fromkeys(item.category for item in scheme.items)
    }
    total = max(scheme.base + sum(sums.values()), 0)
    return Score(lines, sums, scheme.base, total if scheme.most is None else min(total, scheme.most))


def _sum_of(scheme: Scheme, category: str, lines: Sequence[ScoreLine]) -> int:
    own = [line for line in lines if line.item.category == category]
    points = sum(line.points for line in own)
    if any(line.item.basis in GIVING for line in own):
        points = max(points, 0)
    cap = (scheme.caps or {}).get(category)
    return points if cap is None else min(points, cap)


def entries_of(score: Score) -> Iterator[ScoreEntry]:
    """The score as it is shown and published: the base, every item by category, and what the caps change."""
    if score.base:
        yield ScoreEntry("起评分", "起评分", "人人都有", score.base)
    for category, points in score.sums.items():
        own = [line for line in score.lines if line.item.category == category]
        for line in own:
            words = line.words + (VETOED if line.vetoes else "")
            yield ScoreEntry(category, line.item.name, words, line.points, line.rows)
        full = sum(line.points for line in own)
        if full > points:
            words = f"合计{points_text(full)}分，最高{points_text(points)}分"
            yield ScoreEntry(category, "类别封顶", words, points - full)
        elif full < points:
            yield ScoreEntry(category, "扣完为止", f"合计{points_text(full)}分，按0分计", points - full)
    full = score.base + sum(score.sums.values())
    if full != score.total:
        yield ScoreEntry(
            "总分",
            "总分封顶" if full > score.total else "扣完为止",
            f"合计{points_text(full)}分",
            score.total - full,
        )
