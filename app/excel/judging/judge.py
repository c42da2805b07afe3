"""Judges every record of a laid-out workbook: as its sheet states it, placed in the ledger, beside the rest of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.excel.judging.asking import Asking
from app.excel.judging.code_words import with_code_words
from app.excel.judging.conventions import with_annotations
from app.excel.judging.doubles import Doubles
from app.excel.judging.edited_doubles import with_edited_doubles
from app.excel.judging.entries import Creation, Entry, SheetRead, entry_of
from app.excel.judging.following_years import with_following_years
from app.excel.judging.gaps import with_gaps_named, with_proposals
from app.excel.judging.in_ledger import LedgerRows, Met
from app.excel.judging.naming import Naming
from app.excel.judging.own_rows import OwnRows
from app.excel.judging.parts_of_days import with_parts_of_days_kept
from app.excel.judging.people_by_code import with_people_by_code
from app.excel.judging.periods import with_periods
from app.excel.judging.placing import Placing
from app.excel.judging.read_in_part import with_parts_asked
from app.excel.judging.records import Record
from app.excel.judging.recurring_doubts import with_recurring_doubts_asked
from app.excel.judging.setting import ImportSetting
from app.excel.judging.table_records import EVERY, TableRecords
from app.excel.judging.title_says import with_days_of_titles
from app.excel.judging.undated_states import with_states_dated
from app.excel.judging.within_file import linked_within
from app.excel.judging.years_unsaid import UnsaidYears
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
        tables = UnsaidYears(tables, self._setting, self._asking).tables()
        for _, group in groupby(tables, key=lambda table: id(table.view.sheet)):
            placed += self._sheet(list(group))
        entries = self._judged(linked_within(placed, self._setting.register))
        terms = self._placing.terms
        creations = [*(terms.creations.values() if terms else ()), *self._placing.bringing.creations.values()]
        return Judgement(
            entries, tuple(self._sheets), tuple(creations), self._asking.questions, self._asking.learnt
        )

    def _sheet(self, tables: list[Table]) -> list[Record]:
        """The records of one sheet, placed: what it leaves unsaid is a matter of the whole sheet."""
        readers = [
            TableRecords(table, self._setting, self._own, self._naming, self._asking) for table in tables
        ]
        read = [record for reader in readers for record in self._read(reader)]
        completed, notes = self._completed(tables, [record for record in read if not record.unedited])
        readers[0].notes += notes
        following = iter(completed)
        notes_of = {id(reader.table): reader.notes for reader in readers}
        placed = [
            record if record.unedited else self._placing.placed(next(following), notes_of[id(record.table)])
            for record in read
        ]
        for reader in readers:
            self._naming.ask_levels(reader.table)
            ruled, register = self._placing.ruled, self._setting.register
            placed = with_recurring_doubts_asked(
                placed, reader.table, register, ruled, self._naming, self._asking
            )
            self._sheets.append(SheetRead(reader.table, tuple(reader.notes)))
        return placed

    def _completed(self, tables: list[Table], records: list[Record]) -> tuple[list[Record], list[str]]:
        """The records of one sheet with what it leaves unsaid, word by word, row beside row."""
        register, completed = self._setting.register, []
        annotated, notes = with_annotations(records, register, self._setting.context)
        for table in tables:
            own = [record for record in annotated if record.table is table]
            if not table.own and table.columns.record_number is None:
                own = with_code_words(own, table, register, self._asking)
                own = with_parts_of_days_kept(own, register)
                own = with_parts_asked(own, table, register, self._asking)
                own = with_people_by_code(own, table, self._setting)
                own = with_days_of_titles(own, table, self._setting, self._asking)
                own = with_proposals(own, table, self._setting, self._asking)
                own = with_following_years(own, table, register, self._setting.context.today, self._asking)
                own = with_periods(own, table, register, self._asking)
                own = with_states_dated(own, table, self._setting, self._asking)
                own = with_gaps_named(own, table, register)
            completed += own
        return completed, notes

    def _read(self, reader: TableRecords) -> list[Record]:
        records = reader.read(self._watched)
        self._done += len(reader.table.lines)
        return records

    def _watched(self, lines: int) -> None:
        if self._progress is not None:
            self._progress(self._done + lines, self._whole)

    def _judged(self, records: list[Record]) -> tuple[Entry, ...]:
        """Each record beside the ledger and the earlier ones of its file."""
        rows, doubles = LedgerRows(self._setting, self._own), Doubles(self._setting.register, self._asking)
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
        return with_edited_doubles(entries, rows.by_id, self._setting.register)

    def _entry(self, met: Met, doubles: Doubles) -> Entry:
        twin = doubles.twin_of(met.record)
        record = met.record.having(problems=twin.problems, unkept=twin.unkept)
        if len(record.problems) > 1:
            record = replace(record, problems=tuple(dict.fromkeys(record.problems)))
        return entry_of(
            record,
            verdict=verdict_of(
                record,
                is_double=twin.double,
                is_there=met.row_id is not None,
                differs=bool(met.differences) or met.has_unread,
            ),
            row_id=met.row_id,
            part_ids=met.part_ids,
            twin=twin.place,
            differences=met.differences,
            changes=met.changes,
        )


def verdict_of(record: Record, *, is_double: bool, is_there: bool, differs: bool) -> str:
    """wrong before double before same before flagged before changed before new."""
    if record.has_errors:
        return "wrong"
    if is_double:
        return "double"
    if is_there and not differs:
        return "same"
    if record.problems or record.unsure:
        return "flagged"
    return "changed" if is_there else "new"
