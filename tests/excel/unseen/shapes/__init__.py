"""Ways in which clerks lay out the records of a town: each shape is a function of a town and a hand that gives a workbook."""

from __future__ import annotations

from tests.excel.unseen.shapes import (
    congress,
    further_towns,
    local_words,
    other_towns,
    performance,
    performance_more,
    receptions,
    receptions_more,
    receptions_told,
    rosters,
    rosters_more,
    small,
    suggestions,
    suggestions_more,
    workbooks,
)
from tests.excel.unseen.shapes.tables import Shape

_ROOMS: tuple[dict[str, tuple[Shape, ...]], ...] = (
    {"deputies": rosters.SHAPES + rosters_more.SHAPES},
    {"suggestions": suggestions.SHAPES + suggestions_more.SHAPES},
    {"receptions": receptions.SHAPES + receptions_more.SHAPES + receptions_told.SHAPES},
    {"performance_records": performance.SHAPES + performance_more.SHAPES},
    workbooks.SHAPES,
    small.SHAPES,
    other_towns.SHAPES,
    further_towns.SHAPES,
    congress.SHAPES,
    local_words.SHAPES,
)

# Register → its shapes.
SHAPES: dict[str, tuple[Shape, ...]] = {
    register: tuple(shape for room in _ROOMS for shape in room.get(register, ()))
    for register in dict.fromkeys(register for room in _ROOMS for register in room)
}
