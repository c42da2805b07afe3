"""Which rows of a register are wanted, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

Stored = str | int | float | None  # what a column of a table holds


class Span(NamedTuple):
    """The stored values from ``least`` to ``most``, both included: amounts, or days as ISO texts."""

    least: str | int | float
    most: str | int | float


@dataclass(frozen=True)
class Query:
    """``find``: words (hanzi, pinyin initials, numbers), all of which must occur.  ``year``: calendar
    year of the register's date.  ``filter``: key of one of the register's filters.  ``order``: field
    keys, ``-`` for descending; empty for the register's own order.  ``equals``: stored values of columns.
    ``among``: only these ids, e.g. the rows behind a figure; None for no such bound.
    ``chosen``: the values that columns may have, as ``values_in`` of the ledger gives them, None for blank, or
    spans of them.
    ``on``: the day as of which ``filter`` is judged; None for the ledger's today.
    """

    find: str = ""
    year: int | None = None
    filter: str = ""
    order: tuple[str, ...] = ()
    equals: Mapping[str, Any] = field(default_factory=dict)
    among: tuple[int, ...] | None = None
    chosen: Mapping[str, tuple[Stored | Span, ...]] = field(default_factory=dict)
    on: date | None = None
