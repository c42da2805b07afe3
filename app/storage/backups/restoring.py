"""Putting a backup back: verified apart, what is there now set aside, then swapped in one rename.

At every moment the folder holds a ledger that opens: the one of before until the rename, the restored one after it.
What was there stays in ``quarantine``, byte for byte, and is never deleted by the program.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.storage.backups import catalogue, kept_files, package
from app.storage.backups.choosing import chosen_backup
from app.storage.backups.examining import Contents, contents_of, refuse_different
from app.storage.backups.kept_files import KeptFile
from app.storage.backups.making import Progress, make_backup
from app.storage.backups.running_numbers import remember_number
from app.storage.backups.scratch import scratch
from app.storage.core import seal
from app.storage.core.lock import FolderLock
from app.storage.core.schema import DATABASE
from app.storage.files import complete_file, flush_folder, make_folder, name_durably, sweep
from app.storage.ledger import Ledger
from app.storage.machine import remember_in
from app.storage.opening import database_file, examination
from app.storage.refusals import DAMAGED, WORLD, LedgerRefused
from app.storage.room import refuse_without_room
from app.storage.same_medium import same_medium

QUARANTINE = "quarantine"
BESIDE = ("-journal", "-wal", "-shm")  # files of SQLite that belong to the database beside which they lie
STEPS = 4  # verified, the present state kept, set aside, swapped
NOT_RESTORED = "没有恢复"


@dataclass(frozen=True)
class Restored:
    """What was put back: from which backup, how many rows, where the former ledger lies now, which files are missing,
    and what lay in its folder that is newer and no sound backup."""

    backup: Path
    row_count: int
    set_aside: Path | None
    missing: tuple[KeptFile, ...]
    passed_over: tuple[Path, ...] = ()


def unpacked(backup: Path, work: Path) -> Contents:
    """Write the ledger of a backup into ``work`` and examine it.  Raises ``LedgerRefused`` for a bad one."""
    size = backup.stat().st_size
    if package.is_bare(backup):
        refuse_without_room(work, size, NOT_RESTORED)
        shutil.copyfile(backup, work / DATABASE)
        with open(work / DATABASE, "rb+") as copy:
            os.fsync(copy.fileno())
        return contents_of(work, backup.name)
    package.refuse_altered(backup)
    label = package.read_label(backup)
    refuse_without_room(work, label["database"]["size"], NOT_RESTORED)
    package.unpack(backup, label, work / DATABASE)
    contents = contents_of(work, backup.name)
    refuse_different(contents, label, backup.name)
    return contents


def restore(
    path: Path,
    into: Path,
    *,
    now: Callable[[], datetime] = datetime.now,
    further_files: Sequence[Path] = (),
    partial: bool = False,
    progress: Progress = lambda done, of: None,
) -> Restored:
    """Make ``into`` hold the ledger of a backup; a ledger there is backed up first and set aside.

    ``further_files``: folders of attachments to look in beside the backup's own and that of ``into``.  ``partial``
    accepts that files of the backup are nowhere to be had.  Raises ``LedgerRefused``: 2 for a place
    inside a ledger, 3 when the disk will not, 4 for a bad backup or one of another ledger, 5 when ``into`` is in
    use; the ledger in ``into`` is as it was then.
    """
    backup, passed_over = chosen_backup(path, id_in(into))
    database_file.refuse_inside_ledger(into, "恢复出来的台账")
    is_new = _made_folder(into)
    lock = None
    try:
        lock = FolderLock(into)
        sweep(into)
        with same_medium(into), scratch(into) as work:
            contents = unpacked(backup, work)
            _refuse_other_ledger(into, contents)
            _refuse_without_files(contents, _sources(backup, into, further_files), partial=partial)
            progress(1, STEPS)
            restored = _swapped(backup, into, work, contents, further_files, now, progress)
            return replace(restored, passed_over=passed_over)
    except OSError as cause:
        if cause.filename is not None:
            raise
        sentence = (
            f"磁盘空间不够，或磁盘读写不了，{NOT_RESTORED}；原来的台账和备份都没有动。请检查磁盘后再试。"
        )
        raise LedgerRefused(sentence, WORLD) from cause
    finally:
        if lock is not None:
            lock.release()
        if is_new and not (into / DATABASE).exists():
            shutil.rmtree(into, ignore_errors=True)


def _made_folder(into: Path) -> bool:
    """Make the folder unless it is there; whether it is new."""
    if into.is_dir():
        return False
    if not into.parent.is_dir() or into.exists():
        sentence = f"不能把台账恢复到“{into}”：那里没有这样的文件夹，也建不了。没有作任何改动，请换一个位置。"
        raise LedgerRefused(sentence, WORLD)
    make_folder(into)
    return True


def _refuse_other_ledger(into: Path, contents: Contents) -> None:
    """A ledger of another town is never replaced; one that cannot even say whose it is may be."""
    present = id_of(into / DATABASE)
    if present is not None and present != contents.ledger_id:
        sentence = f"这份备份属于另一本台账（{contents.town}），没有恢复，原来的台账没有动。请换一个文件夹。"
        raise LedgerRefused(sentence, DAMAGED)


def id_in(folder: Path) -> str | None:
    """The name of the ledger in a folder, as ``id_of`` reads it."""
    return id_of(folder / DATABASE)


def id_of(database: Path) -> str | None:
    """The ledger's own name, read without writing; None when it cannot be read, or there is none."""
    if not database.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key='ledger_id'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def _sources(backup: Path, into: Path, further: Sequence[Path]) -> list[Path]:
    """Where the files of a backup may lie; each is taken only if its bytes have the right hash."""
    beside = [backup.parent / kept_files.FOLDER]
    own = [into / catalogue.FOLDER / kept_files.FOLDER, into / kept_files.FOLDER]
    return [*beside, *further, *own]


