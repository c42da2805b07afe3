"""From a file to a ledger that may be worked with: migrated, looked through, its seal broken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from app.storage.acts import key_renewal
from app.storage.checks import check
from app.storage.core import facts_sum, seal
from app.storage.core.lock import FolderLock
from app.storage.core.schema import DATABASE, ROLLBACK_JOURNAL, SCHEMA
from app.storage.files import sweep
from app.storage.lists.record_files import forget_plain
from app.storage.machine import settings_in
from app.storage.open_ledger import OLDER, OpenLedger
from app.storage.opening import database_file
from app.storage.opening.converting import convert
from app.storage.refusals import DAMAGED, LedgerRefused, is_of_the_world, refusal_of

NOT_OURS = "台账文件里缺少应有的部分，或内容读不出来，已经损坏。原文件没有动过，请从备份恢复。"
ALTERED = "台账文件上次关闭之后被别的程序改动过；已逐条核对，没有发现资料损坏。"
SUM_MISSING = "台账里少了一项核对用的记录，可能被别的程序删去；已逐条核对，没有发现资料损坏，并已补上。"

L = TypeVar("L", bound=OpenLedger)


def examined(
    kind: type[L],
    folder: Path,
    lock: FolderLock | None,
    now: Callable[[], datetime],
    today: date | None,
    *,
    inspect: bool,
) -> L:
    """The opened ledger; the caller holds ``lock`` and frees it when this raises (None: holds it longer than the ledger).

    A file that is not sealed is looked through row by row first.  With ``inspect`` damage is kept in
    ``faults`` instead of refused, nothing is written, and a broken structure is read past its indexes.
    """
    path = folder / DATABASE
    database_file.identify(path)
    state, sealed = seal.state_of(path)
    if not inspect:
        sweep(folder)
    connection, broken = database_file.connect(path), False
    try:
        if inspect and (copied := database_file.past_its_indexes(connection)):
            connection, broken = copied, True
        older, schema = database_file.is_older(connection), database_file.schema_of(connection)
        agreed = facts_sum.agrees(connection)
        if older:
            _begin_migration(connection, folder, now(), keep_copy=not inspect)
        ledger = kind(folder, lock, connection, now, today)
        if older:
            convert(ledger, schema)
            facts_sum.keep_sum(connection)
        faults = (
            []
            if state == seal.SEALED and not older
            else _looked_through(ledger, state, {} if older else sealed)
        )
        if older and not agreed:  # it was kept anew since
            faults.append(check.Finding("damage", check.FACTS_ALTERED))
        if inspect:
            ledger.faults = [check.Finding("damage", check.BROKEN_FILE)] * broken + [
                fault for fault in faults if not (broken and fault.sentence == check.BROKEN_FILE)
            ]
            return ledger
        if state == seal.SEALED:
            ledger.former_seal = sealed
        _refuse(faults)
        _settle(ledger, state, sealed)
    except sqlite3.DatabaseError as cause:
        connection.close()
        if is_of_the_world(cause, path):
            raise refusal_of(cause, path) from cause
        raise LedgerRefused(NOT_OURS, DAMAGED) from cause
    except BaseException:
        connection.close()
        raise
    return ledger


def _begin_migration(connection: sqlite3.Connection, folder: Path, now: datetime, *, keep_copy: bool) -> None:
    """The migration waits uncommitted until what came out of it was looked through."""
    if keep_copy:
        database_file.copy_before_migration(connection, folder, now)
    from app.storage.opening.migrations import migrate  # and with it sqlite-utils: seldom needed

    connection.execute("BEGIN IMMEDIATE")
    migrate(connection)


def _looked_through(ledger: OpenLedger, state: str, sealed: dict[str, Any]) -> list[check.Finding]:
    faults = check.damage(ledger, deep=True, attachments=False)
    is_same_history = (sealed.get("last_id"), sealed.get("history_head")) == ledger.core.chain.kept
    if not faults and state == seal.ALTERED and is_same_history and sealed.get("facts_sum"):
        if facts_sum.sum_of_facts(ledger.core.connection) != sealed["facts_sum"]:
            faults.append(check.Finding("damage", check.FACTS_ALTERED))
    if not faults and state == seal.ALTERED:
        faults = check.stale_keys(ledger, "damage")
    return faults


def _refuse(faults: list[check.Finding]) -> None:
    if faults:
        sentences = "".join(finding.sentence for finding in faults[:2])
        sentence = f"台账没有打开：{sentences}原文件一个字节也没有动，请从备份恢复，或请技术人员查看。"
        raise LedgerRefused(sentence, DAMAGED)


def _settle(ledger: OpenLedger, state: str, sealed: dict[str, Any]) -> None:
    """Say how the ledger was found, and let the first writes through: the seal is broken before them."""
    connection = ledger.core.connection
    heads = [settings_in("heads").get(ledger.ledger_id)]
    if state == seal.ALTERED:
        heads.append([sealed.get("last_id"), sealed.get("history_head")])
    ledger.missing_head = next((head for head in heads if head and not _is_in_chain(connection, head)), None)
    if ledger.missing_head:
        ledger.notes.append(OLDER)
    elif state == seal.ALTERED:
        ledger.notes.append(ALTERED)
    ledger.notes += [*_copies_beside(ledger.folder), *ledger.core.attachments.faults(deep=False)]
    seal.break_seal(ledger.folder)
    forget_plain(ledger)
    key_renewal.renew(ledger.core)
    if state == seal.UNSEALED:
        _mend_keys(ledger)
        if facts_sum.kept_sum(connection) is None:
            facts_sum.keep_sum(connection)
            ledger.notes.append(SUM_MISSING)
    if connection.in_transaction:
        connection.execute("COMMIT")
    connection.execute(ROLLBACK_JOURNAL).fetchall()
    if (ledger.folder / f"{DATABASE}-journal").exists():
        # A journal that was begun but held nothing yet: SQLite removes it with the next write, which is this.
        connection.execute(f"PRAGMA user_version={SCHEMA}")


def _copies_beside(folder: Path) -> list[str]:
    """A copy that a hand or a sync tool left in the folder: work that went into it is missing here, and nobody sees it."""
    names = sorted(path.name for path in folder.glob("*.db") if path.name != DATABASE)
    if not names:
        return []
    named = "、".join(f"“{name}”" for name in names[:3]) + ("等" if len(names) > 3 else "")
    return [
        f"台账文件夹里还有{named}，程序没有打开它；可能是复制或同步时留下的另一份，请核对没有把资料录在那里，再移走。"
    ]


def _mend_keys(ledger: OpenLedger) -> None:
    """Without a seal nobody knows who wrote the hidden columns last: they are made to follow from the rows."""
    count = key_renewal.mend(ledger.core)
    if count:
        ledger.notes.append(
            f"有 {count} 处查找、排序用的文字或办理进程与记录不符，已按记录重新生成；记录本身没有变动。"
        )


def _is_in_chain(connection: sqlite3.Connection, head: Any) -> bool:
    try:
        entry, head_hash = head
        entry_row = connection.execute("SELECT hash FROM changes WHERE id=?", (entry,)).fetchone()
    except (TypeError, ValueError, sqlite3.InterfaceError):
        return True  # the machine's settings are not readable: nothing is known
    return entry == 0 or bool(entry_row and entry_row[0] == head_hash)
