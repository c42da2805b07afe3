"""Numbers left out of a running series."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice, pairwise

# A longer run of digits is a telephone or a bar code typed into the wrong place, not a number in a series.
MOST_DIGITS = 15
_DIGITS = "0123456789０１２３４５６７８９"


def gaps_between(numbers: Iterable[int]) -> list[range]:
    """What lies between neighbours of a series, ascending; one slip of the hand may make a range of 10 ** 12 numbers."""
    return [range(before + 1, after) for before, after in pairwise(sorted(numbers)) if after > before + 1]


def missing_numbers(numbers: Iterable[int], most: int) -> tuple[list[int], int]:
    """The first ``most`` numbers left out of a series, ascending, and how many are left out in all."""
    gaps = gaps_between(numbers)
    return list(islice(chain.from_iterable(gaps), most)), sum(gap.stop - gap.start for gap in gaps)


def serial_and_number(text: str) -> tuple[str, int] | None:
    """迳人大〔2022〕3号 as 迳人大〔2022〕 and 3; None where the text ends with no number of a series."""
    written = text.removesuffix("号")
    serial = written.rstrip(_DIGITS)
    digits = written[len(serial) :]
    return (serial, int(digits)) if 0 < len(digits) <= MOST_DIGITS else None