def _refuse_without_files(contents: Contents, sources: Sequence[Path], *, partial: bool) -> None:
    missing = [f for f in contents.files if not any(kept_files.is_there(folder, f) for folder in sources)]
    if missing and not partial:
        raise LedgerRefused(_missing_words(missing), DAMAGED)


def _missing_words(missing: Sequence[KeptFile]) -> str:
    return (
        f"备份里的附件{kept_files.names_of(missing)}找不到或已损坏，没有恢复，原来的台账没有动。"
        "请把备份旁边的 attachments 文件夹一起拷来；确实没有了的，可以不带这些附件恢复（--partial）。"
    )


def _swapped(
    backup: Path,
    into: Path,
    work: Path,
    contents: Contents,
    further: Sequence[Path],
    now: Callable[[], datetime],
    progress: Progress,
) -> Restored:
    sources = _sources(backup, into, further)
    wanted = [*contents.files, *contents.former_files]
    pool = into / kept_files.FOLDER
    lacking = kept_files.lacking(wanted, pool)
    present = into / DATABASE
    size = present.stat().st_size if present.is_file() else 0
    refuse_without_room(into, sum(file.size for file in lacking) + 5 * size, NOT_RESTORED)
    set_aside = _set_aside(into) if size or present.is_dir() else None
    if size:
        _keep_present(into, now)
    progress(2, STEPS)
    unsound = [file for file in wanted if not kept_files.bring(file, sources, pool)]
    missing = tuple(file for file in unsound if file in contents.files)
    progress(3, STEPS)
    remember_number(contents.ledger_id, catalogue.highest_number(backup.parent))
    put_in_place(into, work, contents)
    return Restored(backup, sum(contents.statistics["rows"].values()), set_aside, missing)


def _set_aside(into: Path) -> Path:
    """Copy the ledger that is there, with what SQLite keeps beside it, byte for byte; gives the folder of the copies."""
    quarantine = into / QUARANTINE
    make_folder(quarantine)
    number = sum(1 for _ in quarantine.iterdir()) + 1
    while (folder := quarantine / f"{number:03d}-before-restore").exists():
        number += 1
    folder.mkdir()
    for name in (DATABASE, *(f"{DATABASE}{ending}" for ending in BESIDE)):
        if (into / name).is_dir():  # somebody made a folder of that name: it is no ledger, and goes as it is
            (into / name).rename(folder / name)
        elif (into / name).is_file():
            with complete_file(folder / name, own=True) as temporary:
                shutil.copyfile(into / name, temporary)
    for changed in (quarantine, into):
        flush_folder(changed)
    return folder


def _keep_present(into: Path, now: Callable[[], datetime]) -> None:
    """A backup of the state that is about to go; a damaged one is in quarantine and makes no backup."""
    try:
        with examination.examined(Ledger, into, None, now, None, inspect=True) as present:
            if (
                present.core.connection.in_transaction
            ):  # an older program's, seen in today's form: kept in its own
                present.core.connection.execute("ROLLBACK")
                database_file.copy_before_migration(present.core.connection, into, now())
            else:
                make_backup(present, catalogue.BEFORE_RESTORE)
    except LedgerRefused as refusal:
        if refusal.status != DAMAGED:
            raise


def put_in_place(into: Path, work: Path, contents: Contents) -> None:
    """The rename that counts, between two states that both open by themselves."""
    database = into / DATABASE
    _undo_open_journal(database)
    head = [contents.last_id, contents.head]
    # Before the rename: whoever restores knows that the ledger becomes an older one, and is not asked again.
    remember_in("heads", {contents.ledger_id: head})
    seal.break_seal(into)
    name_durably(work / DATABASE, database)
    with contextlib.suppress(OSError):  # without a seal the next opening looks at every row
        seal.write_seal(database, {"history_head": contents.head, "last_id": contents.last_id})


def _undo_open_journal(database: Path) -> None:
    """A journal left beside the restored file would be played into it: SQLite ends it first, in the old file."""
    beside = [database.with_name(database.name + ending) for ending in BESIDE]
    if not any(path.exists() for path in beside):
        return
    with contextlib.suppress(sqlite3.DatabaseError):
        connection = sqlite3.connect(database)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    for path in beside:  # what SQLite would not take is in quarantine, and its database is beyond opening
        path.unlink(missing_ok=True)
    flush_folder(database.parent)
