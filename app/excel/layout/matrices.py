"""Tables with a record in every cell: deputies down and meetings across, kinds down and deputies across, months across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.intake import Matrix
from app.domain.texts import without_blanks
from app.excel.layout.columns import Assumption, Columns, read_columns
from app.excel.layout.days_and_periods import first_day_of, months_in
from app.excel.layout.evidence import ANYBODY, looks_of
from app.excel.layout.facts import facts_above
from app.excel.layout.grids import Grid, Grids
from app.excel.layout.headed_codes import SUMS, code_headed
from app.excel.layout.headers import Header, Heading
from app.excel.layout.heading_values import HeadingValues, Values
from app.excel.layout.lines import Line
from app.excel.layout.marks import MOSTLY, counts_nothing, days_in, deeds_in, fits, is_blank, meaning_of_mark
from app.excel.layout.natures import nature_of
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.tables import Table, TableReader
from app.excel.layout.titles import Facts
from app.excel.layout.vocabulary import Vocabulary

_OVER_ALL = re.compile(r"[合总小共累]计|率$|全年|年度|总|得分$|排名$|名次$|实到|应到")
_POINTS = "表里写的是得分，没有次数，没有作为履职记录读入。"


def read_matrices(reader: TableReader, by_name: Facts) -> list[Table]:
    """The tables of a sheet that hold a record in every cell; none where it is not of that sort."""
    matrix = reader.register.intake.matrix
    if not matrix.across:
        return []
    view, vocabulary = reader.view, reader.vocabulary
    headings = HeadingValues(view, vocabulary, matrix, reader.hints.in_ledger)
    for worded in (False, True):
        grids = list(Grids(view, vocabulary, matrix, headings, worded=worded))
        ends = [*(grid.header.top - 1 for grid in grids[1:]), view.height - 1]
        parts = [
            _Part(grid, Stretch(grid.header.bottom + 1, end), worded)
            for grid, end in zip(grids, ends, strict=False)
        ]
        facts = facts_above(view, 0, grids[0].header.top, reader.office, by_name) if grids else Facts()
        tables = [table for part in parts if (table := _table(reader, matrix, part, headings, facts))]
        if tables:
            return tables
    return []


@dataclass(frozen=True)
class _Part:
    """One grid of a sheet with its rows; ``worded``: its headings may be any words."""

    grid: Grid
    rows: Stretch
    worded: bool


def _table(
    reader: TableReader, matrix: Matrix, part: _Part, headings: HeadingValues, facts: Facts
) -> Table | None:
    """The records of a grid, or None where the columns beside it do not say whose they are."""
    grid, header = part.grid, part.grid.header
    if not part.worded and headings.are_points(header, grid.across):
        unused = {column: heading.text for column, heading in header.headings.items()}
        return Table(reader.view, header, Columns({}, {}, unused), facts, tabular=False, notes=(_POINTS,))
    columns, across = _columns(reader, part, headings), grid.across
    if {matrix.day, grid.cells} & set(columns.whole) and (
        part.worded or reader.vocabulary.kind_of(grid.cells).is_words
    ):
        return None  # records of one row each, of which these columns say more
    titled = headings.codes_in_titles(header.top)
    lacking = {key: label for key, label in titled.items() if key not in columns.whole}
    if part.worded:
        free = [key for key in headings.words if key not in columns.whole]
        if not free or len(free) == len(headings.words) > 1:
            return None
        across = headings.as_field(across, free[0])
        called = [values[free[0]] for values in across.values() if free[0] in values]
        lacking = {key: label for key, label in lacking.items() if not headings.tell_apart(key, called)}
    across = {column: {**lacking, **values} for column, values in across.items()}
    marks = [key for key in matrix.cells if not reader.vocabulary.kind_of(key).is_words]
    columns = _of_matrix(columns, header, across, marks, grid.cells)
    table = reader.read(header, Segment(0, 16_384, header.headings), [part.rows], facts, columns)
    if table is None:
        return None
    table = replace(table, lines=tuple(_cells(reader, table, matrix, part)), tabular=False)
    anchor = reader.vocabulary.anchor
    if any(anchor not in columns.whole and anchor not in line.words for line in table.lines):
        return None
    return table


def _columns(reader: TableReader, part: _Part, values: HeadingValues) -> Columns:
    """What the columns beside those of the records hold, by all that tells the columns of any table."""
    grid = part.grid
    headings = grid.header.headings
    groups = {headings[c].path[:-1] for c in grid.across} - {()}
    points = [c for c, heading in headings.items() if len(values.unit_apart(heading.text)) > 1]
    beside = [*points, *(c for c, heading in headings.items() if heading.path[:-1] in groups)]
    rows = range(part.rows.first, part.rows.last + 1)
    done = _what_was_done(reader, part, values)
    answered = {**done, **reader.hints.answered, **dict.fromkeys((*grid.across, *beside), "")}
    hints = replace(reader.hints, answered=answered, elsewhere=_said_above(grid, values.day, headings))
    columns = read_columns(
        reader.view,
        Segment(0, 16_384, grid.header.headings),
        (row for row in rows if len(reader.view.filled(row)) > 1),
        reader.vocabulary,
        reader.office,
        hints,
    )
    unused = {column: words for column, words in columns.unused.items() if column not in grid.across}
    asked = {
        c: one for c, one in columns.assumed.items() if c in columns.used() or not _sums_beside(part, c, one)
    }
    return replace(columns, unused=unused, assumed=asked, apart={})


def _what_was_done(reader: TableReader, part: _Part, values: HeadingValues) -> dict[int, str]:
    """The one column before the records that no field is called by and whose cells say what was done (项目, 走访 | 接待): of
    which kind where the same words return, else what it is called.
    """
    across, headings = part.grid.across, part.grid.header.headings
    keys = [key for key in values.codes if not any(key in own for own in across.values())]
    free = [
        c
        for c, heading in headings.items()
        if c < min(across) and not (heading.target and heading.target.field)
    ]
    for key in keys:
        for column in free:
            cells = [
                t
                for row in range(part.rows.first, part.rows.last + 1)
                if (t := reader.view.text(row, column))
            ]
            named = [text for text in cells if code_headed(text, values.codes[key])]
            if named and len(named) >= MOSTLY * len(cells):
                again = 2 * len(set(cells)) <= len(cells)
                return {column: key if again or not values.words else values.words[0]}
    return {}


def _said_above(grid: Grid, day: str, headings: Mapping[int, Heading]) -> frozenset[str]:
    """The fields that the headings say of every record, the day among them: since when somebody sits is another day."""
    beside = {h.target.field for c, h in headings.items() if c not in grid.across and h.target}
    of_all = frozenset.intersection(*map(frozenset, grid.across.values())) - beside
    return of_all if day in of_all else frozenset()


def _sums_beside(part: _Part, column: int, one: Assumption) -> bool:
    """Whether a column behind the records says nothing but what they come to: 出勤率, 全年得分 over figures."""
    words = "".join(part.grid.header.headings[column].path) if column in part.grid.header.headings else ""
    figures = all(nature_of(text.rstrip("%％分次")).number for text in one.cells)
    return column > max(part.grid.across) and figures and bool(_OVER_ALL.search(without_blanks(words)))


def _of_matrix(
    columns: Columns, header: Header, across: Mapping[int, Values], cells: Sequence[str], filled: str
) -> Columns:
    """The columns with those of the records; what the headings and cells of these say, no column beside them says.

    Behind the records a column that does not name its field says what they come to: a grade for the year.
    """
    behind = {
        key
        for key, own in columns.whole.items()
        if min(own) > max(across) and all(c in header.headings and not header.headings[c].target for c in own)
    }
    taken = behind | {filled, *cells, *(key for values in across.values() for key in values)}
    whole = {key: own for key, own in columns.whole.items() if key not in taken}
    sums = [c for key, own in columns.whole.items() if key in taken for c in own]
    words = {c: " ".join(header.headings[c].text.split()) for c in sums if c in header.headings}
    unused = {**columns.unused, **words}
    return replace(columns, whole={**whole, filled: tuple(across)}, unused=unused, across=across)


def _cells(reader: TableReader, table: Table, matrix: Matrix, part: _Part) -> Iterator[Line]:
    """One line to each cell that holds a mark or a count; no deed of a kind is none, no points for an item are."""
    view, columns, filled = reader.view, table.columns, part.grid.cells
    legend = part.grid.legend
    down = _periods_down(table, matrix)
    for line in table.lines:
        if _sums_up(reader, table, line.row) or _counts_ticks(reader, table, part, line.row):
            continue
        for row in (line.row, *line.more):
            places = {
                key: tuple((row, c) for c in own) for key, own in columns.whole.items() if key != filled
            }
            period = next((text for c in down if first_day_of(text := view.spread(row, c))), "")
            if period:
                places.pop(matrix.day, None)
            beside = {**line.words, **({matrix.day: first_day_of(period) or ""} if period else {})}
            absent = _absences(reader, part, row)
            for column, values in columns.across.items():
                text = view.text(row, column)
                if not text or is_blank(text, legend) or (counts_nothing(text) and not part.worded):
                    continue
                months = _months(values.get(matrix.day), part.grid.header.headings[column], period)
                if several := _several_in(text, part.grid, matrix, reader.vocabulary):
                    every = ({**beside, **values, **words} for words in several)
                    yield from (
                        Line(row, words, places=places, column=column, months=months) for words in every
                    )
                    continue
                fed = _fed_by(text, filled, matrix, reader.vocabulary, legend)
                meaning = meaning_of_mark(text, legend)
                words = {**beside, **values, **({} if meaning is None else {fed: meaning})}
                own = places if meaning is not None else {**places, fed: ((row, column),)}
                if absent and column not in absent:
                    own = {key: place for key, place in own.items() if key not in matrix.absence}
                yield Line(row, words, places=own, column=column, months=months)


def _several_in(text: str, grid: Grid, matrix: Matrix, vocabulary: Vocabulary) -> list[dict[str, str]]:
    """What a cell says of each of its records: the day of each, or what was done and how often."""
    if not grid.in_cells:
        return []
    if grid.in_cells == matrix.day:
        return [{matrix.day: day} for day in days_in(text)]
    table = vocabulary.kind_of(grid.in_cells).table
    deeds = deeds_in(text, grid.legend, table) if table else []
    return [{grid.in_cells: what, **({grid.cells: times} if times else {})} for what, times in deeds]


def _absences(reader: TableReader, part: _Part, row: int) -> set[int]:
    """The columns in which a row says that somebody did not come: what is said beside them of that holds there alone."""
    table = (
        reader.vocabulary.kind_of(part.grid.cells).table if reader.register.intake.matrix.absence else None
    )
    if table is None:
        return set()
    legend, present = part.grid.legend, table.entries[0][0]
    texts = {c: text for c in part.grid.across if not is_blank(text := reader.view.text(row, c), legend)}
    return {c for c, text in texts.items() if table.read(meaning_of_mark(text, legend) or text) != present}


def _months(day: str | None, heading: Heading, period: str) -> int:
    """How many months the period has that a heading or else a cell beside gives for a day; 0 where it is one day."""
    if day is None:
        return months_in(period)
    return next((months_in(words) for words in heading.path if first_day_of(words) == day), 0)


def _fed_by(text: str, usual: str, matrix: Matrix, vocabulary: Vocabulary, legend: Mapping[str, str]) -> str:
    """The field that one cell feeds: a count among ticks counts, a tick among counts says who was there."""
    if vocabulary.kind_of(usual).is_words or fits(vocabulary.kind_of(usual), text, legend):
        return usual
    marks = (key for key in matrix.cells if not vocabulary.kind_of(key).is_words)
    return next((key for key in marks if fits(vocabulary.kind_of(key), text, legend)), usual)


def _sums_up(reader: TableReader, table: Table, row: int) -> bool:
    """Whether a row below the people says how many there were: 实到 | 7 | 8, 出席率 | 71%, with no running number before it."""
    vocabulary, view = reader.vocabulary, table.view
    names = table.columns.whole.get(vocabulary.anchor, ())
    to = vocabulary.kind_of(vocabulary.anchor).to
    if len(names) != 1 or not to or looks_of(to) != "names":
        return False
    name = view.text(row, names[0])
    in_ledger = reader.hints.in_ledger
    stranger = not in_ledger(to, name) and (nature_of(name).person < 1.0 or in_ledger(to, ANYBODY))
    texts = [text for column in table.columns.across if (text := view.text(row, column))]
    numbered = any(view.text(row, column).isdigit() for column in range(names[0]))
    return (
        stranger
        and not numbered
        and bool(texts)
        and all(nature_of(text.rstrip("%％")).number for text in texts)
    )


def _counts_ticks(reader: TableReader, table: Table, part: _Part, row: int) -> bool:
    """Whether a row among ticks says how many there were of each: 个人到会次数 | 12 | 10 below people as headings."""
    view, across = table.view, part.grid.across
    lead = next((text for c in range(min(across)) if (text := view.text(row, c))), "")
    texts = [text for c in across if (text := view.text(row, c))]
    ticks = reader.vocabulary.kind_of(part.grid.cells).table is not None
    figures = all(nature_of(text.rstrip("%％次人")).number for text in texts)
    return ticks and bool(texts) and figures and bool(SUMS.search(without_blanks(lead)))


def _periods_down(table: Table, matrix: Matrix) -> list[int]:
    """The columns beside the records whose cells are months, quarters or halves of a year."""
    if not matrix.day:
        return []
    rows = [line.row for line in table.lines]
    beside = [*table.columns.whole.get(matrix.day, ()), *table.columns.unused]
    return [c for c in beside if rows and all(first_day_of(table.view.spread(row, c)) for row in rows)]
