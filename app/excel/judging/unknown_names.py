"""Names that the ledger does not hold and many rows of a sheet write: each asked once and not doubted row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.domain.fields import Field
from app.excel.judging.asking import Asking
from app.excel.judging.naming import NAME, Naming
from app.excel.judging.records import Record
from app.excel.layout.tables import Table
from app.excel.questions import Option

RECURS = 3  # rows from which a name is one of the sheet's own and no slip
SURE = 0.6
OFFERED = 12  # names of the ledger that fit below a question


def with_unknown_names_asked(
    records: Sequence[Record], table: Table, naming: Naming, asking: Asking
) -> list[Record]:
    """The records, those of one table without the doubts about names that recur: kept as written and asked once."""
    own = (record for record in records if record.table is table)
    rows = Counter(problem for record in own for problem in record.problems if problem in naming.unknown)
    recurring = {problem: count for problem, count in rows.items() if count >= RECURS}
    for problem, count in recurring.items():
        field, name = naming.unknown[problem]
        if asking.answer(NAME, table, field, name) != name:
            _ask(field, name, count, table, naming, asking)
    return [
        replace(record, problems=tuple(p for p in record.problems if p not in recurring))
        if record.table is table and not recurring.keys().isdisjoint(record.problems)
        else record
        for record in records
    ]


def _ask(field: Field, name: str, count: int, table: Table, naming: Naming, asking: Asking) -> None:
    message = f"{field.label}里的“{name}”（{count} 行）台账里还没有，先照原样写入，对吗？"
    others = (Option(other, other) for other in naming.offered(field, name, OFFERED))
    asking.ask(NAME, table, field, message, name, SURE, (Option(name, f"照原样写“{name}”"), *others), name)
