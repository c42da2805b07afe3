"""What is still to be done in every register with a course, by its last day."""

from __future__ import annotations

from typing import NamedTuple

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
        names = ledger.names(register.key, ids)
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
