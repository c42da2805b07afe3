"""Names of other registers' rows in imported rows: several in a cell, short ones, in office on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.fields import Field, Problem, Ref
from app.domain.intake_habits import CountsInstead, FurtherNames
from app.domain.link_context import link_context
from app.domain.name_parts import names_nobody, same_names, suggested
from app.domain.names_of_cell import Names, names_of_cell
from app.domain.people import read_name
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.texts import without_blanks
from app.excel.judging.asking import Asking, codes_of
from app.excel.judging.records import Record
from app.excel.judging.setting import ImportSetting
from app.excel.layout.evidence import looks_of
from app.excel.layout.tables import Table
from app.excel.layout.titles import HOME
from app.excel.questions import Option
from app.storage.query import Query

TWO_LEVELS = "two_levels"  # of one person's mandates that of the own level was assumed
NAME = "name"  # a name that stands for a longer one was assumed
UNKNOWN = "unknown_reference"  # the ledger has nobody of a name
LIKELY = 0.7  # most workbooks of a town mean the town's own deputies, and short names their long ones
NAMED = 5  # people named in a question
NOTHING: Mapping[str, Any] = {}
IN_OFFICE = "in_office"  # the pill of registers whose rows hold an office for a time


class Found(NamedTuple):
    """Whom a name means: ``code`` says what is doubtful, ``many`` of how many, ``near`` which name is like it;
    ``assumed``: the question by which it was taken to be so."""

    ref: Ref
    code: str = ""
    assumed: str = ""
    many: int = 0
    near: str = ""


class Naming:
    """Resolves the links of the records of one register; the same name on the same day is asked once."""

    def __init__(self, setting: ImportSetting, asking: Asking) -> None:
        self._ledger, self._register, self._asking = setting.ledger, setting.register, asking
        self._context, self._areas = setting.context, setting.areas
        register = self._register
        self._links = [
            f
            for f in register.input_fields
            if f.kind.to and f.key != register.intake.term and not f.kind.creates
        ]
        self._sections = {section.field for section in register.intake.sections}
        self._memo: dict[tuple[Any, ...], Found] = {}
        self._of_two_levels_assumed: dict[tuple[int, str], set[str]] = {}
        self._known_names: dict[tuple[str, str], bool] = {}
        self._present: dict[tuple[str, date], set[int]] = {}
        self._names: dict[str, dict[str, int]] = {}
        #: doubts about names that the ledger does not hold, with the field and the name; who somebody is stays a doubt
        self.unknown: dict[Problem, tuple[Field, str]] = {}

    def split(self, key: str, text: str) -> Names:
        """The names that a cell of a link holds."""
        to = BY_KEY[self._register.field(key).kind.to]
        return names_of_cell(text, lambda name: self._is_known(to, name))

    def resolved(self, record: Record) -> Record:
        """The record with rows of the ledger for the words of its links, and what is doubtful about them."""
        if not any(_is_open(record.values.get(field.key)) for field in self._links):
            return record
        values: dict[str, Any] = dict(record.values)
        problems: list[Problem] = []
        for field in self._links:
            value = values.get(field.key)
            if not _is_open(value):
                continue
            if isinstance(value, Ref):
                if self._names_no_row(record, field, value.name):
                    values[field.key] = None
                else:
                    self._one(record.table, field, value.name, values, problems)
            elif value:
                self._several(record.table, field, "、".join(ref.name for ref in value), values, problems)
        changed = {k: v for k, v in values.items() if v is not record.values.get(k)}
        return record.having(changed, problems)

    def _names_no_row(self, record: Record, field: Field, name: str) -> bool:
        """A title that names the office in general (迳口镇人大代表联络站) names none of its rows."""
        if field.required or field.key in record.table.columns.whole or field.key not in self._sections:
            return False
        return bool(self._find(field, name, None).code) and names_nobody(name, self._areas)

    def _one(
        self, table: Table, field: Field, text: str, values: dict[str, Any], problems: list[Problem]
    ) -> None:
        beside = self._register.intake.habit(FurtherNames).fields.get(field.key)
        names = [text]
        if beside and not self._is_known(BY_KEY[field.kind.to], text):
            names = self.split(field.key, text).names
        values[field.key] = self._named(table, field, names[0] if names else text, values, problems)
        if beside and len(names) > 1 and values.get(beside) is None:
            values[beside] = tuple(Ref(None, name) for name in names[1:])

    def _several(
        self, table: Table, field: Field, text: str, values: dict[str, Any], problems: list[Problem]
    ) -> None:
        names = self.split(field.key, text)
        refs = [self._named(table, field, name, values, problems) for name in names.names]
        values[field.key] = tuple(dict.fromkeys(refs)) or None
        count = self._register.intake.habit(CountsInstead).fields.get(field.key)
        if count and names.headcount and values.get(count) is None:
            values[count] = names.headcount

    def _named(
        self, table: Table, field: Field, name: str, values: Mapping[str, Any], problems: list[Problem]
    ) -> Ref:
        asked = link_context(self._register, values, self._context)
        own_day = values.get(self._register.year_field)
        day = own_day if isinstance(own_day, date) else None
        hints = asked.hints() if day else {k: v for k, v in asked.hints().items() if k != "day"}
        answer = self._asking.answer(NAME, table, field, name)
        itself, name = answer == name, answer or name
        key = (field.key, name, day, asked.level, asked.leaning, itself, self._level_asked(table, field))
        if key not in self._memo:
            self._memo[key] = self._find(field, name, day, hints, key[-1], itself=itself)
        resolution = self._memo[key]
        if resolution.assumed == TWO_LEVELS:
            self._of_two_levels_assumed.setdefault((id(table), field.key), set()).add(name)
        elif resolution.assumed == NAME:
            self._ask_name(table, field, name, resolution.ref)
        if resolution.code:
            problems.append(_doubt(field, resolution, day))
        if resolution.code == UNKNOWN and looks_of(field.kind.to) != "names":
            self.unknown[problems[-1]] = field, name
        return resolution.ref

    def _level_asked(self, table: Table, field: Field) -> str:
        """The level that was answered for people who hold mandates of two."""
        return self._asking.answer(TWO_LEVELS, table, field) or HOME

    def _ask_name(self, table: Table, field: Field, name: str, ref: Ref) -> None:
        message = f"{field.label}里的“{name}”像是“{ref.name}”，对吗？"
        options = (Option(ref.name, ref.name), Option(name, f"另一个，叫“{name}”"))
        self._asking.ask(NAME, table, field, message, ref.name, LIKELY, options, name)

    def _find(
        self,
        field: Field,
        name: str,
        day: date | None,
        hints: Mapping[str, Any] = NOTHING,
        level: str = HOME,
        *,
        itself: bool = False,
    ) -> Found:
        """Whom a name means; ``itself``: nobody of a longer name, as was answered."""
        to = BY_KEY[field.kind.to]
        refs = self._matches(to, name, hints)
        if not refs and to.intake.short_names:
            names = self._table(to)
            refs = self._of_home(to, [Ref(names[n], n) for n in same_names(name, names, self._areas)])
            if field.kind.creates is not None:
                refs = [Ref(ref.id, name) for ref in refs]  # a unit of that name is kept as it was written
        of_level = self._of_two_levels(to, refs, level)
        if of_level is not None:
            return Found(of_level, assumed=TWO_LEVELS)
        if len(refs) > 1:
            return Found(Ref(None, name), "ambiguous_reference", many=len(refs))
        if not refs:
            return self._unfound(field, to, name, itself=itself)
        if day and refs[0].id not in self._in_office(to, day, refs[0]):
            return Found(refs[0], "not_in_office")
        return Found(refs[0])

    def _unfound(self, field: Field, to: Register, name: str, *, itself: bool) -> Found:
        """A name that no row goes by: the one that it may stand for is assumed where that is likely, else named."""
        names = self._table(to) if to.intake.short_names and not itself else {}
        near = suggested(name, names, self._areas)
        written = Ref(None, self._as_people_write(to, name))
        if len(near) == 1 and near[0][1]:
            return Found(Ref(names[near[0][0]], near[0][0]), assumed=NAME)
        if field.kind.creates is not None:
            return Found(written)
        if len(near) > 1:
            return Found(written, "ambiguous_reference", many=len(near))
        return Found(written, UNKNOWN, near=near[0][0] if near else "")

    def _as_people_write(self, to: Register, name: str) -> str:
        """A person's name without blanks and with one kind of dot, though the ledger does not know it."""
        if not any(to.field(key).kind.is_person for key in to.called):
            return name
        return read_name(name).name or name

    def _matches(self, to: Register, name: str, hints: Mapping[str, Any]) -> list[Ref]:
        lookup = self._ledger.lookup
        return list(lookup.matches(to.key, name, hints)) or list(
            lookup.matches(to.key, without_blanks(name), hints)
        )

    def _of_two_levels(self, to: Register, refs: list[Ref], level: str) -> Ref | None:
        """Of the mandates of one person the one of the ledger's own level (or the one answered): asked once a sheet."""
        rows = [self._ledger.lookup.row(to.key, ref.id or 0) or {} for ref in refs]
        if (
            len(refs) < 2
            or not to.parts
            or len({tuple(row.get(p.link) for p in to.parts) for row in rows}) != 1
        ):
            return None
        of_level = [ref for ref, row in zip(refs, rows, strict=True) if row.get(to.intake.level) == level]
        return of_level[0] if len(of_level) == 1 else None

    def is_clear(self, field: Field, name: str) -> bool:
        """Whether a name means one row of the ledger without a doubt."""
        resolution = self._find(field, name, None)
        return resolution.ref.id is not None and not resolution.code

    def offered(self, field: Field, name: str, most: int) -> list[str]:
        """The names of the ledger that an unknown one may stand for: all where there are few, else those like it."""
        names = self._table(BY_KEY[field.kind.to])
        like = [other for other, _ in suggested(name, names, self._areas)]
        return list(dict.fromkeys((*like, *(names if len(names) <= most else ()))))[:most]

    def ask_levels(self, table: Table) -> None:
        """Asks what was assumed of the levels of the people in a table, once a column."""
        for (place, key), names in self._of_two_levels_assumed.items():
            field = self._register.field(key)
            if place != id(table) or self._asking.answer(TWO_LEVELS, table, field) is not None:
                continue
            to = BY_KEY[field.kind.to]
            listed = "、".join(sorted(names)[:NAMED])
            more = f"等 {len(names)} 位" if len(names) > NAMED else ""
            message = f"{field.label}里的{listed}{more}兼任两级代表，先按镇代表读取，对吗？"
            options = codes_of(to.field(to.intake.level))
            self._asking.ask(TWO_LEVELS, table, field, message, HOME, LIKELY, options)

    def _of_home(self, to: Register, refs: list[Ref]) -> list[Ref]:
        """What carries a level goes by its short name at the ledger's own level: 第十六届."""
        if len(refs) < 2 or "level" not in to.by_key:
            return refs
        return [
            r for r in refs if (self._ledger.lookup.row(to.key, r.id or 0) or {})["level"] == HOME
        ] or refs

    def _in_office(self, to: Register, day: date, ref: Ref) -> set[int | None] | set[int]:
        if not any(f.key == IN_OFFICE for f in to.filters):
            return {ref.id}
        key = (to.key, day)
        if key not in self._present:
            ids = self._ledger.ids(to.key, Query(filter=IN_OFFICE, on=day))
            self._present[key] = set(ids)
        return self._present[key]

    def _is_known(self, to: Register, name: str) -> bool:
        key = (to.key, name)
        if key not in self._known_names:
            self._known_names[key] = bool(name) and bool(self._matches(to, name, {}))
        return self._known_names[key]

    def _table(self, to: Register) -> dict[str, int]:
        if to.key not in self._names:
            ids = self._ledger.ids(to.key)
            self._names[to.key] = {name: i for i, name in self._ledger.names(to.key, ids).items()}
        return self._names[to.key]


def _is_open(value: Any) -> bool:
    """Whether a link has words and no row yet."""
    if isinstance(value, Ref):
        return value.id is None
    return bool(value) and all(ref.id is None for ref in value)


def _doubt(field: Field, resolution: Found, day: date | None) -> Problem:
    name = resolution.ref.name
    words = {
        "ambiguous_reference": f"在台账里有 {resolution.many} 个，请选定是哪一个",
        UNKNOWN: "台账里还没有，请核对，或先登记",
        "not_in_office": f"在 {day} 不在任，请核对姓名或日期",
    }[resolution.code]
    if resolution.near:
        words = f"台账里还没有，有一个相近的是“{resolution.near}”，请核对"
    return field.warning(resolution.code, f"{field.label}“{name}”{words}。")
