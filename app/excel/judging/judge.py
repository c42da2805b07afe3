"""Judges every record of a laid-out workbook against its own sheet, the rules, the ledger and the rest of the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Any

from app.domain.fields import Problem
from app.domain.in_lines import fold
from app.domain.register import Register
from app.domain.registers.acting_deputies import NOT_IN_OFFICE
from app.excel.judging.conventions import apply_annotations
from app.excel.judging.doubles import anchor_of, mark_doubles
from app.excel.judging.entries import Creation, Entry, Question, SheetRead
from app.excel.judging.known import Known
from app.excel.judging.levels import Levels, Stated, Terms
from app.excel.judging.links import Bringing
from app.excel.judging.naming import Naming
from app.excel.judging.own_rows import OwnRows
from app.excel.judging.stated import Stating, spread_over
from app.excel.judging.values import RecordReader
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.layout.titles import Office
from app.excel.layout.view import column_letter
from app.excel.layout.vocabulary import is_no_tick, says_this
from app.excel.record_numbers import row_of
from app.storage.ledger import Ledger

EVERY = 500  # records between two words to whoever watches
Progress = Callable[[int, int], None]


class Judge:
    """Judges the tables of one file for one register."""

    def __init__(
        self,
        ledger: Ledger,
        register: Register,
        office: Office,
        *,
        year: int | None,
        term: int | None,
        level: str | None,
        from_text: bool,
    ) -> None:
        self.ledger, self.register, self.office = ledger, register, office
        self._year, self._level, self._from_text = year, level, from_text
        self._context = ledger.context()
        self._terms = Terms(ledger, register, term, level) if register.intake.term else None
        self._bringing = Bringing(register, ledger.lookup)
        self._naming = Naming(ledger, register)
        self._judges = (register, *(part.register for part in register.parts))
        self._required = [f for f in register.input_fields if f.required]
        self._own = OwnRows(ledger, register, as_text=from_text)
        self.entries: list[Entry] = []
        self.sheets: list[SheetRead] = []
        self.questions: list[Question] = []

    def judge(self, tables: list[Table], progress: Progress | None) -> None:
        """Fills ``entries`` and ``sheets``; ``progress`` is told (done, all) and may raise to stop."""
        whole = sum(len(table.lines) for table in tables)
        for _, group in groupby(tables, key=lambda table: id(table.view.sheet)):
            self._sheet(list(group), progress, whole)
        self._complete()

    @property
    def creations(self) -> list[Creation]:
        """What the file brings with it: terms first, then what refers to them."""
        terms = list(self._terms.creations.values()) if self._terms else []
        return [*terms, *self._bringing.creations.values()]

    def _sheet(self, tables: list[Table], progress: Progress | None, whole: int) -> None:
        """The tables of one sheet: what it leaves unsaid is a matter of the whole sheet."""
        sheets = [SheetRead(table, list(table.notes)) for table in tables]
        found = [
            self._table(table, sheet, progress, whole) for table, sheet in zip(tables, sheets, strict=True)
        ]
        everything = [entry for _, entries in found for entry in entries if not entry.settled]
        sheets[0].notes += apply_annotations(everything, self.register, self._context)
        for sheet, (stating, entries) in zip(sheets, found, strict=True):
            if sheet.table.vacancies:
                sheet.notes.append(f"有 {sheet.table.vacancies} 个名额空缺,没有作为代表读入。")
            for entry in entries:
                if not entry.settled:
                    self._placed(entry, sheet, stating)
            asked = self._naming.questions(sheet.table)
            self.questions += asked
            sheet.notes += [question.message for question in asked]
            self.entries.extend(entries)
        self.sheets.extend(sheets)

    def _table(
        self, table: Table, sheet: SheetRead, progress: Progress | None, whole: int
    ) -> tuple[Stating, list[Entry]]:
        context = replace(self._context, year=self._year or table.facts.year)
        reader = RecordReader(table, self.register, context, self._from_text)
        level = self.register.intake.level
        levels = Levels(table, self.register, self.office, self._level, sheet.notes) if level else None
        stating = Stating(table, self.register, sheet.notes)
        found: list[Entry] = []
        for number, line in enumerate(table.lines):
            if (settled := self._settled(table, number, line)) is not None:
                found.append(settled)
                continue
            for entry in self._entries(table, number, line, reader, levels):
                stating.settle(entry)
                found.extend(spread_over(entry, self.register, self._naming))
            if progress and number % EVERY == 0:
                progress(len(self.entries) + number, whole)
        return stating, found

    def _settled(self, table: Table, number: int, line: Line) -> Entry | None:
        """The entry of an unedited line of our own ledger, which need not be read."""
        shown = self._own.claim(table, line)
        if shown is None:
            return None
        row, again = shown
        place = table.view.original((line.row, 0))
        entry = Entry(
            table, number, table.view.sheet.name, place[0] + 1, settled=True, given=True, row_id=row["id"]
        )
        entry.values = self._own.values(table, row)
        entry.verdict = "double" if again else entry.verdict
        return entry

    def _entries(
        self, table: Table, number: int, line: Line, reader: RecordReader, levels: Levels | None
    ) -> list[Entry]:
        values, written, problems = reader.read(line)
        self._ticks(table, line, values, written, problems)
        stated = levels.of(line, reader) if levels else [Stated(None)]
        row, column = table.view.original((line.row, line.column if line.column is not None else 0))
        turned = column_letter(column) if line.column is not None else None
        if table.view.turned:
            row, turned = table.columns.lead(reader.anchor), column_letter(line.row)
        made = []
        for one in stated:
            entry = Entry(
                table,
                number,
                table.view.sheet.name,
                row + 1,
                one.column or turned or self._beside(table, reader),
            )
            entry.values = dict(values) if len(stated) > 1 else values
            entry.written = written
            entry.problems = list(problems)
            if one.level is not None:
                entry.values[self.register.intake.level] = one.level
            if one.written:
                written[self.register.intake.level] = one.written
            if one.problem is not None:
                entry.problems.append(one.problem)
            made.append(entry)
        self._numbered(table, line, made[0])
        return made

    def _beside(self, table: Table, reader: RecordReader) -> str | None:
        """Two tables side by side: the column of the name tells two entries of one row apart."""
        return column_letter(table.columns.lead(reader.anchor)) if table.beside else None

    def _numbered(self, table: Table, line: Line, entry: Entry) -> None:
        """A record number from our own export names the row, and blank cells count."""
        if table.columns.record_number is None:
            return
        entry.row_id = row_of(table.view.text(line.row, table.columns.record_number), self.ledger.ledger_id)
        if entry.row_id is not None:
            entry.given = True
            entry.emptied = frozenset(
                k for k in table.columns.whole if entry.values.get(k) is None and k not in entry.written
            )

    def _ticks(
        self,
        table: Table,
        line: Line,
        values: dict[str, Any],
        written: dict[str, str],
        problems: list[Problem],
    ) -> None:
        """Fields that are ticked in one of several columns, levels apart."""
        for column, (key, code) in table.columns.ticks.items():
            if key == self.register.intake.level:
                continue
            text = table.view.spread(line.row, column)
            if is_no_tick(text):
                continue
            field = self.register.field(key)
            if values.get(key, code) != code or not says_this(text, table.header.headings[column].text):
                problems.append(field.warning("ticks", f"{field.label}的勾选看不明白,请核对。"))
            written[key] = f"{written[key]} {text}" if key in written else f"{text} {field.text(code)}"
            values.setdefault(key, code)

    def _placed(self, entry: Entry, sheet: SheetRead, stating: Stating) -> None:
        """Term, links, rules and what the ledger knows."""
        intake = self.register.intake
        if self._terms is not None:
            term, doubt, note = self._terms.of(entry.values[intake.level], entry.table.facts)
            entry.values[intake.term] = term
            if doubt is not None:
                entry.problems.append(doubt)
            if note and note not in sheet.notes:
                sheet.notes.append(note)
        if intake.others and re.search(intake.others, entry.table.facts.title):
            message = f"标题写的是「{entry.table.facts.title}」,不像{self.register.label},请核对后再导入。"
            entry.warn(anchor_of(self.register), "other_people", message)
        self._naming.resolve(entry)
        self._bringing.resolve(entry)
        stating.infer(entry, self._context)
        entry.problems += [
            field.problem("missing", f"请填写{field.label}。")
            for field in self._required
            if entry.values.get(field.key) is None
            and not any(p.field == field.key and p.severity == "error" for p in entry.problems)
        ]
        row = self._as_saved(entry.values)
        unresolved = {p.code for p in entry.problems} & {NOT_IN_OFFICE}  # a name was doubted for it already
        for register in self._judges:
            if register.rules:
                judged = register.judge(row, self._context)
                entry.problems += [p for p in judged if p.code not in unresolved]
        stating.check(entry, row, self._context)

    def _as_saved(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values as saving would arrange them, where some belong into a list of the row."""
        if not self.register.line_fields:
            return values
        row = dict(values)
        fold(self.register, row, {})
        if self.register.complete is not None:
            self.register.complete(row, self._context)
        return row

    def _complete(self) -> None:
        known = Known(self.ledger, self.register, self._own)
        for entry in self.entries:
            if not entry.settled:
                known.find(entry, entry.row_id)
        mark_doubles(self.entries, self.register)
        for entry in self.entries:
            entry.problems = list(dict.fromkeys(entry.problems))
            entry.verdict = verdict_of(entry)


def verdict_of(entry: Entry) -> str:
    """wrong before double before same before flagged before changed before new."""
    if entry.has_errors:
        return "wrong"
    if entry.verdict == "double":
        return "double"
    if entry.row_id is not None and not entry.differences:
        return "same"
    if entry.problems:
        return "flagged"
    return "changed" if entry.row_id is not None else "new"
