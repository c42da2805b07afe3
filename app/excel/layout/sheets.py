"""A whole workbook laid out: the tables of each sheet, and the sheets left out with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from app.domain.intake_habits import OtherPeople
from app.domain.register import Register
from app.domain.texts import heading_key
from app.excel.grid import Sheet, Workbook
from app.excel.layout.cards import cards_of, read_cards
from app.excel.layout.column_questions import column_questions
from app.excel.layout.columns import Columns
from app.excel.layout.details import join_details
from app.excel.layout.evidence import Known, Told, nothing_known
from app.excel.layout.facts import facts_above, titles_together, year_of_headings
from app.excel.layout.forms import heads_tables, inline_anchors, is_form, is_turned, read_forms
from app.excel.layout.headers import ALIKE, Header, anchor_rows, find_headers, header_at, says_mostly_headings
from app.excel.layout.headless import continued, header_of_none, is_headless
from app.excel.layout.left_out import left_out
from app.excel.layout.matrices import read_matrices
from app.excel.layout.own_ledgers import read_own
from app.excel.layout.segments import Segment, segments
from app.excel.layout.several_in_a_cell import lines_apart
from app.excel.layout.tables import Stretch, Table, TableReader
from app.excel.layout.time_spans import with_spans_apart
from app.excel.layout.titles import Facts, Office, sheet_name_facts
from app.excel.layout.unnamed_headers import headers_by_sense, stands_sideways
from app.excel.layout.view import View, column_number
from app.excel.layout.vocabulary import NUMBERING, Vocabulary, all_vocabularies, vocabulary_of
from app.excel.questions import COLUMN, Answer, LeftOut, Question

CALLED_BY_MOST = 3  # fields that the headings of a table call by what they say
UNCALLED = 1  # at most so many they call in a table of something else
ENOUGH_FIELDS = 6  # with so many known headings a table is what it seems


@dataclass(frozen=True)
class Correction:
    """What the clerk says of one sheet: header rows (from 1) and column letter → field key, or None for none."""

    header_rows: tuple[int, int]
    columns: Mapping[str, str | None]


NOTHING_CHOSEN: Mapping[str, str] = {}
Recall = Callable[[View, Vocabulary], tuple[Correction, str] | None]
"""Gives what was said before of a sheet of this shape, and under what name it was kept."""


@dataclass
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
    known: Known = nothing_known,
    answers: Sequence[Answer] = (),
    chosen: Mapping[str, str] = NOTHING_CHOSEN,
) -> Layout:
    """Where the records of a workbook stand.

    ``sheets`` names the only ones wanted, hidden ones included; ``corrections`` say by sheet name what the
    headings mean, and ``recall`` what was said of a sheet of the same shape before.
    """
    vocabulary = vocabulary_of(register)
    layout = Layout()
    several = sum(not sheet.hidden and any(sheet.rows) for sheet in workbook.sheets) > 1
    for sheet in workbook.sheets:
        why = _not_wanted(sheet, sheets)
        said = (corrections or {}).get(sheet.name)
        answered = {
            column_number(a.column): a.value
            for a in answers
            if a.code == COLUMN and a.column and a.sheet == sheet.name
        }
        tables = (
            []
            if why
            else _tables(sheet, vocabulary, office, said, recall, Told(known, answered, several, chosen))
        )
        for table in tables:
            if not table.own:
                table.lines = with_spans_apart(table, lines_apart(table, vocabulary), vocabulary)
        layout.tables.extend(tables)
        if not any(table.lines or table.vacancies for table in tables):
            layout.skipped.append((sheet.name, why or ("有表头，但没有记录" if tables else "没有找到表头")))
    for detail, master in join_details(layout.tables, vocabulary):
        _leave_out(layout, detail, f"是「{master.view.sheet.name}」的明细，已并入那里的各条记录")
    _drop_without_anchor(layout, vocabulary)
    _drop_uncalled(layout, vocabulary)
    _continue_tables(layout, vocabulary, office)
    _drop_other_registers(layout, vocabulary)
    _drop_bare_lists(layout, vocabulary)
    for _, group in groupby(layout.tables, key=lambda table: id(table.view.sheet)):
        tables = list(group)
        layout.left_out += left_out(tables, vocabulary)
        layout.questions += [asked for table in tables for asked in column_questions(table, vocabulary)]
    return layout


def _not_wanted(sheet: Sheet, wanted: tuple[str, ...]) -> str | None:
    if wanted:
        return None if sheet.name in wanted else "没有选择这张表"
    if sheet.hidden:
        return "这张表是隐藏的，需要时请指定表名导入"
    return None if any(sheet.rows) else "空表"


def _drop_bare_lists(layout: Layout, vocabulary: Vocabulary) -> None:
    """Names beside districts alone, next to real tables, are an attendance sheet or a table of seats."""
    intake = vocabulary.register.intake
    thin = {vocabulary.anchor, intake.level, intake.remarks, *(s.field for s in intake.sections)}
    bare = [t for t in layout.tables if t.tabular and set(t.columns.used().values()) <= thin]
    if not any(len(set(t.columns.used().values()) - thin) >= 2 for t in layout.tables):
        return
    for table in bare:
        _leave_out(layout, table, "只有名单，没有其他内容")


def _drop_without_anchor(layout: Layout, vocabulary: Vocabulary) -> None:
    """Beside tables that name who or what their records are, one that does not is a list of something else."""
    if any(_names_its_records(table, vocabulary.anchor) for table in layout.tables):
        for table in list(layout.tables):
            if not _names_its_records(table, vocabulary.anchor):
                _leave_out(layout, table, f"没有{vocabulary.register.field(vocabulary.anchor).label}一栏")


def _drop_uncalled(layout: Layout, vocabulary: Vocabulary) -> None:
    """Beside tables whose headings call many fields, one whose headings call hardly any is of something else.

    Names below headings of which none calls a field are not those of a list of people.
    """
    called = {id(table): _called(table, vocabulary) for table in layout.tables}
    most = max(called.values(), default=0)
    for table in list(layout.tables):
        nobodys = vocabulary.names_people and table.header.headings and not called[id(table)]
        beside = most >= CALLED_BY_MOST and called[id(table)] <= UNCALLED
        if table.tabular and not is_headless(table) and (nobodys or beside):
            _leave_out(layout, table, f"表头不像{vocabulary.register.label}")


def _names_its_records(table: Table, anchor: str) -> bool:
    """Whether a column names what the records are, or the headings of a matrix do."""
    return anchor in table.columns.whole or any(anchor in values for values in table.columns.across.values())


def _continue_tables(layout: Layout, vocabulary: Vocabulary, office: Office) -> None:
    """Beside tables with headings, one without any goes on where one of them ends, or is something else."""
    headed = [table for table in layout.tables if not is_headless(table)]
    for table in [table for table in layout.tables if headed and is_headless(table)]:
        further = continued(table, headed, vocabulary, office)
        if further is None:
            _leave_out(layout, table, "没有表头")
        else:
            layout.tables[layout.tables.index(table)] = further


def _drop_other_registers(layout: Layout, vocabulary: Vocabulary) -> None:
    """A ledger of something else, in which names stand too, is no list of these."""
    for table in list(layout.tables):
        own = max(len(table.header.fields()), _called(table, vocabulary))
        if not table.tabular or own >= ENOUGH_FIELDS:
            continue
        others, used = vocabulary.register.intake.habit(OtherPeople).titles, table.columns.used()
        if others and re.search(others, table.facts.title) and len(table.columns.unused) > 2 * len(used):
            _leave_out(layout, table, f"标题写的是「{table.facts.title}」")
            continue
        texts = [h.text for h in table.header.headings.values() if heading_key(h.text) not in NUMBERING]
        for other in all_vocabularies():
            found = {
                target.field for text in texts if (target := other.match(text)) and target.field
            } - other.listed
            if len(found) > own + 1:
                _leave_out(layout, table, f"看起来是{other.register.label}")
                break


def _called(table: Table, vocabulary: Vocabulary) -> int:
    """How many of the fields that are read are called by what the headings say."""
    fields = table.columns.used()
    near = {
        key: vocabulary.sense.nearness(*table.header.headings[column].path).get(key, 0.0)
        for column, key in fields.items()
        if column in table.header.headings and column in table.columns.assumed
    }
    return len({key for key in fields.values() if near.get(key, 1.0) >= ALIKE})


def _leave_out(layout: Layout, table: Table, why: str) -> None:
    layout.tables.remove(table)
    if all(t.view.sheet is not table.view.sheet for t in layout.tables):
        layout.skipped.append((table.view.sheet.name, why))


def _tables(
    sheet: Sheet,
    vocabulary: Vocabulary,
    office: Office,
    correction: Correction | None,
    recall: Recall | None,
    told: Told,
) -> list[Table]:
    view = View(sheet)
    by_name = sheet_name_facts(sheet.name, office)
    remembered = recall(view, vocabulary) if recall and correction is None else None
    if remembered is not None:
        correction, name = remembered
        tables = _corrected(view, vocabulary, office, correction, by_name)
        for table in tables:
            table.notes.append(f"按以前存下的对应关系「{name}」读取。")
        return tables
    if correction is not None:
        return _corrected(view, vocabulary, office, correction, by_name)
    own = read_own(view, vocabulary, office, by_name)
    if own is not None:
        return [own]
    reader = TableReader(view, vocabulary, office, told)
    matrices = [] if _names_columns(view, vocabulary) else read_matrices(reader, by_name)
    if matrices:
        return matrices
    if cards := cards_of(view, vocabulary):
        read = read_cards(view, cards, vocabulary, office, told)
        if read is not None:
            header, columns, lines = read
            facts = facts_above(view, 0, header.top, office, by_name)
            return [Table(view, header, columns, facts, lines, tabular=False)]
    anchors = anchor_rows(view, vocabulary)
    none = None if anchors else header_of_none(view, vocabulary)
    headed = none or any(says_mostly_headings(view, vocabulary, row) for row in anchors)
    if is_turned(view, anchors, vocabulary) or (not headed and stands_sideways(view, vocabulary)):
        view = View(sheet, turned=True)
        anchors = anchor_rows(view, vocabulary)
        reader = TableReader(view, vocabulary, office, told)
    if not anchors:
        anchors = inline_anchors(view, vocabulary)
        if anchors:
            return _forms(view, vocabulary, office, anchors, by_name)
        headers = [none] if none else headers_by_sense(view, vocabulary)
        return _read(view, reader, headers, office, by_name)
    if heads_tables(view, anchors, vocabulary):
        return _read(view, reader, headers_by_sense(view, vocabulary), office, by_name)
    if is_form(view, anchors, vocabulary):
        return _forms(view, vocabulary, office, anchors, by_name)
    headers = list(find_headers(view, vocabulary, anchors))
    return _read(view, reader, headers, office, by_name)


def _names_columns(view: View, vocabulary: Vocabulary) -> bool:
    """Whether a row with the anchor names so many fields that each row below is one record."""
    for row in anchor_rows(view, vocabulary):
        targets = [vocabulary.match(view.text(row, column)) for column in view.filled(row)]
        if len({t.field for t in targets if t and t.field and t.code is None}) >= ENOUGH_FIELDS:
            return True
    return False


def _forms(
    view: View, vocabulary: Vocabulary, office: Office, anchors: dict[int, list[int]], by_name: Facts
) -> list[Table]:
    lines = read_forms(view, anchors, vocabulary)
    first = min(anchors)
    keys = dict.fromkeys(key for line in lines for key in (*(line.places or {}), *line.said))
    places = {
        key: tuple(dict.fromkeys(p[1] for ln in lines for p in (ln.places or {}).get(key, ())))
        for key in keys
    }
    facts = facts_above(view, 0, first, office, by_name)
    return [Table(view, Header(first, first, {}), Columns(places, {}, {}), facts, lines, tabular=False)]


def _read(
    view: View, reader: TableReader, headers: list[Header], office: Office, by_name: Facts
) -> list[Table]:
    tables: list[Table] = []
    groups: list[tuple[Header, list[Stretch], Facts]] = []
    for number, header in enumerate(headers):
        last = headers[number + 1].top - 1 if number + 1 < len(headers) else view.height - 1
        stretch = Stretch(header.bottom + 1, last)
        said = (
            facts_above(view, 0, header.top, office, by_name)
            if number == 0
            else _facts_between(view, header.top, office)
        )
        said = said.over(year_of_headings(header))
        before = groups[-1] if groups else None
        if before and before[0].shape() == header.shape() and said.level in (None, before[2].level):
            before[1].append(stretch)
        else:
            groups.append((header, [stretch], said.over(before[2]) if before else said))
    for header, stretches, facts in groups:
        anchor = reader.vocabulary.anchor
        parts = segments(header, anchor, reader.vocabulary.kind_of(anchor).name == "person")
        found = [table for part in parts if (table := reader.read(header, part, stretches, facts))]
        for table in found:
            table.beside = len(found) > 1
        tables.extend(found)
    return tables


def _facts_between(view: View, top: int, office: Office) -> Facts:
    """What the title of a further table says: the thin rows right above its header."""
    texts: list[str] = []
    for row in range(top - 1, max(top - 7, -1), -1):
        filled = view.filled(row)
        if len(filled) > 2:
            break
        texts = [view.text(row, column) for column in filled] + texts
    return titles_together(texts, office)


def _corrected(
    view: View, vocabulary: Vocabulary, office: Office, correction: Correction, by_name: Facts
) -> list[Table]:
    top, bottom = correction.header_rows[0] - 1, correction.header_rows[-1] - 1
    header = header_at(view, vocabulary, top, bottom)
    reader = TableReader(view, vocabulary, office)
    whole: dict[str, tuple[int, ...]] = {}
    for letters, key in correction.columns.items():
        if key:
            whole[key] = (*whole.get(key, ()), column_number(letters))
    taken = {column for columns in whole.values() for column in columns}
    unused = {c: h.text for c, h in header.headings.items() if c not in taken}
    segment = Segment(0, 16_384, header.headings)
    facts = facts_above(view, 0, top, office, by_name)
    same = [h for h in find_headers(view, vocabulary, anchor_rows(view, vocabulary)) if h.top > bottom]
    ends = [*(h.top - 1 for h in same), view.height - 1]
    starts = [bottom + 1, *(h.bottom + 1 for h in same)]
    stretches = [Stretch(a, b) for a, b in zip(starts, ends, strict=True)]
    table = reader.read(header, segment, stretches, facts, Columns(whole, {}, unused))
    if table is None:
        return []
    table.tabular = False  # what a clerk has said is not doubted
    return [table]
