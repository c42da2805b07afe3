"""A copy of the ledger for the archive: everything but keys, private values in plain or blank, never encrypted."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path
from typing import Any

from app.storage.core.boxes import PlainBox
from app.storage.core.core import Core
from app.storage.core.facts_sum import keep_sum
from app.storage.core.key_slots import KEY
from app.storage.core.private import PrivateValues
from app.storage.core.schema import DATABASE, NO_KEY, PROTECTION, prepare
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import WORLD, KeyNeeded, LedgerRefused, refusal_of
from app.storage.values.statistics import statistics


def take_snapshot(ledger: OpenLedger, target: Path, *, include_private: bool) -> dict[str, Any]:
    """Write the copy to ``target`` (which must not exist) and read it back; gives its statistics.

    Blank private values keep their commitments, so the copy has the digest of the ledger either way.  Raises
    ``LedgerRefused`` when it cannot be written, or what is read back differs, ``KeyNeeded`` when the private
    values wanted are locked.
    """
    if include_private and ledger.is_locked:
        raise KeyNeeded
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
        protected = copy.execute("DELETE FROM meta WHERE key=?", (PROTECTION,)).rowcount
        equality_key = NO_KEY
        if not include_private:
            copy.execute("UPDATE private_values SET value=NULL, salt=NULL, equality=''")
        elif protected:
            equality_key = secrets.token_hex(KEY)
            copied_values = PrivateValues(copy, core.private.box)
            copied_values.rewrite(PlainBox(bytes.fromhex(equality_key)))
        if protected or not include_private:
            copy.execute("UPDATE meta SET value=? WHERE key='equality_key'", (equality_key,))
            keep_sum(copy)
            copy.execute("VACUUM")
        return statistics(Core(target.parent, copy, core.now, core.today))
    finally:
        copy.close()
