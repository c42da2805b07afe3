"""Tables with a record in every cell: deputies down and meetings across, kinds down and deputies across, months across."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.intake_habits import Matrix
from app.excel.layout.columns import Columns, read_columns
from app.excel.layout.facts import facts_above
from app.excel.layout.headers import MOST_ROWS, Header, header_at, is_upper_header
from app.excel.layout.heading_values import HeadingValues, Values, first_day_of, is_day
from app.excel.layout.lines import Line
from app.excel.layout.marks import counts_nothing, fits, is_blank, legend_of, meaning_of_mark
from app.excel.layout.segments import Segment
from app.excel.layout.tables import Stretch, Table, TableReader
from app.excel.layout.titles import Facts
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

_LEAST = 2  # columns that make a matrix
_LOWEST = 40  # rows below which none is looked for
_SAMPLE = 200  # rows whose cells are looked at
_PERIODS = "日期只写到月份、季度或半年,先按那一段的第一天读取,请核对。"

Reading = Callable[[Header], dict[int, Values]]


@dataclass(frozen=True)
class _Grid:
    """``across``: column → what its headings say of each record in it; ``cells``: the field that its cells feed.

    ``worded``: the headings may be any words, and not only codes, people and periods.
    """

    header: Header
    across: Mapping[int, Values]
    cells: str
    worded: bool = False


def read_matrix(reader: TableReader, by_name: Facts) -> Table | None:
    """The table of a sheet that holds a record in every cell, or None when it is not of that sort."""
    matrix = reader.register.intake.habit(Matrix)
    if not matrix.across:
        return None
    headings = HeadingValues(reader.view, reader.vocabulary, matrix, reader.told.known)
    for worded in (False, True):
        for top in range(min(reader.view.height, _LOWEST)):
            grid = _grid(reader, matrix, top, headings.worded if worded else headings.certain)
            table = _table(reader, matrix, replace(grid, worded=worded), headings, by_name) if grid else None
            if table is not None:
                return table
    return None


def _grid(reader: TableReader, matrix: Matrix, top: int, reading: Reading) -> _Grid | None:
    """The matrix whose headings begin in a row, where its cells are marks or counts."""
    view, vocabulary = reader.view, reader.vocabulary
    filled = view.filled(top)
    if len(filled) < _LEAST:
        return None
    bottom = min(max(view.extent.get((top, c), (top, c))[0] for c in filled), top + MOST_ROWS - 1)
    across = reading(header_at(view, vocabulary, top, bottom))
    if len(across) < _LEAST:
        return None
    while (
        bottom + 1 < view.height
        and bottom - top + 1 < MOST_ROWS
        and _heads(view, vocabulary, matrix, bottom + 1, across)
    ):
        bottom += 1
    while top > 0 and bottom - top + 1 < MOST_ROWS and is_upper_header(view, top - 1):
        top -= 1
    header = header_at(view, vocabulary, top, bottom)
    return _with_cells(view, vocabulary, matrix, header, reading(header))


def _heads(
    view: View, vocabulary: Vocabulary, matrix: Matrix, row: int, across: Mapping[int, Values]
) -> bool:
    """Whether a row below headings belongs to them: words or days where cells are marks, and nothing beside them."""
    below = [text for column in across if (text := view.spread(row, column))]
    beside = [
        c for c in view.filled(row, 0, min(across)) if c not in across and (row, c) not in view.first_of
    ]
    if 2 * len(below) < len(across) or any(vocabulary.match(view.text(row, c)) is None for c in beside):
        return False
    kinds = [vocabulary.kind_of(key) for key in matrix.cells]
    return not any(fits(kind, text, {}) and not is_day(text) for text in below for kind in kinds)


def _with_cells(
    view: View, vocabulary: Vocabulary, matrix: Matrix, header: Header, across: Mapping[int, Values]
) -> _Grid | None:
    if len(across) < _LEAST:
        return None
    rows = range(header.bottom + 1, min(view.height, header.bottom + 1 + _SAMPLE))
    for key in matrix.cells:
        kind = vocabulary.kind_of(key)
        legend = legend_of(view, kind)
        fitting, filled = {}, 0
        for column, values in across.items():
            texts = [t for row in rows if (t := view.text(row, column)) and not is_blank(t, legend)]
            marks = sum(fits(kind, text, legend) for text in texts)
            if key in matrix.cells_below(values) and 2 * marks >= len(texts):
                fitting[column] = values
                filled += bool(texts)
        if len(fitting) >= _LEAST and 2 * len(fitting) >= len(across) and filled:
            return _Grid(header, fitting, key)
    return None


def _table(
    reader: TableReader, matrix: Matrix, grid: _Grid, headings: HeadingValues, by_name: Facts
) -> Table | None:
    """The records of a grid, or None where the columns beside it do not say whose they are."""
    header, across, columns = grid.header, grid.across, _columns(reader, grid)
    if grid.worded:
        free = [key for key in headings.words if key not in columns.whole]
        if not free or len(free) == len(headings.words) > 1 or {matrix.day, grid.cells} & set(columns.whole):
            return None
        across = headings.as_field(across, free[0])
    else:
        titled = headings.codes_in_titles(header.top)
        lacking = {key: label for key, label in titled.items() if key not in columns.whole}
        across = {column: {**lacking, **values} for column, values in across.items()}
    columns = _of_matrix(columns, header, across, matrix.cells, grid.cells)
    facts = facts_above(reader.view, 0, header.top, reader.office, by_name)
    rows = Stretch(header.bottom + 1, reader.view.height - 1)
    table = reader.read(header, Segment(0, 16_384, header.headings), [rows], facts, columns)
    if table is None:
        return None
    table.lines = list(_cells(reader, table, matrix, grid))
    anchor = reader.vocabulary.anchor
    if any(anchor not in columns.whole and anchor not in line.said for line in table.lines):
        return None
    if any(map(first_day_of, _words_of(header, across))) or _periods_down(table, matrix):
        table.notes.append(_PERIODS)
    table.tabular = False
    return table


def _words_of(header: Header, across: Iterable[int]) -> Iterator[str]:
    return (words for column in across for words in header.headings[column].path)


def _columns(reader: TableReader, grid: _Grid) -> Columns:
    """What the columns beside those of the records hold, by all that tells the columns of any table."""
    answered = {**reader.told.answered, **dict.fromkeys(grid.across, "")}
    rows = range(grid.header.bottom + 1, reader.view.height)
    columns = read_columns(
        reader.view,
        Segment(0, 16_384, grid.header.headings),
        (row for row in rows if len(reader.view.filled(row)) > 1),
        reader.vocabulary,
        reader.office,
        replace(reader.told, answered=answered),
    )
    unused = {column: words for column, words in columns.unused.items() if column not in grid.across}
    return replace(columns, unused=unused, apart={})


def _of_matrix(
    columns: Columns, header: Header, across: Mapping[int, Values], cells: Sequence[str], filled: str
) -> Columns:
    """The columns with those of the records; what the headings and cells of these say, no column beside them says."""
    said = {*cells, *(key for values in across.values() for key in values)}
    whole = {key: own for key, own in columns.whole.items() if key not in said}
    sums = [c for key, own in columns.whole.items() if key in said for c in own]
    unused = columns.unused | {
        c: " ".join(header.headings[c].text.split()) for c in sums if c in header.headings
    }
    return replace(columns, whole={**whole, filled: tuple(across)}, unused=unused, across=across)


def _cells(reader: TableReader, table: Table, matrix: Matrix, grid: _Grid) -> Iterator[Line]:
    """One line to each cell that holds a mark or a count; no deed of a kind is none, no points for an item are."""
    view, columns, filled = reader.view, table.columns, grid.cells
    kind = reader.vocabulary.kind_of(filled)
    legend = legend_of(view, kind)
    periods = _periods_down(table, matrix)
    for line in table.lines:
        for row in (line.row, *line.more):
            places = {
                key: tuple((row, c) for c in own) for key, own in columns.whole.items() if key != filled
            }
            period = next((day for c in periods if (day := first_day_of(view.spread(row, c)))), None)
            if period:
                places.pop(matrix.day, None)
            beside = {**line.said, **({matrix.day: period} if period else {})}
            for column, values in columns.across.items():
                text = view.text(row, column)
                if not text or is_blank(text, legend) or (counts_nothing(text) and not grid.worded):
                    continue
                meaning = meaning_of_mark(text, legend)
                said = {**beside, **values, **({} if meaning is None else {filled: meaning})}
                own = places if meaning is not None else {**places, filled: ((row, column),)}
                yield Line(row, said, places=own, column=column)


def _periods_down(table: Table, matrix: Matrix) -> list[int]:
    """The columns beside the records whose cells are months, quarters or halves of a year."""
    if not matrix.day:
        return []
    rows = [line.row for line in table.lines]
    beside = [*table.columns.whole.get(matrix.day, ()), *table.columns.unused]
    return [c for c in beside if rows and all(first_day_of(table.view.spread(row, c)) for row in rows)]
