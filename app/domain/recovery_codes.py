"""The recovery code of a protected ledger: forty digits in groups that a person can copy from paper and type again.

Each group carries a digit that follows from its others and from its place, so that a slip of the pen is told
by group before anything is tried.
"""

from __future__ import annotations

import re
import unicodedata

DIGITS = 40  # random digits: 10**40 codes are about 2**132
GROUP = 4  # random digits of a group; its fifth is the check digit
GROUPS = DIGITS // GROUP
_WEIGHTS = (3, 7, 9, 1)  # none shares a factor with 10: every wrong single digit is noticed


class WrongGroups(ValueError):
    """A code that was copied wrong; ``sentence`` says where."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def grouped(digits: str) -> str:
    """The code as it is printed: ten groups of five digits."""
    groups = [digits[start : start + GROUP] for start in range(0, DIGITS, GROUP)]
    return " ".join(group + _check_digit(group, place) for place, group in enumerate(groups))


def _check_digit(group: str, place: int) -> str:
    weighted = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, group, strict=True))
    return str((weighted + place) % 10)


def looks_like_code(text: str) -> bool:
    """Whether somebody means a recovery code and not a password: digits only, about as many as it has."""
    written = _written(text)
    return written.isdigit() and len(written) >= DIGITS


def read_code(text: str) -> str:
    """The forty digits of a code as it was typed: with blanks, dashes, or in full-width digits.

    Raises ``WrongGroups``.
    """
    written = _written(text)
    if not written.isdigit() or len(written) != GROUPS * (GROUP + 1):
        raise WrongGroups(f"恢复码是 {GROUPS} 组、每组 {GROUP + 1} 个数字，请对照恢复页再核对一遍。")
    groups = [written[start : start + GROUP + 1] for start in range(0, len(written), GROUP + 1)]
    wrong = [
        str(place + 1) for place, group in enumerate(groups) if _check_digit(group[:-1], place) != group[-1]
    ]
    if wrong:
        raise WrongGroups(f"恢复码的第 {'、'.join(wrong)} 组不对，请对照恢复页再核对一遍。")
    return "".join(group[:-1] for group in groups)


def _written(text: str) -> str:
    return re.sub(r"[\s\-–—－]", "", unicodedata.normalize("NFKC", text))
