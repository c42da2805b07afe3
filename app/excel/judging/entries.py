"""One judged row of an import, and everything that a preview shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.fields import Kind, Private, Problem
from app.domain.kinds import Lines
from app.domain.register import Register
from app.excel.layout.tables import Table
from app.excel.layout.view import column_letter

VERDICTS = ("new", "same", "changed", "double", "flagged", "wrong")


class Difference(NamedTuple):
    """What the ledger holds and what the file says, both as people read it."""

    field: str
    kept: str
    said: str


@dataclass(slots=True)
class Entry:
    """One record of the file: ``row`` is the sheet's own number, ``column`` the letter of its tick or block.

    ``written`` are the cells' own texts; ``row_id`` the ledger's row where it is there already;
    ``part_ids`` the rows of parts that are (a person who holds another mandate); ``twin`` an earlier
    entry of the file that is the same person.  ``given``: a 记录号 or a line of our own ledger names the row; ``left_out``: fields that
    are shown and not written.  ``settled``: a line of our own ledger that says what the ledger writes.
    """

    table: Table
    line: int
    sheet: str
    row: int
    column: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    verdict: str = "new"
    row_id: int | None = None
    part_ids: dict[str, int] = field(default_factory=dict)
    twin: Entry | None = None
    differences: list[Difference] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    emptied: frozenset[str] = frozenset()
    given: bool = False
    left_out: set[str] = field(default_factory=set)
    committed: bool = False
    settled: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether something is there that cannot be kept."""
        return any(problem.severity == "error" for problem in self.problems)

    def warn(self, key: str, code: str, message: str) -> None:
        """Adds a doubt."""
        self.problems.append(Problem(key, "warning", code, message))


class Creation(NamedTuple):
    """A row of another register that the file brings with it."""

    register: str
    name: str
    values: Mapping[str, Any]


class Question(NamedTuple):
    """What holds for a whole column or sheet and was assumed: asked once, no problem on each row.

    ``sure``: how sure the reading is, from 0 to 1.
    """

    sheet: str
    column: str
    field: str
    message: str
    assumed: str
    sure: float


@dataclass
class SheetRead:
    """How one table of the file was understood."""

    table: Table
    notes: list[str] = field(default_factory=list)

    def described(self) -> dict[str, Any]:
        """As the report tells it."""
        table = self.table
        letters = {c: column_letter(c) for c in (*table.columns.used(), *table.columns.unused)}
        rows = range(table.header.top + 1, table.header.bottom + 2)
        told: dict[str, Any] = {
            "sheet": table.view.sheet.name,
            "header_rows": list(rows),
            "columns": {letters[c]: key for c, key in sorted(table.columns.used().items())},
            "unused_columns": {letters[c]: text for c, text in sorted(table.columns.unused.items())},
        }
        if self.notes:
            told["notes"] = self.notes
        return told


def plain_values(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as scripts read them, without those that are blank."""
    told = {}
    for field_ in register.fields:
        value = values.get(field_.key)
        if value is not None and not isinstance(value, Private):
            told[field_.key] = _names(field_.kind, value) or field_.kind.to_plain(value)
    return told


def _names(kind: Kind, value: Any) -> str:
    """People listed in a record as a list of names: who they are, not their phones."""
    columns = kind.columns if isinstance(kind, Lines) else ()
    named = next((column.key for column in columns if column.kind.name == "person"), "")
    return "、".join(str(line[named]) for line in value if line.get(named)) if named else ""
