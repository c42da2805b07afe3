"""Sheets of one workbook under the same headings: what is asked of the first is asked of all, one answer is enough.

Whom a name means is the same on every sheet of a workbook, whatever its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.excel.judging.naming import NAME
from app.excel.layout.column_names import column_name
from app.excel.layout.tables import Table
from app.excel.questions import DATE, LINK, SHEET, Answer, Question
from app.excel.remembered_answers import shape_of

# Each sheet is read or not by itself, has days and perhaps a site of its own.
OF_ONE_SHEET = (SHEET, DATE, LINK)
_FIGURES = re.compile(r"\d+")  # how many rows there are differs from sheet to sheet


def with_repeats_named(questions: Iterable[Question], tables: Sequence[Table]) -> tuple[Question, ...]:
    """The questions, each with the first sheet of which the same is asked: of the same headings, but for names.

    Whom a name means is asked once where several tables of one sheet hold it.
    """
    shapes = _shapes(tables)
    first: dict[tuple[object, ...], str] = {}
    named = []
    for asked in questions:
        words = _FIGURES.sub("", asked.message)
        place = () if asked.code == NAME else (shapes.get(asked.sheet), asked.column)
        key = (*place, asked.code, asked.field, asked.word, asked.assumed, words)
        if asked.code == NAME and first.get(key) == asked.sheet:
            continue
        alone = asked.code in OF_ONE_SHEET or not shapes.get(asked.sheet)
        same = asked.sheet if alone else first.setdefault(key, asked.sheet)
        named.append(asked if same == asked.sheet else replace(asked, same_as=same))
    return tuple(named)


def with_alike_answered(answers: Sequence[Answer], tables: Sequence[Table]) -> tuple[Answer, ...]:
    """The answers, and each again for the sheets of the same headings that have none of their own."""
    shapes = _shapes(tables)
    by_question = {answer._replace(value=""): answer for answer in answers}
    named = {(answer.sheet, answer.word) for answer in answers if answer.code == NAME}
    alike = _of_one_field(tables)
    for answer in answers:
        if answer.code == NAME:
            further = (answer._replace(column=name) for name in alike.get((answer.sheet, answer.column), ()))
            by_question |= {
                a._replace(value=""): a for a in further if a._replace(value="") not in by_question
            }
        shape = shapes.get(answer.sheet)
        if not shape or answer.code in OF_ONE_SHEET:
            continue
        for sheet, other in shapes.items():
            again = answer._replace(sheet=sheet)
            if answer.code == NAME and (sheet, answer.word) not in named:
                again = again._replace(column=None)
            elif other != shape:
                continue
            by_question.setdefault(again._replace(value=""), again)
    return tuple(by_question.values())


def _of_one_field(tables: Sequence[Table]) -> dict[tuple[str, str | None], list[str]]:
    """Sheet and what a column is called → what those are called in which its other tables hold the same field."""
    called: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        for key, columns in table.columns.whole.items():
            names = [column_name(table.header, column) for column in columns[:1]]  # none of a form
            called.setdefault((table.view.sheet.name, key), []).extend(names)
    return {(sheet, name): names for (sheet, _), names in called.items() if len(names) > 1 for name in names}


def _shapes(tables: Sequence[Table]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By sheet the headings of its tables."""
    shapes: dict[str, tuple[tuple[str, ...], ...]] = {}
    for table in tables:
        name = table.view.sheet.name
        shapes[name] = (*shapes.get(name, ()), shape_of(table))
    return shapes
