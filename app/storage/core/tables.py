"""How the rows of a register lie in tables: columns, link tables, and the document that history keeps.

The *document* of a row is a JSON object ``{field: stored}`` without empty values; it is what history
records and what the deep check compares.  Links take two columns (id and name as written), several
links a table of their own, private values the id of their row in ``private_values``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from app.domain.fields import Field, Private, Row
from app.domain.register import Register
from app.domain.registers import BY_KEY

HIDDEN = {"derived_from": "TEXT", "find": "TEXT", "sort": "TEXT"}  # not part of what the clerk entered


_ONE_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Column(NamedTuple):
    """One column of a register's table."""

    name: str
    type: str
    references: str = ""


def canonical(document: Any) -> str:
    """JSON with one spelling only: sorted keys, no blanks, characters as they are."""
    return _ONE_SPELLING.encode(document)


def link_table(register: Register, field: Field) -> str:
    """The table with the rows of a ``Links`` field."""
    return f"{register.stored_in}__{field.key}"


def table_of(key: str) -> str:
    """The table that holds the rows of the register ``key``."""
    return BY_KEY[key].stored_in


@cache
def columns_of(key: str) -> tuple[Column, ...]:
    """The columns of a register's table, without ``id`` and the hidden ones."""
    register = BY_KEY[key]
    columns = [Column(part.link, "INTEGER", part.register.stored_in) for part in register.parts]
    for field in register.own_fields:
        if field.private:
            columns.append(Column(field.key, "INTEGER", "private_values"))
        elif field.kind.is_link:
            columns.append(Column(field.key, "INTEGER", table_of(field.kind.to)))
            columns.append(Column(f"{field.key}_name", "TEXT"))
        elif not field.kind.is_links:
            columns.append(Column(field.key, field.kind.column))
    return tuple(columns)


@cache
def insert_sentence(key: str) -> str:
    """The INSERT for one row: id, the columns, then source, find and sort."""
    names = ["id", *(column.name for column in columns_of(key)), *HIDDEN]
    marks = ",".join("?" * len(names))
    return f"INSERT INTO {table_of(key)} ({','.join(names)}) VALUES ({marks})"


@cache
def update_sentence(key: str) -> str:
    """The UPDATE for one row, its parameters in the order of the INSERT with the id last."""
    names = [*(column.name for column in columns_of(key)), *HIDDEN]
    return f"UPDATE {table_of(key)} SET {','.join(f'{name}=?' for name in names)} WHERE id=?"


class Plan(NamedTuple):
    """What is asked of a register for every row it writes, worked out once."""

    own: dict[str, Field]
    fields: dict[str, Field]  # by column; a link has two
    places: dict[str, int]  # of each column among the parameters
    width: int  # columns with the hidden ones
    empty: Row  # every value absent
    link: tuple[Field, ...]
    links: tuple[tuple[Field, str], ...]  # with their tables
    private: tuple[str, ...]
    lifted: dict[str, tuple[str, ...]]  # by the link of a part, the fields that live there


@cache
def plan(register: Register) -> Plan:
    """The plan of a register."""
    names = [*(column.name for column in columns_of(register.key)), *HIDDEN]
    lifted = {p.link: tuple(f.key for f in register.fields if f.part == p.link) for p in register.parts}
    return Plan(
        own={field.key: field for field in register.own_fields},
        fields={name: field for field in register.own_fields for name in _column_names(field)},
        places={name: number for number, name in enumerate(names)},
        width=len(names),
        empty=dict.fromkeys([*(p.link for p in register.parts), *(f.key for f in register.own_fields)]),
        link=tuple(field for field in register.own_fields if field.kind.is_link and not field.private),
        links=tuple(
            (field, link_table(register, field)) for field in register.own_fields if field.kind.is_links
        ),
        private=tuple(field.key for field in register.own_fields if field.private),
        lifted=lifted,
    )


def _column_names(field: Field) -> tuple[str, ...]:
    """The columns that hold the value of a field."""
    if field.kind.is_links:
        return ()
    if field.kind.is_link and not field.private:
        return (field.key, f"{field.key}_name")
    return (field.key,)


@cache
def select_sentence(key: str) -> str:
    """The SELECT of what ``document_of`` reads of a row, without its condition."""
    names = ["id", *(column.name for column in columns_of(key)), "derived_from"]
    return f"SELECT {','.join(names)} FROM {table_of(key)}"


def parameters(
    register: Register, document: Mapping[str, Any], find: str | None, sort: str | None
) -> list[Any]:
    """The parameters of INSERT (after the id) and UPDATE (before it) for a document."""
    columns = plan(register)
    values: list[Any] = [None] * columns.width
    for key, stored in document.items():
        field, place = columns.own.get(key), columns.places.get(key)
        if place is None:
            continue  # several links lie in a table of their own
        if field is None:
            values[place] = stored  # the link of a part, or what the row was derived from
        elif field.private:
            values[place] = stored["private"]
        elif field.kind.is_link:
            values[place : place + 2] = stored
        else:
            values[place] = canonical(stored) if isinstance(stored, list) else stored
    values[columns.places["find"]], values[columns.places["sort"]] = find, sort
    return values


def link_rows(
    register: Register, row_id: int, document: Mapping[str, Any]
) -> Iterable[tuple[str, list[tuple[Any, ...]]]]:
    """For each ``Links`` field its table and the rows (row, position, target, name) to keep there."""
    for field, table in plan(register).links:
        pairs = document.get(field.key) or []
        yield table, [(row_id, position, target, name) for position, (target, name) in enumerate(pairs)]


def document_of(
    register: Register,
    columns: Mapping[str, Any],
    links: Mapping[str, list[list[Any]]],
    commitments: Mapping[int, str],
) -> dict[str, Any]:
    """The document of a row as it lies in the tables (empty columns may be left out); the inverse of ``parameters``."""
    fields = plan(register).fields
    document: dict[str, Any] = {part.link: columns.get(part.link) for part in register.parts}
    for name, stored in columns.items():
        field = fields.get(name)
        if field is None or stored is None:
            continue
        if field.private:
            document[field.key] = {"private": stored, "commitment": commitments.get(stored, "")}
        elif field.kind.is_link:
            document[field.key] = [columns.get(field.key), columns.get(f"{field.key}_name")]
        else:
            document[field.key] = json.loads(stored) if field.kind.columns else stored
    document |= {field.key: links[field.key] for field, _ in plan(register).links if field.key in links}
    if columns.get("derived_from"):
        document["derived_from"] = columns["derived_from"]
    return document


def values_of(register: Register, document: Mapping[str, Any]) -> Row:
    """The Python values of a document; fields without a value are None, private ones ``Private``."""
    columns = plan(register)
    row: Row = dict(columns.empty)
    for key, stored in document.items():
        field = columns.own.get(key)
        if field is None or stored is None:
            row[key] = stored
        elif field.private:
            row[key] = Private(stored["private"], stored["commitment"])
        else:
            row[key] = field.kind.from_stored(stored)
    return row


def stored_values(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """The stored forms of the register's own values, without empty ones; private values stay as given."""
    own = plan(register).own
    document: dict[str, Any] = {}
    for key, value in values.items():
        field = own.get(key)
        if field is None or value is None:
            continue
        stored = value if field.private else field.kind.to_stored(value)
        if stored is not None:
            document[key] = stored
    return document


def placeholders(items: Sequence[Any]) -> str:
    """``?,?,?`` for as many items."""
    return ",".join("?" * len(items))
