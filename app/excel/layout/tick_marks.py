"""The signs by which a cell says only yes or no: √, ○, ×; and printed boxes in one cell: ☑男 □女 says 男."""

from __future__ import annotations

import re

from app.domain.texts import heading_key, is_ditto

TICKS = frozenset("√✓✔☑■●○〇◎★▲1VvYy对是有+✅☒") | {"☑️", "✔️", "打勾", "yes", "YES", "Yes"}
NO_TICKS = frozenset("×✗✘XxNn0否无□☐-—/\\") | {"no", "No", "NO", "——", "--"}
_EMPTY = "□☐◻"
_MARKED = "☑☒■▣✅√✓✔🗹"
_BEFORE = re.compile(f"([{_EMPTY}{_MARKED}])\\s*([^\\s{_EMPTY}{_MARKED}、,\uff0c;\uff1b/]+)")
_AFTER = re.compile(f"([^\\s{_EMPTY}{_MARKED}、,,;;/]+)\\s*([{_EMPTY}{_MARKED}])")


def is_tick(text: str) -> bool:
    """Whether a cell's text only says: this one."""
    return text.strip() in TICKS


def says_this(text: str, heading: str) -> bool:
    """Whether a cell below a heading to be ticked is ticked, by a mark or by repeating the heading."""
    return is_tick(text) or bool(text and heading_key(text) in heading_key(heading))


def is_no_tick(text: str) -> bool:
    """Whether a cell's text only says: not this one."""
    bare = text.strip()
    return not bare or bare in NO_TICKS or is_ditto(bare)


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
