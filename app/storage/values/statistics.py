"""Counts and the digest of a ledger: the same stored values give the same digest."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from app.domain.registers import REGISTERS
from app.storage.core.core import Core
from app.storage.core.schema import SCHEMA
from app.storage.core.tables import canonical

CHUNK = 500


def statistics(core: Core) -> dict[str, Any]:
    """Rows per register, digest, schema, SQLite's version and the head of history."""
    counts = {
        register.key: core.connection.execute(f"SELECT count(*) FROM {register.stored_in}").fetchone()[0]
        for register in REGISTERS
    }
    return {
        "rows": counts,
        "digest": digest(core),
        "schema": SCHEMA,
        "sqlite": sqlite3.sqlite_version,
        "history_head": core.chain.code(),
    }


def digest(core: Core) -> str:
    """SHA-256 over the documents of all rows by register and id; times, search text and history are not in it."""
    whole = hashlib.sha256()
    for register in REGISTERS:
        ids = [i for (i,) in core.connection.execute(f"SELECT id FROM {register.stored_in} ORDER BY id")]
        for start in range(0, len(ids), CHUNK):
            documents = core.records.documents(register, ids[start : start + CHUNK])
            for row_id in sorted(documents):
                line = canonical([register.key, row_id, documents[row_id]])
                whole.update(line.encode() + b"\n")
    return whole.hexdigest()
