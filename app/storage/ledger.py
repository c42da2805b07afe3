"""One open ledger: a folder with its database, behind one lock and one connection."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from app.domain.fields import Context, Private, Problem, Row
from app.storage import creating, opening, reading, seal, trusting, undo
from app.storage.acts import Act
from app.storage.attachments import Attachments
from app.storage.changes import Chain, Change
from app.storage.check import Finding
from app.storage.confidences import Confidences
from app.storage.converting import OlderForms
from app.storage.drafts import Drafts
from app.storage.identity import Identity
from app.storage.lock import FolderLock
from app.storage.lookup import LedgerLookup
from app.storage.machine import machine_settings, remember
from app.storage.opening import DATABASE
from app.storage.private import PrivateValues
from app.storage.query import Query
from app.storage.refusals import LedgerRefused, Refused, refusal_of
from app.storage.rows import Rows
from app.storage.stats import statistics
from app.storage.transactions import Transactions, Watcher

__all__ = ["DATABASE", "Ledger", "LedgerRefused", "Refused"]

ANY = Query()
BLOCK = 500  # private values revealed at a time
Clock = Callable[[], datetime]
F = TypeVar("F", bound=Callable[..., Any])


def one_at_a_time(method: F) -> F:
    """Calls from several threads follow each other: one connection, one re-entrant lock.

    What SQLite finds wrong with the file is raised as ``LedgerRefused``.
    """

    @wraps(method)
    def guarded(self: Ledger, *args: Any, **named: Any) -> Any:
        with self.busy:
            try:
                return method(self, *args, **named)
            except sqlite3.DatabaseError as cause:
                raise refusal_of(cause, self.folder / DATABASE) from cause

    return guarded  # type: ignore[return-value]


class Ledger:
    """An open ledger.  Open with ``Ledger.open`` or ``Ledger.create``, close with ``close``.

    ``notes``: sentences for the clerk about how the ledger was found.  ``faults``: None, or the damage
    found in a ledger that was opened only to be inspected (nothing is written to it then).
    """

    def __init__(
        self,
        folder: Path,
        lock: FolderLock | None,
        connection: sqlite3.Connection,
        now: Clock,
        today: date | None,
    ) -> None:
        self.folder = folder
        self.connection = connection
        self.now = now
        self.busy = threading.RLock()
        self.notes: list[str] = []
        self.faults: list[Finding] | None = None
        self.first_batch = 1
        self._lock = lock
        self._open = True
        self._today = today
        self._meta = trusting.meta_of(connection)
        self.private = PrivateValues(connection, bytes.fromhex(self._meta["equality_key"]))
        self.chain = Chain(connection)
        self.rows_room = Rows(connection, self.private, self.context)
        self.identity = Identity(connection, self.private)
        self.attachments = Attachments(folder, self.rows_room)
        self.confidences = Confidences(self)
        self.drafts = Drafts(folder)
        self.lookup = LedgerLookup(self)
        self.read_older_forms()
        self._transactions = Transactions(self)
        self._data_version = self._outside_writes()

    # -- opening and closing ----------------------------------------------------------------------

    @classmethod
    def open(
        cls, folder: Path, *, today: date | None = None, now: Clock = datetime.now, inspect: bool = False
    ) -> Ledger:
        """Open the ledger in ``folder``.  Raises ``LedgerRefused`` with a sentence and a status.

        ``inspect`` opens a damaged ledger too, for reading only, with what was found in ``faults``.
        """
        opening.refuse_absent(folder)
        lock = FolderLock(folder)
        try:
            return trusting.trusted(cls, folder, lock, now, today, inspect=inspect)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        office: Mapping[str, Any],
        *,
        term: int | None = None,
        term_started: date | None = None,
        quota: int | None = None,
        today: date | None = None,
        now: Clock = datetime.now,
    ) -> Ledger:
        """Make a ledger in ``folder`` for an office.

        Raises ``LedgerRefused`` (status 2) for a folder that holds one, ``Refused`` for values that
        cannot be kept; nothing is left behind then.
        """
        first_term = None
        if term is not None:
            first_term = {"level": "township", "ordinal": term, "started_on": term_started, "quota": quota}
        creating.create(cls, folder, office, first_term, now, today)
        return cls.open(folder, today=today, now=now)

    def close(self) -> None:
        """Close, seal and unlock; a ledger that was closed already stays closed."""
        with self.busy:
            if not self._open:
                return
            self._open = False
            last_id, head = self.chain.kept
            undisturbed = self.faults is None and self._outside_writes() == self._data_version
            self.connection.close()
            database = self.folder / DATABASE
            hot = database.with_name(f"{DATABASE}-journal").exists()  # an act the disk refused to roll back
            # Without a seal the next opening looks at every row: a full disk costs time, no records.
            if undisturbed and not hot:
                with contextlib.suppress(OSError):
                    seal.write_seal(database, {"history_head": head, "last_id": last_id})
            if self._lock is not None:
                self._lock.release()
            if self.faults is None:
                heads = machine_settings().get("heads", {})
                remember(heads=heads | {self.ledger_id: [last_id, head]})

    def read_older_forms(self) -> None:
        """Entries of the history that were written in an older form are read in today's from now on."""
        self.chain.todays_form = OlderForms(self).today

    def _outside_writes(self) -> int | None:
        """A number that SQLite raises when another connection has written the file."""
        try:
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- surroundings -----------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """Today, as given at opening or by the clock."""
        return self._today or self.now().date()

    @property
    def ledger_id(self) -> str:
        """The ledger's own random name, 32 hex digits."""
        return self._meta["ledger_id"]

    @property
    def office(self) -> Row:
        """The settings of the office; only the id when there are none yet."""
        return dict(self.lookup.first("office") or {"id": 0})

    @property
    def name_order(self) -> str:
        """``given`` (姓名笔画) or ``surname`` (姓氏笔画)."""
        return self.office.get("name_order") or "given"

    def context(self, **more: Any) -> Context:
        """The surroundings in which values are read and judged."""
        office = self.office
        county, prefecture = office.get("county") or "", office.get("prefecture") or ""
        plain = Context(today=self.today, county=county, prefecture=prefecture, lookup=self.lookup)
        return replace(plain, **more) if more else plain

    def watch(self, callback: Watcher) -> Callable[[], None]:
        """Call ``callback`` with the touched register keys after each durable act; gives its end."""
        watchers = self._transactions.watchers
        watchers.append(callback)
        return lambda: watchers.remove(callback) if callback in watchers else None

    # -- reading ----------------------------------------------------------------------------------

    @one_at_a_time
    def ids(self, key: str, query: Query = ANY) -> list[int]:
        """Ids of the rows that meet the query, in order."""
        return self.rows_room.ids(key, query, (query.on or self.today).isoformat())

    @one_at_a_time
    def rows(self, key: str, ids: Sequence[int], on: date | None = None) -> list[Row]:
        """The rows of those ids, in that order, with computed fields as of ``on`` (or today)."""
        return self.rows_room.rows(key, ids, on=on)

    @one_at_a_time
    def row(self, key: str, row_id: int) -> Row | None:
        """One row, or None."""
        return self.rows_room.row(key, row_id)

    @one_at_a_time
    def count(self, key: str, query: Query = ANY) -> int:
        """How many rows meet the query."""
        return self.rows_room.count(key, query, (query.on or self.today).isoformat())

    @one_at_a_time
    def revealed_row(self, key: str, row_id: int) -> Row:
        """A row with its private values in plain; for judging, and for export when they were asked for."""
        return self.revealed(self.rows_room.rows(key, [row_id], bare=True))[0]

    @one_at_a_time
    def revealed_rows(self, key: str) -> list[Row]:
        """Every row of a register with its private values in plain, without computed fields."""
        return self.revealed(self.rows_room.rows(key, self.ids(key), bare=True))

    @one_at_a_time
    def revealed(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their private values in plain."""
        wanted = [value.id for row in rows for value in row.values() if isinstance(value, Private)]
        plain: dict[int, str] = {}
        for start in range(0, len(wanted), BLOCK):
            plain |= self.private.reveal(wanted[start : start + BLOCK])
        return [{k: plain.get(v.id) if isinstance(v, Private) else v for k, v in row.items()} for row in rows]

    @one_at_a_time
    def reveal(self, key: str, row_id: int, field: str) -> str | None:
        """One private value in plain, or None when nothing is kept."""
        return reading.reveal(self, key, row_id, field)

    @one_at_a_time
    def read_values(
        self, key: str, raw: Mapping[str, Any], *, typed: bool = True, row_id: int | None = None
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Cells, typed text or JSON values as Python values, with every problem of fields and rules."""
        return reading.read_values(self, key, raw, typed=typed, row_id=row_id)

    @one_at_a_time
    def search(self, text: str, limit: int = 30) -> list[tuple[str, int, str, str]]:
        """Rows of all shown registers that match: (register, id, name, a snippet)."""
        return reading.search(self, text, limit)

    @one_at_a_time
    def attached(self, key: str, row_id: int) -> list[Row]:
        """The attachments of a row, each with ``path``."""
        return self.attachments.of(key, row_id)

    @one_at_a_time
    def statistics(self) -> dict[str, Any]:
        """Counts, digest, schema and head of history."""
        return statistics(self)

    @one_at_a_time
    def history(self, key: str | None = None, row_id: int | None = None, limit: int = 200) -> list[Change]:
        """Who changed what, newest first; a row's history holds that of its parts."""
        return reading.history(self, key, row_id, limit)

    @one_at_a_time
    def bin(self, key: str | None = None) -> list[Change]:
        """What lies in the recycle bin, newest first."""
        return undo.bin_of(self, key)

    # -- writing ----------------------------------------------------------------------------------

    def act(self, name: str, undoes: int | None = None) -> contextlib.AbstractContextManager[Act]:
        """One act: everything in the block is kept together, durable after it, or nothing is kept."""
        return self._transactions.act(name, undoes)

    def next_id(self, table: str) -> int:
        """A row id that was never used before; only inside an act."""
        return self._transactions.next_id(table)

    def reserve(self, table: str, row_id: int) -> None:
        """Let ``next_id`` go on after ``row_id``; only inside an act."""
        self._transactions.reserve(table, row_id)

    @one_at_a_time
    def undo(self) -> str:
        """Take back the newest act; gives its name.  Raises ``Refused`` when that cannot be."""
        return undo.undo(self)

    @one_at_a_time
    def undoable(self) -> str | None:
        """The name of the act that ``undo`` would take back."""
        return undo.undoable(self)

    @one_at_a_time
    def restore(self, change_id: int) -> str:
        """Bring back a removed row from the recycle bin."""
        return undo.restore(self, change_id)
