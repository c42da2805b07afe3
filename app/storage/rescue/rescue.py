"""Rescue: what can be read of a damaged ledger goes into a new one elsewhere; the damaged file is only read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.storage.backups import catalogue, kept_files
from app.storage.backups.examining import contents_of
from app.storage.backups.restoring import put_in_place
from app.storage.backups.scratch import scratch
from app.storage.core.lock import NAME as LOCK
from app.storage.core.lock import FolderLock
from app.storage.core.schema import DATABASE, SCHEMA
from app.storage.files import UNFINISHED, complete_file, make_folder, sweep
from app.storage.opening.database_file import refuse_inside_ledger
from app.storage.refusals import BAD_INPUT, DAMAGED, WORLD, LedgerRefused
from app.storage.rescue.best_rows import history_of
from app.storage.rescue.damaged_file import DamagedFile
from app.storage.rescue.rebuilding import rebuild
from app.storage.room import refuse_without_room
from app.storage.same_medium import same_medium

LIST = "读出清单.txt"  # what is doubtful or lost, beside the new ledger
Progress = Callable[[int, int], object]
STEPS = 4  # read, written, verified, in place
NOTHING = "台账文件里什么也读不出来，没有建立新的台账，原文件没有动。请从备份恢复。"
OTHER_VERSION = "这本台账由另一个版本的程序保存，不能逐条读出，没有建立新的台账，原文件没有动。请从备份恢复。"


class Rescued(NamedTuple):
    """How many rows the new ledger holds, and a sentence for each thing that is doubtful or lost."""

    row_count: int
    sentences: list[str]


def rescue(
    folder: Path,
    into: Path,
    *,
    now: Callable[[], datetime] = datetime.now,
    progress: Progress = lambda done, of: None,
) -> Rescued:
    """Make a new ledger in ``into`` of what the one in ``folder`` still gives; nothing in ``folder`` is written.

    Raises ``LedgerRefused``: 2 when ``into`` holds something or lies inside a ledger, 3 when the disk will not, 4
    when nothing can be read, 5 while the ledger is open.  ``into`` is as it was then.
    """
    _refuse_place(folder, into)
    is_new = not into.exists()
    locks = [FolderLock(folder)]
    try:
        make_folder(into)
        locks.append(FolderLock(into))
        sweep(into)
        with same_medium(into), scratch(into) as work:
            return _rescued(folder, into, work, now, progress)
    except OSError as cause:
        if cause.filename is not None:
            raise
        sentence = "磁盘空间不够，或磁盘读写不了，没有建立新的台账；原文件没有动。请检查磁盘后再试。"
        raise LedgerRefused(sentence, WORLD) from cause
    finally:
        for lock in locks:
            lock.release()
        if is_new and not (into / DATABASE).exists():
            shutil.rmtree(into, ignore_errors=True)


def _refuse_place(folder: Path, into: Path) -> None:
    if not (folder / DATABASE).is_file():
        raise LedgerRefused(f"“{folder}”里没有台账文件，没有作任何改动。请核对位置。", WORLD)
    inside = folder.resolve() in (into.resolve(), *into.resolve().parents)
    if inside or into.is_file() or (into.is_dir() and any(map(_is_foreign, into.iterdir()))):
        sentence = f"读出来的台账要放进一个新的空文件夹，“{into}”不是。没有作任何改动，请换一个位置。"
        raise LedgerRefused(sentence, BAD_INPUT)
    refuse_inside_ledger(into, "读出来的台账")
    if not into.parent.is_dir():
        raise LedgerRefused(f"找不到文件夹“{into.parent}”，没有作任何改动。请核对位置。", WORLD)


def _is_foreign(path: Path) -> bool:
    """Whether a file was not left by a rescue that was killed before its ledger was there."""
    return path.name not in (LIST, LOCK, kept_files.FOLDER) and not UNFINISHED.match(path.name)


def _rescued(
    folder: Path, into: Path, work: Path, now: Callable[[], datetime], progress: Progress
) -> Rescued:
    progress(0, STEPS)
    refuse_without_room(work, 5 * (folder / DATABASE).stat().st_size, "没有建立新的台账")
    former, anew = work / "former", work / "anew"
    former.mkdir()
    anew.mkdir()
    damaged = DamagedFile(folder, former)
    try:
        if not damaged.tables():
            raise LedgerRefused(NOTHING, DAMAGED)
        if damaged.schema not in (0, SCHEMA):  # 0: the header is gone
            raise LedgerRefused(OTHER_VERSION, DAMAGED)
        history = history_of(damaged)
        progress(1, STEPS)
        row_count, sentences = rebuild(damaged, history, anew / DATABASE, now)
    finally:
        damaged.close()
    if not history.is_whole:
        sentences.insert(0, _history_words(history.sound, len(history.entries)))
    if not row_count:
        raise LedgerRefused(NOTHING, DAMAGED)
    progress(2, STEPS)
    contents = contents_of(anew, DATABASE)
    progress(3, STEPS)
    sources = [folder / kept_files.FOLDER, folder / catalogue.FOLDER / kept_files.FOLDER]
    for file in [*contents.files, *contents.former_files]:
        if not kept_files.bring(file, sources, into / kept_files.FOLDER) and file in contents.files:
            sentences.append(f"附件“{file.name}”的文件没有找到，或已损坏。")
    with complete_file(into / LIST, own=True) as temporary:
        words = "\n".join(sentences) or "全部读出来了，没有缺少。"
        temporary.write_text(f"{words}\n", encoding="utf-8-sig")
    put_in_place(into, anew, contents)
    progress(STEPS, STEPS)
    return Rescued(row_count, sentences)


def _history_words(sound: int, readable: int) -> str:
    return f"修改历史没有全部读出来：读出 {readable} 条，其中前 {sound} 条首尾相接。"
