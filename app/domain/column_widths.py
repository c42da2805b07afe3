"""How the width of a page is shared among the columns of a ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

WIDEST_WISH = 60  # half-width characters; a longer text is meant to wrap
_WHOLE = 16  # texts up to eight Chinese characters stay in one line as long as the longer columns have room
_SOME = 0.65  # the part of its wish that a longer column then still gets
_SHORT = 8  # texts up to four Chinese characters are not broken: names, classes, short headings


@lru_cache(maxsize=100_000)
def text_width(text: str) -> int:
    """The width of one line of text in half-width characters; Chinese characters and signs take two."""
    return len(text) if text.isascii() else sum(2 if character >= "\u1100" else 1 for character in text)


def wished_width(heading: str, texts: Sequence[str]) -> int:
    """The width that shows a short heading and nearly all texts in one line.

    A few texts that are much longer than the others wrap instead of widening the whole column;
    a column that is blank throughout gets room for writing by hand.
    """
    widths = sorted(
        max(map(text_width, text.split("\n"))) if "\n" in text else text_width(text) for text in texts
    )
    usual = widths[int(len(widths) * 0.95)] if len(widths) >= 20 else (widths[-1] if widths else 0)
    widest = widths[-1] if widths and widths[-1] <= max(usual * 1.3, _SHORT) else usual
    return max(min(text_width(heading), _SHORT), min(widest, WIDEST_WISH), 4 if any(widths) else _SHORT)


def least_width(heading: str, texts: Collection[str]) -> int:
    """The narrowest sensible width: half the heading, four characters, no number or Latin word broken.

    The lines of a list (visitors, one to a line) stay whole as far as they are short.
    """
    longest = max((len(word) for text in texts for word in _unbroken(text)), default=0)
    words = text_width(heading)
    widest = max(map(text_width, texts), default=0)
    listed = max((text_width(line) for text in texts if "\n" in text for line in text.split("\n")), default=0)
    short = max(min(widest, _SHORT), min(listed, 20))
    return max(4, words if words <= 6 else (words + 2) // 2, min(longest, 22), short)


def _unbroken(text: str) -> list[str]:
    """The runs of a text that a line break may not cut."""
    return text.split() if text.isascii() else "".join(c if c < "\u1100" else " " for c in text).split()


def shared_widths(
    wishes: Sequence[float], least: Sequence[float], total: float, elastic: Sequence[bool]
) -> list[float]:
    """Widths that add up to ``total``: what does not fit wraps into about as many lines everywhere,
    short columns last.

    ``elastic`` columns take what is left over.  Where even the narrowest widths do not fit, the sum
    exceeds ``total``; the caller scales.
    """
    if sum(wishes) <= total:
        return _spread(wishes, total, elastic)
    whole = [wish if wish <= _WHOLE else floor for wish, floor in zip(wishes, least, strict=True)]
    if sum(_parts(_SOME, wishes, whole)) <= total:
        least = whole
    low, high = 0.0, 1.0
    for _ in range(40):  # the part of its wish that every column gets, by halving
        part = (low + high) / 2
        if sum(_parts(part, wishes, least)) > total:
            high = part
        else:
            low = part
    return _parts(low, wishes, least)


def _parts(part: float, wishes: Sequence[float], least: Sequence[float]) -> list[float]:
    return [min(wish, max(wish * part, floor)) for wish, floor in zip(wishes, least, strict=True)]


def is_crowded(wishes: Sequence[float], total: float) -> bool:
    """Whether so many columns share ``total`` that smaller type reads better than ever narrower columns."""
    return sum(min(wish, _WHOLE) for wish in wishes) > total


def _spread(wishes: Sequence[float], total: float, elastic: Sequence[bool]) -> list[float]:
    spare = total - sum(wishes)
    weights = [wish if takes else 0.0 for wish, takes in zip(wishes, elastic, strict=True)]
    if not any(weights):
        weights = list(wishes)
    whole = sum(weights) or 1.0
    return [wish + spare * weight / whole for wish, weight in zip(wishes, weights, strict=True)]
