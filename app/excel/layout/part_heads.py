"""Labels with their values above each part of a sheet (职业 | 教师 | 电话 | …): they head the part and are no records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.excel.layout.headers import Header, could_head
from app.excel.layout.natures import nature_of
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.view import View

HIGHEST = 6  # rows of labels above the headings of a part


def rows_of_labels(
    view: View, header: Header, segment: Segment, stretches: Sequence[Stretch]
) -> frozenset[int]:
    """The rows above the headings of each part whose labels stand at the same distance above those of another."""
    height = header.bottom - header.top + 1
    tops = [stretch.first - height for stretch in stretches]
    labels: dict[int, tuple[int, tuple[str, ...]]] = {}
    for top, floor in zip(tops, [0, *(stretch.first for stretch in stretches)], strict=False):
        for row in range(max(top - HIGHEST, floor), top):
            if own := _labels(view, segment, row):
                labels[row] = top - row, own
    again = Counter(labels.values())
    return frozenset(row for row, own in labels.items() if again[own] > 1)


def _labels(view: View, segment: Segment, row: int) -> tuple[str, ...]:
    """The labels of a row in which labels and values take turns; empty where it is no such row."""
    columns = view.filled(row, segment.first, segment.last)
    words = [view.text(row, column) for column in columns[::2]]
    fit = all(could_head(view.raw(row, c)) and not nature_of(view.text(row, c)).day for c in columns[::2])
    return tuple(words) if len(columns) > 1 and len(columns) % 2 == 0 and fit else ()
