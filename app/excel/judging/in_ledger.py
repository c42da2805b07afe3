"""What the ledger holds already: the same row, the same person at another level, and what differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.domain.days import PartialDate
from app.domain.fields import Field, Private, Problem, Ref, Row
from app.domain.line_fields import fold, with_computed
from app.domain.numerals import read_number
from app.excel.judging.entries import Difference
from app.excel.judging.identities import (
    PROVED,
    comparable,
    identifier,
    names_people,
    of_other_people,
    same_person,
)
from app.excel.judging.own_rows import OwnRows
from app.excel.judging.records import NOTHING, REFERENCE, Record, doubt, kept_values
from app.excel.judging.setting import ImportSetting

_ORDINAL = re.compile(r"第?([0-9一二三四五六七八九十百]+届)")


class Met(NamedTuple):
    """A record beside what the ledger holds of it: its row, the rows of its parts, what differs, what an update writes.

    ``has_unread``: a cell could not be read where the row has a value, so nobody knows whether the two agree.
    """

    record: Record
    row_id: int | None = None
    part_ids: Mapping[str, int] = NOTHING
    differences: tuple[Difference, ...] = ()
    changes: Mapping[str, Any] = NOTHING
    has_unread: bool = False


class LedgerRows:
    """The rows of one register as they stand in the ledger, found by name, proof or record number."""

    def __init__(self, setting: ImportSetting, own: OwnRows) -> None:
        self._ledger, self._register, self._own = setting.ledger, setting.register, own
        self._context, self._anchor = setting.context, setting.register.anchor
        key, ledger = self._register.key, self._ledger
        rows = ledger.revealed(ledger.rows(key, ledger.ids(key), bare=True))
        self.by_id: dict[int, Row] = {row["id"]: row for row in rows}
        self._keys_of = identifier(self._register)
        self._index: dict[Any, list[Row]] = {}
        for row in rows:
            for key in self._keys_of(row):
                self._index.setdefault(key, []).append(row)
        first = (self._register.identity or ((),))[0]
        fields = self._register.by_key
        self._deed = [key for key in first if key in fields and not fields[key].kind.is_words]
        self._derived: dict[tuple[Any, ...], list[Row]] = {}
        for row in rows:
            if row.get("derived_from"):
                self._derived.setdefault(self._deed_of(row), []).append(row)

    def met(self, record: Record) -> Met:
        """What the ledger knows of a record: its row, its person, and doubts about both."""
        if record.named_row is None and record.table.own:
            record = replace(record, named_row=self._own.edited(record))
        if record.named_row in self.by_id:
            return self._of_row(record, self.by_id[record.named_row])
        if not self.by_id:
            return Met(record)
        derived = self._derived.get(self._deed_of(record.values)) if self._derived else None
        if derived:
            return self._of_derived(record, derived)
        rows = {row["id"]: row for key in self._keys_of(record.values) for row in self._index.get(key, ())}
        if record.table.own:  # a row that an unedited line shows is not the one that another was edited in
            rows = {row_id: row for row_id, row in rows.items() if row_id not in self._own.claimed} or rows
        others = [row for row in rows.values() if of_other_people(row, record.values, self._register)]
        if others and len(others) == len(rows):
            words = f"台账里同一天、同一地点已有{self._register.name_of(others[0])}，写的是另外的人，请核对是不是同一次。"
            return Met(record.having(problems=[doubt(self._anchor, "same_identity", words)]))
        judged = [
            (same_person(row, record.values, self._register), row)
            for row in rows.values()
            if row not in others
        ]
        people = [(sameness, row) for sameness, row in judged if sameness]
        if people:
            return self._of_person(record, people)
        if any(sameness is None for sameness, _ in judged):
            return self._of_name(record, [row for sameness, row in judged if sameness is None])
        return Met(record)

    def _deed_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """By what a row that follows from another one is met again: its identity without words of one's own."""
        return tuple(comparable(values.get(key)) for key in self._deed)

    def _of_derived(self, record: Record, rows: list[Row]) -> Met:
        """However the file words it, the source says what is kept; a code that no row of the day bears out is told."""
        differences = [(row, self._other_codes(record, row)) for row in rows]
        row, others = min(differences, key=lambda pair: len(pair[1]))
        differing = tuple(_difference(f, row[f.key], record.values[f.key]) for f in others)
        problems = [
            doubt(f.key, "source_differs", _of_source(f, one))
            for f, one in zip(others, differing, strict=True)
        ]
        return Met(record.having(problems=problems), row["id"], {}, differing)

    def _other_codes(self, record: Record, row: Row) -> list[Field]:
        """The fields of a fixed choice in which a row says something else."""
        return [
            field
            for field in self._register.input_fields
            if field.kind.table
            and None not in (row.get(field.key), record.values.get(field.key))
            and row[field.key] != record.values[field.key]
        ]

    def _of_person(self, record: Record, people: list[tuple[int, Row]]) -> Met:
        people.sort(key=lambda pair: -pair[0])
        sameness, person = people[0]
        parts = {part.link: person[part.link] for part in self._register.parts}
        mandates = [row for _, row in people if self._same_mandate(row, record)]
        if mandates:
            row = self._nearest(record, mandates)
            return self._of_row(record, row)._replace(part_ids=parts)
        level = self._register.intake.level
        if level and sameness != PROVED and person.get(level) != record.values.get(level):
            name = self._register.name_of(person)
            words = f"台账里有同名、同出生年月的{name}，级别不同，没有身份证号码可以证明是同一人，请核对。"
            record = record.having(problems=[doubt(level, "other_level", words)])
        return Met(record, part_ids=parts)

    def _nearest(self, record: Record, rows: list[Row]) -> Row:
        """The first of the rows from which a record differs least: two receptions of one day and place are two rows."""
        return min(rows, key=lambda row: len(self._differences(record, row))) if len(rows) > 1 else rows[0]

    def _same_mandate(self, row: Row, record: Record) -> bool:
        level, term = self._register.intake.level, self._register.intake.term
        if level and not _same_value(row.get(level), record.values.get(level)):
            return False
        return not term or _same_value(*map(_of_ordinal, (row.get(term), record.values.get(term))))

    def _of_name(self, record: Record, rows: list[Row]) -> Met:
        """Only the name agrees: the same row when everything else does too, otherwise somebody must look."""
        for row in rows:
            if self._same_mandate(row, record) and not self._differences(record, row):
                return self._of_row(record, row)
        label = self._register.field(self._anchor).label
        words = f"台账里有{label}相同的记录，资料不全，无法判断是不是同一个，请核对。"
        return Met(record.having(problems=[doubt(self._anchor, "same_name", words)]))

    def _of_row(self, record: Record, row: Row) -> Met:
        if record.table.own:
            record = self._as_edited(record, row)
        record = self._with_links_of(record, row)
        differences = self._differences(record, row)
        changes = self._changes(record, differences)
        unread = any(_is_unread(problem.field, record, row) for problem in record.problems)
        if record.named_row is None or names_people(
            self._register
        ):  # else an edit of our own export is meant
            record = record.having(problems=self._doubtful_changes(changes, row))
        return Met(record, row["id"], {}, differences, changes, unread)

    def _doubtful_changes(self, changes: Mapping[str, Any], row: Row) -> list[Problem]:
        """Another district or another name for a row that is there: somebody must look."""
        problems = []
        for section in self._register.intake.sections[:1]:
            if section.field in changes and row.get(section.field) is not None:
                field = self._register.field(section.field)
                kept = field.text((self._ledger.row(self._register.key, row["id"]) or row)[section.field])
                words = f"{field.label}与台账不同（台账是{kept}），请核对。"
                problems.append(doubt(section.field, "two_districts", words))
        if self._anchor in changes:
            kept = self._register.field(self._anchor).text(row.get(self._anchor))
            words = "请核对是否改了名" if names_people(self._register) else "请核对是不是同一条"
            problems.append(doubt(self._anchor, "renamed", f"台账里这个号码登记的是{kept}，{words}。"))
        return problems

    def _as_edited(self, record: Record, row: Row) -> Record:
        """Of a line of our own ledger only what was edited counts, and only the doubts that this raises."""
        own = record.table.own
        unedited = self._own.unedited(record, row["id"])
        edited = set(own) - unedited
        values = {**record.values, **{key: row.get(key) for key in unedited}}
        whole = self._ledger.row(self._register.key, row["id"]) or row
        merged = {**whole, **{key: values.get(key) for key in edited}}
        before = set(self._register.judge(whole, self._context))
        problems = [p for p in record.problems if p.field in edited]
        problems += [p for p in self._register.judge(merged, self._context) if p not in before]
        return replace(
            record,
            values=values,
            problems=tuple(problems),
            emptied=record.emptied & edited,
            unkept=record.unkept | {f.key for f in self._register.typed_fields if f.key not in own},
        )

    def _changes(self, record: Record, differences: tuple[Difference, ...]) -> dict[str, Any]:
        """What an update would write: private pieces are written with the lists that they were split from."""
        fields = [self._register.field(difference.field) for difference in differences]
        changes = {f.key: record.values.get(f.key) for f in fields if not f.by_program}
        if len(changes) < len(fields):
            lists = [f.key for f in self._register.input_fields if f.kind.columns]
            changes |= {key: record.values[key] for key in lists if record.values.get(key)}
        return changes

    def _with_links_of(self, record: Record, row: Row) -> Record:
        """A name that several go by is no question where the row says already who is meant."""
        values: dict[str, Any] = {}
        for field in self._register.input_fields:
            kept, value = row.get(field.key), record.values.get(field.key)
            if not field.kind.to or not kept or not value:
                continue
            if field.text(kept) == field.text(value) or self._shown(field.key, row) == field.text(value):
                values[field.key] = Ref(kept.id, value.name) if isinstance(kept, Ref) else kept
        if not values:
            return record
        return record.having(values).without([p for key in values for p in record.doubts(key, REFERENCE)])

    def _shown(self, key: str, row: Row) -> str:
        """How a link is shown today: a name may have changed since it was written down."""
        seen = (self._ledger.row(self._register.key, row["id"]) or row).get(key)
        return self._register.field(key).text(seen)

    def _completed(self, record: Record, row: Row) -> Mapping[str, Any]:
        """The record's values as saving them would leave them, private pieces apart from the rest."""
        if self._register.complete is None:
            return record.values
        values = {**dict.fromkeys(record.emptied), **kept_values(record, self._register)}
        fold(self._register, values, row)
        whole = {**row, **values}
        self._register.complete(whole, self._context)
        return whole

    def _differences(self, record: Record, row: Row) -> tuple[Difference, ...]:
        differences = []
        completed = self._completed(record, row)
        seen = with_computed(self._register, row, self._context)
        for field in self._register.input_fields:
            if field.key in record.unkept or (field.by_program and completed is record.values):
                continue
            emptied = field.key in record.emptied
            is_named = field.key in record.values or emptied or field.by_program
            value = completed.get(field.key)
            if not is_named or (value is None and not emptied):
                continue
            if field.key == self._register.intake.remarks and field.key not in record.written and not emptied:
                continue  # words from brackets behind a name are no remark of the clerk's about the row
            kept = row.get(field.key)
            if not _same_value(kept, value) and not _same_value(seen.get(field.key), value):
                differences.append(_difference(field, kept, value))
        return tuple(differences)


