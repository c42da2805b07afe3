"""Why the ledger says no: a value that cannot be kept, or a world that is not as needed."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.domain.fields import Problem

BAD_INPUT, WORLD, DAMAGED, IN_USE = 2, 3, 4, 5  # exit statuses of the command line
MEGABYTE = 1 << 20


class Refused(Exception):
    """Nothing was kept; ``problems`` say per field why."""

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        self.problems = (
            [Problem("", "error", "refused", problems)] if isinstance(problems, str) else list(problems)
        )
        super().__init__("".join(problem.message for problem in self.problems))


CORRECTED = "这一条不能直接修改。确要更正的，请写明更正的理由。"


class ReasonNeeded(Refused):
    """What the row belongs to is over (a year that was signed for, a former term); with a reason it may be corrected.

    Nothing was written.  ``is_new``: the row is not there yet.
    """

    def __init__(self, over: str, *, is_new: bool = False) -> None:
        self.is_new = is_new
        words = "不能直接补登。确要补登的，请写明理由。" if is_new else CORRECTED
        super().__init__(f"{over}，{words}")


class LedgerRefused(Exception):
    """The ledger cannot be opened or written; ``status`` is the command line's exit status (3, 4 or 5)."""

    def __init__(self, sentence: str, status: int) -> None:
        self.sentence = sentence
        self.status = status
        super().__init__(sentence)


class NewerLedger(LedgerRefused):
    """A newer program wrote the ledger: nothing is wrong with it, and an older backup in its place would lose records."""

    def __init__(self) -> None:
        sentence = "这本台账由更新版本的程序保存，现在的程序打不开它。原文件没有动过，请先升级程序。"
        super().__init__(sentence, DAMAGED)


class KeyNeeded(LedgerRefused):
    """The ledger is protected and its key is not there; nothing was shown, written or changed."""

    def __init__(self) -> None:
        sentence = (
            "这本台账的个人信息受密码保护，还没有解锁，这一步没有做，资料没有改动。"
            "请先解锁（命令行用 --key-file），再做一次。"
        )
        super().__init__(sentence, WORLD)


_OF_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_OF_OUR_SQL = (
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_RANGE,
    sqlite3.SQLITE_MISUSE,
)
INSPECTED = "这本台账有损坏，是为检查而打开的，只能查看、打印、导出，不能改动。请从备份恢复以后再录入。"
_GONE = (
    "找不到台账文件夹“{folder}”：可能改了名字、移走了，或者 U 盘拔掉了。"
    "这一步没有做，以前的资料没有改动。请放回原处再试一次。"
)
_UNUSABLE = (
    "台账所在的磁盘现在读写不了，这一步没有做完，没有保存任何改动，以前的资料都在。请检查磁盘或 U 盘后再试。"
)


def is_of_the_world(cause: sqlite3.DatabaseError, database: Path) -> bool:
    """Whether the disk, a full volume or another program is the trouble: neither damage nor our own SQL.

    SQLite calls a page that the disk failed to hand over just now damaged (SQLITE_IOERR_CORRUPTFS becomes
    SQLITE_CORRUPT), so such a complaint is believed only when a second look at the file bears it out.
    """
    primary = _primary(cause)
    if primary in _OF_DAMAGE:
        return _is_sound(database)
    return primary not in _OF_OUR_SQL


def _is_sound(database: Path) -> bool:
    """Whether SQLite, asked anew, finds the whole file in order; also when it cannot be asked now."""
    try:
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return not complaints(connection, "integrity_check")
        finally:
            connection.close()
    except LedgerRefused:
        return True
    except sqlite3.DatabaseError as cause:
        return _primary(cause) not in _OF_DAMAGE


def complaints(connection: sqlite3.Connection, pragma: str) -> list[str]:
    """What ``integrity_check`` or ``quick_check`` finds wrong.

    They tell of a page that the disk failed to hand over in the same list as of damage, with SQLite's code for it:
    that raises ``LedgerRefused`` (status 3), as every other read that fails does.
    """
    answers = [str(line) for (line,) in connection.execute(f"PRAGMA {pragma}")]
    codes = [int(code) for line in answers for code in re.findall(r"error code=(\d+)", line)]
    if any(code & 0xFF != sqlite3.SQLITE_CORRUPT for code in codes):
        raise LedgerRefused(_UNUSABLE, WORLD)
    return [] if answers == ["ok"] else answers


def _primary(cause: sqlite3.DatabaseError) -> int:
    code = getattr(cause, "sqlite_errorcode", None)
    return code & 0xFF if code is not None else sqlite3.SQLITE_MISUSE  # Python's module complains, not SQLite


class Hindrance(NamedTuple):
    """Why a row cannot be removed, and the rows (ids by register key) that have to be seen to first."""

    sentence: str
    rows: dict[str, list[int]]


def refusal_of(cause: sqlite3.DatabaseError, database: Path) -> LedgerRefused | Refused:
    """What SQLite's complaint means for the clerk; a complaint about our own SQL is raised as it is.

    Damage is said of SQLITE_CORRUPT and SQLITE_NOTADB alone: a disk that fails to read or write for a moment
    has damaged nothing, and nobody should go back to an old backup for it.
    """
    primary = _primary(cause)
    if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Refused("这条记录与别的记录互相关联，这一步没有保存。请先处理相关联的记录。")
    if primary in _OF_OUR_SQL:
        raise cause
    if primary in _OF_DAMAGE and not _is_sound(database):
        return LedgerRefused(
            "台账文件读写时发现损坏，这一步没有完成，原文件没有改动。请从备份恢复。", DAMAGED
        )
    if not database.parent.is_dir():
        return LedgerRefused(_GONE.format(folder=database.parent), WORLD)
    return LedgerRefused(_full(database) if primary == sqlite3.SQLITE_FULL else _UNUSABLE, WORLD)


def refuse_gone(folder: Path) -> None:
    """Raise ``LedgerRefused`` when an open ledger's folder was renamed or moved, or its stick pulled."""
    if not folder.is_dir():
        raise LedgerRefused(_GONE.format(folder=folder), WORLD)


def refusal_of_trouble(trouble: BaseException, folder: Path) -> LedgerRefused | Refused | None:
    """``refusal_of`` for whatever was raised while the ledger of ``folder`` was used; None for a bug of ours."""
    if not isinstance(trouble, sqlite3.DatabaseError):
        return None
    try:
        return refusal_of(trouble, folder / "ledger.db")
    except sqlite3.DatabaseError:
        return None


def _full(database: Path) -> str:
    try:
        free_space = shutil.disk_usage(database.parent).free // MEGABYTE
        needed = database.stat().st_size * 2 // MEGABYTE + 10  # a journal, and room to go on
    except OSError:
        return "磁盘空间不够，这一步没有保存，以前的资料都在。请清理磁盘后再试一次。"
    missing = max(needed - free_space, 1)
    return f"磁盘空间不够（还差约 {missing} MB），这一步没有保存，以前的资料都在。请清理磁盘后再试一次。"
