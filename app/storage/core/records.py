"""Reading rows: ordered ids from SQL, and rows by page with their parts, names and computed fields."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.fields import Context, Ref, Row
from app.domain.keys import filed_texts
from app.domain.line_fields import lift
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.storage.core import column_values, computed_values
from app.storage.core.column_places import place_of
from app.storage.core.predicates import condition_of
from app.storage.core.private import PrivateValues
from app.storage.core.sought_rows import SoughtRows
from app.storage.core.tables import document_of, link_table, placeholders, plan, select_sentence, values_of
from app.storage.query import Query, Stored

CHUNK = 500  # SQLite takes at least 999 parameters


class Records:
    """Everything that is read from the registers of one ledger."""

    def __init__(
        self, connection: sqlite3.Connection, private: PrivateValues, context: Callable[[], Context]
    ) -> None:
        self._connection = connection
        self._private = private
        self._context = context

    def ids(self, key: str, query: Query, today: str) -> list[int]:
        """The ids of the rows that meet the query, in its order or the register's own."""
        register = BY_KEY[key]
        condition, values = self._condition(register, query, today)
        if query.order == register.filed_order:
            return self._filed_ids(register, condition, values)
        order = order_by(register, query.order)
        if (
            query.find
        ):  # what is found is few: reading the table as it lies beats following the index of its order
            order = order.replace("t.sort", "+t.sort")
        sql = f"SELECT t.id FROM {register.stored_in} t WHERE {condition} ORDER BY {order}"
        return [row_id for (row_id,) in self._connection.execute(sql, values)]

    def _filed_ids(self, register: Register, condition: str, values: Mapping[str, Any]) -> list[int]:
        """The ids of those rows ascending by all keys of their order; linked rows stand as in their own ledger."""
        links = [
            (place, key, self._filed_places(BY_KEY[register.field(key).kind.to]))
            for place, key in enumerate(register.filed_order)
            if register.field(key).kind.is_link
        ]
        linked = "".join(f", t.{key}" for _, key, _ in links)
        sql = f"SELECT t.id, t.sort{linked} FROM {register.stored_in} t WHERE {condition}"
        filed = []
        for row_id, sort, *linked_ids in self._connection.execute(sql, values):
            texts = filed_texts(register, sort)
            for (place, _, places), linked_id in zip(links, linked_ids, strict=True):
                texts[place] = places.get(linked_id, texts[place])
            filed.append((texts, row_id))
        return [row_id for _, row_id in sorted(filed)]

    def _filed_places(self, register: Register) -> dict[int, str]:
        """The place of each row in its own ledger, as text that sorts before a name."""
        return {row_id: f"{place:09d}" for place, row_id in enumerate(self._filed_ids(register, "1", {}))}

    def count(self, key: str, query: Query, today: str) -> int:
        """How many rows meet the query."""
        register = BY_KEY[key]
        condition, values = self._condition(register, query, today)
        sql = f"SELECT count(*) FROM {register.stored_in} t WHERE {condition}"
        return int(self._connection.execute(sql, values).fetchone()[0])

    def values_in(self, key: str, field: str, query: Query, today: str) -> list[tuple[Stored, int]]:
        """The values of a column among the rows that meet the query, and how often each stands there."""
        register = BY_KEY[key]
        column = register.field(field)
        if computed_values.is_computed(register, column):
            return computed_values.values_in(column, self._computed_rows(key, query, today))
        condition, values = self._condition(register, query, today)
        return column_values.values_in(self._connection, register, column, condition, values)

    def _computed_rows(self, key: str, query: Query, today: str) -> list[Row]:
        return self.rows(key, self.ids(key, query, today), on=date.fromisoformat(today))

    def years(self, key: str) -> list[int]:
        """The calendar years in which a register has rows, ascending; none for one that goes by no years."""
        register = BY_KEY[key]
        if not register.year_field:
            return []
        year = f"CAST(substr({register.year_field}, 1, 4) AS INTEGER)"
        sql = f"SELECT DISTINCT {year} FROM {register.stored_in} WHERE {register.year_field} IS NOT NULL ORDER BY 1"
        return [number for (number,) in self._connection.execute(sql)]

    def _condition(self, register: Register, query: Query, today: str) -> tuple[str, dict[str, Any]]:
        query = computed_values.by_rows(
            register, query, lambda wanted: self._computed_rows(register.key, wanted, today)
        )
        parts, values = ["1"], {"today": today} | {f"e{i}": v for i, v in enumerate(query.equals.values())}
        parts += SoughtRows(self._connection, self._private, register, values).conditions(query.find)
        if query.year and register.year_field:
            parts.append(f"t.{register.year_field} >= :year AND t.{register.year_field} < :after")
            values |= {"year": f"{query.year:04d}", "after": f"{query.year + 1:04d}"}
        if query.filter:
            parts.append(condition_of(register, query.filter))
        parts += [f"t.{column} IS :e{number}" for number, column in enumerate(query.equals)]
        for number, (column, chosen) in enumerate(query.chosen.items()):
            field = register.field(column)
            parts.append(column_values.condition(register, field, chosen, f"c{number}", values))
        if query.among is not None:
            parts.append("t.id IN (SELECT value FROM json_each(:among))")
            values["among"] = json.dumps(query.among)
        return " AND ".join(f"({part})" for part in parts), values

    def documents(self, register: Register, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The documents of rows as they lie in the tables, by id."""
        documents: dict[int, dict[str, Any]] = {}
        for start in range(0, len(ids), CHUNK):
            documents |= self._documents(register, list(ids[start : start + CHUNK]))
        return documents

    def _documents(self, register: Register, ids: list[int]) -> dict[int, dict[str, Any]]:
        sql = f"{select_sentence(register.key)} WHERE id IN ({placeholders(ids)})"
        cursor = self._connection.execute(sql, ids)
        names = [column[0] for column in cursor.description]
        rows = [{n: v for n, v in zip(names, row, strict=True) if v is not None} for row in cursor]
        links = self._links(register, ids)
        private = [field.key for field in register.own_fields if field.private]
        private_ids = [row[key] for row in rows for key in private if key in row]
        commitments = self._commitments(private_ids)
        return {row["id"]: document_of(register, row, links.get(row["id"], {}), commitments) for row in rows}

    def _links(self, register: Register, ids: list[int]) -> dict[int, dict[str, list[list[Any]]]]:
        links_by_row: dict[int, dict[str, list[list[Any]]]] = {}
        for field in register.own_fields:
            if field.kind.is_links:
                sql = (
                    f"SELECT row, target, name FROM {link_table(register, field)} "
                    f"WHERE row IN ({placeholders(ids)}) ORDER BY row, position"
                )
                for row, target, name in self._connection.execute(sql, ids):
                    links_by_row.setdefault(row, {}).setdefault(field.key, []).append([target, name])
        return links_by_row

    def _commitments(self, private_ids: list[int]) -> dict[int, str]:
        commitments: dict[int, str] = {}
        for start in range(0, len(private_ids), CHUNK):
            chunk = private_ids[start : start + CHUNK]
            sql = f"SELECT id, commitment FROM private_values WHERE id IN ({placeholders(chunk)})"
            commitments.update(self._connection.execute(sql, chunk).fetchall())
        return commitments

    def rows(
        self,
        key: str,
        ids: Sequence[int],
        *,
        bare: bool = False,
        computed: bool = True,
        on: date | None = None,
    ) -> list[Row]:
        """The rows of those ids in that order; ids that are gone are left out.

        ``bare`` leaves out the names of linked rows and the computed fields, ``computed=False`` the latter.
        ``on``: the day as of which fields are computed; None for today.
        """
        if not ids:
            return []
        register = BY_KEY[key]
        documents = self.documents(register, ids)
        rows = [{"id": i, **values_of(register, documents[i])} for i in ids if i in documents]
        for part in register.parts:
            lifted = plan(register).lifted[part.link]
            owned = {
                r["id"]: r for r in self.rows(part.register.key, [r[part.link] for r in rows], bare=True)
            }
            for row in rows:
                row.update({name: owned[row[part.link]].get(name) for name in lifted})
        for row in rows:
            lift(register, row)
        if not bare:
            self._name_links(register, rows)
            if computed and register.compute and rows:
                context = self._context()
                register.compute(rows, replace(context, today=on) if on else context)
        return rows

    def row(self, key: str, row_id: int) -> Row | None:
        """One row, or None."""
        rows = self.rows(key, [row_id])
        return rows[0] if rows else None

    def _name_links(self, register: Register, rows: Sequence[Row]) -> None:
        """Links show how the row they point to is called now; the name as written stays in the tables."""
        for field in register.fields:
            kind = field.kind
            if not kind.to:
                continue
            refs_by_row = [(row, kind.refs(row[field.key])) for row in rows if row.get(field.key)]
            names = self.names(kind.to, sorted({ref.id for _, refs in refs_by_row for ref in refs if ref.id}))
            for row, refs in refs_by_row:
                row[field.key] = kind.of_refs(Ref(ref.id, names.get(ref.id or 0, ref.name)) for ref in refs)

    def names(self, key: str, ids: Sequence[int]) -> dict[int, str]:
        """How rows are called, by id."""
        register = BY_KEY[key]
        return {row["id"]: register.name_of(row) for row in self.rows(key, ids, bare=True)} if ids else {}

    def related(self, key: str, field: str, ids: Sequence[int]) -> dict[int, list[Row]]:
        """Rows whose link names one of ``ids``, by that id, in id order."""
        register = BY_KEY[key]
        rows_by_target: dict[int, list[Row]] = {}
        for start in range(0, len(ids), CHUNK):
            chunk = list(ids[start : start + CHUNK])
            sql = f"SELECT id FROM {register.stored_in} WHERE {field} IN ({placeholders(chunk)}) ORDER BY id"
            row_ids = [row_id for (row_id,) in self._connection.execute(sql, chunk)]
            for row in self.rows(key, row_ids, bare=True):
                rows_by_target.setdefault(row[field].id, []).append(row)
        return rows_by_target


def order_by(register: Register, order: Sequence[str]) -> str:
    """The ORDER BY of a query: the register's own order, or columns (a name sorts by the own order)."""
    pieces = []
    for key in order:
        field = register.field(key.removeprefix("-"))
        direction = " DESC" if key.startswith("-") else ""
        if field.computed or field.private or field.kind.is_links:
            continue
        column = f"{field.key}_name" if field.kind.is_link else field.key
        if field.kind.is_person:  # the table of people is itself sorted by strokes
            column = "sort"
        pieces.append(place_of(register, field, column) + direction)
    return ", ".join([*pieces, "t.sort", "t.id"])
