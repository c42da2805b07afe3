"""How a form is declared: lines of boxes, each naming a label, a field or the place of the photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.fields import Side


@dataclass(frozen=True)
class Place:
    """One box: the words of a label, the key of a field, or the photo; merged over rows and columns."""

    key: str
    kind: Literal["label", "field", "photo"] = "field"
    columns: int = 1
    rows: int = 1
    align: Side = "center"


@dataclass(frozen=True)
class FormLine:
    """The boxes that begin in one row, from the left; ``height`` in millimetres where more is wanted."""

    places: tuple[Place, ...]
    height: float = 0


@dataclass(frozen=True)
class FormLayout:
    """A form; ``title`` may use {subject} (place and term) or {town}."""

    title: str
    shares: tuple[float, ...]
    lines: tuple[FormLine, ...]
    row_height: float = 11
    size: float = 12
