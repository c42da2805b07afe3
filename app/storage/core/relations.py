"""Which registers point to which: owners of parts, and links; read from the definitions once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.core.tables import link_table, table_of

if TYPE_CHECKING:
    import sqlite3


@cache
def owners_of(part: Register) -> tuple[tuple[Register, str], ...]:
    """The registers that ``part`` belongs to, each with the column that points to it."""
    return tuple((owner, p.link) for owner in REGISTERS for p in owner.parts if p.register is part)


@cache
def links_to(register: Register) -> tuple[tuple[Register, str, str, str], ...]:
    """Every link to a register's table: (register, table, column of its row's id, column of the target)."""
    links = []
    for other in REGISTERS:
        for field in other.own_fields:
            if not (field.kind.is_link or field.kind.is_links):
                continue
            if table_of(field.kind.to) != register.stored_in:
                continue
            if field.kind.is_links:
                links.append((other, link_table(other, field), "row", "target"))
            else:
                links.append((other, other.stored_in, "id", field.key))
    return tuple(links)


def owning_rows(
    connection: sqlite3.Connection, part: Register, part_id: int
) -> Iterator[tuple[Register, int]]:
    """The rows that a part belongs to."""
    for owner, link in owners_of(part):
        sql = f"SELECT id FROM {owner.stored_in} WHERE {link}=?"
        for (row_id,) in connection.execute(sql, (part_id,)).fetchall():
            yield owner, row_id


def linking_rows(
    connection: sqlite3.Connection, register: Register, row_id: int
) -> Iterator[tuple[Register, int]]:
    """The rows that link to a row, each once per link."""
    for other, table, column, target in links_to(register):
        sql = f"SELECT {column} FROM {table} WHERE {target}=?"
        for (linking_id,) in connection.execute(sql, (row_id,)).fetchall():
            yield other, linking_id
