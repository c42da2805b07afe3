"""The kept timelines of whole registers: written anew, compared with the definition, read for a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.fields import Context
from app.domain.register import Register
from app.storage.core.core import Core
from app.storage.core.stages import CHUNK, Line, lines_of


def renew(core: Core, registers: Sequence[Register]) -> None:
    """Write all timelines of these registers anew: the rules or the holidays have changed."""
    context = core.context()
    for register in registers:
        core.connection.execute("DELETE FROM stages WHERE register=?", (register.key,))
        for line in _all_lines(core, register, context):
            core.connection.execute("INSERT INTO stages VALUES (?,?,?,?,?,?,?)", line)


def is_stale(core: Core, register: Register) -> bool:
    """Whether the table says something else than the definition does now."""
    sql = "SELECT * FROM stages WHERE register=? ORDER BY row, since"
    present = core.connection.execute(sql, (register.key,)).fetchall()
    return present != _all_lines(core, register, core.context())


def _all_lines(core: Core, register: Register, context: Context) -> list[Line]:
    ids = [i for (i,) in core.connection.execute(f"SELECT id FROM {register.stored_in} ORDER BY id")]
    lines: list[Line] = []
    for start in range(0, len(ids), CHUNK):
        for row in core.records.rows(register.key, ids[start : start + CHUNK], bare=True):
            lines += lines_of(register, row, context)
    return lines


def stages_on(core: Core, key: str, day: date) -> list[tuple[int, str, str | None, str]]:
    """(row, state, last day, facts as JSON) of every row of a register on a day, by row."""
    sql = (
        "SELECT row, state, due_on, facts FROM stages "
        "WHERE register=? AND since <= ? AND ? < until ORDER BY row"
    )
    with core.busy:
        return core.connection.execute(sql, (key, day.isoformat(), day.isoformat())).fetchall()
