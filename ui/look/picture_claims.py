"""What a picture says of itself before it is decoded: no drawing, and nothing larger than a camera makes, is decoded at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImageReader

MOST_PIXELS = 20_000 * 20_000  # what a file may claim: twice the largest telephone camera
# Of a progressive JPEG, which is kept whole while it is decoded: 6 bytes a pixel.
MOST_AT_ONCE = 8_000 * 8_000
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SEQUENTIAL = (0xC0, 0xC1)
_DRAWINGS = (b"svg", b"svgz", b"pdf")


def picture_reader(path: Path) -> QImageReader:
    """A reader of the picture; of nothing where it is a drawing, whatever its name: that may lead to other files and computers."""
    reader = QImageReader(str(path))
    return QImageReader() if bytes(reader.format().data()) in _DRAWINGS else reader


def claims_too_much(path: Path, reader: QImageReader) -> bool:
    """Whether decoding the picture would take more time or memory than an old PC has.

    ``reader``: of the file at ``path``.  60,000 × 60,000 pixels, claimed by a megabyte, took twenty gigabytes.
    """
    size = reader.size()
    pixels = size.width() * size.height()
    if pixels > MOST_PIXELS:
        return True
    return pixels > MOST_AT_ONCE and reader.format() == b"jpeg" and not _is_sequential(path)


def _is_sequential(path: Path) -> bool:
    """Whether a JPEG is decoded line by line; its kind stands in the frame header, behind segments of known length."""
    try:
        with open(path, "rb") as source:
            source.seek(2)
            while (marker := source.read(4)) and len(marker) == 4 and marker[0] == 0xFF:
                if marker[1] in _START_OF_FRAME:
                    return marker[1] in _SEQUENTIAL
                source.seek(int.from_bytes(marker[2:]) - 2, 1)
    except OSError:
        pass
    return False
