"""What a cell of an .xlsx sheet means: its type, style and text become a value in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from app.excel.reading import limits
from app.excel.reading.cells import Census, GrowingSheet, Plain
from app.excel.reading.number_formats import moment, shows
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.shared_strings import unescaped

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(slots=True)
class Shared:
    """What the sheets of one workbook share.

    `strings` are the shared strings by their numbers as written in cells, `formats` the number format of
    each cell style.
    """

    strings: dict[str, str]
    formats: list[str]
    date_1904: bool
    census: Census


class CellReader:
    """Fills one sheet from what the XML says; rows and columns count from 0."""

    def __init__(self, sheet: GrowingSheet, shared: Shared) -> None:
        self.sheet = sheet
        self._shared = shared
        self._masters: dict[str, str] = {}

    def value(self, row: int, column: int, kind: str, style: int, text: str) -> Plain:
        """The value of a cell, None when it has none; `kind` as of `kind_of_cell`."""
        if kind == "s":
            return self._string(row, column, text)
        if kind == "n":
            return self._number(row, column, style, text.strip())
        if kind in ("str", "inlineStr"):
            return unescaped(text) or None
        if kind == "picture":
            self.sheet.pictures.append((row, column))
            return None
        if kind == "e":
            self.sheet.unvalued[row, column] = f"error:{text or '#VALUE!'}"
            return None
        if kind == "b":
            return is_true(text)
        if kind != "d":
            return text or None
        self._format(row, column, style)
        return iso_moment(text.strip())

    def formula(self, row: int, column: int, text: str, shared_id: str | None, valued: bool) -> None:
        """Notes a formula; one shared with other cells is noted with the text of the first of them."""
        if shared_id is not None:
            text = self._masters.setdefault(shared_id, text) if text else self._masters.get(shared_id, "")
        self.sheet.formulas[row, column] = text
        if not valued:
            self.sheet.unvalued[row, column] = "formula"

    def merge(self, reference: str) -> None:
        """Notes a merged area such as A1:C2; merges stand behind the rows, so those below them are known.

        Raises: UnreadableFile "too_large".
        """
        first, _, last = reference.partition(":")
        start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last)
        if not start or not end or min(int(start[2]), int(end[2])) > len(self.sheet.rows):
            return
        if len(self.sheet.merges) >= limits.MERGES:
            raise UnreadableFile("too_large")
        top, bottom = sorted((int(start[2]) - 1, int(end[2]) - 1))
        left, right = sorted((column_number(start[1]), column_number(end[1])))
        self.sheet.merges.append((top, left, bottom, right))

    def hidden_columns(self, first: str, last: str) -> None:
        """Notes the columns from `first` to `last`, counted from 1, as hidden."""
        if first.isdecimal() and last.isdecimal():
            self.sheet.hidden_columns.update(range(int(first) - 1, min(int(last), 16_384)))

    def _string(self, row: int, column: int, text: str) -> Plain:
        shared = self._shared.strings.get(text.strip())
        if shared is None:
            self.sheet.unvalued[row, column] = "error:#VALUE!"  # points at a string that is not there
        return shared or None

    def _number(self, row: int, column: int, style: int, text: str) -> Plain:
        if not text:
            return None
        value = self.sheet.number(row, column, text)
        if value is None or isinstance(value, str):
            return value
        code = self._format(row, column, style)
        if not code:
            return value
        shown = shows(code)
        when = moment(value, shown, self._shared.date_1904) if shown else None
        return value if when is None else when

    def _format(self, row: int, column: int, style: int) -> str:
        """Notes the number format of a cell and gives it, "" for General."""
        formats = self._shared.formats
        code = formats[style] if style < len(formats) else ""
        if code:
            self.sheet.formats[row, column] = code
        return code


def is_true(text: str | None) -> bool:
    """Whether a logical cell says true, in whatever letters."""
    return (text or "").strip().lower() in ("1", "true")


def column_number(letters: str) -> int:
    """The column of letters, from 0: A is 0, XFD is 16,383."""
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1


def kind_of_cell(attributes: Mapping[str, str]) -> str:
    """The t attribute, "n" where there is none, "picture" for one that Excel placed in the cell.

    Such a cell holds #VALUE! for programs that do not know its metadata (MS-XLSX 2.3.7, rich values).
    """
    kind = attributes.get("t", "n")
    return "picture" if kind == "e" and "vm" in attributes else kind


def iso_moment(text: str) -> date | datetime | time | str | None:
    """A cell of kind "d" (ISO 8601); a moment at midnight is a day."""
    text = text.removesuffix("Z")
    for kind in (date, time, datetime):
        try:
            value = kind.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(value, datetime | time):
            value = value.replace(tzinfo=None)  # as the clock on the wall showed it
        return value.date() if isinstance(value, datetime) and value.time() == time() else value
    return text or None
