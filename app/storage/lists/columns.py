"""Plain columns of many rows at once, for figures: stored values, no rows built (100,000 in a blink)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.registers import BY_KEY
from app.storage.core.tables import columns_of, link_table
from app.storage.open_ledger import OpenLedger


def column_values(
    ledger: OpenLedger,
    key: str,
    columns: Sequence[str],
    year: int | None = None,
    days: tuple[date, date] | None = None,
) -> list[tuple[Any, ...]]:
    """``id`` and the stored values of ``columns`` of every row, by id.

    Of one calendar year if given, or of the ``days`` from the first to the last, both included.

    A link gives its id, its name as written stands in ``<key>_name``.  KeyError for an unknown column.
    """
    register = BY_KEY[key]
    names = {column.name for column in columns_of(key)} | {"derived_from"}
    unknown = set(columns) - names
    if unknown:
        raise KeyError(f"{key} has no column {sorted(unknown)}")
    sql = f"SELECT {','.join(['id', *columns])} FROM {register.stored_in}"
    span: tuple[str, ...] = ()
    if year is not None and register.year_field:
        sql += f" WHERE {register.year_field} >= ? AND {register.year_field} < ?"
        span = (f"{year:04d}", f"{year + 1:04d}")
    elif days is not None:
        sql += f" WHERE {register.year_field} BETWEEN ? AND ?"
        span = (days[0].isoformat(), days[1].isoformat())
    with ledger.busy:
        return ledger.core.connection.execute(f"{sql} ORDER BY id", span).fetchall()


def linked(ledger: OpenLedger, key: str, field_key: str) -> list[tuple[int, int | None, str]]:
    """Every (row, target, name as written) of a field with several links, in order."""
    register = BY_KEY[key]
    field = register.field(field_key)
    if not field.kind.is_links:
        raise KeyError(f"{key}.{field_key} has no links of its own")
    table = link_table(register, field)
    with ledger.busy:
        return ledger.core.connection.execute(
            f"SELECT row, target, name FROM {table} ORDER BY row, position"
        ).fetchall()
