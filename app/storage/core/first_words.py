"""The first words of a file, as far as they lie open: of a text, or of a .docx.

Not solved: words in a PDF, in older Office files and in pictures are not read.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from app.storage.unpacking import BROKEN_ARCHIVE

MOST = 65_536  # bytes looked at: a mark of secrecy stands at the top of the first page
_TAGS = re.compile(r"<[^>]*>")
_LINE_ENDS = re.compile(r"</w:p>|<w:br\b[^>]*>")
_TEXTS = frozenset((".txt", ".md", ".csv", ".htm", ".html"))


def first_words(path: Path) -> str:
    """The beginning of what a file says; empty where that cannot be read."""
    ending = path.suffix.lower()
    try:
        if ending == ".docx":
            with zipfile.ZipFile(path) as book, book.open("word/document.xml") as part:
                words = part.read(MOST).decode("utf-8", "replace")
                return _TAGS.sub("", _LINE_ENDS.sub("\n", words))
        if ending in _TEXTS:
            with open(path, "rb") as source:
                return _decoded(source.read(MOST))
    except (*BROKEN_ARCHIVE, OSError, KeyError, RuntimeError, ValueError):
        return ""  # damaged, locked or of an unknown packing: kept as it came, its name is asked all the same
    return ""


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
