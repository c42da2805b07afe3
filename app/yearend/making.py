"""A package that is being made: what its parts come from, and what has been put into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.storage.ledger import Ledger
from app.yearend.bag import Bag
from app.yearend.catalogue import Entry


@dataclass
class Making:
    """What the parts of a package are made from, and what has been put into it."""

    ledger: Ledger
    year: int
    include_private: bool
    paint: Callable[..., Any]
    bag: Bag
    entries: list[Entry] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # rows of the whole ledger by label
    history_head: str = ""  # of the state that was packed: paper is the anchor that no insider can undo
    left_out: list[str] = field(default_factory=list)  # private files that were not asked for
    empty: list[str] = field(default_factory=list)  # ledgers without rows in the year

    def note(self, part: str, title: str, path: str, code: str = "") -> None:
        """Enter a file into the catalogue."""
        self.entries.append(Entry(part, title, path, code))
