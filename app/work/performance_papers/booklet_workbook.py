"""Booklets as one workbook: a sheet for each deputy, set up for A4 or A5, with the words of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break

from app.excel.writing.continued import continued_texts, line_count
from app.excel.writing.page import new_book
from app.excel.writing.whole_book import save_book
from app.paper.photo_bytes import PhotoBytes, own_bytes
from app.paper.sheet import Block, Form, FormCell, PageBreak, Paper, Paragraph, Spread, Table
from app.storage.files import complete_file
from app.work.performance_papers.booklet import NAME, holder_of
from app.work.performance_papers.workbook_photo import photo_for_box

_WIDTHS = {"A4": 210.0, "A5": 148.0}  # millimetres
_INCH = 25.4
_POINT = 72 / _INCH  # to a millimetre
_UNIT = 5.25  # points of a column's unit: half a square of 宋体 of 10.5 points
_TYPE = 10.5  # points of the type that columns are measured by
_NEAR = 0.012  # of the width: two edges that are nearer are one
_LINE, _WHITE = 1.36, 6.0  # height of a line in sizes of type; points of white in a box
_TALLEST = 409.0  # points; a row cannot be higher
_FACES = {"title": "宋体", "heading": "黑体", "body": "宋体", "form": "仿宋"}
_RULE = Side(style="thin")
_FRAME = Border(_RULE, _RULE, _RULE, _RULE)


def write_workbook(
    papers: Iterable[Paper],
    path: Path,
    ready: Callable[[], object] = lambda: None,
    photo_bytes: PhotoBytes = own_bytes,
) -> None:
    """Write each booklet as a sheet; OSError where the file cannot be written.

    A photo that a workbook cannot hold is left to be pasted in: its box says so.  ``ready`` is called once all
    is written: where it raises no file is left.
    """
    book = new_book(NAME)
    names: set[str] = set()
    for paper in papers:
        holder, number = holder_of(paper)[:25], 1
        name = holder
        while name in names:
            number += 1
            name = f"{holder}（{number}）"
        names.add(name)
        _Sheet(book.create_sheet(name), paper, photo_bytes).write()
    written = BytesIO()
    save_book(book, written)
    with complete_file(path) as scratch:
        scratch.write_bytes(written.getvalue())
        ready()


class _Sheet:
    """One paper on one sheet, whose columns are all the edges that its grids have."""

    def __init__(self, sheet: Any, paper: Paper, photo_bytes: PhotoBytes) -> None:
        self._sheet, self._paper, self._row = sheet, paper, 1
        self._photo_bytes = photo_bytes
        self._styles: dict[tuple[object, ...], Any] = {}
        self._columns: dict[float, int] = {}
        margins = paper.margins
        self._width = (_WIDTHS[paper.size] - margins.left - margins.right) * _POINT / _UNIT
        self._edges = _edges_of(paper.blocks)
        for number, (left, right) in enumerate(pairwise(self._edges), 1):
            sheet.column_dimensions[get_column_letter(number)].width = round((right - left) * self._width, 2)
        self._set_up()

    def _set_up(self) -> None:
        sheet, margins = self._sheet, self._paper.margins
        setup = sheet.page_setup
        setup.paperSize = sheet.PAPERSIZE_A4 if self._paper.size == "A4" else sheet.PAPERSIZE_A5
        setup.orientation, setup.fitToWidth, setup.fitToHeight = sheet.ORIENTATION_PORTRAIT, 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for side in ("left", "right", "top", "bottom"):
            setattr(sheet.page_margins, side, getattr(margins, side) / _INCH)
        setup.firstPageNumber, setup.useFirstPageNumber = 1, True  # each booklet counts its own
        sheet.page_margins.footer = margins.bottom / 2 / _INCH
        sheet.oddFooter.center.text = "— &P —"
        sheet.sheet_view.showGridLines = False

    def write(self) -> None:
        """Every block below the one before it."""
        for block in self._paper.blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Spread():
                    self._spread(block)
                case Form():
                    self._form(block)
                case Table():
                    self._table(block)
                case PageBreak():
                    self._sheet.row_breaks.append(Break(id=self._row - 1))

    def _paragraph(self, paragraph: Paragraph) -> None:
        lines = self._lines(paragraph.text, self._width, paragraph.size)
        height = lines * (paragraph.leading or paragraph.size * _LINE) + paragraph.space_after * _POINT
        words = "\u3000" * paragraph.indent + paragraph.text
        self._put(0, 1, words, paragraph.face, paragraph.size, paragraph.align, frame=False)
        self._end_row(height)

    def _spread(self, spread: Spread) -> None:
        count = len(spread.texts)
        self._end_row(spread.space_before * _POINT or 1)
        for number, text in enumerate(spread.texts):
            side = "left" if not number else "right" if number == count - 1 else "center"
            self._put(number / count, (number + 1) / count, text, spread.face, spread.size, side, frame=False)
        self._end_row(spread.size * _LINE + _WHITE)

    def _form(self, form: Form) -> None:
        edges = _shares(form.shares)
        heights = dict(form.heights)
        first = self._row
        for number in range(max(cell.row + cell.rows for cell in form.cells)):
            needed = heights.get(number, form.row_height) * _POINT
            for cell in (one for one in form.cells if one.row == number):
                left, right = edges[cell.column], edges[cell.column + cell.columns]
                face = "heading" if cell.role == "label" else "form"
                shown = self._photo(cell, left, right, needed)
                text = "" if shown else cell.text
                self._put(left, right, text, face, form.size, cell.align, frame=True, rows=cell.rows)
                if cell.rows == 1:
                    lines = self._lines(cell.text, (right - left) * self._width, form.size)
                    needed = max(needed, lines * form.size * _LINE + _WHITE)
            self._row = first + number
            self._end_row(min(needed, _TALLEST))

    def _photo(self, cell: FormCell, left: float, right: float, height: float) -> bool:
        """Put the photo of a box into it, where there is one that a workbook can hold."""
        if cell.picture is None:
            return False
        box = ((right - left) * self._width * _UNIT, height)
        photo = photo_for_box(self._photo_bytes(cell.picture), self._row, self._column(left) + 1, box)
        if photo is not None:
            self._sheet.add_image(photo, photo.anchor)
        return photo is not None

    def _table(self, table: Table) -> None:
        edges = _shares([column.share for column in table.columns])
        spans = list(pairwise(edges))
        self._cells(
            spans,
            [column.heading for column in table.columns],
            ["center"] * len(spans),
            table.size,
            "heading",
        )
        widths = [(right - left) * self._width * _TYPE / table.size for left, right in spans]
        sides = [column.align for column in table.columns]
        for row in table.rows:
            if len(row) == 1:
                self._put(0, 1, row[0], "heading", table.size, "left", frame=True)
                self._end_row(table.size * _LINE + _WHITE)
            else:
                for piece in continued_texts(
                    row, widths
                ):  # what is higher than a row can be goes on in the next
                    self._cells(spans, piece, sides, table.size, "body")

    def _cells(
        self,
        spans: Sequence[tuple[float, float]],
        texts: Sequence[str],
        sides: Sequence[str],
        size: float,
        face: str,
    ) -> None:
        lines = 1
        for (left, right), text, side in zip(spans, texts, sides, strict=True):
            self._put(left, right, text, face, size, side, frame=True)
            lines = max(lines, self._lines(text, (right - left) * self._width, size))
        self._end_row(min(lines * size * _LINE + _WHITE, _TALLEST))

    def _lines(self, text: str, width: float, size: float) -> int:
        return line_count(text, width * _TYPE / size)

    def _put(
        self,
        left: float,
        right: float,
        text: str,
        face: str,
        size: float,
        side: str,
        *,
        frame: bool,
        rows: int = 1,
    ) -> None:
        """One text over the columns between two edges; what looks like a formula is a text all the same."""
        first, last = self._column(left) + 1, self._column(right)
        sheet, below = self._sheet, self._row + rows - 1
        style = self._style(face, size, side, frame=frame)
        for row in range(self._row, below + 1):
            for column in range(first, last + 1):
                sheet.cell(row, column)._style = style
        if text.strip():
            cell = sheet.cell(self._row, first)
            cell.value = text
            cell.data_type = "s"
        if (
            last > first or rows > 1
        ):  # merge_cells goes through every cell again, and add() through every range
            sheet.merged_cells.ranges.add(
                CellRange(min_col=first, min_row=self._row, max_col=last, max_row=below)
            )

    def _style(self, face: str, size: float, side: str, *, frame: bool) -> Any:
        """How a cell looks, made once for each look: openpyxl takes longest for styles."""
        look = (face, size, side, frame)
        if look not in self._styles:
            sample = Cell(self._sheet, row=1, column=1)  # never put into the sheet
            sample.font = Font(name=_FACES[face], size=size, bold=face == "title")
            sample.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
            if frame:
                sample.border = _FRAME
            self._styles[look] = sample._style
        return self._styles[look]

    def _column(self, edge: float) -> int:
        """The number of the nearest edge."""
        if edge not in self._columns:
            numbers = range(len(self._edges))
            self._columns[edge] = min(numbers, key=lambda number: abs(self._edges[number] - edge))
        return self._columns[edge]

    def _end_row(self, height: float) -> None:
        self._sheet.row_dimensions[self._row].height = round(height, 1)
        self._row += 1


def _shares(shares: Sequence[float]) -> list[float]:
    """The edges of columns as parts of the width, from 0 to 1."""
    whole = sum(shares)
    return [edge / whole for edge in accumulate(shares, initial=0.0)]


def _edges_of(blocks: Sequence[Block]) -> list[float]:
    """Every edge of a grid, those next to each other once."""
    edges = {0.0, 1.0}
    for block in blocks:
        match block:
            case Table():
                edges |= set(_shares([column.share for column in block.columns]))
            case Form():
                edges |= set(_shares(block.shares))
            case Spread():
                edges |= {number / len(block.texts) for number in range(len(block.texts) + 1)}
    kept = [0.0]
    for edge in sorted(edges):
        if edge - kept[-1] > _NEAR:
            kept.append(edge)
    kept[-1] = 1.0
    return kept
