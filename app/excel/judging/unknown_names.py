"""Names that the ledger does not hold and many rows of a sheet write: each asked once, and its doubts go with the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.domain.fields import Field, Problem
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
    """The records, those of one table without the doubts about names that the clerk has said are meant so.

    Until then every row that writes such a name keeps its doubt: whoever reads the report row by row sees it there.
    """
    own = (record for record in records if record.table is table)
    rows = Counter(problem for record in own for problem in record.problems if problem in naming.unknown)
    settled = set[Problem]()
    for problem, count in rows.items():
        field, name = naming.unknown[problem]
        if count >= RECURS and asking.answer(NAME, table, field, name) == name:
            settled.add(problem)
        elif count >= RECURS:
            _ask(field, name, count, table, naming, asking)
    if not settled:
        return list(records)
    return [
        replace(record, problems=tuple(p for p in record.problems if p not in settled))
        if record.table is table and not settled.isdisjoint(record.problems)
        else record
        for record in records
    ]


def _ask(field: Field, name: str, count: int, table: Table, naming: Naming, asking: Asking) -> None:
    message = f"{field.label}里的“{name}”（{count} 行）台账里还没有，先照原样写入，对吗？"
    others = (Option(other, other) for other in naming.offered(field, name, OFFERED))
    asking.ask(NAME, table, field, message, name, SURE, (Option(name, f"照原样写“{name}”"), *others), name)
