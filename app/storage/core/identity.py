"""Whether a row is there already, by what makes two rows the same (settled: person, mandate)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from app.domain.days import PartialDate
from app.domain.fields import Private
from app.domain.hooks import ToldApart
from app.domain.register import Register
from app.storage.core.private import PrivateValues

MONTH = 7  # characters of an ISO date down to the month


class Identity:
    """Finds the row of a register that is the same as given values."""

    def __init__(self, connection: sqlite3.Connection, private: PrivateValues) -> None:
        self._connection = connection
        self._private = private

    def same(self, register: Register, values: Mapping[str, Any]) -> int | None:
        """The id of the one row that agrees on an identity and contradicts no stronger one, or None.

        The same ID number is the same person; else the same name and birth month, unless both have
        ID numbers and they differ.
        """
        for number, keys in enumerate(register.identity):
            matching_ids = self._candidates(register, keys, values)
            for stronger in register.identity[:number]:
                matching_ids = [
                    i for i in matching_ids if not self._contradicts(register, stronger, i, values)
                ]
            if not all(register.field(key).private for key in keys):
                matching_ids = [i for i in matching_ids if self._agrees(register, keys, i, values)]
            if len(matching_ids) == 1:
                return matching_ids[0]
        return None

    def _candidates(self, register: Register, keys: tuple[str, ...], values: Mapping[str, Any]) -> list[int]:
        terms, parameters = [], []
        for key in keys:
            value = values.get(key)
            field = register.by_key.get(key)
            if value is None or field is None:
                return []
            if field.private:
                terms.append(f"{key} IN (SELECT id FROM private_values WHERE equality=?)")
                parameters.append(self._equality(value))
            elif isinstance(value, PartialDate):
                if len(value.iso) < MONTH:
                    return []
                terms.append(f"substr({key},1,{MONTH})=?")
                parameters.append(value.iso[:MONTH])
            else:
                terms.append(f"{key}=?")
                parameters.append(field.kind.to_stored(value))
        sql = f"SELECT id FROM {register.stored_in} WHERE {' AND '.join(terms)}"
        return [row_id for (row_id,) in self._connection.execute(sql, parameters)]

    def holders(self, register: Register, key: str, value: Any) -> list[int]:
        """The rows that hold a private value."""
        return self._candidates(register, (key,), {key: value})

    def _agrees(
        self, register: Register, keys: tuple[str, ...], row_id: int, values: Mapping[str, Any]
    ) -> bool:
        """Nothing known on both sides differs: the sex, or the day of a date that agrees on the month."""
        apart = register.hook(ToldApart)
        for key in (*keys, *(apart.fields if apart else ())):
            field, value = register.by_key.get(key), values.get(key)
            if field is None or value is None or field.private:
                continue
            sql = f"SELECT {key} FROM {register.stored_in} WHERE id=?"
            (stored,) = self._connection.execute(sql, (row_id,)).fetchone()
            if stored is None:
                continue
            stored_value = field.kind.from_stored(stored)
            if not (value.agrees(stored_value) if isinstance(value, PartialDate) else value == stored_value):
                return False
        return True

    def _equality(self, value: Any) -> str:
        if isinstance(value, Private):
            sql = "SELECT equality FROM private_values WHERE id=?"
            return str(self._connection.execute(sql, (value.id,)).fetchone()[0])
        return self._private.equality(str(value))

    def _contradicts(
        self, register: Register, keys: tuple[str, ...], row_id: int, values: Mapping[str, Any]
    ) -> bool:
        for key in keys:
            field = register.field(key)
            if not field.private or values.get(key) is None:
                continue
            sql = f"SELECT v.equality FROM {register.stored_in} r JOIN private_values v ON v.id=r.{key} WHERE r.id=?"
            equality_row = self._connection.execute(sql, (row_id,)).fetchone()
            if equality_row and equality_row[0] != self._equality(values[key]):
                return True
        return False
