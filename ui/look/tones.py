"""Which values are shown as coloured pills: states that are also filters of their register."""

from __future__ import annotations

from typing import Any

from app.domain.fields import Field
from app.domain.register import Register


def has_pills(register: Register, field: Field) -> bool:
    """Whether a field is a state of its register."""
    codes = field.kind.table.codes()
    return any(chosen.key in codes for chosen in register.filters)


def tone_of(register: Register, field: Field, value: Any) -> str:
    """The tone of a state's pill; empty for a value that is plain text."""
    if value is None or not has_pills(register, field):
        return ""
    tones = {state: chosen.tone for chosen in register.filters for state in (*chosen.states, chosen.key)}
    return tones.get(value, "plain")
