"""The splits of a figure as they were frozen, beside those of today: a sum may stand while its parts have changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.figures.figure import DIMENSIONS, Value

MOST_NAMED = 3  # parts in one sentence


def splits_as_text(value: Value) -> str:
    """What each part of each split counts (``5``, or ``25/28`` of a rate) as JSON; empty where nothing is split."""
    parts = _parts(value)
    return json.dumps(parts, ensure_ascii=False, sort_keys=True) if parts else ""


def parts_changed(frozen: str, now: Value) -> list[str]:
    """Every part that counts otherwise than it did, in words; none where an older program kept no splits."""
    if not frozen:
        return []
    before, after = json.loads(frozen), _parts(now)
    return [words for dimension in DIMENSIONS for words in _changed(dimension, before, after)]


def in_one_sentence(changed: Sequence[str]) -> str:
    """The first parts, and how many there are where that is more."""
    more = f"等 {len(changed)} 处" if len(changed) > MOST_NAMED else ""
    return "；".join(changed[:MOST_NAMED]) + more


def _parts(value: Value) -> dict[str, dict[str, str]]:
    return {
        dimension: {name: _words(count) for name, count in parts.items()}
        for dimension, parts in value.by.items()
    }


def _words(count: Any) -> str:
    if isinstance(count, Mapping):
        return "/".join(str(count[key]) for key in ("numerator", "denominator") if key in count) or str(count)
    return str(count)


def _changed(
    dimension: str, before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    then, now = before.get(dimension, {}), after.get(dimension, {})
    for name in dict.fromkeys([*then, *now]):
        if then.get(name) != now.get(name):
            was, is_now = (f" {count}" if count else "没有" for count in (then.get(name), now.get(name)))
            yield f"{DIMENSIONS[dimension]}“{name}”定稿时{was}，现在{is_now}"
