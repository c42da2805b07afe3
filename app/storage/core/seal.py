"""The seal that a clean close writes beside the ledger: what the file was when the program last let go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.storage.files import complete_file, flush_folder, sha256_of

NAME = "ledger.seal"
HEADER = 100  # bytes of the database file; SQLite counts in them every transaction that wrote
NO_SEAL: Mapping[str, Any] = MappingProxyType({})
SEALED, ALTERED, UNSEALED = "sealed", "altered", "unsealed"


def write_seal(database: Path, facts: dict[str, Any], former: Mapping[str, Any] = NO_SEAL) -> None:
    """Write the seal; call it only after the connection is closed (POSIX drops SQLite's locks otherwise).

    ``former``: the seal the ledger was opened with.  Where no transaction wrote since then its SHA-256 stands, unread:
    a byte that another program changed meanwhile is noticed at the next opening instead of being sealed.
    """
    size, header = database.stat().st_size, _header_of(database)
    unwritten = (former.get("size"), former.get("header")) == (size, header)
    sha256 = former["sha256"] if unwritten else sha256_of(database)
    seal = {"size": size, "header": header, "sha256": sha256, **facts}
    with complete_file(database.parent / NAME, own=True) as temporary:
        temporary.write_text(json.dumps(seal, ensure_ascii=False), encoding="utf-8")


def _header_of(database: Path) -> str:
    with open(database, "rb") as file:
        return file.read(HEADER).hex()


def state_of(database: Path) -> tuple[str, dict[str, Any]]:
    """Whether the file is byte for byte what the last clean close left, and the seal's facts.

    ``altered``: another program wrote it since; ``unsealed``: there was no clean close.  Call before
    connecting.
    """
    try:
        seal = json.loads((database.parent / NAME).read_text(encoding="utf-8"))
        same = seal["size"] == database.stat().st_size and seal["sha256"] == sha256_of(database)
    except (OSError, ValueError, KeyError, TypeError):
        return UNSEALED, {}
    return (SEALED if same else ALTERED), seal


def break_seal(folder: Path) -> None:
    """Remove the seal, durably: from now on the file may change."""
    (folder / NAME).unlink(missing_ok=True)
    flush_folder(folder)
