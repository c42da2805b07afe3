"""Cells of which only a part was read, 5（含电话1）, or one of several: what becomes of the rest is asked once a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import starmap
from typing import NamedTuple

from app.domain.fields import Problem
from app.domain.register import Register
from app.excel.judging.asking import Asking
from app.excel.judging.records import Record
from app.excel.layout.day_words import BESIDE_WORDS
from app.excel.layout.tables import Table
from app.excel.questions import IN_REMARKS, Option

BRACKETED, SEVERAL = "bracketed", "several_values"
LIKELY = 0.7
IGNORED = ""


class _Part(NamedTuple):
    """``fewest`` rows are asked about together, fewer are told each in its row; ``words`` say of how many cells and what
    the first is; ``first`` is the answer that is assumed where the register keeps remarks."""

    fewest: int
    words: str
    read: str
    first: str


_PARTS = {
    BRACKETED: _Part(2, "有 {} 格后面带括号（如“{}”）", "只读括号前面的", IGNORED),
    BESIDE_WORDS: _Part(3, "有 {} 格写了日期还写了别的字（如“{}”）", "只读日期", IN_REMARKS),
    SEVERAL: _Part(1, "有 {} 条在几行里写得不同（如“{}”）", "只读其中一个", IN_REMARKS),
}


def with_parts_asked(
    records: Sequence[Record], table: Table, register: Register, asking: Asking
) -> list[Record]:
    """The records of one table without the doubt about what was not read where their column was asked about."""
    completed = list(records)
    partly = [(p.code, p.field) for r in records for p in r.problems if p.code in _PARTS]
    for code, key in dict.fromkeys(partly):
        count, part = partly.count((code, key)), _PARTS[code]
        remarks = register.intake.remarks
        if count < part.fewest or (part.first == IN_REMARKS and not remarks):
            continue
        field = register.field(key)
        answer = asking.answer(code, table, field)
        if answer is None:
            answer = part.first
            first = next(_whole(r, key) for r in records if any(_is_of(p, code, key) for p in r.problems))
            options = {IGNORED: part.read} | (
                {IN_REMARKS: f"{part.read}，全文另写在备注里"} if remarks else {}
            )
            message = f"{field.label}{part.words.format(count, first)}，先{options[answer]}，对吗？"
            choices = sorted(starmap(Option, options.items()), key=lambda option: option.value != answer)
            asking.ask(code, table, field, message, answer, LIKELY, choices)
        kept = remarks if answer == IN_REMARKS else ""
        completed = [_asked(record, code, key, field.label, kept) for record in completed]
    return completed


def _is_of(problem: Problem, code: str, key: str) -> bool:
    return problem.code == code and problem.field == key


def _asked(record: Record, code: str, key: str, label: str, remarks: str) -> Record:
    problems = tuple(p for p in record.problems if not _is_of(p, code, key))
    if len(problems) == len(record.problems):
        return record
    return replace(record, problems=problems).remarked(remarks, f"{label}:{_whole(record, key)}")


def _whole(record: Record, key: str) -> str:
    """All that stands in the cells of a field."""
    return record.aside.get(key) or record.written[key]
