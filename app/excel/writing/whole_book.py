"""Whether all of a workbook is on the disk."""

from __future__ import annotations

import errno
import xml.parsers.expat
import zipfile
from pathlib import Path
from typing import Any, BinaryIO


def save_book(book: Any, target: Path | BinaryIO) -> None:
    """Save a workbook of openpyxl and look whether all of it is there.  Raises ``OSError`` when it is not."""
    book.save(target)
    refuse_cut_off(target)


def refuse_cut_off(written: Path | BinaryIO) -> None:
    """Raise ``OSError`` for a workbook of which a part is not well-formed.

    openpyxl writes each sheet to a file of the system's temporary folder first, and what that folder has no room
    for is cut off without a word.
    """
    with zipfile.ZipFile(written) as book:
        for item in book.infolist():
            if item.filename.endswith((".xml", ".rels")):
                with book.open(item) as part:
                    try:
                        xml.parsers.expat.ParserCreate().ParseFile(part)
                    except xml.parsers.expat.ExpatError as cause:
                        raise OSError(errno.ENOSPC, "a part of the workbook was cut off") from cause
