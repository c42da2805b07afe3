"""Rows that follow from other rows: found out of step with their source, and brought in step again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts.deriving import document_for
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import KeyNeeded

CHUNK = 500


def out_of_step(ledger: OpenLedger) -> list[tuple[str, int]]:
    """(register, row) of every record whose derived rows are not what it would give now."""
    with ledger.busy:
        return [
            (register.key, row_id)
            for register in REGISTERS
            if register.derives is not None
            for row_id in (*_differing(ledger, register), *_orphans(ledger, register))
        ]


def renew(ledger: OpenLedger) -> int:
    """Bring every derived row in step with its source, as one undoable act; gives how many sources there were."""
    with ledger.busy:
        places = out_of_step(ledger)
        if places:
            with ledger.act(f"按来源重新生成 {len(places)} 条记录") as act:
                for key, row_id in places:
                    act.rederive(key, row_id)
        return len(places)


def _differing(ledger: OpenLedger, register: Register) -> Iterator[int]:
    present = {key: _present(ledger, register, key) for key in register.derives_into}
    ids = [i for (i,) in ledger.core.connection.execute(f"SELECT id FROM {register.stored_in} ORDER BY id")]
    for start in range(0, len(ids), CHUNK):
        for row in ledger.core.records.rows(register.key, ids[start : start + CHUNK], bare=True):
            mark = f"{register.key}:{row['id']}:"
            try:
                shown = ledger.concealed(register.key, row)
            except KeyNeeded:  # whose confidence it holds cannot be seen while the ledger is locked
                continue
            expected = {
                (derived.register, mark + derived.slot): document_for(derived, mark)
                for derived in register.derived(shown, ledger.lookup)
            }
            stored = {
                (key, source): document
                for key, documents in present.items()
                for source, document in documents.get(row["id"], {}).items()
            }
            if expected != stored:
                yield row["id"]


def _orphans(ledger: OpenLedger, register: Register) -> Iterator[int]:
    """Ids of sources that are gone while what followed from them is still there."""
    ids = {i for (i,) in ledger.core.connection.execute(f"SELECT id FROM {register.stored_in}")}
    for key in register.derives_into:
        yield from sorted(set(_present(ledger, register, key)) - ids)


def _present(ledger: OpenLedger, register: Register, key: str) -> dict[int, dict[str, dict[str, Any]]]:
    """The derived rows that a register has in another one: by source row, then by their mark."""
    target = BY_KEY[key]
    sql = f"SELECT id, derived_from FROM {target.stored_in} WHERE derived_from >= ? AND derived_from < ?"
    span = (f"{register.key}:", f"{register.key};")
    marks = dict(ledger.core.connection.execute(sql, span).fetchall())
    documents = ledger.core.records.documents(target, list(marks))
    documents_by_source: dict[int, dict[str, dict[str, Any]]] = {}
    for row_id, mark in marks.items():
        documents_by_source.setdefault(int(mark.split(":")[1]), {})[mark] = documents[row_id]
    return documents_by_source
