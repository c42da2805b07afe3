"""Whose names must not be read where: rows, and what belongs to them, share what visitors confided."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from app.domain.confidences import (
    CODE,
    NOBODY,
    Confidence,
    concealed_value,
    fields_with_traces,
)
from app.domain.fields import Problem, Ref, Row
from app.domain.hooks import Confiding
from app.domain.register import Register
from app.domain.registers import BY_KEY, REGISTERS
from app.storage.core.attachments import Attachments
from app.storage.core.lookup import LedgerLookup
from app.storage.core.private import PrivateValues
from app.storage.core.records import Records
from app.storage.core.relations import linking_rows
from app.storage.refusals import KeyNeeded

KEPT_FILES = "attachments"
Place = tuple[str, int]


@lru_cache(maxsize=1)
def sharing_registers() -> frozenset[str]:
    """The registers whose rows may share a confidence: those that confide, and what links to or stands beside them."""
    sharing = {r.key for r in REGISTERS if r.hook(Confiding)} | {KEPT_FILES}
    sharing |= {key for r in REGISTERS for key, _ in _beside(r)}
    while more := {r.key for r in REGISTERS if any(f.kind.to in sharing for f in r.own_fields)} - sharing:
        sharing |= more
    return frozenset(sharing)


def _beside(register: Register) -> tuple[tuple[str, tuple[str, ...]], ...]:
    confiding = register.hook(Confiding)
    return confiding.beside if confiding else ()


@lru_cache(maxsize=1)
def _registers_of_people() -> tuple[str, ...]:
    """The registers whose rows are people, called by their name alone."""
    return tuple(r.key for r in REGISTERS if [r.field(key).kind.is_person for key in r.called] == [True])


class _Sharing(NamedTuple):
    """Through what a row of a register shares the confidences of others, worked out once."""

    links: tuple[tuple[str, str], ...]  # field and register
    with_its_like: bool  # rows of the register link to each other
    beside: tuple[
        tuple[Register, tuple[str, ...]], ...
    ]  # registers with rows of the same occasion, and by what


@cache
def _sharing(register: Register) -> _Sharing:
    links = tuple((f.key, f.kind.to) for f in register.own_fields if f.kind.to in sharing_registers())
    beside = tuple((r, keys) for r in REGISTERS for key, keys in _beside(r) if key == register.key)
    return _Sharing(links, any(to == register.key for _, to in links), beside)


def _refs(register: Register, row: Mapping[str, Any]) -> Iterator[Place]:
    """The rows that a row links to, as far as they may share a confidence."""
    for key, to in _sharing(register).links:
        value = row.get(key)
        for ref in (value,) if isinstance(value, Ref) else value or ():
            if ref.id is not None:
                yield to, ref.id


class Confidences:
    """The confidences of one ledger."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        busy: threading.RLock,
        records: Records,
        private: PrivateValues,
        lookup: LedgerLookup,
        attachments: Attachments,
    ) -> None:
        self._connection, self._busy, self._records = connection, busy, records
        self._private, self._lookup, self._attachments = private, lookup, attachments

    def of(self, key: str, row: Mapping[str, Any]) -> Confidence:
        """What was confided in a row (kept already or not), or in the rows that it belongs to."""
        if key not in sharing_registers():
            return NOBODY
        confidences = [confidence for confidence in self._upwards(key, row, set()) if confidence.is_given]
        if not confidences:
            return NOBODY
        names = tuple(dict.fromkeys(name for confidence in confidences for name in confidence.names))
        numbers = tuple(dict.fromkeys(number for confidence in confidences for number in confidence.numbers))
        others = {name for confidence in confidences for name in confidence.others} | self._known_people(
            names
        )
        return Confidence(names, numbers, tuple(sorted(others)))

    def judgeable(self, key: str, row: Mapping[str, Any]) -> Confidence:
        """The same as rules judge by it: nobody's as long as it is locked, when what would tell of it is not kept either."""
        try:
            return self.of(key, row)
        except KeyNeeded:
            return NOBODY

    def _known_people(self, names: Sequence[str]) -> set[str]:
        """People of the ledger who go by one of these names, or by a longer one."""
        people = (other for register in _registers_of_people() for other in self._lookup.names(register))
        return {other for other in people if any(name in other for name in names)}

    def _upwards(
        self, key: str, row: Mapping[str, Any], visited: set[Place], *, kept: bool = False
    ) -> Iterator[Confidence]:
        register = BY_KEY[key]
        if row.get("id"):
            if (key, row["id"]) in visited:
                return
            visited.add((key, row["id"]))
        if register.hook(Confiding):
            yield self._own_confidence(register, row) if kept else self._confided(register, row)
        for place in (*_refs(register, row), *self._merged_into(register, row), *self._owner(register, row)):
            above = self._lookup.row(*place) if place[0] in sharing_registers() else None
            if above is not None:
                yield from self._upwards(place[0], above, visited, kept=True)
        for other, keys in _sharing(register).beside:
            for occasion in self._agreeing(register, row, other, keys):
                yield from self._upwards(other.key, occasion, visited, kept=True)

    def _confided(self, register: Register, row: Mapping[str, Any]) -> Confidence:
        """What a row confides.  Raises ``KeyNeeded`` when somebody asked for it and the names are locked."""
        confiding = register.hook(Confiding)
        if confiding is None or not confiding.asked(row):
            return NOBODY
        return confiding.confidence(self._private.revealed([dict(row)])[0])

    def _own_confidence(self, register: Register, row: Mapping[str, Any]) -> Confidence:
        confidence_by_id: dict[int, Confidence] = self._lookup.remembered(register.key, "confidences", dict)
        if row["id"] not in confidence_by_id:
            confidence_by_id[row["id"]] = self._confided(register, row)
        return confidence_by_id[row["id"]]

    def _merged_into(self, register: Register, row: Mapping[str, Any]) -> list[Place]:
        """The rows of the same register that link to this one: what was merged brings its texts along."""
        if not row.get("id") or not _sharing(register).with_its_like:
            return []
        linking = linking_rows(self._connection, register, row["id"])
        return [(other.key, row_id) for other, row_id in linking if other is register]

    def _owner(self, register: Register, row: Mapping[str, Any]) -> list[Place]:
        """The row that a file is kept with."""
        owned = register.key == KEPT_FILES and row.get("register") in BY_KEY
        return [(row["register"], int(row["row"]))] if owned else []

    def _agreeing(
        self, register: Register, row: Mapping[str, Any], other: Register, keys: Sequence[str]
    ) -> Sequence[Row]:
        """The rows of another register that tell of the same occasion."""
        equals: dict[str, Any] = {}
        for key in keys:
            value = row.get(key)
            if value is None or (isinstance(value, Ref) and value.id is None):
                return ()
            equals[key] = value.id if isinstance(value, Ref) else register.field(key).kind.to_stored(value)
        return self._lookup.where(other.key, equals)

    def below(self, key: str, row: Mapping[str, Any]) -> list[Place]:
        """The other rows that share what a kept row confides: linked to it, beside it, or files kept with it."""
        places: dict[Place, None] = {}
        waiting: list[tuple[str, Mapping[str, Any]]] = [(key, row)]
        while waiting:
            at, here = waiting.pop()
            for place in self._next_below(BY_KEY[at], here):
                below = self._lookup.row(*place)
                if place != (key, row["id"]) and place not in places and below is not None:
                    places[place] = None
                    waiting.append((place[0], below))
        return sorted(places)

    def _next_below(self, register: Register, row: Mapping[str, Any]) -> Iterator[Place]:
        for other, row_id in linking_rows(self._connection, register, row["id"]):
            yield other.key, row_id
        yield from (place for place in _refs(register, row) if place[0] == register.key)
        for file in self._attachments.ids_of(register.key, row["id"]):
            yield KEPT_FILES, file
        for key, keys in _beside(register):
            for occasion in self._agreeing(register, row, BY_KEY[key], keys):
                yield key, occasion["id"]

    def concealed(self, key: str, row: Row) -> Row:
        """The row as others may read it: 来访群众 where somebody is named who asked for confidentiality."""
        confidence = self.of(key, row)
        if not confidence.is_given:
            return row
        fields = BY_KEY[key].by_key
        return {k: concealed_value(fields[k], v, confidence) if k in fields else v for k, v in row.items()}

    def concealed_rows(self, key: str, rows: Sequence[Row]) -> list[Row]:
        """The rows as others may read them."""
        with self._busy:
            return [self.concealed(key, row) for row in rows]

    def problem_below(self, key: str, row: Mapping[str, Any]) -> Problem | None:
        """A doubt when rows that share what is confided in this kept row still tell it."""
        confidence = self.judgeable(key, row)
        if not confidence.is_given or not row.get("id"):
            return None
        telling_rows = []
        for other, row_id in self.below(key, row):
            register = BY_KEY[other]
            row_below = self._records.rows(other, [row_id], bare=True)[0]
            if fields_with_traces(register.fields, row_below, confidence)[0]:
                telling_rows.append(f"{register.label}第 {row_id} 条")
        if not telling_rows:
            return None
        more = f"等 {len(telling_rows)} 条" if len(telling_rows) > 3 else ""
        words = f"与它相连的{'、'.join(telling_rows[:3])}{more}里还有要求保密的来访人的姓名或号码，请换成“来访群众”。"
        return Problem("", "warning", CODE, words)
