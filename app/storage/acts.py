"""What a user does, as one act: one transaction, one named batch of history, undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.fields import Field, Private, Problem, Row
from app.domain.keys import find_text, sort_text
from app.domain.register import Derived, Part, Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.refusals import Refused
from app.storage.tables import (
    insert_sentence,
    is_link,
    is_links,
    link_rows,
    link_table,
    parameters,
    stored_values,
    update_sentence,
    values_of,
)

if TYPE_CHECKING:
    from app.storage.ledger import Ledger


class Act:
    """An open transaction; made by ``Ledger.act`` only.  Nothing is kept if its block raises."""

    def __init__(self, ledger: Ledger, name: str, undoes: int | None = None) -> None:
        self._ledger = ledger
        self._connection = ledger.connection
        self.name = name
        self.batch = ledger.chain.last_batch + 1
        self.undoes = undoes
        self.at = ledger.now().isoformat(timespec="seconds")
        self.touched: set[str] = set()

    # -- what a user does -------------------------------------------------------------------------

    def add(self, key: str, values: Mapping[str, Any]) -> int:
        """Add a row; gives its id.

        ``values``: Python values by field key; a part's link may be given to join an existing row.
        Raises ``Refused`` when a rule or a required field says no, or the same row is there already.
        """
        register = BY_KEY[key]
        row = self._completed(register, dict(values))
        self._refuse_errors(register, row)
        own: dict[str, Any] = dict(row)
        for part in register.parts:
            own[part.link] = self._part_row(register, part, row)
        self._refuse_double(register, own)
        row_id = self._ledger.next_id(register.stored_in)
        document = self._document(register, own, {}, {})
        self.write(register, "add", row_id, None, document)
        self._derive(register, row_id)
        return row_id

    def change(self, key: str, row_id: int, values: Mapping[str, Any]) -> bool:
        """Change the given values of a row, in its own table and in its parts; False when nothing differs.

        Raises ``Refused`` when there is no such row, it is closed, or a rule says no.
        """
        register = BY_KEY[key]
        before = self._existing(register, row_id)
        self._refuse_closed(register, row_id)
        row = self._ledger.revealed_row(key, row_id)
        row.update(values)
        self._refuse_errors(register, row)
        changed = False
        for part in register.parts:
            own = {k: v for k, v in values.items() if k in register.by_key and register.field(k).part == part.link}
            if own:
                changed |= self.change(part.register.key, before[part.link], own)
        own = {k: v for k, v in values.items() if k in register.by_key and not register.field(k).part}
        document = self._document(register, own, before, values)
        if document != before:
            self.write(register, "change", row_id, before, document)
            changed = True
        if changed:
            self._refresh_owners(register, row_id)
            self._derive(register, row_id)
        return changed

    def remove(self, key: str, row_id: int, why: str = "") -> None:
        """Move a row to the recycle bin, with what was derived from it and parts that nobody else owns.

        Raises ``Refused`` when other rows refer to it.
        """
        register = BY_KEY[key]
        document = self._existing(register, row_id)
        self._refuse_closed(register, row_id)
        self._sync_derived(register, row_id, [])
        self._refuse_referred(register, row_id)
        self.write(register, "remove", row_id, document, None, why)
        for part in register.parts:
            if not self._owners(part, document[part.link]):
                self.remove(part.register.key, document[part.link], why)

    def attach(self, key: str, row_id: int, path: Path, role: str = "") -> int:
        """Keep a file with a row; gives the id of its entry in the register of attachments."""
        self._existing(BY_KEY[key], row_id)
        values = self._ledger.attachments.keep(path)
        return self.add("attachments", {"register": key, "row": row_id, "role": role or None, **values})

    # -- judging ----------------------------------------------------------------------------------

    def _completed(self, register: Register, row: Row) -> Row:
        if register.complete:
            register.complete(row, self._ledger.context())
        return row

    def _refuse_errors(self, register: Register, row: Row) -> None:
        problems = [
            Problem(field.key, "error", "missing", f"请填写{field.label}。")
            for field in register.fields
            if field.required and row.get(field.key) is None
        ]
        context = self._ledger.context()
        for judge in (register, *(part.register for part in register.parts)):
            problems += [problem for problem in judge.judge(row, context) if problem.severity == "error"]
        if problems:
            raise Refused(problems)

    def _refuse_double(self, register: Register, own: Mapping[str, Any]) -> None:
        keys = {part.link for part in register.parts} | {f.key for f in register.own_fields if not f.private}
        for identity in register.identity:
            if not set(identity) <= keys or own.get(identity[0]) is None:
                continue
            terms, values = self._conditions(register, identity, own)
            sql = f"SELECT id FROM {register.stored_in} WHERE {' AND '.join(terms)} LIMIT 1"
            if self._connection.execute(sql, values).fetchone():
                raise Refused([self._double(register, identity, own)])
            return

    def _double(self, register: Register, identity: tuple[str, ...], own: Mapping[str, Any]) -> Problem:
        called = register.name_of(own)
        return Problem(register.called[0], "error", "double", f"{register.label}里已经有「{called}」,没有重复登记。")

    def _conditions(
        self, register: Register, keys: Sequence[str], own: Mapping[str, Any]
    ) -> tuple[list[str], list[Any]]:
        terms, values = [], []
        for key in keys:
            field = register.by_key.get(key)
            value = own.get(key)
            if field is not None and value is not None:
                if is_link(field):
                    key, value = (key, value.id) if value.id is not None else (f"{key}_name", value.name)
                else:
                    value = field.kind.to_stored(value)
            terms.append(f"{key} IS ?")
            values.append(value)
        return terms, values

    def _refuse_closed(self, register: Register, row_id: int) -> None:
        if register.locked is None:
            return
        row = self._ledger.rows_room.rows(register.key, [row_id], bare=True)[0]
        sentence = register.locked(row, self._ledger.context())
        if sentence:
            raise Refused(sentence)

    def _refuse_referred(self, register: Register, row_id: int) -> None:
        counts = self.referrers(register, row_id)
        if counts:
            told = "、".join(f"{label} {count} 条" for label, count in counts)
            raise Refused(f"还有{told}记录用到它,没有删除。请先改动或删除那些记录。")

    def referrers(self, register: Register, row_id: int) -> list[tuple[str, int]]:
        """Which registers refer to a row, and how often."""
        found: dict[str, int] = {}
        for other in REGISTERS:
            for field in other.own_fields:
                if getattr(field.kind, "to", None) not in _keys_in(register.stored_in):
                    continue
                table, column = (
                    (link_table(other, field), "target") if is_links(field) else (other.stored_in, field.key)
                )
                if not (is_link(field) or is_links(field)):
                    continue
                sql = f"SELECT count(*) FROM {table} WHERE {column}=?"
                count = self._connection.execute(sql, (row_id,)).fetchone()[0]
                if count:
                    found[other.label] = found.get(other.label, 0) + count
        return list(found.items())

    # -- parts and derived rows -------------------------------------------------------------------

    def _part_row(self, register: Register, part: Part, row: Mapping[str, Any]) -> int:
        """The id of the part's row: the one given, the same one known already, or a new one."""
        own = {field.key: row.get(field.key) for field in register.fields if field.part == part.link}
        known = row.get(part.link) or self._ledger.identity.same(part.register, own)
        if known is None:
            return self.add(part.register.key, own)
        news = {key: value for key, value in own.items() if value is not None}
        self.change(part.register.key, known, news)
        return int(known)

    def _owners(self, part: Part, part_id: int) -> list[tuple[Register, int]]:
        found = []
        for owner in REGISTERS:
            for other in owner.parts:
                if other.register is part.register:
                    sql = f"SELECT id FROM {owner.stored_in} WHERE {other.link}=?"
                    found += [(owner, row_id) for (row_id,) in self._connection.execute(sql, (part_id,))]
        return found

    def _refresh_owners(self, register: Register, row_id: int) -> None:
        """Rows that show values of this part are found and sorted by them."""
        for owner in REGISTERS:
            for part in owner.parts:
                if part.register is register:
                    for _, owner_id in self._owners(part, row_id):
                        self._refresh(owner, owner_id)

    def _refresh(self, register: Register, row_id: int) -> None:
        row = self._ledger.rows_room.rows(register.key, [row_id], bare=True)[0]
        keys = (find_text(register, row), sort_text(register, row, self._ledger.name_order), row_id)
        self._connection.execute(f"UPDATE {register.stored_in} SET find=?, sort=? WHERE id=?", keys)
        self.touched.add(register.key)

    def _derive(self, register: Register, row_id: int) -> None:
        if register.derives is not None:
            row = self._ledger.rows_room.rows(register.key, [row_id], bare=True)[0]
            self._sync_derived(register, row_id, list(register.derives(row, self._ledger.lookup)))

    def _sync_derived(self, register: Register, row_id: int, wanted: Sequence[Derived]) -> None:
        """Make the rows derived from a row exactly the wanted ones."""
        if register.derives is None:
            return
        mark = f"{register.key}:{row_id}:"
        targets = {d.register for d in wanted} | set(register.derives_into)
        for key in sorted(targets):
            target = BY_KEY[key]
            sql = f"SELECT source, id FROM {target.stored_in} WHERE source >= ? AND source < ?"
            present = dict(self._connection.execute(sql, (mark, mark + "\U0010ffff")).fetchall())
            for derived in (d for d in wanted if d.register == key):
                existing = present.pop(mark + derived.slot, None)
                self._write_derived(target, existing, derived, mark + derived.slot)
            for leftover in present.values():
                self.write(target, "remove", leftover, self._existing(target, leftover), None)

    def _write_derived(self, target: Register, existing: int | None, derived: Derived, mark: str) -> None:
        document = stored_values(target, derived.values) | {"source": mark}
        if existing is None:
            self.write(target, "add", self._ledger.next_id(target.stored_in), None, document)
            return
        before = self._existing(target, existing)
        if before != document:
            self.write(target, "change", existing, before, document)

    # -- the one place where rows are written -----------------------------------------------------

    def write(
        self,
        register: Register,
        op: str,
        row_id: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        why: str = "",
    ) -> None:
        """Write one row as a document, together with its entry in the history."""
        execute = self._connection.execute
        if after is None:
            for field in register.own_fields:
                if is_links(field):
                    execute(f"DELETE FROM {link_table(register, field)} WHERE row=?", (row_id,))
            execute(f"DELETE FROM {register.stored_in} WHERE id=?", (row_id,))
        else:
            find, sort = self._keys(register, row_id, after)
            columns = parameters(register.key, after, find, sort)
            if op == "add":
                execute(insert_sentence(register.key), [row_id, *columns])
            else:
                execute(update_sentence(register.key), [*columns, row_id])
            for table, links in link_rows(register, row_id, after):
                execute(f"DELETE FROM {table} WHERE row=?", (row_id,))
                self._connection.executemany(f"INSERT INTO {table} (row, position, target, name) VALUES (?,?,?,?)", links)
        change = (register.key, row_id, op, before, after, why or None, self.undoes)
        self._ledger.chain.append(self.batch, self.at, self.name, change)
        self.touched.add(register.key)

    def _keys(self, register: Register, row_id: int, document: Mapping[str, Any]) -> tuple[str, str]:
        row = values_of(register, document)
        for part in register.parts:
            owned = self._ledger.rows_room.rows(part.register.key, [document[part.link]], bare=True)[0]
            row.update({f.key: owned.get(f.key) for f in register.fields if f.part == part.link})
        return find_text(register, row), sort_text(register, row, self._ledger.name_order)

    def _document(
        self, register: Register, own: Mapping[str, Any], before: Mapping[str, Any], given: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The document after a change: ``before`` with the values of ``own`` put in."""
        document = {key: value for key, value in before.items() if key not in own}
        document.update(stored_values(register, own))
        for part in register.parts:
            document[part.link] = own.get(part.link) or before.get(part.link)
        for field in register.own_fields:
            if field.private and field.key in document and field.key in own:
                document[field.key] = self._kept(field, own[field.key], before.get(field.key))
        return document

    def _kept(self, field: Field, value: Any, before: Any) -> Any:
        """What a document holds of a private value: the old entry when the value did not change."""
        if isinstance(value, Private):
            return {"private": value.id, "commitment": value.commitment}
        kept = Private(before["private"], before["commitment"]) if before else None
        if kept and self._ledger.private.is_same(kept, str(value)):
            return before
        return self._ledger.private.keep(str(value), self._ledger.next_id("private_values"))

    def _existing(self, register: Register, row_id: int) -> dict[str, Any]:
        found = self._ledger.rows_room.documents(register, [row_id])
        if row_id not in found:
            raise Refused(f"{register.label}里没有编号为 {row_id} 的记录,没有作任何改动。")
        return found[row_id]


def _keys_in(table: str) -> set[str]:
    return {register.key for register in REGISTERS if register.stored_in == table}

