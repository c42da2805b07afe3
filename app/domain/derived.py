"""Rows that follow from rows of another register: what a register declares about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.fields import Lookup, Row


@dataclass(frozen=True)
class Derived:
    """A row of another register that follows from this one; ``slot`` tells several apart."""

    register: str
    slot: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Derivation:
    """The rows that follow from a row, in the registers ``into``."""

    into: tuple[str, ...]
    rows: Callable[[Row, Lookup], Iterable[Derived]]
