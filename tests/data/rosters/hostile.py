"""Zip bombs, XML bombs, entities that reach outside: each ends quickly, in a plain sentence or a clean import."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

from tests.data.rosters.grid import Book, Formula
from tests.data.rosters.layouts_files import tidy
from tests.data.rosters.write_modern import MAIN, zip_bytes

REFUSED = {"exit": 2, "report": "none"}
UNKNOWN = {"exit": 2, "report": "wanted"}
SURVIVED: dict[str, Any] = {"exit": [0, 2], "rows_optional": True}
PASSWD = "root:x:0:0"


def loose(name: str, content: bytes | Callable[[], bytes], **truth: Any) -> Book:
    """A file that is no grid, only bytes (made when they are written)."""
    return Book(name, "bytes", options={"bytes": content}, truth=truth or dict(REFUSED))


def tidy_raw(name: str, options: dict[str, Any], **truth: Any) -> Book:
    """A good small roster in hand-made XML."""
    book = Book(name, "raw", options=options, truth=truth)
    tidy(book, name[:3], 5)
    return book


def _deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def _central_at(content: bytes) -> int:
    return int(struct.unpack("<L", content[-6:-2])[0])


def _entry(name: str, data: bytes, size: int, crc: int, offset: int) -> tuple[bytes, bytes]:
    """The local and the central header of one deflated part."""
    raw = name.encode()
    shared = struct.pack("<5H3L2H", 20, 0, 8, 0, 0x5321, crc, len(data), size, len(raw), 0)
    central = struct.pack("<4sH", b"PK\1\2", 20) + shared + struct.pack("<3H2L", 0, 0, 0, 0, offset) + raw
    return struct.pack("<4s", b"PK\3\4") + shared + raw, central


def _spliced(content: bytes, part: bytes, central: bytes, count: int) -> bytes:
    """A zip with one more local part and `count` more entries in its directory."""
    cut = _central_at(content)
    directory = content[cut:-22] + central
    parts = int(struct.unpack("<H", content[-12:-10])[0]) + count
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, parts, parts, len(directory), cut + len(part), 0)
    return content[:cut] + part + directory + end


def _overlapping(count: int) -> bytes:
    """A zip with `count` names for one part of 100 MB: overlapping entries, 100 KB on disk."""
    body = b"<worksheet><sheetData>" + b" " * 100_000_000
    data = _deflated(body)
    start = zip_bytes({"[Content_Types].xml": "<Types/>"})
    central = b"".join(
        _entry(f"xl/worksheets/sheet{n + 1}.xml", data, len(body), zlib.crc32(body), _central_at(start))[1]
        for n in range(count)
    )
    head = _entry("xl/worksheets/sheet1.xml", data, len(body), zlib.crc32(body), 0)[0]
    return _spliced(start, head + data, central, count)


def _strings_bomb() -> bytes:
    """A proper workbook whose shared strings unpack to 1.5 GB (one deflated block, repeated)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"<si><t>" + b"A" * 9_999_981 + b"</t></si>") + packer.flush(zlib.Z_FULL_FLUSH)
    data = block * 150 + _deflated(b"")
    content = zip_bytes(tidy_raw("x02.xlsx", {"shared": True}))
    head, central = _entry("xl/sharedStrings.xml", data, 1_500_000_000, 0, _central_at(content))
    return _spliced(content, head + data, central, 1)


def overlapping_bomb() -> Book:
    return loose("x01_bomb_overlap.xlsx", lambda: _overlapping(40))


def one_part_bomb() -> Book:
    return loose("x02_bomb_strings.xlsx", _strings_bomb)


def entity_bomb() -> Book:
    """Ten to the ninth laughs inside the shared strings."""
    laughs = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    strings = f'<?xml version="1.0"?><!DOCTYPE sst [{laughs}]><sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'
    book = tidy_raw(
        "x03_entity_bomb.xlsx", {"shared": True, "extra": {"xl/sharedStrings.xml": strings}}, **SURVIVED
    )
    book.truth["exit"] = [2]
    book.rows.clear()
    return book


def entity_bomb_ods() -> Book:
    laughs = '<!ENTITY b0 "ha">' + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 12}">' for n in range(1, 9))
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    content = f'<?xml version="1.0"?><!DOCTYPE x [{laughs}]><office:document-content {spaces}>&b8;</office:document-content>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
    }
    return loose("x04_entity_bomb.ods", zip_bytes(parts), exit=2)


def external_entity() -> Book:
    """A shared string that asks for a file of this machine."""
    book = Book(
        "x05_external_entity.xlsx",
        "raw",
        options={"shared": True},
        truth={**SURVIVED, "forbidden_text": [PASSWD]},
    )
    tidy(book, "x05", 5)
    evil = '<!DOCTYPE sst [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'
    text = f'<?xml version="1.0"?>{evil}<sst xmlns="{MAIN}"><si><t>&leak;</t></si></sst>'
    book.options["extra"] = {"xl/sharedStrings.xml": text}
    book.rows.clear()
    return book


def external_dtd() -> Book:
    """The sheet's XML wants a definition from an address."""
    book = Book("x06_external_dtd.xlsx", "raw", truth={**SURVIVED, "forbidden_text": [PASSWD]})
    tidy(book, "x06", 5)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>&leak;</t></is></c></row>' for n in range(1, 4)
    )
    text = (f'<?xml version="1.0"?><!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY leak SYSTEM '
            f'"http://127.0.0.1:9/x">]><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')  # fmt: skip
    book.options["extra"] = {"xl/worksheets/sheet1.xml": text}
    book.rows.clear()
    return book


def path_traversal() -> Book:
    """A good workbook that carries parts named outside the archive."""
    extra = {"../../../../var/evil.xml": "<x/>", "/etc/evil": "x", "xl/../../evil.txt": "x"}
    return tidy_raw("x28_traversal.xlsx", {"extra": extra}, exit=[0, 2], rows_optional=True)


def active_formulas() -> Book:
    """Formulas that would fetch or run something; as remarks they are only text or nothing."""
    book = Book("x29_active_formulas.xlsx", "raw")
    sheet = tidy(book, "x29", 5)
    sheet.put(3, 11, "网址")
    sheet.put(4, 11, Formula('WEBSERVICE("http://127.0.0.1:9/x")'))
    sheet.put(5, 11, Formula("cmd|'/C calc'!A0"))
    sheet.put(6, 11, Formula('HYPERLINK("http://127.0.0.1:9/","点我")', "点我"))
    return book


BOOKS = (
    overlapping_bomb,
    one_part_bomb,
    entity_bomb,
    entity_bomb_ods,
    external_entity,
    external_dtd,
    path_traversal,
    active_formulas,
)
