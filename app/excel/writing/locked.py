"""A workbook that opens only with a password: agile encryption (ECMA-376, MS-OFFCRYPTO 2.3.4.10), which Excel and WPS open."""

from __future__ import annotations

import io

LONGEST = 255  # characters that Excel takes


def locked(plain: bytes, password: str) -> bytes:
    """The workbook (.xlsx) under a password; read back before it is given.  ValueError when it reads back differently."""
    from msoffcrypto import OfficeFile
    from msoffcrypto.format.ooxml import OOXMLFile

    closed, again = io.BytesIO(), io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, closed)
    book = OfficeFile(io.BytesIO(closed.getvalue()))
    book.load_key(password=password, verify_password=True)
    book.decrypt(again, verify_integrity=True)
    if again.getvalue() != plain:
        raise ValueError("the locked workbook reads back differently")
    return closed.getvalue()
