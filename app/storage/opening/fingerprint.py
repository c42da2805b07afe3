"""What the definitions ask of the file, as one number: when it changes, the schema has changed."""

from __future__ import annotations

import hashlib

from app.domain.registers import REGISTERS
from app.storage.core.tables import canonical, columns_of, link_table


def shape() -> list[list[object]]:
    """Every register's key, table, columns and link tables."""
    return [
        [
            register.key,
            register.stored_in,
            [list(column) for column in columns_of(register.key)],
            [link_table(register, field) for field in register.own_fields if field.kind.is_links],
        ]
        for register in sorted(REGISTERS, key=lambda register: register.key)
    ]


def fingerprint() -> str:
    """SHA-256 over the shape, 16 hex digits."""
    return hashlib.sha256(canonical(shape()).encode()).hexdigest()[:16]
