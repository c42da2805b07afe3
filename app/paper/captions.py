"""Boxes with their captions at the left: the head of minutes, a receipt."""

from __future__ import annotations

from collections.abc import Sequence

from app.paper.sheet import FormCell


def captioned(boxes: Sequence[tuple[str, str]]) -> tuple[FormCell, ...]:
    """The cells of a form of two columns: one row for each (caption, words)."""
    return tuple(
        cell
        for row, (caption, words) in enumerate(boxes)
        for cell in (FormCell(row, 0, caption, role="label", align="center"), FormCell(row, 1, words))
    )
