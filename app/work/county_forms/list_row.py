"""The row of a form that holds a list's marks, and the rows below it that are filled like it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree
from openpyxl.utils.cell import coordinate_from_string

from app.work.county_forms.formulas import copied_down
from app.work.county_forms.marks import marks_in
from app.work.county_forms.sheet import FormSheet, column_of

# Headings of a column whose numbers are those of the rows; any other number (a year, a quantity) is the same in each row.
_NUMBERINGS = frozenset({"序号", "序", "编号", "顺序号", "排序", "次序", "No", "No.", "NO", "NO.", "№"})


class ListRow:
    """A list's row of a sheet, with the columns whose number counts on from row to row."""

    def __init__(self, form: FormSheet, row: Any) -> None:
        self._form, self._row = form, row
        self.number = int(row.get("r"))
        self._tall = self._tall_columns()
        self._counting = frozenset(column_of(cell) for cell in form.cells(row) if self._counts_on(cell))

    def drawn_below(self) -> int:
        """How many rows below are drawn like it and wait to be filled."""
        below = {int(one.get("r")): one for one in self._form.rows()}
        count = 0
        while (line := below.get(self.number + count + 1)) is not None and self._waits(line):
            count += 1
        return count

    def _waits(self, line: Any) -> bool:
        form, cells = self._form, _by_column(self._form, line)
        if self._spans(self._row) != self._spans(line):
            return False
        for cell in form.cells(self._row):
            other = cells.get(column_of(cell))
            if marks_in(form.text(cell)):
                if other is None or not form.is_empty(other):
                    return False
            elif other is not None and not form.is_empty(other) and form.text(other) != form.text(cell):
                return False
        own = set(_by_column(form, self._row))
        return all(form.is_empty(cell) for column, cell in cells.items() if column not in own)

    def _spans(self, row: Any) -> set[tuple[str, str]]:
        """Which columns are merged within a row."""
        number = row.get("r")
        spans = set()
        for merge in self._form.root.iter(self._form.tag("mergeCell")):
            (left, top), (right, bottom) = map(
                coordinate_from_string, (merge.get("ref") + ":" + merge.get("ref")).split(":")[:2]
            )
            if str(top) == str(bottom) == number:
                spans.add((left, right))
        return spans

    def _counts_on(self, cell: Any) -> bool:
        """By the row drawn below, else by the heading above; a 1 without any heading counts on too."""
        form, first = self._form, self._form.number(cell)
        if first is None or not first.isdecimal() or form.has_formula(cell):
            return False
        rows, column = form.rows(), column_of(cell)
        at = rows.index(self._row)
        below = _by_column(form, rows[at + 1]).get(column) if at + 1 < len(rows) else None
        if below is not None and form.number(below) is not None:
            return form.number(below) == str(int(first) + 1)
        above = (_by_column(form, row).get(column) for row in reversed(rows[:at]))
        heading = next((words for one in above if one is not None and (words := form.text(one))), "")
        return "".join(heading.split()) in _NUMBERINGS if heading else first == "1"

    def _tall_columns(self) -> set[str]:
        """The columns of a cell that is merged over several rows, this one among them: it is beside the list, not of it."""
        form, tall = self._form, set()
        for merge in form.root.iter(form.tag("mergeCell")):
            first, _, last = merge.get("ref").partition(":")
            (left, top), (_, bottom) = coordinate_from_string(first), coordinate_from_string(last or first)
            if top != bottom and top <= self.number <= bottom:
                tall.add(left)
        return tall

    def copy(self, by: int) -> Any:
        """A row like it, ``by`` rows below, with its formulas, numbering and merges; put in by the caller."""
        form, copied = self._form, deepcopy(self._row)
        copied.set("r", str(self.number + by))
        for cell in form.cells(copied):
            cell.set("r", f"{column_of(cell)}{self.number + by}")
            if column_of(cell) in self._tall:
                form.clear(cell)
            self._go_down(cell, by)
        for left, right in sorted(self._spans(self._row)):
            merges = next(form.root.iter(form.tag("mergeCells")))
            place = f"{left}{self.number + by}:{right}{self.number + by}"
            etree.SubElement(merges, form.tag("mergeCell"), ref=place)
            merges.set("count", str(len(merges)))
        return copied

    def copy_into(self, line: Any) -> None:
        """Its marked words, and what else stands in it where the other row has nothing; the other row's style stays."""
        form, cells = self._form, _by_column(self._form, line)
        for cell in form.cells(self._row):
            other = cells.get(column_of(cell))
            if other is None or form.is_empty(cell) or column_of(cell) in self._tall:
                continue
            if form.is_empty(other) or marks_in(form.text(cell)) or column_of(cell) in self._counting:
                form.clear(other)
                other.attrib.update({name: value for name, value in cell.items() if name == "t"})
                other.extend(deepcopy(child) for child in cell)
                self._go_down(other, int(line.get("r")) - self.number)

    def _go_down(self, cell: Any, by: int) -> None:
        """What was copied from this row, as it is ``by`` rows below."""
        formula = cell.find(self._form.tag("f"))
        if formula is not None and formula.text:
            formula.text = copied_down(formula.text, self.number, by)
        elif column_of(cell) in self._counting:
            cell.find(self._form.tag("v")).text = str(int(self._form.number(cell) or 0) + by)


def _by_column(form: FormSheet, row: Any) -> dict[str, Any]:
    return {column_of(cell): cell for cell in form.cells(row)}
