"""A folder for work on copies, inside the data folder, gone afterwards; a killed program's is swept at the next start."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.files import PART

# Held while a folder of backups is swept and written: the window makes backups in threads, and sweeping removes
# whatever is half-written, of another thread too.  Other processes are kept out by the ledger's own lock.
one_at_a_time = threading.RLock()


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """An empty folder inside ``folder``, removed after the block."""
    place = folder / f".{secrets.token_hex(6)}{PART}"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
