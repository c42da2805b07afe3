"""Rows written by hand in place of a ledger, for rules that ask for other rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import NoLookup, Ref, Row
from app.domain.registers import BY_KEY


class WrittenRows(NoLookup):
    """The rows of each register; a link is asked for by its id, a year by the register's own date."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self.tables = tables

    def row(self, register: str, row_id: int) -> Row | None:
        assert isinstance(row_id, int), "a link to nobody is no question to the ledger"
        return next(iter(self.where(register, {"id": row_id})), None)

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        def meets(row: Row) -> bool:
            values = {key: row[key].id if isinstance(row[key], Ref) else row[key] for key in equals}
            return values == equals and (year is None or row[BY_KEY[register].year_field].year == year)

        return [row for row in self.tables.get(register, ()) if meets(row)]
