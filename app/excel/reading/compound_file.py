"""The container of old Office files (MS-CFB): names of its streams, a stream's bytes, a new one around a stream."""

from __future__ import annotations

import io
import struct

from olefile import OleFileIO

from app.excel.reading.beginnings import COMPOUND_FILE
from app.excel.reading.refusal import UnreadableFile

_SECTOR = 4096
_TABLE, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_BROKEN = (OSError, struct.error, LookupError, ValueError, TypeError, AttributeError, AssertionError)
"""What olefile raises for chains and directories that lead nowhere; its own exception is an OSError."""


class CompoundFile:
    """A compound file held in memory.

    Raises: UnreadableFile "truncated" where its tables lead out of the file, back into themselves or to no stream.
    """

    def __init__(self, raw: bytes) -> None:
        try:
            self._container = OleFileIO(io.BytesIO(raw))
            self._streams = {path[-1].lower(): path for path in self._container.listdir()}
        except (*_BROKEN, RecursionError) as broken:  # a directory that is one long branch
            raise UnreadableFile("truncated") from broken
        if not self._streams:
            raise UnreadableFile("truncated")

    def names(self) -> set[str]:
        """Names of all streams, in lower case."""
        return set(self._streams)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises: KeyError, UnreadableFile."""
        path = self._streams[name]
        try:
            return bytes(self._container.openstream(path).read())
        except _BROKEN as broken:
            raise UnreadableFile("truncated") from broken


def container_of(name: str, content: bytes) -> bytes:
    """A compound file whose only stream, at most 400 MB, has this name and content.

    python-calamine walks in rings of sectors without end and balks at unusual containers, so it is handed this.
    Sectors of 4,096 bytes keep the allocation table within the 109 sectors that the header can name.
    """
    content = content.ljust(_SECTOR, b"\0")  # shorter ones would belong into a container inside
    content_sectors = -(-len(content) // _SECTOR)
    tables = -(-(content_sectors + 1) * 4 // (_SECTOR - 4))
    first = tables + 1  # behind the tables and the directory
    links = [_TABLE] * tables + [_END, *range(first + 1, first + content_sectors), _END]
    header = COMPOUND_FILE + bytes(16) + struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    header += struct.pack("<9I", 1, tables, tables, 0, _SECTOR, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    # calamine wants the root to start somewhere, though nothing is kept there: at the directory itself.
    directory = _entry("Root Entry", 5, 1, tables, 0) + _entry(name, 2, _FREE, first, len(content))
    table = struct.pack(f"<{len(links)}I", *links).ljust(tables * _SECTOR, b"\xff")
    return b"".join(
        part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\0") for part in (header, table, directory, content)
    )


def _entry(name: str, kind: int, below: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, _FREE, _FREE, below)
    return head + bytes(36) + struct.pack("<IQ", start, size)
