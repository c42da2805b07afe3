"""How the width of a page is shared among the columns of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

WIDEST_WISH = 60  # half-width characters; a longer text is meant to wrap


@lru_cache(maxsize=100_000)
def text_width(text: str) -> int:
    """The width of one line of text in half-width characters; Chinese characters and signs take two."""
    return len(text) if text.isascii() else sum(2 if character >= "\u1100" else 1 for character in text)


def wished_width(heading: str, texts: Iterable[str]) -> int:
    """The width that shows the heading in at most two lines and most texts in one."""
    widest = max((text_width(line) for text in set(texts) for line in text.split("\n")), default=0)
    return max(least_width(heading, ()), min(widest, WIDEST_WISH))


def least_width(heading: str, texts: Iterable[str]) -> int:
    """The narrowest sensible width: half the heading, and every number or Latin word unbroken."""
    words = (word for text in set(texts) if not text.isascii() or text for word in _unbroken(text))
    longest = max((len(word) for word in words), default=0)
    return max(4, (text_width(heading) + 1) // 2, min(longest, 22))


def _unbroken(text: str) -> list[str]:
    """The runs of a text that a line break may not cut."""
    return "".join(c if c < "\u1100" else " " for c in text).split()


def shared_widths(
    wishes: Sequence[float], least: Sequence[float], total: float, elastic: Sequence[bool]
) -> list[float]:
    """Widths that add up to ``total``: the widest columns give way first, ``elastic`` ones take what is left.

    Where even the narrowest widths do not fit, the sum exceeds ``total``; the caller scales.
    """
    if sum(wishes) <= total:
        return _spread(wishes, total, elastic)
    low, high = 0.0, max(wishes)
    for _ in range(40):  # the height of the ceiling under which all wishes fit, by halving
        ceiling = (low + high) / 2
        if sum(_under(ceiling, wishes, least)) > total:
            high = ceiling
        else:
            low = ceiling
    return _under(low, wishes, least)


def _under(ceiling: float, wishes: Sequence[float], least: Sequence[float]) -> list[float]:
    return [min(wish, max(ceiling, floor)) for wish, floor in zip(wishes, least, strict=True)]


def _spread(wishes: Sequence[float], total: float, elastic: Sequence[bool]) -> list[float]:
    spare = total - sum(wishes)
    weights = [wish if takes else 0.0 for wish, takes in zip(wishes, elastic, strict=True)]
    if not any(weights):
        weights = list(wishes)
    whole = sum(weights) or 1.0
    return [wish + spare * weight / whole for wish, weight in zip(wishes, weights, strict=True)]
