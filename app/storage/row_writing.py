"""The one place where rows are written: tables, hidden keys and history in step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.fields import Field, Private, Row
from app.domain.keys import find_text, sort_text
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.refusals import Refused
from app.storage.tables import (
    insert_sentence,
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

Document = dict[str, Any]


class RowWriter:
    """Writes documents within one act."""

    def __init__(self, ledger: Ledger, batch: int, name: str, undoes: int | None) -> None:
        self._ledger = ledger
        self._connection = ledger.connection
        self._batch = batch
        self._name = name
        self._undoes = undoes
        self._at = ledger.now().isoformat(timespec="seconds")
        self._name_order = ledger.name_order
        self._newest: dict[str, tuple[int, Row]] = {}  # the last row written of each register
        self.touched: set[str] = set()

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
        change = (register.key, row_id, op, before, after, why or None, self._undoes)
        self._ledger.chain.append(self._batch, self._at, self._name, change)
        self.touched.add(register.key)
        self._forget(register)
        return row

    def _forget(self, register: Register) -> None:
        """Answers that were remembered of the table no longer hold, under whichever register they were asked."""
        for other in REGISTERS:
            if other is register or any(part.register is register for part in other.parts):
                self._ledger.lookup.forget(other.key)

    def _keep(self, register: Register, op: str, row_id: int, after: Mapping[str, Any], row: Row) -> None:
        find, sort = find_text(register, row), sort_text(register, row, self._name_order)
        columns = parameters(register.key, after, find, sort)
        if op == "add":
            self._connection.execute(insert_sentence(register.key), [row_id, *columns])
        else:
            self._connection.execute(update_sentence(register.key), [*columns, row_id])
        for table, links in link_rows(register, row_id, after):
            if op != "add":
                self._connection.execute(f"DELETE FROM {table} WHERE row=?", (row_id,))
            sql = f"INSERT INTO {table} (row, position, target, name) VALUES (?,?,?,?)"
            self._connection.executemany(sql, links)

    def _delete(self, register: Register, row_id: int) -> None:
        for field in register.own_fields:
            if is_links(field):
                self._connection.execute(f"DELETE FROM {link_table(register, field)} WHERE row=?", (row_id,))
        self._connection.execute(f"DELETE FROM {register.stored_in} WHERE id=?", (row_id,))

    def _whole(self, register: Register, row_id: int, document: Mapping[str, Any]) -> Row:
        """The row of a document with the values of its parts."""
        row = {"id": row_id, **values_of(register, document)}
        for part in register.parts:
            newest_id, owned = self._newest.get(part.register.key, (0, {}))
            if newest_id != document[part.link] or not owned:
                owned = self._ledger.rows_room.rows(part.register.key, [document[part.link]], bare=True)[0]
            row.update({f.key: owned.get(f.key) for f in register.fields if f.part == part.link})
        return row

    def refresh(self, register: Register, row_id: int) -> None:
        """Find and sort a row by what its parts say now."""
        row = self._ledger.rows_room.rows(register.key, [row_id], bare=True)[0]
        keys = (find_text(register, row), sort_text(register, row, self._name_order), row_id)
        self._connection.execute(f"UPDATE {register.stored_in} SET find=?, sort=? WHERE id=?", keys)
        self.touched.add(register.key)

    def document(self, register: Register, own: Mapping[str, Any], before: Mapping[str, Any]) -> Document:
        """``before`` with the values of ``own`` put in."""
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

    def existing(self, register: Register, row_id: int) -> Document:
        """The document of a row that must be there; raises ``Refused``."""
        found = self._ledger.rows_room.documents(register, [row_id])
        if row_id not in found:
            raise Refused(f"{register.label}里没有编号为 {row_id} 的记录,没有作任何改动。")
        return found[row_id]

    def owners(self, part: Register, part_id: int) -> list[tuple[Register, int]]:
        """The rows of other registers that this part belongs to."""
        found = []
        for owner in REGISTERS:
            for link in (p.link for p in owner.parts if p.register is part):
                sql = f"SELECT id FROM {owner.stored_in} WHERE {link}=?"
                found += [(owner, row_id) for (row_id,) in self._connection.execute(sql, (part_id,))]
        return found
