"""Rows that sum up others are told by their words or by their figures, whatever they are called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.fields import Context
from app.domain.registers.small_ledgers_intake import amount_borne_out
from app.excel.grid import Sheet
from app.excel.layout.totals import Totals, says_total
from app.excel.layout.view import View

ROWS: list[list[Any]] = [["1月6日", "甲站", 4, 2], ["1月21日", "乙站", 5, 3], ["2月6日", "甲站", 6, 4]]


@pytest.mark.parametrize(
    ("row", "is_sum"),
    [
        ([None, "全镇情况", 15, 9], True),
        ([None, "全年", 15, 9], True),  # 全 is a surname too
        ([None, None, 15, 9], True),
        (["/", "—", "15人", "9件"], True),
        ([None, "全镇情况", 15, 8], False),
        (["3月6日", None, 15, 9], False),  # a day of its own
        ([None, "丙站", 15, 9], False),  # a place of its own
        ([None, "苑长河", 15, 9], False),
        ([None, "全镇情况", 15, None], False),  # one sum alone may be chance
        ([None, "全镇", "又一处", 15, 9], False),
    ],
)
def test_figures_tell_a_total(row: list[Any], is_sum: bool) -> None:
    totals = Totals(View(Sheet("表", rows=[*ROWS, row])), (2, 3))
    for number in range(len(ROWS)):
        totals.passed(number, is_total=False)
    assert totals.are_sums(len(ROWS), [c for c, cell in enumerate(row) if cell is not None]) is is_sum


def test_a_total_of_a_part_sums_what_stands_below_the_one_before() -> None:
    rows = [
        *ROWS,
        ["小计", None, 15, 9],
        ["3月6日", "甲站", 1, 2],
        ["4月6日", "甲站", 2, 2],
        [None, "其后", 3, 4],
    ]
    totals = Totals(View(Sheet("表", rows=rows)), (2, 3))
    for number, row in enumerate(rows[:-1]):
        totals.passed(number, is_total=row[0] == "小计")
    assert totals.are_sums(len(rows) - 1, [1, 2, 3])


@pytest.mark.parametrize(
    ("texts", "is_total"),
    [(["5", "本站合计"], True), (["小计:3批"], True), (["", "甲", "合计"], False), (["合村并居"], False)],
)
def test_words_of_a_total_stand_in_front(texts: list[str], is_total: bool) -> None:
    assert says_total(texts) is is_total


@pytest.mark.parametrize(
    ("row", "is_doubted"),
    [
        ({"quantity": 2, "unit_price": 56000}, False),
        ({"quantity": 2, "unit_price": 57000}, True),
        ({"quantity": 2}, False),
    ],
)
def test_an_amount_is_quantity_times_unit_price(row: dict[str, Any], is_doubted: bool) -> None:
    assert bool(amount_borne_out(112000, row, Context(date(2023, 12, 1)))) is is_doubted
