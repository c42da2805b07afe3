"""The timelines of rows with a course, kept beside them: pills, clocks and figures of any day read these.

The one definition is the register's ``Course``; this table only remembers what it gave, so that SQL can
choose among 100,000 rows.  It is no record of anybody: not in the history, not in the digest.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from app.domain.fields import Context, Row
from app.domain.register import Filter, Register
from app.domain.registers import BY_KEY, REGISTERS

CHUNK = 500
FOREVER = "9999"  # sorts after every day
TABLE = """CREATE TABLE IF NOT EXISTS stages (
register TEXT NOT NULL, row INTEGER NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
state TEXT NOT NULL, due_on TEXT, facts TEXT NOT NULL, PRIMARY KEY (register, row, since)
) STRICT, WITHOUT ROWID"""
INDEX = "CREATE INDEX IF NOT EXISTS stages_state ON stages(register, state, due_on, since, until)"
_FACTS = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
Line = tuple[str, int, str, str, str, str | None, str]


def lines_of(register: Register, row: Mapping[str, Any], context: Context) -> list[Line]:
    """The lines of the table for one row."""
    course = register.course
    if course is None:
        return []
    stages = course.stages(row, context)
    ends = [stage.since.isoformat() for stage in stages[1:]] + [FOREVER]
    return [
        (
            register.key,
            row["id"],
            stage.since.isoformat(),
            until,
            stage.state,
            stage.due_on.isoformat() if stage.due_on else None,
            _FACTS.encode(stage.facts),
        )
        for stage, until in zip(stages, ends, strict=True)
    ]


def keep(connection: sqlite3.Connection, register: Register, row: Row, context: Context) -> None:
    """Bring the timeline of a row with a course up to date."""
    drop(connection, register, row["id"])
    begin(connection, register, row, context)


def begin(connection: sqlite3.Connection, register: Register, row: Row, context: Context) -> None:
    """Write the timeline of a row that has none yet: a new one, whose id was never used."""
    connection.executemany("INSERT INTO stages VALUES (?,?,?,?,?,?,?)", lines_of(register, row, context))


def drop(connection: sqlite3.Connection, register: Register, row_id: int) -> None:
    """Forget the timeline of a row that is gone."""
    if register.course:
        connection.execute("DELETE FROM stages WHERE register=? AND row=?", (register.key, row_id))


@cache  # asked for each row that is written
def followers(key: str) -> tuple[tuple[Register, tuple[str, ...]], ...]:
    """The registers whose timelines change with a row of that register, with its links to rows of each."""
    fields = BY_KEY[key].own_fields
    return tuple(
        (register, tuple(field.key for field in fields if field.kind.to == register.key))
        for register in REGISTERS
        if register.course and key in register.course.follows
    )


# -- questions --------------------------------------------------------------------------------------

_NOW = "register='{key}' AND since <= :today AND :today < until"


def condition(register: Register, choice: Filter) -> str:
    """The SQL condition of a pill of a register with a course; ``:today`` is an ISO day."""
    terms = [_NOW.format(key=register.key)]
    if choice.states:
        terms.append(f"state IN ({','.join(repr(state) for state in choice.states)})")
    if choice.due is not None:
        least, most = choice.due
        terms += [f"due_on >= date(:today, '{least:+d} days')"] if least is not None else []
        terms.append(f"due_on <= date(:today, '{most:+d} days')")
    if choice.fact:
        terms.append(f"json_extract(facts, '$.{choice.fact}') IS NOT NULL")
    return f"t.id IN (SELECT row FROM stages WHERE {' AND '.join(terms)})"


def state_column(register: Register) -> str:
    """The SQL expression for the state of ``:today``."""
    return f"(SELECT s.state FROM stages s WHERE s.row=t.id AND {_NOW.format(key=register.key)})"


def due_column(register: Register) -> str:
    """The SQL expression for the last day that is owed on ``:today``."""
    return f"(SELECT s.due_on FROM stages s WHERE s.row=t.id AND {_NOW.format(key=register.key)})"
