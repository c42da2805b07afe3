"""Whether all of a workbook is on the disk."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat
from xml.parsers.expat import errors

_CUT_OFF = {
    errors.codes[sentence]
    for sentence in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
    )
}


def save_book(book: Any, target: Path | BinaryIO) -> None:
    """Save a workbook of openpyxl and look whether all of it is there.  Raises ``OSError`` when it is not."""
    book.save(target)
    refuse_cut_off(target)


def refuse_cut_off(written: Path | BinaryIO) -> None:
    """Raise ``OSError`` for a workbook of which a part ends too early, ``ExpatError`` for one that is not XML.

    openpyxl writes each sheet to a file of the system's temporary folder first, and what that folder has no room
    for is cut off without a word.
    """
    with zipfile.ZipFile(written) as book:
        for item in book.infolist():
            if item.filename.endswith((".xml", ".rels")):
                with book.open(item) as part:
                    try:
                        expat.ParserCreate().ParseFile(part)
                    except expat.ExpatError as cause:
                        if cause.code not in _CUT_OFF:
                            raise
                        raise OSError(errno.ENOSPC, "a part of the workbook was cut off") from cause
