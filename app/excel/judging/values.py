"""Reads the cells of one record: memoised, with ditto marks, joined columns, annotations and lost formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from app.domain.fields import Context, Field, Problem, Reading
from app.domain.intake_habits import Annotations, FurtherNames, UnitsBehind
from app.domain.kinds.texts import cell_words
from app.domain.names import read_name
from app.domain.register import Register
from app.domain.texts import half_width, is_ditto, tidy
from app.excel.judging.cells import COUNTED, CUSTOMS, Cell, FieldReader, born_by
from app.excel.judging.cells_together import together
from app.excel.judging.list_columns import ListReader, add_rounds
from app.excel.judging.read_in_part import SEVERAL
from app.excel.layout.lines import Line
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.tick_marks import has_boxes, ticked
from app.excel.layout.view import Place, plain

BEYOND = 16_384  # the column of what no single column holds
MISSING = "missing"  # the code of the problem of a record without its anchor
# What a ditto mark can begin with; asking is_ditto of every cell would cost more than reading it.
_DITTO_BEGINS = frozenset("\"'″〃“”〞〝〟々仝同上，,。、`ˮ˝↑′dD-‐‑‒–—―─━~～_.·… \u3000\t\n")


class CellsRead(NamedTuple):
    """What the cells of one record say: values, their own texts, doubts, and what is noted behind a name."""

    values: dict[str, Any]
    written: dict[str, str]
    problems: list[Problem]
    aside: dict[str, Any]


class RecordReader:
    """Reads the records of one table, in their order (a ditto mark speaks of the one above)."""

    def __init__(self, table: Table, register: Register, context: Context, from_text: bool) -> None:
        self.table, self.view, self.register = table, table.view, register
        self._context, self._from_text = context, from_text
        intake = register.intake
        self.anchor = register.anchor
        special = {intake.level, intake.term, self.anchor}
        keys = dict.fromkeys(
            [
                *table.columns.whole,
                *(k for line in table.lines[:1] for k in line.words),
                *(s.field for s in intake.sections),
            ]
        )
        # our own ledgers hold a list in one cell, as its kind writes it
        held = {k.split(".")[0] for one in (table, table.detail) if one for k in one.columns.whole}
        lists = [key for key in intake.lines if not table.own and key in held]
        self._lists = [ListReader(k, table, register, context) for k in lists]
        left = {*special, *lists}
        fields = [register.field(k) for k in keys if k in register.by_key and k not in left]
        first = [f for f in fields if f.kind.tells_birth]
        ordered = (*first, *(f for f in fields if f not in first))
        self.readers = [(self._reader(f), self._single(f)) for f in ordered]
        self._read_elsewhere = {*keys, *special}
        self._names_people = register.field(self.anchor).kind.is_person
        self._for_anchor = self._reader(register.field(self.anchor))
        self._anchor_column = self._single(self._for_anchor.field)
        self._choices = {f.key for f in register.fields if f.kind.table}
        self._units_behind = intake.habit(UnitsBehind).fields
        self._above: dict[tuple[str, int], tuple[Cell, str | None]] = {}  # by field and column
        self._late, self._by_hand = dict[str, FieldReader](), dict[str, FieldReader]()
        self._of_years: dict[tuple[str, int], FieldReader] = {}

    @property
    def notes(self) -> list[str]:
        """Sentences about the custom of a whole column."""
        return [
            "、".join(labels) + words
            for holds, words in CUSTOMS.items()
            if (labels := [reader.field.label for reader, _ in self.readers if getattr(reader, holds)])
        ]

    def typed(self, key: str, text: str) -> Reading:
        """What a clerk typed in place of a field's cell: read as in a form, whatever kind of file this is."""
        if key not in self._by_hand:
            field, context = self.register.field(key), replace(self._context, typed=True)
            self._by_hand[key] = FieldReader(field, context, self.table, False, self._is_divided(field))
        reading = self._by_hand[key].read(text, None, None)
        if key == self.anchor and reading.value is None and not reading.problems:
            return Reading(None, (_missing(self.register.field(key)),))
        return reading

    def _is_divided(self, field: Field) -> bool:
        return field.key in self.register.intake.habit(FurtherNames).fields

    def _reader(self, field: Field) -> FieldReader:
        divided, guessed = self._is_divided(field), self.table.guessed_year
        return FieldReader(field, self._context, self.table, self._from_text, divided, guessed)

    def _single(self, field: Field) -> int:
        """The one column that holds a field, or one beyond all others."""
        columns = self.table.columns.whole.get(field.key, ())
        return columns[0] if len(columns) == 1 else BEYOND

    def read(self, line: Line) -> CellsRead:
        """What one record says, all but level and term."""
        cells_read = CellsRead({}, {}, [], {})
        values, written, problems, aside = cells_read
        id_number: tuple[Cell, Any] | None = None
        cells = self._cells_alone(line)
        self._read_anchor(line, cells, cells_read)
        for reader, column in self._readers(line):
            key = reader.key
            cell: Cell = cells[column] if column < len(cells) else None
            reading = reader.clean.get(cell) or self._clean(reader, cell)
            if reading is not None:
                # Nine cells of ten: a text that says all there is to say of its field.
                written[key] = cell
                self._above[key, column] = cell, None
            else:
                places = self.table.places_of(line, key)
                cell, number_format, doubt = self.cell(key, places, line)
                if doubt is not None:
                    problems.append(doubt)
                    written[key] = "（没有值）"
                if cell is None:
                    continue
                written[key] = cell if type(cell) is str else shown(cell)
                if doubt is not None and doubt.code == SEVERAL:
                    aside[key] = "、".join(filter(None, (self.view.text(*place) for place in places)))
                hints = born_by(id_number) if reader.is_date and id_number else None
                reading = reader.read(cell, number_format, hints)
                problems.extend(reading.problems)
            if (value := reading.value) is not None:
                values[key] = value
            if reader.tells_birth:
                id_number = (cell, value)
        for listed in self._lists:
            listed.read(line, values, written, problems)
        self._units(values, written)
        if line.rounds:
            readers = {reader.field.key: reader for reader, _ in self.readers}
            add_rounds(line, cells_read.values, problems, self.register, partial(self._of_row, readers))
        return cells_read

    def _of_row(self, readers: Mapping[str, FieldReader], key: str, row: int) -> tuple[Cell, Reading]:
        """What one row says of a field: the cell, and how it is read."""
        places = tuple((row, column) for column in self.table.columns.whole.get(key, ()))
        cell, number_format, _ = self.cell(key, places, Line(row)) if key in readers else (None, None, None)
        return cell, Reading(None) if cell is None else readers[key].read(cell, number_format, None)

    def _units(self, values: dict[str, Any], written: dict[str, str]) -> None:
        """The unit behind a quantity, where nothing else says it: 6把."""
        for quantity, unit in self._units_behind.items():
            counted = COUNTED.match(half_width(written.get(quantity, "")).strip())
            if counted and unit not in written:
                values[unit] = written[unit] = counted["unit"]

    def _readers(self, line: Line) -> list[tuple[FieldReader, int]]:
        """The columns' readers, and those for what a form, a section or a mark of another sort says beside them."""
        keys = {**line.words, **(line.places or {})}
        more = [k for k in keys if k not in self._read_elsewhere and k in self.register.by_key]
        for key in more:
            if key not in self._late:
                field = self.register.field(key)
                self._late[key] = self._reader(field)
        readers = [*self.readers, *((self._late[key], BEYOND) for key in more)] if more else self.readers
        return readers if line.year is None else [(self._of_year(one, line), c) for one, c in readers]

    def _of_year(self, reader: FieldReader, line: Line) -> FieldReader:
        """The reader of a field for days of the year that a line above the record says."""
        if line.year is None or not reader.is_date:
            return reader
        key = (reader.field.key, line.year)
        if key not in self._of_years:
            context = replace(self._context, year=line.year)
            divided = self._is_divided(reader.field)
            self._of_years[key] = FieldReader(reader.field, context, self.table, self._from_text, divided)
        return self._of_years[key]

    def _cells_alone(self, line: Line) -> Sequence[Cell]:
        """The cells of a record that stands in one row of the sheet; none where it does not."""
        return () if line.places is not None or line.more else self.view.rows[line.row]

    def _clean(self, reader: FieldReader, cell: Cell) -> Reading | None:
        """What a text says alone, without a doubt; None where more than this cell must be looked at."""
        if type(cell) is not str or cell in reader.doubted or self._is_mark(cell, reader.key):
            return None
        reading = reader.read(cell, None, None)
        return None if reading.problems else reading

    def _is_mark(self, text: str, key: str) -> bool:
        """Whether a text may stand for another one: a ditto mark, ticked boxes, blanks."""
        return not text or text[0] in _DITTO_BEGINS or (key in self._choices and has_boxes(text))

    def cell(
        self, key: str, places: tuple[Place, ...], line: Line
    ) -> tuple[Cell, str | None, Problem | None]:
        """The cell that holds a field (several joined), its number format, and why it has no value."""
        if len(places) == 1:
            cell_read = self._one(key, places[0])
        elif places:
            cell_read = self._joined(key, places)
        else:
            cell_read = (None, None, None)
        if cell_read[0] is None and cell_read[2] is None and key in line.words:
            cell_read = (line.words[key], None, None)
        if cell_read[0] is not None and len(places) == 1:
            self._above[key, places[0][1]] = (cell_read[0], cell_read[1])
        return cell_read

    def _part(self, key: str, place: Place) -> tuple[Cell, str | None, Problem | None]:
        """One of several cells of a field: a ditto mark repeats its own column and not the whole."""
        cell_read = self._one(key, place)
        if cell_read[0] is not None:
            self._above[key, place[1]] = (cell_read[0], cell_read[1])
        return cell_read

    def _one(self, key: str, place: Place) -> tuple[Cell, str | None, Problem | None]:
        row, column = place
        cells = self.view.rows[row]
        cell: Cell = cells[column] if column < len(cells) else None
        if cell is None:
            if place in self.view.down:
                place = self.view.down[place]
                cell = self.view.raw(*place)
            if cell is None:
                return None, None, self._lost(key, place)
        if type(cell) is str:
            if cell[:1] in _DITTO_BEGINS and len(cell) <= 16 and is_ditto(cell) and not self._is_name(key):
                return self._same_as_above(key, column, cell)
            if key in self._choices and has_boxes(cell):
                cell = ticked(cell)
            return cell if cell and not cell.isspace() else None, None, None
        if type(cell) is float and cell != cell:
            return None, None, None
        return cell, self.view.number_format(*place), None

    def _is_name(self, key: str) -> bool:
        """Nobody is called 同上; a day or a place may well be that of the row above."""
        return key == self.anchor and self._names_people

    def _lost(self, key: str, place: Place) -> Problem | None:
        why = self.view.unvalued(*place) if self.view.sheet.unvalued else None
        if why is None:
            return None
        field = self.register.field(key)
        if why.startswith("error"):
            return field.warning(
                "cell_error", f"{field.label}这一格是公式出错的值（{why[6:]}），没有读到内容，请核对。"
            )
        return field.warning(
            "formula_unvalued",
            f"{field.label}这一格是公式，文件里没有存下结果，请在WPS里打开并保存后再导入。",
        )

    def _same_as_above(self, key: str, column: int, mark: str) -> tuple[Cell, str | None, Problem | None]:
        if (key, column) in self._above:
            return (*self._above[key, column], None)
        field = self.register.field(key)
        return (
            None,
            None,
            field.warning("ditto", f"{field.label}写的是“{mark}”，上面没有可以照抄的内容，请填写。"),
        )

    def _joined(self, key: str, places: tuple[Place, ...]) -> tuple[Cell, str | None, Problem | None]:
        """Several cells of one field: 单位 and 职务, 年 and 月, two phones."""
        places = tuple(dict.fromkeys(self.view.first_of.get(place, place) for place in places))
        if len(places) == 1:
            return self._one(key, places[0])  # one cell merged over all rows of the record
        first = places[0][0]
        cells = [
            self._part(key, place)
            for place in places
            if place[0] == first or not is_ditto(self.view.text(*place))
        ]
        if self.register.field(key).kind.is_day and len(cells) > 1 and cells[0][0] is None and cells[-1][0]:
            above = self._above.get((key, places[0][1]))  # the month is written once for its days
            cells[0] = (*above, None) if above else cells[0]
        doubt = next((doubt for _, _, doubt in cells if doubt), None)
        filled = [cell for cell, _, _ in cells if cell is not None and not says_nothing(plain(cell))]
        if len(filled) <= 1 or doubt:
            single = next(
                ((c, f) for c, f, _ in cells if c is not None and not says_nothing(plain(c))), (None, None)
            )
            return (*single, doubt)
        of_rows = any(row != first for row, _ in places)
        return together(self.register.field(key), filled, self.register, of_rows=of_rows)

    def _read_anchor(self, line: Line, cells: Sequence[Cell], cells_read: CellsRead) -> None:
        values, written, problems, aside = cells_read
        field, reader = self._for_anchor.field, self._of_year(self._for_anchor, line)
        column = self._anchor_column
        cell: Cell = cells[column] if column < len(cells) else None
        usual = reader.clean.get(cell) or self._clean(reader, cell)
        if usual is not None and usual.value is not None:
            self._above[self.anchor, column] = cell, None
            written[self.anchor], values[self.anchor] = cell.strip(), usual.value
            if field.kind.is_person and len(cell) != len(usual.value):
                self._annotations(cell, aside)
            return
        cell, number_format, doubt = self.cell(self.anchor, self.table.places_of(line, self.anchor), line)
        written[self.anchor] = shown(cell)
        if doubt is not None:
            problems.append(doubt)
        elif cell is None or says_nothing(shown(cell)):
            problems.append(_missing(field))
        else:
            reading = reader.read(cell, number_format, None)
            problems.extend(reading.problems)
            if reading.value is not None:
                values[self.anchor] = reading.value
            if field.kind.is_person and type(cell) is str and len(cell) != len(reading.value or ""):
                self._annotations(cell, aside)

    def _annotations(self, cell: str, aside: dict[str, Any]) -> None:
        """What is noted behind a name: sex, ethnic group, other remarks; kept apart until columns have spoken."""
        name = read_name(tidy(cell))
        aside["annotated"] = {
            key: getattr(name, key, None) for key in self.register.intake.habit(Annotations).usual
        }
        remarks = [note for note in name.notes if any("\u4e00" <= c <= "\u9fff" for c in note)]
        if remarks and self.register.intake.remarks:
            aside["remarks"] = "；".join(remarks)


def _missing(field: Field) -> Problem:
    return field.problem(MISSING, f"请填写{field.label}。")


def shown(cell: Cell) -> str:
    """A cell's own text as the preview shows it."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return cell_words(cell).strip()
