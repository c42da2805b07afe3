"""One record of a file on its way through the import: read, then placed; no stage writes to what another made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, NamedTuple, TypeVar

from app.domain.fields import Problem
from app.domain.line_fields import fold
from app.domain.register import Register
from app.excel.layout.tables import Table

NOTHING: Mapping[str, Any] = {}


class Spot(NamedTuple):
    """One field of one record in a file: ``part`` numbers the records of one row and column from 0."""

    sheet: str
    row: int
    column: str | None
    part: int
    field: str


@dataclass(frozen=True)
class Record:
    """``row`` is the sheet's own number, ``column`` the letter of its tick or block.

    ``written`` are the cells' own texts; ``aside`` what is noted behind a name, until the columns have
    spoken.  ``named_row``: the ledger's row that a 记录号 or a line of our own ledger names; ``unedited``: such
    a line says what the ledger writes, ``shown_twice``: once too often.  ``emptied``: fields whose blank cell
    counts; ``unkept``: fields that are shown and not written.  ``unsure``: it rests on an open question of which
    little speaks for what was assumed.  ``part``: which of the records of its row and column, from 0; ``amended``:
    the fields that were typed anew in the preview, with what stood in the file.
    """

    table: Table
    line: int
    sheet: str
    row: int
    column: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    aside: Mapping[str, Any] = field(default_factory=dict)
    named_row: int | None = None
    unedited: bool = False
    shown_twice: bool = False
    emptied: frozenset[str] = frozenset()
    unkept: frozenset[str] = frozenset()
    unsure: bool = False
    part: int = 0
    amended: Mapping[str, str] = field(default_factory=dict)

    def having(
        self,
        values: Mapping[str, Any] = NOTHING,
        problems: Iterable[Problem] = (),
        unkept: Iterable[str] = (),
        *,
        unsure: bool = False,
    ) -> Record:
        """This record with other values (None takes one away), further problems, further fields not to be kept."""
        added, apart = tuple(problems), frozenset(unkept)
        if not values and not added and not apart and not unsure:
            return self
        merged = {**self.values, **values}
        for key in [key for key, value in values.items() if value is None]:
            del merged[key]
        changed = {
            "values": merged,
            "problems": self.problems + added,
            "unkept": self.unkept | apart,
            "unsure": self.unsure or unsure,
        }
        return _instance(Record, {**vars(self), **changed})

    def remarked(self, key: str, words: str) -> Record:
        """This record with further words in its field of remarks; the same where its register keeps none."""
        kept = self.values.get(key)
        return self.having({key: f"{kept};{words}" if kept else words}) if key else self

    def without(self, settled: Collection[Problem]) -> Record:
        """This record without such doubts; the very same where it has none of them."""
        kept = tuple(problem for problem in self.problems if problem not in settled)
        return self if len(kept) == len(self.problems) else replace(self, problems=kept)

    def doubts(self, key: str, ending: str = "") -> list[Problem]:
        """What is doubtful about a field, or what of it has a code with such an ending."""
        return [p for p in self.problems if p.field == key and p.code.endswith(ending)]

    def spot(self, key: str) -> Spot:
        """Where a field of this record stands in its file."""
        return Spot(self.sheet, self.row, self.column, self.part, key)

    @property
    def has_errors(self) -> bool:
        """Whether something is there that cannot be kept."""
        return any(problem.severity == "error" for problem in self.problems)


Instance = TypeVar("Instance")


def instance_of(
    kind: type[Instance], own_values: Mapping[str, Any], more: Mapping[str, Any] = NOTHING
) -> Instance:
    """A frozen record of a kind with all its values, those that nothing says as its class has them."""
    return _instance(kind, {**_unsaid(kind), **own_values, **more})


def _instance(kind: type[Instance], all_values: dict[str, Any]) -> Instance:
    """As ``replace`` gives it in five times the time: each record of thousands is made anew several times."""
    record = object.__new__(kind)
    object.__setattr__(record, "__dict__", all_values)
    return record


_UNSAID = dict[type[Any], Mapping[str, Any]]()  # by kind


def _unsaid(kind: type[Any]) -> Mapping[str, Any]:
    if kind not in _UNSAID:
        plain = {f.name: f.default for f in fields(kind) if f.default is not MISSING}
        others = {f.name: f.default_factory() for f in fields(kind) if f.default_factory is not MISSING}
        _UNSAID[kind] = plain | others
    return _UNSAID[kind]


REFERENCE = "_reference"  # the ending of the codes of doubts about whom a link means


def kept_values(record: Record, register: Register) -> dict[str, Any]:
    """The values of a record without those that only show what its lists say."""
    return {
        key: value
        for key, value in record.values.items()
        if key not in record.unkept or register.field(key).in_line is None
    }


def as_saved(record: Record, register: Register) -> dict[str, Any]:
    """The values of a record as saving arranges them, where some belong into a list of the row."""
    values = kept_values(record, register)
    if register.line_fields:
        fold(register, values, {})
    return values


def as_shown(record: Record, register: Register) -> dict[str, Any]:
    """The values of a record as the ledger will show it: what was told again of a further round goes before the first."""
    values = dict(record.values)
    for shown in register.line_fields:
        place = shown.in_line
        if place and place.number > 0 and values.get(shown.key) is not None:
            values[place.key] = values[shown.key]
        elif place and place.number < 0 and shown.key in record.unkept:
            lines = values.get(place.lines) or ()
            of_rounds = [line[place.key] for line in lines if place.key in line]
            values |= {shown.key: of_rounds[-1]} if of_rounds else {}
    return values


def doubt(key: str, code: str, message: str) -> Problem:
    """Something about a field that the clerk must confirm."""
    return Problem(key, "warning", code, message)
