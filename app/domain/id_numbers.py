"""Citizens' ID numbers (GB 11643-1999): read as written, judged, never repaired in silence."""

from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from app.domain.days import PartialDate
from app.domain.patterns import pattern
from app.domain.texts import half_width, without_blanks, without_hidden

LONGEST = 60  # a longer text is no number
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FULL = pattern(r"^[0-9]{17}[0-9X]\Z")
_OLD = pattern(r"^[0-9]{15}\Z")
_LABEL = pattern(r"^(?:公民|居民)?(?:身份证?(?:号码?)?|证件号码?|ID|NO)[:.]*(?=\d)")
_DIGITS = pattern(r"^\d{6,}X?$")
_SCIENTIFIC = pattern(r"^\d(?:\.\d+)?E\+?\d{2}$")
_LETTERS = str.maketrans("OQILZ", "00112")
_NONE = frozenset(["", "-", "--", "—", "——", "/", "无", "暂无", "\\", "不详"])
# A spreadsheet keeps fifteen digits of a number; the others become 0.
_KEPT_DIGITS = 15


class IdReading(NamedTuple):
    """The number as read (upper-case X) or None, and codes of what is doubtful about it.

    ``seen`` is a number that is fit to compare a birth date with but not to keep: what is left of one
    that lost digits, or one with letters read as digits.

    Codes: ``id_checksum``, ``id_length``, ``id_15`` (old number), ``id_digits_lost`` (kept as a number),
    ``id_birth_impossible``, ``id_letter_o`` (letters taken for digits), ``id_ends_in_000`` (may have lost digits), ``id_form`` (no ID number).
    """

    number: str | None
    problems: tuple[str, ...] = ()
    seen: str | None = None


def check_digit(first17: str) -> str:
    """The 18th character for the first seventeen digits (ISO 7064 MOD 11-2)."""
    if len(first17) != len(_WEIGHTS):
        raise ValueError("要有17位数字。")
    return _CHECKS[sum(map(mul, _WEIGHTS, map(int, first17))) % 11]


@lru_cache(maxsize=50_000)  # reading, hints and rules of one record ask for the same number
def birth_of(number: str) -> PartialDate | None:
    """The birth date in a number of 18 (or 15) characters; None where there is no such day."""
    if _FULL.match(number):
        digits = number[6:14]
    elif _OLD.match(number):
        digits = "19" + number[6:12]
    else:
        return None
    try:
        return PartialDate(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex_of(number: str) -> str | None:
    """男 or 女 by the serial number's last digit (odd for men); None for anything but an ID number."""
    if _FULL.match(number):
        digit = number[16]
    elif _OLD.match(number):
        digit = number[14]
    else:
        return None
    return "男" if int(digit) % 2 else "女"


def read_id_number(cell: object, today: date | None = None) -> IdReading:
    """An ID number from a workbook's cell. A blank cell or a dash gives neither number nor problem.

    With ``today`` a birth date in the future is impossible.
    """
    if cell is None:
        return IdReading(None)
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return IdReading(None, ("id_form",))
    if isinstance(cell, str):
        return _of_text(cell, today)
    if cell != cell or cell in (float("inf"), float("-inf")) or cell != int(cell):
        return IdReading(None, ("id_form",))
    digits = str(int(cell))
    if len(digits) > _KEPT_DIGITS:
        with_zeros = digits[:_KEPT_DIGITS] + "0" * (len(digits) - _KEPT_DIGITS)
        return IdReading(None, ("id_digits_lost",), with_zeros)
    return _judged(digits, (), today)


@lru_cache(maxsize=50_000)
def _of_text(text: str, today: date | None) -> IdReading:
    if _FULL.match(text):
        return _judged(text, (), today)
    if len(text) > LONGEST:
        return IdReading(None, ("id_form",))
    bare = without_blanks(without_hidden(half_width(text))).strip("'\"`’‘,.;。、").upper().replace("×", "X")
    bare = _LABEL.sub("", bare)
    if bare in _NONE:
        return IdReading(None)
    if _SCIENTIFIC.match(bare):
        return IdReading(None, ("id_digits_lost",))
    if bare.count("-") in (2, 3) and _FULL.match(bare.replace("-", "")):
        bare = bare.replace("-", "")
    if _FULL.match(bare) or _OLD.match(bare):
        return _judged(bare, (), today)
    repaired = bare.translate(_LETTERS)
    if _FULL.match(repaired) or _OLD.match(repaired):
        reading = _judged(repaired, ("id_letter_o",), today)
        return IdReading(bare, reading.problems, repaired)
    return IdReading(bare, ("id_length",)) if _DIGITS.match(bare) else IdReading(None, ("id_form",))


def _judged(number: str, problems: tuple[str, ...], today: date | None) -> IdReading:
    if len(number) == 15:
        problems += ("id_15",)
    elif len(number) != 18:
        return IdReading(number, (*problems, "id_length"))
    born = birth_of(number)
    if born is None or born.year < 1850 or (today and born.first_day > today):
        problems += ("id_birth_impossible",)
    if len(number) == 18 and number.endswith("000"):
        if check_digit(number[:17]) == number[17]:
            return IdReading(
                number, (*problems, "id_ends_in_000")
            )  # by chance one time in eleven: to be looked at
        return IdReading(None, (*problems, "id_digits_lost"), number)  # a number cell that was turned to text
    if len(number) == 18 and check_digit(number[:17]) != number[17]:
        problems += ("id_checksum",)
    return IdReading(number, problems)
