"""The rows that were not imported, back as a workbook in the clerk's own layout with the reason beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.column_widths import text_width
from app.excel.judging.entries import Entry
from app.excel.judging.preview import Preview
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tables import Table
from app.excel.questions import WHY_REJECTED, WHY_WORDS
from app.excel.writing.continued import MOST_LINES, line_count
from app.excel.writing.frame import BODY_FONT, HEAD_FONT, WHOLE_NUMBER, dress
from app.excel.writing.page import new_book, on_a4
from app.excel.writing.paging import LINE, TALLEST
from app.excel.writing.whole_book import save_book
from app.storage.files import complete_file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

VERDICT_WORDS = {"wrong": "不能导入", "double": "与前面的行重复", "flagged": "需要核对"}
LEFT_OUT = "没有读入的行"
REASON_WIDTH = 48
NARROWEST, WIDEST = 8, 40  # characters of a column; 18 digits of an ID number need 20
_MOST_OF_TEXTS = (
    WIDEST,
    32,
    26,
    20,
)  # the widest column of words, the next where the sheet is too wide
_EASY_TO_READ = 200.0  # characters in the width of a page
MOST_WIDTH = 255.0  # characters: the limit of a column in Excel
_WIDER = 1.25
_FILLED = 0.9  # of a column, by texts in which a third are digits, where those are wider
_WIDER_DIGITS = 1.3  # what stands in for 宋体 outside Windows has digits of 6.7 points where that has 5.25
MOST_TITLE_ROWS = 12
_LONG_NUMBER = 10**11  # from here on a sheet shows a number as 4.4E+17


def rejected_entries(preview: Preview) -> list[Entry]:
    """What was not and, as it stands, cannot be written: wrong, double, and flagged rows nobody accepted."""
    return [
        entry
        for number, entry in enumerate(preview.rows)
        if entry.verdict in VERDICT_WORDS and number not in preview.committed_rows
    ]


def write_rejected(preview: Preview, path: Path) -> int:
    """Write the rejected rows to an .xlsx workbook at ``path`` and read it back; gives their number.

    Each sheet keeps its titles, header rows and merged headings; a cell that said "as above", or was
    merged with the one above, carries its own text, because the row above may be gone.
    Raises OSError when the file cannot be written, OutputRefused when it is the workbook that was read.
    """
    from openpyxl import load_workbook

    book = new_book(f"{preview.register.label}没有导入的行")
    entries = rejected_entries(preview)
    for table, entries_of_table in _by_table(entries):
        _sheet(book.create_sheet(_name(book.sheetnames, table)), preview, table, entries_of_table)
    if not entries:
        book.create_sheet("没有未导入的行")
    _left_out(book.create_sheet(_free_name(book.sheetnames, LEFT_OUT)), preview)
    with complete_file(path, sources=(preview.path,)) as temporary:
        save_book(book, temporary)
        with open(temporary, "rb") as written:  # by its bytes: a name may have any ending
            load_workbook(written).close()
    return len(entries)


def _by_table(entries: list[Entry]) -> Iterator[tuple[Table, list[Entry]]]:
    tables = {id(entry.table): entry.table for entry in entries}
    for key, table in tables.items():
        yield table, [entry for entry in entries if id(entry.table) == key]


def _left_out(target: Worksheet, preview: Preview) -> None:
    """The filled rows that were taken for no record, as they stand, with the reason."""
    lines = [("工作表", "行", "内容", "没有作为记录读入，因为是")]
    lines += [
        (one.sheet, str(one.row), one.text, WHY_WORDS.get(one.why, one.why)) for one in preview.left_out
    ]
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            _put(target, row, column, text, None)
    _look_like_a_ledger(target, 1, 1, 4)


def _name(taken: list[str], table: Table) -> str:
    plain = "".join(c for c in table.view.sheet.name if c not in "[]:*?/\\")[:28] or "名册"
    return _free_name(taken, plain)


def _free_name(taken: list[str], plain: str) -> str:
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}{number}", number + 1
    return name


def _sheet(target: Worksheet, preview: Preview, table: Table, entries: list[Entry]) -> None:
    view = table.view
    first = max(0, table.header.top - MOST_TITLE_ROWS)
    width = max((len(view.rows[e_row]) for e in entries for e_row in _rows(e)), default=0)
    width = max(width, max((len(view.rows[r]) for r in range(first, table.header.bottom + 1)), default=0))
    for row in range(first, table.header.bottom + 1):
        for column, cell in enumerate(view.rows[row]):
            _put(target, row - first + 1, column + 1, cell, None)
    for top, left, bottom, right in view.merges:
        if first <= top and bottom <= table.header.bottom:
            target.merge_cells(
                start_row=top - first + 1,
                start_column=left + 1,
                end_row=bottom - first + 1,
                end_column=right + 1,
            )
    _put(target, table.header.bottom - first + 1, width + 1, WHY_REJECTED, None)
    _body(target, preview, entries, table.header.bottom - first + 2, width)
    heading = (table.header.top - first + 1, table.header.bottom - first + 1)
    _look_like_a_ledger(target, *heading, width + 1)


def _look_like_a_ledger(target: Worksheet, top: int, bottom: int, width: int) -> None:
    """Faces, frame, widths, heights and paper as our ledgers have them; the heading is rows ``top`` to ``bottom``.

    Above the heading nothing is framed.  Every text and number is shown whole.
    """
    from openpyxl.utils import get_column_letter

    widths = _widths(target, top, width)
    for number, wide in enumerate(widths, 1):
        target.column_dimensions[get_column_letter(number)].width = wide
    for row in range(1, target.max_row + 1):
        for cell in target[row][:width]:
            _dress(cell, row, top, bottom)
        if row < top:
            target.row_dimensions[row].height = 36 if row == 1 else 20
        else:
            texts = [str(cell.value or "") for cell in target[row][:width]]
            lines = max(map(_lines, texts, widths))
            target.row_dimensions[row].height = min(6 + LINE * lines, TALLEST)
    target.freeze_panes = target.cell(bottom + 1, 1)
    on_a4(target, target.title, f"{top}:{bottom}")


def _dress(cell: Any, row: int, top: int, bottom: int) -> None:
    number_format = cell.number_format
    if row < top:
        first = row == 1  # the title, centred over the table as the clerk merged it or not
        side = "centerContinuous" if first else "left"
        dress(cell, BODY_FONT, 20 if first else 10.5, side, bold=first, wrap=False)
    elif row <= bottom:
        dress(cell, HEAD_FONT, 10.5, "center", frame=True)
    else:
        dress(cell, BODY_FONT, 10.5, "left", frame=True, top=True)
    if number_format == "General" and isinstance(cell.value, int | float) and abs(cell.value) >= _LONG_NUMBER:
        number_format = WHOLE_NUMBER
    cell.number_format = number_format


def _widths(target: Worksheet, top: int, count: int) -> list[float]:
    """Of all columns; texts take more lines where the reason would stand on another page than its row, or in tiny type."""
    widths = list[float]()
    for most in _MOST_OF_TEXTS:
        widths = [_column_width(target, top, number, most) for number in range(1, count + 1)]
        widths[-1] = max(widths[-1], REASON_WIDTH)
        if sum(widths) <= _EASY_TO_READ:
            break
    return widths


def _column_width(target: Worksheet, top: int, number: int, most: float) -> float:
    """As wide as its widest text, up to a limit (``most`` characters) beyond which texts take several lines.

    A number that must stand whole is never narrowed.  A text that would not fit into the tallest row makes its column wider, as far as a column goes: these rows
    are imported again, so it cannot go on in a further row.
    """
    texts = [_shown(target.cell(row, number).value) for row in range(top, target.max_row + 1)]
    lines = [line for text in texts for line in text.split("\n")]
    widest = max(map(_wanted, lines), default=0.0)
    whole = max((_wanted(line) for line in lines if _is_number(line)), default=0.0)
    wide = min(max(widest + 2.0, NARROWEST), max(most, min(whole + 2.0, WIDEST)))
    while wide < MOST_WIDTH and max(_lines(text, wide) for text in texts) > MOST_LINES:
        wide = min(wide * _WIDER, MOST_WIDTH)
    return wide


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, also where its digits are wider."""
    return line_count(text, width * _FILLED)


