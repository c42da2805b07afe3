"""One open ledger: a folder with its database, behind one lock and one connection."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from app.domain.fields import Context, Private, Problem, Row
from app.domain.registers import BY_KEY
from app.storage import check, opening, reading, seal, undo
from app.storage.acts import Act
from app.storage.attachments import Attachments
from app.storage.changes import Chain, Change
from app.storage.defaults import add_defaults
from app.storage.drafts import Drafts
from app.storage.identity import Identity
from app.storage.lock import FolderLock
from app.storage.lookup import LedgerLookup
from app.storage.machine import machine_settings, remember
from app.storage.private import PrivateValues
from app.storage.query import Query
from app.storage.refusals import DAMAGED, WORLD, LedgerRefused
from app.storage.rows import Rows
from app.storage.schema import create
from app.storage.stats import statistics

DATABASE = "ledger.db"
ANY = Query()
F = TypeVar("F", bound=Callable[..., Any])


def one_at_a_time(method: F) -> F:
    """Calls from several threads follow each other: one connection, one re-entrant lock."""

    @wraps(method)
    def guarded(self: Ledger, *args: Any, **named: Any) -> Any:
        with self.busy:
            return method(self, *args, **named)

    return guarded  # type: ignore[return-value]


class Ledger:
    """An open ledger.  Open with ``Ledger.open`` or ``Ledger.create``, close with ``close``."""

    def __init__(self, folder: Path, lock: FolderLock, connection: sqlite3.Connection, now: Callable[[], datetime],
                 today: date | None) -> None:
        self.folder = folder
        self.connection = connection
        self.now = now
        self.busy = threading.RLock()
        self.notes: list[str] = []
        self.first_batch = 1
        self._lock = lock
        self._today = today
        self._watchers: list[Callable[[set[str]], None]] = []
        self._acting: Act | None = None
        self._meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        self.private = PrivateValues(connection, bytes.fromhex(self._meta["equality_key"]))
        self.chain = Chain(connection)
        self.rows_room = Rows(connection, self.private, self.context)
        self.identity = Identity(connection, self.private)
        self.attachments = Attachments(folder, self.rows_room)
        self.drafts = Drafts(folder)
        self.lookup = LedgerLookup(self)
        self._counters: dict[str, int] = {}

    # -- opening and closing ----------------------------------------------------------------------

    @classmethod
    def open(
        cls, folder: Path, *, today: date | None = None, now: Callable[[], datetime] = datetime.now
    ) -> Ledger:
        """Open the ledger in ``folder``.  Raises ``LedgerRefused`` with a sentence and a status."""
        path = folder / DATABASE
        if not path.is_file():
            raise LedgerRefused(f"「{folder}」里没有台账。请先新建,或选择台账所在的文件夹。", WORLD)
        lock = FolderLock(folder)
        try:
            opening.identify(path)
            sealed = seal.is_sealed(path)
            database = opening.connect(path)
            try:
                opening.brought_up_to_date(database, folder, now())
                ledger = cls(folder, lock, database.conn, now, today)
                ledger._trust(sealed)
            except sqlite3.DatabaseError as cause:
                database.conn.close()
                raise _refusal(cause) from cause
            except BaseException:
                database.conn.close()
                raise
        except BaseException:
            lock.release()
            raise
        return ledger

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
        now: Callable[[], datetime] = datetime.now,
    ) -> Ledger:
        """Make a ledger in ``folder`` for an office; refuses a folder that holds one (status 2 is the caller's)."""
        _make_folder(folder)
        lock = FolderLock(folder)
        path = folder / DATABASE
        try:
            if path.exists():
                raise LedgerRefused(f"「{folder}」里已经有一本台账,没有作任何改动。请换一个文件夹,或直接打开它。", 2)
            database = opening.connect(path)
            create(database)
            ledger = cls(folder, lock, database.conn, now, today)
            with ledger.act("新建台账") as act:
                act.add("office", {"name_order": "given", **office})
                if term is not None:
                    values = {"level": "township", "ordinal": term, "started_on": term_started, "quota": quota}
                    act.add("terms", values)
                add_defaults(ledger, act)
        except sqlite3.DatabaseError as cause:
            lock.release()
            raise _refusal(cause) from cause
        except BaseException:
            lock.release()
            raise
        return ledger

    def _trust(self, sealed: bool) -> None:
        """After an unclean end, or when the file is not what was sealed, look at every row before use."""
        if not sealed:
            faults = check.damage(self, deep=True)
            if faults:
                told = "".join(finding.sentence for finding in faults[:2])
                raise LedgerRefused(f"台账没有打开:{told}原文件一个字节也没有动,请从备份恢复,或请技术人员查看。", DAMAGED)
        known = machine_settings().get("heads", {}).get(self._meta["ledger_id"])
        if known:
            found = self.connection.execute("SELECT hash FROM changes WHERE id=?", (known[0],)).fetchone()
            if not found or found[0] != known[1]:
                self.notes.append("这本台账比本机上次使用时旧(可能是从备份或U盘拷回的)。请核对最近录入的资料是否还在。")
        seal.break_seal(self.folder)

    def close(self) -> None:
        """Close, seal and unlock; a ledger that was closed already stays closed."""
        with self.busy:
            if self._lock is None:
                return
            heads = machine_settings().get("heads", {}) | {self._meta["ledger_id"]: [self.chain.last_id, self.chain.head]}
            facts = {"history_head": self.chain.head, "last_id": self.chain.last_id}
            self.connection.close()
            try:
                seal.write_seal(self.folder / DATABASE, facts)
            finally:
                self._lock.release()
                self._lock = None  # type: ignore[assignment]
            remember(heads=heads)

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
        with self.busy:
            found = self.rows_room.rows("office", self.ids("office"), bare=True)
        return found[0] if found else {"id": 0}

    @property
    def name_order(self) -> str:
        """``given`` (姓名笔画) or ``surname`` (姓氏笔画)."""
        found = self.connection.execute("SELECT name_order FROM office LIMIT 1").fetchone()
        return (found[0] if found else None) or "given"

    def context(self, **more: Any) -> Context:
        """The surroundings in which values are read and judged."""
        office = self.connection.execute("SELECT county, prefecture FROM office LIMIT 1").fetchone() or ("", "")
        plain = Context(today=self.today, county=office[0] or "", prefecture=office[1] or "", lookup=self.lookup)
        return replace(plain, **more) if more else plain

    def watch(self, callback: Callable[[set[str]], None]) -> Callable[[], None]:
        """Call ``callback`` with the touched register keys after each durable act; gives its end."""
        self._watchers.append(callback)
        return lambda: self._watchers.remove(callback)

    # -- reading ----------------------------------------------------------------------------------

    @one_at_a_time
    def ids(self, key: str, query: Query = ANY) -> list[int]:
        """Ids of the rows that meet the query, in order."""
        return self.rows_room.ids(key, query, self.today.isoformat())

    @one_at_a_time
    def rows(self, key: str, ids: Sequence[int]) -> list[Row]:
        """The rows of those ids, in that order, with computed fields."""
        return self.rows_room.rows(key, ids)

    @one_at_a_time
    def row(self, key: str, row_id: int) -> Row | None:
        """One row, or None."""
        return self.rows_room.row(key, row_id)

    @one_at_a_time
    def count(self, key: str, query: Query = ANY) -> int:
        """How many rows meet the query."""
        return self.rows_room.count(key, query, self.today.isoformat())

    @one_at_a_time
    def revealed_row(self, key: str, row_id: int) -> Row:
        """A row with its private values in plain; for judging, and for export when they were asked for."""
        return self.revealed(self.rows_room.rows(key, [row_id], bare=True))[0]

    @one_at_a_time
    def revealed(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their private values in plain."""
        wanted = [value.id for row in rows for value in row.values() if isinstance(value, Private)]
        plain: dict[int, str] = {}
        for start in range(0, len(wanted), 500):
            plain |= self.private.reveal(wanted[start : start + 500])
        return [{k: plain.get(v.id) if isinstance(v, Private) else v for k, v in row.items()} for row in rows]

    def reveal(self, key: str, row_id: int, field: str) -> str | None:
        """One private value in plain, or None when nothing is kept."""
        return reading.reveal(self, key, row_id, field)

    def read_values(
        self, key: str, raw: Mapping[str, Any], *, typed: bool = True, row_id: int | None = None
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Cells, typed text or JSON values as Python values, with every problem of fields and rules."""
        with self.busy:
            return reading.read_values(self, key, raw, typed=typed, row_id=row_id)

    @one_at_a_time
    def search(self, text: str, limit: int = 30) -> list[tuple[str, int, str, str]]:
        """Rows of all shown registers that match: (register, id, name, a snippet)."""
        return reading.search(self, text, limit)

    def attached(self, key: str, row_id: int) -> list[Row]:
        """The attachments of a row, each with ``path``."""
        with self.busy:
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

    @contextmanager
    def act(self, name: str, undoes: int | None = None) -> Iterator[Act]:
        """One act: everything in the block is kept together, durable after it, or nothing is kept."""
        with self.busy:
            if self._acting is not None:
                yield self._acting
                return
            self._acting = act = Act(self, name, undoes)
            try:
                self._in_one_transaction_begin()
                yield act
                self._commit()
            except sqlite3.DatabaseError as cause:
                self._roll_back()
                raise _refusal(cause) from cause
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._acting = None
        for callback in list(self._watchers):
            callback(act.touched)

    def _in_one_transaction_begin(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("PRAGMA defer_foreign_keys=ON")
        self._counters = {}

    def _commit(self) -> None:
        rows = list(self._counters.items())
        self.connection.executemany("INSERT OR REPLACE INTO counters (name, last) VALUES (?,?)", rows)
        self.chain.last_batch += 1
        self.connection.execute("COMMIT")
        self.lookup.forget()

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        self._counters = {}
        self.chain.reload()
        self.lookup.forget()

    def next_id(self, table: str) -> int:
        """A row id that was never used before; only inside an act."""
        if table not in self._counters:
            found = self.connection.execute("SELECT last FROM counters WHERE name=?", (table,)).fetchone()
            self._counters[table] = found[0] if found else 0
        self._counters[table] += 1
        return self._counters[table]

    def reserve(self, table: str, row_id: int) -> None:
        """Let ``next_id`` go on after ``row_id``; only inside an act."""
        following = self.next_id(table)
        self._counters[table] = max(following - 1, row_id)

    def undo(self) -> str:
        """Take back the newest act; gives its name.  Raises ``Refused`` when that cannot be."""
        return undo.undo(self)

    @one_at_a_time
    def undoable(self) -> str | None:
        """The name of the act that ``undo`` would take back."""
        return undo.undoable(self)

    def restore(self, change_id: int) -> str:
        """Bring back a removed row from the recycle bin."""
        return undo.restore(self, change_id)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise LedgerRefused(f"无法建立文件夹「{folder}」(没有权限,或磁盘只读)。请换一个位置。", WORLD) from cause


def _refusal(cause: sqlite3.DatabaseError) -> LedgerRefused:
    told = str(cause)
    if "full" in told:
        return LedgerRefused("磁盘空间不够,这一步没有保存,以前的资料都在。请清理磁盘后再试一次。", WORLD)
    if "readonly" in told or "unable to open" in told or "disk I/O" in told or "locked" in told:
        return LedgerRefused("台账所在的磁盘现在不能写入,这一步没有保存,以前的资料都在。请检查磁盘或U盘后再试。", WORLD)
    if isinstance(cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
        raise cause
    return LedgerRefused("台账文件读写时发现损坏,这一步没有保存,原文件没有改动。请从备份恢复。", DAMAGED)
