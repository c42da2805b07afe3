"""A sum over what no entry of the history tells, kept with each act: whoever changes that from outside is noticed, seal or not."""

from __future__ import annotations

import hashlib
import json
import sqlite3

SUM = "facts_sum"  # under which ``meta`` keeps it
KEYS_MARK = "keys"  # under which ``meta`` says by which version the hidden keys were made


def sum_of_facts(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the ledger's own facts, its counters and the schema.

    Which keys rows are sorted and found by is left out: another version of the program writes its own, and they are renewed.
    """
    facts = [
        connection.execute(
            "SELECT key, value FROM meta WHERE key NOT IN (?,?) ORDER BY key", (SUM, KEYS_MARK)
        ).fetchall(),
        connection.execute("SELECT name, last FROM counters ORDER BY name").fetchall(),
        connection.execute("PRAGMA user_version").fetchone(),
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def keep_sum(connection: sqlite3.Connection) -> None:
    """Keep the sum of the facts as they are, within the caller's transaction; an act that changed nothing writes nothing."""
    today = sum_of_facts(connection)
    if today != kept_sum(connection):
        connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (SUM, today))


def agrees(connection: sqlite3.Connection) -> bool:
    """Whether the facts are what the last act left; also in a ledger that keeps no sum yet (before 0.3.0)."""
    kept = kept_sum(connection)
    return kept is None or kept == sum_of_facts(connection)


def kept_sum(connection: sqlite3.Connection) -> str | None:
    """The sum that the last act left; None in a ledger that keeps none."""
    row = connection.execute("SELECT value FROM meta WHERE key=?", (SUM,)).fetchone()
    return row[0] if row else None
