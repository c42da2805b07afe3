"""Counts, measures and money."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as declared
from decimal import Decimal
from typing import Any

from app.domain.fields import Context, Field, Kind, Reading, Side
from app.domain.kinds.texts import cell_words
from app.domain.numerals import chinese_number, decimal_number, fen_to_text, whole_number, yuan_to_fen
from app.domain.orders import Orders
from app.domain.patterns import pattern
from app.domain.texts import half_width

_ORDINALS = pattern(r"第([0-9一二三四五六七八九十百〇零]+)(.)")
PERCENT = "%"  # stands with the number wherever it is shown: 80 by itself says nothing


@dataclass(frozen=True)
class Number(Kind):
    """A number between ``least`` and ``most``, in ``unit``; ``ordinal`` reads 第十九次 as 19.

    With ``decimals`` the value is an integer of the last decimal: 12.5 with one decimal is 125.
    """

    least: int = 0
    most: int = 1_000_000_000
    unit: str = ""
    ordinal: bool = False
    decimals: int = 0
    width: int = 8
    align: Side = declared(init=False, compare=False)
    name = "number"
    unbroken = True
    column = "INTEGER"
    elastic = False
    wide = False
    is_quantity = True

    def __post_init__(self) -> None:
        """What is counted lines up at the right; a place in an order stands in the middle."""
        object.__setattr__(self, "align", "center" if self.ordinal else "right")

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """A number; the unit may stand behind it."""
        if self.decimals:
            return self._read_decimal(cell, field)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, bool) or cell is None:
            return Reading(None)
        if not isinstance(cell, int):
            words = half_width(cell_words(cell)).strip().removesuffix(self.unit).replace(",", "").strip()
            if not words:
                return Reading(None)
            number = whole_number(words)
            if number is None:
                number = self._ordinal_within(half_width(cell_words(cell)))
            if number is None:
                message = f"{field.label}要填整数，例如 {max(self.least, 12)}。"
                return Reading(None, (field.problem("number", message),))
            cell = number
        if not self.least <= cell <= self.most:
            return Reading(None, (field.problem("range", self._range_sentence(field, cell)),))
        return Reading(cell)

    def _ordinal_within(self, words: str) -> int | None:
        """The one ordinal of a longer name, in its unit: 1 of 第十八届主席团第1次会议; None where there is none, or several."""
        if not self.ordinal or not self.unit:
            return None
        numbers = [number for number, unit in _ORDINALS.findall(words) if unit == self.unit[0]]
        return whole_number(numbers[0]) if len(numbers) == 1 else None

    def _read_decimal(self, cell: Any, field: Field) -> Reading:
        words = half_width(cell_words(cell)).strip().removesuffix(self.unit).replace(",", "").strip()
        if not words:
            return Reading(None)
        try:
            scaled = decimal_number(words).scaleb(self.decimals)
        except ValueError:
            return Reading(None, (field.problem("number", f"{field.label}要填数字，例如 12.5。"),))
        if scaled != scaled.to_integral_value():
            message = f"{field.label}最多 {self.decimals} 位小数。"
            return Reading(None, (field.problem("number", message),))
        value = int(scaled)
        if not self.least <= value <= self.most:
            return Reading(None, (field.problem("range", self._range_sentence(field, value)),))
        return Reading(value)

    def _range_sentence(self, field: Field, number: int) -> str:
        if number < self.least:
            return f"{field.label}不能小于 {self.to_text(self.least)}，现在是 {self.to_text(number)}。"
        return f"{field.label}不能大于 {self.to_text(self.most)}，现在是 {self.to_text(number)}。"

    def to_text(self, value: Any) -> str:
        """The digits, a share with its %; an ordinal with a unit in words, 第十六届."""
        if value is None:
            return ""
        if self.unit == PERCENT:
            return f"{self._digits(value)}{PERCENT}"
        if self.decimals:
            return self._digits(value)
        in_words = self.ordinal and self.unit and 1 <= value <= 9999
        return f"第{chinese_number(value)}{self.unit}" if in_words else str(value)

    def _digits(self, value: int) -> str:
        whole, _, rest = f"{Decimal(value).scaleb(-self.decimals):f}".partition(".")
        return f"{whole}.{rest.rstrip('0')}".rstrip(".")

    def fixed_decimals(self) -> int:
        """None for a share: it is not summed, and stands as it is read."""
        return 0 if self.unit == PERCENT else self.decimals

    def to_order(self, value: Any, orders: Orders) -> str:
        """Twelve digits; numbers below zero are not set in order among themselves."""
        return f"{value:012d}"

    def to_cell(self, value: Any) -> Any:
        """A number stays a number; 第十六届 and 80% are texts, as on paper."""
        if (self.ordinal and self.unit) or self.unit == PERCENT:
            return self.to_text(value) or None
        return value / 10**self.decimals if value is not None and self.decimals else value

    def to_plain(self, value: Any) -> Any:
        """A number stays a number."""
        return value / 10**self.decimals if value is not None and self.decimals else value


@dataclass(frozen=True)
class Money(Kind):
    """An amount in fen (分), at most ``most``, shown in yuan with two decimals."""

    width: int = 12
    most: int = 999_999_999_999  # twelve digits: what the keys of order hold, and far within Excel's fifteen
    unit: str = "元"
    align = "right"
    name = "money"
    unbroken = True
    column = "INTEGER"
    elastic = False
    wide = False
    is_quantity = True

    def read(self, cell: Any, field: Field, context: Context) -> Reading:
        """Yuan as a number or as words (``1,234.50``, ``1234.5元``), kept as fen."""
        if cell is None or cell == "" or isinstance(cell, bool):
            return Reading(None)
        words = f"{cell:.2f}" if isinstance(cell, float) else cell_words(cell)
        try:
            fen = yuan_to_fen(words)
        except ValueError:
            message = f"{field.label}要填金额（元），最多两位小数，例如 1234.50。"
            return Reading(None, (field.problem("money", message),))
        if abs(fen) > self.most:
            message = (
                f"{field.label}不能超过 {self.to_text(self.most)} 元，现在是 {self.to_text(fen)}，请核对。"
            )
            return Reading(None, (field.problem("range", message),))
        return Reading(fen)

    def to_text(self, value: Any) -> str:
        """Yuan with two decimals and thousands commas."""
        return "" if value is None else fen_to_text(value)

    def to_order(self, value: Any, orders: Orders) -> str:
        """Twelve digits; amounts below zero are not set in order among themselves."""
        return f"{value:012d}"

    def to_cell(self, value: Any) -> Any:
        """Yuan as a number."""
        return None if value is None else value / 100
