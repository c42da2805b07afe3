"""Renewing the hidden keys of all rows when a newer program sorts or finds otherwise than the one before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.domain.keys import find_text, keys_version, sort_text
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.acts import timelines
from app.storage.core.core import Core
from app.storage.core.facts_sum import KEYS_MARK
from app.storage.refusals import KeyNeeded

CHUNK = 500


class StaleKeys(NamedTuple):
    """A row whose keys are not those that it would get today."""

    row: int
    find: str | None
    sort: str


@cache
def version() -> str:
    """The version of the keys that this program makes."""
    return keys_version(REGISTERS)


def are_of_today(connection: sqlite3.Connection) -> bool:
    """Whether the ledger's keys were made by this version; ledgers of 0.1.0 do not say by which."""
    mark = connection.execute("SELECT value FROM meta WHERE key=?", (KEYS_MARK,)).fetchone()
    return mark == (version(),)


def stale_rows(core: Core, register: Register) -> Iterator[StaleKeys]:
    """The rows of a register whose keys differ, with those they should have."""
    stored_keys = core.connection.execute(f"SELECT id, find, sort FROM {register.stored_in}").fetchall()
    for start in range(0, len(stored_keys), CHUNK):
        block = {row_id: (find, sort) for row_id, find, sort in stored_keys[start : start + CHUNK]}
        for row in core.records.rows(register.key, list(block), computed=False):
            try:
                public_row = core.confidences.concealed(register.key, row)
            except KeyNeeded:
                continue  # whose names are to be left out is known when the ledger is unlocked
            keys = find_text(register, public_row), sort_text(register, public_row, core.orders)
            if keys != block[row["id"]]:
                yield StaleKeys(row["id"], *keys)


def renew(core: Core) -> None:
    """Give every row today's keys and timeline, once; as one transaction, or as part of the one that is open.

    Only hidden columns change: no record, no history, no digest.  While private values are locked some rows
    have to wait, and it is done again when they are unlocked.
    """
    if are_of_today(core.connection):
        return
    mend(core)
    if core.private.is_locked:
        return
    core.connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (KEYS_MARK, version()))


def renew_at_unlocking(core: Core) -> None:
    """What had to wait for the key."""
    if not are_of_today(core.connection):
        renew(core)
        core.connection.execute("COMMIT")


def mend(core: Core) -> int:
    """Bring keys and timelines that do not follow from their rows back to them; how many rows it were.

    One transaction, which the caller commits.
    """
    connection, count = core.connection, 0
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")
    for register in REGISTERS:
        stale = [(keys.find, keys.sort, keys.row) for keys in stale_rows(core, register)]
        connection.executemany(f"UPDATE {register.stored_in} SET find=?, sort=? WHERE id=?", stale)
        count += len(stale)
    with_course = [register for register in REGISTERS if register.course]
    count += sum(timelines.is_stale(core, register) for register in with_course)
    timelines.renew(core, with_course)
    return count
