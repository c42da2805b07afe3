"""A copy of the ledger for the archive: everything but keys, private values in plain or blank, never encrypted."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from app.storage.core.core import Core
from app.storage.core.schema import DATABASE, prepare
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import WORLD, LedgerRefused, refusal_of
from app.storage.values.statistics import statistics

NO_KEY = "0" * 64


def take_snapshot(ledger: OpenLedger, target: Path, *, include_private: bool) -> dict[str, Any]:
    """Write the copy to ``target`` (which must not exist) and read it back; gives its statistics.

    Blank private values keep their commitments, so the copy has the digest of the ledger either way.  Raises
    ``LedgerRefused`` when it cannot be written, or what is read back differs.
    """
    with ledger.busy:
        try:
            ledger.core.connection.execute("VACUUM INTO ?", (str(target),))
            copied = _blanked_and_read(ledger.core, target, include_private)
        except sqlite3.DatabaseError as cause:
            raise refusal_of(cause, ledger.folder / DATABASE) from cause
        if copied != statistics(ledger.core):
            sentence = "数据库副本读回后与台账不一致，没有完成。台账没有改动，请检查磁盘后再试。"
            raise LedgerRefused(sentence, WORLD)
    return copied


def _blanked_and_read(core: Core, target: Path, include_private: bool) -> dict[str, Any]:
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        prepare(copy)  # secure_delete: what is blanked leaves no trace in the file
        if not include_private:
            copy.execute("UPDATE private_values SET value=NULL, salt=NULL, equality=''")
            copy.execute("UPDATE meta SET value=? WHERE key='equality_key'", (NO_KEY,))
            copy.execute("VACUUM")
        return statistics(Core(target.parent, copy, core.now, core.today))
    finally:
        copy.close()
