"""A ledger that a row speaks of: kept by its key, shown by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.fields import Context, Field, Reading
from app.domain.kinds.texts import Text

_LABELS: dict[str, str] = {}


def name_ledgers(labels: Mapping[str, str]) -> None:
    """What each register is called, by its key: said once by whoever knows them all."""
    _LABELS.update(labels)


@dataclass(frozen=True)
class LedgerName(Text):
    """The key of a register; read and shown as its name.  What no register is called stays as written."""

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """The key of what is named, or the words."""
        words = super().read(cell, field, context)
        return Reading(
            next((key for key, label in _LABELS.items() if label == words.value), words.value), words.problems
        )

    def to_text(self, value: Any) -> str:
        """The name."""
        return "" if value is None else _LABELS.get(value, value)
