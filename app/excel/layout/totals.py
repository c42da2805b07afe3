"""Rows that sum up what stands above them, told by their words or by their figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from app.domain.texts import half_width, without_blanks
from app.excel.layout.natures import nature_of
from app.excel.layout.row_words import TOTAL, says_nothing
from app.excel.layout.view import View

COMPOUND = 3  # characters, of which a longer name has two for the family
LABELS = 1  # cells of a row that may say what its figures sum up
LEAST_COLUMNS = 2  # of figures that are sums: one alone may be a sum by chance
LEAST_ROWS = 2  # that a sum has
WHOLE = re.compile(r"^(?:全[年镇乡县市区部体站村]|全街道|本[年月季周]|当[年月])")  # 全 is a surname too
_UNITS = "人名位件条次个批项元分户起场份"


def says_total(texts: Sequence[str]) -> bool:
    """Whether one of the first two cells of a row, without blanks, begins as words of a total do."""
    return any(TOTAL.search(text) for text in texts[:2])


class Totals:
    """Adds up the columns of figures of one table while its rows are read from the top.

    A total has no day, number or name of its own; its figures are the sums of all rows above, or of those since
    the total before it.  What stands above its parts is not told by its figures.
    """

    def __init__(self, view: View, columns: Collection[int]) -> None:
        """``columns``: those that hold counts or amounts; the figures of others must be sums too."""
        self._view, self._columns = view, columns
        self._rows: list[int] = []
        self._part = 0  # how many rows stood above the last total
        self._sums: dict[int, list[Decimal]] = {}

    def passed(self, row: int, *, is_total: bool) -> None:
        """Tells that a row was read."""
        if is_total:
            self._part = len(self._rows)
        else:
            self._rows.append(row)

    def are_sums(self, row: int, filled: Sequence[int]) -> bool:
        """Whether the figures of a row sum up others, and little else stands in it."""
        figures: dict[int, Decimal] = {}
        beside: list[str] = []
        for column in filled:
            figure = self._figure(row, column)
            if figure is not None:
                figures[column] = figure
            elif not says_nothing(text := self._view.text(row, column)):
                beside.append(text)
            if len(beside) > LABELS:
                return False
        counts = sum(column in self._columns for column in figures)
        if counts < LEAST_COLUMNS or any(map(_is_of_one_record, beside)):
            return False
        return any(self._add_up(figures, start, beside) for start in {0, self._part})

    def _add_up(self, figures: Mapping[int, Decimal], start: int, beside: Sequence[str]) -> bool:
        """Whether figures are the sums since a row, all of them where words stand beside that are none of a total: two may be by chance."""
        if len(self._rows) - start < LEAST_ROWS:
            return False
        sums = {
            column: self._sum(column) - self._sums[column][start] for column in {*figures, *self._columns}
        }
        left = {column for column, number in sums.items() if number and column not in figures}
        sums = {column: sums[column] for column in figures}
        return (
            not (beside and left)
            and sums == figures
            and sum(number != 0 for number in sums.values()) >= LEAST_COLUMNS
        )

    def _sum(self, column: int) -> Decimal:
        """The sum of all rows that were read."""
        sums = self._sums.setdefault(column, [Decimal(0)])
        for row in self._rows[len(sums) - 1 :]:
            sums.append(sums[-1] + (self._figure(row, column) or 0))
        return sums[-1]

    def _figure(self, row: int, column: int) -> Decimal | None:
        text = without_blanks(half_width(self._view.text(row, column))).rstrip(_UNITS)
        if not text[:1].isdigit():
            return None
        try:
            return Decimal(text.replace(",", ""))
        except InvalidOperation:
            return None


def _is_of_one_record(text: str) -> bool:
    """Whether a cell says what tells one record from others: a day, somebody, a place."""
    if WHOLE.match(text):
        return False
    nature = nature_of(text)
    names = nature.names == 1.0 or (len(text) > COMPOUND and nature.names > 0)  # 诸葛玉珍
    return bool(nature.day or names or nature.site or nature.village)
