"""Photos for paper: decoded no larger than paper needs, and whether they can be decoded at all."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader

LARGEST_SIDE = 4000  # pixels of a photo as it is decoded: those of telephones have up to 16,000
_SMALLEST_SIDE = 64  # enough to see whether it decodes


def photo(path: Path, side: int = LARGEST_SIDE) -> QImage:
    """The photo, upright and with at most ``side`` pixels to a side; null where it cannot be read or needs too much memory."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)  # photos from telephones say which side is up
    size = reader.size()
    needed = size.width() * size.height() * 4  # bytes; only a JPEG is made smaller while it is decoded
    if reader.format() != b"jpeg" and needed > QImageReader.allocationLimit() << 20:
        return QImage()
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def can_be_shown(path: Path) -> bool:
    """Whether a photo can be put on paper."""
    try:
        state = path.stat()
    except OSError:
        return False
    return _decodes(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=512)
def _decodes(path: Path, changed_at: int, size: int) -> bool:
    """Looked at once for each state of a file: a page is laid out many times."""
    return not photo(path, _SMALLEST_SIDE).isNull()
