"""What is said against a whole row: gaps in required fields, and what the rules and kinds find.

One judgement for form, command line, import, check and the refusal of an act.  Reading the single values
comes before it (``Field.read``), what the ledger holds besides comes after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.fields import Context, Problem
from app.domain.register import Register

_GRAVITY = ("warning", "error")


def judged_row(
    register: Register, row: Mapping[str, Any], context: Context, so_far: Iterable[Problem] = ()
) -> list[Problem]:
    """Gaps and what the rules of the register and of its parts say of a row before it is kept.

    ``row`` holds Python values, private ones in plain, and is complete (``Register.complete``).  ``so_far``
    is what reading its values said: of a field about which something as grave was said, no more is.
    """
    gravest: dict[str, int] = {}
    for problem in so_far:
        gravest[problem.field] = max(gravest.get(problem.field, 0), _gravity(problem))
    judged = [*_gaps(register, row), *_of_rules(register, row, context)]
    return [problem for problem in judged if _gravity(problem) > gravest.get(problem.field, -1)]


def judged_record(register: Register, row: Mapping[str, Any], context: Context) -> list[Problem]:
    """What the rules and the kinds of its fields say of a row that is kept already."""
    judged = _of_rules(register, row, context)
    for field in register.fields:
        if row.get(field.key) is not None:
            judged += field.kind.doubts(row[field.key], field, context)
    return judged


def _gaps(register: Register, row: Mapping[str, Any]) -> list[Problem]:
    return [
        field.problem("missing", f"请填写{field.label}。")
        for field in register.required_fields
        if row.get(field.key) is None
    ]


def _of_rules(register: Register, row: Mapping[str, Any], context: Context) -> list[Problem]:
    problems = register.judge(row, context)
    for part in register.parts:
        problems += part.register.judge(row, context)
    return problems


def _gravity(problem: Problem) -> int:
    return _GRAVITY.index(problem.severity)
