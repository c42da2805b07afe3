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
class Crossing:
    """A table with a record in every cell: rows name ``down``, headings say ``across`` (and perhaps ``day``).

    ``cells``: the fields that a cell may feed; the first whose kind reads the cells of the table is meant.
    Where ``across`` is a choice, the headings must name its codes, or periods of which the title says the code.
    """

    down: str
    across: str
    cells: tuple[str, ...]
    day: str = ""


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
    crossings: tuple[Crossing, ...] = ()
    spread: str = ""
    overflow: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    infer: Callable[[dict[str, Any], Context], Iterable[Problem]] | None = None
    checked: Mapping[str, Callable[[str, Mapping[str, Any], Context], str | None]] = field(
        default_factory=dict
    )
    short_names: bool = False
    looks: str = ""
