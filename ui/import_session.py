"""One import between choosing the file and committing it: what was read, what the clerk corrected and ticked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.register import Register
from app.excel.grid import Sheet
from app.excel.importing import Correction, ImportOptions, Preview, commit_preview, preview_workbook
from app.storage.ledger import Ledger
from app.storage.machine import machine_settings, remember

Progress = Callable[[int, int], None]
KEPT = 60  # remembered layouts; the oldest go first


class ImportSession:
    """What the wizard knows; no widget holds any of it."""

    def __init__(self, ledger: Ledger, register: Register, year: int | None) -> None:
        self.ledger = ledger
        self.register = register
        self.path = Path()
        self.options = ImportOptions(year=year)
        self.preview: Preview | None = None
        self.accepted: set[int] = set()
        self.update_changed = True
        self.remembered = ""  # the name of the remembered layout that was used
        self.counts: dict[str, int] = {}

    def read(self, path: Path, progress: Progress) -> Preview:
        """Judge a file as the program understands it, or as the clerk corrected a file of its shape before."""
        self.path = path
        self.options = ImportOptions(year=self.options.year)
        self.remembered = ""
        preview = preview_workbook(self.ledger, self.register.key, path, self.options, progress)
        known = self._known_corrections(preview)
        if known:
            self.options = replace(self.options, corrections=known)
            preview = preview_workbook(self.ledger, self.register.key, path, self.options, progress)
        self._take(preview)
        return preview

    def read_again(self, options: ImportOptions, progress: Progress) -> Preview:
        """Judge the same file with other sheets or headings."""
        self.options = options
        preview = preview_workbook(self.ledger, self.register.key, self.path, options, progress)
        self._take(preview)
        return preview

    def _take(self, preview: Preview) -> None:
        self.preview = preview
        self.accepted = set()

    def commit(self, progress: Progress) -> dict[str, int]:
        """Write what is accepted as one act; gives how many were added and changed."""
        assert self.preview is not None
        self.counts = commit_preview(
            self.ledger,
            self.preview,
            accepted_rows=self.accepted,
            on_changed="update" if self.update_changed else "skip",
            progress=progress,
        )
        return self.counts

    def to_write(self) -> int:
        """How many rows the commit would write."""
        if self.preview is None:
            return 0
        return sum(
            1 for number, entry in enumerate(self.preview.rows) if self.is_accepted(number, entry.verdict)
        )

    def is_accepted(self, number: int, verdict: str) -> bool:
        """Whether a row would be written."""
        assert self.preview is not None
        known = self.preview.rows[number].row_id is not None
        if verdict == "flagged":
            return number in self.accepted and (not known or self.update_changed)
        return verdict == "new" or (verdict == "changed" and self.update_changed)

    # --- remembered layouts ------------------------------------------------------------------------

    def remember_layout(self, name: str, corrections: dict[str, Correction]) -> None:
        """Keep corrections for files whose sheets look like these."""
        assert self.preview is not None
        kept = [layout for layout in machine_settings().get("import_layouts", []) if layout["name"] != name]
        for sheet in self.preview.workbook.sheets:
            correction = corrections.get(sheet.name)
            if correction is not None:
                kept.append(
                    {
                        "name": name,
                        "shape": shape_of(self.register, sheet),
                        "header_rows": list(correction.header_rows),
                        "columns": dict(correction.columns),
                    }
                )
        remember(import_layouts=kept[-KEPT:])
        self.remembered = name

    def _known_corrections(self, preview: Preview) -> dict[str, Correction]:
        layouts: dict[str, Any] = {
            kept["shape"]: kept for kept in machine_settings().get("import_layouts", [])
        }
        found = {}
        for sheet in preview.workbook.sheets:
            kept = layouts.get(shape_of(self.register, sheet))
            if kept:
                first, last = kept["header_rows"]
                found[sheet.name] = Correction((first, last), kept["columns"])
                self.remembered = kept["name"]
        return found


def shape_of(register: Register, sheet: Sheet) -> str:
    """A mark of how a sheet is headed: its first row with several texts and no digits, and the register."""
    for row in sheet.rows[:40]:
        texts = ["" if cell is None else str(cell).strip() for cell in row]
        filled = [text for text in texts if text]
        if len(set(filled)) >= 3 and not any(character.isdigit() for text in filled for character in text):
            return hashlib.sha256("\t".join([register.key, *texts]).encode()).hexdigest()[:24]
    return ""
