"""Small rows inside a record as text: every line that the program writes it reads back."""

import random
from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context, Field
from app.domain.kinds import Lines
from app.domain.registers import BY_KEY, SHOWN
from app.domain.registers.receptions import VISITOR_COLUMNS

CONTEXT = Context(today=date(2026, 11, 23))
VISITORS = Field("visitors", "来访人", Lines(VISITOR_COLUMNS))
LISTS = [(r.key, f) for r in SHOWN for f in r.fields if f.kind.name == "lines"]
TEXTS = ("东村", "88", "男", "2022-01-05", "A，B", "a, b", "他说“好”", "”", "“", "第一段\n第二段", "姓名：王", "情况：", "12 34", "=1+1", "要求保密", "、；", "，", "：", "长" * 1_900)  # fmt: skip


def read(field: Field, text: str) -> Any:
    reading = field.read(text, CONTEXT)
    assert not reading.problems, reading.problems
    return reading.value


def test_counts_of_one_line_say_which_they_are() -> None:
    candidates = BY_KEY["elections"].field("candidates")
    line = {"name": "邓启明", "in_favor": 53, "against": 1, "abstain": 0}
    assert candidates.text((line,)) == "邓启明，赞成：53，反对：1，弃权：0"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("王大明，东村", {"name": "王大明", "village": "东村"}),
        ("王大明 东村", {"name": "王大明", "village": "东村"}),
        ("王大明,男,45,东村", {"name": "王大明", "sex": "1", "age": 45, "village": "东村"}),
        ("王大明，村（单位）：88", {"name": "王大明", "village": "88"}),
        ("赵八斤，西村，要求保密", {"name": "赵八斤", "village": "西村", "wants_confidential": True}),
        ("要求保密，西村", {"name": "要求保密", "village": "西村", "wants_confidential": True}),
    ],
)
def test_a_line_finds_its_columns(text: str, line: dict[str, Any]) -> None:
    assert read(VISITORS, text) == (line,)


def test_what_is_written_reads_well() -> None:
    lines = (
        {"name": "王大明", "sex": "1", "village": "东村"},
        {"name": "赵八斤", "age": 60, "wants_confidential": True},
        {"name": "要求保密", "village": "西村", "wants_confidential": True},
        {"village": "东村"},
    )
    assert read(VISITORS, VISITORS.text(lines)) == lines
    assert VISITORS.text(lines) == "王大明，男，东村\n赵八斤，60，要求保密\n要求保密，西村\n村（单位）：东村"


@pytest.mark.parametrize(("register", "field"), LISTS, ids=[f"{k}.{f.key}" for k, f in LISTS])
def test_every_list_reads_back_what_it_writes(register: str, field: Field) -> None:
    chance = random.Random(register)
    columns = field.kind.columns  # type: ignore[attr-defined]
    samples = {c.key: [v for t in TEXTS if (v := _value(c, t)) is not None] for c in columns}
    for fullness in (0.2, 0.6, 1.0):
        for _ in range(150):
            lines = tuple(
                {k: chance.choice(v) for k, v in samples.items() if v and chance.random() < fullness}
                for _ in range(chance.randint(1, 4))
            )
            kept = tuple(line for line in lines if line) or None
            assert read(field, field.text(kept)) == (
                kept and tuple(_as_understood(line, columns) for line in kept)
            )


def _as_understood(line: dict[str, Any], columns: tuple[Field, ...]) -> dict[str, Any]:
    """Whose name is 要求保密 wants it."""
    return line | {c.key: True for c in columns if c.kind.is_flag and c.label in line.values()}


def _value(column: Field, text: str) -> Any:
    if column.kind.is_flag:
        return True
    if codes := column.kind.table.codes():
        return codes[len(text) % len(codes)]
    sample = {"phone": "19900001234", "day": "2022-03-04", "known_day": "2022-03"}.get(column.kind.name, text)
    reading = column.read(sample, CONTEXT)
    return None if reading.problems else reading.value
