"""What is still to be done in every register that says so, by its last day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.register import Filter, Register
from app.domain.registers import SHOWN
from app.storage.ledger import Ledger
from app.storage.lists.columns import column_values
from app.storage.query import Query


class OpenMatter(NamedTuple):
    """A record that is not finished: where it stands, its register and name, its state, and its last day (ISO, or empty)."""

    key: str
    row: int
    register: str
    name: str
    state: str
    due: str


def open_matters(ledger: Ledger) -> list[OpenMatter]:
    """As of today, by the last day; what has none comes last."""
    matters: list[OpenMatter] = []
    for register in SHOWN:
        waiting = waiting_rows(ledger, register)
        names = _names(ledger, register, list(waiting))
        matters += [
            OpenMatter(register.key, row, register.label, names[row], state, due)
            for row, (state, due) in waiting.items()
        ]
    return sorted(matters, key=lambda matter: (not matter.due, matter.due, matter.name))


def waiting_rows(ledger: Ledger, register: Register) -> dict[int, tuple[str, str]]:
    """The rows of a register in which something is still to be done today: state in words, last day (ISO, or empty).

    Those whose course is open, and those that a pill of the register says wait for the clerk; each once.
    """
    course, labels = (
        register.course,
        {state: pill.label for pill in register.filters for state in pill.states},
    )
    stages = ledger.stages_on(register.key, ledger.today) if course else []
    states = course.open if course else ()
    waiting = {row: (labels.get(state, ""), due or "") for row, state, due, _ in stages if state in states}
    for pill in register.filters:
        if pill.waits:
            newest = _newest(ledger, register.key, pill.matter)
            ids = [
                row
                for row in ledger.ids(register.key, Query(filter=pill.key))
                if row not in waiting and (newest is None or row in newest)
            ]
            waiting |= {row: (pill.label, due) for row, due in _last_days(ledger, register.key, ids, pill)}
    return waiting


def _newest(ledger: Ledger, key: str, matter: Sequence[str]) -> set[int] | None:
    """The first row of each matter in the order of the register; None where each row is a matter of its own."""
    if not matter:
        return None
    matters = {row: tuple(of) for row, *of in column_values(ledger, key, tuple(matter))}
    first: dict[tuple[object, ...], int] = {}
    for row in ledger.ids(key):
        first.setdefault(matters[row], row)
    return set(first.values())


def _last_days(ledger: Ledger, key: str, ids: Sequence[int], pill: Filter) -> Iterator[tuple[int, str]]:
    if not pill.until:
        yield from ((row, "") for row in ids)
        return
    for row in ledger.rows(key, ids, bare=True):
        due: date | None = row[pill.until]
        yield row["id"], due.isoformat() if due else ""


def _names(ledger: Ledger, register: Register, ids: Sequence[int]) -> dict[int, str]:
    """How the rows are called, with their ``subject`` where a number alone would stand for one without a title."""
    names, title = ledger.names(register.key, ids), register.called[-1]
    if register.course and (subject := register.course.subject):
        untitled = [row["id"] for row in ledger.rows(register.key, ids, bare=True) if not row[title]]
        for row in ledger.rows(register.key, untitled):
            names[row["id"]] = f"{names[row['id']]} {register.field(subject).text(row[subject])}"
    return names
