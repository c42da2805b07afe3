"""Workbooks that are encrypted although nobody set a password are opened; those with a password are named so."""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import struct
from pathlib import Path

import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4

from app.excel.reading import UnreadableFile, child, read_workbook
from app.excel.reading.child import read
from app.excel.reading.compound_file import CompoundFile, container_of
from tests.excel.raw_files import sheet_xml, text_rows, write_xlsx, write_zip

PEOPLE = [["姓名", "性别"], ["王芳", "女"]]
EVERYBODYS = "VelvetSweatshop"
TYPES = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
}
CLEAR_RECORDS = (0x809, 0x2F)  # BOF and FILEPASS; of BOUNDSHEET the first four bytes


def encrypted_archive(path: Path, plain: Path, password: str) -> Path:
    """Encrypted as Excel 2010 and later do it (agile)."""
    whole = io.BytesIO()
    OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt(password, whole)
    path.write_bytes(whole.getvalue())
    return path


def encrypted_xls(path: Path, password: str) -> Path:
    """Encrypted as Excel 97 to 2003 do it (RC4): the key changes every 1,024 bytes of the stream."""
    book = xlwt.Workbook(encoding="utf-8")
    for row, cells in enumerate(PEOPLE):
        if row == 0:
            sheet = book.add_sheet("镇代表")
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    whole = io.BytesIO()
    book.save(whole)
    stream = CompoundFile(whole.getvalue()).stream("workbook")
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    check = key_stream(password, salt, 32)
    secret = xor(verifier + hashlib.md5(verifier).digest(), check)
    pass_record = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + secret
    path.write_bytes(container_of("Workbook", shrouded(stream, pass_record, password, salt)))
    return path


def shrouded(stream: bytes, pass_record: bytes, password: str, salt: bytes) -> bytes:
    """The stream with the record of the password behind the first BOF, and all bodies encrypted."""
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    stream = stream[:first] + pass_record + stream[first:]
    keys = key_stream(password, salt, len(stream))
    out = bytearray(stream)
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        start, end = at + 4, at + 4 + length
        if kind == 0x85:  # where the sheet begins has moved, and stays in the clear
            struct.pack_into("<I", out, start, struct.unpack_from("<I", stream, start)[0] + len(pass_record))
            start += 4
        if kind not in CLEAR_RECORDS:
            out[start:end] = xor(stream[start:end], keys[start:end])
        at = end
    return bytes(out)


def key_stream(password: str, salt: bytes, length: int) -> bytes:
    stream: bytes = DocumentRC4.decrypt(password, salt, io.BytesIO(bytes(length)), blocksize=1024).read()
    return stream


def xor(first: bytes, second: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def plain_archive(path: Path) -> Path:
    """Longer than 4,096 bytes: shorter ones the library that encrypts lays into the wrong container."""
    return write_xlsx(
        path, sheet_xml(text_rows(PEOPLE)), extra={**TYPES, "xl/a.bin": secrets.token_bytes(9_000)}
    )


def refusal_of(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refusal:
        read(str(path))
    return refusal.value


def test_a_workbook_that_asks_for_no_password_is_read_through_the_child(tmp_path: Path) -> None:
    path = encrypted_archive(tmp_path / "a.xlsx", plain_archive(tmp_path / "plain.xlsx"), EVERYBODYS)
    workbook = read_workbook(path)
    assert (workbook.kind, workbook.sheets[0].rows) == ("xlsx", PEOPLE)


def test_an_old_workbook_that_asks_for_no_password_is_read_through_the_child(tmp_path: Path) -> None:
    workbook = read_workbook(encrypted_xls(tmp_path / "a.xls", EVERYBODYS))
    assert (workbook.kind, workbook.sheets[0].name, workbook.sheets[0].rows) == ("xls", "镇代表", PEOPLE)


def test_a_password_is_named_with_what_to_do(tmp_path: Path) -> None:
    new = encrypted_archive(tmp_path / "a.xlsx", plain_archive(tmp_path / "plain.xlsx"), "246813")
    for path in (new, encrypted_xls(tmp_path / "a.xls", "246813")):
        refusal = refusal_of(path)
        assert refusal.code == "encrypted"
        assert "密码" in refusal.sentence
        assert "损坏" not in refusal.sentence


def test_a_protection_of_an_unknown_kind_is_named_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(container_of("EncryptedPackage", bytes(5_000)))
    assert refusal_of(path).code == "encrypted"


def test_what_was_encrypted_is_looked_at_like_any_file(tmp_path: Path) -> None:
    letter = write_zip(tmp_path / "a.zip", {**TYPES, "word/a.bin": secrets.token_bytes(9_000)})
    assert "Word" in refusal_of(encrypted_archive(tmp_path / "a.xlsx", letter, EVERYBODYS)).sentence


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_damaged_encrypted_workbook_ends_in_a_sentence(tmp_path: Path, kind: str) -> None:
    whole = tmp_path / "whole"
    if kind == "xls":
        encrypted_xls(whole, EVERYBODYS)
    else:
        encrypted_archive(whole, plain_archive(tmp_path / "plain.xlsx"), EVERYBODYS)
    raw = whole.read_bytes()
    path = tmp_path / f"a.{kind}"
    for at in range(512, len(raw), len(raw) // 12):
        path.write_bytes(raw[:at])
        assert json.loads(child.answer(str(path))).get("refused", ["truncated"])[0] in (
            "truncated",
            "encrypted",
        )
