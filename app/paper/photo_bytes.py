"""The bytes of a photo as a document of an office program holds it; the face, which can decode, gives smaller ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

LARGEST = 2 << 20  # bytes; 160 photos as telephones take them make a file that no old PC opens
PhotoBytes = Callable[[Path], bytes]  # none of a file that is no photo


def own_bytes(path: Path) -> bytes:
    """The file as it is; nothing of one that has more than ``LARGEST`` bytes or is not there."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return b""
