"""The lines of sums of a ledger: 小计 below the rows that belong together, 合计 below all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from app.domain.fields import Field, Row
from app.domain.register import Register

SUBTOTAL, TOTAL = "小计", "合计"  # stand in place of the running number


class SumLine(NamedTuple):
    """``below``: how many rows stand above it.  ``values`` by key of field: the sums, and whose they are."""

    below: int
    label: str
    values: dict[str, Any]


def sum_lines(register: Register, fields: Sequence[Field], rows: Sequence[Row]) -> list[SumLine]:
    """All lines of sums in their order; none where nothing is summed.

    Subtotals stand where the register declares them, several owners are shown and the rows of each stand together.
    """
    whole = totals_of(fields, rows)
    if not whole:
        return []
    return [*_subtotals(register.filing.subtotals, fields, rows), SumLine(len(rows), TOTAL, whole)]


def _subtotals(key: str, fields: Sequence[Field], rows: Sequence[Row]) -> list[SumLine]:
    groups = [(owner, [*own]) for owner, own in groupby(rows, key=lambda row: row.get(key))] if key else []
    owners = [owner for owner, _ in groups]
    if len(owners) < 2 or len(set(owners)) < len(owners):
        return []
    lines, below = list[SumLine](), 0
    for owner, own in groups:
        below += len(own)
        lines.append(SumLine(below, SUBTOTAL, {key: owner, **totals_of(fields, own)}))
    return lines


def totals_of(fields: Sequence[Field], rows: Sequence[Row]) -> dict[str, Any]:
    """Field key → what stands below its column: the sum of what is printed, or the last value of it."""
    totals: dict[str, Any] = {}
    for field in fields:
        values = [row[field.key] for row in rows if row.get(field.key) is not None]
        if field.total and values:
            totals[field.key] = sum(values) if field.total == "sum" else values[-1]
    return totals
