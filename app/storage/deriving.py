"""Rows that follow from other rows: kept exactly as their source says, within the same act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.derived import Derived
from app.domain.fields import Row
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.row_writing import RowWriter
from app.storage.tables import stored_values

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

CHUNK = 500


def derive(ledger: Ledger, writer: RowWriter, register: Register, row: Row, *, new: bool = False) -> None:
    """Bring the rows derived from ``row`` up to date; ``new`` rows have none yet."""
    if register.derives is not None:
        _sync(ledger, writer, register, row["id"], register.derived(row, ledger.lookup), new=new)


def drop_derived(ledger: Ledger, writer: RowWriter, register: Register, row_id: int) -> None:
    """Remove the rows derived from a row."""
    if register.derives is not None:
        _sync(ledger, writer, register, row_id, [], new=False)


def out_of_step(ledger: Ledger) -> list[tuple[str, int]]:
    """(register, row) of every record whose derived rows are not what it would give now."""
    with ledger.busy:
        return [
            (register.key, row_id)
            for register in REGISTERS
            if register.derives is not None
            for row_id in (*_differing(ledger, register), *_orphans(ledger, register))
        ]


def renew(ledger: Ledger) -> int:
    """Bring every derived row in step with its source, as one undoable act; gives how many sources there were."""
    with ledger.busy:
        places = out_of_step(ledger)
        if places:
            with ledger.act(f"按来源重新生成 {len(places)} 条记录") as act:
                for key, row_id in places:
                    act.rederive(key, row_id)
        return len(places)


def _differing(ledger: Ledger, register: Register) -> Iterator[int]:
    present = {key: _present(ledger, register, key) for key in register.derives_into}
    ids = [i for (i,) in ledger.connection.execute(f"SELECT id FROM {register.stored_in} ORDER BY id")]
    for start in range(0, len(ids), CHUNK):
        for row in ledger.rows_room.rows(register.key, ids[start : start + CHUNK], bare=True):
            mark = f"{register.key}:{row['id']}:"
            wanted = {
                (derived.register, mark + derived.slot): document_for(derived, mark)
                for derived in register.derived(row, ledger.lookup)
            }
            kept = {
                (key, source): document
                for key, documents in present.items()
                for source, document in documents.get(row["id"], {}).items()
            }
            if wanted != kept:
                yield row["id"]


def _orphans(ledger: Ledger, register: Register) -> Iterator[int]:
    """Ids of sources that are gone while what followed from them is still there."""
    ids = {i for (i,) in ledger.connection.execute(f"SELECT id FROM {register.stored_in}")}
    for key in register.derives_into:
        yield from sorted(set(_present(ledger, register, key)) - ids)


def _present(ledger: Ledger, register: Register, key: str) -> dict[int, dict[str, dict[str, Any]]]:
    """The derived rows that a register has in another one: by source row, then by their mark."""
    target = BY_KEY[key]
    sql = f"SELECT id, derived_from FROM {target.stored_in} WHERE derived_from >= ? AND derived_from < ?"
    span = (f"{register.key}:", f"{register.key};")
    marks = dict(ledger.connection.execute(sql, span).fetchall())
    documents = ledger.rows_room.documents(target, list(marks))
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for row_id, mark in marks.items():
        found.setdefault(int(mark.split(":")[1]), {})[mark] = documents[row_id]
    return found


def document_for(derived: Derived, mark: str) -> dict[str, Any]:
    """The document of a derived row."""
    return stored_values(BY_KEY[derived.register], derived.values) | {"derived_from": mark + derived.slot}


def _sync(
    ledger: Ledger,
    writer: RowWriter,
    register: Register,
    row_id: int,
    wanted: Sequence[Derived],
    *,
    new: bool,
) -> None:
    mark = f"{register.key}:{row_id}:"
    for key in register.derives_into:
        target = BY_KEY[key]
        present: dict[str, int] = {}
        if not new:
            sql = f"SELECT derived_from, id FROM {target.stored_in} WHERE derived_from >= ? AND derived_from < ?"
            present = dict(ledger.connection.execute(sql, (mark, mark + "\U0010ffff")).fetchall())
        for derived in (d for d in wanted if d.register == key):
            _write(
                ledger, writer, target, present.pop(mark + derived.slot, None), derived, mark + derived.slot
            )
        for leftover in present.values():
            writer.write(target, "remove", leftover, writer.existing(target, leftover), None)


def _write(
    ledger: Ledger, writer: RowWriter, target: Register, existing: int | None, derived: Derived, mark: str
) -> None:
    document = document_for(derived, mark.removesuffix(derived.slot))
    if existing is None:
        writer.write(target, "add", ledger.next_id(target.stored_in), None, document)
        return
    before = writer.existing(target, existing)
    if before != document:
        writer.write(target, "change", existing, before, document)
