"""Who the petitioners of a ledger are: the people in the fields that the public does not get."""

from __future__ import annotations

import json
from collections.abc import Iterator

from app.domain.audiences import names_withheld
from app.domain.hooks import Confiding
from app.domain.petitioners import Petitioners
from app.domain.register import Register
from app.domain.registers import REGISTERS
from app.domain.registers.people import PEOPLE
from app.storage.lists.columns import column_values
from app.storage.open_ledger import OpenLedger


def petitioners_of(ledger: OpenLedger) -> Petitioners:
    """All of them, with those who asked for confidentiality."""
    names = [name for register in REGISTERS for name in _of_register(ledger, register)]
    return Petitioners(names, ledger.core.lookup.names(PEOPLE.key))


def _of_register(ledger: OpenLedger, register: Register) -> list[str]:
    if not (register.filing.withheld or register.hook(Confiding)):
        return []

    def read() -> list[str]:
        return [*_named(ledger, register), *_confided(ledger, register)]

    return list(ledger.core.lookup.remembered(register.key, "petitioners", read))


def _named(ledger: OpenLedger, register: Register) -> Iterator[str]:
    fields = [register.field(key) for key in register.filing.withheld]
    for _, *stored in column_values(ledger, register.key, [field.key for field in fields]) if fields else ():
        row = {
            field.key: field.kind.from_stored(json.loads(value) if field.kind.columns else value)
            for field, value in zip(fields, stored, strict=True)
            if value is not None
        }
        yield from names_withheld(register, row)


def _confided(ledger: OpenLedger, register: Register) -> Iterator[str]:
    confiding = register.hook(Confiding)
    if confiding is None:
        return
    private = [field.key for field in register.own_fields if field.private]
    ids = [row_id for row_id, *kept in column_values(ledger, register.key, private) if any(kept)]
    rows = [row for row in ledger.rows(register.key, ids) if confiding.asked(row)]
    for row in ledger.revealed(rows):
        yield from confiding.confidence(row).names
