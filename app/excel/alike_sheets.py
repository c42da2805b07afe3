"""Sheets of one workbook under the same headings: what is asked of the first is asked of all, one answer is enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.excel.layout.tables import Table
from app.excel.questions import DATE, SHEET, Answer, Question
from app.excel.remembered_answers import shape_of

OF_ONE_SHEET = (SHEET, DATE)  # each sheet is read or not by itself, and has days of its own
_FIGURES = re.compile(r"\d+")  # how many rows there are differs from sheet to sheet


def with_repeats_named(questions: Iterable[Question], tables: Sequence[Table]) -> tuple[Question, ...]:
    """The questions, each with the first sheet of the same headings of which the same is asked."""
    shapes = _shapes(tables)
    first: dict[tuple[object, ...], str] = {}
    named = []
    for asked in questions:
        words = _FIGURES.sub("", asked.message)
        key = (
            shapes.get(asked.sheet),
            asked.code,
            asked.column,
            asked.field,
            asked.word,
            asked.assumed,
            words,
        )
        alone = asked.code in OF_ONE_SHEET or not shapes.get(asked.sheet)
        same = asked.sheet if alone else first.setdefault(key, asked.sheet)
        named.append(asked if same == asked.sheet else replace(asked, same_as=same))
    return tuple(named)


def with_alike_answered(answers: Sequence[Answer], tables: Sequence[Table]) -> tuple[Answer, ...]:
    """The answers, and each again for the sheets of the same headings that have none of their own."""
    shapes = _shapes(tables)
    by_question = {answer._replace(value=""): answer for answer in answers}
    for answer in answers:
        shape = shapes.get(answer.sheet)
        if not shape or answer.code in OF_ONE_SHEET:
            continue
        for sheet in (sheet for sheet, other in shapes.items() if other == shape):
            again = answer._replace(sheet=sheet)
            by_question.setdefault(again._replace(value=""), again)
    return tuple(by_question.values())


def _shapes(tables: Sequence[Table]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By sheet the headings of its tables."""
    shapes: dict[str, tuple[tuple[str, ...], ...]] = {}
    for table in tables:
        name = table.view.sheet.name
        shapes[name] = (*shapes.get(name, ()), shape_of(table))
    return shapes
