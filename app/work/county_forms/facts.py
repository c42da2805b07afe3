"""What the marks of a form stand for: figures of a year, words of the office, columns of a ledger."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from app.domain.audiences import ARCHIVE, PUBLIC, is_for
from app.domain.days import PartialDate
from app.domain.fields import Field, Row
from app.domain.ledger_head import presidium_of
from app.domain.register import Register
from app.domain.registers import SHOWN
from app.figures.catalogue import FIGURES, figures_of, is_unknown
from app.figures.figure import Figure, Value
from app.storage.ledger import Ledger
from app.storage.lists.listing import filed_listings
from app.storage.query import Query
from app.storage.refusals import Refused
from app.work.county_forms.marks import mark_of, plain_name

RUNNING = "序号"
PARTS = ("分子", "分母", "上年")
_PARTED = "\uff1a"


@dataclass(frozen=True)
class Entry:
    """What stands at a mark: as text, as a number where it is one, and exactly where it is a share."""

    text: str
    number: int | float | Decimal | None = None
    share: Fraction | None = None


NOTHING = Entry("")


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a ledger; no field for the running number of its rows.

    ``only``: a word that the rows listed have as a choice or a link (镇 of the two levels of deputies); empty for all.
    """

    register: Register | None
    field: Field | None
    only: str = ""


class Facts:
    """The values of one ledger, one year, for certain readers; ``remarks`` say what could not be filled."""

    def __init__(
        self, ledger: Ledger, year: int, audience: str = ARCHIVE, include_private: bool = False
    ) -> None:
        self._ledger, self.year = ledger, year
        self._audience = audience
        self._private = include_private and audience != PUBLIC
        self.remarks: list[str] = []

    def column(self, name: str) -> LedgerColumn | None:
        """The column of a ledger that a mark names (台账：栏目, 台账：栏目：which rows), or None."""
        if plain_name(name) == RUNNING:
            return LedgerColumn(None, None)
        before, _, after = plain_name(name).partition(_PARTED)
        label, _, only = after.partition(_PARTED)
        column = _COLUMNS.get((before, after)) or _COLUMNS.get((before, label))
        return replace(column, only=only) if column else None

    def entry(self, name: str, place: str) -> Entry | None:
        """What a mark that is no column stands for; None for one that nothing is known of, which is remarked."""
        before, _, part = plain_name(name).partition(_PARTED)
        if not part and before in self._words:
            return Entry(self._words[before])
        figure = _FIGURES.get(before)
        if figure is None:
            near = difflib.get_close_matches(plain_name(name), _names(), 1, 0.6)
            more = f"，是不是{mark_of(near[0])}" if near else ""
            self.remarks.append(f"{place}的{mark_of(name)}不是能填的项目{more}。")
            return None
        entry = self._of_figure(figure, part)
        if entry is NOTHING:
            self.remarks.append(f"{place}的{mark_of(name)}今年没有数据，留空了，请核对。")
        return entry

    def rows(self, register: Register, fields: list[Field], only: Collection[str] = ()) -> list[Row]:
        """The rows of a ledger as it is filed, for these readers: those that have each word of ``only``.

        A word that no row has is remarked.  Raises ``Refused`` for columns that they do not get, ``KeyNeeded`` where private values wanted are locked.
        """
        withheld = [f.label for f in fields if not is_for(register, f, self._audience, self._private)]
        if withheld:
            words = "、".join(withheld)
            private = any(f.private for f in fields if f.label in withheld) and self._audience != PUBLIC
            ask = "确实要填的，请勾选“包含保密内容”再填" if private else "对外公开的表里没有这些栏"
            raise Refused(f"表里要填{register.label}的{words}，这次不能填：{ask}。没有写出任何文件。")
        listings = filed_listings(
            self._ledger, register, Query(year=self.year),
            audience=self._audience, include_private=self._private,
        )  # fmt: skip
        rows = [row for listing in listings for row in listing.rows()]
        for word in filter(None, only):
            rows = [row for row in rows if _has(register, row, word)]
            if not rows:
                self.remarks.append(f"{register.label}里今年没有“{word}”的，名单留空了，请核对。")
        return self._ledger.revealed(rows) if any(field.private for field in fields) else rows

    def of_row(self, column: LedgerColumn, row: Row, number: int) -> Entry:
        """A row's value in a column; ``number`` is its place, from 1."""
        if column.field is None:
            return Entry(str(number), number)
        value = row.get(column.field.key)
        cell = column.field.kind.to_cell(value)
        is_number = isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
        return Entry(column.field.text(value), cell if is_number else None)

    def _of_figure(self, figure: Figure, part: str) -> Entry:
        values = self._earlier if part == "上年" else self._values
        value = values[figure.key]
        if is_unknown(self._ledger, value):
            return NOTHING
        if part in ("", "上年"):
            return _whole(value)
        if part in ("分子", "分母"):
            count = value.numerator if part == "分子" else value.denominator
            return NOTHING if count is None else Entry(str(count), count)
        return _split(value, part)

    @cached_property
    def _values(self) -> Mapping[str, Value]:
        return {value.figure.key: value for value in figures_of(self._ledger, self.year)}

    @cached_property
    def _earlier(self) -> Mapping[str, Value]:
        return {value.figure.key: value for value in figures_of(self._ledger, self.year - 1)}

    @cached_property
    def _words(self) -> Mapping[str, str]:
        office = self._ledger.office
        return {
            "年度": str(self.year), "上一年": str(self.year - 1), "下一年": str(self.year + 1),
            "乡镇": str(office.get("town") or ""), "县": str(office.get("county") or ""),
            "单位": presidium_of(office), "今天": PartialDate.from_date(self._ledger.today).spoken,
            "填表人": str(office.get("clerk") or ""), "审核人": str(office.get("chair") or ""),
        }  # fmt: skip


