"""Is a copy really the ledger: opened apart from everything, every row compared with its history."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from app.storage.backups.kept_files import KeptFile, files_of, former_files_of
from app.storage.core.schema import SCHEMA
from app.storage.ledger import Ledger
from app.storage.refusals import DAMAGED, LedgerRefused
from app.storage.values.statistics import digest_of_history, statistics


class Contents(NamedTuple):
    """What a sound copy holds; ``statistics`` as ``Ledger.statistics`` gives them."""

    ledger_id: str
    town: str
    statistics: dict[str, Any]
    last_id: int
    head: str
    files: list[KeptFile]
    former_files: list[KeptFile]


def contents_of(folder: Path, name: str) -> Contents:
    """Look through the copy ``ledger.db`` in ``folder``.  Raises ``LedgerRefused`` (status 4) when it is damaged."""
    with Ledger.open(folder, inspect=True) as ledger:
        if ledger.faults:
            sentence = f"“{name}”里的台账有损坏：{ledger.faults[0].sentence}原文件没有动过。"
            raise LedgerRefused(sentence, DAMAGED)
        last_id, head = ledger.core.chain.kept
        town = str(ledger.office.get("town") or "")
        files, former = files_of(ledger), former_files_of(ledger)
        facts = statistics(ledger.core, digest_of_history)  # opening has compared the rows
        return Contents(ledger.ledger_id, town, facts, last_id, head, files, former)


def refuse_different(contents: Contents, label: dict[str, Any], name: str) -> None:
    """Raise ``LedgerRefused`` (status 4) when a copy does not hold what its label says.

    The digest of a ledger that an older program wrote is that of its older form and is not compared.
    """
    same = contents.ledger_id == label["ledger_id"] and contents.last_id == label["last_id"]
    if label.get("schema") == SCHEMA:
        same = same and contents.statistics["digest"] == label.get("digest")
    if not same:
        sentence = f"备份“{name}”里的资料与它的标签不符，不能用来恢复，没有作任何改动。请另选一份。"
        raise LedgerRefused(sentence, DAMAGED)
