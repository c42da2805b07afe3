"""A register as a workbook that can be filed as it is, or edited in WPS and imported again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from app.domain.audiences import INTERNAL
from app.domain.column_widths import ColumnNeed, shared_widths
from app.domain.fields import Field, Problem, Row
from app.domain.further_values import in_annex
from app.domain.ledger_head import NUMBERING, LedgerHead
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.sums import SumLine, sum_lines
from app.excel.layout.vocabulary import RECORD_NUMBER
from app.excel.record_numbers import record_number
from app.excel.writing.cells import Unwritable, is_writable
from app.excel.writing.continued import CONTINUED, continued_texts
from app.excel.writing.frame import (
    FIRST_ROW,
    WHOLE_NUMBER,
    SheetColumn,
    SheetPlan,
    column_of,
    empty_page,
    save_frame,
)
from app.excel.writing.locked import locked
from app.excel.writing.page import PAGE_WIDTH, printed_room
from app.excel.writing.paging import PageFill, row_height
from app.excel.writing.rows_into import fill_frame, read_back, row_xml
from app.storage.files import complete_file
from app.storage.lists.listing import Listing, column_needs, filed_listings
from app.storage.query import Query
from app.storage.refusals import Refused

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

_PADDING = 2.0
_WIDEST = 60  # half-width characters of a column on the screen; a longer text wraps
_STEP = 500  # rows between two words about progress


class FileHeld(PermissionError):
    """The file is open in another program; ``filename`` names it.  Nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            13,
            f"“{path.name}”正被别的程序（可能是 WPS）打开，没有写入。请关闭它，或换一个文件名",
            str(path),
        )


@dataclass(frozen=True)
class _Sheet:
    """What goes into a sheet: columns with the fields they show (None for numbers), and rows."""

    name: str
    head: LedgerHead
    columns: list[SheetColumn]
    fields: list[Field]
    rows: list[Row]
    texts: list[list[str]]  # by column of ``fields``
    sums: list[SumLine]
    record_numbers: list[str]  # empty for a ledger that is filed
    places: Sequence[int]  # the numbers of the rows
    is_annex: bool = False  # holds what the sheet before has no columns for


