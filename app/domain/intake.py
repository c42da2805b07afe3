"""How clerks' sheets of a register differ from its fields: declared here, so that the import stays general."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.domain.fields import Context, Problem


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
    ``day``: the field for the days and periods in headings.
    """

    across: Mapping[str, tuple[str, ...]]
    day: str = ""

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
    ``headings``: further headings by field, weaker than label and aliases.  ``joined``: fields that clerks keep in several columns: the headings of each part, in reading order.
    ``sections``: values that stand in a row of their own.  ``level`` and ``term``: the fields filled from
    what a title says of a congress (a choice, and a link to the terms).  ``annotated``: fields noted in
    brackets behind the anchor's text, with the value that goes without saying; other words in brackets go
    to ``remarks``.  ``looks``: what the names of its rows look like (site, office, village, district, term).  ``others``: a pattern of titles that speak of somebody else (选民名单).
    """

    anchor: str = ""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    level: str = ""
    term: str = ""
    annotated: Mapping[str, str] = field(default_factory=dict)
    remarks: str = ""
    others: str = ""
    anchor_else: str = ""
    titled: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    matrix: Matrix | None = None
    spread: str = ""
    overflow: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    infer: Callable[[dict[str, Any], Context], Iterable[Problem]] | None = None
    checked: Mapping[str, Callable[[str, Mapping[str, Any], Context], str | None]] = field(
        default_factory=dict
    )
    short_names: bool = False
    looks: str = ""
