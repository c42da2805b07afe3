"""Half-typed forms, kept so that a crash or power cut costs nothing; private values are never in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from app.storage.files import complete_file, removed_patiently

FOLDER = "drafts"


class Drafts:
    """The folder ``drafts`` of one ledger: one small JSON file a form.

    A draft is a comfort: that it cannot be written (a full disk, another program) or removed is never raised
    into a form, whose record has its own fate.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._gone: set[str] = set()  # dropped, though another program still holds the file

    def _place(self, key: str) -> Path:
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,80}", key):
            raise ValueError(f"a draft's key has letters, digits, '_', '.' and '-': {key!r}")
        return self._folder / f"{key}.json"

    def keep(self, key: str, data: dict[str, Any]) -> bool:
        """Keep ``data`` (JSON-ready) under ``key``, in place of what was there; False when the disk would not."""
        place = self._place(key)
        try:
            self._folder.mkdir(exist_ok=True)  # a ledger folder that is gone is not begun anew
            with complete_file(place, own=True) as temporary:
                # Half of a character, which no record takes, may stand in what is typed.
                words = json.dumps(data, ensure_ascii=False)
                temporary.write_text(words, encoding="utf-8", errors="surrogatepass")
        except OSError:
            return False
        self._gone.discard(key)
        return True

    def load(self, key: str) -> dict[str, Any] | None:
        """What was kept under ``key``; None when there is nothing readable."""
        place = self._place(key)
        if key in self._gone:
            return None
        try:
            data = json.loads(place.read_text(encoding="utf-8", errors="surrogatepass"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None

    def drop(self, key: str) -> None:
        """Forget what was kept under ``key``, at once for this program and as soon as may be on the disk."""
        self._place(key)
        self._gone.add(key)
        self.sweep()

    def sweep(self) -> None:
        """Remove the files of what was dropped; those that are still held wait for the next time."""
        self._gone = {key for key in self._gone if not removed_patiently(self._place(key))}

    def keys(self) -> list[str]:
        """What is kept, oldest first."""
        try:
            files = sorted(self._folder.glob("[!.]*.json"), key=lambda path: path.stat().st_mtime)
        except OSError:
            return []
        return [path.stem for path in files if path.stem not in self._gone]
