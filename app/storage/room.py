"""Room on the disk, asked for before something large is written."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.storage.refusals import MEGABYTE, WORLD, LedgerRefused

SPARE = 4 * MEGABYTE  # bytes that stay free for the ledger's own journal and seal


def refuse_without_room(folder: Path, needed: int, what: str) -> None:
    """Raise ``LedgerRefused`` (status 3) when the disk of ``folder`` has not ``needed`` bytes free; ``what`` is not done."""
    missing = needed + SPARE - shutil.disk_usage(folder).free
    if missing > 0:
        sentence = f"磁盘空间不够（还差约 {missing // MEGABYTE + 1} MB），{what}，以前的资料和备份都在。请清理磁盘后再试。"
        raise LedgerRefused(sentence, WORLD)
