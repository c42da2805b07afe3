"""Tables that stand side by side below one header, and the rows below each printing of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from app.domain.texts import heading_key
from app.excel.layout.headers import Header, Heading


@dataclass(frozen=True)
class Segment:
    """One table of a header: its first and last column and the headings between."""

    first: int
    last: int
    headings: dict[int, Heading]


@dataclass(frozen=True)
class Stretch:
    """Consecutive rows below a header; ``year`` and ``month`` where its own title says others than those before."""

    first: int
    last: int
    year: int | None = None
    month: int | None = None


def segments(header: Header, anchor: str, people: bool = True) -> list[Segment]:
    """Tables side by side: a new one begins where known headings start again and an anchor follows.

    Where the anchor names no ``people``, two headings of it may differ (日期 and 时间): that is one table.
    """
    ordered = sorted(header.headings)
    repeated = _repeated(header, ordered)
    if repeated:
        return repeated
    anchors = [c for c in ordered if _is_field(header, c, anchor)]
    if not people and anchors:
        first = heading_key(header.headings[anchors[0]].text)
        anchors = [c for c in anchors if heading_key(header.headings[c].text) == first]
    if len(anchors) < 2:
        return [Segment(0, 16_384, dict(header.headings))]
    lead = [heading_key(header.headings[c].text) for c in ordered if c < anchors[0]]
    starts = [0, *(_start(header, ordered, lead, left, right) for left, right in pairwise(anchors))]
    return [
        Segment(start, end, {c: header.headings[c] for c in ordered if start <= c <= end})
        for start, end in zip(starts, [*(s - 1 for s in starts[1:]), 16_384], strict=True)
    ]


def _repeated(header: Header, ordered: list[int]) -> list[Segment]:
    """Tables side by side under the same headings, whatever these are."""
    words = [heading_key(header.headings[c].text) for c in ordered]
    for count in range(2, len(words) // 2 + 1):
        size = len(words) // count
        if size * count == len(words) and words[:size] * count == words and len(set(words[:size])) == size:
            starts = [0, *(ordered[size * number] for number in range(1, count))]
            ends = [*(start - 1 for start in starts[1:]), 16_384]
            return [
                Segment(first, last, {c: header.headings[c] for c in ordered if first <= c <= last})
                for first, last in zip(starts, ends, strict=True)
            ]
    return []


def _is_field(header: Header, column: int, field: str) -> bool:
    target = header.headings[column].target
    return (
        target is not None
        and target.field == field
        and target.code is None
        and not header.headings[column].spanned
    )


def _start(header: Header, ordered: list[int], lead: list[str], left: int, right: int) -> int:
    """The first column of the table whose anchor is at ``right``: it begins as the first one does."""
    start = right
    for column in reversed([c for c in ordered if left < c < right]):
        if heading_key(header.headings[column].text) not in lead:
            break
        start = column
    return start
