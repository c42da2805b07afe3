"""Many numbers in short, those that follow one another as first and last; ids of records as a text: 1-3,7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def as_ranges(ids: Iterable[int]) -> str:
    """The ids in ascending order, each once; neighbours as first and last."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs(ids))


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers in ascending order, each once, those that follow one another as first and last."""
    ends: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if ends and number == ends[-1][1] + 1:
            ends[-1] = (ends[-1][0], number)
        else:
            ends.append((number, number))
    return ends


def ids_in(ranges: str) -> tuple[int, ...]:
    """The ids that such a text names; ValueError for any other text."""
    return tuple(_ids_in(ranges))


def _ids_in(ranges: str) -> Iterator[int]:
    for span in filter(None, ranges.split(",")):
        first, _, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)
