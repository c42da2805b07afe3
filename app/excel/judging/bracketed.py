"""Words in brackets behind a value, 5（含电话1）: the value is read, and what becomes of the words is asked once a column."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.layout.tables import Table
from app.excel.questions import IN_REMARKS, Option

BRACKETED = "bracketed"
FEWEST = 2  # rows: a single one is told in its row
LIKELY = 0.7
IGNORED = ""


def with_brackets_asked(
    records: Sequence[Record], table: Table, register: Register, asking: Asking
) -> list[Record]:
    """The records of one table without the doubt about such words where their column was asked about."""
    completed = list(records)
    keys = [p.field for r in records for p in r.problems if p.code == BRACKETED]
    for key in dict.fromkeys(keys):
        if keys.count(key) < FEWEST:
            continue
        field = register.field(key)
        first = next(r.written[key] for r in records if r.doubts(key, BRACKETED))
        message = f"{field.label}有 {keys.count(key)} 格后面带括号（如“{first}”），先只读括号前面的，对吗？"
        options = [Option(IGNORED, "只读括号前面的")]
        if register.intake.remarks:
            options.append(Option(IN_REMARKS, "整格另写在备注里"))
        answer = asking.answered(BRACKETED, table, field, message, IGNORED, LIKELY, options)
        remarks = register.intake.remarks if answer == IN_REMARKS else ""
        completed = [_asked(record, key, field.label, remarks) for record in completed]
    return completed


def _asked(record: Record, key: str, label: str, remarks: str) -> Record:
    doubts = record.doubts(key, BRACKETED)
    return record.without(doubts).remarked(remarks, f"{label}:{record.written[key]}") if doubts else record
