"""Names of other registers' rows in imported rows: several in a cell, short ones, in office on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.asking import asked_of
from app.domain.fields import Field, Problem, Ref
from app.domain.names_together import Names, names_together
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.short_names import goes_by
from app.domain.texts import without_blanks
from app.excel.judging.entries import Entry, Question
from app.excel.layout.tables import Table
from app.excel.layout.titles import HOME
from app.excel.layout.view import column_letter
from app.storage.ledger import Ledger
from app.storage.query import Query

TWO_LEVELS = "two_levels"  # of one person's mandates that of the own level was assumed
ASSUMED_SURE = 0.7  # most workbooks of a town mean the town's own deputies
NAMED = 5  # people named in a question
NOTHING: Mapping[str, Any] = {}
IN_OFFICE = "in_office"  # the pill of registers whose rows hold an office for a time


class Naming:
    """Resolves the links of the entries of one register; the same name on the same day is asked once."""

    def __init__(self, ledger: Ledger, register: Register) -> None:
        self._ledger, self._register = ledger, register
        self._links = [
            f
            for f in register.input_fields
            if f.kind.name in ("link", "links")
            and f.key != register.intake.term
            and not getattr(f.kind, "creates", None)
        ]
        self._sections = {section.field for section in register.intake.sections}
        self._memo: dict[tuple[Any, ...], tuple[Ref, str | None]] = {}
        self._assumed: dict[tuple[int, str], set[str]] = {}
        self._known: dict[tuple[str, str], bool] = {}
        self._present: dict[tuple[str, date], set[int]] = {}
        self._names: dict[str, dict[str, int]] = {}

    def split(self, key: str, text: str) -> Names:
        """The names that a cell of a link holds."""
        to = BY_KEY[self._register.field(key).kind.to]
        return names_together(text, lambda name: self._is_known(to, name))

    def resolve(self, entry: Entry) -> None:
        """Replaces the words of links by rows of the ledger; doubts are added to the entry."""
        for field in self._links:
            value = entry.values.get(field.key)
            if isinstance(value, Ref):
                if value.id is None and not self._drops(entry, field, value.name):
                    self._one(entry, field, value.name)
            elif value and all(ref.id is None for ref in value):
                self._several(entry, field, "、".join(ref.name for ref in value))

    def _drops(self, entry: Entry, field: Field, name: str) -> bool:
        """A title that names the office in general (迳口镇人大代表联络站) names none of its rows."""
        if field.required or field.key in entry.table.columns.whole or field.key not in self._sections:
            return False
        if self._find(field, name, None)[1] is None:
            return False
        del entry.values[field.key]
        entry.written.pop(field.key, None)
        return True

    def _one(self, entry: Entry, field: Field, text: str) -> None:
        beside = self._register.intake.overflow.get(field.key)
        names = [text]
        if beside and not self._is_known(BY_KEY[field.kind.to], text):
            names = self.split(field.key, text).names
        entry.values[field.key] = self._named(entry, field, names[0] if names else text)
        if beside and len(names) > 1 and entry.values.get(beside) is None:
            entry.values[beside] = tuple(Ref(None, name) for name in names[1:])

    def _several(self, entry: Entry, field: Field, text: str) -> None:
        found = self.split(field.key, text)
        refs = [self._named(entry, field, name) for name in found.names]
        entry.values[field.key] = tuple(dict.fromkeys(refs)) or None
        count = self._register.intake.counted.get(field.key)
        if count and found.said and entry.values.get(count) is None:
            entry.values[count] = found.said

    def _named(self, entry: Entry, field: Field, name: str) -> Ref:
        asked = asked_of(self._register, entry.values, self._ledger.context())
        stated = entry.values.get(self._register.year_field)
        day = stated if isinstance(stated, date) else None
        hints = asked.hints() if day else {k: v for k, v in asked.hints().items() if k != "day"}
        key = (field.key, name, day, asked.level, asked.leaning)
        if key not in self._memo:
            self._memo[key] = self._find(field, name, day, hints)
        ref, code = self._memo[key]
        if code == TWO_LEVELS:
            self._assumed.setdefault((id(entry.table), field.key), set()).add(name)
        elif code:
            entry.problems.append(_doubt(field, ref.name, code, day))
        return ref

    def _find(
        self, field: Field, name: str, day: date | None, hints: Mapping[str, Any] = NOTHING
    ) -> tuple[Ref, str | None]:
        to = BY_KEY[field.kind.to]
        found = self._matches(to, name, hints)
        if not found and to.intake.short_names:
            table = self._table(to)
            found = self._of_home(to, [Ref(table[long], long) for long in goes_by(name, table)])
        of_home = self._of_two_levels(to, found)
        if of_home is not None:
            return of_home, TWO_LEVELS
        if len(found) > 1:
            return Ref(None, name), f"ambiguous:{len(found)}"
        if not found:
            brings = getattr(field.kind, "creates", None) is not None
            return Ref(None, name), None if brings else "unknown"
        if day and found[0].id not in self._in_office(to, day, found[0]):
            return found[0], "not_in_office"
        return found[0], None

    def _matches(self, to: Register, name: str, hints: Mapping[str, Any]) -> list[Ref]:
        lookup = self._ledger.lookup
        return list(lookup.matches(to.key, name, hints)) or list(
            lookup.matches(to.key, without_blanks(name), hints)
        )

    def _of_two_levels(self, to: Register, found: list[Ref]) -> Ref | None:
        """Of the mandates of one person the one of the ledger's own level: assumed, and asked once a sheet."""
        rows = [self._ledger.lookup.row(to.key, ref.id or 0) or {} for ref in found]
        if (
            len(found) < 2
            or not to.parts
            or len({tuple(row.get(p.link) for p in to.parts) for row in rows}) != 1
        ):
            return None
        home = [ref for ref, row in zip(found, rows, strict=True) if row.get(to.intake.level) == HOME]
        return home[0] if len(home) == 1 else None

    def questions(self, table: Table) -> list[Question]:
        """What was assumed about the names of a table, one question a column."""
        asked = []
        for (place, key), names in self._assumed.items():
            if place == id(table):
                field = self._register.field(key)
                listed = "、".join(sorted(names)[:NAMED])
                more = f"等 {len(names)} 位" if len(names) > NAMED else ""
                message = f"{field.label}里的{listed}{more}兼任两级代表,先按镇代表读取,对吗?"
                columns = table.columns.whole.get(key)
                letter = column_letter(columns[0]) if columns else ""
                asked.append(Question(table.view.sheet.name, letter, key, message, HOME, ASSUMED_SURE))
        return asked

    def _of_home(self, to: Register, found: list[Ref]) -> list[Ref]:
        """What carries a level goes by its short name at the ledger's own level: 第十六届."""
        if len(found) < 2 or "level" not in to.by_key:
            return found
        return [
            r for r in found if (self._ledger.lookup.row(to.key, r.id or 0) or {})["level"] == HOME
        ] or found

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
        if key not in self._known:
            self._known[key] = bool(name) and bool(self._matches(to, name, {}))
        return self._known[key]

    def _table(self, to: Register) -> dict[str, int]:
        if to.key not in self._names:
            ids = self._ledger.ids(to.key)
            self._names[to.key] = {name: i for i, name in self._ledger.names(to.key, ids).items()}
        return self._names[to.key]


def _doubt(field: Field, name: str, code: str, day: date | None) -> Problem:
    if code.startswith("ambiguous"):
        number = code.partition(":")[2]
        return field.warning(
            "ambiguous_reference", f"{field.label}「{name}」在台账里有 {number} 个,请选定是哪一个。"
        )
    if code == "unknown":
        return field.warning("unknown_reference", f"{field.label}「{name}」台账里还没有,请核对,或先登记。")
    return field.warning(code, f"{field.label}「{name}」在 {day} 不在任,请核对姓名或日期。")
