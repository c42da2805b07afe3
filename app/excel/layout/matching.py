"""One assignment for the whole table: the pairing of columns and fields with the best total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_NEVER = 1e6  # a cost that no total of evidence reaches


def best_matching(scores: Mapping[int, Mapping[str, float]]) -> dict[int, str]:
    """Column → field so that the total score is the greatest; a field is given once.

    ``scores``: how much more a column says for a field than for being none; columns that are better left
    alone are not in the answer.
    """
    columns = [column for column, row in scores.items() if any(score > 0 for score in row.values())]
    fields = list(dict.fromkeys(key for c in columns for key, score in scores[c].items() if score > 0))
    alone = len(columns)  # a place of its own for each column that is left alone
    costs = [[-scores[column].get(key, -_NEVER) for key in fields] + [0.0] * alone for column in columns]
    chosen = _cheapest(costs) if columns else []
    return {
        column: fields[place] for column, place in zip(columns, chosen, strict=True) if place < len(fields)
    }


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each row the place that makes the least total (the Hungarian method with potentials, O(rows² · places))."""
    places = len(costs[0])
    rows_at = [-1] * (
        places + 1
    )  # the row that holds a place; the last place is the one being worked in from
    of_row, of_place = [0.0] * len(costs), [0.0] * (places + 1)
    for row in range(len(costs)):
        rows_at[places] = row
        _make_room(costs, rows_at, of_row, of_place)
    chosen = [-1] * len(costs)
    for place, row in enumerate(rows_at[:places]):
        if row >= 0:
            chosen[row] = place
    return chosen


def _make_room(
    costs: Sequence[Sequence[float]], rows_at: list[int], of_row: list[float], of_place: list[float]
) -> None:
    """Finds the cheapest way to seat one more row, moving others along it."""
    places = len(rows_at) - 1
    least, came_from, done = [float("inf")] * places, [places] * places, [False] * (places + 1)
    here = places
    while rows_at[here] >= 0:
        done[here] = True
        row, step, following = rows_at[here], float("inf"), -1
        for place in range(places):
            if done[place]:
                continue
            cost = costs[row][place] - of_row[row] - of_place[place]
            if cost < least[place]:
                least[place], came_from[place] = cost, here
            if least[place] < step:
                step, following = least[place], place
        for place in range(places + 1):
            if done[place]:
                of_row[rows_at[place]] += step
                of_place[place] -= step
            elif place < places:
                least[place] -= step
        here = following
    while here != places:
        before = came_from[here]
        rows_at[here] = rows_at[before]
        here = before
