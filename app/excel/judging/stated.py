"""What titles settle for all rows, what other values say, and computed values that a sheet states as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.domain.fields import Context, Ref, Row
from app.domain.register import Register
from app.excel.judging.entries import Entry
from app.excel.judging.naming import Naming
from app.excel.layout.tables import Table
from app.excel.layout.view import column_letter


class Stating:
    """For the entries of one table: values from its title, inferred values, and checks of what is computed."""

    def __init__(self, table: Table, register: Register, notes: list[str]) -> None:
        self._register, self._notes = register, notes
        self._titled = {
            key: code
            for key, patterns in register.intake.titled.items()
            if key not in table.columns.whole and (code := _said(table.facts.words, patterns))
        }

    def settle(self, entry: Entry) -> None:
        """What the title says of every row that does not say it itself."""
        for key, code in self._titled.items():
            if entry.values.get(key) is None and key not in entry.written:
                entry.values[key] = code
                field = self._register.field(key)
                self._note(f"{field.label}没有单独一栏,按标题读作“{field.text(code)}”。")

    def _note(self, sentence: str) -> None:
        if sentence not in self._notes:
            self._notes.append(sentence)

    def infer(self, entry: Entry, context: Context) -> None:
        """Values that follow from others, with their doubts."""
        if self._register.intake.infer is None:
            return
        for problem in self._register.intake.infer(entry.values, context):
            if problem.severity == "note":
                self._note(problem.message)
            elif not any(p.field == problem.field and p.code == problem.code for p in entry.problems):
                entry.problems.append(problem)

    def check(self, entry: Entry, row: Row, context: Context) -> None:
        """Computed values that the sheet states: kept out of the ledger, and doubted where nothing bears them out."""
        for key, judge in self._register.intake.checked.items():
            stated = entry.values.get(key)
            if stated is None:
                continue
            entry.left_out.add(key)
            sentence = judge(stated, row, context)
            if sentence:
                entry.warn(key, f"{key}_unsupported", sentence)


def _said(words: Iterable[str], patterns: tuple[tuple[str, str], ...]) -> str | None:
    """The first code whose pattern a title holds; titles nearest to the table's own words come first."""
    for text in words:
        for pattern, code in patterns:
            if re.search(pattern, text):
                return code
    return None


def spread_over(entry: Entry, register: Register, naming: Naming) -> list[Entry]:
    """One entry for each of several names in the field that a record has one of."""
    key = register.intake.spread
    ref: Any = entry.values.get(key) if key else None
    if not isinstance(ref, Ref) or ref.id is not None:
        return [entry]
    names = naming.split(key, ref.name).names
    if len(names) < 2:
        return [entry]
    columns = entry.table.columns.whole.get(key, (0,))
    return [
        replace(
            entry,
            column=entry.column or column_letter(columns[0]),
            values={**entry.values, key: Ref(None, name)},
            problems=list(entry.problems),
            left_out=set(),
        )
        for name in names
    ]
