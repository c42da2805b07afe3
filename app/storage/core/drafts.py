"""Half-typed forms, kept so that a crash or power cut costs nothing; private values are never in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from app.storage.files import complete_file

FOLDER = "drafts"


class Drafts:
    """The folder ``drafts`` of one ledger: one small JSON file a form."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def _place(self, key: str) -> Path:
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,80}", key):
            raise ValueError(f"a draft's key has letters, digits, '_', '.' and '-': {key!r}")
        return self._folder / f"{key}.json"

    def keep(self, key: str, data: dict[str, Any]) -> None:
        """Keep ``data`` (JSON-ready) under ``key``, in place of what was there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with complete_file(self._place(key), own=True) as temporary:
            temporary.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def load(self, key: str) -> dict[str, Any] | None:
        """What was kept under ``key``; None when there is nothing readable."""
        try:
            data = json.loads(self._place(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None

    def drop(self, key: str) -> None:
        """Forget what was kept under ``key``."""
        self._place(key).unlink(missing_ok=True)

    def keys(self) -> list[str]:
        """What is kept, oldest first."""
        if not self._folder.is_dir():
            return []
        files = sorted(self._folder.glob("[!.]*.json"), key=lambda path: path.stat().st_mtime)
        return [path.stem for path in files]
