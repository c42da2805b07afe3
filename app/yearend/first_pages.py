"""On what paper each archive item begins, which its 归档章 is printed onto: read from the file that is filed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from app.domain.fields import Row
from app.paper.archive_stamp import PageSize
from app.paper.sheet import SIDES
from app.storage.ledger import Ledger

# Width and height as it is seen; None of what is no picture.
PictureSize = Callable[[Path], tuple[int, int] | None]
LEDGER_PAGE: PageSize = ("A4", True)  # every ledger of this program
_MOST = 32 << 20  # bytes of a PDF that are looked through
_MOST_STREAMS = 200  # packed parts that are looked into, and of each
_PACKED = 1 << 20  # bytes, packed and unpacked: a hostile file unpacks to more than the memory
_SIDE = rb"(-?(?:\d+\.?\d*|\.\d+))"
_BOX = re.compile(rb"/MediaBox\s*\[\s*" + rb"\s+".join([_SIDE] * 4) + rb"\s*\]")
_TURNED = re.compile(rb"/Rotate\s+(-?\d+)")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm(?:(?!stream).){0,400}stream\r?\n", re.S)
_MM = 25.4 / 72  # of a point


def first_pages(ledger: Ledger, items: Sequence[Row], picture_size: PictureSize) -> dict[int, PageSize]:
    """The paper of each item by its id, of those where it can be read: a ledger's own, a PDF's, a picture's on A4."""
    pages = ((item["id"], _first_page(ledger, item, picture_size)) for item in items)
    return {row_id: page for row_id, page in pages if page is not None}


def _first_page(ledger: Ledger, item: Row, picture_size: PictureSize) -> PageSize | None:
    if not item["register"]:
        return None
    if item["row"] is None:
        return LEDGER_PAGE
    files: Sequence[Any] = ledger.attached(item["register"], item["row"])
    if not files:
        return None
    path = files[0]["path"]
    if files[0]["name"].lower().endswith(".pdf"):
        return pdf_page(path)
    sides = picture_size(path)
    return ("A4", sides[0] > sides[1]) if sides else None


def pdf_page(path: Path) -> PageSize | None:
    """The paper on which a PDF's first page is told to lie; None where none of ours, or where it cannot be read."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= _MOST else b""
    except OSError:
        return None
    part, box = next(((part, box) for part in _parts(raw) if (box := _BOX.search(part))), (b"", None))
    if box is None:
        return None
    left, low, right, high = (float(side) * _MM for side in box.groups())
    width, height = abs(right - left), abs(high - low)
    # What stands beside the box belongs to the same object, whose entries have no order.
    turned = _TURNED.search(
        part, part.rfind(b"obj", 0, box.start()) + 1, max(part.find(b"endobj", box.end()), 0) or len(part)
    )
    if turned and int(turned[1]) % 180:
        width, height = height, width
    return _nearest(width, height)


def _parts(raw: bytes) -> Iterator[bytes]:
    """What lies open in a PDF, then what is packed into its object streams."""
    yield raw
    for head in islice(_OBJECTS.finditer(raw), _MOST_STREAMS):
        packed = raw[head.end() : head.end() + _PACKED]
        try:
            yield zlib.decompressobj().decompress(packed, _PACKED)
        except zlib.error:
            continue


def _nearest(width: float, height: float) -> PageSize | None:
    """The size whose sides these are, in mm, give or take what printers differ by."""
    for size, (short, long) in SIDES.items():
        if abs(min(width, height) - short) < 8 and abs(max(width, height) - long) < 8:
            return size, width > height
    return None
