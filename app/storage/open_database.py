"""The file of a ledger in use is SQLite's alone: closing another handle to it drops SQLite's own locks."""

from __future__ import annotations

from pathlib import Path

from app.storage.files import are_one_file, ledgers_in_use


def is_open_database(path: Path) -> bool:
    """Whether a path, by whatever name or link, leads to the file of a ledger that this process has in use."""
    return any(are_one_file(path, folder / "ledger.db") for folder in ledgers_in_use())
