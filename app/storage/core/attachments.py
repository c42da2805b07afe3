"""Files kept with records: the bytes once, by their SHA-256, in the folder ``attachments``."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.fields import Row
from app.domain.secrecy_marks import NOTICE, has_mark, name_has_mark
from app.storage.core.first_words import first_words
from app.storage.core.records import Records
from app.storage.files import CHUNK, PART, flush_folder, make_folder, rename_patiently, sha256_of
from app.storage.machine import log_fault
from app.storage.query import Query
from app.storage.refusals import Refused

FOLDER = "attachments"


class Attachments:
    """The folder ``attachments`` of one ledger."""

    def __init__(self, folder: Path, records: Records) -> None:
        self._folder = folder / FOLDER
        self._records = records

    def place(self, sha256: str) -> Path:
        """Where the bytes of that hash lie."""
        return self._folder / sha256[:2] / sha256

    def keep(self, path: Path) -> dict[str, Any]:
        """Copy a file into the folder, durable before any row names it; gives name, sha256 and size.

        Raises ``Refused`` with a sentence when the file cannot be read, ``OSError`` when the disk is full.
        """
        source = _opened(path)
        with source:
            _refuse_secret(path)
            make_folder(self._folder)
            temporary = self._folder / f".{secrets.token_hex(6)}{PART}"
            try:
                digest, size = _copied(source, temporary)
                self._place_new(temporary, digest, size)
            finally:
                temporary.unlink(missing_ok=True)
        return {"name": os.fsencode(path.name).decode("utf-8", "replace"), "sha256": digest, "size": size}

    def _place_new(self, temporary: Path, digest: str, size: int) -> None:
        target = self.place(digest)
        if target.is_file() and target.stat().st_size == size and sha256_of(target) == digest:
            return
        make_folder(target.parent)
        rename_patiently(temporary, target)
        flush_folder(target.parent)

    def ids_of(self, key: str, row_id: int) -> list[int]:
        """The ids of the attachments of a row."""
        return self._records.ids("attachments", Query(equals={"register": key, "row": row_id}), "")

    def of(self, key: str, row_id: int) -> list[Row]:
        """The attachments of a row, each with ``path``."""
        rows = self._records.rows("attachments", self.ids_of(key, row_id))
        for row in rows:
            row["path"] = self.place(row["sha256"])
        return rows

    def faults(self, *, deep: bool) -> list[str]:
        """Sentences about files that are missing, altered or emptied; ``deep`` reads every byte."""
        faults = []
        for row in self._records.rows(
            "attachments", self._records.ids("attachments", Query(), ""), bare=True
        ):
            path = self.place(row["sha256"])
            if not path.is_file():
                faults.append(f"附件「{row['name']}」的文件不见了。")
            elif path.stat().st_size != row["size"] or (deep and sha256_of(path) != row["sha256"]):
                faults.append(f"附件「{row['name']}」的内容被改动过。")
        return faults


def _opened(path: Path) -> BinaryIO:
    """The file, open for reading; raises ``Refused`` with a sentence when it cannot be read."""
    if path.is_dir():
        raise Refused(f"「{path.name}」是文件夹，请选择其中的文件。")
    if path.exists() and not path.is_file():
        raise Refused(f"「{path.name}」不是普通文件，没有添加附件。")
    try:
        return open(path, "rb")
    except FileNotFoundError as cause:
        raise Refused(f"找不到文件「{path.name}」，没有添加附件。请确认文件还在原处。") from cause
    except PermissionError as cause:
        raise Refused(f"没有权限读取「{path.name}」，或它正被别的程序占用。请关闭后再试。") from cause


def _refuse_secret(path: Path) -> None:
    """Raise ``Refused`` for what carries the mark of a state secret; the log tells that, and no name."""
    if name_has_mark(path.name) or has_mark(first_words(path)):
        log_fault("secrecy mark refused", [])
        raise Refused(f"这个文件的名称或开头带有密级标志。{NOTICE}")


def _copied(source: BinaryIO, target: Path) -> tuple[str, int]:
    """Copy and flush; gives the SHA-256 and the size of what was copied."""
    digest, size = hashlib.sha256(), 0
    with open(target, "xb") as copy:
        while block := source.read(CHUNK):
            copy.write(block)
            digest.update(block)
            size += len(block)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size
