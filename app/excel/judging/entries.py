"""One judged record of an import, and everything else that a preview shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.fields import Kind, Private
from app.domain.register import Register
from app.excel.judging.records import Record, instance_of
from app.excel.layout.tables import Table
from app.excel.layout.view import column_letter

VERDICTS = ("new", "same", "changed", "double", "flagged", "wrong")


class Difference(NamedTuple):
    """What the ledger holds and what the file says, both as people read it."""

    field: str
    kept: str
    written: str


@dataclass(frozen=True)
class Entry(Record):
    """A record with its verdict and what an acceptance of it would do.

    ``row_id``: the ledger's row where it is there already, ``changes`` what would be written to it;
    ``part_ids`` the rows of parts that are there (a person who holds another mandate); ``twin``: the place
    among the entries of an earlier one that is the same person.
    """

    verdict: str = "new"
    row_id: int | None = None
    part_ids: Mapping[str, int] = field(default_factory=dict)
    twin: int | None = None
    differences: tuple[Difference, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)


def entry_of(record: Record, **judgement: Any) -> Entry:
    """The entry that a record becomes."""
    return instance_of(Entry, vars(record), judgement)


class Creation(NamedTuple):
    """A row of another register that the file brings with it."""

    register: str
    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class SheetRead:
    """How one table of the file was understood."""

    table: Table
    notes: tuple[str, ...] = ()

    def described(self) -> dict[str, Any]:
        """As the report tells it."""
        table = self.table
        apart = {column: key for column, (key, _) in table.columns.apart.items()}
        letters = {c: column_letter(c) for c in (*apart, *table.columns.used(), *table.columns.unused)}
        rows = range(table.header.top + 1, table.header.bottom + 2)
        described: dict[str, Any] = {
            "sheet": table.view.sheet.name,
            "header_rows": list(rows),
            "columns": {letters[c]: key for c, key in sorted((apart | table.columns.used()).items())},
            "unused_columns": {letters[c]: text for c, text in sorted(table.columns.unused.items())},
        }
        if self.notes:
            described["notes"] = list(self.notes)
        return described


def plain_values(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as scripts read them, without those that are blank."""
    described = {}
    for field_ in register.fields:
        value = values.get(field_.key)
        if value is not None and not isinstance(value, Private):
            described[field_.key] = _names(field_.kind, value) or field_.kind.to_plain(value)
    return described


def _names(kind: Kind, value: Any) -> str:
    """People listed in a record as a list of names: who they are, not their phones."""
    named = next((column.key for column in kind.columns if column.kind.is_person), "")
    return "、".join(str(line[named]) for line in value if line.get(named)) if named else ""
