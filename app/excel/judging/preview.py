"""What a workbook would bring into the ledger, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.register import Register
from app.excel.grid import Workbook
from app.excel.judging.entries import VERDICTS, Creation, Entry, SheetRead, plain_values
from app.excel.judging.judge import Judgement
from app.excel.judging.records import as_shown
from app.excel.layout.sheets import Layout
from app.excel.questions import Answer, LeftOut, Question


@dataclass
class Preview:
    """Every row of the file with its verdict, how the sheets were understood, and what comes with them.

    ``layout``: where its records stand, and what was left out; ``questions``: what was assumed of whole
    columns and sheets; ``answers``: those that were given
    for this file.  ``committed_rows``: the places of the rows that were written.
    """

    register: Register
    path: Path
    workbook: Workbook
    judgement: Judgement
    layout: Layout
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    committed_rows: frozenset[int] = frozenset()

    @property
    def rows(self) -> Sequence[Entry]:
        """The judged records."""
        return self.judgement.entries

    @property
    def sheets(self) -> Sequence[SheetRead]:
        """How each table was understood."""
        return self.judgement.sheets

    @property
    def creations(self) -> Sequence[Creation]:
        """What comes with the rows."""
        return self.judgement.creations

    @property
    def skipped(self) -> Sequence[tuple[str, str]]:
        """The sheets that were not read, with the reason."""
        return self.layout.skipped

    @property
    def left_out(self) -> Sequence[LeftOut]:
        """The filled rows that are no entries."""
        return self.layout.left_out

    @property
    def open_questions(self) -> Sequence[Question]:
        """What the clerk must be asked: sheets of the same headings share their questions."""
        return [question for question in self.questions if not question.same_as]

    def asked_with(self, question: Question) -> list[str]:
        """The further sheets of which the same is asked."""

        def subject(asked: Question) -> tuple[str | None, ...]:
            return asked.code, asked.field, asked.word, "" if asked.word else asked.column

        same = subject(question)
        return [q.sheet for q in self.questions if q.same_as == question.sheet and subject(q) == same]

    @property
    def notes(self) -> Sequence[str]:
        """What there is to say of the whole file."""
        return self.workbook.notes

    @property
    def committed(self) -> bool:
        """Whether something was written."""
        return bool(self.committed_rows)

    @property
    def recognised(self) -> bool:
        """Whether any table was found."""
        return bool(self.sheets)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each verdict."""
        counted = Counter(entry.verdict for entry in self.rows)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def report(self) -> dict[str, Any]:
        """The report of the command line's contract, with the cells' own texts and differences beside."""
        return {
            "file": self.path.name,
            "register": self.register.key,
            "sheets": _merged([sheet.described() for sheet in self.sheets]),
            "skipped_sheets": [{"sheet": sheet, "why": why} for sheet, why in self.skipped],
            "rows": [self._described(entry) for entry in self.rows],
            "questions": [question.described() for question in self.questions],
            "left_out": [left._asdict() for left in self.left_out],
            "counts": self.counts,
            "creates": [{"register": c.register, "name": c.name} for c in self.creations],
            "notes": list(self.notes),
            "committed": self.committed,
        }

    def _described(self, entry: Entry) -> dict[str, Any]:
        described: dict[str, Any] = {"sheet": entry.sheet, "row": entry.row}
        if entry.column:
            described["col"] = entry.column
        described["verdict"] = entry.verdict
        described["values"] = plain_values(self.register, as_shown(entry, self.register))
        described["problems"] = [problem._asdict() for problem in entry.problems]
        if entry.differences:
            described["differences"] = [difference._asdict() for difference in entry.differences]
        return described


def _merged(sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tables side by side under one header are one sheet of the report."""
    merged: list[dict[str, Any]] = []
    for described in sheets:
        before = next(
            (
                s
                for s in merged
                if s["sheet"] == described["sheet"] and s["header_rows"] == described["header_rows"]
            ),
            None,
        )
        if before is None:
            merged.append(described)
            continue
        for key in ("columns", "unused_columns"):
            before[key] |= described[key]
        before["unused_columns"] = {
            k: v for k, v in before["unused_columns"].items() if k not in before["columns"]
        }
        notes = dict.fromkeys([*before.get("notes", []), *described.get("notes", [])])
        if notes:
            before["notes"] = list(notes)
    return merged
