"""A workbook under a password: the same list for who has it, nothing for the others."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError
from openpyxl import load_workbook

from app.excel.ledger_sheets import export_register
from app.excel.reading.encryption import without_encryption
from app.excel.reading.refusal import UnreadableFile
from tests.kept_ledgers import new_ledger

PASSWORD, PHONE = "给县里 2022", "19900001234"


def opened(path: Path, password: str) -> bytes:
    book, plain = OfficeFile(io.BytesIO(path.read_bytes())), io.BytesIO()
    book.load_key(password=password, verify_password=True)
    book.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


def texts(raw: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(raw)).active
    assert sheet is not None
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_a_list_under_a_password_opens_with_it_alone(tmp_path: Path) -> None:
    path, plain = tmp_path / "锁.xlsx", tmp_path / "不锁.xlsx"
    with new_ledger(tmp_path / "data", term=16, today=date(2022, 11, 23)) as ledger:
        with ledger.act("新增") as act:
            act.add("deputies", {"name": "王芳", "level": "township", "phone": PHONE})
        assert export_register(ledger, "deputies", path, include_private=True, password=PASSWORD) == 1
        export_register(ledger, "deputies", plain, include_private=True)
    assert texts(opened(path, PASSWORD)) == texts(plain.read_bytes())
    assert PHONE in texts(plain.read_bytes())
    assert b"PK\x03\x04" not in path.read_bytes()[:4]
    with pytest.raises(InvalidKeyError):
        opened(path, "给县里 2023")
    with pytest.raises(UnreadableFile):
        without_encryption(path.read_bytes())
    assert sorted(file.name for file in tmp_path.glob("*.xlsx")) == ["不锁.xlsx", "锁.xlsx"]
