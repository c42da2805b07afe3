"""What tells receptions in other ways: rows that were not held, plans beside deeds, several counts in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.excel.grid import Sheet, Workbook
from app.excel.layout.counts_in_one import counts_of
from app.excel.layout.evidence import ColumnSeen
from app.excel.layout.planned import planned_beside_done, was_not_held
from app.excel.layout.repeated_rows import TOGETHER
from app.excel.layout.sheets import lay_out
from app.excel.layout.titles import Office
from app.excel.layout.view import View
from app.excel.layout.vocabulary import vocabulary_of
from app.excel.questions import NO, Answer


@pytest.mark.parametrize(
    ("row", "is_left_out"),
    [
        (["3月15日", "某站", "未开展"], True),
        (["3月15日", "某站", "因雨取消"], True),
        (["12月15日因防疫要求，接待日活动取消。"], True),
        (["3月15日", "某站", "本次活动取消"], True),
        (["3月15日", "某站", "停办一次"], True),
        (["3月15日", "某站", "取消低保问题"], False),
        (["3月15日", "某站", "路灯未安装"], False),
        (["3月15日", "某站", "已开展"], False),
    ],
)
def test_a_row_that_says_so_was_not_held(row: list[str], is_left_out: bool) -> None:
    assert was_not_held(View(Sheet("表", rows=[list(row)])), 0, (), ()) is is_left_out


@pytest.mark.parametrize(("people", "is_left_out"), [("5人", False), ("0", True), (None, True)])
def test_who_came_speaks_against_a_row_that_was_called_off(people: str | None, is_left_out: bool) -> None:
    view = View(Sheet("表", rows=[["3月15日", people, "取消"]]))
    assert was_not_held(view, 0, (), (1,)) is is_left_out


def test_a_plan_without_its_deed_was_not_held() -> None:
    view = View(Sheet("表", rows=[["3.15", None, "甲"], ["4.15", "4.17", "乙"]]))
    assert [was_not_held(view, row, ((0, 1),), ()) for row in (0, 1)] == [True, False]


@pytest.mark.parametrize(
    ("register", "paths", "pairs"),
    [
        ("receptions", [("时间", "计划"), ("时间", "实际")], ((0, 1),)),
        ("receptions", [("安排代表",), ("地点",), ("实到代表",)], ((0, 2),)),
        ("receptions", [("计划日期",), ("实际地点",)], ()),
        ("reception_duties", [("时间", "计划"), ("时间", "实际")], ()),
    ],
)
def test_plans_stand_beside_deeds_of_the_same_name(
    register: str, paths: list[tuple[str, ...]], pairs: tuple[tuple[int, int], ...]
) -> None:
    vocabulary = vocabulary_of(BY_KEY[register])
    seen = {c: ColumnSeen(c, path, vocabulary.match(path[-1]), ()) for c, path in enumerate(paths)}
    assert planned_beside_done(seen, vocabulary) == pairs


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("5/2", [("", "5"), ("", "2")]),
        ("5人2条", [("人", "5"), ("条", "2")]),
        ("来访5人、收集意见2条。", [("来访人", "5"), ("收集意见条", "2")]),
        ("9:00", []),
        ("5人（另2人旁听）", []),
    ],
)
def test_each_count_of_a_cell_says_what_it_counts(text: str, counts: list[tuple[str, str]]) -> None:
    assert counts_of(text) == counts


@pytest.mark.parametrize(
    ("answers", "rows", "asked"),
    [((), [[2, 3], [4]], ["together"]), ((Answer("表", None, TOGETHER, NO),), [[2], [3], [4]], [])],
)
def test_rows_that_repeat_a_reception_are_one_unless_the_clerk_keeps_them_apart(
    answers: tuple[Answer, ...], rows: list[list[int]], asked: list[str]
) -> None:
    sheet = Sheet(
        "表",
        rows=[
            ["接待日期", "接待地点", "接待代表", "来访人"],
            ["2022-03-09", "镇联络室", "单民", "黎大伯"],
            ["2022-03-09", "镇联络室", "单民", "潘大姐"],
            ["2022-03-10", "镇联络室", "单民", "潘大姐"],
        ],
    )
    workbook = Workbook(Path("表.xlsx"), "xlsx", sheets=[sheet])
    layout = lay_out(workbook, BY_KEY["receptions"], Office("镇", "县", "市"), answers=answers)
    lines = [line for table in layout.tables for line in table.lines]
    assert [[row + 1 for row in (line.row, *line.more)] for line in lines] == rows
    assert [question.code for question in layout.questions] == asked


@pytest.mark.parametrize(
    ("line", "day", "months"), [("各站每月15日接待", "3月15日", 0), ("各站接待情况", "3月1日", 1)]
)
def test_a_month_across_is_a_day_only_where_the_sheet_says_which(line: str, day: str, months: int) -> None:
    rows = [
        [line],
        ["站名", "3月", None, "4月"],
        [None, "代表", "群众", "代表", "群众"],
        ["甲村联络站", 2, 6, 1, 4],
    ]
    sheet = Sheet("表", rows=[list(row) for row in rows], merges=[(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)])
    workbook = Workbook(Path("表.xlsx"), "xlsx", sheets=[sheet])
    layout = lay_out(workbook, BY_KEY["receptions"], Office("镇", "县", "市"))
    first, *further = (line for table in layout.tables for line in table.lines)
    assert (first.concepts["held_on"], first.months, len(further)) == (day, months, 1)
