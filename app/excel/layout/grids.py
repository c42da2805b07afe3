"""Where the columns of a sheet are headed by values and their cells are marks or counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.fields import Kind
from app.domain.intake import Matrix
from app.excel.layout.days_and_periods import is_day, months_in
from app.excel.layout.headed_codes import code_headed
from app.excel.layout.headers import MOST_ROWS, Header, Heading, header_at, is_upper_header
from app.excel.layout.heading_values import MONTHS, HeadingValues, Values
from app.excel.layout.legends import legend_of
from app.excel.layout.marks import CIRCLES, MOSTLY, are_days, deeds_in, fits, is_blank, may_say_deeds
from app.excel.layout.tick_marks import is_no_tick, is_tick
from app.excel.layout.view import View
from app.excel.layout.vocabulary import Vocabulary

_LEAST = 2  # columns that make a grid
_LOWEST = 40  # rows below which no first one is looked for
_SHORT = 2  # characters of a mark
_SAMPLE = 200  # rows whose cells are looked at


@dataclass(frozen=True)
class Grid:
    """``across``: column → what its headings say of each record in it; ``cells``: the field that its cells feed.

    ``legend``: mark → what the sheet says that it means.  ``in_cells``: the field that the cells say, a record each time:
    on which days, or what was done.
    """

    header: Header
    across: Mapping[int, Values]
    cells: str
    legend: Mapping[str, str]
    in_cells: str = ""


class Grids:
    """Finds the grids of one sheet; ``worded``: their headings may be any words, not only codes, people and periods."""

    def __init__(
        self, view: View, vocabulary: Vocabulary, matrix: Matrix, headings: HeadingValues, *, worded: bool
    ) -> None:
        self._view, self._matrix = view, matrix
        self._headings = headings
        self._reading = headings.worded if worded else headings.certain
        self._kinds = {key: vocabulary.kind_of(key) for key in matrix.cells}
        self._vocabulary = vocabulary
        self._codes = [table for key in matrix.across if (table := vocabulary.kind_of(key).table)]

    @cached_property
    def _legends(self) -> dict[str, dict[str, str]]:
        # Looked for only where headings are values: it asks every cell of the sheet.
        return {key: legend_of(self._view, kind.table) for key, kind in self._kinds.items()}

    def __iter__(self) -> Iterator[Grid]:
        """From top to bottom: the first, and those that begin below its records."""
        grid = next(
            (grid for row in range(min(self._view.height, _LOWEST)) if (grid := self._at(row, 0))), None
        )
        while grid is not None:
            yield grid
            header, floor = grid.header, grid.header.bottom + 1
            rows = (r for r in range(floor, self._view.height) if self._begins(r, header, grid.across))
            grid = next((below for row in rows if (below := self._at(row, floor))), None)

    def _at(self, top: int, floor: int) -> Grid | None:
        """The grid whose headings begin in a row, and below row ``floor``."""
        view = self._view
        filled = view.filled(top)
        if len(filled) < _LEAST:
            return None
        bottom = min(max(view.extent.get((top, c), (top, c))[0] for c in filled), top + MOST_ROWS - 1)
        if bottom == top and any(
            self._months_below(top + 1, c) for c in filled[1:] if view.text(top, c) in MONTHS
        ):
            bottom += 1
        across = self._reading(header_at(view, self._vocabulary, top, bottom))
        counting = [view.text(top, c) for c, values in across.items() if {*values} != {self._matrix.day}]
        if self._are_too_few(across) or self._are_marks(counting) or self._headings.is_of_one(across):
            return None
        while bottom + 1 < view.height and bottom - top + 1 < MOST_ROWS and self._further(bottom + 1, across):
            bottom += 1
        while top > floor and bottom - top + 1 < MOST_ROWS and is_upper_header(view, top - 1):
            top -= 1
        header = header_at(view, self._vocabulary, top, bottom)
        return self._with_cells(header, self._reading(header))

    def _are_too_few(self, across: Mapping[int, Values]) -> bool:
        """Whether headings do not say two different things: 视察 beside 视察蓄水池 is a record."""
        return len({tuple(sorted(values.items())) for values in across.values()}) < _LEAST

    def _months_below(self, row: int, column: int) -> bool:
        """Whether the months themselves stand in a row, from a column that 月份 heads."""
        texts = (
            [self._view.text(row, c) for c in self._view.filled(row, column)]
            if row < self._view.height
            else []
        )
        return len(texts) > 1 and (all(map(str.isdigit, texts)) or sum(map(bool, map(months_in, texts))) > 1)

    def _begins(self, row: int, header: Header, across: Collection[int]) -> bool:
        """Whether a row below a grid heads another one: words where marks stand, and left of them headings."""
        if not self._heads(row, across):
            return False
        left = self._view.filled(row, 0, min(across) - 1)
        texts = {column: self._view.text(row, column) for column in left}
        again = [
            c for c, text in texts.items() if c in header.headings and text == header.headings[c].path[0]
        ]
        return bool(left) and all(c in again or self._vocabulary.match(texts[c]) is not None for c in left)

    def _further(self, row: int, across: Collection[int]) -> bool:
        """Whether a row below headings belongs to them: words where cells are marks, and left of them only headings."""
        view = self._view
        if len(view.filled(row)) == 1:
            return False  # one cell over all columns begins a section: 第一代表小组(23人)
        left = [c for c in view.filled(row, 0, max(min(across) - 1, 0)) if (row, c) not in view.first_of]
        strange = [c for c in left if self._vocabulary.match(view.text(row, c)) is None]
        if strange:  # 人代会 below 会议类 is a value too, as 建议 beside them is
            own = self._headings.certain(header_at(view, self._vocabulary, row, row))
            strange = [c for c in strange if c not in own or self._headings.is_somebody(view.text(row, c))]
        return not strange and self._heads(row, across)

    def _heads(self, row: int, across: Collection[int]) -> bool:
        """Whether words or days stand in a row where the cells of a grid are marks."""
        texts = [text for column in across if (text := self._view.spread(row, column))]
        return 2 * len(texts) >= len(across) and not any(map(self._is_mark, texts))

    def _are_marks(self, texts: Sequence[str]) -> bool:
        """Whether a row holds marks and no headings, one of which may be a mark's word too (到会)."""
        marks = sum(map(self._is_mark, texts))
        return marks > 1 or 2 * marks > len(texts)

    def _is_mark(self, text: str) -> bool:
        marking = ((key, kind) for key, kind in self._kinds.items() if not kind.is_words)
        fitting = (fits(kind, text, self._legends[key]) for key, kind in marking)
        return not is_day(text) and (is_tick(text) or any(fitting))

    def _has_lead(self, header: Header, first: int) -> bool:
        """Whether headings stand left of the first column, and nobody's name or a day: that is a record."""
        left = [text for c, heading in header.headings.items() if c < first for text in heading.path]
        return bool(left) and not any(is_day(text) or self._headings.is_somebody(text) for text in left)

    def _feeds(self, kind: Kind, text: str, legend: Mapping[str, str]) -> bool:
        """Whether a cell can be what a kind of field takes; codes and days say what stands above other cells."""
        coded = kind.is_words and (
            is_day(text) or months_in(text) or any(code_headed(text, table) for table in self._codes)
        )
        return not coded and fits(kind, text, legend)

    def _with_cells(self, header: Header, across: Mapping[int, Values]) -> Grid | None:
        """The grid with the field that its cells feed; columns whose cells are neither marks nor counts are none of it."""
        if len(across) < _LEAST:
            return None
        rows = range(header.bottom + 1, min(self._view.height, header.bottom + 1 + _SAMPLE))
        texts = {c: [text for row in rows if (text := self._view.text(row, c))] for c in across}
        if grid := self._with_days(header, across, texts) or self._with_deeds(header, across, texts):
            return grid
        dated = [own for c, own in texts.items() if self._matrix.day in across[c]]
        for key, kind in self._kinds.items():
            legend = {**_yes_and_no(kind, dated or texts.values()), **self._legends[key]}
            marks = {c: [t for t in texts[c] if not is_blank(t, legend)] for c in across}
            fitting = {
                c: values
                for c, values in across.items()
                if self._may_feed(key, header.headings[c], values)
                and (not kind.is_words or self._headings.may_head_words(header, c))
                and 2 * sum(self._feeds(kind, text, legend) for text in marks[c]) >= len(marks[c])
            }
            enough = len(fitting) >= _LEAST and 2 * len(fitting) >= len(across)
            dates_all = all(self._matrix.day in values for values in fitting.values())
            others = {c: one for c, one in across.items() if self._matrix.day in one or not dates_all}
            fitting |= self._of_other_marks(kind, others, marks) if enough else {}
            if enough and any(marks[c] for c in fitting) and self._has_lead(header, min(fitting)):
                return Grid(header, fitting, key, legend)
        return None

    def _may_feed(self, key: str, heading: Heading, values: Values) -> bool:
        """Whether cells below a heading may feed a field; a tick below a code and a month is one deed of it."""
        below = self._matrix.cells_below(self._headings.named(values))
        in_period = not self._kinds[key].is_words and any(map(months_in, heading.path))
        return in_period or key in below

    def _with_days(
        self, header: Header, across: Mapping[int, Values], texts: Mapping[int, Sequence[str]]
    ) -> Grid | None:
        """The grid whose cells are days: 3.12、4.15 below 走访选民."""
        day, counts = self._matrix.day, [key for key, kind in self._kinds.items() if kind.is_quantity]
        filled = [text for own in texts.values() for text in own if not is_blank(text, {})]
        undated = bool(day and counts) and not any(day in values for values in across.values())
        if not undated or not are_days(filled) or not self._has_lead(header, min(across)):
            return None
        return Grid(header, across, counts[0], {}, in_cells=day)

    def _with_deeds(
        self, header: Header, across: Mapping[int, Values], texts: Mapping[int, Sequence[str]]
    ) -> Grid | None:
        """The grid whose cells say what was done: ①⑤ or 视察2次、培训1次 below a month."""
        keys = [key for key in self._matrix.across if self._vocabulary.kind_of(key).table]
        counts = [key for key, kind in self._kinds.items() if kind.is_quantity]
        fields = {key for values in across.values() for key in values}
        if not keys or not counts or fields & {keys[0], *self._headings.words}:
            return None
        table = self._vocabulary.kind_of(keys[0]).table
        filled = [text for own in texts.values() for text in own if not is_blank(text, {})]
        if not any(map(may_say_deeds, filled)):
            return None
        legend = legend_of(self._view, table)
        deeds = [deeds_in(text, legend, table) for text in filled]
        named = [what for several in deeds for what, _ in several]
        coded = sum(table.read(what) is not None for what in named)
        if sum(map(bool, deeds)) < MOSTLY * len(filled) or 2 * coded < len(named):
            return None
        if not self._has_lead(header, min(across)):
            return None
        return Grid(header, across, counts[0], legend, in_cells=keys[0])

    def _of_other_marks(
        self, kind: Kind, across: Mapping[int, Values], marks: Mapping[int, Sequence[str]]
    ) -> dict[int, Values]:
        """The columns where counts stand among ticks or ticks among counts, 2, √, 3 below one of twelve months, or mostly a
        short mark that nobody listed (迟) below an act with its day.
        """
        kinds = [] if kind.is_words else [one for one in self._kinds.values() if not one.is_words]
        return {
            c: values
            for c, values in across.items()
            if marks[c]
            and kinds
            and (
                all(any(fits(one, t, {}) for one in kinds) or fits(kind, t, {}) for t in marks[c])
                or (self._matrix.day in values and all(len(t) <= _SHORT and t.isalpha() for t in marks[c]))
            )
        }


def _yes_and_no(kind: Kind, columns: Iterable[Iterable[str]]) -> Mapping[str, str]:
    """1 and 0 where nothing else stands are a tick and a cross; so is the one other sign that stands in all cells, 有."""
    texts = {text for column in columns for text in _without_sum(column)}
    if not kind.table or texts <= {"1", "0"}:
        return {"1": "√", "0": "×"} if kind.table else {}
    signs = {text for text in texts if not text.isdigit() and not is_no_tick(text)}
    sign = signs.pop() if len(signs) == 1 else ""
    unread = sign not in CIRCLES and kind.table.read(sign) is None
    return {sign: "√"} if is_tick(sign) and unread else {}


def _without_sum(column: Iterable[str]) -> list[str]:
    """The cells of a column without what they come to below them: 43 or 90% below 1 and 0."""
    cells = list(column)
    while cells and cells[-1].rstrip("%％").isdigit() and cells[-1] not in ("1", "0"):
        cells.pop()
    return cells
