"""JSON that scripts hand in: a key that stands twice in one record is refused, not read by its last value."""

from __future__ import annotations

import json
from typing import Any

from app.domain.texts import shortened


class TwiceGiven(ValueError):
    """A key that stands twice in one object; ``sentence`` names it."""

    def __init__(self, key: str) -> None:
        self.sentence = f"“{shortened(key)}”在一条记录里写了两次"
        super().__init__(self.sentence)


def read_json(text: str) -> Any:
    """What the text says.  Raises ``TwiceGiven``; ``ValueError`` or ``RecursionError`` for what is no JSON."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise TwiceGiven(key)
        values[key] = value
    return values