def _wanted(line: str) -> float:
    """The width of a line; of a number or date that must stand whole also where another face puts wider digits."""
    return text_width(line) * (_WIDER_DIGITS if _is_number(line) else 1)


def _is_number(line: str) -> bool:
    return line.isascii() and any(sign.isdecimal() for sign in line)


def _shown(value: Any) -> str:
    """A number as a cell that holds it whole shows it."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str("" if value is None else value)


def _body(target: Worksheet, preview: Preview, entries: list[Entry], line: int, width: int) -> None:
    words: Mapping[str, str] = {}
    for entry in entries:
        record = entry.table.lines[entry.line]
        if record.places is None and record.words != words:
            words = record.words
            for key, value in words.items():
                if key in _sections(preview):
                    _put(target, line, 1, _section(preview, key, value), None)
                    line += 1
        for number, row in enumerate(_rows(entry)):
            for column, cell in enumerate(entry.table.view.rows[row]):
                _put(target, line, column + 1, cell, entry.table.view.number_format(row, column))
            if number == 0:
                _own_texts(target, line, entry)
                _put(target, line, width + 1, reason(entry), None)
            line += 1


def _sections(preview: Preview) -> set[str]:
    """The fields that a line of its own states; what the titles state stands above the table already."""
    intake = preview.register.intake
    return {intake.level, *(section.field for section in intake.sections)}


def _section(preview: Preview, key: str, value: str) -> str:
    if key == preview.register.intake.level:
        return f"{preview.register.field(key).text(value)}人大代表"
    return value


def _rows(entry: Entry) -> list[int]:
    """The rows of the sheet that a record takes; a form's from its first to its last cell."""
    record = entry.table.lines[entry.line]
    if record.places is None:
        return [record.row, *record.more]
    rows = [place[0] for places in record.places.values() for place in places]
    return list(range(min([record.row, *rows]), max([record.row, *rows]) + 1))


