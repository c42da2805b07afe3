"""Answers to the questions of an import, kept for sheets of the same headings: they are not asked again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from app.excel.layout.column_names import column_name
from app.excel.layout.tables import Table
from app.excel.layout.view import column_letter
from app.excel.questions import COLUMN, OF_THE_FILE, Answer
from app.storage.files import complete_file

FILE = "answers.json"
MOST_SHAPES = 200  # of all registers; the oldest go


def recalled(
    folder: Path, register: str, tables: Iterable[Table], current: Sequence[Answer]
) -> tuple[Answer, ...]:
    """The answers of ``current`` and, for questions that it leaves open, those kept for sheets of these headings."""
    kept = {(one["register"], tuple(one["shape"])): one["answers"] for one in _kept(folder)}
    answers = {answer._replace(value=""): answer for answer in current}
    for table in tables:
        sheet, names = table.view.sheet.name, {letter: name for name, letter in _letters(table).items()}
        for column, code, value, word in kept.get((register, shape_of(table)), ()):
            answer = Answer(sheet, names.get(column, column), code, value, word)
            answers.setdefault(answer._replace(value=""), answer)
    return tuple(answers.values())


def remember_answers(folder: Path, register: str, tables: Iterable[Table], answers: Sequence[Answer]) -> None:
    """Keeps answers by the headings of the sheets they were given for; a day or a session is the file's own and is not kept.

    Where the folder cannot be written nothing is kept: the questions come again.
    """
    kept = {(one["register"], tuple(one["shape"])): one["answers"] for one in _kept(folder)}
    before = dict(kept)
    for table in tables:
        sheet, letters = table.view.sheet.name, _letters(table)
        own = [
            (letters.get(answer.column or "", answer.column), answer.code, answer.value, answer.word)
            for answer in answers
            if answer.sheet == sheet and not (answer.code in OF_THE_FILE and answer.value)
            if not (c := answer.column) or c in letters or (c.isalpha() and c not in letters.values())
        ]
        if own:
            kept.pop((register, shape_of(table)), None)
            kept[register, shape_of(table)] = own
    if kept != before:
        newest = list(kept.items())[-MOST_SHAPES:]
        entries = [{"register": key, "shape": shape, "answers": own} for (key, shape), own in newest]
        with contextlib.suppress(OSError), complete_file(folder / FILE, own=True) as temporary:
            temporary.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")


def readings_before(folder: Path, register: str) -> dict[str, str]:
    """Heading reduced to its words → the field that was last answered for it ("" for none), whatever the sheet."""
    readings: dict[str, str] = {}
    for one in _kept(folder):
        words = dict(part.split(":", 1) for part in one["shape"])
        if one["register"] == register:
            readings |= {
                words[c]: value for c, code, value, _ in one["answers"] if code == COLUMN and c in words
            }
    return {heading: field for heading, field in readings.items() if heading}


def _letters(table: Table) -> dict[str, str]:
    """What the columns below a header are called → their letters."""
    return {column_name(table.header, column): column_letter(column) for column in table.header.headings}


def shape_of(table: Table) -> tuple[str, ...]:
    """The headings of a table, each with its column."""
    return tuple(f"{column_letter(column)}:{words}" for column, words in table.header.shape())


def _kept(folder: Path) -> list[dict[str, Any]]:
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return [one for one in kept if all(len(answer) == 4 for answer in one["answers"]) and one["shape"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []
