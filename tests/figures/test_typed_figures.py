"""A figure typed by hand beside the counted one: 90 % where 25 of 28 are 89.3 %, and where the other may come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.figures.catalogue import figure_of
from app.figures.typed_figures import Comparison, compare, read_figure
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

YEAR = 2022


@pytest.mark.parametrize(
    ("words", "number", "decimals", "is_rate", "counts", "is_least"),
    [
        ("90%", "90", 0, True, None, False),
        ("９０.０％", "90.0", 1, True, None, False),
        ("89.3%（25/28）", "89.3", 1, True, (25, 28), False),
        ("达 90% 以上", "90", 0, True, None, True),
        ("28件", "28", 0, False, None, False),
        ("1,234 人次", "1234", 0, False, None, False),
        ("36/40", "90", 1, True, (36, 40), False),
    ],
)
def test_what_was_written(
    words: str, number: str, decimals: int, is_rate: bool, counts: Any, is_least: bool
) -> None:
    written = read_figure(words)
    assert written.number == Decimal(number)
    assert (written.decimals, written.is_rate, written.counts, written.is_least) == (
        decimals, is_rate, counts, is_least,
    )  # fmt: skip


@pytest.mark.parametrize("words", ["", "九成", "很多", "3/0", "1/", "90%和80%", "-5件", "9" * 40])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="请照报告里印的写数字"):
        read_figure(words)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """28 opinions of which 25 are concluded, one of them in January; 12 suggestions, 11 concluded; one rejected."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("typed")
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        with new_ledger(
            folder / "data", term=16, term_started=date(2016, 11, 10), today=date(2023, 3, 1)
        ) as ledger:
            with ledger.act("录入") as act:
                for number in range(1, 42):
                    values, problems = ledger.read_values("suggestions", matter(number))
                    assert not [problem for problem in problems if problem.severity == "error"], problems
                    act.add("suggestions", values)
            yield ledger


def matter(number: int) -> dict[str, Any]:
    kind = (
        {"class": "群众意见", "source": "接待"}
        if number <= 28
        else {"class": "代表建议", "source": "闭会期间"}
    )
    values: dict[str, Any] = {
        **kind,
        "raised_on": "2022-05-09",
        "content": f"第{number}件",
        "assigned_on": "2022-05-10",
    }
    if number == 41:
        return values | {"exit_kind": "不予受理", "exit_on": "2022-05-20", "exit_reason": "涉诉"}
    if number in (25, 26, 27, 40):
        return values
    ended = "2023-01-12" if number == 28 else "2022-06-10"
    return values | {
        "replied_on": "2022-06-01",
        "reply_class": "B" if number == 1 else "A",
        "concluded_on": ended,
    }


def told(ledger: Ledger, key: str, words: str, until: str | None = None) -> Comparison:
    value = figure_of(ledger, key, YEAR, date.fromisoformat(until) if until else None)
    return compare(ledger, value, words, YEAR)


OPINIONS, ALL = "opinions.conclusion_rate", "all.conclusion_rate"
LATER = "2023-02-28"  # 25 of 28 opinions are concluded by then


@pytest.mark.parametrize(
    ("key", "words", "until", "agrees", "sentence"),
    [
        (OPINIONS, "89.3%", LATER, True, "与记录一致： 25/28 = 89.3%。"),
        (OPINIONS, "89%", LATER, True, "与记录一致： 25/28 = 89.3%。"),
        (OPINIONS, "85%以上", LATER, True, "与记录一致： 25/28 = 89.3%，在85以上。"),
        # without its sign, or as a table of shares has it
        (OPINIONS, "89.3", LATER, True, "与记录一致： 25/28 = 89.3%。"),
        (OPINIONS, "0.893", LATER, True, "与记录一致： 25/28 = 89.3%。"),
        (OPINIONS, "0.89", LATER, True, "与记录一致： 25/28 = 89.3%。"),
        (OPINIONS, "90", LATER, False, "往上进位取整数才是 90%，四舍五入是 89%"),
        (OPINIONS, "0.9", LATER, False, "往上进位取整数才是 90%，四舍五入是 89%"),
        (OPINIONS, "0.9000", LATER, False, "“意见建议合计办结率”是 36/40 = 90.0%"),
        (OPINIONS, "25件", LATER, False, "“群众意见办结率”是百分数，报告里写的是“25件”"),
        (OPINIONS, "90%", LATER, False, "往上进位取整数才是 90%，四舍五入是 89%；“意见建议合计办结率”是 36/40 = 90.0%"),
        (OPINIONS, "90.0%", LATER, False, "“意见建议合计办结率”是 36/40 = 90.0%"),
        (OPINIONS, "89.2%", LATER, False, "舍去尾数保留 1 位小数才是 89.2%，四舍五入是 89.3%"),
        (OPINIONS, "36/40", LATER, False, "“意见建议合计办结率”是 36/40 = 90.0%"),
        # at the end of the year 24 were concluded
        (OPINIONS, "96.0%", None, False, "除以已答复的是 24/25 = 96.0%"),
        (OPINIONS, "25/28", None, False, "截至 2023 年 3 月 1 日是 25/28 = 89.3%"),
        ("suggestions.conclusion_rate", "84.6%", None, False, "除以收到的全部（不予受理、撤回、转送、并案的也在内）是 11/13 = 84.6%"),
        (ALL, "85.0%", None, False, "有办结日期，且最近一次答复为A类的才算办结是 34/40 = 85.0%"),
        (OPINIONS, "95%", LATER, False, "按已知的口径、基数和截止日都得不出“95%”；基数 28 件时没有哪个数得出来：26 件是 92.9%，27 件是 96.4%。"),
        (OPINIONS, "93%", LATER, False, "28 件里要有 26 件才是，记录里有 25 件。"),
        ("opinions.concluded", "25件", None, False, "截至 2023 年 3 月 1 日正好是 25"),
        ("opinions.received", "28", None, True, "与记录一致： 28件。"),
        ("opinions.received", "41件", None, False, "“收到意见建议合计”正好是 41"),
        ("opinions.received", "90%", None, False, "“收到群众意见”是个数，报告里写的是“90%”"),
        ("receptions.batches", "16批次", None, False, "得不出“16批次”"),
        ("satisfaction.rate", "90%", None, False, "“满意率（含基本满意）”没有数据"),
    ],
)  # fmt: skip
def test_the_difference_is_explained(
    ledger: Ledger, key: str, words: str, until: str | None, agrees: bool, sentence: str
) -> None:
    comparison = told(ledger, key, words, until)
    assert comparison.agrees == agrees
    assert sentence in comparison.sentence
