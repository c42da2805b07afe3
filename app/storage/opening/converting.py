"""A migration that changes values: rows take today's form by entries of the history, older entries are read in it.

The chain is never rewritten.  Each changed row gets one entry more, whose predecessor is the form it had;
the id of the last entry in the old form is kept in ``meta``, so that whatever was written up to it is
converted whenever it is read: old batches can be undone, removed rows come back in today's form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.conversions import CONVERSIONS, Conversion
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.storage.core.tables import canonical, parameters, update_sentence
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import DAMAGED, LedgerRefused

ACTION = "升级台账格式"
ALTERED = "台账没有打开：{label}第 {row} 条在程序之外被改动。原文件一个字节也没有动，请从备份恢复，或请技术人员查看。"
Document = dict[str, Any]


def convert(ledger: OpenLedger, older: int) -> None:
    """Bring the rows of a ledger of schema ``older`` into today's form; within the migration's transaction.

    Their hidden keys and timelines are renewed with all others (``key_renewal``).

    Raises ``LedgerRefused`` when a row is not what its last entry says: an outside edit must not be
    taken over unseen.
    """
    due = [conversion for conversion in CONVERSIONS if conversion.schema > older]
    if not due:
        return
    last, batch = ledger.core.chain.last_id, ledger.core.chain.last_batch + 1
    for conversion in due:
        _convert_rows(ledger, conversion, batch)
    for schema in {conversion.schema for conversion in due}:
        ledger.core.connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (f"converted_{schema}", str(last))
        )
    ledger.core.chain.reload()
    ledger.core.read_older_forms()


def _convert_rows(ledger: OpenLedger, conversion: Conversion, batch: int) -> None:
    register, context = BY_KEY[conversion.register], ledger.context()
    at = ledger.now().isoformat(timespec="seconds")
    for row_id, old in _documents(ledger, register, conversion.retired).items():
        _refuse_altered(ledger, register, row_id, old)
        new = conversion.convert(old, context)
        if new != old:
            _keep(ledger, register, row_id, new)
            # An entry that undoes itself is neither undone nor offered to be.
            change = (register.key, row_id, "change", old, new, None, batch)
            ledger.core.chain.append(batch, at, ACTION, change)
    for column in conversion.retired:
        ledger.core.connection.execute(f"ALTER TABLE {register.stored_in} DROP COLUMN {column}")


def _documents(ledger: OpenLedger, register: Register, retired: Sequence[str]) -> dict[int, Document]:
    """The documents in the old form: today's columns, and those that are about to go."""
    ids = [i for (i,) in ledger.core.connection.execute(f"SELECT id FROM {register.stored_in} ORDER BY id")]
    documents = ledger.core.records.documents(register, ids)
    names = ",".join(["id", *retired])
    for row_id, *values in ledger.core.connection.execute(f"SELECT {names} FROM {register.stored_in}"):
        pairs = zip(retired, values, strict=True)
        documents[row_id] |= {key: value for key, value in pairs if value is not None}
    return documents


def _refuse_altered(ledger: OpenLedger, register: Register, row_id: int, document: Document) -> None:
    newest = "SELECT after FROM changes WHERE register=? AND row=? ORDER BY id DESC LIMIT 1"
    last = ledger.core.connection.execute(newest, (register.key, row_id)).fetchone()
    if last is None or last[0] != canonical(document):
        raise LedgerRefused(ALTERED.format(label=register.label, row=row_id), DAMAGED)


def _keep(ledger: OpenLedger, register: Register, row_id: int, document: Document) -> None:
    ledger.core.connection.execute(
        update_sentence(register.key), [*parameters(register, document, None, None), row_id]
    )
