"""Printed boxes in one cell: ☑男 □女 says 男."""

from __future__ import annotations

import re

_EMPTY = "□☐◻"
_MARKED = "☑☒■▣✅√✓✔🗹"
_BEFORE = re.compile(f"([{_EMPTY}{_MARKED}])\\s*([^\\s{_EMPTY}{_MARKED}、,\uff0c;\uff1b/]+)")
_AFTER = re.compile(f"([^\\s{_EMPTY}{_MARKED}、,,;;/]+)\\s*([{_EMPTY}{_MARKED}])")


def has_boxes(text: str) -> bool:
    """Whether a text holds an empty box, so that something is offered to be ticked."""
    return not text.isalnum() and any(box in text for box in _EMPTY)


def ticked(text: str) -> str:
    """The words whose boxes are ticked, joined with 、; empty when none is."""
    bare = text.strip()
    if bare[:1] in _EMPTY + _MARKED:
        marked = [word for box, word in _BEFORE.findall(bare) if box in _MARKED]
    else:
        marked = [word for word, box in _AFTER.findall(bare) if box in _MARKED]
    return "、".join(marked)
