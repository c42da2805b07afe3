"""The entries of a course in the order in which they were written: steps, steps taken back, corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One dated entry: ``place`` counts from 0, ``is_undone`` says that a later one took the step back."""

    place: int
    line: Mapping[str, Any]
    is_undone: bool

    @property
    def is_step(self) -> bool:
        """Whether it tells a step that was taken, be it that it was taken back later."""
        return bool(self.line.get("step")) and not self.line.get("is_back")

    @property
    def is_correction(self) -> bool:
        """Whether it only says why something was corrected."""
        return bool(self.line.get("why")) and not self.line.get("step")


def entries_of(row: Mapping[str, Any]) -> list[Entry]:
    """The dated entries of a matter, each with whether it still stands."""
    lines = [line for line in row.get("steps") or () if line.get("on")]
    standing: list[int] = []
    undone: set[int] = set()
    for place, line in enumerate(lines):
        if not line.get("is_back"):
            standing += [place] if line.get("step") else []
        # What was read from an old ledger has dates without entries: then the entry that stood before it
        # names the very state that stands again, and is not the one that was taken back.
        elif standing and lines[standing[-1]].get("step") != line.get("step"):
            undone.add(standing.pop())
    return [Entry(place, line, place in undone) for place, line in enumerate(lines)]
