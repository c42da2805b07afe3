"""What one import is judged by: ledger, register, office, and what the clerk said beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.fields import Context
from app.domain.register import Register
from app.excel.judging.records import Spot
from app.excel.layout.titles import Office
from app.excel.questions import Answer
from app.storage.ledger import Ledger


@dataclass(frozen=True)
class ImportSetting:
    """``year`` completes days without one, ``likely_year`` where nothing in the file says it; ``term`` and ``level``
    (a code) are those of the whole file, which is called ``file_name``.

    ``answers``: to questions that were asked.  ``amendments``: what was typed in the preview, by its spot.
    ``from_text``: the file keeps no kinds of cell (csv), so numbers and days are read from their words.
    """

    ledger: Ledger
    register: Register
    office: Office
    year: int | None = None
    term: int | None = None
    level: str | None = None
    from_text: bool = False
    answers: tuple[Answer, ...] = ()
    amendments: Mapping[Spot, str] = field(default_factory=dict)
    likely_year: int | None = None
    file_name: str = ""

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas whose ledger this is, the smallest first."""
        return tuple(area for area in (self.office.town, self.office.county, self.office.prefecture) if area)

    @cached_property
    def context(self) -> Context:
        """The ledger's surroundings, asked for once."""
        return self.ledger.context()