def _difference(field: Field, kept: Any, value: Any) -> Difference:
    if field.private:
        return Difference(field.key, "已录入" if kept else "", "有改动" if value else "")
    return Difference(field.key, field.text(kept), field.text(value))


def _is_unread(key: str, record: Record, row: Row) -> bool:
    """Whether a cell gave no value where the row has one."""
    written = record.written.get(key, "").strip()
    return bool(written) and key not in record.values and row.get(key) is not None


def _of_ordinal(term: Any) -> Any:
    """A term by its ordinal, as one level's terms are told apart: one that is only written is not another one."""
    named = _ORDINAL.search(term.name) if isinstance(term, Ref) else None
    return read_number(named[1]) if named else term


def _same_value(kept: Any, value: Any) -> bool:
    if kept is None or value is None:
        return kept is value
    if isinstance(kept, PartialDate) and isinstance(value, PartialDate):
        return kept.agrees(value)
    if isinstance(kept, Ref) and isinstance(value, Ref):
        return kept.id == value.id if kept.id and value.id else kept.name == value.name
    if isinstance(kept, tuple) and isinstance(value, tuple):
        return len(kept) == len(value) and all(map(_same_value, kept, value))
    if isinstance(kept, Private):
        return False
    return bool(kept == value)


def _of_source(field: Field, difference: Difference) -> str:
    """Where a row follows from another one, that one is corrected."""
    return (
        f"{field.label}写的是{difference.written}，台账里由来源得出的是{difference.kept}。"
        "按台账的留下，要改请在来源处更正。"
    )
