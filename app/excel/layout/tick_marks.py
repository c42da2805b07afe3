"""The signs by which a cell says only yes or no: √, ○, ×."""

from __future__ import annotations

from app.domain.texts import heading_key, is_ditto

TICKS = frozenset("√✓✔☑■●○〇◎★▲1VvYy对是有+✅☒") | {"☑️", "✔️", "打勾", "yes", "YES", "Yes"}
NO_TICKS = frozenset("×✗✘XxNn0否无□☐-—/\\") | {"no", "No", "NO", "——", "--"}


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
