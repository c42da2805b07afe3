"""The container of old Office files (MS-CFB): names of its streams, and a stream's bytes."""

from __future__ import annotations

import struct

from app.excel.reading.refusal import UnreadableFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and all numbers above mark no sector


class CompoundFile:
    """A compound file held in memory.

    Raises: UnreadableFile "truncated" where a chain of sectors leads out of the file or back into itself.
    """

    def __init__(self, raw: bytes) -> None:
        try:
            self._open(raw)
        except (struct.error, IndexError, ValueError) as broken:
            raise UnreadableFile("truncated") from broken

    def _open(self, raw: bytes) -> None:
        self._raw = raw
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError(shift)
        self._size = 1 << shift
        directory, _, self._cutoff, mini_start = struct.unpack_from("<4I", raw, 48)
        self._table = self._sector_table()
        self._entries: dict[str, tuple[int, int]] = {}
        root = (0, 0)
        entries = self._chain(directory)
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<H", entries, at + 64)[0], entries[at + 66]
            start, size = struct.unpack_from("<IQ", entries, at + 116)
            name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
            if kind == 5:
                root = (start, size)
            elif kind in (1, 2):
                self._entries.setdefault(name, (start, size & 0xFFFFFFFF))
        self._mini_table = _numbers(self._chain(mini_start)) if mini_start < _END else []
        self._mini = self._chain(root[0]) if root[0] < _END else b""

    def names(self) -> set[str]:
        """Names of all streams and storages, in lower case."""
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, cut to its size. Raises: KeyError, UnreadableFile."""
        start, size = self._entries[name.lower()]
        try:
            if size >= self._cutoff:
                return self._chain(start)[:size]
            pieces = [self._mini[at * 64 : at * 64 + 64] for at in _linked(start, self._mini_table)]
        except (IndexError, ValueError) as broken:
            raise UnreadableFile("truncated") from broken
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._raw[start : start + self._size]
        if not sector:
            raise ValueError(number)
        return sector

    def _sector_table(self) -> list[int]:
        """The allocation table, from its first 109 sectors in the header and the chain of further ones."""
        places = list(struct.unpack_from("<109I", self._raw, 76))
        further, count = struct.unpack_from("<II", self._raw, 68)
        sectors = len(self._raw) // self._size
        for _ in range(count):
            if further >= _END:
                break
            if len(places) > sectors + 256:
                raise ValueError(count)
            *more, further = _numbers(self._sector(further))
            places.extend(more)
        table: list[int] = []
        for place in places:
            if place < _END:
                table.extend(_numbers(self._sector(place)))
            if len(table) > 2 * sectors + 256:
                raise ValueError(len(table))  # a table that names more sectors than the file can have
        return table

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _linked(start, self._table))


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _linked(start: int, table: list[int]) -> list[int]:
    """The numbers of a chain in order. Raises: ValueError for a ring, IndexError for a way out."""
    chain: list[int] = []
    while start < _END:
        chain.append(start)
        if len(chain) > len(table):
            raise ValueError(start)
        start = table[start]
    return chain
