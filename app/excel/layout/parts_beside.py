"""A row above tables side by side that says of which site, village or district each of them is."""

from __future__ import annotations

from app.domain.texts import heading_key
from app.excel.layout.natures import nature_of
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary


def names_parts(view: View, vocabulary: Vocabulary, row: int) -> bool:
    """Whether a row says of which site, village or district each of the tables side by side below it is.

    It stands where each begins, over the same headings again and again, and is no part of what these mean.
    """
    columns, below = view.filled(row), view.filled(row + 1)
    if len(columns) < 2 or len(below) % len(columns) or len(below) == len(columns):
        return False
    size = len(below) // len(columns)
    words = [heading_key(view.text(row + 1, column)) for column in below]
    if below[::size] != columns or words != words[:size] * len(columns):
        return False
    return all(_is_place(view.text(row, column), vocabulary) for column in columns)


def _is_place(text: str, vocabulary: Vocabulary) -> bool:
    nature = nature_of(text)
    return 1.0 in (nature.site, nature.village, nature.district) and vocabulary.match(text) is None
