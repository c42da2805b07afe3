"""Files that are cut, encrypted, empty or no workbooks at all."""

from __future__ import annotations

import io
import random
import struct

from xlwt.CompoundDoc import XlsDoc  # type: ignore[import-untyped]

from tests.data.rosters.grid import Book
from tests.data.rosters.hostile import UNKNOWN, loose, tidy_raw
from tests.data.rosters.write_modern import MAIN, zip_bytes


def truncated() -> tuple[Book, ...]:
    good = zip_bytes(tidy_raw("x00.xlsx", {"shared": True}))
    at = good.index(b"xl/worksheets/sheet1.xml") + 60
    return (
        loose("x13_truncated.xlsx", good[: len(good) // 2]),
        loose("x14_cut_end.xlsx", good[:-30]),
        loose("x15_damaged.xlsx", good[:at] + bytes(200) + good[at + 200 :]),
    )


def truncated_xls() -> Book:
    whole = _ole(b"\x09\x08\x10\x00\x00\x06\x05\x00" + random.Random(1).randbytes(9000), "Workbook")
    return loose("x16_truncated.xls", whole[: len(whole) // 3])


def _ole(stream: bytes, name: str) -> bytes:
    """A compound file with one stream, renamed in its directory."""
    buffer = io.BytesIO()
    XlsDoc().save(buffer, stream)
    old, new = ("Workbook" + "\0").encode("utf-16-le"), (name + "\0").encode("utf-16-le")
    content = bytearray(buffer.getvalue())
    at = content.index(old)
    content[at : at + 64] = new.ljust(64, b"\0")
    content[at + 64 : at + 66] = struct.pack("<H", len(new))
    return bytes(content)


def encrypted() -> Book:
    """What Excel writes when a password is set: a compound file with one encrypted package."""
    return loose("x17_password.xlsx", _ole(random.Random(2).randbytes(12_000), "EncryptedPackage"))


def encrypted_xls() -> Book:
    """An old workbook with a FILEPASS record after its beginning."""
    bof = struct.pack("<HHHHHHLL", 0x809, 16, 0x600, 5, 0, 0x7CC, 0, 6)
    filepass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + random.Random(3).randbytes(48)
    return loose("x18_password.xls", _ole(bof + filepass + random.Random(4).randbytes(6000), "Workbook"))


def not_workbooks() -> tuple[Book, ...]:
    word = zip_bytes({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
    noise = random.Random(5).randbytes(5000)
    return (loose("x19_empty.xlsx", b""), loose("x20_letter.xlsx", word), loose("x21_scan.xls", b"%PDF-1.7\n" + noise),
            loose("x22_noise.xls", b"\x00\x01" + noise), loose("x23_photo.xlsx", b"\x89PNG\r\n\x1a\n" + noise),
            loose("x24_plain.zip.xlsx", zip_bytes({"名册.txt": "张三"})),
            loose("x25_empty.csv", b"", exit=2), loose("x26_blank.csv", b" \r\n,,,\r\n\r\n", exit=2))  # fmt: skip


def empty_sheets() -> Book:
    book = Book("x27_empty_sheets.xlsx", truth=dict(UNKNOWN))
    book.sheet("Sheet1")
    book.sheet("Sheet2")
    return book


def text_with_nulls() -> Book:
    """Zeros behind a text are padding."""
    return loose("x33_nulls.csv", "姓名,性别\r\n".encode() + bytes(2000), exit=[0, 2], rows_optional=True)


def broken_string_index() -> Book:
    """Cells that point to shared strings which are not there."""
    book = tidy_raw("x34_no_strings.xlsx", {"shared": True, "extra": {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>'}},
                     exit=2)  # fmt: skip
    book.rows.clear()
    return book


BOOKS = (
    truncated,
    truncated_xls,
    encrypted,
    encrypted_xls,
    not_workbooks,
    empty_sheets,
    text_with_nulls,
    broken_string_index,
)
