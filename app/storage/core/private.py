"""Private values in one table of their own: rows, history and search hold only an id and a commitment.

A commitment is SHA-256 over a random salt and the value, so that history can prove what a value was
without telling it; ``equality`` is an HMAC under the ledger's key, so that the same ID number is found
again.  Protection, its lifting and a new key rewrite this table alone.
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Private, Row
from app.storage.core.boxes import Box, Kept
from app.storage.core.key_slots import SALT
from app.storage.core.tables import placeholders
from app.storage.refusals import LedgerRefused

BLOCK = 500  # private values revealed at a time
_COLUMNS = "id, value, salt, equality, commitment"


class PrivateValues:
    """The table ``private_values`` of one ledger; ``box`` says how a value lies in it."""

    def __init__(self, connection: sqlite3.Connection, box: Box) -> None:
        self._connection = connection
        self.box = box

    @property
    def is_locked(self) -> bool:
        """Whether the ledger is protected and its key is not there."""
        return self.box.is_closed

    def equality(self, value: str) -> str:
        """The keyed hash by which equal values are found.  Raises ``KeyNeeded``."""
        return self.box.equality(value)

    def keep(self, value: str, row_id: int) -> dict[str, Any]:
        """Keep a value under ``row_id``; gives what documents hold of it.  Raises ``KeyNeeded``."""
        kept = self.box.put(row_id, secrets.token_bytes(SALT), value)
        self._connection.execute(
            f"INSERT INTO private_values ({_COLUMNS}) VALUES (?,?,?,?,?)", (row_id, *kept)
        )
        return {"private": row_id, "commitment": kept.commitment}

    def plain(self, private_ids: Sequence[int]) -> dict[int, str]:
        """The plain values by id.  Raises ``KeyNeeded``."""
        values: dict[int, str] = {}
        for start in range(0, len(private_ids), BLOCK):
            values |= self._block(private_ids[start : start + BLOCK])
        return values

    def readable(self, private_ids: Sequence[int]) -> dict[int, str]:
        """The plain values by id, without those that were altered: one of them hides no other from the search."""
        try:
            return self.plain(private_ids)
        except LedgerRefused:
            if len(private_ids) == 1:
                return {}
            half = len(private_ids) // 2
            return self.readable(private_ids[:half]) | self.readable(private_ids[half:])

    def _block(self, private_ids: Sequence[int]) -> dict[int, str]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM private_values WHERE id IN ({placeholders(private_ids)})",
            list(private_ids),
        )
        held = {row_id: self.box.salt_and_value(row_id, Kept(*kept)) for row_id, *kept in rows}
        return {row_id: salted[1] for row_id, salted in held.items() if salted is not None}

    def revealed(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their private values in plain.  Raises ``KeyNeeded`` when they hold any."""
        return _filled(
            rows, self.plain([v.id for row in rows for v in row.values() if isinstance(v, Private)])
        )

    def judgeable(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as rules judge them: private values in plain, left out as long as the key is not there."""
        return _filled(rows, {}) if self.is_locked else self.revealed(rows)

    def is_same(self, private: Private | None, value: str) -> bool:
        """Whether ``value`` is what is already kept.  Raises ``KeyNeeded``."""
        if private is None:
            return False
        equality_row = self._connection.execute(
            "SELECT equality FROM private_values WHERE id=?", (private.id,)
        ).fetchone()
        return bool(equality_row) and hmac.compare_digest(equality_row[0], self.equality(value))

    def broken(self, promised: Mapping[int, str]) -> list[int]:
        """Ids of values that are not what the history says; ``promised``: commitment by id, of every entry.

        A value that the history names must be there and answer to its commitment and its keyed hash; one that
        no entry names was not written by this program.
        """
        rows = self._rows()
        sound = {
            row_id
            for row_id, kept in rows.items()
            if promised.get(row_id) == kept.commitment and self.box.is_sound(row_id, kept)
        }
        return sorted((set(rows) | set(promised)) - sound)

    def rewrite(self, box: Box) -> int:
        """Put every value into another box, within the caller's transaction; gives their number.

        ``box`` holds from the moment the transaction is durable: the caller sets it then.
        """
        count = 0
        for row_id, kept in self._rows().items():
            held = self.box.salt_and_value(row_id, kept)
            if held is None:
                continue
            value, salt, equality, promise = box.put(row_id, *held)
            if promise != kept.commitment:
                raise AssertionError("a private value does not answer to its commitment")
            sql = "UPDATE private_values SET value=?, salt=?, equality=? WHERE id=?"
            self._connection.execute(sql, (value, salt, equality, row_id))
            count += 1
        return count

    def _rows(self) -> dict[int, Kept]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM private_values ORDER BY id")
        return {row_id: Kept(*kept) for row_id, *kept in rows}


def _filled(rows: Sequence[Row], plain: Mapping[int, str]) -> list[Row]:
    return [{k: plain.get(v.id) if isinstance(v, Private) else v for k, v in row.items()} for row in rows]
