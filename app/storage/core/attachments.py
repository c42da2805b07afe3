"""Files kept with records: the bytes once, by their SHA-256, in the folder ``attachments``."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from app.domain.fields import Row
from app.domain.program_files import runs_when_opened
from app.domain.secrecy_marks import NOTICE, begins_with_mark, name_has_mark
from app.domain.texts import without_hidden
from app.storage.core.first_words import first_words
from app.storage.core.records import Records
from app.storage.core.sealed_files import MOST, opened, sealed
from app.storage.files import (
    CHUNK,
    PART,
    POOL,
    is_open_database,
    make_folder,
    name_durably,
    removed_patiently,
    sha256_of,
)
from app.storage.machine import log_fault
from app.storage.query import Query
from app.storage.refusals import Refused, refuse_gone
from app.storage.room import refuse_without_room


class BroughtFile(NamedTuple):
    """A file that was copied into the folder and that no row names yet.

    ``temporary``: where it lies; ``key``: under which it is encrypted, or none; ``values``: name, sha256 and size of
    its row to be; ``lies_there``: whether the folder had its bytes before.
    """

    temporary: Path
    key: str
    values: dict[str, Any]
    lies_there: bool


class Attachments:
    """The folder ``attachments`` of one ledger."""

    def __init__(self, folder: Path, records: Records) -> None:
        self._folder = folder / POOL
        self._records = records
        self._sound: dict[Path, tuple[int, int]] = {}  # files that were read and are right, as they were then
        self._new: list[Path] = []  # files that came with the act that is open

    def place(self, sha256: str) -> Path:
        """Where the bytes of that hash lie."""
        return self._folder / sha256[:2] / sha256

    def keep(
        self, path: Path, key: str = "", step: Callable[[int], object] = lambda count: None
    ) -> dict[str, Any]:
        """Copy a file into the folder, durable before any row names it; gives name, sha256 and size.

        Raises what ``bring`` raises.
        """
        return self.keep_brought(self.bring(path, key, step))

    def bring(
        self, path: Path, key: str = "", step: Callable[[int], object] = lambda count: None
    ) -> BroughtFile:
        """Copy a file into the folder under a name that is none of a row's; it needs no act, and nobody waits for it.

        With a ``key`` it is encrypted under it.  Raises ``Refused`` with a sentence when the file cannot be read or
        may not be kept, ``LedgerRefused`` (3) or ``OSError`` when the disk is full.  The name is a label: characters that hide how it ends
        are left out of it.
        """
        source = _opened(path)
        with source:
            _refuse_secret(path)
            _refuse_program(path)
            refuse_gone(self._folder.parent)
            refuse_without_room(self._folder.parent, path.stat().st_size, f"附件“{path.name}”没有添加")
            kept = io.BytesIO(sealed(key, source.read(MOST + 1))) if key else source
            temporary, digest, size = self._copied(kept, step)
        name = os.fsencode(path.name).decode("utf-8", "replace")
        values = {"name": without_hidden(name) or name, "sha256": digest, "size": size}
        return BroughtFile(temporary, key, values, self._lies_there(digest, size))

    def keep_brought(self, file: BroughtFile) -> dict[str, Any]:
        """Give a file that was brought its own name, durable before any row names it; gives name, sha256 and size."""
        target = self.place(file.values["sha256"])
        is_new = not target.exists()  # else bytes that were spoiled: a row may name them
        try:
            if not (file.lies_there and target.is_file()):
                make_folder(target.parent)
                name_durably(file.temporary, target)
        finally:
            file.temporary.unlink(missing_ok=True)
        if is_new:
            self._new.append(target)
        return file.values

    def settle(self, *, is_kept: bool) -> None:
        """The act is over: its files stay, or go again, so that a file for which the disk had no room leaves it free."""
        new, self._new = self._new, []
        for place in [] if is_kept else new:
            removed_patiently(place)

    def _copied(self, source: BinaryIO, step: Callable[[int], object]) -> tuple[Path, str, int]:
        """Where a copy lies under a name of its own, its SHA-256 and size; a copy that was stopped goes."""
        make_folder(self._folder)
        temporary = self._folder / f".{secrets.token_hex(6)}{PART}"
        try:
            return (temporary, *_copied(source, temporary, step))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def keep_again(self, path: Path, row: Row, key: str = "") -> bool:
        """Bring a lost file back from ``path``, in plain or as it lay; False when its bytes are not those of the row."""
        source = _opened(path)
        with source:
            if sha256_of(path) == row["sha256"]:
                self._bring_back(source)
                return True
            body = sealed(key, source.read(MOST + 1)) if key else b""
        if hashlib.sha256(body).hexdigest() != row["sha256"]:
            return False
        self._bring_back(io.BytesIO(body))
        return True

    def _bring_back(self, source: BinaryIO) -> None:
        refuse_gone(self._folder.parent)
        temporary, digest, size = self._copied(source, lambda count: None)
        values = {"sha256": digest, "size": size}
        self.keep_brought(BroughtFile(temporary, "", values, self._lies_there(digest, size)))

    def plain(self, row: Row, key: str = "") -> bytes:
        """The bytes of a file as it was attached; ``key``: that of a private one.  Raises ``OSError``."""
        body = self.place(row["sha256"]).read_bytes()
        return opened(key, body) if key else body

    def _lies_there(self, digest: str, size: int) -> bool:
        """Whether these bytes lie in the folder already, and are right."""
        target = self.place(digest)
        return target.is_file() and target.stat().st_size == size and sha256_of(target) == digest

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
        return [f"附件“{row['name']}”{what}。" for row, what in self.lost(deep=deep)]

    def lost(self, *, deep: bool, again: bool = True) -> list[tuple[Row, str]]:
        """The rows whose file is missing, empty or altered, each with what is wrong.

        ``deep`` reads every byte; without ``again`` only of files that were written since they were read last.
        """
        rows = self._records.rows("attachments", self._records.ids("attachments", Query(), ""), bare=True)
        wrong = ((row, self._fault(row, deep, again)) for row in rows)
        return [(row, what) for row, what in wrong if what]

    def _fault(self, row: Row, deep: bool, again: bool) -> str:
        path = self.place(row["sha256"])
        if not path.is_file():
            return "的文件不见了"
        state = path.stat()
        if state.st_size != row["size"]:
            return "的内容被改动过" if state.st_size else "的文件是空的"
        stamp = (state.st_mtime_ns, state.st_size)
        if not deep or (not again and self._sound.get(path) == stamp):
            return ""
        if sha256_of(path) != row["sha256"]:
            return "的内容被改动过"
        self._sound[path] = stamp
        return ""


def _opened(path: Path) -> BinaryIO:
    """The file, open for reading; raises ``Refused`` with a sentence when it cannot be read."""
    if path.is_dir():
        raise Refused(f"“{path.name}”是文件夹，请选择其中的文件。")
    if path.exists() and not path.is_file():
        raise Refused(f"“{path.name}”不是普通文件，没有添加附件。")
    if is_open_database(path):
        raise Refused(f"“{path.name}”是台账文件，正在使用，不能作附件。没有添加附件，请用“备份”另存一份。")
    try:
        return open(path, "rb")
    except FileNotFoundError as cause:
        raise Refused(f"找不到文件“{path.name}”，没有添加附件。请确认文件还在原处。") from cause
    except PermissionError as cause:
        raise Refused(f"没有权限读取“{path.name}”，或它正被别的程序占用。请关闭后再试。") from cause


def _refuse_secret(path: Path) -> None:
    """Raise ``Refused`` for what carries the mark of a state secret; the log tells that, and no name."""
    if name_has_mark(path.name) or begins_with_mark(first_words(path)):
        log_fault("secrecy mark refused", [])
        raise Refused(f"这个文件的名称或开头带有密级标志。{NOTICE}")


def _refuse_program(path: Path) -> None:
    if runs_when_opened(path.name):
        raise Refused(
            f"“{without_hidden(path.name)}”是程序或快捷方式，一打开就会运行，不能作附件。没有保存。"
        )


def _copied(source: BinaryIO, target: Path, step: Callable[[int], object]) -> tuple[str, int]:
    """Copy and flush; gives the SHA-256 and the size of what was copied."""
    digest, size = hashlib.sha256(), 0
    with open(target, "xb") as copy:
        while block := source.read(CHUNK):
            copy.write(block)
            digest.update(block)
            size += len(block)
            step(len(block))
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size
