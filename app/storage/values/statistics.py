"""Counts and the digest of a ledger: the same stored values give the same digest."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.core.core import Core
from app.storage.core.schema import SCHEMA
from app.storage.core.tables import canonical

CHUNK = 500


class Digest(NamedTuple):
    """What a register holds up to the row ``last_id``: how many rows, and the SHA-256 of their documents."""

    rows: int
    last_id: int
    sha256: str


def digest(core: Core) -> str:
    """SHA-256 over the documents of all rows by register and id; times, search text and history are not in it."""
    whole = hashlib.sha256()
    for register in REGISTERS:
        _take_in(whole, core, register, _ids(core, register))
    return whole.hexdigest()


def digest_of_history(core: Core) -> str:
    """The same digest by the last entries of the history, at a fraction of the work.

    It is that of the rows where the deep check finds nothing, since that compares each row with its last entry.
    """
    whole = hashlib.sha256()
    for register in REGISTERS:
        for row_id, document in sorted(core.chain.last_documents(register.key).items()):
            if document is not None:
                whole.update(_line(register.key, row_id, document))
    return whole.hexdigest()


def digests(core: Core, within: Mapping[str, Digest] | None = None) -> dict[str, Digest]:
    """The digest of every register by key; ``within`` asks for the rows that were there then (ids are never used again)."""
    digests: dict[str, Digest] = {}
    for register in REGISTERS:
        ids = _ids(core, register, within[register.key].last_id if within else None)
        whole = hashlib.sha256()
        _take_in(whole, core, register, ids)
        digests[register.key] = Digest(len(ids), ids[-1] if ids else 0, whole.hexdigest())
    return digests


def _ids(core: Core, register: Register, last_id: int | None = None) -> list[int]:
    sql = f"SELECT id FROM {register.stored_in} WHERE ?1 IS NULL OR id <= ?1 ORDER BY id"
    return [row_id for (row_id,) in core.connection.execute(sql, (last_id,))]


def _take_in(whole: Any, core: Core, register: Register, ids: list[int]) -> None:
    for start in range(0, len(ids), CHUNK):
        documents = core.records.documents(register, ids[start : start + CHUNK])
        for row_id in sorted(documents):
            whole.update(_line(register.key, row_id, canonical(documents[row_id])))


def _line(key: str, row_id: int, document: str) -> bytes:
    """What the digest takes in of a row; ``document`` as canonical JSON."""
    return f'["{key}",{row_id},{document}]\n'.encode()


def statistics(core: Core, digest_of: Callable[[Core], str] = digest) -> dict[str, Any]:
    """Rows per register, digest, schema, SQLite's version and the head of history.

    ``digest_of``: ``digest`` or, where the rows are compared with the history anyway, ``digest_of_history``.
    """
    counts = {
        register.key: core.connection.execute(f"SELECT count(*) FROM {register.stored_in}").fetchone()[0]
        for register in REGISTERS
    }
    return {
        "rows": counts,
        "digest": digest_of(core),
        "schema": SCHEMA,
        "sqlite": sqlite3.sqlite_version,
        "history_head": core.chain.code(),
    }
