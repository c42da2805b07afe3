"""What the child process says to its parent: one JSON text, with days and times tagged, or a refusal."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

from app.excel.reading.cells import GrowingSheet

_TAGS = {"date": date.fromisoformat, "datetime": datetime.fromisoformat, "time": time.fromisoformat}


def packed(kind: str, encoding: str | None, sheets: list[GrowingSheet], notes: list[str]) -> bytes:
    """A workbook as ASCII JSON; `unpacked` gives the same values back.

    Numbers keep every digit: JSON of this library writes ints whole and floats by repr.
    """
    content = {
        "kind": kind,
        "encoding": encoding,
        "notes": notes,
        "sheets": [_sheet(sheet) for sheet in sheets],
    }
    return json.dumps(content, default=_tagged, separators=(",", ":")).encode("ascii")


def refused(code: str, sentence: str) -> bytes:
    """A refusal as ASCII JSON."""
    return json.dumps({"refused": [code, sentence]}).encode("ascii")


def unpacked(message: bytes) -> dict[str, Any]:
    """The message as plain data, cells as Python values, places as tuples.

    Raises: ValueError when the child was cut off in the middle.
    """
    content: dict[str, Any] = json.loads(message, object_hook=_untagged)
    for sheet in content.get("sheets", ()):
        for key in ("formats", "formulas", "unvalued"):
            sheet[key] = {(row, column): text for row, column, text in sheet[key]}
        for key in ("hidden_rows", "hidden_columns"):
            sheet[key] = set(sheet[key])
        sheet["merges"] = [tuple(merge) for merge in sheet["merges"]]
    return content


def _sheet(sheet: GrowingSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": sheet.rows,
        "merges": sheet.merges,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "formats": _places(sheet.formats),
        "formulas": _places(sheet.formulas),
        "unvalued": _places(sheet.unvalued),
        "date_1904": sheet.date_1904,
    }


def _places(by_place: dict[tuple[int, int], str]) -> list[tuple[int, int, str]]:
    return [(row, column, text) for (row, column), text in by_place.items()]


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value).__name__)


def _untagged(tagged: dict[str, Any]) -> Any:
    if len(tagged) == 1:
        [(tag, text)] = tagged.items()
        if tag in _TAGS:
            return _TAGS[tag](text)
    return tagged
