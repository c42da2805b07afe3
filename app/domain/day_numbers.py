"""Dates as numbers: 1970.1, 197503, 19750312, and the serial numbers of spreadsheets.

A reading is a tuple (year[, month[, day]]); where a cell leaves several open they are given in the order
of likelihood, with a doubt.
"""

import re
from datetime import date, timedelta

Readings = tuple[list[tuple[int, ...]], str | None]
_DECIMALS = re.compile(r"0\.(0+)")


class Doubt:
    """Codes for why a date is doubtful."""

    AMBIGUOUS = "ambiguous"  # 1970.1 as a number: January or October
    LUNAR = "lunar"
    TWO_VALUES = "two_values"
    IMPOSSIBLE = "impossible"
    FUTURE = "future"
    TWO_DIGIT_YEAR = "two_digit_year"
    SERIAL = "serial"  # the spreadsheet's own number for a day
    SHORT_MONTH = "short_month"  # 1970.3 shown as 1970.30
    LETTERS = "letters"  # O and l among the digits
    DIGITS = "digits"  # 1975312: digits without separators, not in pairs
    SEPARATORS = "separators"  # 1975/3.12, 3/12/1975
    NO_YEAR = "no_year"
    UNCLEAR = "unclear"  # 约1975, 1975.00
    IMPLAUSIBLE = "implausible"  # before 1900, of births before 1922
    TOO_LATE = "too_late"  # so far ahead that the year must be a slip of the hand
    UNREADABLE = "unreadable"

    SETTLED_BY_HINT = frozenset({"ambiguous", "two_digit_year", "serial", "digits", "short_month", "letters"})


MOST_TWO_DIGITS = 99


def century(two_digits: int, this_year: int, birth: bool) -> int:
    """19xx or 20xx: the later one that is not in the future; nobody is born less than ten years ago."""
    latest = this_year - 10 if birth else this_year + 1
    return 2000 + two_digits if 2000 + two_digits <= latest else 1900 + two_digits


def of_digits(bare: str, this_year: int, birth: bool) -> Readings:
    """Digits only: 1975, 197503, 19750312; other lengths are guesses."""
    size, year = len(bare), int(bare[:4])
    plausible = 1900 <= year <= this_year + 50
    if size == 4:
        if plausible:
            return [(year,)], None
        return [(century(int(bare[:2]), this_year, birth), int(bare[2:]))], Doubt.TWO_DIGIT_YEAR
    if size == 2:
        return [(century(int(bare), this_year, birth),)], Doubt.TWO_DIGIT_YEAR
    if size == 6:
        if plausible:
            return ([(year, int(bare[4:]))], None) if bare[4:] != "00" else ([(year,)], Doubt.UNCLEAR)
        return [
            (century(int(bare[:2]), this_year, birth), int(bare[2:4]), int(bare[4:]))
        ], Doubt.TWO_DIGIT_YEAR
    if size == 8 and plausible:
        if bare[4:6] == "00" or bare[6:] == "00":
            return [(year,) if bare[4:6] == "00" else (year, int(bare[4:6]))], Doubt.UNCLEAR
        return [(year, int(bare[4:6]), int(bare[6:]))], None
    if size == 7 and plausible:
        return _existing(
            (year, int(bare[4]), int(bare[5:])), (year, int(bare[4:6]), int(bare[6]))
        ), Doubt.DIGITS
    if size == 5 and 20_000 <= int(bare) <= 60_000:
        return [_of_serial(int(bare), False)], Doubt.SERIAL
    if size == 5 and plausible:
        return [(year, int(bare[4]))], Doubt.DIGITS
    return [], Doubt.UNREADABLE


def _existing(*readings: tuple[int, int, int]) -> list[tuple[int, ...]]:
    """Those readings that are days."""
    return [one for one in readings if 1 <= one[1] <= 12 and 1 <= one[2] <= 31] or list(readings[:1])


def _of_serial(serial: int, date_1904: bool) -> tuple[int, ...]:
    """The day of a spreadsheet's serial number (1900 system: day 60 does not exist; 1904 system: from 0)."""
    day = (date(1904, 1, 1) if date_1904 else date(1899, 12, 30)) + timedelta(days=serial)
    return day.year, day.month, day.day


def shows_dates(number_format: str) -> bool:
    """Whether a number format shows a date: yyyy-mm-dd, yyyy"年"m"月", [$-804]… ."""
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    return (
        "y" in plain
        or ("m" in plain and "d" in plain)
        or "e" in plain.replace("general", "").replace("e+", "")
    )


def as_shown(parts: tuple[int, ...], number_format: str) -> tuple[int, ...]:
    """The month alone where the format shows year and month, and the program put in the first day."""
    plain = re.sub(r"\[[^\]]*\]|\\.", "", number_format).lower()
    shows_day = "d" in plain or "日" in plain or "y" not in plain
    return parts if shows_day or parts[2] != 1 else parts[:2]


def day_of_number(
    number: int | float, number_format: str, date_1904: bool, this_year: int, birth: bool
) -> Readings:
    """The readings of a number: 1970.1, 197503, a serial; and the doubt."""
    if number != number or number in (float("inf"), float("-inf")) or number <= 0:
        return [], Doubt.UNREADABLE
    if birth and shows_dates(number_format) and number <= MOST_TWO_DIGITS:
        return [(century(int(number), this_year, birth),)], Doubt.SERIAL  # 81 in a date cell is a year
    if shows_dates(number_format) and 1 <= number < 2_958_466:
        return [as_shown(_of_serial(int(number), date_1904), number_format)], None
    whole = int(number)
    if number == whole:
        if 20_000 <= whole <= 60_000:
            return [_of_serial(whole, date_1904)], Doubt.SERIAL
        return of_digits(str(whole), this_year, birth)
    if 20_000 <= number <= 60_000:
        return [_of_serial(whole, date_1904)], Doubt.SERIAL
    decimals = f"{number:.4f}".rstrip("0").partition(".")[2]
    if 1900 <= whole <= this_year + 50:
        return _year_and_decimals(whole, decimals, number_format)
    if 13 <= whole <= 99 and len(decimals) <= 2:
        year = century(whole, this_year, birth)
        more = [(year, 10)] if decimals == "1" else []
        return [(year, int(decimals)), *more], Doubt.TWO_DIGIT_YEAR
    return [], Doubt.NO_YEAR if whole <= 12 and len(decimals) <= 2 else Doubt.UNREADABLE


def _year_and_decimals(year: int, decimals: str, number_format: str) -> Readings:
    """1970.1 is January or October; shown as 1970.10 it is October; 1970.3 shown as 1970.30 is doubtful."""
    if len(decimals) > 2:
        month, day = (decimals[:2], decimals[2:]) if len(decimals) == 4 else (decimals[:1], decimals[1:])
        return [(year, int(month), int(day))], Doubt.DIGITS
    if len(decimals) == 2:
        return [(year, int(decimals))], None
    match = _DECIMALS.search(number_format.partition(";")[0])
    two_shown = match is not None and len(match.group(1)) == 2
    if decimals == "1":
        return ([(year, 10)], None) if two_shown else ([(year, 1), (year, 10)], Doubt.AMBIGUOUS)
    return [(year, int(decimals))], Doubt.SHORT_MONTH if two_shown else None
