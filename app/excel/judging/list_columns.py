"""Small rows inside a record that a sheet keeps in columns of its own: visitors with name, village and phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.fields import Context, Problem, Reading
from app.domain.intake_habits import CountsInstead, SecondRound
from app.domain.kinds.texts import cell_words
from app.domain.names import read_name
from app.domain.names_of_cell import people_between_blanks
from app.domain.register import Register
from app.domain.texts import half_width, is_ditto, tidy, without_blanks
from app.excel.layout.lines import Line
from app.excel.layout.row_words import says_nothing
from app.excel.layout.tables import Table
from app.excel.layout.tick_marks import is_tick
from app.excel.layout.view import Place, plain

PLAIN_ROUNDS = 2  # of handling, for which a record has fields of its own
_APART = re.compile(r"[、,;/\n]+")
_BRACKETED = re.compile(r"^(.*?)[(]([^()]+)[)]$")
_ASKED = re.compile("保密|匿名|不公开")
_COUNT = re.compile(r"等?\(?共?(\d{1,4})(?:人次|人|名|位)(?:群众|村民|选民|居民)?\)?$")
_AND_OTHERS = re.compile(r"(?<=[\u4e00-\u9fff]{2})等(?:群众|村民|选民|居民|人)*$")
_ANYBODY = re.compile(r"^(?:群众|村民|选民|居民|代表|来访|等)*$")
_NOBODY = re.compile(
    "(?:无|没有?|未有|暂无)(?:人|群众|村民|选民|居民)*(?:前?来访?|到访|到场|到站|上门|反映)*|[0零]"
)


def add_rounds(
    line: Line,
    values: dict[str, Any],
    problems: list[Problem],
    register: Register,
    of_row: Callable[[str, int], tuple[Any, Reading]],
) -> None:
    """Adds the rounds of a record whose further ones stand in rows of their own, oldest first, where the fields for
    what came again do not say it all.

    ``of_row`` gives the cell of a field in a row and how it is read; ``values``: what was read of the record itself.
    """
    second = register.intake.habit(SecondRound)
    of_round = {f.key: f.in_line.key for f in register.line_fields if f.in_line and f.in_line.number < 0}
    rounds = [{column: values[key] for key, column in of_round.items() if values.get(key) is not None}]
    for row in line.rounds:
        read = {column: of_row(key, row)[1] for key, column in of_round.items()}
        problems += dict.fromkeys(p for one in read.values() for p in one.problems if p not in problems)
        further = {column: one.value for column, one in read.items() if one.value is not None}
        for key, column in second.beside.items():
            words = tidy(cell_words(of_row(key, row)[0]))
            if words and words != tidy(cell_words(of_row(key, line.row)[0])):
                further[column] = words
        rounds.append(further)
    if len(rounds) > PLAIN_ROUNDS or rounds[-1].keys() - {of_round[key] for key in second.fields}:
        values[next(f.in_line.lines for f in register.line_fields if f.in_line)] = tuple(rounds)


class ListReader:
    """Reads one field of the kind Lines from its own columns, one sheet row a line."""

    def __init__(self, key: str, table: Table, register: Register, context: Context) -> None:
        self.field = register.field(key)
        kind: Any = self.field.kind
        self._kind, self._view, self._context = kind, table.view, context
        self._columns = {c.key: table.columns.whole.get(f"{key}.{c.key}", ()) for c in kind.columns}
        self._whole = table.columns.whole.get(key, ())
        named = next((c for c in kind.columns if c.kind.is_person), kind.columns[0])
        self._name = named.key
        self._place = next(
            (c.key for c in kind.columns if c.kind.is_words and not c.kind.is_person and not c.kind.wide), ""
        )
        self._flag = next((c.key for c in kind.columns if c.kind.is_flag), "")
        self._above: dict[str, str] = {}
        self._counted = register.intake.habit(CountsInstead).fields.get(key, "")
        self._phones = {c.key for c in kind.columns if c.kind.several}
        self._more, self._nobody = 0, False
        self._on_cards = not table.tabular
        self._detail = ListReader(key, table.detail, register, context) if table.detail else None

    def read(
        self, line: Line, values: dict[str, Any], written: dict[str, str], problems: list[Problem]
    ) -> None:
        """Adds the lines of one record to its values, with the cells' own texts."""
        self._more, self._nobody = 0, False
        raw = self._raw(line)
        if self._more and self._counted:
            values[self._counted] = self._more
            written[self._counted] = str(self._more)
        if not any(raw):
            if self._nobody and self._counted:
                values.setdefault(self._counted, 0)
            return
        written[self.field.key] = ";".join(" ".join(row.values()) for row in raw)
        reading = self._kind.read([self._typed(row) for row in raw], self.field, self._context)
        if reading.value:
            values[self.field.key] = reading.value
        problems += [p._replace(severity="warning") for p in reading.problems]

    def _raw(self, line: Line) -> list[dict[str, str]]:
        """The lines as texts; what a detail sheet says of somebody named here completes it."""
        raw = [row for places in self._places_of(line) for row in self._rows(places)]
        by_name = {without_blanks(row.get(self._name, "")): row for row in raw}
        for detail in line.details if self._detail else ():
            for row in self._detail._raw(detail) if self._detail else ():
                own = by_name.get(without_blanks(row.get(self._name, "")))
                if own is None:
                    raw.append(row)
                else:
                    own.update({key: text for key, text in row.items() if key not in own})
        return raw

    def _places_of(self, line: Line) -> list[dict[str, tuple[Place, ...]]]:
        """Column of the list → the cells that feed it, for each sheet row of a record; those of a card together."""
        if self._on_cards and line.places is not None:
            cells = {key: line.places.get(f"{self.field.key}.{key}", ()) for key in self._columns}
            return [cells | {self._name: (*line.places.get(self.field.key, ()), *cells[self._name])}]
        columns = self._columns | {self._name: (*self._whole, *self._columns[self._name])}
        return [
            {key: tuple((row, c) for c in own) for key, own in columns.items()}
            for row in (line.row, *line.more)
        ]

    def _rows(self, places: Mapping[str, tuple[Place, ...]]) -> list[dict[str, str]]:
        """The lines that one sheet row holds: usually one, several where a cell names several people."""
        names = self._names(places[self._name])
        if together := self._kind.run_together(names):
            return together
        words = {
            key: text
            for key, cells in places.items()
            if key != self._name and (text := self._text(key, cells, merged=bool(names)))
        }
        pieces = [
            name for piece in _APART.split(names) if piece.strip() for name in people_between_blanks(piece)
        ]
        if not pieces:
            return [words] if words and self._shown(words) else []
        if len(pieces) == 1:
            return [{self._name: pieces[0], **words}]
        apart = {key: [t for t in _APART.split(half_width(text)) if t.strip()] for key, text in words.items()}
        return [self._share(piece, number, len(pieces), words, apart) for number, piece in enumerate(pieces)]

    def _names(self, places: tuple[Place, ...]) -> str:
        """The words that name people; how many came is kept apart from who came."""
        names = half_width(self._text(self._name, places, merged=False))
        if _NOBODY.fullmatch(without_blanks(names)):
            self._nobody = True
            return ""
        match = _COUNT.search(names)
        if match:
            self._more += int(match.group(1))
            names = names[: match.start()].rstrip("、,;等 ")
        names = _AND_OTHERS.sub("", names)
        return "" if _ANYBODY.match(without_blanks(names)) else names

    def _shown(self, words: dict[str, str]) -> bool:
        """A phone or a village says that somebody came; a bare 否 does not."""
        return any(key != self._flag for key in words)

    def _share(
        self, name: str, number: int, size: int, words: dict[str, str], apart: dict[str, list[str]]
    ) -> dict[str, str]:
        """What the other cells say of one of several people named together: each their own, or all the same."""
        row = {self._name: name}
        for key, texts in apart.items():
            if len(texts) == size:
                row[key] = texts[number].strip()
            elif len(texts) == 1 or number == 0:
                row[key] = words[key]
        return row

    def _text(self, key: str, places: tuple[Place, ...], merged: bool) -> str:
        for place in places:
            text = plain(self._view.raw(*place))
            if not text and merged and key not in self._phones:
                upper = self._view.down.get(place)  # a village merged over several visitors
                text = self._view.text(*upper) if upper else ""
            if text and is_ditto(text) and key != self._name:
                text = self._above.get(key, "")
            if text and not says_nothing(text):
                self._above[key] = text
                return text
        return ""

    def _typed(self, row: dict[str, str]) -> dict[str, Any]:
        """黎大伯(下寮村,要求保密): what stands in brackets behind a name, in its own column."""
        row = dict(row)
        match = _BRACKETED.match(row.get(self._name, ""))
        if match:
            row[self._name] = match.group(1)
            for remark in _APART.split(match.group(2)):
                if _ASKED.search(remark):
                    row.setdefault(self._flag, "是")
                elif not read_name(f"某{remark}").sex and self._place:
                    row.setdefault(self._place, remark)
        if self._flag in row and (is_tick(row[self._flag]) or _ASKED.search(row[self._flag])):
            row[self._flag] = "否" if row[self._flag].startswith(("不", "否", "无")) else "是"
        row[self._name] = without_blanks(tidy(row.get(self._name, "")))
        return {key: value for key, value in row.items() if value}
