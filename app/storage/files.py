"""Writing files so that a final name always means a complete file."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = 1 << 20
RETRIES = (0.05, 0.1, 0.2, 0.4, 1.0)  # seconds; antivirus and indexers hold new files for a moment


def flush_folder(folder: Path) -> None:
    """Make renames in a folder durable.  Windows cannot flush a folder: NTFS journals the rename itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def rename_patiently(source: Path, target: Path) -> None:
    """``os.replace`` that waits a little for programs that hold the file; then PermissionError."""
    for pause in RETRIES:
        try:
            os.replace(source, target)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(source, target)


@contextmanager
def complete_file(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target``, renamed to it after the block and removed if the block fails."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part" + target.suffix, dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with open(temporary, "rb+") as written:
            os.fsync(written.fileno())
        rename_patiently(temporary, target)
        flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with open(path, "rb") as source:
        while block := source.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()
