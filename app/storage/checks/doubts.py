"""Doubts of the rules: each stays on the check until it is mended or answered with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.domain.fields import Problem, Row
from app.domain.register import Register
from app.domain.registers import BY_KEY
from app.domain.row_judgement import judged_record
from app.domain.texts import says_nothing_readable
from app.storage.open_ledger import OpenLedger
from app.storage.refusals import Refused
from app.storage.values.doubt_answers import ANSWERS, answer_to, fingerprint, reason_for

NO_SUCH_DOUBT = "这条记录现在没有这处疑问，不用写理由。请先用检查看看还有哪些疑问。"


class Doubt(NamedTuple):
    """One doubt about a kept row; ``reason``: why the clerk lets it stand, None while it is open."""

    problem: Problem
    reason: str | None = None


def judged(ledger: OpenLedger, register: Register, row: Mapping[str, Any]) -> list[Problem]:
    """What the rules of a register and its parts say of a row with its private values in plain."""
    return judged_record(register, row, ledger.context())


def doubts_of(ledger: OpenLedger, register: Register, row: Row) -> list[Doubt]:
    """The doubts about a kept row as ``ledger.rows`` gives it, open ones and answered ones."""
    with ledger.busy:
        problems = judged(ledger, register, ledger.core.private.judgeable([row])[0])
        return [
            Doubt(problem, reason_for(ledger.core, register.key, row["id"], problem))
            for problem in problems
            if problem.severity == "warning"
        ]


def answered_rows(ledger: OpenLedger, register_key: str, code: str) -> set[int]:
    """The rows whose doubt of that code is answered."""
    return _rows_with(ledger, register_key, code, answered=True)


def open_rows(ledger: OpenLedger, register_key: str, code: str) -> set[int]:
    """The rows with a doubt of that code that nobody has answered yet."""
    return _rows_with(ledger, register_key, code, answered=False)


def _rows_with(ledger: OpenLedger, register_key: str, code: str, *, answered: bool) -> set[int]:
    register = BY_KEY[register_key]
    with ledger.busy:
        ids = _answered_ids(ledger, register_key, code) if answered else ledger.ids(register_key)
        return {
            row["id"]
            for row in ledger.rows(register_key, ids)
            for doubt in doubts_of(ledger, register, row)
            if doubt.problem.code == code and (doubt.reason is not None) == answered
        }


def _answered_ids(ledger: OpenLedger, register_key: str, code: str) -> list[int]:
    answers = ledger.core.lookup.where(ANSWERS, {"register": register_key, "code": code})
    return list(dict.fromkeys(answer["row"] for answer in answers))


def answer(
    ledger: OpenLedger, register_key: str, row_id: int, field: str | None, code: str, reason: str
) -> int:
    """Keep why a doubt may stand, as one undoable act; gives the id of the answer.

    ``field``: the key of the doubted field; None where the code alone says which.  An answer that was
    there is replaced.  Raises ``Refused`` without a reason, and when there is no such doubt.
    """
    register = BY_KEY[register_key]
    with ledger.busy:
        problem = _doubted(ledger, register, row_id, field, code)
        words = _reason(ledger, reason)
        name = register.name_of(ledger.row(register_key, row_id) or {})
        before = answer_to(ledger.core, register_key, row_id, problem)
        values = {"reason": words, "answered_on": ledger.today, "fingerprint": fingerprint(problem)}
        with ledger.act(f"写明理由：{register.noun} {name}") as act:
            if before is not None:
                act.change(ANSWERS, before["id"], values)
                return int(before["id"])
            place = {"register": register_key, "row": row_id, "field": problem.field, "code": code}
            return act.add(ANSWERS, {**place, **values})


def doubts_to_be(
    ledger: OpenLedger, register_key: str, values: Mapping[str, Any], row_id: int | None
) -> list[Problem]:
    """What the rules will doubt about a row once ``values`` are kept; None for a new row."""
    with ledger.busy:
        existing = ledger.revealed_row(register_key, row_id) if row_id is not None else {}
        problems = judged(ledger, BY_KEY[register_key], {**existing, **values})
        return [problem for problem in problems if problem.severity == "warning"]


def answer_fields(ledger: OpenLedger, register_key: str, row_id: int, reasons: Mapping[str, str]) -> None:
    """Keep reasons by field key: each answers the open doubts about its field, as one act.

    A reason of a field that is not doubted any more is left out.
    """
    register = BY_KEY[register_key]
    row = ledger.row(register_key, row_id) if reasons else None
    for doubt in doubts_of(ledger, register, row) if row else ():
        field, code = doubt.problem.field, doubt.problem.code
        if doubt.reason is None and reasons.get(field):
            answer(ledger, register_key, row_id, field, code, reasons[field])


def _doubted(ledger: OpenLedger, register: Register, row_id: int, field: str | None, code: str) -> Problem:
    row = ledger.row(register.key, row_id)
    if row is None:
        raise Refused(f"{register.label}里没有记录号 {row_id}，没有作任何改动。")
    doubted = [
        doubt.problem
        for doubt in doubts_of(ledger, register, row)
        if doubt.problem.code == code and field in (None, doubt.problem.field)
    ]
    if not doubted:
        raise Refused(NO_SUCH_DOUBT)
    if len(doubted) > 1:
        keys = "、".join(problem.field for problem in doubted)
        raise Refused(f"这样的疑问有 {len(doubted)} 处（{keys}），请写明是哪个栏目的。")
    return doubted[0]


def _reason(ledger: OpenLedger, words: str) -> str:
    reading = BY_KEY[ANSWERS].field("reason").read(words, ledger.context(typed=True))
    if reading.value is None or says_nothing_readable(words):
        raise Refused("请写明为什么这样是对的，再保存。")
    refused = [problem for problem in reading.problems if problem.severity == "error"]
    if refused:
        raise Refused(refused)
    return str(reading.value)
