"""The level and the term of each record: from ticks, cells, sections, titles, or what the clerk said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.domain.fields import Problem, Ref
from app.domain.register import Register
from app.domain.texts import half_width
from app.excel.judging.entries import Creation
from app.excel.judging.values import RecordReader
from app.excel.layout.lines import Line
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.tick_marks import is_no_tick, says_this
from app.excel.layout.titles import HOME, Facts, Office, level_of
from app.excel.layout.view import column_letter
from app.storage.ledger import Ledger

_RUN = re.compile(r"^((?:全国|省|市|县|区|镇|乡){2,})级?(?:人大)?(?:代表)?$")
_ONE_LEVEL = {"乡镇", "镇乡", "县市区", "县区", "县市", "市县", "市县区", "市区"}
_ONE = re.compile("全国|省|市|县|区|镇|乡")
_APART = re.compile(r"[、,\uff0c/;\uff1b+&\s]+|和|及|与|兼")


@dataclass(frozen=True)
class RowLevel:
    """One level that a record states, and the column that says so where one record states several."""

    level: str | None
    column: str | None = None
    written: str = ""
    problem: Problem | None = None


class Levels:
    """Reads the level of the records of one table."""

    def __init__(
        self, table: Table, register: Register, office: Office, wanted: str | None, notes: list[str]
    ) -> None:
        self._table, self._register, self._office, self._notes = table, register, office, notes
        self._key = register.intake.level
        self._ticks = {c: code for c, (key, code) in table.columns.ticks.items() if key == self._key}
        self.fallback = wanted or table.facts.level or HOME
        self._wanted = wanted
        self._unsaid = RowLevel(self.fallback)
        self.assumed = False  # whether some record has a level that nothing says
        if table.facts.several and not wanted and not table.facts.level:
            self._unsaid = self._guessed("标题写明有几级代表")
        if not wanted and table.facts.note:
            self._note(table.facts.note)
        self._memo: dict[str, list[RowLevel]] = {}

    def _note(self, sentence: str) -> None:
        if sentence and sentence not in self._notes:
            self._notes.append(sentence)

    def _guessed(self, why: str) -> RowLevel:
        field = self._register.field(self._key)
        message = f"{why}，这一行没有写{field.label}，先按{field.text(self.fallback)}读取，请核对。"
        return RowLevel(self.fallback, problem=field.warning("missing", message))

    @cached_property
    def _in_doubt(self) -> RowLevel:
        return self._guessed("别的行写有另一级")

    @cached_property
    def _others_differ(self) -> bool:
        """Whether the column states another level than the one an empty cell would be read as."""
        columns = () if self._wanted else self._table.columns.whole.get(self._key, ())
        texts = {self._table.view.text(line.row, c) for line in self._table.lines for c in columns}
        return any(level_of(text, self._office)[0] not in (None, self.fallback) for text in texts if text)

    def of(self, line: Line, reader: RecordReader) -> list[RowLevel]:
        """The levels of one record, at least one."""
        if self._ticks:
            return self._ticked(line)
        if not self._table.columns.whole.get(self._key) and self._key not in line.words and not line.places:
            self.assumed = not self._wanted and not self._table.facts.level
            return [self._unsaid]
        cell, _, doubt = reader.cell(self._key, self._table.places_of(line, self._key), line)
        text = str(cell).strip() if cell is not None else ""
        if doubt is not None:
            return [RowLevel(self.fallback, problem=doubt)]
        if text not in self._memo:
            if says_nothing(text):
                return [self._in_doubt if self._others_differ else self._unsaid]
            self._memo[text] = self._read(text)
        return self._memo[text]

    def _read(self, text: str) -> list[RowLevel]:
        several = self._several(text)
        if several:
            return several
        level, note = level_of(text, self._office)
        if level:
            self._note(note or "")
            return [RowLevel(level, written=text)]
        field = self._register.field(self._key)
        message = f"{field.label}“{text}”看不出是哪一级，可以填：镇、县、市、省、全国。"
        return [RowLevel(self.fallback, written=text, problem=field.warning("unknown_code", message))]

    def typed(self, text: str) -> RowLevel:
        """The one level that a clerk typed for a record."""
        return self._unsaid if says_nothing(text) else self._read(text)[0]

    def _several(self, text: str) -> list[RowLevel]:
        """市、镇 in one cell: two levels of one person."""
        parts = [part for part in _APART.split(half_width(text).replace("两级", "")) if part]
        run = _RUN.match("".join(parts))
        if run and run.group(1) not in _ONE_LEVEL:
            parts = _ONE.findall(run.group(1))  # 市镇两级
        read = [level_of(part, self._office) for part in parts]
        if len(parts) < 2 or not all(code for code, _ in read):
            return []
        column = self._table.columns.whole.get(self._key)
        for _, note in read:
            self._note(note or "")
        return [
            RowLevel(code, column_letter(column[0]) if column else None, text)
            for code in dict.fromkeys(c for c, _ in read)
        ]

    def _ticked(self, line: Line) -> list[RowLevel]:
        levels: list[RowLevel] = []
        doubt: Problem | None = None
        field = self._register.field(self._key)
        for column, code in self._ticks.items():
            text = self._table.view.spread(line.row, column)
            heading = self._table.header.headings[column].text
            if says_this(text, heading):
                levels.append(RowLevel(code, column_letter(column), text))
            elif not is_no_tick(text):
                doubt = field.warning(
                    "unknown_code", f"{field.label}一栏写的是“{text}”，看不出是否勾选，请核对。"
                )
        if not levels:
            doubt = doubt or field.warning(
                "missing", f"没有勾选{field.label}，先按{field.text(self.fallback)}读取，请核对。"
            )
            return [RowLevel(self.fallback, problem=doubt)]
        alone = len(levels) == 1
        return [RowLevel(s.level, None if alone else s.column, s.written, doubt) for s in levels]


class Terms:
    """The term of each level: the current one, one that was asked for, or one that the file brings."""

    def __init__(self, ledger: Ledger, register: Register, term: int | None, level: str | None) -> None:
        self._link = register.field(register.intake.term)
        self.register = self._link.kind.to
        self._asked, self._level = term, level
        self._rows: dict[tuple[str, int], dict[str, Any]] = {}
        self._current: dict[str, dict[str, Any]] = {}
        for row in ledger.rows(self.register, ledger.ids(self.register)):
            self._rows[row["level"], row["ordinal"]] = row
            self._current[row["level"]] = self._newer(self._current.get(row["level"]), row, ledger)
        self.creations: dict[tuple[str, int], Creation] = {}
        self._memo: dict[tuple[str, int | None], tuple[Ref, Problem | None, str]] = {}

    def _newer(self, kept: dict[str, Any] | None, row: dict[str, Any], ledger: Ledger) -> dict[str, Any]:
        started = row.get("started_on")
        if kept is None:
            return row
        if started and started > ledger.today:
            return kept
        return row if row["ordinal"] > kept["ordinal"] else kept

    def of(self, level: str, facts: Facts) -> tuple[Ref, Problem | None, str]:
        """The term for a level below a title; a doubt where the title names another; a note where one is assumed."""
        key = (level, facts.ordinal)
        if key not in self._memo:
            self._memo[key] = self._decide(level, facts)
        return self._memo[key]

    def _decide(self, level: str, facts: Facts) -> tuple[Ref, Problem | None, str]:
        if self._asked is not None and self._level in (None, level):
            return self._ref(level, self._asked), None, ""
        current = self._current.get(level)
        if current is None:
            home = self._current.get(HOME)
            ordinal = facts.ordinal or (home["ordinal"] if home else 1)
            note = "" if facts.ordinal else f"台账里还没有这一级的届次，先按第{ordinal}届新建，请核对。"
            return self._ref(level, ordinal), None, note
        ref = self._ref(level, current["ordinal"])
        if facts.ordinal and facts.ordinal != current["ordinal"] and facts.level in (None, level):
            message = f"标题写的是第{facts.ordinal}届，台账现在是第{current['ordinal']}届，请核对；要导入往届请指明届次。"
            return ref, self._link.warning("other_term", message), ""
        return ref, None, ""

    def _ref(self, level: str, ordinal: int) -> Ref:
        from app.domain.registers import BY_KEY

        terms = BY_KEY[self.register]
        values = {"level": level, "ordinal": ordinal}
        row = self._rows.get((level, ordinal))
        if row is None:
            name = terms.name_of(values)
            self.creations[level, ordinal] = Creation(self.register, name, values)
            return Ref(None, name)
        return Ref(row["id"], terms.name_of(row))
