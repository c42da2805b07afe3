"""What the ledger holds already: the same row, the same person at another level, and what differs."""

from __future__ import annotations

from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Field, Private, Ref, Row
from app.domain.in_lines import fold, shown
from app.domain.register import Register
from app.excel.judging.doubles import PROVED, anchor_of, identifier, names_people, same_person
from app.excel.judging.entries import Difference, Entry
from app.excel.judging.own_rows import OwnRows
from app.storage.ledger import Ledger


class Known:
    """The rows of one register as they stand in the ledger, found by name, proof or record number."""

    def __init__(self, ledger: Ledger, register: Register, own: OwnRows) -> None:
        self._ledger, self._register, self._own = ledger, register, own
        self._anchor = anchor_of(register)
        rows = ledger.revealed(ledger.rows(register.key, ledger.ids(register.key), bare=True))
        self.rows: dict[int, Row] = {row["id"]: row for row in rows}
        self._keys_of = identifier(register)
        self._index: dict[Any, list[Row]] = {}
        for row in rows:
            for key in self._keys_of(row):
                self._index.setdefault(key, []).append(row)

    def find(self, entry: Entry, given: int | None = None) -> None:
        """Settles what the ledger knows of an entry: its row, its person, and doubts about both."""
        if given is None and entry.table.own:
            given = self._own.edited(entry)
            entry.given = given is not None
        if given is not None and given in self.rows:
            self._is(entry, self.rows[given])
            return
        if not self.rows:
            return
        candidates = {
            row["id"]: row for key in self._keys_of(entry.values) for row in self._index.get(key, ())
        }
        if entry.table.own:  # a row that an unedited line shows is not the one that another was edited in
            free = {row_id: row for row_id, row in candidates.items() if row_id not in self._own.claimed}
            candidates = free or candidates
        judged = [(same_person(row, entry.values, self._register), row) for row in candidates.values()]
        people = [(likeness, row) for likeness, row in judged if likeness]
        if people:
            self._known_person(entry, people)
        elif any(likeness is None for likeness, _ in judged):
            self._same_name(entry, [row for likeness, row in judged if likeness is None])

    def _known_person(self, entry: Entry, people: list[tuple[int, Row]]) -> None:
        people.sort(key=lambda pair: -pair[0])
        likeness, person = people[0]
        for part in self._register.parts:
            entry.part_ids[part.link] = person[part.link]
        mandates = [row for _, row in people if self._same_mandate(row, entry)]
        if mandates:
            self._is(entry, mandates[0])
            return
        level = self._register.intake.level
        if level and likeness != PROVED and person.get(level) != entry.values.get(level):
            name = self._register.name_of(person)
            entry.warn(
                level,
                "other_level",
                f"台账里有同名、同出生年月的{name},级别不同,没有身份证号码可以证明是同一人,请核对。",
            )

    def _same_mandate(self, row: Row, entry: Entry) -> bool:
        level, term = self._register.intake.level, self._register.intake.term
        for key in (level, term):
            if key and not _same_value(row.get(key), entry.values.get(key)):
                return False
        return True

    def _same_name(self, entry: Entry, rows: list[Row]) -> None:
        """Only the name agrees: the same row when everything else does too, otherwise somebody must look."""
        for row in rows:
            if self._same_mandate(row, entry) and not self._differences(entry, row):
                self._is(entry, row)
                return
        label = self._register.field(self._anchor).label
        entry.warn(
            self._anchor, "same_name", f"台账里有{label}相同的记录,资料不全,无法判断是不是同一个,请核对。"
        )

    def _is(self, entry: Entry, row: Row) -> None:
        entry.row_id = row["id"]
        if entry.table.own:
            self._keep_unedited(entry, row)
        self._keep_links(entry, row)
        entry.differences = self._differences(entry, row)
        entry.changes = self._changes(entry)
        if entry.given and not names_people(self._register):
            return  # an edit of our own export is meant
        for section in self._register.intake.sections[:1]:
            if section.field in entry.changes and row.get(section.field) is not None:
                field = self._register.field(section.field)
                kept = field.text((self._ledger.row(self._register.key, row["id"]) or row)[section.field])
                entry.warn(section.field, "two_districts", f"{field.label}与台账不同(台账是{kept}),请核对。")
        if self._anchor in entry.changes:
            kept = self._register.field(self._anchor).text(row.get(self._anchor))
            words = "请核对是否改了名" if names_people(self._register) else "请核对是不是同一条"
            entry.warn(self._anchor, "renamed", f"台账里这个号码登记的是{kept},{words}。")

    def _keep_unedited(self, entry: Entry, row: Row) -> None:
        """Of a line of our own ledger only what was edited counts, and only the doubts that this raises."""
        unedited = self._own.unedited(entry, row["id"])
        edited = set(entry.table.own) - unedited
        entry.values |= {key: row.get(key) for key in unedited}
        entry.left_out |= {f.key for f in self._register.typed_fields if f.key not in entry.table.own}
        entry.emptied &= edited
        whole = self._ledger.row(self._register.key, row["id"]) or row
        merged = {**whole, **{key: entry.values.get(key) for key in edited}}
        context = self._ledger.context()
        before = set(self._register.judge(whole, context))
        entry.problems = [p for p in entry.problems if p.field in edited]
        entry.problems += [p for p in self._register.judge(merged, context) if p not in before]

    def _changes(self, entry: Entry) -> dict[str, Any]:
        """What an update would write: private pieces are written with the lists that they were split from."""
        fields = [self._register.field(difference.field) for difference in entry.differences]
        changes = {f.key: entry.values.get(f.key) for f in fields if not f.by_program}
        if len(changes) < len(fields):
            lists = [f.key for f in self._register.input_fields if f.kind.name == "lines"]
            changes |= {key: entry.values[key] for key in lists if entry.values.get(key)}
        return changes

    def _keep_links(self, entry: Entry, row: Row) -> None:
        """A name that several go by is no question where the row says already who is meant."""
        for field in self._register.input_fields:
            kept, value = row.get(field.key), entry.values.get(field.key)
            if field.kind.name not in ("link", "links") or not kept or not value:
                continue
            if field.text(kept) == field.text(value) or self._shown(field.key, row) == field.text(value):
                entry.values[field.key] = Ref(kept.id, value.name) if isinstance(kept, Ref) else kept
                entry.problems = [
                    p for p in entry.problems if p.field != field.key or not p.code.endswith("_reference")
                ]

    def _shown(self, key: str, row: Row) -> str:
        """How a link is shown today: a name may have changed since it was written down."""
        shown = (self._ledger.row(self._register.key, row["id"]) or row).get(key)
        return self._register.field(key).text(shown)

    def _completed(self, entry: Entry, row: Row) -> dict[str, Any]:
        """The entry's values as saving them would leave them, private pieces apart from the rest."""
        if self._register.complete is None:
            return entry.values
        values = {**dict.fromkeys(entry.emptied), **entry.values}
        fold(self._register, values, row)
        made = {**row, **values}
        self._register.complete(made, self._ledger.context())
        return made

    def _differences(self, entry: Entry, row: Row) -> list[Difference]:
        found = []
        completed = self._completed(entry, row)
        seen = shown(self._register, row, self._ledger.context())
        for field in self._register.input_fields:
            if field.key in entry.left_out or (field.by_program and completed is entry.values):
                continue
            asked = field.key in entry.values or field.key in entry.emptied or field.by_program
            value = completed.get(field.key)
            if not asked or (value is None and field.key not in entry.emptied):
                continue
            said = field.key in entry.written or field.key in entry.emptied
            if field.key == self._register.intake.remarks and not said:
                continue  # words from brackets behind a name are no remark of the clerk's about the row
            kept = row.get(field.key)
            if not _same_value(kept, value) and not _same_value(seen.get(field.key), value):
                found.append(_difference(field, kept, value))
        return found


def _difference(field: Field, kept: Any, value: Any) -> Difference:
    if field.private:
        return Difference(field.key, "已录入" if kept else "", "有改动" if value else "")
    return Difference(field.key, field.text(kept), field.text(value))


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
