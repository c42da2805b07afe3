"""Why the ledger says no: a value that cannot be kept, or a world that is not as needed."""

from __future__ import annotations

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


class LedgerRefused(Exception):
    """The ledger cannot be opened or written; ``status`` is the command line's exit status (3, 4 or 5)."""

    def __init__(self, sentence: str, status: int) -> None:
        self.sentence = sentence
        self.status = status
        super().__init__(sentence)


class Hindrance(NamedTuple):
    """Why a row cannot be removed, and the rows (ids by register key) that have to be seen to first."""

    sentence: str
    rows: dict[str, list[int]]


def refusal_of(cause: sqlite3.DatabaseError, database: Path) -> LedgerRefused | Refused:
    """What SQLite's complaint means for the clerk; a complaint about our own SQL is raised as it is."""
    complaint = str(cause)
    if "full" in complaint:
        return LedgerRefused(_full(database), WORLD)
    if any(word in complaint for word in ("readonly", "unable to open", "disk I/O", "locked")):
        sentence = "台账所在的磁盘现在不能写入,这一步没有保存,以前的资料都在。请检查磁盘或U盘后再试。"
        return LedgerRefused(sentence, WORLD)
    if "FOREIGN KEY" in complaint:
        return Refused("这条记录与别的记录互相关联,这一步没有保存。请先处理相关联的记录。")
    if isinstance(cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
        raise cause
    return LedgerRefused("台账文件读写时发现损坏,这一步没有保存,原文件没有改动。请从备份恢复。", DAMAGED)


def _full(database: Path) -> str:
    try:
        free_space = shutil.disk_usage(database.parent).free // MEGABYTE
        needed = database.stat().st_size * 2 // MEGABYTE + 10  # a journal, and room to go on
    except OSError:
        return "磁盘空间不够,这一步没有保存,以前的资料都在。请清理磁盘后再试一次。"
    missing = max(needed - free_space, 1)
    return f"磁盘空间不够(还差约 {missing} MB),这一步没有保存,以前的资料都在。请清理磁盘后再试一次。"
