"""The records of one table as its cells, its title and its ticks state them; the ledger's rows come later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from app.domain.fields import Problem, Ref
from app.domain.intake_habits import RecordForEach
from app.excel.judging.amending import Amending
from app.excel.judging.asking import SURE_ENOUGH, Asking, codes_of
from app.excel.judging.levels import Levels, RowLevel
from app.excel.judging.naming import Naming
from app.excel.judging.own_rows import OwnRows
from app.excel.judging.records import Record, instance_of
from app.excel.judging.setting import ImportSetting
from app.excel.judging.title_says import values_of_title
from app.excel.judging.values import MISSING, CellsRead, RecordReader
from app.excel.layout.column_questions import sureness
from app.excel.layout.lines import Line
from app.excel.layout.tables import Table
from app.excel.layout.tick_marks import is_no_tick, says_this
from app.excel.layout.view import column_letter
from app.excel.record_numbers import row_of

LEVEL, LIKELY = "level", 0.7  # the code of the question, and how sure the ledger's own level is
EVERY = 500  # records between two words to whoever watches


class TableRecords:
    """Reads the records of one table; ``notes`` are sentences about how."""

    def __init__(
        self, table: Table, setting: ImportSetting, own: OwnRows, naming: Naming, asking: Asking
    ) -> None:
        self.table, self._setting, self._own, self._naming, self._asking = table, setting, own, naming, asking
        self._register = setting.register
        self.notes: list[str] = list(table.notes)
        context = replace(setting.context, year=table.facts.year)
        self._reader = RecordReader(table, self._register, context, setting.from_text)
        self._level = self._register.intake.level
        self._spread = self._register.intake.habit(RecordForEach).field
        self._levels = self._levels_read() if self._level else None
        self._titled = values_of_title(table, self._register)
        self._amending = Amending(setting.amendments, self._reader, self._levels)
        columns, used = table.columns.assumed, table.columns.used()
        #: fields of columns of which so little is sure that their rows wait for the answer
        self._doubted = {
            used[c] for c, one in columns.items() if c in used and sureness(one, used[c]) < SURE_ENOUGH
        }

    def _levels_read(self) -> Levels:
        answer = self._asking.answer(LEVEL, self.table, self._register.field(self._level))
        wanted = self._setting.level or (
            answer if answer in self._register.field(self._level).kind.table.codes() else None
        )
        return Levels(self.table, self._register, self._setting.office, wanted, self.notes)

    def _ask_level(self) -> None:
        """A sheet that nowhere says of which level its people are deputies is asked about once."""
        if self._levels is None or not self._levels.assumed or self.table.own:
            return
        field, level = self._register.field(self._level), self._levels.fallback
        message = f"没有写是哪一级的，先按{field.text(level)}读取，对吗？"
        self._asking.ask(LEVEL, self.table, field, message, level, LIKELY, codes_of(field))

    def read(self, watched: Callable[[int], None]) -> list[Record]:
        """All records in their order; ``watched`` is told how many lines are done and may raise to stop."""
        records: list[Record] = []
        for number, line in enumerate(self.table.lines):
            unedited = self._unedited(number, line)
            records.extend([unedited] if unedited else self._amending.amended(self._of_line(number, line)))
            if number % EVERY == 0:
                watched(number)
        self._ask_level()
        self.notes += self._reader.notes
        if self.table.vacancies:  # no rows of their own
            self.notes.append(f"有 {self.table.vacancies} 个名额空缺，没有作为代表读入。")
        return records

    def _unedited(self, number: int, line: Line) -> Record | None:
        """The record of an unedited line of our own ledger, which need not be read."""
        shown = self._own.claim(self.table, line)
        if shown is None:
            return None
        row, again = shown
        place = self.table.view.original((line.row, 0))
        return Record(
            self.table,
            number,
            self.table.view.sheet.name,
            place[0] + 1,
            values=self._own.values(self.table, row),
            named_row=row["id"],
            unedited=True,
            shown_twice=again,
        )

    def _of_line(self, number: int, line: Line) -> Iterator[Record]:
        """The records of one line: one a level that it states, one a name in the field that takes one."""
        cells = self._reader.read(line)
        self._tick(line, cells)
        levels = self._levels.of(line, self._reader) if self._levels else [RowLevel(None)]
        row, column = self._place(line)
        named_row, emptied = self._numbered(line, cells)
        for level in levels:
            values = dict(cells.values) if len(levels) > 1 else cells.values
            written, problems = cells.written, cells.problems
            if level.level is not None:
                values[self._level] = level.level
            if level.written:
                written[self._level] = level.written
            problems = self._say_title(values, written, problems)
            own_values = {
                "table": self.table, "line": number, "sheet": self.table.view.sheet.name, "row": row + 1,
                "column": level.column or column, "values": values, "written": written,
                "problems": (*problems, level.problem) if level.problem else tuple(problems),
                "aside": cells.aside, "named_row": named_row, "emptied": emptied,
                "unkept": self._in_lists(values) if line.rounds else frozenset(),
                "unsure": any(values.get(key) is not None for key in self._doubted),
            }  # fmt: skip
            record = instance_of(Record, own_values)
            named_row, emptied = None, frozenset()
            yield from self._one_a_name(record)

    def _in_lists(self, values: Mapping[str, object]) -> frozenset[str]:
        """The fields that show what stands in a list of the record, where the list itself was read."""
        shown = (f for f in self._register.line_fields if f.in_line and values.get(f.in_line.lines))
        return frozenset(field.key for field in shown)

    def _place(self, line: Line) -> tuple[int, str | None]:
        """The sheet's row, and the column where a row holds several records."""
        table, anchor = self.table, self._reader.anchor
        if table.view.turned:
            row = table.columns.lead(anchor) if line.column is None else line.column
            return row, column_letter(line.row)
        row, column = table.view.original((line.row, line.column if line.column is not None else 0))
        if line.column is not None:
            return row, column_letter(column)
        return row, column_letter(table.columns.lead(anchor)) if table.beside else None

    def _numbered(self, line: Line, cells: CellsRead) -> tuple[int | None, frozenset[str]]:
        """A record number from our own export names the row, and blank cells count."""
        number = self.table.columns.record_number
        if number is None:
            return None, frozenset()
        row_id = row_of(self.table.view.text(line.row, number), self._setting.ledger.ledger_id)
        if row_id is None:
            return None, frozenset()
        blank = (
            k for k in self.table.columns.whole if cells.values.get(k) is None and k not in cells.written
        )
        return row_id, frozenset(blank)

    def _tick(self, line: Line, cells: CellsRead) -> None:
        """Fields that are ticked in one of several columns, levels apart."""
        for column, (key, code) in self.table.columns.ticks.items():
            if key == self._level:
                continue
            text = self.table.view.spread(line.row, column)
            if is_no_tick(text):
                continue
            field = self._register.field(key)
            heading = self.table.header.headings[column].text
            if cells.values.get(key, code) != code or not says_this(text, heading):
                cells.problems.append(field.warning("ticks", f"{field.label}的勾选看不明白，请核对。"))
            before = f"{cells.written[key]} {text}" if key in cells.written else ""
            cells.written[key] = before or f"{text} {field.text(code)}"
            cells.values.setdefault(key, code)

    def _say_title(
        self, values: dict[str, object], written: dict[str, str], problems: list[Problem]
    ) -> list[Problem]:
        """What the title says of every row that does not say it itself; the problems without its being missing."""
        for key, code in self._titled.items():
            if values.get(key) is None and not written.get(key):
                values[key] = code
                problems = [
                    problem for problem in problems if (problem.field, problem.code) != (key, MISSING)
                ]
                field = self._register.field(key)
                note = f"{field.label}没有单独一栏，按标题读作“{field.text(code)}”。"
                if note not in self.notes:
                    self.notes.append(note)
        return problems

    def _one_a_name(self, record: Record) -> list[Record]:
        """One record for each of several names in the field that a record has one of."""
        key = self._spread
        ref = record.values.get(key) if key else None
        if not isinstance(ref, Ref) or ref.id is not None:
            return [record]
        names = self._naming.split(key, ref.name).names
        if len(names) < 2:
            return [record]
        column = record.column or column_letter(self.table.columns.whole.get(key, (0,))[0])
        return [
            replace(record, column=column, values={**record.values, key: Ref(None, name)}) for name in names
        ]
