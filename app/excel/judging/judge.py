"""Judges every record of a laid-out workbook: as its sheet states it, placed in the ledger, beside the rest of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.domain.fields import Problem
from app.excel.judging.asking import Asking
from app.excel.judging.code_words import with_code_words
from app.excel.judging.conventions import with_annotations
from app.excel.judging.doubles import Doubles
from app.excel.judging.entries import Creation, Entry, SheetRead, entry_of
from app.excel.judging.gaps import with_gaps_named, with_proposals
from app.excel.judging.in_ledger import LedgerRows, Met
from app.excel.judging.naming import Naming
from app.excel.judging.own_rows import OwnRows
from app.excel.judging.placing import Placing
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.judging.table_records import EVERY, TableRecords
from app.excel.layout.tables import Table
from app.excel.questions import Question

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Judgement:
    """The judged rows of a file, how its sheets were read, what comes with them, what was assumed.

    ``learnt``: what words that no table lists were answered to mean, by table and word.
    """

    entries: tuple[Entry, ...]
    sheets: tuple[SheetRead, ...]
    creations: tuple[Creation, ...]
    questions: tuple[Question, ...]
    learnt: Mapping[tuple[str, str], str]


def judge(tables: Sequence[Table], setting: ImportSetting, progress: Progress | None) -> Judgement:
    """Judges the tables of one file; ``progress`` is told (records done, of how many) and may raise to stop."""
    return _Judge(setting, sum(len(table.lines) for table in tables), progress).judge(tables)


class _Judge:
    def __init__(self, setting: ImportSetting, whole: int, progress: Progress | None) -> None:
        self._setting, self._whole, self._progress = setting, whole, progress
        self._asking = Asking(setting.answers)
        self._naming = Naming(setting, self._asking)
        self._placing = Placing(setting, self._naming, self._asking)
        self._own = OwnRows(setting.ledger, setting.register, as_text=setting.from_text)
        self._done = 0
        self._sheets: list[SheetRead] = []

    def judge(self, tables: Sequence[Table]) -> Judgement:
        placed: list[Record] = []
        for _, group in groupby(tables, key=lambda table: id(table.view.sheet)):
            placed += self._sheet(list(group))
        entries = self._judged(placed)
        terms = self._placing.terms
        creations = [*(terms.creations.values() if terms else ()), *self._placing.bringing.creations.values()]
        return Judgement(
            entries, tuple(self._sheets), tuple(creations), self._asking.questions, self._asking.learnt
        )

    def _sheet(self, tables: list[Table]) -> list[Record]:
        """The records of one sheet, placed: what it leaves unsaid is a matter of the whole sheet."""
        readers = [TableRecords(table, self._setting, self._own, self._naming) for table in tables]
        read = [record for reader in readers for record in self._read(reader)]
        stated, notes = self._stated(tables, [record for record in read if not record.unedited])
        readers[0].notes += notes
        following = iter(stated)
        notes_of = {id(reader.table): reader.notes for reader in readers}
        placed = [
            record if record.unedited else self._placing.placed(next(following), notes_of[id(record.table)])
            for record in read
        ]
        for reader in readers:
            self._naming.ask_levels(reader.table)
            self._sheets.append(SheetRead(reader.table, tuple(reader.notes)))
        return placed

    def _stated(self, tables: list[Table], records: list[Record]) -> tuple[list[Record], list[str]]:
        """The records of one sheet with what it leaves unsaid, word by word, row beside row."""
        register, found = self._setting.register, []
        annotated, notes = with_annotations(records, register, self._setting.context)
        for table in tables:
            own = [record for record in annotated if record.table is table]
            if not table.own and table.columns.record_number is None:
                own = with_code_words(own, table, register, self._asking)
                own = with_proposals(own, table, self._setting, self._asking)
                own = with_gaps_named(own, table, register)
            found += own
        return found, notes

    def _read(self, reader: TableRecords) -> list[Record]:
        records = reader.read(self._watched)
        self._done += len(reader.table.lines)
        return records

    def _watched(self, lines: int) -> None:
        if self._progress is not None:
            self._progress(self._done + lines, self._whole)

    def _judged(self, records: list[Record]) -> tuple[Entry, ...]:
        """Each record beside the ledger and the earlier ones of its file."""
        rows, doubles = LedgerRows(self._setting, self._own), Doubles(self._setting.register)
        entries = []
        for number, record in enumerate(records):
            if record.unedited:
                verdict = "double" if record.shown_twice else "same"
                entry = entry_of(record, verdict=verdict, row_id=record.named_row)
            else:
                entry = self._entry(rows.met(record), doubles)
            doubles.take(entry)
            entries.append(entry)
            if number % EVERY == 0:
                self._watched(0)
        return tuple(entries)

    def _entry(self, met: Met, doubles: Doubles) -> Entry:
        twin = doubles.twin_of(met.record)
        record = met.record.having(problems=twin.problems, unkept=twin.unkept)
        record = replace(record, problems=_once_each(record.problems))
        verdict = "double" if twin.double else "new"
        entry = entry_of(
            record,
            verdict=verdict,
            row_id=met.row_id,
            part_ids=met.part_ids,
            twin=twin.place,
            differences=met.differences,
            changes=met.changes,
        )
        return replace(entry, verdict=verdict_of(entry))


def _once_each(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems)) if len(problems) > 1 else problems


def verdict_of(entry: Entry) -> str:
    """wrong before double before same before flagged before changed before new."""
    if entry.has_errors:
        return "wrong"
    if entry.verdict == "double":
        return "double"
    if entry.row_id is not None and not entry.differences:
        return "same"
    if entry.problems or entry.unsure:
        return "flagged"
    return "changed" if entry.row_id is not None else "new"
