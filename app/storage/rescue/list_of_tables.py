"""The list of tables, gathered from single pages where SQLite cannot read it as a whole.

SQLite reads no table that it does not find in ``sqlite_master``, and stops there at the first bad page; yet each
table is named, with its columns and its first page, by an entry of its own on some page
(https://www.sqlite.org/fileformat2.html#record_format).  An entry that is lost stays lost: columns are never guessed.
Only the few tables that every ledger begins with, the history among them, are known by the shape of their rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

HEADER = 100  # bytes before the list on the first page
LEAF = 0x0D  # the kind of page that holds rows of a table
BRANCH = 0x05  # the kind that leads to those
KINDS = ("table", "index", "trigger", "view")
# Bytes of a value, by its serial type up to 9; 10 and 11 are never written.
# fmt: off
WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
# fmt: on
NO_ENTRY = (IndexError, ValueError)


class Entry(NamedTuple):
    """One row of ``sqlite_master``: a table begins on page ``root``; a trigger has none."""

    kind: str
    name: str
    table: str
    root: int
    sql: str | None


class CoreTable(NamedTuple):
    """A table whose columns are the same in every ledger: its SQL, and the type of each column."""

    sql: str
    columns: tuple[str, ...]


def with_gathered_list(content: bytes, core_tables: Mapping[str, CoreTable]) -> bytes:
    """The same file with a list of tables made of the entries that its pages still hold; itself when there are none.

    ``content``: with a whole header.  ``core_tables``: tables that are looked for by their rows where their entry is lost.
    """
    size = page_size(content)
    entries = _entries(content, size)
    entries += _recognised(content, size, entries, core_tables)
    if not entries:
        return content
    page = bytearray(content[:HEADER]) + bytes([LEAF, 0, 0, 0, 0]) + (size % 65536).to_bytes(2, "big")
    page[28:40] = bytes(12)  # pages: as many as there are; free ones: none
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(bytes(page).ljust(size, b"\0") + content[size:])
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO sqlite_master VALUES (?,?,?,?,?)", entries)
        connection.execute("COMMIT")
        return connection.serialize()


def _recognised(
    content: bytes, size: int, entries: Sequence[Entry], core_tables: Mapping[str, CoreTable]
) -> list[Entry]:
    """The known tables without an entry, each where one tree of pages alone, which no entry names, has such rows."""
    lost = {
        name: table for name, table in core_tables.items() if name not in {entry.name for entry in entries}
    }
    if not lost:
        return []
    branches = {number: _children(content, size, number) for number in range(2, len(content) // size + 1)}
    below = {child for children in branches.values() for child in children}
    roots = sorted(branches.keys() - below - {entry.root for entry in entries})
    shapes = {root: _shape(content, size, root, branches) for root in roots}
    recognised = []
    for name, table in lost.items():
        fitting = [root for root, shape in shapes.items() if shape and _fits(shape, table.columns)]
        if len(fitting) == 1:
            recognised.append(Entry("table", name, name, fitting[0], table.sql))
    return recognised


def _children(content: bytes, size: int, number: int) -> list[int]:
    """The pages to which a branch of a table leads; none of any other page."""
    page = content[(number - 1) * size : number * size]
    if page[0] != BRANCH:
        return []
    count = int.from_bytes(page[3:5], "big")
    places = [int.from_bytes(page[place : place + 2], "big") for place in range(12, 12 + 2 * count, 2)]
    return [
        *(int.from_bytes(page[place : place + 4], "big") for place in places),
        int.from_bytes(page[8:12], "big"),
    ]


def _shape(content: bytes, size: int, root: int, branches: Mapping[int, list[int]]) -> list[int]:
    """The serial types of the first row of a tree; empty where there is none."""
    number = root
    for _ in branches:  # a tree that goes round ends
        if not branches.get(number):
            break
        number = branches[number][0]
    start = (number - 1) * size
    for place in _cells(content[start : start + size], 0):
        with suppress(*NO_ENTRY):
            return _serials(_payload(content, size, start + place))[0]
    return []


def _fits(shape: Sequence[int], columns: Sequence[str]) -> bool:
    """Whether a row of such values belongs to a STRICT table of such columns; an id is kept beside its row."""
    if len(shape) != len(columns):
        return False
    return all(
        serial == 0
        or (column == "INTEGER" and serial < 10)
        or (column == "TEXT" and serial > 12 and serial % 2 == 1)
        or (column == "BLOB" and serial > 11 and serial % 2 == 0)
        for serial, column in zip(shape, columns, strict=True)
    )


def page_size(content: bytes) -> int:
    """Bytes of a page, as the header says; 1 stands for 65536."""
    size = int.from_bytes(content[16:18], "big")
    return 65536 if size == 1 else size


def _entries(content: bytes, size: int) -> list[Entry]:
    """The entries of all pages; of two that differ and have one name, neither."""
    by_name: dict[str, set[Entry]] = {}
    for start in range(0, len(content) - size + 1, size):
        for place in _cells(content[start : start + size], 0 if start else HEADER):
            try:
                entry = _entry(_payload(content, size, start + place), len(content) // size)
            except NO_ENTRY:
                continue
            by_name.setdefault(entry.name, set()).add(entry)
    return [entry for entries in by_name.values() if len(entries) == 1 for entry in entries]


def _cells(page: bytes, begin: int) -> Iterator[int]:
    """Where the rows of a page begin within it; none when it is no leaf of a table."""
    if page[begin : begin + 1] != bytes([LEAF]):  # a damaged branch leads to pages that the file has not got
        return
    count = int.from_bytes(page[begin + 3 : begin + 5], "big")
    for pointer in range(begin + 8, min(begin + 8 + 2 * count, len(page)), 2):
        yield int.from_bytes(page[pointer : pointer + 2], "big")


def _payload(content: bytes, size: int, place: int) -> bytes:
    """The record of a row, with what overflows onto other pages."""
    length, place = _number(content, place)
    _, place = _number(content, place)  # the row's id
    if length > len(content):  # else pages that lead in a circle would be followed for ever
        raise ValueError("longer than the file")
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    here = length
    if length > most:
        fitting = least + (length - least) % (size - 4)
        here = fitting if fitting <= most else least
    parts, rest = [content[place : place + here]], length - here
    following = int.from_bytes(content[place + here : place + here + 4], "big")
    while rest > 0:
        page = content[(following - 1) * size : following * size]
        if not following or len(page) < size:
            raise ValueError("it leads out of the file")
        parts.append(page[4 : 4 + rest])
        rest -= size - 4
        following = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _entry(record: bytes, pages: int) -> Entry:
    """The row of ``sqlite_master`` in a record; raises one of ``NO_ENTRY`` when it is something else."""
    types, place = _serials(record)
    values: list[str | int | None] = []
    for serial in types[:6]:
        value, place = _value(record, serial, place)
        values.append(value)
    match values:
        case [str() as kind, str() as name, str() as table, int() as root, (str() | None) as sql] if (
            kind in KINDS and 0 <= root <= pages and place == len(record)
        ):
            return Entry(kind, name, table, root, sql)
    raise ValueError("a row of another table")


def _serials(record: bytes) -> tuple[list[int], int]:
    """The serial types of a record's values, and where the first value begins."""
    end, place = _number(record, 0)
    types = []
    while place < end:
        serial, place = _number(record, place)
        types.append(serial)
    return types, place


def _value(record: bytes, serial: int, place: int) -> tuple[str | int | None, int]:
    """A value that an entry may hold, and where the next one begins."""
    if serial < 10:
        content = record[place : place + WIDTHS[serial]]
        whole = serial - 8 if serial > 7 else int.from_bytes(content, "big", signed=True)
        return (whole if serial else None), place + WIDTHS[serial]
    if serial < 13 or serial % 2 == 0:
        raise ValueError("no entry holds bytes")
    end = place + (serial - 13) // 2
    return record[place:end].decode("utf-8"), end


def _number(content: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next one begins."""
    number = 0
    for length in range(8):
        byte = content[place + length]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + length + 1
    return number << 8 | content[place + 8], place + 9
