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


ACTS = {
    "镇人大七次会议": ("出席人大会议", "2025-02-27"),
    "代表法学习培训": ("学习培训", "2025-03-28"),
    "视察养老服务设施": ("视察", "2025-10-30"),
}
DAYS = ("2月27日", "3月28日", "10月30日")
TAKEN_PART = ["到到假", "  到", "缺到到", "到假缺"]  # by deputy and act; blank before somebody was elected
MEANING = {"到": "出席", "假": "请假", "缺": "缺席", "√": "出席", "○": "请假", "×": "缺席"}


def taken_part() -> set[tuple[str, str, str, str, str]]:
    acts = list(ACTS.items())
    return {
        (PEOPLE[who], acts[n][0], *acts[n][1], MEANING[mark])
        for who, marks in enumerate(TAKEN_PART)
        for n, mark in enumerate(marks)
        if mark.strip()
    }


def attendance(
    heads: Sequence[Any], marks: str = "到假缺", behind: str = "说明", beside: str = "", below: str = ""
) -> list[list[Any]]:
    """Deputies down with their groups, acts with their day across, and since when somebody sits."""
    marked = [text.translate(str.maketrans("到假缺", marks)) for text in TAKEN_PART]
    since = [None, "2025年8月补选产生" if behind != "补选时间" else "2025年8月", None, None]
    lead = ["序列", "代表名字", *([beside] if beside else [])]
    elected = ["2021年10月", "2025年8月", "2021年10月", "2021年10月"]
    people = [
        [n + 1, name, *([elected[n]] if beside else []), *(m.strip() or None for m in marked[n]), since[n]]
        for n, name in enumerate(PEOPLE)
    ]
    title = ["南华镇人大代表2025年参会及参加活动到位情况登记"]
    legend = [f"符号：{marks[0]}—到会  {marks[1]}—请假  {marks[2]}—无故不到"]
    section = ["东部代表小组  18人"]
    sums = [[below, *[None] * (len(lead) - 1), 3, 2, 1]] if below else []
    return [
        title,
        legend,
        [*lead, *heads, behind],
        section,
        *people[:2],
        ["西部代表小组  21人"],
        *people[2:],
        *sums,
    ]


def of_attendance(shown: Any) -> list[tuple[Any, ...]]:
    return values(shown, "deputy", "title", "kind", "occurred_on", "attendance")


@pytest.mark.parametrize("behind", ["说明", "备注", "情况说明", "补选时间"])
@pytest.mark.parametrize("beside", ["", "当选时间"])
def test_since_when_somebody_sits_is_no_day_of_the_acts_across(
    ledger: Ledger, behind: str, beside: str
) -> None:
    """One remark that began with a month made its column the day of each row, and all marks were lost."""
    heads = [f"{day}\n{act}" for day, act in zip(DAYS, ACTS, strict=True)]
    rows = attendance(heads, behind=behind, beside=beside, below="到会人数")
    shown = read(ledger, "performance_records", *rows)
    assert set(of_attendance(shown)) == taken_part()
    assert len(told(shown)) == sum(len(text.replace(" ", "")) for text in TAKEN_PART)


@pytest.mark.parametrize(
    "days",
    [
        ("2.27", "3.28", "10.30"),
        ("2025年2月27日", "2025年3月28日", "2025年10月30日"),
        ("二月二十七日", "三月二十八日", "十月三十日"),
        ("2月27日—28日", "3月28日至29日", "10月30日-11月1日"),
    ],
)
@pytest.mark.parametrize("shape", ["{day}\n{act}", "{day} {act}", "{act}（{day}）"])
@pytest.mark.parametrize("marks", ["到假缺", "√○×"])
def test_acts_with_their_day_in_other_words(
    ledger: Ledger, days: Sequence[str], shape: str, marks: str
) -> None:
    heads = [shape.format(day=day, act=act) for day, act in zip(days, ACTS, strict=True)]
    shown = read(ledger, "performance_records", *attendance(heads, marks))
    assert set(of_attendance(shown)) == taken_part()


@pytest.mark.parametrize("days", [DAYS, ("2月27日—28日", "3月28日至29日", "10月30日-11月1日")])
@pytest.mark.parametrize("first", ["days", "acts"])
def test_acts_and_days_in_two_rows(ledger: Ledger, days: Sequence[str], first: str) -> None:
    rows = attendance(list(days) if first == "days" else list(ACTS), below="合计")
    lower = list(ACTS) if first == "days" else list(days)
    rows.insert(3, [None, None, *lower, None])
    shown = read(ledger, "performance_records", *rows, merges=[(2, c, 3, c) for c in (0, 1, 5)])
    assert set(of_attendance(shown)) == taken_part()


def test_one_and_nought_above_their_sums_are_marks(ledger: Ledger) -> None:
    heads = [f"{day}{act}" for day, act in zip(DAYS[:2], list(ACTS)[:2], strict=True)]
    rows: list[list[Any]] = [
        ["姓名", *heads], [PEOPLE[0], 1, 0], [PEOPLE[1], 1, 1], [PEOPLE[2], 0, 1], ["到会人数", 2, 2],
    ]  # fmt: skip
    shown = read(ledger, "performance_records", ["2025年参会登记"], *rows)
    assert [attendance for *_, attendance in of_attendance(shown)] == [
        "出席",
        "缺席",
        "出席",
        "出席",
        "缺席",
        "出席",
    ]


def test_one_and_nought_with_a_legend_are_marks_beside_running_numbers(ledger: Ledger) -> None:
    heads = [f"{day}{act}" for day, act in zip(DAYS[:2], list(ACTS)[:2], strict=True)]
    marks = [(1, 0), (1, 1), (0, 1), (1, 1)]
    rows: list[list[Any]] = [[n + 1, PEOPLE[n], *own, None] for n, own in enumerate(marks)]
    shown = read(
        ledger, "performance_records", ["2025年参会登记"], ["注：1=到会，0=未到"], ["序列", "代表姓名", *heads, "情况说明"], *rows
    )  # fmt: skip
    said = ["出席" if mark else "缺席" for own in marks for mark in own]
    assert [attendance for *_, attendance in of_attendance(shown)] == said


def test_an_act_to_which_most_came_late_is_read_with_the_others(ledger: Ledger) -> None:
    heads = [f"{day}\n{act}" for day, act in zip(DAYS, ACTS, strict=True)]
    rows = attendance(heads)
    for row in rows:
        if row[1:2] and row[1] in PEOPLE and row[4]:
            row[4] = "迟"
    said = {(*one[:4], "迟到") if one[1] == "视察养老服务设施" else one for one in taken_part()}
    assert set(of_attendance(read(ledger, "performance_records", *rows))) == said
