"""Row ids and numbers of records: each counts on, and what an act took is kept with the act."""

from __future__ import annotations

import sqlite3


class Counters:
    """The table ``counters`` of one ledger; what the open act took waits here until it is kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}

    def next_id(self, name: str) -> int:
        """A row id that was never used before; only inside an act."""
        if name not in self._last:
            counter = self._connection.execute("SELECT last FROM counters WHERE name=?", (name,)).fetchone()
            self._last[name] = counter[0] if counter else 0
        self._last[name] += 1
        return self._last[name]

    def reserve(self, name: str, row_id: int) -> None:
        """Let ``next_id`` go on after ``row_id``; only inside an act."""
        following = self.next_id(name)
        self._last[name] = max(following - 1, row_id)

    def keep(self) -> None:
        """Write what the act took."""
        rows = list(self._last.items())
        self._connection.executemany("INSERT OR REPLACE INTO counters (name, last) VALUES (?,?)", rows)

    def forget(self) -> None:
        """A new act begins: what an earlier one that was not kept has counted is gone."""
        self._last = {}
