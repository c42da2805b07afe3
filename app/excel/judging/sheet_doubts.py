"""What a rule says of row after row because the sheet has no column for it: asked once, and no doubt of each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from app.domain.fields import Problem
from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.layout.tables import Table
from app.excel.questions import NO, YES, Option

RULE = "rule"
RECURS = 3  # rows from which it is a matter of the sheet
SURE = 0.6
KEPT, OPEN = Option(YES, "对，照表里写的导入"), Option(NO, "不对，逐行核对")


def with_rules_asked(
    records: Sequence[Record], table: Table, register: Register, ruled: Collection[Problem], asking: Asking
) -> list[Record]:
    """The records, those of one table without doubts of ``ruled`` about fields that no column of it holds.

    They stay where a single row or two have them, or where they were answered to be looked at row by row.
    """
    rows = defaultdict[tuple[str, str], list[Problem]](list)
    held = {*table.columns.whole, *(key for key, _ in table.columns.ticks.values())}
    for record in (record for record in records if record.problems and record.table is table):
        for problem in dict.fromkeys(record.problems):
            if problem in ruled and problem.field not in held and record.values.get(problem.field) is None:
                rows[problem.field, problem.code].append(problem)
    settled = set[Problem]()
    for (key, code), problems in rows.items():
        field = register.field(key)
        if len(problems) < RECURS or (answer := asking.answer(RULE, table, field, code)) == NO:
            continue
        if answer is None:
            message = f"表里没有{field.label}一栏，{len(problems)} 行都提醒“{problems[0].message.rstrip('。')}”，先照表里写的导入，对吗？"
            asking.ask(RULE, table, field, message, YES, SURE, (KEPT, OPEN), code)
        settled |= set(problems)
    if not settled:
        return list(records)
    return [
        replace(record, problems=tuple(p for p in record.problems if p not in settled))
        if record.table is table and not settled.isdisjoint(record.problems)
        else record
        for record in records
    ]
