"""The one way to write: an act is one transaction, durable as a whole or gone as a whole."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator

from app.storage.acts.act import Act
from app.storage.core.changes import Head
from app.storage.core.core import Core
from app.storage.core.facts_sum import keep_sum
from app.storage.core.schema import DATABASE
from app.storage.files import flush_folder
from app.storage.machine import log_fault
from app.storage.refusals import INSPECTED, WORLD, LedgerRefused, Refused, refusal_of

Watcher = Callable[[set[str]], None]
UNCERTAIN = "磁盘在保存这一步时出了问题，现在读不出这一步有没有保存；以前的资料都在。请关闭程序、检查磁盘，再打开核对这一条。"


class Transactions:
    """The acts of one core, the numbers they hand out, and those who want to know of them."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.read_only = False  # opened to be inspected: nothing is written
        self._connection = core.connection
        self._acting: Act | None = None
        self.why = ""  # the reason of the acts of ``for_reason``
        self.watchers: list[Watcher] = []

    @contextlib.contextmanager
    def for_reason(self, why: str) -> Iterator[None]:
        """The acts of the block correct what is over, for this reason; it stands in the history of each row."""
        with self.core.busy:
            before, self.why = self.why, why
            try:
                yield
            finally:
                self.why = before

    @contextlib.contextmanager
    def act(self, name: str, undoes: int | None = None) -> Iterator[Act]:
        """One act; within another act of the same thread a part of that one."""
        with self.core.busy:
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
        if self.read_only:
            raise Refused(INSPECTED)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("PRAGMA defer_foreign_keys=ON")
            self.core.counters.forget()
            self._acting = act = Act(self.core, name, undoes, self.why)
            yield act
            self._commit(act)
        except sqlite3.DatabaseError as cause:
            self._take_back()
            raise refusal_of(cause, self.core.folder / DATABASE) from cause
        except BaseException:
            self._take_back()
            raise
        finally:
            self._acting = None

    def _commit(self, act: Act) -> None:
        if act.spoiled:
            raise Refused("这一步中途没有做完，整步都没有保存。请再做一次。")
        act.writer.finish()
        self.core.counters.keep()
        keep_sum(self._connection)
        written = self.core.chain.written
        try:
            self._connection.execute("COMMIT")
        except sqlite3.DatabaseError as cause:
            if not self._is_there_after_all(written, cause):
                raise
        self.core.attachments.settle(is_kept=True)
        self.core.chain.keep(written)

    def _is_there_after_all(self, written: Head, cause: sqlite3.DatabaseError) -> bool:
        """Whether the act was kept although COMMIT reported a failure: the chain, read again, tells.

        SQLite also complains when the journal is gone already and only the flush of the folder failed.  Raises
        LedgerRefused when the chain cannot be read: then nobody can say yet what became of the act.
        """
        self._roll_back()
        if self.core.chain.kept != written:
            try:
                self.core.chain.reload()
            except sqlite3.DatabaseError:
                self.core.attachments.settle(is_kept=True)
                raise LedgerRefused(UNCERTAIN, WORLD) from cause
        if self.core.chain.kept != written:
            return False
        with contextlib.suppress(OSError):
            flush_folder(self.core.folder)
        return True

    def _take_back(self) -> None:
        self._roll_back()
        self.core.attachments.settle(is_kept=False)

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself, and a broken disk may refuse even this: the journal
        # then undoes the act at the next opening.
        with contextlib.suppress(sqlite3.DatabaseError):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        self.core.lookup.forget()
        with contextlib.suppress(sqlite3.DatabaseError):
            self.core.chain.reload()

    def _tell(self, touched: set[str]) -> None:
        """The act is durable: whoever fails to take note of it must not make it look undone."""
        for watcher in list(self.watchers):
            try:
                watcher(touched)
            except Exception as fault:  # noqa: BLE001
                log_fault(type(fault).__name__, [getattr(watcher, "__qualname__", "watcher")])
