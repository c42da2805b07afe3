"""Workbooks that are encrypted although nobody set a password: Excel then takes one that every program knows.

Protecting the structure of a workbook does this to an .xls, and to an .xlsx where it is read-only
(MS-OFFCRYPTO 2.4.2.3). A workbook with a password of its own stays closed.
"""

from __future__ import annotations

import io
from types import SimpleNamespace

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError
from msoffcrypto.format import xls97

from app.excel.reading.refusal import UnreadableFile

_EVERYBODYS_PASSWORD = "VelvetSweatshop"

# The library decrypts an .xls through a temporary file, but personal data must not lie about in the clear,
# and the reading process may write no file at all.
xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)


def without_encryption(raw: bytes) -> bytes:
    """The plain workbook (.xlsx or .xls) inside the encrypted one.

    Raises: UnreadableFile "encrypted" when another password is needed, "truncated".
    """
    plain = io.BytesIO()
    try:
        book = OfficeFile(io.BytesIO(raw))
        book.load_key(password=_EVERYBODYS_PASSWORD)
        book.decrypt(plain)  # an .xlsx shows only now whether the password was the right one
    except (DecryptionError, FileFormatError) as locked:  # the second: protected by another method
        raise UnreadableFile("encrypted") from locked
    except MemoryError:
        raise
    except Exception as broken:  # the library checks little of what a damaged header says
        raise UnreadableFile("truncated") from broken
    return plain.getvalue()
