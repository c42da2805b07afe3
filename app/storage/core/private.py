"""Private values in one table of their own: rows, history and search hold only an id and a commitment.

A commitment is SHA-256 over a random salt and the value, so that history can prove what a value was
without telling it; ``equality`` is an HMAC under the ledger's key, so that the same ID number is found
again.  Encryption rewrites this table alone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Private, Row
from app.storage.core.tables import placeholders

BLOCK = 500  # private values revealed at a time


def commitment(salt: bytes, value: str) -> str:
    """The salted commitment of a value, 32 hex digits."""
    return hashlib.sha256(salt + value.encode()).hexdigest()[:32]


class PrivateValues:
    """The table ``private_values`` of one ledger."""

    def __init__(self, connection: sqlite3.Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def equality(self, value: str) -> str:
        """The keyed hash by which equal values are found."""
        return hmac.digest(self._key, value.encode(), "sha256").hex()[:32]

    def keep(self, value: str, row_id: int) -> dict[str, Any]:
        """Keep a value under ``row_id``; gives what documents hold of it."""
        salt = secrets.token_bytes(16)
        promise = commitment(salt, value)
        self._connection.execute(
            "INSERT INTO private_values (id, value, salt, equality, commitment) VALUES (?,?,?,?,?)",
            (row_id, value.encode(), salt, self.equality(value), promise),
        )
        return {"private": row_id, "commitment": promise}

    def plain(self, private_ids: Sequence[int]) -> dict[int, str]:
        """The plain values by id."""
        values: dict[int, str] = {}
        for start in range(0, len(private_ids), BLOCK):
            values |= self._block(private_ids[start : start + BLOCK])
        return values

    def _block(self, private_ids: Sequence[int]) -> dict[int, str]:
        rows = self._connection.execute(
            f"SELECT id, value FROM private_values WHERE id IN ({placeholders(private_ids)})",
            list(private_ids),
        )
        return {row_id: value.decode() for row_id, value in rows if value is not None}

    def revealed(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with their private values in plain."""
        plain = self.plain([v.id for row in rows for v in row.values() if isinstance(v, Private)])
        return [{k: plain.get(v.id) if isinstance(v, Private) else v for k, v in row.items()} for row in rows]

    def is_same(self, private: Private | None, value: str) -> bool:
        """Whether ``value`` is what is already kept."""
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
        rows = self._connection.execute("SELECT id, value, salt, commitment, equality FROM private_values")
        sound = {row_id for row_id, *kept in rows if self._is_sound(promised.get(row_id), *kept)}
        ids = {row_id for (row_id,) in self._connection.execute("SELECT id FROM private_values")}
        return sorted((ids | set(promised)) - sound)

    def _is_sound(
        self, promise: str | None, value: bytes | None, salt: bytes, kept_commitment: str, equality: str
    ) -> bool:
        if value is None:
            return False
        plain_text = value.decode(errors="replace")
        answers = commitment(salt, plain_text) == kept_commitment == promise
        return answers and self.equality(plain_text) == equality
