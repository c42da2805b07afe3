"""One table of a sheet: its columns, what titles and sections say, and its records line by line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.intake_habits import RecordForEach
from app.domain.texts import half_width, is_ditto
from app.excel.layout.column_names import of_header
from app.excel.layout.columns import Columns, read_columns
from app.excel.layout.concepts import concepts_of, says_only_concepts
from app.excel.layout.days_and_periods import first_day_of, months_in
from app.excel.layout.evidence import Hints
from app.excel.layout.headers import Header
from app.excel.layout.label_rows import labels_within, rows_of_labels
from app.excel.layout.line_parts import year_in
from app.excel.layout.lines import Line, Row, RowJudge
from app.excel.layout.row_words import counted, is_label, says_nothing
from app.excel.layout.sections import Sections
from app.excel.layout.segments import Segment, Stretch
from app.excel.layout.titles import Facts, Office, level_of_line
from app.excel.layout.unnamed_headers import begins_another_table
from app.excel.layout.view import Place, View
from app.excel.layout.vocabulary import Vocabulary
from app.excel.questions import Question

NO_HINTS = Hints()
NO_RECORDS = (Row.NOTHING, Row.TOTAL, Row.THIN)
_BARE_DAY = re.compile(r"(\d{1,2})[日号]?$")
MOST_BESIDE = 2  # cells of a row that says no more than a day
MOST_OF_SECTION = 8  # cells of a line that says something of the rows below it
OWN_FIELDS = 2  # needed fields that make a row beside a merged cell a record of its own
LEAST_FIELDS = 2  # with which a table may be read that does not hold the anchor


@dataclass(frozen=True)
class Table:
    """Records of one sheet that share their headings.

    ``beside``: another table stands next to it; ``tabular``: found by its headings, no form and no correction.
    ``own``: the columns by field where this program wrote the sheet itself, ``until`` which day's state, and
    ``section`` what the unit line says of all rows.  ``detail``: the table of another sheet with the small rows of
    these records.  ``asked``: once of how rows were made records.  ``guessed_year``: no word of the file says it.
    """

    view: View
    header: Header
    columns: Columns
    facts: Facts
    lines: tuple[Line, ...] = ()
    vacancies: int = 0
    beside: bool = False
    tabular: bool = True
    notes: tuple[str, ...] = ()
    own: Mapping[str, int] = field(default_factory=dict)
    until: date | None = None
    section: Mapping[str, str] = field(default_factory=dict)
    detail: Table | None = None
    asked: tuple[Question, ...] = ()
    guessed_year: bool = False

    def places(self, line: Line) -> Mapping[str, tuple[Place, ...]]:
        """Field → the cells that feed it in one record."""
        if line.places is not None:
            return line.places
        return {key: self.places_of(line, key) for key in self.columns.whole}

    def places_of(self, line: Line, key: str) -> tuple[Place, ...]:
        """The cells that feed one field of a record."""
        if line.places is not None:
            return line.places.get(key, ())
        columns = self.columns.whole.get(key, ())
        if not line.more:
            return tuple([(line.row, column) for column in columns])
        return tuple([(row, column) for row in (line.row, *line.more) for column in columns])


class TableReader:
    """Reads one table segment over all its printed pages."""

    def __init__(self, view: View, vocabulary: Vocabulary, office: Office, hints: Hints = NO_HINTS) -> None:
        self._starts, self._heads = dict[int, Stretch](), frozenset[int]()
        self.begins = 0  # the row of the sheet's first header: what stands above it holds for every table
        self.hints = hints
        self.view, self.register, self.vocabulary, self.office = view, vocabulary.register, vocabulary, office

    def read(
        self,
        header: Header,
        segment: Segment,
        stretches: list[Stretch],
        facts: Facts,
        columns: Columns | None = None,
    ) -> Table | None:
        """The table, or None when its columns hold neither the anchor nor enough else."""
        self._starts = {s.first: s for s in stretches}
        self._heads = rows_of_labels(self.view, header, segment, stretches)
        body = [row for s in stretches for row in range(s.first, s.last + 1)]
        about = frozenset().union(*(concepts_of(words) for words in facts.words if words))
        hints = replace(self.hints, about=about, answered=of_header(header, self.hints.named))
        columns = columns or read_columns(
            self.view, segment, self._sample(body, segment), self.vocabulary, self.office, hints
        )
        lacks = self.vocabulary.anchor not in columns.whole
        if (
            lacks
            and not columns.across
            and (self.vocabulary.names_people or len(columns.whole) < LEAST_FIELDS)
        ):
            return None
        table = Table(self.view, header, columns, facts)
        sections = self._sections_above(header, segment, columns.whole, facts)
        lines, vacancies = self._lines(table, segment, body, sections)
        return replace(table, lines=tuple(lines), vacancies=vacancies)

    def _sample(self, body: list[int], segment: Segment) -> list[int]:
        rows = ((row, self._texts(row, segment)) for row in body[:400])
        return [
            row
            for row, texts in rows
            if len(texts) > 1 and not all(map(is_label, texts)) and not self._is_labelled(texts)
        ]

    def _is_labelled(self, texts: list[str]) -> bool:
        """Whether a row says whose the following ones are: 代表姓名 and a name beside it."""
        target = self.vocabulary.match(texts[0])
        return target is not None and bool(target.field) and self.vocabulary.match(texts[1]) is None

    def _sections_above(
        self, header: Header, segment: Segment, read: Collection[str], facts: Facts
    ) -> Sections:
        """A district that stands over the whole table, in its title, or as the sheet's name."""
        sections = Sections(self.vocabulary, read, self.hints.in_ledger)
        self._begin(sections, self.view.sheet.name)
        part = None if sections.words or not self.hints.is_part else sections.of_part(self.view.sheet.name)
        if part and not self._is_titled(part[0], facts):
            sections.begin(*part)
        of_name = dict(sections.words)
        rows = dict.fromkeys(
            (*range(max(self.begins - 4, 0), self.begins), *range(max(header.top - 4, 0), header.bottom + 1))
        )
        for row in rows:
            filled = self.view.filled(row, segment.first, segment.last)
            for column in filled:
                last = self.view.extent.get((row, column), (row, column))[1]
                text = self.view.text(row, column)
                if row < header.top or (last - column >= 2 and not says_only_concepts(text)):
                    self._begin(sections, text, alone=len(filled) == 1)
            texts = self._texts(row, segment) if row < header.top else []
            coded = sections.coded(texts[0]) if len(texts) == 1 else None
            if not sections.begin_labelled(texts) and coded:
                sections.begin(*coded)
        others = {words for key, words in sections.words.items() if key not in of_name}
        for key in [k for k, w in of_name.items() if w in others and sections.words.get(k) == w]:
            del sections.words[key]  # the sheet is called after who handles it all
        return sections

    def _is_titled(self, key: str, facts: Facts) -> bool:
        """Whether a title says what a field holds, so that a sheet's name need not be guessed at."""
        patterns = self.register.intake.titled.get(key, ())
        return any(re.search(pattern, text) for pattern, _ in patterns for text in facts.words)

    def _begin(self, sections: Sections, text: str, *, alone: bool = True) -> None:
        section = sections.find(text, alone=alone)
        for key, value in [section] if section else sections.titled(text):
            sections.begin(key, value)

    def _lines(
        self, table: Table, segment: Segment, body: Sequence[int], sections: Sections
    ) -> tuple[list[Line], int]:
        """The records below the headings, and how many rows are vacancies."""
        lines: list[Line] = []
        vacancies = 0
        judge = RowJudge(self.view, table.columns, segment.first, segment.last, self.vocabulary)
        sections.group(self.view.lone_texts(body))
        words_above = dict(sections.words)
        gap = over = False
        taken = -1
        for row in body:
            sections.year = self._year_above(row, segment) or sections.year
            if row == taken:
                continue
            if not self.view.rows[row] and row not in self._starts and not self.view.sheet.unvalued:
                gap = True  # a far cell may stand below a million of these
                continue
            is_plain = judge.is_plain(row)
            if lines and not is_plain and (labels := labels_within(self.view, self.vocabulary, row, segment)):
                taken = row + 1
                lines[-1] = self._with_labels(table, lines[-1], labels, taken)
                continue
            if row in self._starts and (titled := self._starts[row].month):
                sections.month = f"{titled}月1日"
            judge.begun = bool(lines)
            again = table.header.is_printed_again(self.view, row)
            kind = Row.NOTHING if again else judge.judge(row, is_plain=is_plain)
            kind = Row.NOTHING if row in self._heads else kind
            over = over and row not in self._starts
            if gap and kind in (Row.RECORD, *NO_RECORDS):
                over = over or begins_another_table(self.view, row, segment, table.header)
            gap = kind in NO_RECORDS
            if over:
                if self._opens_section(row, segment, sections):  # whose the next part is
                    words_above = dict(sections.words)
                continue
            if month := self._month_line(table, row):
                sections.month = month
                continue
            if self._says_day(row, segment, sections):
                words_above = dict(sections.words)
                continue
            stands_alone = self.view.counts[row] > MOST_OF_SECTION or judge.is_no_section(row)
            if kind is Row.RECORD and (stands_alone or not self._opens_section(row, segment, sections)):
                line = self._dated(table, sections.line(row, words_above), sections.month)
                lines += self._with_those_apart(table, line)
            elif kind is Row.RECORD or (kind in NO_RECORDS and self._opens_section(row, segment, sections)):
                words_above = dict(sections.words)
            elif kind is Row.MORE and lines:
                if self._is_another(table, row):
                    lines.append(sections.line(row, words_above))
                else:
                    lines[-1] = replace(lines[-1], more=(*lines[-1].more, row))
            elif kind is Row.VACANCY:
                vacancies += 1
        return lines, vacancies

    def _year_above(self, row: int, segment: Segment) -> int:
        """The year of the days below a row: of a part of its own title, or one that the row says and nothing else."""
        part = self._starts.get(row)
        few = 0 < self.view.counts[row] <= MOST_BESIDE
        return (part.year if part else 0) or (year_in(self._own_texts(row, segment)) if few else 0)

    def _month_line(self, table: Table, row: int) -> str:
        """The month of a line that stands where days do and says nothing else of a record: 三月份 above 5日, 18日."""
        days = table.columns.whole.get(self.register.year_field, ())
        if len(days) != 1 or not (month := first_day_of(self.view.text(row, days[0]))):
            return ""
        needed = [c for key in self.vocabulary.needed for c in table.columns.whole.get(key, ())]
        named = [c for c in (*needed, *table.columns.across) if c != days[0]]
        return month if named and not any(self.view.text(row, column) for column in named) else ""

    def _says_day(self, row: int, segment: Segment, sections: Sections) -> bool:
        """Whether a row says nothing but a day or a period, which no column of the table holds: it begins a section."""
        if not sections.day or self.view.counts[row] > MOST_BESIDE:
            return False
        texts = self._texts(row, segment)
        day = sections.dated(texts[0]) if len(texts) == 1 else ""
        if day:
            sections.begin(sections.day, day)
            sections.period = months_in(texts[0])
        return bool(day)

    def _dated(self, table: Table, line: Line, month: str) -> Line:
        """The record with its whole day in words where its cell holds a bare day below the line of its month."""
        key = self.register.year_field
        places = table.places_of(line, key) if month else ()
        day = _BARE_DAY.match(half_width(self.view.text(*places[0]))) if len(places) == 1 else None
        if day is None:
            return line
        others = {other: own for other, own in table.places(line).items() if other != key}
        whole = {**line.words, key: f"{month.removesuffix('1日')}{day[1]}日"}
        return replace(line, words=whole, places=others, months=0)

    def _with_those_apart(self, table: Table, line: Line) -> list[Line]:
        """The record, and one for each further column of people that its row fills."""
        if not table.columns.apart:
            return [line]
        places = table.places(line)
        spread = self.register.intake.habit(RecordForEach).field
        first = table.columns.whole[spread][0]
        heads_nothing = first not in table.columns.apart
        lines = [replace(line, places=places, column=first)] if heads_nothing else []
        for column, (field_key, words) in table.columns.apart.items():
            if not says_nothing(self.view.text(line.row, column)):
                own_words = {**line.words, field_key: words}
                own_places = {**places, spread: ((line.row, column),)}
                lines.append(replace(line, words=own_words, places=own_places, column=column))
        return lines

    def _with_labels(self, table: Table, line: Line, labels: dict[int, str], row: int) -> Line:
        """Cards of several rows: what stands below further headings belongs to the record above."""
        below = {key: ((row, column),) for column, key in labels.items()}
        return replace(line, places={**table.places(line), **below})

    def _opens_section(self, row: int, segment: Segment, sections: Sections) -> bool:
        if self.view.counts[row] > MOST_OF_SECTION:
            return False
        texts = self._texts(row, segment)
        if sections.begin_labelled(texts) or (len(texts) == 1 and sections.begin_sitting(texts[0])):
            return True
        if not texts or len(texts) > 3 or not all(counted(text) for text in texts[1:]):
            return False
        titled = next(iter(sections.titled(texts[0]) if len(texts) == 1 else []), None)
        section = sections.find(texts[0]) or titled or sections.coded(texts[0])
        if section:
            sections.begin(*section, line=texts[0])
            return True
        return self._opens_level(texts[0], sections)

    def _texts(self, row: int, segment: Segment) -> list[str]:
        """What stands in a row of the table; a line alone in its row, or merged up to here, is said of it too."""
        own = self._own_texts(row, segment)
        before = [] if own or not segment.first else self.view.filled(row)
        reaches = before and self.view.extent.get((row, before[-1]), (row, 0))[1] >= segment.first
        shared = before if reaches or len(before) == 1 else []
        return own or [self.view.text(row, column) for column in shared if column < segment.first]

    def _own_texts(self, row: int, segment: Segment) -> list[str]:
        return [self.view.text(row, c) for c in self.view.filled(row, segment.first, segment.last)]

    def _opens_level(self, text: str, sections: Sections) -> bool:
        key = self.register.intake.level
        level = level_of_line(text, self.office) if key else None
        if level is not None:
            sections.begin(key, level)
        return level is not None

    def _begins_record(self, table: Table, row: int) -> bool:
        """Whether a row beside a merged cell has what a record needs of its own: a deed with its day and kind."""
        needed = {f.key for f in self.register.input_fields if f.required} - {self.vocabulary.anchor}
        columns = [c for key in needed for c in table.columns.whole.get(key, ())]
        texts = [self.view.text(row, c) for c in columns if (row, c) not in self.view.down]
        return sum(bool(text) and not is_ditto(text) for text in texts) >= OWN_FIELDS

    def _is_another(self, table: Table, row: int) -> bool:
        """A row below a merged name: a second mandate when it names its own level or district, else more of the same."""
        if self._begins_record(table, row):
            return True
        apart = {self.register.intake.level, *(s.field for s in self.register.intake.sections)} - {""}
        texts = (self.view.text(row, c) for key in apart for c in table.columns.whole.get(key, ()))
        return any(text and not (is_ditto(text) and self.register.intake.lines) for text in texts)
