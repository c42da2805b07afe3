"""Visitors of receptions as persons: who came, told apart by name and village."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Visitor(NamedTuple):
    """A named visitor; ``village`` is empty where it was not written."""

    name: str
    village: str


def named_visitors(
    lines: Sequence[Mapping[str, Any]], confidential: Mapping[str, Mapping[str, Any]]
) -> list[Visitor | None]:
    """The visitors of one record in order; None where no name was written.

    ``confidential``: what was split off as confidential, by the number of the line.  Where it is not at hand a
    confidential visitor has no name here.
    """
    visitors: list[Visitor | None] = []
    for number, line in enumerate(lines):
        hidden = line.get("wants_confidential")
        name = confidential.get(str(number), {}).get("name") if hidden else line.get("name")
        visitors.append(Visitor(_bare(name), _bare(line.get("village"))) if name else None)
    return visitors


def persons_among(visitors: Iterable[Visitor]) -> set[Visitor]:
    """The different persons: one name in two villages is two people, in one village one.

    A visitor without a village is taken for the one of that name who has one.
    """
    all_visitors = set(visitors)
    placed = {visitor.name for visitor in all_visitors if visitor.village}
    return {visitor for visitor in all_visitors if visitor.village or visitor.name not in placed}


def _bare(text: Any) -> str:
    return "".join(str(text or "").split())
