"""Doubts that row after row of a sheet has: each is asked about once, and goes with the answer.

What a rule says because the sheet has no column for it, and names that the ledger does not hold and many rows write.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from app.domain.fields import Problem
from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.naming import NAME, Naming
from app.excel.judging.records import Record
from app.excel.layout.tables import Table
from app.excel.questions import NO, YES, Option

RULE = "rule"
RECURS = 3  # rows from which it is a matter of the sheet and no slip
SURE = 0.6
OFFERED = 12  # names of the ledger that fit below a question
KEPT, OPEN = Option(YES, "对，照表里写的导入"), Option(NO, "不对，逐行核对")


def with_recurring_doubts_asked(
    records: Sequence[Record],
    table: Table,
    register: Register,
    ruled: Collection[Problem],
    naming: Naming,
    asking: Asking,
) -> list[Record]:
    """The records, those of one table without such doubts that are settled.

    Of a name they stay until the clerk has said that it is meant so: whoever reads the report row by row sees it
    there.  ``ruled``: what rules of the register doubted.
    """
    held = {*table.columns.whole, *(key for key, _ in table.columns.ticks.values())}
    own = [record for record in records if record.problems and record.table is table]
    of_names = Counter(problem for record in own for problem in record.problems if problem in naming.unknown)
    of_rules = defaultdict[tuple[str, str], list[Problem]](list)
    for record in own:
        for problem in dict.fromkeys(record.problems):
            if problem in ruled and problem.field not in held and record.values.get(problem.field) is None:
                of_rules[problem.field, problem.code].append(problem)
    settled = {
        p for p, rows in of_names.items() if rows >= RECURS and _is_meant(p, rows, table, naming, asking)
    }
    for problems in of_rules.values():
        if len(problems) >= RECURS and _is_kept(problems, table, register, asking):
            settled |= set(problems)
    if not settled:
        return list(records)
    return [record.without(settled) if record.table is table else record for record in records]


def _is_meant(problem: Problem, rows: int, table: Table, naming: Naming, asking: Asking) -> bool:
    """Whether it was answered that a name is meant as it is written."""
    field, name = naming.unknown[problem]
    message = f"{field.label}里的“{name}”（{rows} 行）台账里还没有，先照原样写入，对吗？"
    others = (Option(other, other) for other in naming.offered(field, name, OFFERED))
    options = (Option(name, f"照原样写“{name}”"), *others)
    return asking.answered(NAME, table, field, message, name, SURE, options, name) == name


def _is_kept(problems: Sequence[Problem], table: Table, register: Register, asking: Asking) -> bool:
    """Whether the rows are kept as they are, which is assumed until it is answered that they be looked at one by one."""
    field = register.field(problems[0].field)
    message = f"表里没有{field.label}一栏，{len(problems)} 行都提醒“{problems[0].message.rstrip('。')}”，先照表里写的导入，对吗？"
    return asking.answered(RULE, table, field, message, YES, SURE, (KEPT, OPEN), problems[0].code) != NO
