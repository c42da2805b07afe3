"""Dates as clerks write them into workbooks: from a text or a number to year, month and day.

A reading is a tuple (year[, month[, day]]); where a cell leaves several open they are given in the order
of likelihood, with a doubt. Whether such a day exists and is settled by another field is decided in
:mod:`app.domain.days`.
"""

import re
from datetime import date, timedelta

from app.domain.numerals import chinese_value
from app.domain.texts import half_width, without_blanks, without_hidden

Readings = tuple[list[tuple[int, ...]], str | None]


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
    IMPLAUSIBLE = "implausible"  # before 1900
    UNREADABLE = "unreadable"

    SETTLED_BY_HINT = frozenset({"ambiguous", "two_digit_year", "serial", "digits", "short_month", "letters"})


_PLAIN = re.compile(r"^((?:19|20)\d\d)(?:([./\-])(\d{1,2})(?:\2(\d{1,2}))?)?$")
_SPOKEN = re.compile(r"^(\d{4})年(?:(\d{1,2})月?(?:(\d{1,2})[日号]?)?)?$")
_UNFINISHED = re.compile(r"^(\d{4})[./\-]+$")
_LOOSE = re.compile(r"^(\d{4})([./\-年 ]+)(\d{1,2})(?:([./\-月 ]+)(\d{1,2})?)?[日号]?[./\- ]*$")
_SHORT = re.compile(r"^'?(\d{2})([./\-年 ])(\d{1,2})(?:[./\-月 ](\d{1,2}))?[月日号]?$")
_SHORT_YEAR = re.compile(r"^'?(\d{2})年$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})$")
_MONTH_FIRST = re.compile(r"^(\d{1,2})[./\-](\d{4})$")
# What an English spreadsheet makes of 1975-3 in a text file: Mar-75, 12-Mar-75.
_ENGLISH = re.compile(r"^(?:(\d{1,2})[- ])?([A-Za-z]{3})[a-z]*[- ](\d{2}|\d{4})$")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_DAY = re.compile(r"^\d{1,2}月(?:\d{1,2}[日号]?)?$")
_TIME = re.compile(r"(?<=\d)(?:[T ]+|(?<=日) *)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_YEAR_STARTS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\D|$|\d{2}(?!\d)|\d{4}(?!\d))")
_SECOND_WITHOUT_YEAR = re.compile(r"^(.*\d月?日?)(?:或者?|、|/|;)(\d{1,2})月?$")
_BETWEEN = re.compile(r"[^\d年月日号]+$")
_LUNAR = re.compile(r"农历|阴历|旧历|[(]农[)]?|腊月|正月|冬月|闰|初[一二三四五六七八九十]|夏历|农$")
_LUNAR_DAY = re.compile(r"[(]?(?:农历|阴历|旧历|夏历|农)[)]?|闰|初")
_REMARK = re.compile(
    r"[(](?:\d+周?岁|公历|阳历|新历|公|阳|身份证|档案|星期.|周.|礼拜.|出?生)[)]|公历|阳历|新历|周岁|"
    r"出?生于?|生日|(?<=[日号\d]) *(?:星期|周|礼拜)[一二三四五六日天]$|(?<=[日号\d]) *[上下中]午$"
)
_LISTED = re.compile(r"^\d{4}([、,])\d{1,2}(?:\1\d{1,2})?$")  # 1975、3
_ABOUT = re.compile(r"^约|左右$|前后$|[?]|大约|不详|待|约$")
_CHINESE = re.compile(r"[〇○◯零一二三四五六七八九十廿卅]+")
_LETTERS = re.compile(
    r"(?<=[\d./\-年月])[OoQ]|[OoQ](?=[\d./\-年月])|(?<=[\d./\-年月])[lI|]|[lI|](?=[\d./\-年月])"
)
_NONE = frozenset(["", "-", "--", "—", "——", "/", "无", "空", "\\", "－", "*"])
_DECIMALS = re.compile(r"0\.(0+)")


def chinese_digits(text: str) -> str:
    """The text with Chinese numerals as Arabic ones: 二〇二五年十月 → 2025年10月."""

    def arabic(found: re.Match[str]) -> str:
        value = chinese_value(found.group())
        return found.group() if value is None else str(value)

    return _CHINESE.sub(arabic, text.replace("元月", "1月"))


