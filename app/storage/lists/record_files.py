"""The files of records: brought before the act that keeps them, private ones read in plain, and files that are made private."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.domain.fields import Private, Row
from app.domain.registers import BY_KEY
from app.storage.acts.corrections import refuse_file_without_reason
from app.storage.core.attachments import BroughtFile
from app.storage.core.changes import Change
from app.storage.core.sealed_files import new_key
from app.storage.files import removed_patiently
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import KeyNeeded, Refused

KEY = "attachments"


@contextmanager
def brought_files(
    ledger: OpenLedger,
    key: str,
    row_id: int,
    paths: Sequence[Path],
    *,
    why: str = "",
    private: bool = False,
    step: Callable[[int], object] = lambda count: None,
) -> Iterator[list[BroughtFile]]:
    """Files copied into the ledger's folder for a row; meanwhile the ledger can be read and written.

    The act in the block keeps them by ``Act.attach``; what none has kept is gone after it.  ``step`` is told the bytes
    of each block.  Raises before anything is copied what ``attach`` would raise: ``ReasonNeeded``, ``KeyNeeded``.
    """
    with ledger.busy:
        refuse_file_without_reason(ledger.core, key, row_id, why)
        if private and ledger.is_locked:
            raise KeyNeeded
    pool, brought = ledger.core.attachments, list[BroughtFile]()
    try:
        for path in paths:
            brought.append(pool.bring(path, new_key() if private else "", step))
        yield brought
    finally:
        for file in brought:
            file.temporary.unlink(missing_ok=True)


def record_of_file(ledger: OpenLedger, change: Change) -> str:
    """Which record the file of an entry was attached to, as a clause; empty for an entry of another register."""
    stored = (change.after or change.before or {}) if change.register == KEY else {}
    if not stored:
        return ""
    register, row = BY_KEY[stored["register"]], stored["row"]
    return f"，原来附在{register.noun}“{ledger.names(register.key, [row]).get(row, row)}”上"


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
            # Whatever year its record is of: nothing stands against protecting it.
            act.why = "含个人信息，改为保密"
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
