"""A folder as a BagIt 1.0 bag (RFC 8493): payload, SHA-256 manifests, and the code that is printed on paper."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from app.storage.files import flush_folder, sha256_of
from app.yearend.safe_names import LONGEST_PATH, Names, units

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = "data"
BAGIT, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
CODE_DIGITS = 32
Step = Callable[[int], object]  # given how many bytes were written or read; may raise to stop


def code_of(folder: Path) -> str:
    """The 核验码: the first 32 hex digits of the tag manifest's SHA-256, in eight groups of four."""
    digits = sha256_of(folder / TAG_MANIFEST)[:CODE_DIGITS].upper()
    return " ".join(digits[start : start + 4] for start in range(0, CODE_DIGITS, 4))


class Bag:
    """A bag that is being filled; every path is taken once, and every byte is flushed to its medium before it closes."""

    def __init__(self, folder: Path, step: Step = lambda count: None) -> None:
        self.folder, self.step = folder, step
        self._names = Names()
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        self._unflushed: list[str] = []
        self.read_back: dict[str, str] = {}  # digests of what was read from the medium after it lay there

    def place(self, folder: str, name: str) -> str:
        """A path inside the payload that nobody has; the folder is there afterwards."""
        path = self._names.take(f"{PAYLOAD}/{folder}" if folder else PAYLOAD, name)
        if units(path) > LONGEST_PATH:
            raise ValueError(f"too deep for the package: {path}")
        self.at(path).parent.mkdir(parents=True, exist_ok=True)
        return path

    def at(self, path: str) -> Path:
        """Where a path of the bag lies."""
        return self.folder / path

    def write(self, folder: str, name: str, content: bytes) -> str:
        """Put a small file into the payload; gives its path."""
        path = self.place(folder, name)
        self.at(path).write_bytes(content)
        return self.keep(path)

    def keep(self, path: str) -> str:
        """Take note of a payload file that somebody else has written, flushed or not; gives its path."""
        file = self.at(path)
        self._unflushed.append(path)
        self.digests[path], self.sizes[path] = sha256_of(file), file.stat().st_size
        self.step(self.sizes[path])
        return path

    def take_over(self, path: str, size: int, sha256: str, read_back: str) -> None:
        """Take note of a copy that lies flushed at a path that was taken, and of the digest it was read back with.

        The manifest lists ``sha256``, which is that of what it has to be.
        """
        self.digests[path], self.sizes[path], self.read_back[path] = sha256, size, read_back

    def close(
        self,
        facts: Mapping[str, str],
        beside: Mapping[str, bytes],
        proof: Callable[[str], object] = lambda code: None,
    ) -> str:
        """Write the tag files and flush all folders; gives the 核验码.

        ``facts``: lines of bag-info.txt.  ``beside``: further tag files by name.  ``proof`` gets the code when all but
        the declaration lies there; whatever it raises, or a process that is killed in it, leaves a folder that is no
        bag to anybody.  Raises ``OSError`` when the declaration reads back differently.
        """
        self._flush_kept()
        info = {**facts, "Payload-Oxum": f"{sum(self.sizes.values())}.{len(self.sizes)}"}
        tags = {
            BAGIT: DECLARATION.encode(),
            INFO: "".join(f"{key}: {_one_line(value)}\n" for key, value in info.items()).encode(),
            MANIFEST: _manifest(self.digests),
            **beside,
        }
        tags[TAG_MANIFEST] = _manifest(
            {name: hashlib.sha256(content).hexdigest() for name, content in tags.items()}
        )
        for name in tags.keys() - {BAGIT}:
            self._put(name, tags[name])
        for folder in (self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())):
            flush_folder(folder)
        proof(code_of(self.folder))
        self._put(BAGIT, tags[BAGIT])
        flush_folder(self.folder)
        if self.at(BAGIT).read_bytes() != tags[BAGIT]:
            raise OSError(errno.EIO, "reads back differently", str(self.at(BAGIT)))
        return code_of(self.folder)

    def _flush_kept(self) -> None:
        """All small files behind the large ones: a flush among those would wait for them, each time anew."""
        for path in self._unflushed:
            _flush(self.at(path))
            self.step(0)

    def _put(self, name: str, content: bytes) -> None:
        self.at(name).write_bytes(content)
        _flush(self.at(name))


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _flush(file: Path) -> None:
    """Settle a file that is closed, so that reading back reads the medium.

    Windows cannot drop a file from its cache: there the reading back may be answered from memory.
    """
    with open(file, "rb+") as handle:
        settle(handle.fileno())


def settle(handle: int) -> None:
    """Put what was written to an open file on its medium and, where the system can, out of its cache."""
    os.fsync(handle)
    if sys.platform == "linux":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
