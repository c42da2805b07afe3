"""A folder for work on copies, inside the data folder, gone afterwards; a killed program's is swept at the next start."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.files import PART
from app.storage.refusals import MEGABYTE, WORLD, LedgerRefused

# Held while a folder of backups is swept and written: the window makes backups in threads, and sweeping removes
# whatever is half-written, of another thread too.  Other processes are kept out by the ledger's own lock.
one_at_a_time = threading.RLock()
SPARE = 4 * MEGABYTE  # bytes that stay free for the ledger's own journal and seal


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """An empty folder inside ``folder``, removed after the block."""
    place = folder / f".{secrets.token_hex(6)}{PART}"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def refuse_without_room(folder: Path, needed: int, what: str) -> None:
    """Raise ``LedgerRefused`` (status 3) when the disk of ``folder`` has not ``needed`` bytes free; ``what`` is not done."""
    missing = needed + SPARE - shutil.disk_usage(folder).free
    if missing > 0:
        sentence = f"磁盘空间不够（还差约 {missing // MEGABYTE + 1} MB），{what}，以前的资料和备份都在。请清理磁盘后再试。"
        raise LedgerRefused(sentence, WORLD)
