"""One clerk's hand: her words for a heading and her way of writing days, sexes, lists and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.excel.unseen.wordings import SERIAL, WORDINGS
from tests.excel.unseen.wordings_kept_back import KEPT_BACK

DAYS = ("iso", "cell", "dots", "chinese", "slashes", "words", "eight", "month_day")
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = {
    "serial", "visitor_count", "opinion_count", "deputy_count", "count", "seats", "population", "voters", "area_m2",
    "quantity", "unit_price", "income", "expense",
}  # fmt: skip
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Hand:
    """The choices of one clerk; each is an index or a name, so that a mutation changes one of them."""

    wording: int = 0
    days: str = "dots"
    separator: str = "、"
    wide_digits: bool = False
    sexes: tuple[str, str] = ("男", "女")

    def head(self, register: str, field: str) -> str:
        """Her heading for a field; "serial" is the running number."""
        if field == "serial":
            return SERIAL[self.wording % len(SERIAL)]
        words = WORDINGS[register][field] + KEPT_BACK.get(register, {}).get(field, ())
        return words[self.wording % len(words)]

    def heads(self, register: str, fields: list[str]) -> list[str]:
        """Her headings for several fields."""
        return [self.head(register, field) for field in fields]

    def cell(self, field: str, text: str) -> Any:
        """How she writes the text that people read."""
        if not text:
            return ""
        if field.endswith("_on") or field == "birth_date":
            return self.day(text, to_month=field == "birth_date")
        if field == "sex":
            return self.sexes[text == "女"]
        if field in ("deputies", "visitors"):
            return text.replace("、", self.separator)
        if field in NUMBERS:
            return text.translate(DIGITS) if self.wide_digits else float(text.replace(",", ""))
        return text

    def day(self, iso: str, *, to_month: bool = False) -> Any:
        """A day in her form; a birth is written to the month as rosters do."""
        day = date.fromisoformat(iso)
        if self.days == "cell":
            return day.replace(day=1) if to_month else day
        if to_month:
            return self._wide(_MONTHS.get(self.days, "{d.year}.{d.month:02d}").format(d=day))
        return self._wide(_in_words(day) if self.days == "words" else _DAYS[self.days].format(d=day))

    def _wide(self, text: str) -> str:
        return text.translate(DIGITS) if self.wide_digits else text


_DAYS = {
    "iso": "{d:%Y-%m-%d}", "dots": "{d.year}.{d.month}.{d.day}", "chinese": "{d.year}年{d.month}月{d.day}日",
    "slashes": "{d.year}/{d.month}/{d.day}", "eight": "{d:%Y%m%d}", "month_day": "{d.month}月{d.day}日",
}  # fmt: skip
_MONTHS = {
    "iso": "{d:%Y-%m}",
    "chinese": "{d.year}年{d.month}月",
    "slashes": "{d.year}/{d.month:02d}",
    "eight": "{d:%Y%m}",
}


def _in_words(day: date) -> str:
    """二〇二五年三月十五日."""
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (
        NUMERALS[ones] if ones else ""
    )
