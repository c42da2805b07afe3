"""Marks below months and kinds of deeds, and below acts with their day: each mark is a deed of one deputy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from app.storage.ledger import Ledger
from tests.excel.importing_cases import PEOPLE, read, told, values, verdicts

MONTHS = ("1月份", "9月份")
KINDS = {"视察": "视察", "接待": "接待选民", "网格走访": "走访联系选民"}
DEEDS = [(0, 0, 0), (0, 1, 2), (1, 0, 1), (1, 1, 0), (2, 0, 2), (2, 1, 1), (3, 1, 0)]


def deeds(months: Sequence[str], kinds: Sequence[str]) -> set[tuple[str, str, str]]:
    """Who did what in which month, as the ledger says it."""
    days = {"1": "2025-01-01", "9": "2025-09-01", "一": "2025-01-01", "九": "2025-09-01", "元": "2025-01-01"}
    days |= {"三": "2025-07-01"}
    return {
        (PEOPLE[who], KINDS[kinds[kind]], days[months[month].removeprefix("2025年").strip("第")[0]])
        for who, month, kind in DEEDS
    }


def marked(months: Sequence[str], kinds: Sequence[str], mark: Any, above: str, how: str) -> list[list[Any]]:
    """Deputies down; months and kinds across, ``above`` the upper ones, merged, with blanks, or repeated."""
    pairs = [(month, kind) for month in range(2) for kind in range(3)]
    if above == "kinds":
        pairs.sort(key=lambda pair: pair[1])
    upper = [months[month] if above == "months" else kinds[kind] for month, kind in pairs]
    lower = [kinds[kind] if above == "months" else months[month] for month, kind in pairs]
    first = [
        text if not n or how == "repeated" or upper[n - 1] != text else None for n, text in enumerate(upper)
    ]
    heads = [["号数", "代表名", *first, "全年次数"], [None, None, *lower, None]]
    people = [
        [n + 1, name, *(mark if (n, *pair) in DEEDS else None for pair in pairs), 2]
        for n, name in enumerate(PEOPLE)
    ]
    return [["柳坪镇第九届人大代表2025年履职月记表"], *heads, *people, ["说明：参加的打记号，未参加的空着。"]]


def merges(rows: list[list[Any]], how: str, width: int) -> list[tuple[int, int, int, int]]:
    alone = [(1, column, 2, column) for column in (0, 1, 8)]
    groups = [(1, c, 1, c + width - 1) for c in range(2, 8, width)] if how == "merged" else []
    return [(0, 0, 0, 8), *alone, *groups, (len(rows) - 1, 0, len(rows) - 1, 8)]


@pytest.mark.parametrize("above", ["months", "kinds"])
@pytest.mark.parametrize("how", ["merged", "blank", "repeated"])
@pytest.mark.parametrize("mark", ["√", "●", "有", 1])
def test_a_mark_below_a_month_and_a_kind_is_a_deed(ledger: Ledger, above: str, how: str, mark: Any) -> None:
    """The months were taken for the kinds of ticks, and all deeds for those of the first of January."""
    rows = marked(MONTHS, list(KINDS), mark, above, how)
    shown = read(
        ledger, "performance_records", *rows, merges=merges(rows, how, 3 if above == "months" else 2)
    )
    assert set(values(shown, "deputy", "kind", "occurred_on")) == deeds(MONTHS, list(KINDS))
    assert len(told(shown)) == len(DEEDS)
    assert not {"double", "wrong", "same"} & set(verdicts(shown))


@pytest.mark.parametrize(
    "months", [("元月", "9月"), ("一月份", "九月份"), ("2025年1月", "2025年9月"), ("第一季度", "第三季度")]
)
@pytest.mark.parametrize("kinds", [("视察", "接待", "网格走访"), ("网格走访", "接待", "视察")])
def test_months_and_kinds_in_other_words(ledger: Ledger, months: Sequence[str], kinds: Sequence[str]) -> None:
    rows = marked(months, kinds, "√", "months", "merged")
    shown = read(ledger, "performance_records", *rows, merges=merges(rows, "merged", 3))
    assert set(values(shown, "deputy", "kind", "occurred_on")) == deeds(months, kinds)


def test_the_sum_behind_months_whose_headings_are_not_merged_is_no_kind(ledger: Ledger) -> None:
    rows = marked(MONTHS, list(KINDS), "√", "months", "blank")
    rows[1][8], rows[2][8] = None, rows[1][8]
    shown = read(ledger, "performance_records", *rows)
    assert set(values(shown, "deputy", "kind", "occurred_on")) == deeds(MONTHS, list(KINDS))


def test_circles_among_marks_are_asked_and_not_taken_for_ticks(ledger: Ledger) -> None:
    """A circle is somebody's own mark: excused in one town, present in the next."""
    rows = marked(MONTHS, list(KINDS), "○", "months", "merged")
    shown = read(ledger, "performance_records", *rows, merges=merges(rows, "merged", 3))
    assert any(one.field == "attendance" for one in shown.questions)
