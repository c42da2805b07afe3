"""The values that stand in a column of a register, and the rows that have certain ones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Field
from app.domain.register import Register
from app.storage.core.column_places import place_of
from app.storage.core.tables import link_table
from app.storage.query import Span, Stored


def condition(
    register: Register, field: Field, chosen: Sequence[Stored | Span], name: str, values: dict[str, Any]
) -> str:
    """The rows whose value is one of ``chosen`` or lies in one of its spans; of several links one is enough.

    Binds ``name``, and for spans names that begin with it, in ``values``.
    """
    spans = [one for one in chosen if isinstance(one, Span)]
    values[name] = json.dumps([one for one in chosen if one is not None and not isinstance(one, Span)])
    wanted = f"IN (SELECT value FROM json_each(:{name}))"
    if field.kind.is_links:
        table = link_table(register, field)
        met = f"t.id IN (SELECT row FROM {table} WHERE coalesce(target, name) {wanted})"
        blank = f"t.id NOT IN (SELECT row FROM {table})"
    else:
        place = _value(register, field)
        met, blank = f"{place} {wanted}", f"{place} IS NULL"
        for number, span in enumerate(spans):
            least, most = f"{name}least{number}", f"{name}most{number}"
            values |= {least: span.least, most: span.most}
            met += f" OR {place} BETWEEN :{least} AND :{most}"
    return f"{met} OR {blank}" if None in chosen else met


def values_in(
    connection: sqlite3.Connection,
    register: Register,
    field: Field,
    rows_wanted: str,
    parameters: Mapping[str, Any],
) -> list[tuple[Stored, int]]:
    """Each value of the column among the rows that meet ``rows_wanted``, with their number; None for blank.

    A link is its row's id, or the name as written where it points to no row.
    """
    rows = f"{register.stored_in} t"
    place = _value(register, field) if not field.kind.is_links else "coalesce(l.target, l.name)"
    if field.kind.is_links:
        rows += f" LEFT JOIN {link_table(register, field)} l ON l.row = t.id"
    sql = f"SELECT {place}, count(*) FROM {rows} WHERE {rows_wanted} GROUP BY 1"
    return [(value, count) for value, count in connection.execute(sql, parameters)]


def _value(register: Register, field: Field) -> str:
    if field.kind.is_link:
        return f"coalesce({place_of(register, field)}, {place_of(register, field, f'{field.key}_name')})"
    return place_of(register, field)
