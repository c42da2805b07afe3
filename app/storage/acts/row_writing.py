"""The one place where rows are written: tables, hidden keys and history in step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.fields import Field, Private, Ref, Row
from app.domain.keys import find_text, sort_text
from app.domain.line_fields import lift
from app.domain.orders import orders_of
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.acts import timelines
from app.storage.core import stages
from app.storage.core.core import Core
from app.storage.core.relations import linking_rows, owners_of, owning_rows
from app.storage.core.tables import (
    insert_sentence,
    link_rows,
    parameters,
    plan,
    stored_values,
    update_sentence,
    values_of,
)
from app.storage.refusals import KeyNeeded, Refused

Document = dict[str, Any]


class RowWriter:
    """Writes documents within one act."""

    def __init__(self, core: Core, batch: int, name: str, undoes: int | None) -> None:
        self._core = core
        self._connection = core.connection
        self._batch = batch
        self.name = name  # of the act, as history tells it
        self._undoes = undoes
        self._at = core.now().isoformat(timespec="seconds")
        self._orders = core.orders
        self._newest: dict[str, tuple[int, Row]] = {}  # the last row written of each register
        self._names: dict[tuple[str, int], str] = {}  # how linked rows are called
        self._changed: dict[
            tuple[str, int], bool
        ] = {}  # rows changed, and whether they are called otherwise now
        self._reordered = False  # the office sorts otherwise now
        self._courses_anew: dict[str, Register] = {}  # registers whose rules or surroundings changed
        self.touched: set[str] = set()
        self.waits_for_key = False  # set where rows whose confidences are locked are written, and found later

    def write(
        self,
        register: Register,
        op: str,
        row_id: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        why: str = "",
    ) -> Row:
        """Write one row together with its entry in the history; gives the row (empty when removed)."""
        row: Row = {}
        if after is None:
            self._delete(register, row_id)
        else:
            row = self._whole(register, row_id, after)
            self._keep(register, op, row_id, after, row)
        self._newest[register.key] = (row_id, row)
        if op != "add":
            self._names.clear()
        if before is not None and after is not None:
            self._note_change(register, row_id, before, after)
        change = (register.key, row_id, op, before, after, why or None, self._undoes)
        self._core.chain.append(self._batch, self._at, self.name, change)
        self.touched.add(register.key)
        self._forget(register)
        self._follow(register, before, after)
        return row

    def note(self, register: Register, row_id: int, document: Mapping[str, Any], what: str) -> None:
        """An entry in the history of a row that leaves it as it is."""
        change = (register.key, row_id, "change", document, document, what or None, self._undoes)
        self._core.chain.append(self._batch, self._at, self.name, change)

    def _follow(
        self, register: Register, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        """The courses that change with this row: of the rows it links to at once, else of all when the act is kept."""
        for course, links in stages.followers(register.key):
            if not links:
                self._courses_anew[course.key] = course
            places = [document.get(key) for document in (before, after) if document for key in links]
            ids = sorted({place[0] for place in places if place and place[0]})
            for row in self._core.records.rows(course.key, ids, bare=True):
                stages.keep(self._connection, course, row, self._core.context())

    def _forget(self, register: Register) -> None:
        """Answers that were remembered of the table no longer hold, under whichever register they were asked."""
        self._core.lookup.forget(register.key)
        for owner, _ in owners_of(register):
            self._core.lookup.forget(owner.key)

    def _keep(self, register: Register, op: str, row_id: int, after: Mapping[str, Any], row: Row) -> None:
        find, sort = self._keys(register, self._with_newest_names(register, row))
        columns = parameters(register, after, find, sort)
        if op == "add":
            self._connection.execute(insert_sentence(register.key), [row_id, *columns])
        else:
            self._connection.execute(update_sentence(register.key), [*columns, row_id])
        for table, links in link_rows(register, row_id, after):
            if op != "add":
                self._connection.execute(f"DELETE FROM {table} WHERE row=?", (row_id,))
            sql = f"INSERT INTO {table} (row, position, target, name) VALUES (?,?,?,?)"
            self._connection.executemany(sql, links)
        if register.course:
            keep = stages.begin if op == "add" else stages.keep
            keep(self._connection, register, row, self._core.context())

    def _delete(self, register: Register, row_id: int) -> None:
        for _, table in plan(register).links:
            self._connection.execute(f"DELETE FROM {table} WHERE row=?", (row_id,))
        self._connection.execute(f"DELETE FROM {register.stored_in} WHERE id=?", (row_id,))
        stages.drop(self._connection, register, row_id)

    def _whole(self, register: Register, row_id: int, document: Mapping[str, Any]) -> Row:
        """The row of a document with the values of its parts."""
        row = {"id": row_id, **values_of(register, document)}
        lift(register, row)
        for part in register.parts:
            newest_id, owned = self._newest.get(part.register.key, (0, {}))
            if newest_id != document[part.link] or not owned:
                owned = self._core.records.rows(part.register.key, [document[part.link]], bare=True)[0]
            row.update({key: owned.get(key) for key in plan(register).lifted[part.link]})
        return row

    def _keys(self, register: Register, row: Row) -> tuple[str | None, str]:
        try:
            row = self._core.confidences.concealed(register.key, row)
        except KeyNeeded:
            if not self.waits_for_key:
                raise
            return "", sort_text(register, row, self._orders)
        return find_text(register, row), sort_text(register, row, self._orders)

    def _with_newest_names(self, register: Register, row: Row) -> Row:
        """The row with its links called as the linked rows are called now: it is found by those names."""
        columns = plan(register)
        renamed = dict(row)
        for field in columns.link:
            if row.get(field.key) is not None:
                renamed[field.key] = self._with_newest_name(field, row[field.key])
        for field, _ in columns.links:
            if row.get(field.key) is not None:
                renamed[field.key] = tuple(self._with_newest_name(field, ref) for ref in row[field.key])
        return renamed

    def _with_newest_name(self, field: Field, ref: Ref) -> Ref:
        if ref.id is None:
            return ref
        key = field.kind.to
        if (key, ref.id) not in self._names:
            self._names[key, ref.id] = self._newest_name(key, ref.id) or self._kept_name(key, ref)
        return Ref(ref.id, self._names[key, ref.id])

    def _newest_name(self, key: str, row_id: int) -> str:
        """How the row that was just written is called: what is derived from it need not read it again."""
        newest_id, row = self._newest.get(key, (0, {}))
        register = BY_KEY[key]
        plain = not any(register.field(name).kind.to for name in register.called)
        return register.name_of(row) if newest_id == row_id and row and plain else ""

    def _kept_name(self, key: str, ref: Ref) -> str:
        return self._core.records.names(key, [ref.id or 0]).get(ref.id or 0, ref.name)

    def _note_change(
        self, register: Register, row_id: int, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        is_renamed = any(before.get(key) != after.get(key) for key in register.called)
        mark = (register.key, row_id)
        self._changed[mark] = self._changed.get(mark, False) or is_renamed
        if register.key == "office" and orders_of(before) != orders_of(after):
            self._orders = orders_of(after)
            self._reordered = True

    @property
    def changed(self) -> frozenset[tuple[str, int]]:
        """The rows (register, id) that this act changed."""
        return frozenset(self._changed)

    def finish(self) -> None:
        """Before the act is kept: rows are found and sorted by what the rows they belong or link to say now."""
        stale: dict[tuple[str, int], Register] = {}
        for (key, row_id), renamed in self._changed.items():
            register = BY_KEY[key]
            owners = list(owning_rows(self._connection, register, row_id))
            linking = [(register, row_id), *owners] if renamed else []
            owners += [
                linking_row for place in linking for linking_row in linking_rows(self._connection, *place)
            ]
            stale |= {(owner.key, owner_id): owner for owner, owner_id in owners}
        if self._reordered:
            for register in REGISTERS:
                kinds = [field.kind for field in map(register.field, register.filed_order)]
                if any(kind.is_person or kind.ranked for kind in kinds):
                    rows = self._connection.execute(f"SELECT id FROM {register.stored_in}").fetchall()
                    stale |= {(register.key, row_id): register for (row_id,) in rows}
        for (_, row_id), register in stale.items():
            self.refresh(register, row_id)
        timelines.renew(self._core, list(self._courses_anew.values()))

    def refresh(self, register: Register, row_id: int) -> None:
        """Find and sort a row by what it says now, or may say."""
        row = self._core.records.rows(register.key, [row_id], bare=True)[0]
        keys = (*self._keys(register, self._with_newest_names(register, row)), row_id)
        self._connection.execute(f"UPDATE {register.stored_in} SET find=?, sort=? WHERE id=?", keys)
        self.touched.add(register.key)
        self._forget(register)

    def document(self, register: Register, own: Mapping[str, Any], before: Mapping[str, Any]) -> Document:
        """``before`` with the values of ``own`` put in."""
        document = {key: value for key, value in before.items() if key not in own}
        document.update(stored_values(register, own))
        for part in register.parts:
            document[part.link] = own.get(part.link) or before.get(part.link)
        columns = plan(register)
        for key in columns.private:
            if key in document and key in own:
                document[key] = self._private_entry(columns.own[key], own[key], before.get(key))
        return document

    def _private_entry(self, field: Field, value: Any, before: Any) -> Any:
        """What a document holds of a private value: the old entry when the value did not change."""
        if isinstance(value, Private):
            return {"private": value.id, "commitment": value.commitment}
        private_before = Private(before["private"], before["commitment"]) if before else None
        if private_before and self._core.private.is_same(private_before, str(value)):
            return before
        return self._core.private.keep(str(value), self._core.counters.next_id("private_values"))

    def existing(self, register: Register, row_id: int) -> Document:
        """The document of a row that must be there; raises ``Refused``."""
        documents = self._core.records.documents(register, [row_id])
        if row_id not in documents:
            raise Refused(f"{register.label}里没有编号为 {row_id} 的记录，没有作任何改动。")
        return documents[row_id]
