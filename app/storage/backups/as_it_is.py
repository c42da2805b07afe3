"""The whole data folder copied byte for byte to another place, so that somebody can look at it there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.storage.backups.scratch import scratch
from app.storage.core.lock import NAME as LOCK
from app.storage.core.lock import FolderLock
from app.storage.files import CHUNK, flush_folder, free_folder, name_durably
from app.storage.medium import READ_ONLY, medium_of
from app.storage.refusals import BAD_INPUT, LedgerRefused
from app.storage.room import refuse_without_room
from app.storage.same_medium import same_medium

Progress = Callable[[int, int], object]


class Copied(NamedTuple):
    """Where the copy lies, and which files the disk would not give whole."""

    folder: Path
    unread: list[str]


def copy_as_it_is(
    folder: Path,
    place: Path,
    now: datetime,
    progress: Progress = lambda done, of: None,
    *,
    name: str = "",
) -> Copied:
    """Copy everything in ``folder`` into a new folder inside ``place``; the copy has its name once it is complete.

    It is called ``name``, or by the day.

    Files that cannot be read to their end are named.  Raises ``LedgerRefused``: 2 for a place inside the folder, 3
    without room, 5 while the ledger is open; ``OSError`` when the place cannot be written.  Nothing is left then.
    """
    if folder.resolve() in (place.resolve(), *place.resolve().parents):
        sentence = "要复制到台账文件夹以外的地方，例如 U 盘。没有作任何改动，请换一个位置。"
        raise LedgerRefused(sentence, BAD_INPUT)
    with _held(folder):
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LOCK]
        refuse_without_room(place, sum(path.stat().st_size for path in files), "没有复制")
        with same_medium(place) as refuse_pulled, scratch(place) as work:
            copy = work / "copy"
            copy.mkdir()
            unread = []
            for number, path in enumerate(files):
                progress(number, len(files))
                if not _copied(path, copy / path.relative_to(folder)):
                    unread.append(str(path.relative_to(folder)))
            for inner in (copy, *(path for path in copy.rglob("*") if path.is_dir())):
                flush_folder(inner)
            target = free_folder(place, name or f"台账原样-{now:%Y%m%d}")
            refuse_pulled()  # half of it may lie on the stick, the rest in the folder where that was mounted
            name_durably(copy, target)
    return Copied(target, unread)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the lock on the folder; where nothing can be written nobody writes, and there can be no lock."""
    if medium_of(folder) == READ_ONLY:
        yield
        return
    lock = FolderLock(folder)
    try:
        yield
    finally:
        lock.release()


def _copied(source: Path, target: Path) -> bool:
    """Copy and flush one file, as far as it can be read; False when it ends too soon."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "xb") as copy:
        try:
            for block in _blocks(source):
                copy.write(block)
        except UnreadableFile:
            return False
        copy.flush()
        os.fsync(copy.fileno())
    return True


class UnreadableFile(Exception):
    """It is the source that fails, not the place."""


def _blocks(source: Path) -> Iterator[bytes]:
    try:
        with open(source, "rb") as original:
            while block := original.read(CHUNK):
                yield block
    except OSError as cause:
        raise UnreadableFile from cause
