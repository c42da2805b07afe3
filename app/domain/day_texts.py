"""Dates as clerks write them: from a text to year, month and day.

Whether such a day exists and is settled by another field is decided in :mod:`app.domain.days`.
"""

import re

from app.domain.day_numbers import Doubt, Readings, century, of_digits
from app.domain.numerals import chinese_value
from app.domain.patterns import pattern
from app.domain.texts import half_width, without_blanks, without_hidden

LONGEST = 60  # no date is longer; a page of text is not searched for one
_PLAIN = pattern(r"^((?:19|20)\d\d)(?:([./\-])(\d{1,2})(?:\2(\d{1,2}))?)?$")
_SPOKEN = pattern(r"^(\d{4})年(?:(\d{1,2})月?(?:(\d{1,2})[日号]?)?)?$")
_UNFINISHED = pattern(r"^(\d{4})[./\-]+$")
_LOOSE = pattern(r"^(\d{4})([./\-年 ]+)(\d{1,2})(?:([./\-月 ]+)(\d{1,2})?)?[日号]?[./\- ]*$")
_SHORT = pattern(r"^'?(\d{2})([./\-年 ])(\d{1,2})(?:[./\-月 ](\d{1,2}))?[月日号]?$")
_SHORT_YEAR = pattern(r"^'?(\d{2})年$")
_DAY_FIRST = pattern(r"^(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})$")
_MONTH_FIRST = pattern(r"^(\d{1,2})[./\-](\d{4})$")
# What an English spreadsheet makes of 1975-3 in a text file: Mar-75, 12-Mar-75.
_ENGLISH = pattern(r"^(?:(\d{1,2})[- ])?([A-Za-z]{3})[a-z]*[- ](\d{2}|\d{4})$")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_DAY = pattern(r"^\d{1,2}月(?:\d{1,2}[日号]?)?$")
_TIME = pattern(r"(?<=\d)(?:[T ]+|(?<=日) *)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_YEAR_STARTS = pattern(r"(?<!\d)(?:19|20)\d{2}(?=\D|$|\d{2}(?!\d)|\d{4}(?!\d))")
_SECOND_WITHOUT_YEAR = pattern(r"^(.*\d月?日?)(?:或者?|、|/|;)(\d{1,2})月?$")
_BETWEEN = pattern(r"[^\d年月日号]+$")
_LUNAR = pattern(r"农历|阴历|旧历|[(]农[)]?|腊月|正月|冬月|闰|初[一二三四五六七八九十]|夏历|农$")
_LUNAR_DAY = pattern(r"[(]?(?:农历|阴历|旧历|夏历|农)[)]?|闰|初")
_REMARK = pattern(
    r"[(](?:\d+周?岁|公历|阳历|新历|公|阳|身份证|档案|星期.|周.|礼拜.|出?生)[)]|公历|阳历|新历|周岁|"
    r"出?生于?|生日|(?<=[日号\d]) *(?:星期|周|礼拜)[一二三四五六日天]$|(?<=[日号\d]) *[上下中]午$"
)
_LISTED = pattern(r"^\d{4}([、,])\d{1,2}(?:\1\d{1,2})?$")  # 1975、3
_ABOUT = pattern(r"^约|左右$|前后$|[?]|大约|不详|待|约$")
_CHINESE = pattern(r"[〇○◯零一二三四五六七八九十廿卅]+")
_LETTERS = pattern(
    r"(?<=[\d./\-年月])[OoQ]|[OoQ](?=[\d./\-年月])|(?<=[\d./\-年月])[lI|]|[lI|](?=[\d./\-年月])"
)
_NONE = frozenset(["", "-", "--", "—", "——", "/", "无", "空", "\\", "－", "*"])


def chinese_digits(text: str) -> str:
    """The text with Chinese numerals as Arabic ones: 二〇二五年十月 → 2025年10月."""

    def arabic(match: re.Match[str]) -> str:
        value = chinese_value(match.group())
        return match.group() if value is None else str(value)

    return _CHINESE.sub(arabic, text.replace("元月", "1月"))


def day_of_text(text: str, this_year: int, birth: bool) -> Readings | None:
    """The readings of a text and its doubt; None for a blank or a dash."""
    plain = _PLAIN.match(text)
    if plain and plain.group(3) not in ("0", "00") and plain.group(4) not in ("0", "00"):
        return [_numbers(plain.group(1), plain.group(3), plain.group(4))], None
    if len(text) > LONGEST:
        return [], Doubt.UNREADABLE
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
    repaired = _LETTERS.sub(lambda match: "0" if match.group() in "OoQ" else "1", bare)
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


def _doubtful(day_and_doubt: Readings, doubt: str) -> Readings:
    readings, own = day_and_doubt
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
    starts = [match.start() for match in _YEAR_STARTS.finditer(bare)]
    if len(starts) < 2:
        if second and ("月" in bare or second.group(1).count(".") == 1) and second.group(1)[:4].isdecimal():
            return _doubtful(_one_day(second.group(1), this_year, birth), Doubt.TWO_VALUES)
        return None
    parts = [bare[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    days = [_one_day(_BETWEEN.sub("", part), this_year, birth)[0] for part in parts]
    exact_first = sorted((readings[0] for readings in days if readings), key=len, reverse=True)
    if len(exact_first) < len(days):
        return exact_first[:1], Doubt.TWO_VALUES if exact_first else Doubt.UNREADABLE
    if all(exact_first[0][: len(one)] == one for one in exact_first):
        return [exact_first[0]], None
    return [days[0][0]], Doubt.TWO_VALUES


def _one_day(bare: str, this_year: int, birth: bool) -> Readings:
    """One date in digits: with separators, or as digits only."""
    if bare.isdecimal():
        return of_digits(bare, this_year, birth)
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
        return [(century(int(year.group(1)), this_year, birth),)], Doubt.TWO_DIGIT_YEAR
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


def _english(match: re.Match[str], this_year: int, birth: bool) -> Readings:
    day, name, digits = match.groups()
    year = int(digits) if len(digits) == 4 else century(int(digits), this_year, birth)
    month = _ENGLISH_MONTHS.index(name.lower()) + 1
    return [(year, month, *_numbers(day))], None if len(digits) == 4 else Doubt.TWO_DIGIT_YEAR


def _loose(match: re.Match[str]) -> Readings:
    year, first, month, second, day = match.groups()
    signs = {sign for sign in (first + (second or "" if day else "")) if sign in "./-"}
    if int(month) == 0 or (day and int(day) == 0):
        return [_numbers(year, month)[: 1 if int(month) == 0 else 2]], Doubt.UNCLEAR
    return [_numbers(year, month, day)], Doubt.SEPARATORS if len(signs) > 1 else None


def _two_digit_year(match: re.Match[str], this_year: int, birth: bool) -> Readings:
    """75.3 is a year and a month; 3.12 may as well be a day of some year: no reading."""
    digits, sign, month, day = match.groups()
    if day is None and sign != "年" and 1 <= int(digits) <= 12 and not (birth and digits[0] == "0"):
        return [], Doubt.NO_YEAR
    year = century(int(digits), this_year, birth)
    return [(year, *_numbers(month, day))], Doubt.TWO_DIGIT_YEAR
