"""Writing files so that a final name always means a complete file."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = 1 << 20
PART = ".part"  # in the name of every file that is not complete yet
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
    """A temporary path beside ``target``, renamed to it after the block and removed if the block fails.

    Raises FileNotFoundError with the folder's name when there is no such folder.
    """
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    temporary = target.parent / f".{secrets.token_hex(6)}{PART}{target.suffix}"
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    try:
        yield temporary
        with open(temporary, "rb+") as handle:
            os.fsync(handle.fileno())
        rename_patiently(temporary, target)
        flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a killed process left half-written; only with the folder's lock in hand."""
    for leftover in [
        *folder.glob(f".*{PART}*"),
        *folder.glob(f"*/.*{PART}*"),
        *folder.glob(f"*/*/.*{PART}*"),
    ]:
        with contextlib.suppress(OSError):
            leftover.unlink()


def refuse_unwritable(target: Path) -> None:
    """Raise ``OSError`` with the file's name when ``target`` could not be written now; writes nothing."""
    with contextlib.suppress(FileNotFoundError), open(target, "rb+"):
        pass
    probe = target.parent / f".{secrets.token_hex(6)}{PART}"
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except OSError as cause:
        raise type(cause)(cause.errno, cause.strerror, str(target)) from cause
    probe.unlink()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with open(path, "rb") as source:
        while block := source.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()
