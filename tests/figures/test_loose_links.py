"""The figures stand when no link of any register is in the ledger yet: an import keeps such names as they were written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.registers import REGISTERS
from app.figures.catalogue import figures_of
from tests.figures.town import Town
from tests.random_rows import RandomRows

LINKED = [
    register
    for register in REGISTERS
    if register.key != "attachments" and any(field.kind.is_link for field in register.input_fields)
]


def test_figures_stand_where_no_link_is_in_the_ledger_yet(tmp_path: Path) -> None:
    town = Town(tmp_path / "data", today=date(2022, 12, 31))
    rows = RandomRows(town.ledger, 7, loose=True)
    for register in LINKED:
        rows.add(register)
    values = {value.figure.key: value for value in figures_of(town.ledger, 2022, date(2022, 12, 31))}
    assert values["presidium_meetings.held"].by["period"] == {"闭会期间": 1}
    town.ledger.close()
