"""A time of day, kept as it is printed: 9:00."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.clock_times import read_time, written_time
from app.domain.fields import Context, Field, Reading, Side
from app.domain.kinds.texts import Text, cell_words
from app.domain.orders import Orders


@dataclass(frozen=True)
class TimeOfDay(Text):
    """When something begins or ends; the value is the text ``9:00``, so that what older ledgers hold still reads."""

    longest: int = 10
    width: int = 6
    align: Side = "center"
    name = "time"
    elastic = False
    is_words = False
    is_time = True
    unbroken = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Every way clerks write it; by hand what is no time is refused, in a workbook it is a gap to be confirmed."""
        if cell and context.hint(field.key) == cell:  # as an older ledger kept it: nobody touched it
            return Reading(cell)
        try:
            minutes = read_time(cell if not isinstance(cell, float) or cell < 1 else cell_words(cell))
        except ValueError as refusal:
            message = f"{field.label}“{cell_words(cell)}”{refusal}。"
            return Reading(None, (field.problem("time", message, "error" if context.typed else "warning"),))
        return Reading(None if minutes is None else written_time(minutes))

    def to_order(self, value: Any, orders: Orders) -> str:
        """By the clock: 9:00 before 14:30."""
        return str(value).rjust(5)

    def to_sound(self, words: str, correction: str | None) -> str | None:
        """Nobody spells out a time."""
        return None
