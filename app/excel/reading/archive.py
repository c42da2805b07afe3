"""A zipped workbook: a look at its directory first, then its parts, counted while they unpack."""

from __future__ import annotations

import codecs
import contextlib
import posixpath
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote
from xml.etree import ElementTree

from app.excel.reading import limits
from app.excel.reading.encodings import CHINESE, ENCODING
from app.excel.reading.refusal import UnreadableFile
from app.storage.unpacking import BROKEN_ARCHIVE

DAMAGED = (
    *BROKEN_ARCHIVE,
    ElementTree.ParseError,
    UnicodeError,
)
"""What unpacking and parsing a broken archive raises; OSError is not among them."""

FOREIGN_MARKUP = "这个文件里带有表格不应有的内容（实体定义或外部引用），为安全起见没有读取。请用WPS打开，另存为 .xlsx 后再导入。"
_CHUNK = 1 << 18
_END_BYTES = 65_536 + 22 + 20
_XML = (".xml", ".rels", ".vml")
_UTF16_BEGINNINGS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")


class Archive:
    """The parts of a zipped workbook by name; use as a context manager.

    `source` is a path, or an open archive that was decrypted. Names are compared without regard to case and
    kind of slash: some web systems write backslashes.
    Raises: UnreadableFile "truncated", "encrypted", "too_large".
    """

    def __init__(self, source: str | IO[bytes]) -> None:
        try:
            if _directory_bytes(source) > limits.ARCHIVE_DIRECTORY_BYTES:
                raise UnreadableFile("too_large")
            self._zip = zipfile.ZipFile(source)
        except DAMAGED as broken:
            raise UnreadableFile("truncated") from broken
        self._members = {_tidy(member.filename): member for member in self._zip.infolist()}
        self._left = limits.UNPACKED_BYTES

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return _tidy(name) in self._members

    def names(self) -> list[str]:
        """All names, in lower case with forward slashes."""
        return list(self._members)

    def look(self) -> None:
        """Refuses by the directory alone: too many parts, too much XML, packed too well, or with a password.

        Only XML is ever unpacked here, so embedded photos do not count.
        """
        members = self._zip.infolist()
        xml = [member for member in members if _tidy(member.filename).endswith(_XML)]
        unpacked = sum(member.file_size for member in xml)
        packed = sum(member.compress_size for member in xml)
        bomb = unpacked > limits.BOMB_RATIO_FROM and unpacked > limits.BOMB_RATIO * max(packed, 1)
        if bomb or unpacked > limits.UNPACKED_BYTES or len(members) > limits.ARCHIVE_MEMBERS:
            raise UnreadableFile("too_large")
        if any(member.flag_bits & 1 for member in xml):
            raise UnreadableFile("encrypted")

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes as UTF-8, piece by piece; the bytes really unpacked are counted over all parts."""
        with self._zip.open(self._members[_tidy(name)]) as part:
            raw = self._counted(part)
            first = next(raw, b"")
            decode = _decoder(first)
            tail = b""
            started = False
            while first:
                piece = first
                if decode:
                    text = decode(first)
                    piece = (text if started else _DECLARATION.sub("", text)).encode()
                    started = True
                joint = tail + piece
                if b"<!DOCTYPE" in joint or b"<!ENTITY" in joint:
                    raise UnreadableFile("not_a_workbook", FOREIGN_MARKUP)
                tail = piece[-10:]
                yield piece
                first = next(raw, b"")

    def pieces(self, name: str, mark: bytes) -> Iterator[str]:
        """A part as text in pieces that begin with `mark`, but for the first: no element is cut in two."""
        waiting = bytearray()
        for piece in self.chunks(name):
            looked_at = len(waiting)
            waiting += piece
            cut = waiting.rfind(mark, max(looked_at - len(mark), 1))
            if cut > 0:
                yield waiting[:cut].decode()
                del waiting[:cut]
        yield waiting.decode()

    def beginning(self, name: str) -> bytes:
        """The first bytes of a part, empty when there is no such part or it cannot be unpacked."""
        try:
            return next(self.chunks(name), b"") if name in self else b""
        except (*DAMAGED, RuntimeError):  # RuntimeError: with a password
            return b""

    def tree(self, name: str) -> ElementTree.Element | None:
        """A small part as a tree, or None when the archive has no such part."""
        if name not in self:
            return None
        parser = ElementTree.XMLParser(encoding="utf-8")
        for piece in self.chunks(name):
            parser.feed(piece)
        return parser.close()

    def elements(
        self, name: str, events: tuple[str, ...] = ("end",)
    ) -> Iterator[tuple[str, str, ElementTree.Element]]:
        """Event, local name and element for each element of a large part, while it unpacks.

        Whoever has used an element clears it, so that the tree does not grow with the file.
        """
        parser: Any = ElementTree.XMLPullParser(events)  # type: ignore[arg-type]
        tags = _LocalNames()
        for piece in self.chunks(name):
            parser.feed(piece)
            for event, element in parser.read_events():
                yield event, tags[element.tag], element
        parser.close()

    def _counted(self, part: IO[bytes]) -> Iterator[bytes]:
        while piece := part.read(_CHUNK):
            self._left -= len(piece)
            if self._left < 0:
                raise UnreadableFile("too_large")
            yield piece


def local(tag: object) -> str:
    """An element's name without its namespace: files in the strict and the usual dialect read alike."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """An attribute by its local name, whatever namespace it stands in."""
    for key, value in element.items():
        if local(key) == name:
            return value
    return None


def part_led_to(relation: Any, folder: str) -> tuple[str, str]:
    """What a relationship of a part in ``folder`` is (last word of its kind, in lower case), and the part that it leads to."""
    target = unquote(relation.get("Target") or "").replace("\\", "/")
    name = (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )
    return (relation.get("Type") or "").rpartition("/")[2].lower(), name


def _tidy(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _directory_bytes(source: str | IO[bytes]) -> int:
    """The length of an archive's directory by its end record, and by the 64-bit one where there is one."""
    with Path(source).open("rb") if isinstance(source, str) else contextlib.nullcontext(source) as file:
        size = file.seek(0, 2)
        file.seek(max(size - _END_BYTES, 0))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) < at + 22:
            raise zipfile.BadZipFile
        [length] = struct.unpack_from("<I", tail, at + 12)
        if at >= 20 and tail[at - 20 : at - 16] == b"PK\x06\x07":
            file.seek(min(struct.unpack_from("<Q", tail, at - 12)[0], size))
            record = file.read(56)
            length = max(length, int.from_bytes(record[40:48], "little"))
    return int(length)


def _decoder(first: bytes) -> Callable[[bytes], str] | None:
    """For a part in UTF-16 or one that declares anything but UTF-8; `chunks` leaves the declaration out."""
    for mark, encoding in _UTF16_BEGINNINGS:
        if first.startswith(mark):
            return codecs.getincrementaldecoder(encoding)().decode
    declared = ENCODING.search(first[:200])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name == "utf-8":
        return None
    return codecs.getincrementaldecoder(CHINESE.get(name, "utf-8"))().decode


class _LocalNames(dict[str, str]):
    """Local names of tags, looked up once: a sheet has a dozen tags and a million elements."""

    def __missing__(self, tag: str) -> str:
        self[tag] = local(tag)
        return self[tag]
