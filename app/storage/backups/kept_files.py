"""The files of records beside the backups: each once, by its SHA-256, however many backups name it."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from app.storage.files import CHUNK, PART, POOL, flush_folder, make_folder, rename_patiently, sha256_of
from app.storage.open_ledger import OpenLedger
from app.storage.query import Query

FOLDER = POOL


class KeptFile(NamedTuple):
    """An attachment: its bytes by hash and size, and what people call it."""

    sha256: str
    size: int
    name: str


def files_of(ledger: OpenLedger) -> list[KeptFile]:
    """The files that rows of the ledger name, each once."""
    rows = ledger.rows(FOLDER, ledger.ids(FOLDER, Query()), bare=True)
    return list({row["sha256"]: KeptFile(row["sha256"], row["size"], row["name"]) for row in rows}.values())


def former_files_of(ledger: OpenLedger) -> list[KeptFile]:
    """The files of rows that were removed: an undo may want them back."""
    with ledger.busy:
        entries = ledger.core.connection.execute(
            "SELECT DISTINCT after FROM changes WHERE register=? AND after IS NOT NULL", (FOLDER,)
        ).fetchall()
    documents = (json.loads(after) for (after,) in entries)
    current = {file.sha256 for file in files_of(ledger)}
    former = [KeptFile(one["sha256"], one["size"], one["name"]) for one in documents]
    return [file for file in former if file.sha256 not in current]


def place_in(folder: Path, sha256: str) -> Path:
    """Where the bytes of that hash lie in a folder of attachments."""
    return folder / sha256[:2] / sha256


def is_there(folder: Path, file: KeptFile) -> bool:
    """Whether a file of that hash and size lies in ``folder``; its bytes are not read."""
    place = place_in(folder, file.sha256)
    return place.is_file() and place.stat().st_size == file.size


def is_sound(folder: Path, file: KeptFile) -> bool:
    """Whether the file lies in ``folder`` byte for byte."""
    return is_there(folder, file) and sha256_of(place_in(folder, file.sha256)) == file.sha256


def bring(file: KeptFile, folders: Iterable[Path], target: Path) -> bool:
    """Copy a file from the first folder that holds it sound into the folder ``target``; False when none does.

    What lies there already and is sound stays.  The copy is flushed before it has its name.
    """
    if is_sound(target, file):
        return True
    for folder in folders:
        if is_there(folder, file) and _copied(place_in(folder, file.sha256), file, target):
            return True
    return False


def _copied(source: Path, file: KeptFile, target: Path) -> bool:
    place = place_in(target, file.sha256)
    make_folder(place.parent)
    temporary = target / f".{secrets.token_hex(6)}{PART}"
    digest = hashlib.sha256()
    try:
        with open(source, "rb") as original, open(temporary, "xb") as copy:
            while block := original.read(CHUNK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != file.sha256:
            return False
        rename_patiently(temporary, place)
        for folder in (place.parent, target, target.parent):
            flush_folder(folder)
        return True
    finally:
        temporary.unlink(missing_ok=True)


def lacking(files: Iterable[KeptFile], folder: Path) -> list[KeptFile]:
    """The files that ``folder`` does not hold yet."""
    return [file for file in files if not is_there(folder, file)]


def names_of(files: Sequence[KeptFile]) -> str:
    """A few of the names, for a sentence."""
    names = [file.name for file in files]
    return "、".join(f"“{name}”" for name in names[:3]) + (f"等 {len(names)} 个" if len(names) > 3 else "")
