"""Number formats of a workbook: codes by number, and whether a code shows a date, a time or a number."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'AM/PMh"时"mm"分"',
    35: 'AM/PMh"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'AM/PMh"时"mm"分"', 56: 'AM/PMh"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Codes a file uses without defining them (ECMA-376 part 1, 18.8.30), 27-36 and 50-58 as in Chinese."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LAST_SERIAL = 2_958_465  # 9999-12-31 counted from 1900
_DAYS_1904 = 1_462


@lru_cache(maxsize=1024)
def shows(code: str) -> str:
    """What a number of this format is shown as: "date", "time", "elapsed" ([h]:mm), or "" for a number."""
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    if "general" in bare or "e+" in bare or "e-" in bare:
        return ""
    if "[" in bare:
        return "elapsed"
    clock = "h" in bare or "s" in bare
    if "y" in bare or "d" in bare or "aaa" in bare or ("m" in bare and not clock):
        return "date"
    return "time" if clock else ""


def moment(serial: float, shown: str, date_1904: bool) -> date | datetime | time | None:
    """The day or time a serial number means, to the millisecond; None where it means none.

    Serials 1-59 count from 1900-01-01; 60 is the 29 February 1900 that never was, and means nothing.
    """
    if shown not in ("date", "time"):
        return None
    days, part = divmod(serial, 1)
    milliseconds = round(part * 86_400_000)
    if 0 <= serial < 1 and (milliseconds or shown == "time") and milliseconds < 86_400_000:
        return (datetime(1900, 1, 1) + timedelta(milliseconds=milliseconds)).time()
    if date_1904:
        days += _DAYS_1904
    elif 1 <= days < 60:
        days += 1
    elif days == 60 or days < 1:
        return None
    if not 1 <= days <= _LAST_SERIAL:
        return None
    when = datetime(1899, 12, 30) + timedelta(days=days, milliseconds=milliseconds)
    return when if when.hour or when.minute or when.second or when.microsecond else when.date()


def number(text: str) -> int | float | str:
    """A stored number: whole ones as int with all the digits the file shows; what is no number stays text."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return tidy(float(text))
    except (ValueError, OverflowError):
        return text


def tidy(value: float) -> int | float:
    """A float that is whole as int: 4.41284197503121e+17 becomes 441284197503121000, the digits it shows.

    Raises: OverflowError for infinity and not-a-number.
    """
    if value != value or value in (float("inf"), float("-inf")):
        raise OverflowError(value)
    if not value.is_integer():
        return value
    if abs(value) < 2**53:
        return int(value)
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = fraction.rstrip("0")
    return int(whole + fraction + "0" * (int(exponent or 0) - len(fraction)))
