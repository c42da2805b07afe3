"""Text files of cells: .csv in any usual encoding, and tab-separated or plain text posing as .xls."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from app.excel.reading.cells import Census, GrowingSheet, Plain
from app.excel.reading.encodings import DOUBTFUL_BYTES, decoded
from app.excel.reading.refusal import UnreadableFile

_DELIMITERS = "\t,;|"  # the tab first: it hardly ever stands inside a cell
_HINT = re.compile(r'"?sep=(.)"?(?:\r\n?|\n)', re.IGNORECASE)
OPEN_QUOTE = "文件中有不成对的引号，已按普通文字读取，请核对各列是否对齐。"


def read_delimited(path: str) -> tuple[str, str | None, list[GrowingSheet], list[str]]:
    """Kind ("csv" or "text"), encoding, one sheet of texts, and notes.

    Raises: UnreadableFile "empty" or "too_large", OSError.
    """
    text, encoding, whole = decoded(Path(path).read_bytes())
    if not text.strip("\0 \t\r\n"):
        raise UnreadableFile("empty")
    notes = [] if whole else [DOUBTFUL_BYTES]
    hint = _HINT.match(text)
    delimiter = hint[1] if hint else _delimiter(text)
    rows = _rows(text[hint.end() :] if hint else text, delimiter, notes)
    sheet = GrowingSheet("Sheet1")
    for row in rows:
        cells: list[Plain] = [_value(field) for field in row]
        sheet.rows.append(cells)
    Census().add(sheet.rows)
    return "csv" if delimiter in ",;|" else "text", encoding, [sheet.finish()], notes


def _rows(text: str, delimiter: str, notes: list[str]) -> list[list[str]]:
    """The fields of each row; where a quote never closed would swallow the rest, quotes are plain text."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # of the whole process: it only grows
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as broken:
        if "end of data" not in str(broken):
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    notes.append(OPEN_QUOTE)
    lines = io.StringIO(text, newline=None)  # every kind of line break ends a row
    return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _delimiter(text: str) -> str:
    """The sign that stands equally often in most of the first lines; a tab for text without any."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:100_000].splitlines()[:100] if line.strip()]
    weights = {sign: _middle([line.count(sign) for line in lines]) for sign in _DELIMITERS}
    best = max(weights, key=lambda sign: weights[sign])
    if weights[best]:
        return best
    totals = {sign: sum(line.count(sign) > 0 for line in lines) for sign in _DELIMITERS}
    best = max(totals, key=lambda sign: totals[sign])
    return best if totals[best] else "\t"


def _middle(counts: list[int]) -> int:
    return sorted(counts)[len(counts) // 2]


def _value(field: str) -> str | None:
    """A field as text, without the tab by which systems keep Excel from rounding its digits."""
    return field.strip("\t").replace("\r\n", "\n").replace("\r", "\n") or None
