"""Rows that follow from rows of another register: what a register declares about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
    """The rows that follow from a row, in the registers ``into``.

    ``reads``: by register the fields of the rows which the row names, directly or through another of these
    registers, that what follows says too (the session of a meeting, the name of a site): it changes with them.
    """

    into: tuple[str, ...]
    rows: Callable[[Row, Lookup], Iterable[Derived]]
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
