"""Short names: 迳口站 for 迳口村人大代表联络站, 规建办 for 规划建设办公室."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.texts import half_width, without_blanks

_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NUMBERING = re.compile(r"^[(]?[0-9一二三四五六七八九十]{1,2}(?:[)、.:]|[)])+")


def plain_name(text: str) -> str:
    """The words alone: 1.有场所(10分) → 有场所."""
    return _NUMBERING.sub("", _BRACKETS.sub("", without_blanks(half_width(text))))


def goes_by(short: str, names: Iterable[str]) -> list[str]:
    """The names that ``short`` can stand for: those that hold its characters in its order.

    Where there is none, the one name that the words contain whole (四会市迳口镇迳口村人大代表联络站).
    One character is no name.
    """
    words = plain_name(short)
    if len(words) < 2:
        return []
    listed = [(name, plain_name(name)) for name in names]
    exact = [name for name, bare in listed if bare == words]
    found = exact or [name for name, bare in listed if _within(words, bare)]
    return found or [name for name, bare in listed if len(bare) > 2 and _within(bare, words)]


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
