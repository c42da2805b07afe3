"""Photos for paper: decoded no larger than paper needs, and whether they can be decoded at all."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter, QPainter

from ui.look.picture_claims import claims_too_much, picture_reader

LARGEST_SIDE = 4000  # pixels of a photo as it is decoded: those of telephones have up to 16,000
_PRINTED_SIDE = 1200  # pixels: a photo of 100 mm printed with 300 to the inch
_SMALL = 300 << 10  # bytes
_QUALITY = 88  # of a JPEG, of 100
_SMALLEST_SIDE = 64  # enough to see whether it decodes


def photo(path: Path, side: int = LARGEST_SIDE) -> QImage:
    """The photo, upright and with at most ``side`` pixels to a side; null where it cannot be read or needs too much memory."""
    reader = picture_reader(path)
    reader.setAutoTransform(True)  # photos from telephones say which side is up
    size = reader.size()
    needed = size.width() * size.height() * 4  # bytes; only a JPEG is made smaller while it is decoded
    if claims_too_much(path, reader):
        return QImage()
    if reader.format() != b"jpeg" and needed > QImageReader.allocationLimit() << 20:
        return QImage()
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def photo_bytes(path: Path) -> bytes:
    """The photo for a file of an office program: upright, small enough for many in one file; none where it is no photo.

    A small JPEG or PNG that stands upright stays as it is.
    """
    reader = picture_reader(path)
    if claims_too_much(path, reader):
        return b""
    upright = reader.transformation() == QImageIOHandler.Transformation.TransformationNone
    if upright and bytes(reader.format().data()) in (b"jpeg", b"png") and path.stat().st_size <= _SMALL:
        return path.read_bytes()
    image = photo(path, _PRINTED_SIDE)
    if image.isNull():
        return b""
    if image.hasAlphaChannel():  # what shows through is paper
        white = QImage(image.size(), QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        painter = QPainter(white)
        painter.drawImage(0, 0, image)
        painter.end()
        image = white
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(memory, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(memory.data().data())


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
