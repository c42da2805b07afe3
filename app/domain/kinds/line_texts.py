"""A small row of a record as one line of text, written so that it can be read back: 王大明，东村，要求保密.

The values follow each other in the order of their columns, blanks left out.  A value is written with its
label where its place and form would not tell its column (村(单位)：88), a number beside others always
(赞成：9), and in “ ” where it holds a comma or a line end.  A flag is its label; one that says no is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from app.domain.fields import Context, Field
from app.domain.patterns import pattern

APART, LABELLED = "，", "："
_CONTEXT = Context(today=date.max)  # no day is in the future while a text is only taken apart
_SPECIAL = pattern(r"[，“\n\r]|^\s|\s$")
_TYPED_APART = pattern(r"[\s,，]+")
_SHORT = 40  # characters of a value that is worth remembering
# A label where there is one, then words in “ ” (” doubled inside) or all up to the next comma.
_PIECE = pattern(
    r"(?P<label>[^，：“\n]*：)?(?:“(?P<quoted>(?:[^”]|””)*)”|(?P<bare>[^，\n]*))(?P<end>，|\n|$)"
)
Row = Mapping[str, Any]


class _Piece(NamedTuple):
    """One value of a line: its label, or an empty text, and whether it stands in “ ”."""

    label: str
    value: str
    quoted: bool = False

    @property
    def text(self) -> str:
        """As it is written."""
        words = f"“{self.value.replace('”', '””')}”" if self.quoted else self.value
        return f"{self.label}{LABELLED}{words}" if self.label else words


def line_text(columns: Sequence[Field], row: Row) -> str:
    """One row as text, in one line unless a value has several."""
    texts = {c.key: text for c in columns if not c.kind.is_flag and (text := c.text(row.get(c.key)))}
    several_quantities = sum(column.kind.is_quantity for column in columns) > 1
    pieces: list[_Piece] = []
    place = 0
    for number, column in enumerate(columns):
        if column.kind.is_flag and row.get(column.key) and column.label not in texts.values():
            is_plain = _column_of(columns, place, column.label) == number
            pieces.append(_Piece("", column.label) if is_plain else _Piece(column.label, column.text(True)))
        elif column.key in texts:
            text = texts[column.key]
            bare_number = several_quantities and column.kind.is_quantity  # 9，0，0 says nothing to people
            is_plain = LABELLED not in text and not bare_number and _column_of(columns, place, text) == number
            pieces.append(_Piece("" if is_plain else column.label, text, bool(_SPECIAL.search(text))))
            place = number + 1
    if len(pieces) == 1 and not pieces[0].label and _TYPED_APART.search(pieces[0].value):
        pieces = [pieces[0]._replace(quoted=True)]
    return APART.join(piece.text for piece in pieces)


def rows_of_text(columns: Sequence[Field], text: str) -> list[dict[str, Any]]:
    """The rows that a text holds, a line each: as written here, or as typed with blanks or commas between."""
    return [_row(columns, line) for line in _lines(columns, text) if any(piece.value for piece in line)]


def _lines(columns: Sequence[Field], text: str) -> list[list[_Piece]]:
    """The pieces of each line."""
    lines: list[list[_Piece]] = [[]]
    labels = {column.label for column in columns}
    place, text = 0, text.replace("\r\n", "\n").replace("\r", "\n")
    while place < len(text):
        match = _PIECE.match(text, place)
        if match is None:  # something behind a closing ”: no text of ours
            return [_typed(line) for line in text.split("\n")]
        lines[-1].append(_piece(match, labels))
        if match["end"] == "\n":
            lines.append([])
        place = match.end()
    return [_typed(line[0].value) if len(line) == 1 and not any(line[0][::2]) else line for line in lines]


def _piece(match: re.Match[str], labels: set[str]) -> _Piece:
    label = (match["label"] or "")[:-1]
    if match["label"] and label not in labels:  # a colon of the words themselves
        return _Piece("", match[0][: len(match[0]) - len(match["end"])].strip())
    if match["quoted"] is not None:
        return _Piece(label, match["quoted"].replace("””", "”"), True)
    return _Piece(label, match["bare"].strip())


def _typed(line: str) -> list[_Piece]:
    """A line as people type it, its values apart by blanks or commas."""
    return [_Piece("", piece) for piece in _TYPED_APART.split(line) if piece]


def _row(columns: Sequence[Field], line: Sequence[_Piece]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    place = 0
    for label, value, _ in line:
        number = _labelled(columns, label) if label else _column_of(columns, place, value)
        if number is None:
            return _in_order(columns, [piece.value for piece in line])
        column = columns[number]
        row[column.key] = True if value == column.label and column.kind.is_flag else value
        place = number + 1
    for flag in columns:
        if flag.kind.is_flag and flag.label in row.values():
            row[flag.key] = True
    return row


def _in_order(columns: Sequence[Field], values: Sequence[str]) -> dict[str, Any]:
    """What fits no column is read in order, so that the columns themselves say what is wrong."""
    last = len(columns) - 1
    rest = " ".join(values[last:])
    return dict(zip((c.key for c in columns), [*values[:last], *([rest] if rest else [])], strict=False))


def _labelled(columns: Sequence[Field], label: str) -> int | None:
    return next((n for n, column in enumerate(columns) if column.label == label), None)


def _column_of(columns: Sequence[Field], place: int, text: str) -> int | None:
    """The first column from ``place`` on that a value without a label can belong to, behind others a flag."""
    flags = (n for n in range(place, len(columns)) if columns[n].kind.is_flag)
    if place and (flag := next((n for n in flags if columns[n].label == text), None)) is not None:
        return flag
    return next((n for n in range(place, len(columns)) if _takes(columns[n], text)), None)


def _takes(column: Field, text: str) -> bool:
    return _takes_short(column, text) if len(text) <= _SHORT else _reads_back(column, text)


def _reads_back(column: Field, text: str) -> bool:
    """Whether a column reads a text and would write the same."""
    if column.kind.is_flag:
        return text == column.label
    reading = column.read(text, _CONTEXT)
    return reading.value is not None and not reading.problems and column.text(reading.value) == text


_takes_short = lru_cache(maxsize=20_000)(_reads_back)
