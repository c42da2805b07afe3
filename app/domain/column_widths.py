"""How the width of a page is shared among the columns of a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from app.domain.patterns import pattern

_CROWDED = 16  # texts up to eight Chinese characters stay in one line as long as the longer columns have room
_KEPT_WHOLE = (_CROWDED, 20, 24)  # widths of texts that are tried in one line
_READABLE = 20  # ten Chinese characters in a line: what a longer column then still gets
_SHORT = 8  # texts up to four Chinese characters are not broken: names, classes, short headings
_LISTED = 20  # the same for the lines of a list (visitors, one to a line)
_LATIN = 22  # a longer number or Latin word in a free text may be broken
_BLANK = 8  # room for writing by hand in a column that is blank throughout
_DOCUMENT_NUMBER = pattern(
    "[^\\s\u3001\uff0c\uff1b\u3014]{0,6}\u3014\\d{4}\u3015\\d+\u53f7"
)  # 迳人大〔2022〕9号
# 第十九选区, 第三代表团, 第十七届, 第3季度: who reads 第十九选 on one line looks for the rest.
ORDINAL = r"第(?:[〇零一二三四五六七八九十百]{1,5}|[0-9]{1,4})(?:选区|代表(?:小组|团)|村民小组|小组|季度|[\u4e00-\u9fff])"
_ORDINAL = pattern(ORDINAL)
_SPARED = 0.7  # of the paper: small type that spares less is not worth reading
_JUDGED_BY = 500  # rows, from the first to the last: counting the lines of 10,000 took a second
_POWERS = (
    0.5,
    0.75,
    1.0,
)  # long texts in rows of their own want the root of their area, in the same rows all of it


@lru_cache(maxsize=100_000)
def text_width(text: str) -> int:
    """The width of one line of text in half-width characters; Chinese characters and signs take two."""
    return len(text) if text.isascii() else sum(2 if character >= "\u1100" else 1 for character in text)


@dataclass(frozen=True)
class ColumnNeed:
    """What a column asks for, in half-width characters.

    ``least``: below it a name, a number or a date would break.  ``widest``: its longest line.  ``texts``: the
    width of each text, one row after the other, and ``lines`` how many lines each has by itself.
    ``elastic`` columns wrap first and take what is left over.
    """

    least: float
    widest: float
    texts: tuple[int, ...]
    lines: tuple[int, ...]
    elastic: bool


def column_need(heading: str, texts: Sequence[str], *, elastic: bool, unbroken: bool = False) -> ColumnNeed:
    """What a column of these texts asks for; ``unbroken``: as wide as its widest value, whatever that takes."""
    parts = [text.split("\n") for text in texts]
    longest = max((text_width(line) for lines in parts for line in lines), default=0)
    room = max(min(text_width(heading), _SHORT), longest, 4 if longest else _BLANK)
    if unbroken:
        least = max(_heading_width(heading), _longest_of_several(texts))
    else:
        least = min(_least_width(heading, texts, longest), room)
        least = least if elastic else max(least, min(longest, _CROWDED))
    return ColumnNeed(
        least=least,
        widest=max(room, least),
        texts=tuple(sum(map(text_width, lines)) for lines in parts),
        lines=tuple(map(len, parts)),
        elastic=elastic,
    )


def _longest_of_several(texts: Sequence[str]) -> int:
    """The longest of the values, several of which may stand in one cell with 、 behind all but the last."""
    widest = 0
    for text in texts:
        values = text.replace("\n", "、").split("、")
        widest = max(widest, text_width(values[-1]), *(text_width(value) + 2 for value in values[:-1]))
    return widest


def _least_width(heading: str, texts: Sequence[str], widest: int) -> float:
    """Half the heading, four characters, no number or Latin word broken; short lines of a list stay whole."""
    several = set(texts)
    longest = max((text_width(word) for text in several for word in _unbroken(text)), default=0)
    listed = max(
        (text_width(line) for text in several if "\n" in text for line in text.split("\n")), default=0
    )
    return max(_heading_width(heading), min(longest, _LATIN), min(widest, _SHORT), min(listed, _LISTED))


def _heading_width(heading: str) -> float:
    words = text_width(heading)
    return max(4, words if words <= 6 else (words + 2) // 2)


def _unbroken(text: str) -> list[str]:
    """The runs of a text that a line break may not cut: numbers, ordinals, Latin words, numbers of documents."""
    if text.isascii():
        return text.split()
    runs = "".join(c if c < "\u1100" else " " for c in text).split()
    if "第" in text:
        runs += _ORDINAL.findall(text)
    return runs + _DOCUMENT_NUMBER.findall(text) if "\u3014" in text else runs


def shared_widths(needs: Sequence[ColumnNeed], total: float) -> list[float]:
    """Widths that add up to ``total``; where even the least do not fit, the least ones, which may exceed it.

    Where not every text fits in one line, columns that wrap share the room by the area of their texts, in
    whichever way takes the fewest lines.  Where too many are wide, long words in free texts are broken before a number is.
    """
    over = sum(need.least for need in needs) - total
    if over > 0:
        return _narrowed(needs, over)
    if sum(need.widest for need in needs) <= total:
        return _spread(needs, total)
    floors = [floors for most in _KEPT_WHOLE if _is_readable(needs, floors := _floors(needs, most), total)]
    shared = [
        _by_area(needs, each, total, power)
        for each in floors or [[need.least for need in needs]]
        for power in _POWERS
    ]
    return min(shared, key=lambda widths: line_count(needs, widths))


def _narrowed(needs: Sequence[ColumnNeed], over: float) -> list[float]:
    """The least widths, of which those of elastic columns give up ``over`` as far as short texts stay whole."""
    gives = [max(need.least - _SHORT, 0.0) if need.elastic else 0.0 for need in needs]
    part = min(1.0, over / (sum(gives) or over))
    return [need.least - give * part for need, give in zip(needs, gives, strict=True)]


def _floors(needs: Sequence[ColumnNeed], most: float) -> list[float]:
    """The least widths where texts up to ``most`` stay in one line."""
    return [need.widest if need.widest <= most else need.least for need in needs]


def _is_readable(needs: Sequence[ColumnNeed], floors: Sequence[float], total: float) -> bool:
    """Whether the longer columns still get a readable width beside those that stay in one line."""
    readable = (max(floor, min(need.widest, _READABLE)) for need, floor in zip(needs, floors, strict=True))
    return sum(readable) <= total


def _by_area(needs: Sequence[ColumnNeed], floors: Sequence[float], total: float, power: float) -> list[float]:
    areas = [float(sum(need.texts) or 1) ** power for need in needs]

    def widths(part: float) -> list[float]:
        return [
            max(floor, min(area * part, need.widest)) if need.elastic else floor
            for need, floor, area in zip(needs, floors, areas, strict=True)
        ]

    low, high = 0.0, total
    for _ in range(40):  # the width for each unit of area, by halving
        part = (low + high) / 2
        low, high = (low, part) if sum(widths(part)) > total else (part, high)
    shared = widths(low)
    spare = total - sum(shared)
    wrapping = (
        [need.elastic for need in needs] if any(need.elastic for need in needs) else [True] * len(needs)
    )
    weights = [width if wraps else 0.0 for width, wraps in zip(shared, wrapping, strict=True)]
    if spare <= 0:
        return shared
    return [width + spare * weight / sum(weights) for width, weight in zip(shared, weights, strict=True)]


def line_count(needs: Sequence[ColumnNeed], widths: Sequence[float]) -> int:
    """How many lines the rows take together, as far as the widths of texts tell; of many rows some stand for all."""
    step = max(1, len(needs[0].texts) // _JUDGED_BY)
    taken = [
        [
            max(lines, ceil(text / width))
            for text, lines in zip(need.texts[::step], need.lines[::step], strict=True)
        ]
        for need, width in zip(needs, widths, strict=True)
    ]
    return sum(map(max, zip(*taken, strict=True)))


def spares_paper(needs: Sequence[ColumnNeed], room: float, smaller: float) -> bool:
    """Whether type small enough for ``smaller`` (a greater width) makes the rows much lower than ``room`` does."""
    before, after = (line_count(needs, shared_widths(needs, total)) for total in (room, smaller))
    return after * room / smaller < _SPARED * before


def is_crowded(needs: Sequence[ColumnNeed], total: float) -> bool:
    """Whether so many columns share ``total`` that smaller type reads better than ever narrower columns."""
    return sum(max(need.least, min(need.widest, _CROWDED)) for need in needs) > total


def _spread(needs: Sequence[ColumnNeed], total: float) -> list[float]:
    spare = total - sum(need.widest for need in needs)
    weights = [need.widest if need.elastic else 0.0 for need in needs]
    if not any(weights):
        weights = [need.widest for need in needs]
    whole = sum(weights) or 1.0
    return [need.widest + spare * weight / whole for need, weight in zip(needs, weights, strict=True)]