def day_of_text(text: str, this_year: int, birth: bool) -> Readings | None:
    """The readings of a text and its doubt; None for a blank or a dash."""
    plain = _PLAIN.match(text)
    if plain and plain.group(3) not in ("0", "00") and plain.group(4) not in ("0", "00"):
        return [_numbers(plain.group(1), plain.group(3), plain.group(4))], None
    bare = " ".join(without_hidden(half_width(text)).split()).strip("'\" ")
    bare = bare.replace("。", ".").replace("·", ".").replace("•", ".").replace("–", "-").replace("—", "-")
    if without_blanks(bare) in _NONE:
        return None
    bare = _TIME.sub("", bare)
    if _LUNAR.search(bare):
        return _lunar(bare, this_year, birth)
    bare = _REMARK.sub("", bare).strip(" .,;:、()")
    if bare.isalpha() and not _CHINESE.search(bare):
        return [], Doubt.UNREADABLE
    if _ENGLISH.match(bare):
        return _one_day(bare, this_year, birth)
    bare = chinese_digits(bare)
    if _LISTED.match(bare):
        bare = bare.replace("、", ".").replace(",", ".")
    repaired = _LETTERS.sub(lambda found: "0" if found.group() in "OoQ" else "1", bare)
    if repaired != bare:
        return _doubtful(
            _one_day(_LETTERS.sub(lambda f: "0" if f.group() in "OoQ" else "1", repaired), this_year, birth),
            Doubt.LETTERS,
        )
    if _ABOUT.search(bare):
        return _doubtful(_one_day(_ABOUT.sub("", bare).strip(), this_year, birth), Doubt.UNCLEAR)
    return _two_values(bare, this_year, birth) or _one_day(bare, this_year, birth)


def _numbers(*parts: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in parts if part)


def _doubtful(found: Readings, doubt: str) -> Readings:
    readings, own = found
    return (readings, doubt) if readings else (readings, own)


def _lunar(bare: str, this_year: int, birth: bool) -> Readings:
    """A lunar date: its figures are shown, they are no day of our calendar."""
    rest = _LUNAR_DAY.sub("", bare.replace("腊月", "12月").replace("正月", "1月").replace("冬月", "11月"))
    readings, _ = _one_day(chinese_digits(_REMARK.sub("", rest)).strip(" .,;:、()"), this_year, birth)
    year = re.match(r"\D*(\d{4})", rest)
    return readings or ([(int(year.group(1)),)] if year else []), Doubt.LUNAR


