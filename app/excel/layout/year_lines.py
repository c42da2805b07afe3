"""Lines that say a year, of which the days below are that have none: 2022年, 2022年度（6次）, the title of last year's part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from app.domain.texts import half_width, without_blanks
from app.excel.layout.lines import Line
from app.excel.layout.row_words import counted
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.view import View

_YEAR = re.compile(
    r"^[(【\[]?((?:19|20)\d\d)年度?[)】\]]?(?:[(]?(?:共|计)?\d+[次件条项个批场][)]?)?[:\uff1a]?$"
)
MOST_CELLS = 2


def with_years_above(
    lines: list[Line], stretches: Iterable[Stretch], view: View, segment: Segment
) -> list[Line]:
    """The lines, each with the year of the last such line above it."""
    years: dict[int, int] = {}
    for rows in stretches:
        if rows.year:
            years[rows.first - 1] = rows.year
        with_cells = (row for row in view.rows_with_cells if rows.first <= row <= rows.last)
        years |= {row: year for row in with_cells if (year := _year_in(view, row, segment))}
    if not years:
        return lines
    above = {line.row: max((row for row in years if row < line.row), default=None) for line in lines}
    return [
        replace(line, year=years[row]) if (row := above[line.row]) is not None else line for line in lines
    ]


def _year_in(view: View, row: int, segment: Segment) -> int:
    """The year that a row says and nothing else; 0 for any other row."""
    if view.counts[row] > MOST_CELLS:
        return 0
    columns = view.filled(row, segment.first, segment.last)
    texts = [without_blanks(half_width(view.text(row, column))) for column in columns]
    match = _YEAR.match(texts[0]) if texts and all(map(counted, texts[1:])) else None
    return int(match[1]) if match else 0
