"""How many deputies took part in an event: persons once, whoever counts, and those whose names are missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.figures.source import Source

NamedDeputies = Sequence[tuple[int | None, str]]  # mandate or None, name as written


def participant_count(
    source: Source, event: tuple[str, int], day: date, named: NamedDeputies, written: int | None
) -> int:
    """Deputies of an event (register, row): as named, or as written where more came than are named.

    A person counts once, whatever mandates are named; a name that is linked to nobody counts unless it stands
    there already; who could not act that day counts only with a reason.
    """
    persons: dict[int, bool] = {}
    names: set[str] = set()
    for mandate, name in named:
        if mandate is not None:
            person = source.mandates[mandate].person
            persons[person] = persons.get(person, False) or source.may_count(mandate, day, event)
            names.add(name)
    unlinked = {name for mandate, name in named if mandate is None} - names
    counted, left_out = sum(persons.values()), sum(not counts for counts in persons.values())
    return max(counted + len(unlinked), (written or 0) - left_out)
