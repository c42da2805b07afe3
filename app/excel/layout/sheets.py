"""A whole workbook laid out: the tables of each sheet, and the sheets left out with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from app.domain.register import Register
from app.excel.grid import Sheet, Workbook
from app.excel.layout.column_questions import column_questions
from app.excel.layout.counts_in_one import with_counts_apart
from app.excel.layout.evidence import Hints, InLedger, nothing_known
from app.excel.layout.left_out import left_out
from app.excel.layout.one_record import one_record
from app.excel.layout.other_tables import sorted_tables
from app.excel.layout.own_ledgers import ANNEX_WORDS, is_annex
from app.excel.layout.repeated_rows import TOGETHER, rows_together
from app.excel.layout.second_rounds import with_second_rounds
from app.excel.layout.several_in_a_cell import lines_apart
from app.excel.layout.sheet_tables import Correction, Recall, tables_of
from app.excel.layout.tables import Table
from app.excel.layout.time_spans import with_spans_apart
from app.excel.layout.titles import Office
from app.excel.layout.view import column_number
from app.excel.layout.vocabulary import Vocabulary, vocabulary_of
from app.excel.questions import COLUMN, NO, Answer, LeftOut, Question

NOTHING_CHOSEN: Mapping[str, str] = {}


@dataclass(frozen=True)
class Layout:
    """``skipped``: (sheet, why).  ``left_out``: the filled rows of the sheets read that are no entries."""

    tables: list[Table] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def lay_out(
    workbook: Workbook,
    register: Register,
    office: Office,
    sheets: tuple[str, ...] = (),
    corrections: Mapping[str, Correction] | None = None,
    recall: Recall | None = None,
    in_ledger: InLedger = nothing_known,
    answers: Sequence[Answer] = (),
    chosen: Mapping[str, str] = NOTHING_CHOSEN,
) -> Layout:
    """Where the records of a workbook stand.

    ``sheets`` names the only ones wanted, hidden ones included; ``corrections`` say by sheet name what the
    headings mean, and ``recall`` what was said of a sheet of the same shape before.
    """
    vocabulary = vocabulary_of(register)
    several = sum(_not_wanted(sheet, ()) is None for sheet in workbook.sheets) > 1

    def read_sheet(sheet: Sheet, labels: frozenset[str]) -> list[Table]:
        correction = (corrections or {}).get(sheet.name)
        named = _answered(answers, sheet.name)
        answered = {column_number(name): key for name, key in named.items() if name.isalpha()}
        hints = Hints(in_ledger, answered, several, chosen, named=named, labels=labels)
        tables = tables_of(sheet, vocabulary, office, correction, recall, hints)
        return [_with_cells_apart(table, vocabulary) for table in tables]

    reasons_not = {id(sheet): _not_wanted(sheet, sheets) for sheet in workbook.sheets}
    read = _read_all(workbook.sheets, reasons_not, read_sheet)
    skipped = [
        (sheet.name, reasons_not[id(sheet)] or ("有表头，但没有记录" if tables else "没有找到表头"))
        for sheet, tables in zip(workbook.sheets, read, strict=True)
        if not _has_records(tables)
    ]
    kept, left = sorted_tables([table for tables in read for table in tables], vocabulary, office)
    kept = [  # only now: a list of visitors is the detail of another sheet row by row
        table
        if _kept_apart(answers, table.view.sheet.name)
        else rows_together(one_record(table, vocabulary), vocabulary)
        for table in kept
    ]
    names = {table.view.sheet.name for table in kept}
    reasons = {table.view.sheet.name: why for table, why in left}  # the last that was found of a sheet
    skipped += [(name, why) for name, why in reasons.items() if name not in names]
    return _with_questions(kept, skipped, vocabulary)


def _read_all(
    sheets: Sequence[Sheet],
    reasons_not: Mapping[int, str | None],
    read_sheet: Callable[[Sheet, frozenset[str]], list[Table]],
) -> list[list[Table]]:
    """The tables of each sheet; one with a single card repeats none of its labels, and is read by those of others."""
    read = [[] if reasons_not[id(sheet)] else read_sheet(sheet, frozenset()) for sheet in sheets]
    if not (labels := _labels_of_cards(read)):
        return read
    return [
        tables if _has_records(tables) or reasons_not[id(sheet)] else read_sheet(sheet, labels)
        for sheet, tables in zip(sheets, read, strict=True)
    ]


def _has_records(tables: Sequence[Table]) -> bool:
    return any(table.lines or table.vacancies for table in tables)


def _labels_of_cards(read: Sequence[Sequence[Table]]) -> frozenset[str]:
    """The labels of the cards that stand on some sheet of a workbook."""
    cards = (table for tables in read for table in tables if not table.tabular)
    return frozenset(h.text for table in cards for h in table.header.headings.values() if h.text)


def _with_cells_apart(table: Table, vocabulary: Vocabulary) -> Table:
    """The table with a record for each of several that one of its cells holds; our own ledgers hold none."""
    if table.own:
        return table
    table = with_second_rounds(table, vocabulary)
    lines = with_spans_apart(table, lines_apart(table, vocabulary), vocabulary)
    return with_counts_apart(replace(table, lines=tuple(lines)), vocabulary)


def _kept_apart(answers: Sequence[Answer], sheet: str) -> bool:
    """Whether the clerk said that rows which agree are records of their own."""
    return any(a.code == TOGETHER and a.sheet == sheet and a.value == NO for a in answers)


def _answered(answers: Sequence[Answer], sheet: str) -> dict[str, str]:
    """What a column is called → field as the clerk answered for a sheet."""
    own = (a for a in answers if a.code == COLUMN and a.sheet == sheet)
    return {answer.column.upper(): answer.value for answer in own if answer.column}


def _with_questions(tables: list[Table], skipped: list[tuple[str, str]], vocabulary: Vocabulary) -> Layout:
    """The layout with what it left out and what it asks, sheet by sheet."""
    rows: list[LeftOut] = []
    questions: list[Question] = []
    for _, group in groupby(tables, key=lambda table: id(table.view.sheet)):
        together = list(group)
        rows += left_out(together, vocabulary)
        questions += [asked for table in together for asked in column_questions(table, vocabulary)]
        questions += [asked for table in together for asked in table.asked]
    return Layout(tables, skipped, rows, questions)


def _not_wanted(sheet: Sheet, wanted: tuple[str, ...]) -> str | None:
    if wanted:
        return None if sheet.name in wanted else "没有选择这张表"
    if is_annex(sheet):
        return ANNEX_WORDS
    if sheet.hidden:
        return "这张表是隐藏的，需要时请指定表名导入"
    return None if any(sheet.rows) else "空表"