def _two_values(bare: str, this_year: int, birth: bool) -> Readings | None:
    """Two dates in one cell. If they agree the more precise one stands."""
    second = _SECOND_WITHOUT_YEAR.match(bare)
    starts = [found.start() for found in _YEAR_STARTS.finditer(bare)]
    if len(starts) < 2:
        if second and ("月" in bare or second.group(1).count(".") == 1) and second.group(1)[:4].isdigit():
            return _doubtful(_one_day(second.group(1), this_year, birth), Doubt.TWO_VALUES)
        return None
    parts = [bare[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    days = [_one_day(_BETWEEN.sub("", part), this_year, birth)[0] for part in parts]
    known = sorted((found[0] for found in days if found), key=len, reverse=True)
    if len(known) < len(days):
        return known[:1], Doubt.TWO_VALUES if known else Doubt.UNREADABLE
    if all(known[0][: len(one)] == one for one in known):
        return [known[0]], None
    return [days[0][0]], Doubt.TWO_VALUES


def _one_day(bare: str, this_year: int, birth: bool) -> Readings:
    """One date in digits: with separators, or as digits only."""
    if bare.isdigit():
        return _digits(bare, this_year, birth)
    spoken = _SPOKEN.match(bare.replace(" ", ""))
    if spoken:
        return [_numbers(*spoken.groups())], None
    loose = _LOOSE.match(bare)
    if loose:
        return _loose(loose)
    unfinished = _UNFINISHED.match(bare)
    if unfinished:
        return [_numbers(unfinished.group(1))], Doubt.UNCLEAR
    short = _SHORT.match(bare)
    if short:
        return _two_digit_year(short, this_year, birth)
    year = _SHORT_YEAR.match(bare)
    if year:
        return [(_century(int(year.group(1)), this_year, birth),)], Doubt.TWO_DIGIT_YEAR
    day_first = _DAY_FIRST.match(bare)
    if day_first:
        a, b, full = (int(part) for part in day_first.groups())
        return [(full, a, b), (full, b, a)] if a <= 12 else [(full, b, a)], Doubt.SEPARATORS
    month_first = _MONTH_FIRST.match(bare)
    if month_first:
        return [_numbers(month_first.group(2), month_first.group(1))], Doubt.SEPARATORS
    english = _ENGLISH.match(bare)
    if english and english.group(2).lower() in _ENGLISH_MONTHS:
        return _english(english, this_year, birth)
    return [], Doubt.NO_YEAR if _MONTH_DAY.match(bare) or re.match(
        r"^\d{1,2}[./-]\d{1,2}$", bare
    ) else Doubt.UNREADABLE


def _english(found: re.Match[str], this_year: int, birth: bool) -> Readings:
    day, name, digits = found.groups()
    year = int(digits) if len(digits) == 4 else _century(int(digits), this_year, birth)
    month = _ENGLISH_MONTHS.index(name.lower()) + 1
    return [(year, month, *_numbers(day))], None if len(digits) == 4 else Doubt.TWO_DIGIT_YEAR


def _loose(found: re.Match[str]) -> Readings:
    year, first, month, second, day = found.groups()
    signs = {sign for sign in (first + (second or "" if day else "")) if sign in "./-"}
    if int(month) == 0 or (day and int(day) == 0):
        return [_numbers(year, month)[: 1 if int(month) == 0 else 2]], Doubt.UNCLEAR
    return [_numbers(year, month, day)], Doubt.SEPARATORS if len(signs) > 1 else None


def _century(two_digits: int, this_year: int, birth: bool) -> int:
    """19xx or 20xx: the later one that is not in the future; nobody is born less than ten years ago."""
    latest = this_year - 10 if birth else this_year + 1
    return 2000 + two_digits if 2000 + two_digits <= latest else 1900 + two_digits


def _two_digit_year(found: re.Match[str], this_year: int, birth: bool) -> Readings:
    """75.3 is a year and a month; 3.12 may as well be a day of some year: no reading."""
    digits, sign, month, day = found.groups()
    if day is None and sign != "年" and 1 <= int(digits) <= 12 and not (birth and digits[0] == "0"):
        return [], Doubt.NO_YEAR
    year = _century(int(digits), this_year, birth)
    return [(year, *_numbers(month, day))], Doubt.TWO_DIGIT_YEAR


def _digits(bare: str, this_year: int, birth: bool) -> Readings:
    """Digits only: 1975, 197503, 19750312; other lengths are guesses."""
    size, year = len(bare), int(bare[:4])
    plausible = 1900 <= year <= this_year + 50
    if size == 4:
        if plausible:
            return [(year,)], None
        return [(_century(int(bare[:2]), this_year, birth), int(bare[2:]))], Doubt.TWO_DIGIT_YEAR
    if size == 2:
        return [(_century(int(bare), this_year, birth),)], Doubt.TWO_DIGIT_YEAR
    if size == 6:
        if plausible:
            return ([(year, int(bare[4:]))], None) if bare[4:] != "00" else ([(year,)], Doubt.UNCLEAR)
        return [
            (_century(int(bare[:2]), this_year, birth), int(bare[2:4]), int(bare[4:]))
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
    if shows_dates(number_format) and 1 <= number < 2_958_466:
        return [as_shown(_of_serial(int(number), date_1904), number_format)], None
    whole = int(number)
    if number == whole:
        if 20_000 <= whole <= 60_000:
            return [_of_serial(whole, date_1904)], Doubt.SERIAL
        return _digits(str(whole), this_year, birth)
    if 20_000 <= number <= 60_000:
        return [_of_serial(whole, date_1904)], Doubt.SERIAL
    decimals = f"{number:.4f}".rstrip("0").partition(".")[2]
    if 1900 <= whole <= this_year + 50:
        return _year_and_decimals(whole, decimals, number_format)
    if 13 <= whole <= 99 and len(decimals) <= 2:
        year = _century(whole, this_year, birth)
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
    found = _DECIMALS.search(number_format.partition(";")[0])
    two_shown = found is not None and len(found.group(1)) == 2
    if decimals == "1":
        return ([(year, 10)], None) if two_shown else ([(year, 1), (year, 10)], Doubt.AMBIGUOUS)
    return [(year, int(decimals))], Doubt.SHORT_MONTH if two_shown else None
