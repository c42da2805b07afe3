"""The private files of records: read in plain, and files that are made private."""

from __future__ import annotations

from app.domain.fields import Private, Row
from app.storage.core.sealed_files import new_key
from app.storage.files import removed_patiently
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import KeyNeeded, Refused

KEY = "attachments"


def is_private(file: Row) -> bool:
    """Whether a file lies encrypted."""
    return file.get("file_key") is not None


def key_of(ledger: OpenLedger, file: Row) -> str:
    """The key of a private file, empty for another one.  Raises ``KeyNeeded`` while private values are locked."""
    value = file.get("file_key")
    return ledger.plain_values([value.id])[value.id] if isinstance(value, Private) else ""


def plain_bytes(ledger: OpenLedger, file: Row) -> bytes:
    """A file as it was attached.  Raises ``KeyNeeded``, ``OSError``, and ``LedgerRefused`` (4) for one that was altered."""
    return ledger.core.attachments.plain(file, key_of(ledger, file))


def make_private(ledger: OpenLedger, attachment: int) -> None:
    """Encrypt a file that lies in plain; what lay there goes, and the act is not taken back.

    Raises ``KeyNeeded`` while private values are locked, ``Refused`` when the file is lost, too large or private already.
    """
    with ledger.busy:
        row = ledger.rows(KEY, [attachment], bare=True)[0]
        attachments = ledger.core.attachments
        if is_private(row):
            raise Refused("这个附件已经是保密的，没有改动。")
        if ledger.is_locked:
            raise KeyNeeded
        if any(one["id"] == attachment for one, _ in attachments.lost(deep=True)):
            raise Refused("这个附件的文件不见了或被改动过，没有改动。请先到“资料核对”找回。")
        key = new_key()
        kept = attachments.keep(attachments.place(row["sha256"]), key)
        values = {"sha256": kept["sha256"], "size": kept["size"], "file_key": key}
        with ledger.act(f"附件设为保密：{row['name']}", lasting=True) as act:
            act.why = (
                "含个人信息，改为保密"  # whatever year its record is of: nothing stands against protecting it
            )
            act.change(KEY, attachment, values)
        forget_plain(ledger)


def forget_plain(ledger: OpenLedger) -> None:
    """Remove from the folder what lay in plain before it was made private, unless another attachment has those bytes.

    Done again at each opening, for a kill or a held file may have come between.
    """
    with ledger.busy:
        sql = "SELECT 1 FROM attachments WHERE file_key IS NOT NULL LIMIT 1"
        if not ledger.core.connection.execute(sql).fetchone():
            return
        entries = list(ledger.core.chain.select("register=?", (KEY,)))
        documents = [(e.row, document) for e in entries for document in (e.before, e.after) if document]
        private_rows = {row for row, document in documents if "file_key" in document}
        plain = [(row, document["sha256"]) for row, document in documents if "file_key" not in document]
        needed = {digest for row, digest in plain if row not in private_rows}
        for digest in {digest for _, digest in plain} - needed:
            removed_patiently(ledger.core.attachments.place(digest))
