"""The one judgement of a row: gaps and rules, and how much more is said where reading has said something."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.fields import Context, Field
from app.domain.kinds import PersonName, Text
from app.domain.register import Part, Parted, Register
from app.domain.row_judgement import judged_record, judged_row
from app.domain.values import Problem

CONTEXT = Context(today=date(2022, 7, 20))
DOUBT, REFUSAL = (Problem("name", severity, "said", "说过了。") for severity in ("warning", "error"))


def _rule(severity: str, code: str):
    return lambda row, context: Problem("name", severity, code, "请核对。")


def _register(*rules, parts: tuple[Part, ...] = ()) -> Register:
    fields = (Field("name", "姓名", PersonName(), required=True), Field("note", "备注", Text()))
    hooks = (Parted("flags", parts),) if parts else ()
    return Register(
        "flags", "彩旗", "面", fields, (("name",),), ("name",), ("name",), "Y", rules=rules, hooks=hooks
    )


def _codes(register: Register, row: dict[str, object], *so_far: Problem) -> list[str]:
    return [problem.code for problem in judged_row(register, row, CONTEXT, so_far)]


@pytest.mark.parametrize(
    ("so_far", "codes"),
    [
        ((), ["doubt", "refusal"]),
        ((DOUBT,), ["refusal"]),
        ((REFUSAL,), []),
        ((DOUBT, REFUSAL), []),
        ((DOUBT._replace(field="note"),), ["doubt", "refusal"]),
    ],
)
def test_nothing_is_said_again_that_is_no_graver(so_far: tuple[Problem, ...], codes: list[str]) -> None:
    register = _register(_rule("warning", "doubt"), _rule("error", "refusal"))
    assert _codes(register, {"name": "王芳"}, *so_far) == codes


def test_a_gap_is_told_unless_the_field_was_refused() -> None:
    assert _codes(_register(), {}) == ["missing"]
    assert _codes(_register(), {}, DOUBT) == ["missing"]
    assert _codes(_register(), {}, REFUSAL) == []
    assert _codes(_register(), {"name": "王芳"}) == []


def test_the_rules_of_parts_are_asked_too() -> None:
    part = _register(_rule("warning", "of_the_part"))
    whole = _register(_rule("warning", "of_the_whole"), parts=(Part("person", part),))
    assert _codes(whole, {"name": "王芳"}) == ["of_the_whole", "of_the_part"]
    assert [p.code for p in judged_record(whole, {"name": "王芳"}, CONTEXT)] == [
        "of_the_whole",
        "of_the_part",
    ]


def test_what_is_kept_is_doubted_by_its_kinds_and_has_no_gaps() -> None:
    assert judged_record(_register(), {}, CONTEXT) == []
    assert [p.code for p in judged_record(_register(), {"name": "王"}, CONTEXT)] == ["name_doubt"]
