"""Opening a ledger file: identify, refuse what is foreign, newer or damaged, copy before migrating."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from app.storage.core.schema import APPLICATION_ID, DATABASE, SCHEMA, lacks_anything, prepare
from app.storage.files import complete_file, flush_folder, make_folder
from app.storage.refusals import (
    BAD_INPUT,
    DAMAGED,
    WORLD,
    LedgerRefused,
    NewerLedger,
    complaints,
    is_of_the_world,
)

HEADER = 100  # bytes of the SQLite header
MAGIC = b"SQLite format 3\x00"
WRITE_AHEAD = b"\x02\x02"  # header bytes 18 and 19 of a file in WAL mode


def refuse_absent(folder: Path) -> None:
    """Raise ``LedgerRefused`` when the folder holds no ledger."""
    path = folder / DATABASE
    if path.is_dir():
        sentence = f"“{folder}”里的 {DATABASE} 是一个文件夹，不是台账文件。请选择台账所在的文件夹。"
        raise LedgerRefused(sentence, DAMAGED)
    if not path.is_file():
        raise LedgerRefused(f"“{folder}”里没有台账。请先新建，或选择台账所在的文件夹。", WORLD)


def refuse_inside_ledger(place: Path, noun: str) -> None:
    """No ledger lies inside another one, whose attachments or backups would then hold it; nothing was touched.

    Raises ``LedgerRefused`` (2) with the folder around ``place``, and what the ``noun`` is that should go elsewhere.
    """
    if around := next((above for above in place.resolve().parents if (above / DATABASE).is_file()), None):
        sentence = f"“{around}”是一本台账的文件夹，{noun}要放在它的外面。没有作任何改动，请换一个位置。"
        raise LedgerRefused(sentence, BAD_INPUT)


def identify(path: Path) -> None:
    """Refuse a file that is not a ledger of this program or comes from a newer one.  Call before connecting.

    Raises LedgerRefused: status 3 when it cannot be read or written, 4 when it is foreign, newer or cut off.
    """
    try:
        with open(path, "rb") as source:
            header = source.read(HEADER)
        size = path.stat().st_size
    except OSError as cause:
        sentence = f"台账文件“{path.name}”读不出来（没有权限，或存储设备有问题），没有作任何改动。"
        raise LedgerRefused(sentence, WORLD) from cause
    if len(header) < HEADER or header[:16] != MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        sentence = f"“{path.name}”不是镇人大台账的文件，或文件开头已损坏。原文件没有动过，请选择别的文件夹，或从备份恢复。"
        raise LedgerRefused(sentence, DAMAGED)
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA:
        raise NewerLedger
    _refuse_cut_off(path, header, size)
    _refuse_unwritable(path)
    _set_aside_stray_log(path, header)


def _refuse_cut_off(path: Path, header: bytes, size: int) -> None:
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    # While a hot journal waits for roll-back the size says nothing yet.
    if pages * page > size and not path.with_name(path.name + "-journal").exists():
        sentence = f"台账文件“{path.name}”不完整，后面一部分不见了。原文件没有动过，请从备份恢复。"
        raise LedgerRefused(sentence, DAMAGED)


def _refuse_unwritable(path: Path) -> None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        sentence = (
            f"台账文件“{path.name}”是只读的，不能保存。没有作任何改动，请把文件夹复制到本机磁盘后再打开。"
        )
        raise LedgerRefused(sentence, WORLD)


def _set_aside_stray_log(path: Path, header: bytes) -> None:
    """A ``-wal`` beside the file is never ours (the ledger keeps a rollback journal), yet SQLite would play
    it into the ledger: it goes to the quarantine folder.  Where another program has switched the file
    itself to that way of saving, the log may hold its writes: nothing is touched.
    """
    stray = path.with_name(path.name + "-wal")
    if not stray.exists():
        return
    if header[18:20] == WRITE_AHEAD:
        sentence = f"台账正被别的数据库程序改写（旁边有“{stray.name}”）。没有作任何改动，请先关闭那个程序，或从备份恢复。"
        raise LedgerRefused(sentence, DAMAGED)
    quarantine = path.parent / "quarantine"
    make_folder(quarantine)
    number = sum(1 for _ in quarantine.iterdir()) + 1
    shutil.move(stray, quarantine / f"{number:03d}-{stray.name}")
    flush_folder(path.parent)


# Kept prepared: a walk over all registers takes some two hundred, and with the usual 128 each is prepared anew every time
# (the digest of a small ledger 6 ms instead of 8).
STATEMENTS = 1000


def connect(path: Path) -> sqlite3.Connection:
    """A prepared connection; damage that shows at once is refused with status 4."""
    connection = None
    try:
        connection = sqlite3.connect(
            path,
            check_same_thread=False,
            timeout=2,
            isolation_level=None,
            cached_statements=STATEMENTS,
        )
        prepare(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as cause:
        if connection is not None:
            connection.close()
        if is_of_the_world(cause, path):
            sentence = f"台账文件“{path.name}”打不开：磁盘不可写，或被别的程序占用。没有作任何改动。"
            raise LedgerRefused(sentence, WORLD) from cause
        sentence = f"台账文件“{path.name}”已损坏。原文件没有动过，请从备份恢复。"
        raise LedgerRefused(sentence, DAMAGED) from cause
    return connection


def past_its_indexes(connection: sqlite3.Connection) -> sqlite3.Connection | None:
    """A copy in memory that reads every table without its indexes; None for a file whose structure is sound.

    One bad page of an index makes a whole register unreadable although each of its rows is there.  The file is not
    touched, and its connection is closed.  What has no table beside its index (several links, states, search) stays
    as it is.
    """
    try:
        if not complaints(connection, "quick_check"):
            return None
    except sqlite3.DatabaseError as cause:
        if cause.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
    content = connection.serialize()
    connection.close()
    copied = sqlite3.connect(
        ":memory:", check_same_thread=False, isolation_level=None, cached_statements=STATEMENTS
    )
    copied.deserialize(content)
    prepare(copied)
    copied.execute("PRAGMA writable_schema=ON")
    copied.execute("DELETE FROM sqlite_master WHERE type='index' AND sql IS NOT NULL")
    copied.execute("PRAGMA writable_schema=RESET")
    return copied


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema in which the file was written."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether the file lacks something that today's definitions have."""
    version = schema_of(connection)
    return bool(version != SCHEMA or lacks_anything(connection))


def copy_before_migration(connection: sqlite3.Connection, folder: Path, now: datetime) -> None:
    """Keep the file as it was in ``backups``."""
    version = schema_of(connection)
    copy_to(connection, folder / "backups" / f"before-migration-{version}-{now:%Y%m%d-%H%M%S}.db")


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """A consistent copy of an open ledger, complete under its final name, by SQLite's backup API."""
    make_folder(target.parent)
    with complete_file(target, own=True) as temporary:
        copy = sqlite3.connect(temporary)
        try:
            connection.backup(copy)
        finally:
            copy.close()
