"""Ways in which clerks lay out the records of a town: each shape is a function of a town and a hand that gives a workbook."""

from __future__ import annotations

from tests.excel.unseen.shapes import (
    performance,
    performance_more,
    receptions,
    receptions_more,
    rosters,
    rosters_more,
    small,
    suggestions,
    suggestions_more,
    workbooks,
)
from tests.excel.unseen.shapes.tables import Shape

# Register → its shapes.
SHAPES: dict[str, tuple[Shape, ...]] = {
    "deputies": rosters.SHAPES + rosters_more.SHAPES + workbooks.SHAPES["deputies"],
    "suggestions": suggestions.SHAPES + suggestions_more.SHAPES + workbooks.SHAPES["suggestions"],
    "receptions": receptions.SHAPES + receptions_more.SHAPES + workbooks.SHAPES["receptions"],
    "performance_records": performance.SHAPES
    + performance_more.SHAPES
    + workbooks.SHAPES["performance_records"],
    **small.SHAPES,
}