def _own_texts(target: Worksheet, line: int, entry: Entry) -> None:
    """Texts that stood in a row above."""
    if entry.table.lines[entry.line].places is not None:
        return
    row = entry.table.lines[entry.line].row
    for key, columns in entry.table.columns.whole.items():
        if len(columns) == 1 and entry.written.get(key):
            own = entry.table.view.text(row, columns[0])
            if own != entry.written[key] and (
                key in entry.amended
                or says_nothing(own)
                or not isinstance(entry.table.view.raw(row, columns[0]), int | float | date)
            ):
                _put(target, line, columns[0] + 1, entry.written[key], None)


def _put(target: Worksheet, row: int, column: int, cell: Any, number_format: str | None) -> None:
    """One cell as it was; a text stays a text, whatever it begins with."""
    if cell is None or cell == "":
        return
    place = target.cell(row, column)
    if isinstance(cell, str):
        place.value = "".join(c for c in cell if c in "\t\n" or ord(c) >= 32)
        place.data_type = "s"
        place.number_format = "@"
        return
    place.value = cell if isinstance(cell, bool | int | float | date | datetime | time) else str(cell)
    if number_format:
        place.number_format = number_format


def reason(entry: Entry) -> str:
    """Why a row was not imported, in one cell."""
    words = "".join(dict.fromkeys(problem.message for problem in entry.problems))
    return (
        f"{VERDICT_WORDS.get(entry.verdict, '')}：{words}" if words else VERDICT_WORDS.get(entry.verdict, "")
    )
