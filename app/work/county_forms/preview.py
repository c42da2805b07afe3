"""A form's workbook as it is shown to be marked: the texts of its cells, which are merged, how wide columns are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

from app.work.county_forms.parts import WORKBOOK, Parts
from app.work.county_forms.sheet import FormSheet
from app.work.county_forms.workbook import FormWorkbook

MOST = (300, 60)  # rows and columns shown; a form has some forty and twenty
SPARE = 3  # empty rows and columns shown beyond the last one filled
_USUAL_WIDTH = 9.0  # characters of a column that says nothing


@dataclass(frozen=True)
class SheetPreview:
    """``texts`` by (row, column) from 0; ``spans``: (row, column, rows, columns); ``widths`` in characters by column."""

    rows: int
    columns: int
    texts: Mapping[tuple[int, int], str]
    spans: tuple[tuple[int, int, int, int], ...]
    widths: tuple[float, ...]


def preview_of(path: Path) -> dict[str, SheetPreview]:
    """The sheets of a workbook by name; nothing for a document.  Raises ``Refused`` as ``Parts`` does."""
    with Parts(path) as parts:
        if parts.kind != WORKBOOK:
            return {}
        return {name: _preview(sheet) for name, sheet in FormWorkbook(parts).sheets.items()}


def _preview(sheet: FormSheet) -> SheetPreview:
    texts = {place: text for place, text in _texts(sheet) if place[0] < MOST[0] and place[1] < MOST[1]}
    drawn = [(row, column) for row, column in (_place(c) for r in sheet.rows() for c in sheet.cells(r))]
    rows = min(max((row for row, _ in drawn), default=0) + 1 + SPARE, MOST[0])
    columns = min(max((column for _, column in drawn), default=0) + 1 + SPARE, MOST[1])
    return SheetPreview(rows, columns, texts, tuple(_spans(sheet, rows, columns)), _widths(sheet, columns))


def _texts(sheet: FormSheet) -> Iterator[tuple[tuple[int, int], str]]:
    for row in sheet.rows():
        for cell in sheet.cells(row):
            text = "＝公式" if sheet.has_formula(cell) else sheet.text(cell) or sheet.number(cell) or ""
            if text:
                yield _place(cell), text


def _place(cell: Any) -> tuple[int, int]:
    letters, row = coordinate_from_string(cell.get("r"))
    return row - 1, column_index_from_string(letters) - 1


def _spans(sheet: FormSheet, rows: int, columns: int) -> Iterator[tuple[int, int, int, int]]:
    for merge in sheet.root.iter(sheet.tag("mergeCell")):
        left, top, right, bottom = range_boundaries(merge.get("ref"))
        if top <= rows and left <= columns:
            yield top - 1, left - 1, min(bottom, rows) - top + 1, min(right, columns) - left + 1


def _widths(sheet: FormSheet, columns: int) -> tuple[float, ...]:
    widths = [_USUAL_WIDTH] * columns
    for column in sheet.root.iter(sheet.tag("col")):
        first, last = int(column.get("min") or 1), int(column.get("max") or 1)
        for number in range(first, min(last, columns) + 1):
            widths[number - 1] = float(column.get("width") or _USUAL_WIDTH)
    return tuple(widths)
