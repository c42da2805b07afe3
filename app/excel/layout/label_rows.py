"""Rows of labels that are no records: with their values above each part of a sheet (职业 | 教师 | 电话 | …), or further
headings with values below them, cards of several rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain.texts import heading_key
from app.excel.layout.headers import Header, could_head
from app.excel.layout.natures import nature_of
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.view import View, plain
from app.excel.layout.vocabulary import Vocabulary

MOST = 12  # headings of a card
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


def labels_within(view: View, vocabulary: Vocabulary, row: int, segment: Segment) -> dict[int, str]:
    """Column → field where a row holds nothing but further headings, with values below them.

    Headings with nothing below (总监票人： | 监票人： in the last row) wait for a signature.
    """
    cells = view.rows[row]
    if not 1 < view.counts[row] < MOST:
        return {}
    texts: dict[int, str] = {}
    for column, cell in enumerate(cells[: segment.last + 1]):
        text = plain(cell) if cell is not None and column >= segment.first else ""
        if text and (type(cell) is not str or not vocabulary.is_heading(heading_key(text))):
            return {}  # nearly always the first one, which is a number
        if text:
            texts[column] = text
    targets = {column: vocabulary.match(text) for column, text in texts.items()}
    named = {c: t.field for c, t in targets.items() if len(texts) > 1 and t and t.field and not t.part}
    return named if any(view.text(row + 1, column) for column in named) else {}
