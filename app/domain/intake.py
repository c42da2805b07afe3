"""How clerks' sheets of a register differ from its fields: declared here, so that the import stays general."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from app.domain.intake_habits import Habit, OfCongress

if TYPE_CHECKING:
    from app.domain.fields import Context, Problem

AnyHabit = TypeVar("AnyHabit", bound=Habit)
BorneOut: TypeAlias = "Callable[[Any, Mapping[str, Any], Context], str | None]"


@dataclass(frozen=True)
class Section:
    """Rows that say a value for all rows below them (第一选区:…): ``pattern`` captures the value.

    ``titled`` finds it inside a title that says more (迳口镇第一选区代表名册).
    """

    field: str
    pattern: str
    titled: str = ""


@dataclass(frozen=True)
class Matrix:
    """Tables with a record in every cell: headings say values of one of the fields ``across``, or days and periods.

    ``across``: field → the fields that the cells below may feed; the first whose kind reads them is meant.
    ``day``: the field for the days and periods in headings.  ``absence``: fields that are said of those who did not come.
    """

    across: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: str = ""
    absence: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Every field that cells may feed, the usual ones first."""
        return tuple(dict.fromkeys(key for keys in self.across.values() for key in keys))

    def cells_below(self, headed: Iterable[str]) -> tuple[str, ...]:
        """The fields that cells may feed below headings that say values of these fields."""
        keys = [key for key in headed if key in self.across]
        return tuple(cell for cell in self.cells if all(cell in self.across[key] for key in keys))


@dataclass(frozen=True)
class Intake:
    """What the import of a register must know beyond its fields.

    ``anchor``: the field without which a row is no record (default: the first required one).
    ``sections``: values that stand in a row of their own.  ``titled``: by field patterns of titles with the code that they say of all rows, the
    first that fits.  ``remarks``: the field for what stands in brackets behind the anchor's text and is no
    field of its own.  ``infer`` fills what the rest of a row says.  ``short_names``: its rows are called by
    parts of their names.  ``looks``: what these names look like (site, office, village, district, term).
    ``lines``: fields of small rows that sheets keep in columns of their own, one line of the sheet a row.
    ``matrix``: tables of it with a record in every cell.  ``claims``: computed fields that sheets state, with what
    says in a sentence that the other values do not bear it out, else None.
    ``habits``: what only this register or one more needs (``app.domain.intake_habits``).
    """

    anchor: str = ""
    sections: tuple[Section, ...] = ()
    titled: Mapping[str, tuple[tuple[str, str | bool], ...]] = field(default_factory=dict)
    remarks: str = ""
    infer: Callable[[dict[str, Any], Context], Iterable[Problem]] | None = None
    short_names: bool = False
    looks: str = ""
    lines: tuple[str, ...] = ()
    matrix: Matrix = Matrix()
    claims: Mapping[str, BorneOut] = field(default_factory=dict)
    habits: tuple[Habit, ...] = ()

    def habit(self, of: type[AnyHabit]) -> AnyHabit:
        """The habit of that class; an empty one of a register that says nothing of it."""
        habit: Any = self._habit_of_class.get(of)
        if habit is None:
            habit = self._habit_of_class[of] = of()
        return habit

    @cached_property
    def level(self) -> str:
        """The field of the level of congress that a title says; empty for a register without."""
        return self.habit(OfCongress).level

    @cached_property
    def term(self) -> str:
        """The link to the term that a title says; empty for a register without."""
        return self.habit(OfCongress).term

    @cached_property
    def _habit_of_class(self) -> dict[type[Habit], Habit]:
        # A table, because habits are asked for with each row that is read.
        return {type(habit): habit for habit in self.habits}
