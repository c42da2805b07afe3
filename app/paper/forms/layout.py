"""How a form is declared: lines of boxes, each naming a label, a field or the place of the photo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.domain.fields import Row, Side

SEALED = "（盖章）　　　　\n　　　年　　月　　日"  # the place of a seal and its day


@dataclass(frozen=True)
class Place:
    """One box: the words of a label, the key of a field, or the words in the place of a photo; merged over rows and columns."""

    key: str
    kind: Literal["label", "field", "photo"] = "field"
    columns: int = 1
    rows: int = 1
    align: Side = "center"


def label(words: str, columns: int = 1, rows: int = 1) -> Place:
    """The box of a label."""
    return Place(words, "label", columns, rows)


def value(key: str, columns: int = 1) -> Place:
    """The box of a field, in its middle."""
    return Place(key, columns=columns)


def long_text(key: str, columns: int = 5) -> Place:
    """The box of a field with much to say, from its left edge."""
    return Place(key, columns=columns, align="left")


@dataclass(frozen=True)
class FormLine:
    """The boxes that begin in one row, from the left; ``height`` in millimetres where more is wanted.

    ``each``: a list of the record; the line stands once for each of its rows, whose columns its places name,
    and ``least`` times in all, so that there is room to write by hand.
    """

    places: tuple[Place, ...]
    height: float = 0
    each: str = ""
    least: int = 3


@dataclass(frozen=True)
class FormLayout:
    """A form; ``title`` may use {subject} (place and term) or {town}.

    ``revealed`` puts into a record whose private values are in plain what they say of its other fields.
    """

    title: str
    shares: tuple[float, ...]
    lines: tuple[FormLine, ...]
    row_height: float = 11
    size: float = 12
    revealed: Callable[[Row], Row] | None = None
