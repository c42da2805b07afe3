"""Which backups still hold private values in plain: those made before the ledger was protected, or while it was not."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from app.storage.backups import catalogue, package
from app.storage.backups.catalogue import Backup
from app.storage.backups.making import home_of
from app.storage.core.schema import PROTECTION
from app.storage.ledger import Ledger
from app.storage.protection.protecting import LIFTED, SET_UP
from app.storage.second_places import second_places


class Exposed(NamedTuple):
    """The backups with plain values, newest first, and whether a protected one was made since beside the ledger."""

    backups: list[Backup]
    has_protected: bool


def exposed(ledger: Ledger) -> Exposed:
    """Look beside the ledger and in the second places that can be reached; what cannot be read is left out.

    Whether a backup is protected follows from the entry of the history up to which it goes.
    """
    turns = _turns(ledger)
    home = catalogue.backups_in(home_of(ledger))
    own = catalogue.of_ledger(home, ledger.ledger_id)
    bare = [backup for backup in home if backup.is_readable and package.is_bare(backup.path)]
    elsewhere = [
        backup
        for place in second_places(ledger.ledger_id)
        if place.is_here
        for backup in catalogue.of_ledger(catalogue.backups_in(place.folder), ledger.ledger_id)
    ]
    plain = [backup for backup in [*own, *elsewhere] if not _is_protected_at(turns, backup.label["last_id"])]
    has_protected = any(_is_protected_at(turns, backup.label["last_id"]) for backup in own)
    return Exposed([*plain, *filter(_is_plain, bare)], has_protected)


def _turns(ledger: Ledger) -> list[tuple[int, bool]]:
    """The entries with which protection began and ended, in their order."""
    with ledger.busy:
        entries = ledger.core.chain.select("action IN (?,?)", (SET_UP, LIFTED), "ORDER BY id")
        return [(entry.id, entry.action == SET_UP) for entry in entries]


def _is_protected_at(turns: list[tuple[int, bool]], last_id: int) -> bool:
    before = [is_on for number, is_on in turns if number <= last_id]
    return bool(before) and before[-1]


def _is_plain(bare: Backup) -> bool:
    """Whether the file of a migration has no key slots; one that cannot be read may hold plain values."""
    try:
        connection = sqlite3.connect(f"{bare.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            sql = "SELECT 1 FROM meta WHERE key=?"
            return connection.execute(sql, (PROTECTION,)).fetchone() is None
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return True
