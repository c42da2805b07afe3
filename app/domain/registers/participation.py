"""Deputies who took part in an event: their number is stored only where names are missing (settled 8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.fields import Context, Problem, Row

COUNT, NAMES = "deputy_count", "deputies"


def deputies_counted(row: Mapping[str, Any], context: Context) -> Problem | None:
    """The number of deputies is at least that of the named ones."""
    named, count = len(row.get(NAMES) or ()), row.get(COUNT)
    if count is None or named <= count:
        return None
    message = f"写了 {named} 位代表姓名，代表人数填的是 {count}，请核对。"
    return Problem(COUNT, "error", "deputies", message)


def drop_count_of_names(row: Row) -> None:
    """A count that the names give is not kept."""
    if row.get(NAMES) and row.get(COUNT) == len(row[NAMES]):
        row[COUNT] = None


def fill_count_of_names(row: Row) -> None:
    """Where no count is kept the names give it."""
    if row.get(COUNT) is None and row.get(NAMES):
        row[COUNT] = len(row[NAMES])
