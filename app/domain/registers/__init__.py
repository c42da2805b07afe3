"""The catalogue of registers; a new register is one file beside this one and one line here."""

from __future__ import annotations

from app.domain.register import Register
from app.domain.registers.attachments import ATTACHMENTS
from app.domain.registers.deputies import DEPUTIES
from app.domain.registers.deputy_groups import DEPUTY_GROUPS
from app.domain.registers.electoral_districts import ELECTORAL_DISTRICTS
from app.domain.registers.mandate_changes import MANDATE_CHANGES
from app.domain.registers.office import OFFICE
from app.domain.registers.people import PEOPLE
from app.domain.registers.terms import TERMS

# Owners come after what they link to: tables are made, and samples loaded, in this order.
REGISTERS: tuple[Register, ...] = (
    OFFICE,
    TERMS,
    ELECTORAL_DISTRICTS,
    DEPUTY_GROUPS,
    PEOPLE,
    DEPUTIES,
    MANDATE_CHANGES,
    ATTACHMENTS,
)

BY_KEY: dict[str, Register] = {register.key: register for register in REGISTERS}

# What the clerk sees in the navigation, exports as ledgers and files at the end of the year.
SHOWN: tuple[Register, ...] = tuple(register for register in REGISTERS if register.group)


def register(key: str) -> Register:
    """The register of that key; KeyError when there is none."""
    return BY_KEY[key]
