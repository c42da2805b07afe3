"""The rows of a damaged SQLite file, as many as it still gives: from both ends, and one by one in between.

SQLite stops at the first bad page it meets.  Rows behind it are reached from the other end of the table, and those
between two bad pages by their ids.  Where the list of tables is damaged, what its pages still hold stands for it.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from app.storage.core.schema import DATABASE
from app.storage.opening.database_file import MAGIC
from app.storage.rescue.list_of_tables import HEADER, CoreTable, with_gathered_list

JOURNAL = f"{DATABASE}-journal"
MOST_PROBES = 200_000  # ids tried one by one; a gap that seems wider has a false id at its end
PAGE = 4096  # bytes, where the header does not say a possible size: what SQLite takes for every ledger
# What stands in the header of every ledger, by its place (https://www.sqlite.org/fileformat2.html#the_database_header):
# rollback journal, no reserved bytes, payload fractions, schema format 4, UTF-8.
FIXED = {0: MAGIC, 18: b"\x01\x01\x00\x40\x20\x20", 44: b"\x00\x00\x00\x04", 56: b"\x00\x00\x00\x01"}
ALWAYS = ("meta", "counters", "private_values", "changes")  # every ledger begins with these
NOISE = 1000  # a schema of such a number was never made
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)

Columns = dict[str, Any]


class Rows(NamedTuple):
    """The rows of a table that could be read, by key; ``is_whole`` when nothing stood in the way."""

    by_key: dict[int, list[Columns]]
    is_whole: bool


class DamagedFile:
    """A damaged database, read through a copy in memory: what fails there is damage, never a disk that fails now.

    Raises ``OSError`` when the disk will not give the file.  ``work``: an empty folder.
    """

    def __init__(self, folder: Path, work: Path) -> None:
        content = _rolled_back(folder, work)
        version = int.from_bytes(content[60:64], "big")
        self.schema = version if version < NOISE or content.startswith(MAGIC) else 0
        whole = bytes(_with_whole_header(content))
        self._connection = _opened(whole)
        if not (self.rows("sqlite_master").is_whole and self.tables()):
            self._connection.close()
            self._connection = _opened(with_gathered_list(whole, _core_tables()))

    def close(self) -> None:
        """Let go of the copy in memory."""
        self._connection.close()

    def tables(self) -> set[str]:
        """The names of the tables, as many as can be read."""
        entries = self.rows("sqlite_master").by_key.values()
        return {columns["name"] for (columns, *_) in entries if columns["type"] == "table"}

    def rows(self, table: str, key: str = "rowid") -> Rows:
        """Every row of a table that can be read, by ``key``."""
        by_key: dict[int, list[Columns]] = {}
        columns = f"SELECT {key} AS key_of_row, * FROM {table}"
        if self._walk(f"{columns} ORDER BY {key}", by_key):
            return Rows(by_key, is_whole=True)
        behind: dict[int, list[Columns]] = {}
        self._walk(f"{columns} ORDER BY {key} DESC", behind)
        last_before, first_behind = max(by_key, default=0), min(behind, default=0)
        by_key |= {number: rows for number, rows in behind.items() if number not in by_key}
        for number in range(last_before, min(first_behind, last_before + MOST_PROBES)):
            one: dict[int, list[Columns]] = {}
            self._walk(f"{columns} WHERE {key} = {number}", one)
            by_key |= one
        return Rows(by_key, is_whole=False)

    def _walk(self, sql: str, by_key: dict[int, list[Columns]]) -> bool:
        """Put rows under their keys until one cannot be read; whether the end was reached."""
        try:
            cursor = self._connection.execute(sql)
            names = [name for name, *_ in cursor.description]
            for row in cursor:
                columns = dict(zip(names, row, strict=True))
                by_key.setdefault(columns.pop("key_of_row"), []).append(columns)
        except UNREADABLE:
            return False
        return True


def _opened(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.text_factory = bytes.decode  # text that is no text makes its own row unreadable
    connection.deserialize(content)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "writable_schema=ON"):
        with contextlib.suppress(*UNREADABLE):  # writable_schema: else a file cut off gives nothing at all
            connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _core_tables() -> dict[str, CoreTable]:
    """The tables of a new ledger that are no registers."""
    from app.storage.opening.table_making import create  # and with it sqlite-utils: seldom needed

    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        create(fresh)
        rows = fresh.execute("SELECT name, sql FROM sqlite_master WHERE type='table'").fetchall()
        columns = {name: fresh.execute(f"PRAGMA table_info({name})").fetchall() for name in ALWAYS}
        return {
            name: CoreTable(sql, tuple(c[2] for c in columns[name])) for name, sql in rows if name in ALWAYS
        }


def _rolled_back(folder: Path, work: Path) -> bytearray:
    """The bytes of the database; an act that was under way is undone first, in a copy."""
    shutil.copyfile(folder / DATABASE, work / DATABASE)
    if (folder / JOURNAL).exists():
        shutil.copyfile(folder / JOURNAL, work / JOURNAL)
        with (
            contextlib.suppress(sqlite3.DatabaseError),
            contextlib.closing(sqlite3.connect(work / DATABASE)) as copy,
        ):
            copy.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bytearray((work / DATABASE).read_bytes())


def _with_whole_header(content: bytearray) -> bytearray:
    """The bytes with what the header of every ledger holds, whatever stands there."""
    if not content.startswith(MAGIC):
        content[24:HEADER] = bytes(HEADER - 24)  # with its beginning, its numbers are not to be believed
    page = int.from_bytes(content[16:18], "big")
    if page != 1 and (page < 512 or page & (page - 1)):
        content[16:18] = PAGE.to_bytes(2, "big")
    for place, fixed in FIXED.items():
        content[place : place + len(fixed)] = fixed
    return content
