"""What an act refuses: rules that say no, doubles, closed rows, and rows that others refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.fields import Context, Problem, Row
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.storage.refusals import Refused
from app.storage.tables import is_link, is_links, link_table

if TYPE_CHECKING:
    from app.storage.ledger import Ledger


def refuse_errors(register: Register, row: Row, context: Context) -> None:
    """Raise ``Refused`` with every missing required field and every rule that says no."""
    problems = [
        Problem(field.key, "error", "missing", f"请填写{field.label}。")
        for field in register.fields
        if field.required and row.get(field.key) is None
    ]
    for judge in (register, *(part.register for part in register.parts)):
        problems += [problem for problem in judge.judge(row, context) if problem.severity == "error"]
    if problems:
        raise Refused(problems)


def refuse_change(register: Register, before: Row, after: Row) -> None:
    """Raise ``Refused`` when the step from one row to the other may not be taken like this."""
    problems = [found for rule in register.change_rules if (found := rule(before, after)) is not None]
    if problems:
        raise Refused(problems)


def refuse_double(ledger: Ledger, register: Register, own: Mapping[str, Any]) -> None:
    """Raise ``Refused`` when a row with the same identity is there; ``own`` has the part links too."""
    keys = {part.link for part in register.parts} | {f.key for f in register.own_fields if not f.private}
    identity = next((i for i in register.identity if set(i) <= keys and own.get(i[0]) is not None), None)
    if identity is None:
        return
    terms, values = _conditions(register, identity, own)
    sql = f"SELECT id FROM {register.stored_in} WHERE {' AND '.join(terms)} LIMIT 1"
    if ledger.connection.execute(sql, values).fetchone():
        sentence = f"{register.label}里已经有「{register.name_of(own)}」,没有重复登记。"
        raise Refused([Problem(register.called[0], "error", "double", sentence)])


def _conditions(
    register: Register, keys: Sequence[str], own: Mapping[str, Any]
) -> tuple[list[str], list[Any]]:
    terms, values = [], []
    for key in keys:
        field, column, value = register.by_key.get(key), key, own.get(key)
        if field is not None and value is not None:
            if is_link(field):
                column, value = (key, value.id) if value.id is not None else (f"{key}_name", value.name)
            else:
                value = field.kind.to_stored(value)
        # The plus keeps SQLite from using an index on the later, coarser columns (a term, a district).
        terms.append(f"{'+' if terms else ''}{column} IS ?")
        values.append(value)
    return terms, values


def refuse_closed(ledger: Ledger, register: Register, row_id: int) -> None:
    """Raise ``Refused`` when the register says that the row may not be changed any more."""
    if register.locked is None:
        return
    row = ledger.rows_room.rows(register.key, [row_id], bare=True)[0]
    sentence = register.locked(row, ledger.context())
    if sentence:
        raise Refused(sentence)


def refuse_referred(ledger: Ledger, register: Register, row_id: int) -> None:
    """Raise ``Refused`` with the counts when other rows refer to this one."""
    counts = referrers(ledger, register, row_id)
    if counts:
        told = "、".join(f"{label} {count} 条" for label, count in counts.items())
        raise Refused(f"还有{told}记录用到它,没有删除。请先改动或删除那些记录。")


def referrers(ledger: Ledger, register: Register, row_id: int) -> dict[str, int]:
    """Which registers (by label) refer to a row, and how often."""
    same_table = {other.key for other in REGISTERS if other.stored_in == register.stored_in}
    found: dict[str, int] = {}
    for other in REGISTERS:
        for field in other.own_fields:
            if getattr(field.kind, "to", None) not in same_table or not (is_link(field) or is_links(field)):
                continue
            several = is_links(field)
            table, column = (link_table(other, field), "target") if several else (other.stored_in, field.key)
            sql = f"SELECT count(*) FROM {table} WHERE {column}=?"
            count = ledger.connection.execute(sql, (row_id,)).fetchone()[0]
            if count:
                found[other.label] = found.get(other.label, 0) + count
    return found
