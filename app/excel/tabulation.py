"""A derived table as a workbook: the same frame as a ledger's, numbers as numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.column_widths import shared_widths
from app.domain.ledger_head import NUMBERING, LedgerHead
from app.domain.tabulation import Cell, Tabulation, heading_need
from app.excel.ledger_sheets import FileHeld
from app.excel.writing.frame import (
    FIRST_ROW,
    TEXT_CELL,
    WHOLE_NUMBER,
    SheetColumn,
    SheetPlan,
    save_frame,
)
from app.excel.writing.page import printed_room
from app.excel.writing.paging import row_height
from app.excel.writing.rows_into import fill_frame, read_back, row_xml
from app.storage.files import complete_file

_NUMBERING, _PADDING = 5.0, 2.0
_NUMBERS = (WHOLE_NUMBER, "General", "#,##0.00")  # by decimals; with one it stands where there is one


def export_tabulation(table: Tabulation, path: Path) -> int:
    """Write the table to an .xlsx workbook; gives the number of its lines.

    Raises ``FileHeld`` when another program holds ``path``.
    """
    table = table.as_filed()
    columns = _columns(table)
    lines = list(_lines(table, columns))
    notes = tuple(f"注：{note}" for note in table.notes)
    head = LedgerHead(table.title, table.unit_line, table.signatures, notes)
    frame = io.BytesIO()
    plan = SheetPlan(table.label, head, columns, [height for _, height in lines])
    styles = save_frame(frame, [plan])
    try:
        with complete_file(path) as temporary:
            fill_frame(frame, temporary, [_row_xmls(lines, styles[0])])
            read_back(temporary, [range(1, len(table.lines) + 1)])
    except PermissionError as cause:
        raise FileHeld(path) from cause
    return len(table.lines)


def _columns(table: Tabulation) -> list[SheetColumn]:
    needs = [
        heading_need(heading, table.column(place), heading.in_full)
        for place, heading in enumerate(table.headings)
    ]
    widths = shared_widths(needs, printed_room(needs, _NUMBERING + _PADDING * len(needs)))
    columns = [SheetColumn(NUMBERING, _NUMBERING, "center", WHOLE_NUMBER)]
    for heading, width in zip(table.headings, widths, strict=True):
        written = _NUMBERS[heading.decimals] if heading.side == "right" else TEXT_CELL
        columns.append(SheetColumn(heading.in_full, width + _PADDING, heading.side, written))
    return columns


def _lines(table: Tabulation, columns: Sequence[SheetColumn]) -> Iterator[tuple[Sequence[Any], float]]:
    """What the cells of each row hold, and its height."""
    widths = [column.width for column in columns]
    numbered = [(number, line) for number, line in enumerate(table.lines, 1)]
    lines: list[tuple[int | None, Sequence[Cell]]] = [*numbered]
    if table.total:
        lines.append((None, table.total))
    for number, line in lines:
        values = (number, *(cell.written for cell in line))
        yield values, row_height(("", *(cell.text for cell in line)), widths)


def _row_xmls(lines: Sequence[tuple[Sequence[Any], float]], styles: Sequence[int]) -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(number) for number in range(1, len(styles) + 1)]
    for place, (values, height) in enumerate(lines, FIRST_ROW):
        yield row_xml(place, values, height, letters, styles)
