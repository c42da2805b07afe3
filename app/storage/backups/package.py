"""The file of a backup: a zip with the ledger and its label, closed by a seal over every byte before it.

Any zip program opens it; this one reads two members by their exact names and nothing else, so that no name in a
hostile archive ever becomes a path.  The seal is the archive's comment: whatever is cut off or flipped shows.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

from app.storage.core.schema import APPLICATION_ID, DATABASE
from app.storage.files import CHUNK
from app.storage.refusals import DAMAGED, LedgerRefused
from app.storage.unpacking import BROKEN_ARCHIVE

LABEL = "label.json"
MARK, FORMAT = b"presidium-backup ", 1
SEAL_BYTES = len(MARK) + 4 + 1 + 64  # mark, format in four digits, blank, SHA-256 in hex
MOST_OF_LABEL = 1 << 20  # bytes
SQLITE = b"SQLite format 3\x00"
FOREIGN = "“{name}”不是镇人大台账的备份，没有作任何改动。请另选一份。"
NEWER = "“{name}”是更新版本的程序做的备份，现在的程序读不了，没有作任何改动。请先升级程序。"
BROKEN = "备份“{name}”不完整或被改动过，不能用来恢复，没有作任何改动。请另选一份。"


def _refusal(words: str, path: Path) -> LedgerRefused:
    return LedgerRefused(words.format(name=path.name), DAMAGED)


def write_package(database: Path, label: dict[str, Any], target: Path) -> str:
    """Pack ``database`` and its label into ``target``, flushed to the disk; gives the SHA-256 of the database."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with open(database, "rb") as source, archive.open(DATABASE, "w", force_zip64=True) as member:
            while block := source.read(CHUNK):
                digest.update(block)
                member.write(block)
        facts = {**label, "database": {"size": database.stat().st_size, "sha256": digest.hexdigest()}}
        archive.writestr(LABEL, json.dumps(facts, ensure_ascii=False, indent=1))
        archive.comment = b" " * SEAL_BYTES
    with open(target, "rb+") as handle:
        seal = _seal(handle)
        handle.seek(-SEAL_BYTES, os.SEEK_END)
        handle.write(seal)
        handle.flush()
        os.fsync(handle.fileno())
    return digest.hexdigest()


def _seal(handle: BinaryIO) -> bytes:
    """The seal over all bytes before the last ``SEAL_BYTES``."""
    digest = hashlib.sha256()
    left = handle.seek(0, os.SEEK_END) - SEAL_BYTES
    handle.seek(0)
    while left > 0 and (block := handle.read(min(CHUNK, left))):
        digest.update(block)
        left -= len(block)
    return MARK + b"%04d " % FORMAT + digest.hexdigest().encode()


def is_bare(path: Path) -> bool:
    """Whether the file is a plain copy of a ledger's database, as it is kept before a migration."""
    with open(path, "rb") as source:
        header = source.read(100)
    return header[:16] == SQLITE and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def read_label(path: Path) -> dict[str, Any]:
    """The label of a backup; raises ``LedgerRefused`` (status 4) for a file that is none.

    Only the label itself is looked at: whether the whole file is sound, ``refuse_altered`` tells.
    """
    _refuse_foreign(path)
    try:
        with zipfile.ZipFile(path) as archive:
            member = archive.getinfo(LABEL)
            if member.file_size > MOST_OF_LABEL:
                raise _refusal(BROKEN, path)
            with archive.open(member) as source:
                label = json.loads(source.read(MOST_OF_LABEL))
        _refuse_incomplete(label)
    except (*BROKEN_ARCHIVE, ValueError, KeyError, TypeError, RuntimeError) as cause:
        raise _refusal(BROKEN, path) from cause
    return dict(label)


def _refuse_incomplete(label: Any) -> None:
    """Raise ValueError, KeyError or TypeError for a label that lacks what every label says."""
    for key, kind in {"number": int, "last_id": int, "made_at": str, "kind": str, "ledger_id": str}.items():
        if not isinstance(label[key], kind):
            raise TypeError(key)
    if not isinstance(label["rows"], dict) or not isinstance(label["database"]["size"], int):
        raise TypeError("rows")


def _refuse_foreign(path: Path) -> None:
    with open(path, "rb") as source:
        size = source.seek(0, os.SEEK_END)
        source.seek(max(0, size - SEAL_BYTES))
        seal, start = source.read(SEAL_BYTES), size >= SEAL_BYTES
        source.seek(0)
        begins_as_zip = source.read(4) == b"PK\x03\x04"
    if not begins_as_zip and not seal.startswith(MARK):
        raise _refusal(FOREIGN, path)
    if not start or not seal.startswith(MARK):
        raise _refusal(BROKEN, path)
    version = seal[len(MARK) : len(MARK) + 4]
    if version.isdigit() and int(version) > FORMAT:
        raise _refusal(NEWER, path)


def refuse_altered(path: Path) -> None:
    """Read the whole file; raises ``LedgerRefused`` (status 4) unless its seal answers to every byte."""
    _refuse_foreign(path)
    with open(path, "rb") as source:
        expected = _seal(source)
        source.seek(-SEAL_BYTES, os.SEEK_END)
        if source.read(SEAL_BYTES) != expected:
            raise _refusal(BROKEN, path)


def unpack(path: Path, label: dict[str, Any], target: Path) -> None:
    """Write the ledger of a backup to ``target``, never more bytes than its label says.

    Raises ``LedgerRefused`` (status 4) when it is not what the label says.
    """
    digest, left = hashlib.sha256(), label["database"]["size"]
    try:
        with zipfile.ZipFile(path) as archive, open(target, "wb") as copy:
            with archive.open(DATABASE) as member:
                while block := member.read(CHUNK):
                    left -= len(block)
                    if left < 0:
                        raise _refusal(BROKEN, path)
                    digest.update(block)
                    copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
    except (*BROKEN_ARCHIVE, KeyError, RuntimeError, ValueError) as cause:
        raise _refusal(BROKEN, path) from cause
    if left or digest.hexdigest() != label["database"].get("sha256"):
        raise _refusal(BROKEN, path)
