"""Choosing rows by a field that is computed as they are read and kept nowhere, such as how a plan stands today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from app.domain.fields import Field, Row
from app.domain.register import Register
from app.storage.query import Query, Stored

Read = Callable[[Query], list[Row]]  # the rows that meet a query, with their computed fields


def is_computed(register: Register, field: Field) -> bool:
    """Whether a field is kept nowhere; the state and the last day of a course are, with its timeline."""
    course = register.course
    return field.computed and not (course and field.key in (course.state, course.due))


def by_rows(register: Register, query: Query, read: Read) -> Query:
    """The query with what is chosen of computed fields replaced by the rows that have it."""
    fields = [register.field(key) for key in query.chosen]
    computed = [field for field in fields if is_computed(register, field)]
    if not computed:
        return query
    kept = {field.key: query.chosen[field.key] for field in fields if field not in computed}
    plain = replace(query, chosen=kept)
    rows = [
        row["id"]
        for row in read(plain)
        if all(_stored(field, row) in query.chosen[field.key] for field in computed)
    ]
    return replace(plain, among=tuple(rows))


def values_in(field: Field, rows: list[Row]) -> list[tuple[Stored, int]]:
    """Each value of a computed field among the rows, with their number; None for blank."""
    return list(Counter(_stored(field, row) for row in rows).items())


def _stored(field: Field, row: Row) -> Stored:
    value = row.get(field.key)
    return None if value is None else field.kind.to_stored(value)
