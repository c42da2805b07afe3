"""The rows of a damaged SQLite file, as many as it still gives: from both ends, and one by one in between.

SQLite stops at the first bad page it meets.  Rows behind it are reached from the other end of the table, and those
between two bad pages by their ids.  A file whose first page (the list of its tables) is gone gives nothing; searching
single pages for rows is not done.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from app.storage.core.schema import DATABASE
from app.storage.opening.database_file import HEADER, MAGIC

MOST_PROBES = 200_000  # ids tried one by one; a gap that seems wider has a false id at its end
PAGE = 4096  # bytes, where the header does not say a possible size: what SQLite takes for every ledger
# What stands in the header of every ledger, by its place (https://www.sqlite.org/fileformat2.html#the_database_header):
# rollback journal, no reserved bytes, payload fractions, schema format 4, UTF-8.
FIXED = {0: MAGIC, 18: b"\x01\x01\x00\x40\x20\x20", 44: b"\x00\x00\x00\x04", 56: b"\x00\x00\x00\x01"}
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)

Columns = dict[str, Any]


class Rows(NamedTuple):
    """The rows of a table that could be read, by key; ``is_whole`` when nothing stood in the way."""

    by_key: dict[int, list[Columns]]
    is_whole: bool


class DamagedFile:
    """A copy of a damaged database with its journal in ``work``; close it before the folder goes."""

    def __init__(self, folder: Path, work: Path) -> None:
        for ending in ("", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(folder / f"{DATABASE}{ending}", work / f"{DATABASE}{ending}")
        self._path = work / DATABASE
        self.schema = _with_whole_header(self._path)
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.text_factory = bytes.decode  # text that is no text makes its own row unreadable
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "writable_schema=ON"):
            with contextlib.suppress(
                *UNREADABLE
            ):  # writable_schema: else a file cut off gives nothing at all
                self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def close(self) -> None:
        """Let go of the copy."""
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


def _with_whole_header(path: Path) -> int:
    """Write what the header of every ledger holds where the copy holds something else; gives its schema."""
    with open(path, "rb+") as file:
        header = file.read(HEADER).ljust(HEADER, b"\0")
        page = int.from_bytes(header[16:18], "big")
        if page != 1 and (page < 512 or page & (page - 1)):
            _put(file, 16, PAGE.to_bytes(2, "big"))
        for place, content in FIXED.items():
            if header[place : place + len(content)] != content:
                _put(file, place, content)
    return int.from_bytes(header[60:64], "big")


def _put(file: Any, place: int, content: bytes) -> None:
    file.seek(place)
    file.write(content)
