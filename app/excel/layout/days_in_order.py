"""Columns of days told apart by what the days say: nothing is answered before it was raised."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from app.excel.layout.evidence import ColumnSeen

KEPT, BROKEN = 0.5, -2.5  # weight of a pair of columns whose days keep, or break, the order of their fields
SERIAL = 10_000  # from which one figure may be a day: 44569, 20220108
LATER = 0.6  # share of rows by which one column is later than another
_FIGURES = re.compile(r"\d+")
Assignment = dict[int, str]


def in_order(
    chosen: Mapping[int, str],
    weights: Mapping[int, Mapping[str, float]],
    seen: Mapping[int, ColumnSeen],
    order: Sequence[str],
    loose: Collection[str] = (),
) -> Assignment:
    """The assignment with the best total once the order of days counts too.

    ``chosen``: all day columns that are read; ``weights``: those that may be read otherwise, and what speaks for
    each field; ``order``: the fields of days as the work goes; ``loose``: those of them that what comes next need not wait for (deadlines).
    """
    later = {
        pair: _is_later(seen[pair[0]], seen[pair[1]]) for pair in combinations(sorted({*chosen, *weights}), 2)
    }
    best = dict(chosen)
    worth = _worth(best, weights, later, order, loose)
    for _ in range(2 * len(weights)):
        tries = [
            one for column, row in weights.items() for key in (*row, "") for one in _moved(best, column, key)
        ]
        tries = [one for one in tries if all(c in weights or one.get(c) == key for c, key in chosen.items())]
        following = max(tries, key=lambda one: _worth(one, weights, later, order, loose), default=best)
        if _worth(following, weights, later, order, loose) <= worth + 1e-9:
            break
        best, worth = following, _worth(following, weights, later, order, loose)
    return best


def _moved(chosen: Assignment, column: int, key: str) -> list[Assignment]:
    """Another field for one column; the column that had it takes the old one, or none."""
    holder = next((c for c, k in chosen.items() if k == key), None) if key else None
    moved = {**chosen, column: key}
    if holder is None:
        return [{c: k for c, k in moved.items() if k}]
    return [{c: k for c, k in {**moved, holder: old}.items() if k} for old in (chosen.get(column, ""), "")]


def _worth(
    chosen: Assignment,
    weights: Mapping[int, Mapping[str, float]],
    later: Mapping[tuple[int, int], int],
    order: Sequence[str],
    loose: Collection[str],
) -> float:
    total = sum(weights[c].get(key, -9.0) for c, key in chosen.items() if c in weights)
    for (one, other), which in later.items():
        if which and one in chosen and other in chosen and chosen[one] in order and chosen[other] in order:
            places = order.index(chosen[one]), order.index(chosen[other])
            if order[min(places)] not in loose:
                total += KEPT if (places[0] > places[1]) == (which > 0) else BROKEN
    return total


def _is_later(one: ColumnSeen, other: ColumnSeen) -> int:
    """1 where the days of ``one`` are later row by row, -1 where earlier, 0 where it cannot be told."""
    there = dict(other.by_row)
    pairs = [(_figures(text), _figures(there[row])) for row, text in one.by_row if row in there]
    signs = [(a > b) - (a < b) for a, b in pairs if a and len(a) == len(b)]
    if len(signs) < 2:
        return 0
    return (signs.count(1) > LATER * len(signs)) - (signs.count(-1) > LATER * len(signs))


@lru_cache(maxsize=20_000)
def _figures(text: str) -> tuple[int, ...]:
    """The figures of a day, the greatest part first; none where they are no day."""
    figures = tuple(map(int, _FIGURES.findall(text)[:3]))
    return figures if len(figures) >= 2 or max(figures, default=0) >= SERIAL else ()
