"""The tables of one sheet, however it is laid out: cards, forms, matrices, tables with and without headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.excel.grid import Sheet
from app.excel.layout.cards import cards_of, read_cards
from app.excel.layout.cells_apart import anchors_apart, with_cells_apart
from app.excel.layout.column_names import told_apart
from app.excel.layout.columns import Columns
from app.excel.layout.day_words import day_among_words
from app.excel.layout.days_and_periods import is_day
from app.excel.layout.evidence import Hints
from app.excel.layout.facts import facts_above, titles_together, year_of_headings
from app.excel.layout.forms import heads_tables, is_form, is_turned, read_forms
from app.excel.layout.headers import Header, anchor_rows, find_headers, header_at, says_mostly_headings
from app.excel.layout.headless import header_of_none
from app.excel.layout.matrices import read_matrices
from app.excel.layout.own_ledgers import read_own
from app.excel.layout.paragraphs import read_paragraphs
from app.excel.layout.repeated_groups import read_groups
from app.excel.layout.segments import Segment, Stretch, segments
from app.excel.layout.tables import Table, TableReader
from app.excel.layout.titles import Facts, Office, sheet_name_facts
from app.excel.layout.unnamed_headers import headers_by_sense, stands_sideways
from app.excel.layout.view import View, column_number
from app.excel.layout.vocabulary import Vocabulary

ENOUGH_FIELDS = 6  # with so many known headings a table is what it seems


@dataclass(frozen=True)
class Correction:
    """What the clerk says of one sheet: header rows (from 1) and column letter → field key, or None for none."""

    header_rows: tuple[int, int]
    columns: Mapping[str, str | None]


NOTHING_CHOSEN: Mapping[str, str] = {}
Recall = Callable[[View, Vocabulary], tuple[Correction, str] | None]
"""Gives what was said before of a sheet of this shape, and under what name it was kept."""


def tables_of(
    sheet: Sheet,
    vocabulary: Vocabulary,
    office: Office,
    correction: Correction | None,
    recall: Recall | None,
    hints: Hints,
) -> list[Table]:
    view = View(sheet)
    by_name = sheet_name_facts(sheet.name, office)
    remembered = recall(view, vocabulary) if recall and correction is None else None
    if remembered is not None:
        correction, name = remembered
        tables = _corrected(view, vocabulary, office, correction, by_name)
        note = f"按以前存下的对应关系“{name}”读取。"
        return [replace(table, notes=(*table.notes, note)) for table in tables]
    if correction is not None:
        return _corrected(view, vocabulary, office, correction, by_name)
    own = read_own(view, vocabulary, office, by_name)
    if own is not None:
        return [own]
    reader = TableReader(view, vocabulary, office, hints)
    anchors = anchor_rows(view, vocabulary)
    matrices = [] if _names_columns(view, vocabulary, anchors) else read_matrices(reader, by_name)
    if matrices:
        return matrices
    if groups := read_groups(reader, by_name) or _groups_sideways(reader, by_name):
        return [groups]
    if not anchors and (paragraphs := read_paragraphs(reader, by_name)):
        return [paragraphs]
    booklets = len(anchors) > 1 and heads_tables(view, anchors, vocabulary)
    turned = is_turned(view, anchors, vocabulary)
    if not booklets and not turned and (cards := cards_of(view, vocabulary, hints.labels)):
        read = read_cards(view, cards, vocabulary, office, hints)
        if read is not None:
            header, columns, lines = read
            facts = facts_above(view, 0, header.top, office, by_name)
            return [Table(view, header, columns, facts, tuple(lines), tabular=False)]
    none = None if anchors else header_of_none(view, vocabulary)
    headed = none or any(says_mostly_headings(view, vocabulary, row) for row in anchors)
    if turned or (not headed and stands_sideways(view, vocabulary)):
        view = View(sheet, turned=True)
        anchors = anchor_rows(view, vocabulary)
        reader = TableReader(view, vocabulary, office, hints)
    if not anchors:
        apart = with_cells_apart(view, vocabulary)
        if anchors := anchors_apart(apart, vocabulary):
            return _forms(apart, vocabulary, office, anchors, by_name)
        headers = [none] if none else headers_by_sense(view, vocabulary)
        return _read(view, reader, headers, office, by_name)
    if heads_tables(view, anchors, vocabulary):
        headers = headers_by_sense(view, vocabulary, floor=min(anchors) + 1)
        return _read(view, reader, headers, office, by_name)
    if is_form(view, anchors, vocabulary):
        apart = with_cells_apart(view, vocabulary)
        return _forms(apart, vocabulary, office, anchor_rows(apart, vocabulary), by_name)
    headers = list(find_headers(view, vocabulary, anchors))
    return _read(view, reader, headers, office, by_name)


def _groups_sideways(reader: TableReader, by_name: Facts) -> Table | None:
    """The table of a sheet with days across and several rows to each site; None where it is not of that sort."""
    if not stands_sideways(reader.view, reader.vocabulary):
        return None
    turned = View(reader.view.sheet, turned=True)
    return read_groups(TableReader(turned, reader.vocabulary, reader.office, reader.hints), by_name)


def _names_columns(view: View, vocabulary: Vocabulary, anchors: Iterable[int]) -> bool:
    """Whether a row with the anchor names so many fields that each row below is one record."""
    for row in anchors:
        targets = [vocabulary.match(view.text(row, column)) for column in view.filled(row)]
        if len({t.field for t in targets if t and t.field and t.code is None}) >= ENOUGH_FIELDS:
            return True
    return False


def _forms(
    view: View, vocabulary: Vocabulary, office: Office, anchors: dict[int, list[int]], by_name: Facts
) -> list[Table]:
    lines, unread = read_forms(view, anchors, vocabulary)
    first = min(anchors)
    keys = dict.fromkeys(key for line in lines for key in line.places or {})
    places = {
        key: tuple(dict.fromkeys(view.original(p)[1] for ln in lines for p in (ln.places or {}).get(key, ())))
        for key in keys
    }
    facts = facts_above(view, 0, first, office, by_name)
    header, columns = Header(first, first, {}), Columns(places, {}, {})
    notes = (f"“{'”“'.join(unread)}”没有对应的栏，没有读入。",) if unread else ()
    return [Table(view, header, columns, facts, tuple(lines), tabular=False, notes=notes)]


def _read(
    view: View, reader: TableReader, headers: list[Header], office: Office, by_name: Facts
) -> list[Table]:
    tables: list[Table] = []
    headers = list(told_apart(headers))
    reader.begins = headers[0].top if headers else 0
    groups: list[tuple[Header, list[Stretch], Facts]] = []
    titles = Facts()
    for number, header in enumerate(headers):
        last = headers[number + 1].top - 1 if number + 1 < len(headers) else view.height - 1
        facts_here = (
            facts_above(view, 0, header.top, office, by_name)
            if number == 0
            else _facts_between(view, header.top, office)
        )
        facts_here = facts_here.over(year_of_headings(header))
        stretch = Stretch(header.bottom + 1, last)
        if number:
            stretch = replace(
                stretch,
                year=_other(facts_here.year, titles.year),
                month=_other(facts_here.month, titles.month),
            )
        titles = facts_here.over(titles)
        before = groups[-1] if groups else None
        if before and before[0].shape() == header.shape() and facts_here.level in (None, before[2].level):
            before[1].append(stretch)
        else:
            groups.append((header, [stretch], facts_here.over(before[2]) if before else facts_here))
    for header, stretches, facts in groups:
        anchor = reader.vocabulary.anchor
        parts = segments(header, anchor, reader.vocabulary.kind_of(anchor).is_person)
        side_by_side = [table for part in parts if (table := reader.read(header, part, stretches, facts))]
        tables += [replace(table, beside=len(side_by_side) > 1) for table in side_by_side]
    return tables


def _other(here: int | None, before: int | None) -> int | None:
    """What a further title says, where the titles before it say something else."""
    return here if here != before else None


def _facts_between(view: View, top: int, office: Office) -> Facts:
    """What the title of a further table says: the thin rows right above its header.

    Where a day stands there the page before was signed on it: it says no year or month of what follows.
    """
    texts: list[str] = []
    for row in range(top - 1, max(top - 7, -1), -1):
        filled = view.filled(row)
        if len(filled) > 2:
            break
        texts = [view.text(row, column) for column in filled] + texts
    facts = titles_together(texts, office)
    signed = any(is_day(text) or day_among_words(text) for text in texts)
    return replace(facts, year=None, month=None) if signed else facts


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
    return [replace(table, tabular=False)] if table else []  # what a clerk has said is not doubted
