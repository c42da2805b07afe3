"""One process per ledger, by a lock that the operating system frees at any death of the process."""

from __future__ import annotations

import os
from pathlib import Path

from app.storage import os_lock
from app.storage.files import guard, unguard
from app.storage.refusals import IN_USE, WORLD, LedgerRefused

NAME = "ledger.lock"
BUSY = "这本台账正在另一个窗口或程序中使用，没有作任何改动。请先关闭那边再试。"


class FolderLock:
    """The lock on a data folder; taken at construction, freed by ``release`` or by the process ending."""

    def __init__(self, folder: Path) -> None:
        try:
            self._handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as cause:
            sentence = f"无法在“{folder}”里写入文件（没有权限，或磁盘只读），台账没有打开，也没有改动。请换一个可以写入的文件夹。"
            raise LedgerRefused(sentence, WORLD) from cause
        try:
            os_lock.take(self._handle)
        except OSError as cause:
            os.close(self._handle)
            raise LedgerRefused(BUSY, IN_USE) from cause
        self._folder = folder.absolute()
        guard(self._folder)

    def release(self) -> None:
        """Give the lock back; the empty file stays, because removing it would race with another start."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
            unguard(self._folder)
