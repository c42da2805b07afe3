"""Telephone numbers as clerks write them: several in a cell, as numbers, with lost zeros."""

import re
from functools import lru_cache
from typing import NamedTuple

from app.domain.patterns import pattern
from app.domain.texts import half_width, without_hidden

LONGEST = 200  # a longer text is no list of numbers
_MOBILE = pattern(r"^1[3-9]\d{9}$")
_LANDLINE = pattern(r"^0\d{2,3}-{0,2}\d{7,8}(?:-\d{1,6})?$")
_LOCAL = pattern(r"^[2-9]\d{6,7}(?:-\d{1,6})?$")
_SERVICE = pattern(r"^[48]00-?\d{3}-?\d{4}$|^1\d{4}$|^9\d{4,5}$")
_AREA = pattern(r"^0(?:10|2\d|[3-9]\d{2})$")
# 10 Beijing and 20–29 have eight digits behind; other areas three digits and seven or eight behind.
_LOST_ZERO = pattern(r"^(?:(?:10|2\d)-?\d{8}|[3-9]\d{2}-?\d{7,8})(?:-\d{1,6})?$")
_PREFIX = pattern(r"^(?:\+|00)?\(?86\)?[- ]?(?=1[3-9]\d|0?\d{2,3}-?\d{7})")
_LABELS = pattern(
    r"(?:联系电话|手机号码?|移动电话|办公电话|办公室|家庭|住宅|固定电话|固话|座机|电话|手机|微信同号|微信号?|短号|"
    r"移动|联通|电信|单位|本人|手(?=[:]?\d)|办|宅|家|tel|phone|mobile|mob)[:\uff1a.]?",
    re.IGNORECASE,
)
_REMARK = pattern(r"\((?!\d{3,4}\))[^()]*\)")
_AREA_IN_BRACKETS = pattern(r"\((0?\d{2,3})\)[- ]*(?=\d)")
_EXTENSION = pattern(r"(?<=\d)\s*(?:转|分机|ext\.?|#)\s*(?=\d)", re.IGNORECASE)
_PARTS = pattern(r"[\s/、,\uff0c;\uff1b|\\或和及与。.:~]+")
_GLUED = pattern(r"(?<!\d)(1[3-9]\d{9})-?(?=1[3-9]\d{9}(?!\d))")
_INSIDE = pattern(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_NONE = frozenset(["", "-", "--", "—", "——", "/", "无", "暂无", "\\", "不详", "没有"])
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


class PhoneReading(NamedTuple):
    """The numbers of a cell in their order, and codes of what is doubtful.

    Codes: ``phone_form`` (no telephone number), ``phone_leading_zero`` (the area code's 0 is gone; the
    number stays as written), ``phone_digits_lost`` (3.9E+10 and the like).
    """

    numbers: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_phone(cell: object) -> PhoneReading:
    """The telephone numbers of a workbook's cell; a blank cell or a dash gives none and no problem."""
    if cell is None:
        return PhoneReading()
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return PhoneReading((), ("phone_form",))
    if isinstance(cell, str):
        return _of_text(cell)
    if cell != cell or cell in (float("inf"), float("-inf")) or cell != int(cell) or cell <= 0:
        return PhoneReading((), ("phone_form",))
    return _of_text(str(int(cell)))


def spellings(number: str) -> tuple[str, ...]:
    """A number as it may have been written down: itself, and with or without the hyphen behind its area code."""
    bare = number.replace("-", "")
    joined = (f"{bare[:length]}-{bare[length:]}" for length in (3, 4) if _AREA.match(bare[:length]))
    return tuple(dict.fromkeys((number, bare, *joined)))


@lru_cache(maxsize=50_000)
def _of_text(text: str) -> PhoneReading:
    if _MOBILE.match(text):
        return PhoneReading((text,))
    if len(text) > LONGEST:
        return PhoneReading((), ("phone_form",))
    bare = without_hidden(half_width(text)).strip().strip("'\"`’‘")
    if bare in _NONE:
        return PhoneReading()
    if re.match(r"^\d(?:\.\d+)?[eE]\+?\d{2}$", bare):
        return PhoneReading((), ("phone_digits_lost",))
    bare = bare.replace("－", "-").replace("—", "-").replace("–", "-").replace("‐", "-")
    bare = _REMARK.sub(" ", _EXTENSION.sub("-", _AREA_IN_BRACKETS.sub(r"\1-", bare)))
    bare = _GLUED.sub(r"\1 ", _LABELS.sub(" ", bare))
    numbers, problems = [], dict[str, None]()
    for part in _joined([part for part in _PARTS.split(bare) if part.strip("-")]):
        number, problem = _one(part)
        if number not in numbers:
            numbers.append(number)
        if problem:
            problems[problem] = None
    if not numbers:
        problems["phone_form"] = None
    return PhoneReading(tuple(numbers), tuple(problems))


def _joined(parts: list[str]) -> list[str]:
    """Pieces of one number put together again: 0758 3221234, 138 0000 0000, 138-0000-0000."""
    whole: list[str] = []
    for part in parts:
        part = _PREFIX.sub("", part)
        before = whole[-1] if whole else ""
        if _AREA.match(before) and re.match(r"^-?\d{7,8}(?:-\d+)?$", part):
            whole[-1] = f"{before}-{part.lstrip('-')}"
        elif re.match(r"^(?:\+|00)?86$", before):
            whole[-1] = part
        elif re.match(r"^1[3-9]\d(?:\d{0,7})$", before) and part.isdigit() and len(before + part) <= 11:
            whole[-1] = before + part
        else:
            whole.append(part)
    return whole


def _one(part: str) -> tuple[str, str | None]:
    part = part.strip("-+")
    closed = part.replace("-", "")
    if _MOBILE.match(closed):
        return closed, None
    if closed.startswith("86") and _MOBILE.match(closed[2:]):
        return closed[2:], None
    if _LANDLINE.match(part) or _LOCAL.match(part) or _SERVICE.match(part):
        return part, None
    if _LOST_ZERO.match(part):
        return part, "phone_leading_zero"
    inside = _INSIDE.findall(part)
    if len(inside) == 1:
        return inside[0], "phone_form"
    repaired = part.translate(_LETTERS)
    if _MOBILE.match(repaired):
        return repaired, "phone_form"
    return part, "phone_form"
