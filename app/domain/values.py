"""What values, problems, links and their surroundings are, for kinds, rules and storage alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

Stored = Any  # None, str, int, or lists of them: whatever JSON can keep without loss
Row = dict[str, Any]  # field key -> value; "id" is the row's id


class Problem(NamedTuple):
    """Something the clerk must know about one value: ``severity`` is ``warning`` or ``error``."""

    field: str
    severity: str
    code: str
    message: str


class Reading(NamedTuple):
    """What a cell was read as; ``value`` is None when nothing could be kept."""

    value: Any
    problems: tuple[Problem, ...] = ()


class Ref(NamedTuple):
    """A link to a row: its id (None while the ledger does not know it) and the name as written."""

    id: int | None
    name: str


class Asked(NamedTuple):
    """What tells rows of one name apart while a link is read; the record that holds the link is not in it.

    ``day``: the day of the record.  ``level`` and ``term``: those that the record itself names; nothing of
    another level is meant then.  ``leaning``: the level that what it belongs to suggests.
    ``standing``: what the field holds now, by each name that it goes by, so that writing back what is shown
    changes nothing.
    """

    day: date | None = None
    level: str | None = None
    term: Ref | None = None
    leaning: str | None = None
    standing: tuple[tuple[str, Ref], ...] = ()

    def hints(self) -> dict[str, Any]:
        """What a look-up may narrow by."""
        hints = {"day": self.day, "level": self.level, "term": self.term, "leaning": self.leaning}
        return {key: value for key, value in hints.items() if value is not None}


class Private(NamedTuple):
    """A private value that is kept but not shown: its place in ``private_values`` and its commitment."""

    id: int
    commitment: str

    def __str__(self) -> str:
        return "已录入"


class InLine(NamedTuple):
    """Where a value lives that stands in a list of the same row: which list, which line, under which key.

    ``number``: -1 for the last line, 1 for the second.
    """

    lines: str
    key: str
    number: int = -1


class Confidence(NamedTuple):
    """Whose names (folded) and numbers (digits) must not be read; ``others`` are folded names of other people."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether anybody confided anything."""
        return bool(self.names or self.numbers)


NOBODY = Confidence()


class Lookup(Protocol):
    """The questions that kinds and rules may ask of a ledger; the domain itself knows no SQL."""

    def matches(self, register: str, name: str, hints: Mapping[str, Any]) -> Sequence[Ref]:
        """Rows of ``register`` that go by ``name``; ``hints`` (day, level, term) narrow them down."""

    def distinction(self, register: str, row_id: int) -> str:
        """What tells a row of ``register`` from others of its name, e.g. district and level."""

    def row(self, register: str, row_id: int) -> Row | None:
        """One row of ``register``, or None when there is none of that id."""

    def related(self, register: str, field: str, ids: Sequence[int]) -> dict[int, list[Row]]:
        """Rows of ``register`` whose link ``field`` names one of ``ids``, by that id, in id order."""

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        """Rows of ``register`` with those stored values (and of that year), in its order, not computed."""

    def count(self, register: str, condition: str, day: date, equals: Mapping[str, Any]) -> int:
        """How many rows of ``register`` meet a named condition on a day and have those stored values."""

    def remembered(self, register: str, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives from the rows of ``register``, made again only after these have changed."""

    def confided(self, register: str, row: Mapping[str, Any]) -> Confidence:
        """Who asked for confidentiality in a row (kept or not), or in the rows that it belongs to."""


class NoLookup:
    """A ledger that knows nothing: used where values are read without one (templates, tests)."""

    def matches(self, register: str, name: str, hints: Mapping[str, Any]) -> Sequence[Ref]:
        """Nothing goes by any name."""
        return ()

    def distinction(self, register: str, row_id: int) -> str:
        """There are no rows."""
        return ""

    def row(self, register: str, row_id: int) -> Row | None:
        """There are no rows."""
        return None

    def related(self, register: str, field: str, ids: Sequence[int]) -> dict[int, list[Row]]:
        """Nothing refers to anything."""
        return {}

    def where(self, register: str, equals: Mapping[str, Any], year: int | None = None) -> Sequence[Row]:
        """There are no rows."""
        return ()

    def count(self, register: str, condition: str, day: date, equals: Mapping[str, Any]) -> int:
        """There is nothing to count."""
        return 0

    def remembered(self, register: str, name: str, make: Callable[[], Any]) -> Any:
        """Nothing is remembered."""
        return make()

    def confided(self, register: str, row: Mapping[str, Any]) -> Confidence:
        """Nobody confided anything."""
        return NOBODY


@dataclass(frozen=True)
class Context:
    """What surrounds a value while it is read or judged.

    ``year`` completes dates typed without one; ``county`` and ``prefecture`` settle what 市代表 means;
    ``number_format`` and ``date_1904`` come with a workbook's cell; ``hints`` are values of the same
    row that were read before (``birth_date`` taken from the ID number); ``asked``: by what links are read.
    """

    today: date
    year: int | None = None
    county: str = ""
    prefecture: str = ""
    lookup: Lookup = NoLookup()
    number_format: str | None = None
    date_1904: bool = False
    hints: Mapping[str, Any] | None = None
    asked: Asked = Asked()
    typed: bool = False

    def hint(self, key: str) -> Any:
        """A value of the same row read earlier, or None."""
        return self.hints.get(key) if self.hints else None

    def stands_whole(self, row: Mapping[str, Any]) -> bool:
        """Whether a row is judged with all that belongs to it: typed by hand, or kept already.

        A line of a workbook leaves much to the lines beside it and to its sheet; it is looked at once kept.
        """
        return self.typed or row.get("id") is not None
