"""The one way to write: an act is one transaction, durable as a whole or gone as a whole."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.storage.acts import Act
from app.storage.machine import log_fault
from app.storage.opening import DATABASE
from app.storage.refusals import Refused, refusal_of

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

Watcher = Callable[[set[str]], None]


class Transactions:
    """The acts of one ledger, the numbers they hand out, and those who want to know of them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection
        self._counters: dict[str, int] = {}
        self._acting: Act | None = None
        self.watchers: list[Watcher] = []

    @contextlib.contextmanager
    def act(self, name: str, undoes: int | None) -> Iterator[Act]:
        """One act; within another act of the same thread a part of that one."""
        with self._ledger.busy:
            if self._acting is not None:
                yield from self._within(self._acting)
                return
            with self._whole(name, undoes) as act:
                yield act
        self._tell(act.touched)

    def _within(self, outer: Act) -> Iterator[Act]:
        try:
            yield outer
        except BaseException:
            outer.spoiled = True  # half of it may be written: the outer act must not be kept either
            raise

    @contextlib.contextmanager
    def _whole(self, name: str, undoes: int | None) -> Iterator[Act]:
        if self._ledger.faults is not None:
            raise Refused("这本台账是为检查而打开的,不能改动。")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("PRAGMA defer_foreign_keys=ON")
            self._counters = {}
            self._acting = act = Act(self._ledger, name, undoes)
            yield act
            self._commit(act)
        except sqlite3.DatabaseError as cause:
            self._roll_back()
            raise refusal_of(cause, self._ledger.folder / DATABASE) from cause
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._acting = None

    def _commit(self, act: Act) -> None:
        if act.spoiled:
            raise Refused("这一步中途没有做完,整步都没有保存。请再做一次。")
        act.writer.finish()
        rows = list(self._counters.items())
        self._connection.executemany("INSERT OR REPLACE INTO counters (name, last) VALUES (?,?)", rows)
        self._connection.execute("COMMIT")
        self._ledger.chain.keep()

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself, and a broken disk may refuse even this: the journal
        # then undoes the act at the next opening.
        with contextlib.suppress(sqlite3.DatabaseError):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        self._counters = {}
        self._ledger.lookup.forget()
        with contextlib.suppress(sqlite3.DatabaseError):
            self._ledger.chain.reload()

    def _tell(self, touched: set[str]) -> None:
        """The act is durable: whoever fails to take note of it must not make it look undone."""
        for watcher in list(self.watchers):
            try:
                watcher(touched)
            except Exception as fault:  # noqa: BLE001
                log_fault(type(fault).__name__, [getattr(watcher, "__qualname__", "watcher")])

    def next_id(self, table: str) -> int:
        """A row id that was never used before; only inside an act."""
        if table not in self._counters:
            found = self._connection.execute("SELECT last FROM counters WHERE name=?", (table,)).fetchone()
            self._counters[table] = found[0] if found else 0
        self._counters[table] += 1
        return self._counters[table]

    def reserve(self, table: str, row_id: int) -> None:
        """Let ``next_id`` go on after ``row_id``; only inside an act."""
        following = self.next_id(table)
        self._counters[table] = max(following - 1, row_id)
