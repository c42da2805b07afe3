"""Rows that follow from other rows: kept exactly as their source says, within the same act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.derived import Derived
from app.domain.fields import Row
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts.row_writing import RowWriter
from app.storage.core.core import Core
from app.storage.core.relations import links_to
from app.storage.core.tables import stored_values

CHUNK = 500


def derive(
    core: Core, writer: RowWriter, register: Register, row: Row, why: str, *, new: bool = False
) -> None:
    """Bring the rows derived from ``row`` up to date, for the reason of its own change; ``new`` rows have none yet."""
    if register.derives is not None:
        _sync(core, writer, register, row["id"], register.derived(row, core.lookup), why, new=new)


def drop_derived(core: Core, writer: RowWriter, register: Register, row_id: int, why: str) -> None:
    """Remove the rows derived from a row, for the reason why it goes itself."""
    if register.derives is not None:
        _sync(core, writer, register, row_id, [], why, new=False)


def sources_reading(
    core: Core, register: Register, row_id: int, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[Register, int]]:
    """The rows of whose derived rows a changed row says something, with their registers."""
    for source in REGISTERS:
        reads = source.derives.reads if source.derives else {}
        if any(before.get(key) != after.get(key) for key in reads.get(register.key, ())):
            yield from ((source, row) for row in _sources_at(core, source, reads, register, {row_id}))


def _sources_at(
    core: Core, source: Register, reads: Mapping[str, tuple[str, ...]], register: Register, rows: set[int]
) -> list[int]:
    """The rows of ``source`` that name one of these rows, directly or through the links that it reads."""
    naming: set[int] = set()
    for other, table, column, target in links_to(register):
        if other is source or target in reads.get(other.key, ()):
            sql = f"SELECT {column} FROM {table} WHERE {target}=?"
            linking = {i for row in rows for (i,) in core.connection.execute(sql, (row,)).fetchall()}
            naming |= linking if other is source else set(_sources_at(core, source, reads, other, linking))
    return sorted(naming)


def document_for(derived: Derived, mark: str) -> dict[str, Any]:
    """The document of a derived row."""
    return stored_values(BY_KEY[derived.register], derived.values) | {"derived_from": mark + derived.slot}


def _sync(
    core: Core,
    writer: RowWriter,
    register: Register,
    row_id: int,
    derived_rows: Sequence[Derived],
    why: str,
    *,
    new: bool,
) -> None:
    mark = f"{register.key}:{row_id}:"
    for key in register.derives_into:
        target = BY_KEY[key]
        present: dict[str, int] = {}
        if not new:
            sql = f"SELECT derived_from, id FROM {target.stored_in} WHERE derived_from >= ? AND derived_from < ?"
            present = dict(core.connection.execute(sql, (mark, mark + "\U0010ffff")).fetchall())
        for derived in (d for d in derived_rows if d.register == key):
            existing = present.pop(mark + derived.slot, None)
            _write(core, writer, target, existing, derived, mark + derived.slot, why)
        for leftover in present.values():
            writer.write(target, "remove", leftover, writer.existing(target, leftover), None, why)


def _write(
    core: Core,
    writer: RowWriter,
    target: Register,
    existing: int | None,
    derived: Derived,
    mark: str,
    why: str,
) -> None:
    document = document_for(derived, mark.removesuffix(derived.slot))
    if existing is None:
        writer.write(target, "add", core.counters.next_id(target.stored_in), None, document, why)
        return
    before = writer.existing(target, existing)
    if before != document:
        writer.write(target, "change", existing, before, document, why)
