"""Why a doubt may stand: the clerk's answers, found by the doubt's own sentence."""

from __future__ import annotations

import hashlib

from app.domain.fields import Problem, Row
from app.domain.registers.doubt_answers import DOUBT_ANSWERS
from app.storage.core.core import Core

ANSWERS = DOUBT_ANSWERS.key


def fingerprint(problem: Problem) -> str:
    """SHA-256 of a doubt's sentence, 64 hex digits."""
    return hashlib.sha256(problem.message.encode()).hexdigest()


def reason_for(core: Core, register_key: str, row_id: int, problem: Problem) -> str | None:
    """The reason that answers a problem of a row; None when there is none or the sentence has changed."""
    answer = answer_to(core, register_key, row_id, problem)
    if answer is None or answer["fingerprint"] != fingerprint(problem):
        return None
    return str(answer["reason"])


def is_answered(core: Core, register_key: str, row_id: int, problem: Problem) -> bool:
    """Whether the clerk has said why this problem may stand."""
    return problem.severity == "warning" and reason_for(core, register_key, row_id, problem) is not None


def answer_to(core: Core, register_key: str, row_id: int, problem: Problem) -> Row | None:
    place = {"register": register_key, "row": row_id, "code": problem.code}
    answers = core.lookup.where(ANSWERS, place)
    return next((answer for answer in answers if (answer["field"] or "") == problem.field), None)
