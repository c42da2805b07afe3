"""How clerks' sheets of a register differ from its fields: declared here, so that the import stays general."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Section:
    """Rows that say a value for all rows below them (第一选区:…): ``pattern`` captures the value.

    ``titled`` finds it inside a title that says more (迳口镇第一选区代表名册).
    """

    field: str
    pattern: str
    titled: str = ""


@dataclass(frozen=True)
class Intake:
    """What the import of a register must know beyond its fields.

    ``anchor``: the field without which a row is no record (default: the first required one).
    ``headings``: further headings by field, weaker than label and aliases.  ``joined``: fields that clerks keep in several columns: the headings of each part, in reading order.
    ``sections``: values that stand in a row of their own.  ``level`` and ``term``: the fields filled from
    what a title says of a congress (a choice, and a link to the terms).  ``annotated``: fields noted in
    brackets behind the anchor's text, with the value that goes without saying; other words in brackets go
    to ``remarks``.
    """

    anchor: str = ""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    level: str = ""
    term: str = ""
    annotated: Mapping[str, str] = field(default_factory=dict)
    remarks: str = ""
