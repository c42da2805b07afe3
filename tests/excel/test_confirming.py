"""Whoever only confirms what was assumed is asked nothing further, and every row says what it said before."""

from __future__ import annotations

import random

import pytest

from app.excel.importing import ImportOptions, Preview, preview_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.excel.importing_cases import NEEDS, PEOPLE, read, told
from tests.excel.test_layout_left_out import BOOKS, workbook

NAMES = sorted(BOOKS)


def confirmed(preview: Preview) -> tuple[Answer, ...]:
    """Every question answered with what was assumed."""
    return tuple(Answer(q.sheet, q.column, q.code, q.assumed, q.word) for q in preview.questions)


@pytest.mark.parametrize("reworded", [None, 1, 2])
@pytest.mark.parametrize("part", range(4))
def test_to_confirm_asks_nothing_new_and_changes_no_row(
    ledger: Ledger, part: int, reworded: int | None
) -> None:
    changed = []
    for name in random.Random(f"{part} {reworded}").sample(NAMES, 6):
        register = BOOKS[name].truth.get("register", "deputies")
        first = preview_of(ledger, register, workbook(BOOKS[name], reworded))
        again = preview_of(ledger, register, first.workbook, ImportOptions(answers=confirmed(first)))
        changed += [f"{name}: {question.message}" for question in again.questions]
        unlike = [
            (one["row"], key, one["values"].get(key), two["values"].get(key))
            for one, two in zip(told(first), told(again), strict=True)
            for key in {*one["values"], *two["values"]} - {first.register.intake.remarks}
            if one["values"].get(key) != two["values"].get(key)
        ]
        changed += [f"{name}: {row}" for row in unlike]
    assert changed == []


def test_a_column_that_was_clear_is_not_asked_about_once_those_beside_it_are_answered(ledger: Ledger) -> None:
    head = [
        "原编号",
        "领衔提出",
        "附名代表",
        "案题及主要内容",
        "下达日期",
        "首次办复",
        None,
        None,
        "重新办复",
        None,
    ]
    below = [None, None, None, None, None, "办复日", "类", "代表表态", "退回重办日", "再复日"]
    rows = [
        [f"建字{n}01号", name, other, need, f"4月{n}日", f"5月{n}日", "C", "不满意", f"6月{n}日", f"7月{n}日"]
        for n, (name, other, need) in enumerate(
            zip(PEOPLE, PEOPLE[1:] + PEOPLE[:1], NEEDS, strict=True), start=1
        )
    ]
    merges = [*((1, c, 2, c) for c in range(5)), (1, 5, 1, 7), (1, 8, 1, 9)]
    book = [["枫坡镇十七届人大四次会议代表建议办理结果汇总"], head, below, *rows]
    first = read(ledger, "suggestions", *book, merges=merges)
    assert "column" in {question.code for question in first.questions}
    assert read(ledger, "suggestions", *book, merges=merges, answers=confirmed(first)).questions == ()
