"""What a cross-check of a year is given, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.figures.source import Source
from app.storage.ledger import Ledger
from app.storage.query import Query


class Contradiction(NamedTuple):
    """One sentence, and the rows of ``register`` in which it shows; without rows the register as a whole."""

    sentence: str
    register: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scene:
    """One ledger, one calendar year up to a day."""

    ledger: Ledger
    source: Source

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.source.year

    @property
    def last(self) -> date:
        """The last day that is looked at: what lies ahead cannot be recorded yet."""
        return min(self.source.until, date(self.year, 12, 31), self.ledger.today)


@dataclass(frozen=True)
class CrossCheck:
    """One check: its name, what must agree, who looks, and the registers it is about."""

    title: str
    words: str
    look: Callable[[Scene], Sequence[Contradiction]]
    registers: Sequence[str]

    def is_of_nothing(self, scene: Scene) -> bool:
        """Whether none of its registers has a record of the year: nothing agrees where nothing is."""
        return not any(scene.ledger.count(key, Query(year=scene.year)) for key in self.registers)
