"""Rows inside a table that hold nothing but further headings, with values below them: cards of several rows."""

from __future__ import annotations

from app.domain.texts import heading_key
from app.excel.layout.segments import Segment
from app.excel.layout.view import View, plain
from app.excel.layout.vocabulary import Vocabulary

MOST = 12  # headings of a card


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