def choices() -> Iterator[tuple[str, str]]:
    """(heading, name) of everything that can be put into a mark, in the order offered."""
    for word in ("年度", "上一年", "下一年", "乡镇", "县", "单位", "今天", "填表人", "审核人"):
        yield "文字", word
    for figure in FIGURES:
        yield "数字", figure.label
    for register in SHOWN:
        for field in register.fields:
            yield f"名单：{register.label}", f"{register.label}{_PARTED}{field.label}"
    yield "名单", RUNNING


def _has(register: Register, row: Row, word: str) -> bool:
    """Whether a choice of the row is this word or means the same, or a link leads to what is called so."""
    for field in register.fields:
        kind, value = field.kind, row.get(field.key)
        if value is None or field.private:
            continue
        if kind.table.codes() and kind.table.read(word) == value:
            return True
        if (kind.is_link or kind.table.codes()) and plain_name(field.text(value)) == word:
            return True
    return False


def _whole(value: Value) -> Entry:
    if value.figure.is_rate:
        share = Fraction(value.numerator or 0, value.denominator or 1)
        return Entry(f"{value.value}%", value.value, share)
    return Entry(str(value.value), value.value)


def _split(value: Value, part: str) -> Entry:
    """The part of a figure that one name of its splits counts; nothing where none or several have that name."""
    named = [
        split for names in value.by.values() for name, split in names.items() if plain_name(name) == part
    ]
    if len(named) != 1:
        return NOTHING
    if isinstance(named[0], Mapping):
        share: Any = named[0]
        if share["value"] is None:
            return NOTHING
        return Entry(f"{share['value']}%", share["value"], Fraction(share["numerator"], share["denominator"]))
    return Entry(str(named[0]), named[0])


def _names() -> list[str]:
    return [plain_name(name) for _, name in choices()]


_FIGURES: dict[str, Figure] = {
    plain_name(name): figure for figure in FIGURES for name in (figure.key, figure.label)
}
_COLUMNS: dict[tuple[str, str], LedgerColumn] = {
    (plain_name(book), plain_name(column)): LedgerColumn(register, field)
    for register in SHOWN
    for field in register.fields
    for book in (register.key, register.label)
    for column in (field.key, field.label)
}
