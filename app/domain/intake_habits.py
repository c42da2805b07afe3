"""What clerks are used to do in the sheets of one or two registers; each register declares it in its own file.

What three registers need is no habit any more but an attribute of ``Intake``.  Every habit can be empty: that is
what a register has that does not declare it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class Habit:
    """One way in which the sheets of a register are made; it has at most one of each class."""


@dataclass(frozen=True)
class OfCongress(Habit):
    """The fields filled from what a title says of a congress: a choice, and a link to the terms."""

    level: str = ""
    term: str = ""


@dataclass(frozen=True)
class SplitFields(Habit):
    """Fields that clerks keep in several columns: by field the headings of each part, in reading order."""

    headings: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Annotations(Habit):
    """Fields noted in brackets behind the anchor's text, with the value that goes without saying."""

    usual: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OtherPeople(Habit):
    """A pattern of titles that speak of somebody else (选民名单)."""

    titles: str = ""


@dataclass(frozen=True)
class SecondAnchor(Habit):
    """The field that makes a row a record where the anchor has no column."""

    field: str = ""


@dataclass(frozen=True)
class RecordForEach(Habit):
    """The field that makes a record for each of several names in its cell."""

    field: str = ""


@dataclass(frozen=True)
class FurtherNames(Habit):
    """By field of one name the field that takes the further ones of its cell."""

    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CountsInstead(Habit):
    """By field of names the number that takes a bare count (群众5人)."""

    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitsBehind(Habit):
    """By field of a quantity the field that takes the unit written behind it (6把), where no column holds it."""

    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PeopleByCode(Habit):
    """Who stands in a column that only asks who raised something (提出人): those of ``field``, but in records whose
    ``choice`` is ``code`` those of ``others``."""

    choice: str = ""
    code: str = ""
    field: str = ""
    others: str = ""


@dataclass(frozen=True)
class DaysOfStates(Habit):
    """By field of a state that a sheet claims, and by state, the days without which it is not borne out; the last
    is that of the state itself."""

    fields: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class EndsOn(Habit):
    """The field of the last day of something that a sheet may write in one cell with the first: 8月9日至10日."""

    field: str = ""


@dataclass(frozen=True)
class SaidInEachRow(Habit):
    """Numbers of a whole record that a sheet may write in each of its rows: equal ones are one, not to be added up."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class SaidOf(Habit):
    """By field with what its headings begin, and the other field that they mean where no column holds that one:
    反馈时间 is when a matter was answered where nothing else says it."""

    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class SecondRound(Habit):
    """By field of what may come again the one that takes it the second time: a second reply in a row of its own.

    ``beside``: by field of the whole record the column of a round that takes what the rows of further rounds say there.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
