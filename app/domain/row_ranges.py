"""Many ids of records as a short text: 1-3,7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def as_ranges(ids: Iterable[int]) -> str:
    """The ids in ascending order, each once; neighbours as first and last."""
    spans: list[list[int]] = []
    for number in sorted(set(ids)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def ids_in(ranges: str) -> tuple[int, ...]:
    """The ids that such a text names; ValueError for any other text."""
    return tuple(_ids_in(ranges))


def _ids_in(ranges: str) -> Iterator[int]:
    for span in filter(None, ranges.split(",")):
        first, _, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)
