"""One open ledger: a folder with its database, behind one lock and one connection."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Self, TypeVar

from app.domain.confidences import Confidence
from app.domain.fields import Context, Lookup, Problem, Row
from app.domain.registers import BY_KEY
from app.storage.acts import timelines, undo
from app.storage.acts.act import Act
from app.storage.acts.hindrances import hindrance_to_removal
from app.storage.acts.transactions import Transactions, Watcher
from app.storage.acts.undo import Step
from app.storage.core import facts_sum, seal
from app.storage.core.changes import Change
from app.storage.core.confidences import sharing_registers
from app.storage.core.core import Clock, Core
from app.storage.core.drafts import Drafts
from app.storage.core.lock import FolderLock
from app.storage.core.schema import DATABASE
from app.storage.finding import Finding
from app.storage.machine import remember_in
from app.storage.query import Query, Stored
from app.storage.refusals import Hindrance, refusal_of
from app.storage.values import reading
from app.storage.values.statistics import statistics

ANY = Query()
OLDER = "这本台账比本机上次使用时旧（可能是从备份或U盘拷回的）。请核对最近录入的资料是否还在；确认之前，每次打开都会提示。"
F = TypeVar("F", bound=Callable[..., Any])


def one_at_a_time(method: F) -> F:
    """Calls from several threads follow each other: one connection, one re-entrant lock.

    What SQLite finds wrong with the file is raised as ``LedgerRefused``.
    """

    @wraps(method)
    def guarded(self: OpenLedger, *args: Any, **keywords: Any) -> Any:
        with self.busy:
            try:
                return method(self, *args, **keywords)
            except sqlite3.DatabaseError as cause:
                raise refusal_of(cause, self.folder / DATABASE) from cause

    return guarded  # type: ignore[return-value]


class OpenLedger:
    """An open ledger; ``app.storage.ledger`` opens and makes them.

    ``notes``: sentences for the clerk about how the ledger was found.  ``busy``: held while several readings
    must tell of one state.  ``for_reason(why)``: the acts in its block correct what is over, for that reason.
    """

    def __init__(
        self,
        folder: Path,
        lock: FolderLock | None,
        connection: sqlite3.Connection,
        now: Clock,
        today: date | None,
    ) -> None:
        self.core = Core(folder, connection, now, today)
        self.folder, self.busy, self.drafts = folder, self.core.busy, Drafts(folder)
        self.notes: list[str] = []
        self.former_seal = seal.NO_SEAL  # with which the file was opened, where it was whole
        self.missing_head: Any = None  # the newest head that this machine knows and the chain does not hold
        self._lock, self._open = lock, True
        self._faults: list[Finding] | None = None
        self._acts = acts = Transactions(self.core)
        self.for_reason, self._data_version = acts.for_reason, self._outside_writes()

    # -- closing ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Close, seal and unlock; a ledger that was closed already stays closed."""
        with self.busy:
            if not self._open:
                return
            self._open = False
            self.drafts.sweep()
            last_id, head = self.core.chain.kept
            facts: dict[str, Any] = {"history_head": head, "last_id": last_id}
            with contextlib.suppress(sqlite3.DatabaseError):
                facts["facts_sum"] = facts_sum.sum_of_facts(self.core.connection)
            undisturbed = self.faults is None and self._outside_writes() == self._data_version
            self.core.connection.close()
            database = self.folder / DATABASE
            hot = database.with_name(f"{DATABASE}-journal").exists()  # an act the disk refused to roll back
            # Without a seal the next opening looks at every row: a full disk costs time, no records.
            if undisturbed and not hot:
                with contextlib.suppress(OSError):
                    seal.write_seal(database, facts, self.former_seal)
            if self._lock is not None:
                self._lock.release()
            if self.faults is None:
                # An older head never takes the place of the one remembered until the clerk says it may.
                remember_in("heads", {self.ledger_id: self.missing_head or [last_id, head]})

    def accept_older(self) -> None:
        """The clerk has looked: that this ledger is older than the one used last on this machine is right."""
        self.missing_head = None
        self.notes = [note for note in self.notes if note != OLDER]

    def _outside_writes(self) -> int | None:
        """A number that SQLite raises when another connection has written the file."""
        try:
            return int(self.core.connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.DatabaseError:
            return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- surroundings -----------------------------------------------------------------------------

    @property
    def faults(self) -> list[Finding] | None:
        """The damage found in a ledger that was opened only to be inspected (nothing is written to it); else None."""
        return self._faults

    @faults.setter
    def faults(self, findings: list[Finding]) -> None:
        self._faults, self._acts.read_only = findings, True

    @property
    def today(self) -> date:
        """Today, as given at opening or by the clock."""
        return self.core.today

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
        return self.core.now

    @property
    def ledger_id(self) -> str:
        """The ledger's own random name, 32 hex digits."""
        return self.core.ledger_id

    @property
    def lookup(self) -> Lookup:
        """The answers to the questions that kinds, rules and importers ask."""
        return self.core.lookup

    @property
    def office(self) -> Row:
        """The settings of the office; only the id when there are none yet."""
        return self.core.office

    @property
    def first_batch(self) -> int:
        """The batch of history that made the ledger; it cannot be taken back."""
        return undo.SETTING_UP

    @property
    def last_change(self) -> int:
        """The id of the newest entry of the history: another one, when anything was written since."""
        return self.core.chain.last_id

    def context(self, **more: Any) -> Context:
        """The surroundings in which values are read and judged."""
        return self.core.context(**more)

    def watch(self, callback: Watcher) -> Callable[[], None]:
        """Call ``callback`` with the touched register keys after each durable act; gives its end."""
        watchers = self._acts.watchers
        watchers.append(callback)
        return lambda: watchers.remove(callback) if callback in watchers else None

    # -- reading ----------------------------------------------------------------------------------

    @one_at_a_time
    def ids(self, key: str, query: Query = ANY) -> list[int]:
        """Ids of the rows that meet the query, in order."""
        return self.core.records.ids(key, query, (query.on or self.today).isoformat())

    @one_at_a_time
    def rows(self, key: str, ids: Sequence[int], on: date | None = None, *, bare: bool = False) -> list[Row]:
        """The rows of those ids, in that order, with computed fields as of ``on`` (or today).

        ``bare`` leaves out the names of linked rows as they are called now, and the computed fields.
        """
        return self.core.records.rows(key, ids, on=on, bare=bare)

    @one_at_a_time
    def row(self, key: str, row_id: int) -> Row | None:
        """One row, or None."""
        return self.core.records.row(key, row_id)

    @one_at_a_time
    def count(self, key: str, query: Query = ANY) -> int:
        """How many rows meet the query."""
        return self.core.records.count(key, query, (query.on or self.today).isoformat())

    @one_at_a_time
    def values_in(self, key: str, field: str, query: Query = ANY) -> list[tuple[Stored, int]]:
        """The values of a column among the rows that meet the query, each with the number of its rows."""
        return self.core.records.values_in(key, field, query, (query.on or self.today).isoformat())

    @one_at_a_time
    def years(self, key: str) -> list[int]:
        """The calendar years in which a register has rows, ascending."""
        return self.core.records.years(key)

    @one_at_a_time
    def names(self, key: str, ids: Sequence[int]) -> dict[int, str]:
        """How rows are called, by id."""
        return self.core.records.names(key, ids)

    @one_at_a_time
    def stages_on(self, key: str, day: date) -> list[tuple[int, str, str | None, str]]:
        """(row, state, last day, facts as JSON) of every row of a register on a day, by row."""
        return timelines.stages_on(self.core, key, day)

    @one_at_a_time
    def revealed_row(self, key: str, row_id: int) -> Row:
        """A row as rules judge it: private values in plain, none of them while they are locked."""
        return self.core.revealed_row(key, row_id)

    @one_at_a_time
    def revealed(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their private values in plain.  Raises ``KeyNeeded`` while they are locked."""
        return self.core.private.revealed(rows)

    @property
    def is_locked(self) -> bool:
        """Whether private values are protected and the key is not there."""
        return self.core.private.is_locked

    @one_at_a_time
    def plain_values(self, private_ids: Sequence[int]) -> dict[int, str]:
        """Private values in plain by their id.  Raises ``KeyNeeded`` while they are locked."""
        return self.core.private.plain(private_ids)

    def shares_confidences(self, key: str) -> bool:
        """Whether rows of a register may share what a visitor confided."""
        return key in sharing_registers()

    @one_at_a_time
    def confidence_of(self, key: str, row: Mapping[str, Any]) -> Confidence:
        """What was confided in a row (kept already or not), or in the rows that it belongs to."""
        return self.core.confidences.of(key, row)

    @one_at_a_time
    def concealed(self, key: str, row: Row) -> Row:
        """The row as others may read it: 来访群众 where somebody asked for confidentiality."""
        return self.core.confidences.concealed(key, row)

    @one_at_a_time
    def concealed_rows(self, key: str, rows: Sequence[Row]) -> list[Row]:
        """The rows as others may read them: 来访群众 where somebody asked for confidentiality."""
        return self.core.confidences.concealed_rows(key, rows)

    @one_at_a_time
    def reveal(self, key: str, row_id: int, field: str) -> str | None:
        """One private value in plain, or None when nothing is kept."""
        return reading.reveal(self.core, key, row_id, field)

    @one_at_a_time
    def read_values(
        self, key: str, raw: Mapping[str, Any], *, typed: bool = True, row_id: int | None = None
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Cells, typed text or JSON values as Python values, with every problem of fields and rules."""
        return reading.read_values(self.core, key, raw, typed=typed, row_id=row_id)

    @one_at_a_time
    def search(self, text: str, limit: int = 30) -> list[tuple[str, int, str, str]]:
        """Rows of all shown registers that match: (register, id, name, a snippet)."""
        return reading.search(self.core, text, limit)

    @one_at_a_time
    def attached(self, key: str, row_id: int) -> list[Row]:
        """The attachments of a row, each with ``path``."""
        return self.core.attachments.of(key, row_id)

    @one_at_a_time
    def statistics(self) -> dict[str, Any]:
        """Counts, digest, schema and head of history."""
        return statistics(self.core)

    @one_at_a_time
    def history(
        self, key: str | None = None, row_id: int | None = None, limit: int = 200, day: str | None = None
    ) -> list[Change]:
        """Who changed what (on ``day``, ISO, if named), newest first; a row's history holds that of its parts."""
        return reading.history(self.core, key, row_id, limit, day)

    @one_at_a_time
    def days_of_history(self) -> list[str]:
        """The days (ISO) on which something was done, newest first."""
        return reading.days_of_history(self.core)

    @one_at_a_time
    def bin(self, key: str | None = None) -> list[Change]:
        """What lies in the recycle bin, newest first."""
        return undo.bin_of(self.core, key)

    # -- writing ----------------------------------------------------------------------------------

    def act(self, name: str, *, lasting: bool = False) -> contextlib.AbstractContextManager[Act]:
        """One act: everything in the block is kept together, durable after it, or nothing is kept.

        A ``lasting`` one sets the ledger up and is not taken back.
        """
        return self._acts.act(name, self.core.chain.last_batch + 1 if lasting else None)

    @one_at_a_time
    def hindrance_to_removal(self, key: str, row_id: int) -> Hindrance | None:
        """What stands against removing a row: a sentence and the rows to be seen to first."""
        register = BY_KEY[key]
        document = self.core.records.documents(register, [row_id]).get(row_id)
        return hindrance_to_removal(self.core, register, row_id, document) if document else None

    @one_at_a_time
    def undo(self) -> str:
        """Take back the newest act; gives its name.  Raises ``Refused`` when that cannot be."""
        return undo.undo(self._acts)

    @one_at_a_time
    def redo(self) -> str:
        """Put back what the newest undo took; gives the act's name.  Raises ``Refused`` when that cannot be."""
        return undo.redo(self._acts)

    @one_at_a_time
    def undoable(self) -> Step | None:
        """The act that ``undo`` would take back."""
        return undo.undoable(self._acts)

    @one_at_a_time
    def redoable(self) -> Step | None:
        """The act that ``redo`` would put back."""
        return undo.redoable(self._acts)

    @one_at_a_time
    def restore(self, change_id: int) -> str:
        """Bring back a removed row from the recycle bin."""
        return undo.restore(self._acts, change_id)
