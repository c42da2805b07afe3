"""The answers of a ledger to the questions that kinds, rules and importers ask."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.confidences import Confidence
from app.domain.fields import Context, Ref, Row
from app.domain.numerals import read_number
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.spoken_names import agrees, name_key, names_a_session, ordinals, readings
from app.storage.core.records import Records
from app.storage.query import Query

_HIGHEST = 9999  # nothing that is numbered from 1 has more; SQLite takes no whole number of any length


class LedgerLookup:
    """Lookup over a ledger, with an index of names per register that lasts until the next act."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        busy: threading.RLock,
        records: Records,
        context: Callable[[], Context],
        confided: Callable[[str, Mapping[str, Any]], Confidence],
    ) -> None:
        self._connection, self._busy, self._records = connection, busy, records
        self._context, self._confided = context, confided
        self._by_name: dict[str, dict[str, list[int]]] = {}
        self._rows: dict[str, dict[int, Row | None]] = {}
        self._chosen: dict[str, dict[str, Sequence[Row]]] = {}
        self._remembered: dict[str, dict[str, Any]] = {}

    def first(self, register: str) -> Row | None:
        """The first row of a register: all that a register of one row holds."""
        with self._busy:
            chosen = self._chosen.setdefault(register, {})
            if "first" not in chosen:
                sql = f"SELECT min(id) FROM {BY_KEY[register].stored_in}"
                (row_id,) = self._connection.execute(sql).fetchone()
                chosen["first"] = self._records.rows(register, [row_id] if row_id else [], bare=True)
            return chosen["first"][0] if chosen["first"] else None

    def forget(self, register: str = "") -> None:
        """Drop what was remembered of a register that was written to, or of all."""
        for memory in (self._by_name, self._rows, self._chosen, self._remembered):
            if register:
                memory.pop(register, None)
            else:
                memory.clear()

    def matches(self, register: str, name: str, hints: Mapping[str, Any]) -> Sequence[Ref]:
        """Rows that go by ``name``.

        Hints: ``id`` asks for one row.  Without a name, choices and links of the same key choose by value;
        with one they only tell several of that name apart, as ``day`` does among deputies.
        """
        with self._busy:
            if hints.get("id"):
                matching_ids = [hints["id"]] if self.row(register, hints["id"]) else []
            elif name:
                matching_ids = self._ids_by_name(register, name)
            else:
                matching_ids = self._records.ids(register, Query(), "")
            self._read(register, matching_ids)
            matching_ids = self._of_level(register, matching_ids, hints.get("level"))
            if not name or len(matching_ids) > 1:
                narrowed = self._narrowed(register, matching_ids, hints)
                matching_ids = narrowed or (matching_ids if name else [])
            if hints.get("leaning") and len(matching_ids) > 1:
                matching_ids = self._of_level(register, matching_ids, hints["leaning"]) or matching_ids
            if hints.get("day") and len(matching_ids) > 1:
                matching_ids = self._in_office(register, matching_ids, hints["day"])
            return [Ref(i, BY_KEY[register].name_of(self.row(register, i) or {})) for i in matching_ids]

    def distinction(self, register: str, row_id: int) -> str:
        """What tells a row of ``register`` from others of its name."""
        return BY_KEY[register].distinction(self.row(register, row_id) or {})

    def _ids_by_name(self, register: str, name: str) -> list[int]:
        """The rows that go by a name: exactly, by their number, by ordinals, by a bare number, or with a distinction beside it."""
        index = self._index(register)
        exact = index.get(name_key(name)) or self._numbers(register).get(name_key(name))
        return (
            exact
            or self._of_ordinals(register, name)
            or self._of_bare_number(register, name)
            or self._by_distinction(register, name)
        )

    def _numbers(self, register: str) -> dict[str, list[int]]:
        """Rows by the number that was given to them."""
        return self.remembered(register, "numbers", lambda: self._ids_by_number(register))

    def _ids_by_number(self, register: str) -> dict[str, list[int]]:
        ids_by_number: dict[str, list[int]] = {}
        field = BY_KEY[register].by_key.get("no")
        if field is not None and field.kind.is_words:
            for row_id, no in self._connection.execute(
                f"SELECT id, no FROM {BY_KEY[register].stored_in} WHERE no IS NOT NULL ORDER BY id"
            ):
                ids_by_number.setdefault(name_key(str(no)), []).append(row_id)
        return ids_by_number

    def _of_ordinals(self, register: str, name: str) -> list[int]:
        """Rows that are called by ordinals alone (terms, sessions) and have all that were written."""
        name_ordinals = ordinals(name)
        if not name_ordinals or not _naming_ordinals(BY_KEY[register]):
            return []
        ids = self._records.ids(register, Query(), "")
        names = self._records.names(register, ids)
        return [row_id for row_id in ids if name_ordinals <= ordinals(names[row_id])]

    def _of_bare_number(self, register: str, name: str) -> list[int]:
        """Rows with an ordinal of their own (terms, sessions, districts, groups) that was written without a word: 16, 十六."""
        number = read_number(name)
        own = _own_numbers(BY_KEY[register])
        of_another_body = bool(ordinals(name)) and not names_a_session(name)  # 第一次全体会议
        if number is None or number > _HIGHEST or not own or of_another_body:
            return []
        sql = f"SELECT id FROM {BY_KEY[register].stored_in} WHERE {own[0]} = ? ORDER BY id"
        return [row_id for (row_id,) in self._connection.execute(sql, (number,))]

    def _by_distinction(self, register: str, name: str) -> list[int]:
        """Rows whose name the words hold, with a distinction that is said of them."""
        index, context = self._index(register), self._context()
        for spoken in readings(name):
            ids = index.get(spoken.name, ()) if spoken.beside else ()
            agreed = [
                i
                for i in ids
                if agrees(BY_KEY[register], self._row_with_names(register, i), spoken.beside, context)
            ]
            if agreed:
                return agreed
        return []

    def _row_with_names(self, register: str, row_id: int) -> Row:
        return self._records.rows(register, [row_id], computed=False)[0]

    def _narrowed(self, register: str, ids: list[int], hints: Mapping[str, Any]) -> list[int]:
        fields = BY_KEY[register].by_key
        for key, value in hints.items():
            if key in fields and value is not None and (fields[key].kind.table or fields[key].kind.to):
                ids = [i for i in ids if (self.row(register, i) or {}).get(key) in (value, None)]
        return ids

    def _of_level(self, register: str, ids: list[int], level: str | None) -> list[int]:
        """Those of a level, where the register has levels and one is asked for."""
        if level is None or "level" not in BY_KEY[register].by_key:
            return ids
        return [i for i in ids if (self.row(register, i) or {}).get("level") in (level, None)]

    def _in_office(self, register: str, ids: list[int], day: date) -> list[int]:
        course = BY_KEY[register].course
        if course is None or not course.present:
            return ids
        present = set(self._records.ids(register, Query(filter=course.present), day.isoformat()))
        return [i for i in ids if i in present] or ids

    def _index(self, register: str) -> dict[str, list[int]]:
        if register not in self._by_name:
            index: dict[str, list[int]] = {}
            ids = self._records.ids(register, Query(), "")
            for row_id, name in self._records.names(register, ids).items():
                index.setdefault(name_key(name), []).append(row_id)
            self._by_name[register] = index
        return self._by_name[register]

    def row(self, register: str, row_id: int) -> Row | None:
        """One row with its parts, without computed fields."""
        with self._busy:
            rows_by_id = self._rows.get(register, {})
            return rows_by_id[row_id] if row_id in rows_by_id else self._read(register, [row_id])[row_id]

    def _read(self, register: str, ids: Sequence[int]) -> dict[int, Row | None]:
        """The remembered rows of a register, with those of ``ids`` among them, read together; None for one that is gone."""
        rows_by_id = self._rows.setdefault(register, {})
        unread = [i for i in ids if i not in rows_by_id]
        if unread:
            rows = self._records.rows(register, unread, bare=True)
            rows_by_id.update(dict.fromkeys(unread) | {row["id"]: row for row in rows})
        return rows_by_id

    def related(self, register: str, field: str, ids: Sequence[int]) -> dict[int, list[Row]]:
        """Rows whose link ``field`` names one of ``ids``."""
        with self._busy:
            return self._records.related(register, field, ids)

    def names(self, register: str) -> Iterable[str]:
        """How the rows of a register are called, folded as names are compared."""
        with self._busy:
            return self._index(register).keys()

    def confided(self, register: str, row: Mapping[str, Any]) -> Confidence:
        """Who asked for confidentiality in a row, or in the rows that it belongs to."""
        with self._busy:
            return self._confided(register, row)

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        """Rows with those stored values (and of that year), in the register's order, not computed."""
        with self._busy:
            chosen = self._chosen.setdefault(register, {})
            question = repr((sorted(equals.items()), year))
            if question not in chosen:
                ids = self._records.ids(register, Query(equals=equals, year=year), "")
                chosen[question] = self._records.rows(register, ids, bare=True)
            return chosen[question]

    def count(self, register: str, condition: str, day: date, equals: Mapping[str, Any]) -> int:
        """How many rows meet a named condition on a day."""
        with self._busy:
            return self._records.count(register, Query(filter=condition, equals=equals), day.isoformat())

    def remembered(self, register: str, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives from the rows of ``register``, made again only after these have changed."""
        with self._busy:
            memory = self._remembered.setdefault(register, {})
            if name not in memory:
                memory[name] = make()
            return memory[name]


def _naming_ordinals(register: Register) -> list[str]:
    """The ordinals that name a row; beside words of its own, as the matter of a vote, they only tell which of several it is."""
    called = [register.field(key) for key in register.called]
    return [] if any(field.kind.is_words for field in called) else [f.key for f in called if f.kind.ordinal]


def _own_numbers(register: Register) -> list[str]:
    """The ordinals that were written for a row, by which it may be named alone."""
    keys = [*_naming_ordinals(register), *(["no"] if "no" in register.by_key else [])]
    fields = (register.field(key) for key in keys)
    return [field.key for field in fields if field.kind.ordinal and not field.computed]
