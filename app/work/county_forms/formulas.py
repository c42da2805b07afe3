"""Formulas and ranges of a sheet when rows come in: every reference follows what it pointed to."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_CORNER = re.compile(r"(\$?[A-Za-z]{1,3})?(\$?)(\d{1,7})")
RowOf = Callable[[int, bool], int]  # a row and whether it is fixed ($) → the row it is now


class Insertion:
    """``extra`` rows that come in behind row ``after`` of ``sheet``, for a list whose rows begin at ``first``."""

    def __init__(self, sheet: str, first: int, after: int, extra: int) -> None:
        self.sheet, self.first, self.after, self.extra = sheet, first, after, extra

    def row(self, row: int) -> int:
        """Where a row stands now."""
        return row + self.extra if row > self.after else row

    def area(self, text: str, *, grows: bool = True) -> str:
        """A range, or several behind blanks; one that ends with the list takes the new rows in, if it ``grows``."""
        return " ".join(self._area(part, grows) for part in text.split(" "))

    def formula(self, text: str, own_sheet: str, own_row: int | None) -> str:
        """A formula of ``own_sheet``; a row of the list itself counts across, so its ranges do not grow."""
        return _rewritten(text, lambda operand: self._operand(operand, own_sheet, own_row))

    def _operand(self, operand: str, own_sheet: str, own_row: int | None) -> str:
        prefix, mark, area = operand.rpartition("!")
        if sheet_of(prefix, own_sheet) != self.sheet:
            return operand
        in_list = own_row is not None and own_sheet == self.sheet and self.first <= own_row <= self.after
        is_range = ":" in area
        return f"{prefix}{mark}{self._area(area, is_range and not in_list)}"

    def _area(self, area: str, grows: bool) -> str:
        corners = [_CORNER.fullmatch(corner) for corner in area.split(":")]
        if not all(corners):
            return area  # whole columns, names
        rows = [int(corner[3]) for corner in corners if corner]
        moved = [self.row(row) for row in rows]
        if grows and rows[0] <= self.after == rows[-1]:
            moved[-1] = rows[-1] + self.extra
            if len(moved) == 1:  # a single cell becomes the range of all rows
                corners, moved = corners * 2, [rows[0], moved[0]]
        return ":".join(
            f"{corner[1] or ''}{corner[2]}{row}" for corner, row in zip(corners, moved, strict=True) if corner
        )


def copied_down(text: str, row: int, by: int) -> str:
    """The formula of a list's row as it reads in the row ``by`` below: what points to its own row goes with it."""

    def operand(words: str) -> str:
        corners = [_CORNER.fullmatch(corner) for corner in words.split(":")]
        if not all(corners):  # names, whole columns, another sheet
            return words
        return ":".join(
            f"{c[1] or ''}{c[2]}{int(c[3]) + (by if int(c[3]) == row and not c[2] else 0)}"
            for c in corners
            if c
        )

    return _rewritten(text, operand)


def sheet_of(prefix: str, own_sheet: str) -> str:
    """The sheet that a reference points to: '名 单'!B5 → 名 单."""
    if not prefix:
        return own_sheet
    return prefix[1:-1].replace("''", "'") if prefix.startswith("'") else prefix


def _rewritten(text: str, operand: Callable[[str], str]) -> str:
    tokens = Tokenizer(f"={text}").items
    pieces = [
        operand(token.value) if token.type == Token.OPERAND and token.subtype == Token.RANGE else token.value
        for token in tokens
    ]
    return "".join(pieces)
