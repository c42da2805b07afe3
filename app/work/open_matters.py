"""What is still to be done in every register with a course, by its last day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.register import Register
from app.domain.registers import SHOWN
from app.storage.ledger import Ledger


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
        if register.course is None or not register.course.open:
            continue
        labels = {state: pill.label for pill in register.filters for state in pill.states}
        stages = {row: (state, due) for row, state, due, _ in ledger.stages_on(register.key, ledger.today)}
        ids = [row for row, (state, _) in stages.items() if state in register.course.open]
        names = _names(ledger, register, register.course.subject, ids)
        matters += [
            OpenMatter(
                register.key,
                row,
                register.label,
                names[row],
                labels.get(stages[row][0], ""),
                stages[row][1] or "",
            )
            for row in ids
        ]
    return sorted(matters, key=lambda matter: (not matter.due, matter.due, matter.name))


def _names(ledger: Ledger, register: Register, subject: str, ids: Sequence[int]) -> dict[int, str]:
    """How the rows are called, with their ``subject`` where a number alone would stand for one without a title."""
    names, title = ledger.names(register.key, ids), register.called[-1]
    if subject:
        untitled = [row["id"] for row in ledger.rows(register.key, ids, bare=True) if not row[title]]
        for row in ledger.rows(register.key, untitled):
            names[row["id"]] = f"{names[row['id']]} {register.field(subject).text(row[subject])}"
    return names
