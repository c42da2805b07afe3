"""What a workbook would bring into the ledger, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.register import Register
from app.excel.grid import Workbook
from app.excel.judging.entries import VERDICTS, Creation, Entry, Question, SheetRead, plain_values


@dataclass
class Preview:
    """Every row of the file with its verdict, how the sheets were understood, and what comes with them.

    ``skipped``: (sheet, why).  ``committed`` turns true when something was written.
    """

    register: Register
    path: Path
    workbook: Workbook
    sheets: list[SheetRead] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Entry] = field(default_factory=list)
    creations: list[Creation] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    committed: bool = False

    @property
    def recognised(self) -> bool:
        """Whether any table was found."""
        return bool(self.sheets)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each verdict."""
        found = Counter(entry.verdict for entry in self.rows)
        return {verdict: found[verdict] for verdict in VERDICTS}

    def report(self) -> dict[str, Any]:
        """The report of the command line's contract, with the cells' own texts and differences beside."""
        return {
            "file": self.path.name,
            "register": self.register.key,
            "sheets": _merged([sheet.described() for sheet in self.sheets]),
            "skipped_sheets": [{"sheet": sheet, "why": why} for sheet, why in self.skipped],
            "rows": [self._told(entry) for entry in self.rows],
            "questions": [question._asdict() for question in self.questions],
            "counts": self.counts,
            "creates": [{"register": c.register, "name": c.name} for c in self.creations],
            "notes": self.notes,
            "committed": self.committed,
        }

    def _told(self, entry: Entry) -> dict[str, Any]:
        told: dict[str, Any] = {"sheet": entry.sheet, "row": entry.row}
        if entry.column:
            told["col"] = entry.column
        told["verdict"] = entry.verdict
        told["values"] = plain_values(self.register, entry.values)
        told["problems"] = [problem._asdict() for problem in entry.problems]
        if entry.differences:
            told["differences"] = [difference._asdict() for difference in entry.differences]
        return told


def _merged(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tables side by side under one header are one sheet of the report."""
    found: list[dict[str, Any]] = []
    for told in sheets:
        before = next(
            (s for s in found if s["sheet"] == told["sheet"] and s["header_rows"] == told["header_rows"]),
            None,
        )
        if before is None:
            found.append(told)
            continue
        for key in ("columns", "unused_columns"):
            before[key] |= told[key]
        before["unused_columns"] = {
            k: v for k, v in before["unused_columns"].items() if k not in before["columns"]
        }
        notes = dict.fromkeys([*before.get("notes", []), *told.get("notes", [])])
        if notes:
            before["notes"] = list(notes)
    return found
