"""Making a ledger: built under a temporary name, so that ``ledger.db`` is there complete or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.storage.core.lock import FolderLock
from app.storage.core.schema import DATABASE
from app.storage.files import Unconfirmed, complete_file, make_folder, sweep
from app.storage.open_ledger import OpenLedger
from app.storage.opening import database_file
from app.storage.opening.defaults import add_defaults
from app.storage.refusals import BAD_INPUT, WORLD, LedgerRefused, Refused, refusal_of


def create(
    kind: type[OpenLedger],
    folder: Path,
    office: Mapping[str, Any],
    first_term: Mapping[str, Any] | None,
    now: Callable[[], datetime],
    today: date | None,
) -> None:
    """Make ``ledger.db`` in ``folder``; raises ``LedgerRefused`` or ``Refused`` and leaves nothing then."""
    database_file.refuse_inside_ledger(folder, "新的台账")
    _make_folder(folder)
    lock = FolderLock(folder)
    try:
        path = folder / DATABASE
        if path.exists():
            sentence = f"“{folder}”里已经有一本台账，没有作任何改动。请换一个文件夹，或直接打开它。"
            raise LedgerRefused(sentence, BAD_INPUT)
        sweep(folder)
        with complete_file(path, own=True) as temporary:
            _fill(kind, folder, temporary, office, first_term, now, today)
    except sqlite3.DatabaseError as cause:
        raise refusal_of(cause, folder / DATABASE) from cause
    except Unconfirmed:
        raise
    except OSError as cause:
        raise LedgerRefused(f"“{folder}”里写不进文件（磁盘满，或没有权限），没有建立台账。", WORLD) from cause
    finally:
        lock.release()


def _fill(
    kind: type[OpenLedger],
    folder: Path,
    database: Path,
    office: Mapping[str, Any],
    first_term: Mapping[str, Any] | None,
    now: Callable[[], datetime],
    today: date | None,
) -> None:
    from app.storage.opening import table_making  # and with it sqlite-utils: seldom needed

    connection = database_file.connect(database)
    try:
        table_making.create(connection)
        ledger = kind(folder, None, connection, now, today)
        with ledger.act("建立台账") as act:
            act.add("office", _read(ledger, "office", {"name_order": "given", **office}))
            if first_term is not None:
                act.add("terms", _read(ledger, "terms", first_term))
            add_defaults(ledger, act)
    finally:
        connection.close()


def _read(ledger: OpenLedger, key: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    values, problems = ledger.read_values(key, {name: cell for name, cell in raw.items() if cell is not None})
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise Refused(errors)
    return values


def _make_folder(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as cause:
        sentence = f"无法建立文件夹“{folder}”（没有权限，或磁盘只读）。请换一个位置。"
        raise LedgerRefused(sentence, WORLD) from cause