def export_register(
    ledger: Ledger,
    register_key: str,
    path: Path,
    *,
    query: Query = Query(),
    ids: Sequence[int] | None = None,
    columns: Sequence[str] | None = None,
    audience: str = INTERNAL,
    include_private: bool = False,
    for_editing: bool = False,
    password: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write the rows that ``query`` asks for (or ``ids``) to an .xlsx workbook; gives their number.

    Without ``columns`` the ledger as it is filed, a sheet for each of its sections
    (``filed_listings``).  ``columns`` exports a view as it is seen, ``for_editing`` every column a clerk fills in, with a 记录号 by which an import finds the row
    again (settled.md 25).  With a ``password`` nobody opens it without.  ``progress(done, of)`` may raise to cancel; then nothing is left behind.
    Raises ``FileHeld`` when another program holds ``path``, ``Refused`` when a text fits no cell.
    """
    register = BY_KEY[register_key]
    if for_editing and columns is None:
        columns = [f.key for f in register.typed_fields if not f.kind.columns]
    listings = filed_listings(
        ledger, register, query, ids=ids, columns=columns, audience=audience, include_private=include_private
    )
    ledger_id = ledger.ledger_id if for_editing else ""
    total, sheets = sum(len(listing.ids) for listing in listings), list[_Sheet]()
    for listing in listings:
        before = sum(len(sheet.rows) for sheet in sheets if not sheet.is_annex)
        rows = _loaded(listing, before, total, progress)
        sheets.append(_sheet(listing, rows, ledger_id))
        sheets += _annex(listing, rows)
    try:
        with complete_file(path) as temporary:
            named = [*_named(sheets, register)]
            if password:
                _write_locked(named, temporary, password)
            else:
                _write(named, temporary)
    except PermissionError as cause:
        raise FileHeld(path) from cause
    return total


def _named(sheets: Sequence[_Sheet], register: Register) -> Iterator[_Sheet]:
    """Each sheet of several is called by its section: 镇代表名册, 县代表名册."""
    several = sum(not sheet.is_annex for sheet in sheets) > 1
    for sheet in sheets:
        section = register.field(register.filing.section) if several else None
        label = section.text(sheet.rows[0].get(section.key)) if section else ""
        yield replace(sheet, name=_joined(label, register.label) + (sheet.name if sheet.is_annex else ""))


def _joined(section: str, label: str) -> str:
    """代表活动经费 and 经费台账 are 代表活动经费台账."""
    shared = next(n for n in range(min(len(section), len(label)), -1, -1) if section.endswith(label[:n]))
    return section + label[shared:]


def _loaded(
    listing: Listing, before: int, total: int, progress: Callable[[int, int], None] | None
) -> list[Row]:
    rows: list[Row] = []
    for row in listing.rows():
        rows.append(row)
        if progress and (before + len(rows)) % _STEP == 0:
            progress(before + len(rows), total)
    return rows


def _sheet(listing: Listing, rows: list[Row], ledger_id: str) -> _Sheet:
    fields = list(listing.fields_for(rows))
    sums = [] if ledger_id else sum_lines(listing.register, fields, rows)
    numbers = [record_number(ledger_id, row["id"]) for row in rows] if ledger_id else []
    head = replace(listing.head(rows), closing=()) if ledger_id else listing.head(rows)
    return _laid_out(listing.register.label, head, fields, rows, sums, numbers, bool(ledger_id))


def _annex(listing: Listing, rows: list[Row]) -> Iterator[_Sheet]:
    """What was recorded beside the columns of the table, by the numbers of its rows."""
    fields = list(listing.annex_fields(rows))
    if fields:
        head = listing.head(rows)
        head = replace(head, title=f"{head.title}（附：{fields[-1].label}）", closing=())
        places, fuller = zip(*in_annex(rows), strict=True)
        sheet = _laid_out("附表", head, fields, [*fuller], [], [], False)
        yield replace(sheet, places=places, is_annex=True)


def _laid_out(
    name: str, head: LedgerHead, fields: list[Field], rows: list[Row],
    sums: list[SumLine], numbers: list[str], for_editing: bool,
) -> _Sheet:  # fmt: skip
    """The sheet with its columns as wide as their texts ask for; ``numbers``: the 记录号 of each row."""
    texts = [[field.text(row.get(field.key)) for row in rows] for field in fields]
    needs = column_needs(fields, _with_sums(fields, texts, sums))
    record_width = max(map(len, numbers), default=8) + _PADDING if for_editing else 0.0
    numbering = max(5.0, len(str(len(rows))) + _PADDING)
    white = [_white(field) for field in fields]
    room = _room(needs, numbering + record_width + sum(white), for_editing)
    widths = shared_widths(needs, room)
    columns = [SheetColumn(NUMBERING, numbering, "center", WHOLE_NUMBER)]
    columns += [column_of(f, width + beside) for f, width, beside in zip(fields, widths, white, strict=True)]
    if for_editing:
        columns.append(SheetColumn(RECORD_NUMBER, record_width))
    return _Sheet(name, head, columns, fields, rows, texts, sums, numbers, range(1, len(rows) + 1))


def _with_sums(
    fields: Sequence[Field], texts: Sequence[Sequence[str]], sums: Sequence[SumLine]
) -> list[list[str]]:
    return [
        [*column, *(field.text(line.values.get(field.key)) for line in sums)]
        for field, column in zip(fields, texts, strict=True)
    ]


def _room(needs: Sequence[ColumnNeed], taken: float, for_editing: bool) -> float:
    """The width of all columns together; printing shrinks a sheet to the width of the page, and its type with it."""
    if for_editing:  # made for the screen: nothing need fit a page
        return max(PAGE_WIDTH - taken, sum(min(need.widest, _WIDEST) for need in needs))
    return printed_room(needs, taken)


def _white(field: Field) -> float:
    """The width beside a text: a number stands away from the edge."""
    return _PADDING + (2.0 if field.kind.align == "right" else 0.0)


def _write_locked(sheets: Sequence[_Sheet], path: Path, password: str) -> None:
    """What is to be read with the password only is never in plain on a disk, which may be a stick."""
    plain = io.BytesIO()
    _write(sheets, plain)
    path.write_bytes(locked(plain.getvalue(), password))


def _write(sheets: Sequence[_Sheet], path: Path | BinaryIO) -> None:
    frame = io.BytesIO()
    lines = [[*_lines(sheet)] for sheet in sheets]
    plans = [
        SheetPlan(sheet.name, sheet.head, sheet.columns, [line.height for line in own])
        for sheet, own in zip(sheets, lines, strict=True)
    ]
    styles = save_frame(frame, plans)
    rows = [_row_xmls(s, own, style) for s, own, style in zip(sheets, lines, styles, strict=True)]
    fill_frame(frame, path, rows)
    read_back(path, [sheet.places for sheet in sheets])


@dataclass(frozen=True)
class _SheetLine:
    """A row of the sheet: what its cells hold, its height in points, and which row it is of (from 0)."""

    values: Sequence[Any]
    height: float
    index: int


def _lines(sheet: _Sheet) -> Iterator[_SheetLine]:
    page = empty_page(sheet.columns)
    for line in _lines_on(page, sheet):
        page.put(line.height)
        yield line


def _lines_on(page: PageFill, sheet: _Sheet) -> Iterator[_SheetLine]:
    widths = [column.width for column in sheet.columns]
    by_row = list(zip(*sheet.texts, strict=True)) if sheet.texts else [()] * len(sheet.rows)
    sums = iter(sheet.sums)
    due = next(sums, None)
    for index, (row, texts) in enumerate(zip(sheet.rows, by_row, strict=True)):
        yield from _row_lines(sheet, index, row, ("", *texts), widths, page)
        while due and due.below == index + 1:
            values = [due.values.get(field.key) for field in sheet.fields]
            pairs = list(zip(sheet.fields, values, strict=True))
            height = row_height(["", *(field.text(value) for field, value in pairs)], widths)
            cells = [field.kind.to_cell(value) for field, value in pairs]
            yield _SheetLine((due.label, *cells), height, index)
            due = next(sums, None)


def _row_lines(
    sheet: _Sheet, index: int, row: Row, shown: Sequence[str], widths: Sequence[float], page: PageFill
) -> Iterator[_SheetLine]:
    """One row of the register, in as many rows of the sheet as its texts need; further ones fill its pages."""
    values = [sheet.places[index], *(field.kind.to_cell(row.get(field.key)) for field in sheet.fields)]
    if sheet.record_numbers:
        height = row_height((*shown, ""), widths)
        yield _SheetLine((*values, sheet.record_numbers[index]), height, index)
        return
    for number, pieces in enumerate(continued_texts(shown, widths, page.lines_left)):
        if number:
            cells: Sequence[Any] = (CONTINUED, *pieces[1:])
        else:
            shares = zip(values, pieces, shown, strict=True)
            cells = [piece if len(piece) < len(text) else value for value, piece, text in shares]
        yield _SheetLine(cells, row_height(pieces, widths), index)


def _row_xmls(sheet: _Sheet, lines: Sequence[_SheetLine], styles: Sequence[int]) -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(number) for number in range(1, len(sheet.columns) + 1)]
    for place, line in enumerate(lines, FIRST_ROW):
        try:
            yield row_xml(place, line.values, line.height, letters, styles)
        except Unwritable as cause:
            raise Refused([_refusal(sheet, line.index, str(cause))]) from cause


def _refusal(sheet: _Sheet, index: int, why: str) -> Problem:
    """Which value it was, so that the clerk can shorten or correct it."""
    row = sheet.rows[index]
    field = next(f for f in sheet.fields if not is_writable(f.kind.to_cell(row.get(f.key))))
    words = f"第 {index + 1} 条的{field.label}{why}，没有导出。请先修改这一条。"
    return Problem(field.key, "error", "unwritable", words)
