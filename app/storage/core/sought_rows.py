"""The condition that a row holds what is looked for: in its hidden text, or as a private number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from app.domain.fields import Field
from app.domain.register import Register
from app.domain.sought_numbers import number_of, numbers_among, numbers_in, sought, ways_to_write
from app.storage.core.private import PrivateValues

# Words looked for at a time: a whole sheet pasted into the search would be too deep a sentence for SQLite.
MOST_WORDS = 100
ONE_NUMBER = 11  # bytes: what is not longer is one number without a sign in it, which its keyed hash finds


class SoughtRows:
    """Conditions over the rows ``t`` of a register, whose parameters go into ``values``."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        private: PrivateValues,
        register: Register,
        values: dict[str, Any],
    ) -> None:
        self._connection = connection
        self._private = private
        self._register = register
        self._values = values

    def conditions(self, text: str) -> list[str]:
        """One condition for each word of ``text``, or for the words that may be one number."""
        conditions, left = [], MOST_WORDS
        for words in sought(text):
            words, left = words[:left], left - len(words)
            if words:
                conditions.append(self._of_words(words))
        return conditions

    def _of_words(self, words: tuple[str, ...]) -> str:
        each = self._all(self._of_word(word) for word in words)
        if len(words) == 1:
            return each
        together = self._of_number(number_of(words))
        behind = self._all(" OR ".join(self._of_number(number)) for number in numbers_among(words))
        return " OR ".join([each, *together, *([behind] if behind else [])])

    def _all(self, conditions: Iterable[str]) -> str:
        joined = " AND ".join(f"({condition})" for condition in conditions)
        return f"({joined})" if joined else ""

    def _of_word(self, word: str) -> str:
        return " OR ".join([f"instr(t.find, {self._bound(word)})", *self._of_number(number_of((word,)))])

    def _bound(self, value: str) -> str:
        name = f"f{len(self._values)}"
        self._values[name] = value
        return f":{name}"

    def _of_number(self, number: str) -> list[str]:
        if not number:
            return []
        digits = number.isdecimal()
        conditions = [f"instr(replace(t.find, '-', ''), {self._bound(number)})"] if digits else []
        if self._private.is_locked:
            return conditions
        ways = ways_to_write(number)
        hashes = [self._private.equality(way) for way in ways]
        ids = f"SELECT value FROM json_each({self._bound(json.dumps(hashes))})"
        conditions += self._in_fields(f"SELECT id FROM private_values WHERE equality IN ({ids})", _private)
        among = self._among_others({way.replace("-", "") for way in ways}) if digits else []
        if among:
            ids = f"SELECT value FROM json_each({self._bound(json.dumps(among))})"
            conditions += self._in_fields(ids, _of_several)
        return conditions

    def _in_fields(self, ids: str, wanted: Callable[[Field], bool]) -> Iterator[str]:
        """The conditions that a field of the rows or of a part of them is one of the private values ``ids``."""
        for table, link, fields in self._tables(wanted):
            inner = " OR ".join(f"{field.key} IN ({ids})" for field in fields)
            if link:
                yield f"t.{link} IN (SELECT id FROM {table} WHERE {inner})"
            else:
                yield from (f"t.{field.key} IN ({ids})" for field in fields)

    def _tables(self, wanted: Callable[[Field], bool]) -> Iterator[tuple[str, str, list[Field]]]:
        """By table of the rows and of their parts: the link to it, and the fields that are wanted."""
        places = [("", self._register), *((part.link, part.register) for part in self._register.parts)]
        for link, register in places:
            fields = [field for field in register.own_fields if wanted(field)]
            if fields:
                yield register.stored_in, link, fields

    def _among_others(self, numbers: set[str]) -> list[int]:
        """Ids of the private values that have one of the numbers among others: no hash tells it."""
        return [row_id for row_id, standing in self._numbers_of_others.items() if standing & numbers]

    @cached_property
    def _numbers_of_others(self) -> dict[int, set[str]]:
        """The numbers in each private text that is longer than one of them, by its id."""
        ids = [
            row_id
            for table, _, fields in self._tables(_of_several)
            for field in fields
            for row_id in self._longer_than_one(table, field)
        ]
        return {row_id: numbers_in(text) for row_id, text in self._private.readable(ids).items()}

    def _longer_than_one(self, table: str, field: Field) -> Iterator[int]:
        longer = f"SELECT v.id FROM {table} r JOIN private_values v ON v.id=r.{field.key} WHERE length(v.value) > ?"
        least = ONE_NUMBER + self._private.box.beside
        yield from (row_id for (row_id,) in self._connection.execute(longer, (least,)))


def _private(field: Field) -> bool:
    return field.private


def _of_several(field: Field) -> bool:
    """Telephones, several of which may stand in a field; what visitors confided is not searched."""
    return field.private and field.kind.several
