"""The history of every row as one chain: undo, audit trail and recycle bin are readings of it.

Each entry carries the hash over itself and its predecessor, so that an entry that is changed, dropped
or slipped in is noticed; triggers forbid changing it from within.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.storage.core.tables import canonical

COLUMNS = "id, batch, at, action, register, row, op, before, after, why, undoes, hash"
START = "0" * 64
# What the name of an act begins with that undoes another, or undoes an undoing.
TAKEN_BACK, PUT_BACK = "撤销：", "重做："
Head = tuple[int, str]  # the id of the newest entry and its hash
TodaysForm = Callable[[str, int, Mapping[str, Any] | None], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Change:
    """One entry: ``op`` is ``add``, ``change`` or ``remove``; documents are as ``storage.tables`` says."""

    id: int
    batch: int
    at: str
    action: str
    register: str
    row: int
    op: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    why: str | None
    undoes: int | None
    hash: str

    @property
    def is_note(self) -> bool:
        """Whether the row stayed as it was: the entry only tells what was done with it."""
        return self.op == "change" and self.before == self.after

    @property
    def is_reversal(self) -> bool:
        """Whether the entry took another back or put it back; a batch that names itself only cannot be undone."""
        return self.undoes not in (None, self.batch)

    @property
    def is_in_bin(self) -> bool:
        """Whether it moved the row to the bin: by removing it, or by doing a removal again."""
        return self.op == "remove" and (not self.is_reversal or self.action.startswith(PUT_BACK))


def entry_hash(previous: str, content: tuple[Any, ...]) -> str:
    """The hash of an entry: SHA-256 over its predecessor's hash and its columns but the hash."""
    body = "\x1f".join(["" if part is None else str(part) for part in content])
    return hashlib.sha256(f"{previous}\x1f{body}".encode()).hexdigest()


class Chain:
    """The table ``changes`` of one ledger, with its head kept in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.todays_form: TodaysForm = lambda register, entry, document: document
        self.reload()

    def reload(self) -> None:
        """Read the head again (after a rollback)."""
        newest = self._connection.execute(
            "SELECT id, hash, batch FROM changes ORDER BY id DESC LIMIT 1"
        ).fetchone()
        self.last_id: int
        self.head: str
        self.last_batch: int
        self.last_id, self.head, self.last_batch = newest or (0, START, 0)
        self.kept: Head = self.written  # what is durable, whatever an open act appends

    @property
    def written(self) -> Head:
        """The newest entry, durable or not."""
        return self.last_id, self.head

    def keep(self, written: Head) -> None:
        """The entries up to ``written`` are durable: the act is committed."""
        if self.kept != written:
            self.last_batch += 1
        self.last_id, self.head = self.kept = written

    def append(self, batch: int, at: str, action: str, change: tuple[Any, ...]) -> None:
        """Add an entry; ``change`` is (register, row, op, before, after, why, undoes) with documents or None."""
        register, row, op, before, after, why, undoes = change
        content = (
            self.last_id + 1,
            batch,
            at,
            action,
            register,
            row,
            op,
            None if before is None else canonical(before),
            None if after is None else canonical(after),
            why,
            undoes,
        )
        head = entry_hash(self.head, content)
        self._connection.execute(
            f"INSERT INTO changes ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (*content, head)
        )
        self.last_id, self.head = self.last_id + 1, head

    def broken(self) -> list[int]:
        """Ids of entries that do not follow from their predecessor."""
        wrong, previous, expected = [], START, 1
        for row in self._connection.execute(f"SELECT {COLUMNS} FROM changes ORDER BY id"):
            if row[0] != expected or entry_hash(previous, row[:-1]) != row[-1]:
                wrong.append(row[0])
            previous, expected = row[-1], row[0] + 1
        return wrong

    def last_documents(self, register: str) -> dict[int, str | None]:
        """Each row's document after its last entry, as canonical JSON; None for a row that was removed."""
        newest = "SELECT max(id) FROM changes WHERE register=? GROUP BY row"
        sql = f"SELECT row, after FROM changes WHERE id IN ({newest})"
        return dict(self._connection.execute(sql, (register,)))

    def commitments(self) -> dict[int, str]:
        """What the entries say of private values: the commitment by the value's id."""
        marked = """SELECT before, after FROM changes WHERE before LIKE '%"private":%' OR after LIKE '%"private":%'"""
        promised: dict[int, str] = {}
        for documents in self._connection.execute(marked):
            for document in filter(None, documents):
                for value in json.loads(document).values():
                    if isinstance(value, dict) and "private" in value:
                        promised[value["private"]] = value["commitment"]
        return promised

    def select(
        self, condition: str = "1", values: tuple[Any, ...] = (), tail: str = "ORDER BY id DESC"
    ) -> Iterator[Change]:
        """Entries under an SQL condition, newest first unless ``tail`` says otherwise."""
        cursor = self._connection.execute(f"SELECT {COLUMNS} FROM changes WHERE {condition} {tail}", values)
        return map(self._change, cursor.fetchall())

    def _change(self, row: tuple[Any, ...]) -> Change:
        number, batch, at, action, register, row_id, op = row[:7]
        before, after = (
            self.todays_form(register, number, json.loads(document)) if document else None
            for document in row[7:9]
        )
        why, undoes, digest = row[9:]
        return Change(number, batch, at, action, register, row_id, op, before, after, why, undoes, digest)

    def code(self) -> str:
        """The head as twenty characters in groups of four, for paper."""
        return code_of(self.head)


def code_of(head: str) -> str:
    """The hash of an entry as twenty characters in groups of four."""
    short = head[:20].upper()
    return "-".join(short[i : i + 4] for i in range(0, 20, 4))
