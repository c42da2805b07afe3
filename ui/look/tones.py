"""Which values are shown as coloured pills: states that are also filters of their register."""

from __future__ import annotations

from functools import cache
from typing import Any

from app.domain.fields import Field
from app.domain.register import Register


def tone_of(register: Register, field: Field, value: Any) -> str:
    """The tone of a state's pill; empty for a value that is plain text."""
    if value is None or field.key not in _states(register):
        return ""
    return _tones(register).get(value, "plain")


# Asked with each cell that is painted, so both are kept; a register is told apart by itself, not by its content.
@cache
def _states(register: Register) -> frozenset[str]:
    """The fields whose codes are pills of their register."""
    pills = {chosen.key for chosen in register.filters}
    return frozenset(field.key for field in register.fields if not pills.isdisjoint(field.kind.table.codes()))


@cache
def _tones(register: Register) -> dict[str, str]:
    """The tones by state."""
    return {state: chosen.tone for chosen in register.filters for state in (*chosen.states, chosen.key)}
