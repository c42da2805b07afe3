"""Doubts of the rules: each stays on the check until it is mended or answered with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.fields import Problem, Row
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.registers.doubt_answers import DOUBT_ANSWERS
from app.domain.row_judgement import judged_kept
from app.storage.refusals import Refused

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

ANSWERS = DOUBT_ANSWERS.key
NO_SUCH_DOUBT = "这条记录现在没有这处疑问,不用写理由。请先用检查看看还有哪些疑问。"


def fingerprint(problem: Problem) -> str:
    """SHA-256 of a doubt's sentence, 64 hex digits."""
    return hashlib.sha256(problem.message.encode()).hexdigest()


class Doubt(NamedTuple):
    """One doubt about a kept row; ``reason``: why the clerk lets it stand, None while it is open."""

    problem: Problem
    reason: str | None = None


def judged(ledger: Ledger, register: Register, row: Mapping[str, Any]) -> list[Problem]:
    """What the rules of a register and its parts say of a row with its private values in plain."""
    return judged_kept(register, row, ledger.context())


def doubts_of(ledger: Ledger, register: Register, row: Row) -> list[Doubt]:
    """The doubts about a kept row as ``ledger.rows`` gives it, open ones and answered ones."""
    with ledger.busy:
        problems = judged(ledger, register, ledger.revealed([row])[0])
        return [
            Doubt(problem, reason_for(ledger, register.key, row["id"], problem))
            for problem in problems
            if problem.severity == "warning"
        ]


def reason_for(ledger: Ledger, register_key: str, row_id: int, problem: Problem) -> str | None:
    """The reason that answers a problem of a row; None when there is none or the sentence has changed."""
    answer = _answer_to(ledger, register_key, row_id, problem)
    if answer is None or answer["fingerprint"] != fingerprint(problem):
        return None
    return str(answer["reason"])


def is_answered(ledger: Ledger, register_key: str, row_id: int, problem: Problem) -> bool:
    """Whether the clerk has said why this problem may stand."""
    return problem.severity == "warning" and reason_for(ledger, register_key, row_id, problem) is not None


def answered_rows(ledger: Ledger, register_key: str, code: str) -> set[int]:
    """The rows whose doubt of that code is answered."""
    return _rows_with(ledger, register_key, code, answered=True)


def open_rows(ledger: Ledger, register_key: str, code: str) -> set[int]:
    """The rows with a doubt of that code that nobody has answered yet."""
    return _rows_with(ledger, register_key, code, answered=False)


def _rows_with(ledger: Ledger, register_key: str, code: str, *, answered: bool) -> set[int]:
    register = BY_KEY[register_key]
    with ledger.busy:
        ids = _answered_ids(ledger, register_key, code) if answered else ledger.ids(register_key)
        return {
            row["id"]
            for row in ledger.rows(register_key, ids)
            for doubt in doubts_of(ledger, register, row)
            if doubt.problem.code == code and (doubt.reason is not None) == answered
        }


def _answered_ids(ledger: Ledger, register_key: str, code: str) -> list[int]:
    kept = ledger.lookup.where(ANSWERS, {"register": register_key, "code": code})
    return list(dict.fromkeys(answer["row"] for answer in kept))


def answer(ledger: Ledger, register_key: str, row_id: int, field: str | None, code: str, reason: str) -> int:
    """Keep why a doubt may stand, as one undoable act; gives the id of the answer.

    ``field``: the key of the doubted field; None where the code alone says which.  An answer that was
    there is replaced.  Raises ``Refused`` without a reason, and when there is no such doubt.
    """
    register = BY_KEY[register_key]
    with ledger.busy:
        problem = _doubted(ledger, register, row_id, field, code)
        words = _reason(ledger, reason)
        called = register.name_of(ledger.row(register_key, row_id) or {})
        before = _answer_to(ledger, register_key, row_id, problem)
        values = {"reason": words, "answered_on": ledger.today, "fingerprint": fingerprint(problem)}
        with ledger.act(f"写明理由:{register.noun} {called}") as act:
            if before is not None:
                act.change(ANSWERS, before["id"], values)
                return int(before["id"])
            place = {"register": register_key, "row": row_id, "field": problem.field, "code": code}
            return act.add(ANSWERS, {**place, **values})


def doubts_to_be(
    ledger: Ledger, register_key: str, values: Mapping[str, Any], row_id: int | None
) -> list[Problem]:
    """What the rules will doubt about a row once ``values`` are kept; None for a new row."""
    with ledger.busy:
        existing = ledger.revealed_row(register_key, row_id) if row_id is not None else {}
        problems = judged(ledger, BY_KEY[register_key], {**existing, **values})
        return [problem for problem in problems if problem.severity == "warning"]


def answer_fields(ledger: Ledger, register_key: str, row_id: int, reasons: Mapping[str, str]) -> None:
    """Keep reasons by field key: each answers the open doubts about its field, as one act.

    A reason of a field that is not doubted any more is left out.
    """
    register = BY_KEY[register_key]
    row = ledger.row(register_key, row_id) if reasons else None
    for doubt in doubts_of(ledger, register, row) if row else ():
        field, code = doubt.problem.field, doubt.problem.code
        if doubt.reason is None and reasons.get(field):
            answer(ledger, register_key, row_id, field, code, reasons[field])


def _doubted(ledger: Ledger, register: Register, row_id: int, field: str | None, code: str) -> Problem:
    row = ledger.row(register.key, row_id)
    if row is None:
        raise Refused(f"{register.label}里没有记录号 {row_id},没有作任何改动。")
    found = [
        doubt.problem
        for doubt in doubts_of(ledger, register, row)
        if doubt.problem.code == code and field in (None, doubt.problem.field)
    ]
    if not found:
        raise Refused(NO_SUCH_DOUBT)
    if len(found) > 1:
        told = "、".join(problem.field for problem in found)
        raise Refused(f"这样的疑问有 {len(found)} 处({told}),请写明是哪个栏目的。")
    return found[0]


def _reason(ledger: Ledger, words: str) -> str:
    reading = BY_KEY[ANSWERS].field("reason").read(words, ledger.context(typed=True))
    if reading.value is None:
        raise Refused("请写明为什么这样是对的,再保存。")
    refused = [problem for problem in reading.problems if problem.severity == "error"]
    if refused:
        raise Refused(refused)
    return str(reading.value)


def _answer_to(ledger: Ledger, register_key: str, row_id: int, problem: Problem) -> Row | None:
    place = {"register": register_key, "row": row_id, "code": problem.code}
    kept = ledger.lookup.where(ANSWERS, place)
    return next((answer for answer in kept if (answer["field"] or "") == problem.field), None)
