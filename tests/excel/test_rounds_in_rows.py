"""Rows that tell of one matter or reception what came again, who handled it too, or how each part of it was handled."""

from __future__ import annotations

from typing import Any

import pytest

from app.excel.importing import commit_preview, preview_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.excel.importing_cases import codes, read, values, verdicts, workbook

HEAD = ["编号", "提出日期", "提出代表", "建议内容", "承办单位", "交办日期", "办理情况", "答复日期", "满意度"]
FIRST = ["1", "2026-01-20", "王大山", "修桥", "水利站", "2026-01-25", "已列入计划", "2026-02-20", "不满意"]
OTHER = ["2", "2026-01-21", "周秋菊", "修路", "水利站", "2026-01-26", "已修好", "2026-02-21", "满意"]
LEFT = [None] * 4
SECOND = [*LEFT, None, "2026-02-25", "正在施工", "2026-03-20", "不满意"]
THIRD = [*LEFT, "水利站", "2026-03-25", "已修好", "2026-04-20", "满意"]


def suggestions(ledger: Ledger, *rows: list[Any], merged: int = 0) -> Any:
    merges = [(2, column, 1 + merged, column) for column in range(4)] if merged else []
    return read(ledger, "suggestions", ["代表建议办理台账"], HEAD, *rows, merges=merges)


@pytest.mark.parametrize("merged", [0, 3])
def test_each_round_of_handling_is_a_line_of_its_own_with_its_words(ledger: Ledger, merged: int) -> None:
    preview = suggestions(ledger, FIRST, SECOND, THIRD, OTHER, merged=merged)
    matter, other = preview.rows
    rounds = matter.values["rounds"]
    assert [str(one["replied_on"]) for one in rounds] == ["2026-02-20", "2026-03-20", "2026-04-20"]
    assert [one["reply_text"] for one in rounds] == ["已列入计划", "正在施工", "已修好"]
    assert [one["feedback"] for one in rounds] == ["dissatisfied", "dissatisfied", "satisfied"]
    assert "rounds" not in other.values and verdicts(preview) == ["new", "new"]
    shown = ("replied_on", "reply_text", "feedback", "note")
    assert values(preview, *shown)[0] == ("2026-04-20", "已修好", "满意", None)


def test_rounds_are_kept_as_they_were_told_and_met_again(ledger: Ledger) -> None:
    preview = suggestions(ledger, FIRST, SECOND, THIRD)
    commit_preview(ledger, preview)
    (row,) = ledger.rows("suggestions", ledger.ids("suggestions"))
    assert [str(one["replied_on"]) for one in row["rounds"]] == ["2026-02-20", "2026-03-20", "2026-04-20"]
    assert (str(row["replied_on"]), row["feedback"]) == ("2026-04-20", "satisfied")
    assert verdicts(suggestions(ledger, FIRST, SECOND, THIRD)) == ["same"]
    ledger.undo()


def test_whoever_takes_over_later_has_a_round_and_who_handles_beside_is_named_too(ledger: Ledger) -> None:
    later = [*LEFT, "财政所", "2026-03-25", "已拨款", "2026-04-20", "满意"]
    (taken_over,) = suggestions(ledger, FIRST, later).rows
    assert [one.get("handler") for one in taken_over.values["rounds"]] == [None, "财政所"]
    beside = [*LEFT, "财政所", None, None, None, None]
    (together,) = values(suggestions(ledger, FIRST, beside, merged=2), "lead_handler", "co_handlers")
    assert together == ("水利站", "财政所")


VISITS = ["接待日期", "接待地点", "接待代表", "来访人", "反映问题", "处理方式"]
DAY = ["2026-03-05", "柳坪村联络站", "王大山"]


@pytest.mark.parametrize(
    ("answers", "note", "problems", "asked"),
    [
        ((), "处理方式:当场答复、转镇政府", [[], []], "note"),
        ((Answer("表", "F", "several_values", ""),), None, [[], []], None),
    ],
)
def test_what_differs_from_row_to_row_of_a_reception_is_asked_once_and_kept(
    ledger: Ledger, answers: tuple[Answer, ...], note: str | None, problems: list[Any], asked: str | None
) -> None:
    rows = [[*DAY, "李一", "路灯坏了", "当场答复"], [*DAY, "李二", "水渠堵塞", "转镇政府"]]
    further = ["2026-04-05", "石桥村联络站", "周秋菊", "赵一", "桥面破损", "转镇政府"]
    preview = read(ledger, "receptions", ["接待登记"], VISITS, *rows, further, answers=answers)
    assert values(preview, "handling", "note") == [("当场答复", note), ("转镇政府", None)]
    own = [[c for c in of_row if c != "unknown_reference"] for of_row in codes(preview)]
    assert own == problems
    assert {q.code: q.assumed for q in preview.questions}.get("several_values") == asked


def test_a_word_that_means_nothing_known_is_kept_whether_it_was_asked_about_or_not(ledger: Ledger) -> None:
    rows = [[*DAY[:2], "王大山", f"李{n}", f"问题{n}", "甲法办"] for n in "一二三"]
    for day, row in enumerate(rows, 1):
        row[0] = f"2026-03-0{day}"
    preview = read(ledger, "receptions", ["接待登记"], VISITS, *rows)
    assert values(preview, "note") == [("处理方式:甲法办",)] * 3
    assert verdicts(preview) == ["flagged"] * 3
    assert "unknown_code" not in {code for of_row in codes(preview) for code in of_row}
    answer = Answer("表", "F", "word", "", "甲法办")
    answered = read(ledger, "receptions", ["接待登记"], VISITS, *rows, answers=(answer,))
    assert values(answered, "note") == [("处理方式:甲法办",)] * 3


FIRST_VISIT = ["2026-03-05上午", "柳坪村联络站", "王大山", "李一", "路灯坏了", "当场答复"]


@pytest.mark.parametrize(
    ("second", "answers", "doubted"),
    [
        (["2026-03-05下午", "柳坪村联络站", "王大山", "赵一", "桥坏了", "当场答复"], (), False),
        (["2026-03-05上午", "柳坪村联络站", "周秋菊", "赵一", "桥坏了", "当场答复"], (), True),
        (
            ["2026-03-05上午", "柳坪村联络站", "王大山", "赵一", "桥坏了", "当场答复"],
            (Answer("表", None, "together", "no"),),
            False,
        ),
    ],
)
def test_two_receptions_of_one_day_and_place_are_two_by_their_hours_or_by_the_clerks_word(
    ledger: Ledger, second: list[Any], answers: tuple[Answer, ...], doubted: bool
) -> None:
    preview = read(ledger, "receptions", ["接待登记"], VISITS, FIRST_VISIT, second, answers=answers)
    assert ("same_identity" in codes(preview)[1]) is doubted


def test_each_of_two_receptions_of_a_day_meets_its_own_row_again(ledger: Ledger) -> None:
    enter_site = workbook(["联络站一览表"], ["名称", "所在村"], ["松坡村联络站", "松坡村"])
    commit_preview(ledger, preview_of(ledger, "liaison_sites", enter_site), accept_flagged=True)
    rows = [
        ["2026-03-05", "松坡村联络站", "王大山", "李一", "路灯坏了", "当场答复"],
        ["2026-03-05", "松坡村联络站", "周秋菊", "赵一", "桥坏了", "转镇政府"],
    ]
    commit_preview(ledger, read(ledger, "receptions", ["接待登记"], VISITS, *rows), accept_flagged=True)
    assert verdicts(read(ledger, "receptions", ["接待登记"], VISITS, *rows)) == ["same", "same"]
    others = ["2026-03-05", "松坡村联络站", "吴四海", "钱一", "井盖丢了", "当场答复"]
    corrected = [*rows[0][:3], "李仪", *rows[0][4:]]
    preview = read(ledger, "receptions", ["接待登记"], VISITS, others, corrected)
    assert "same_identity" in codes(preview)[0]
    assert [entry.row_id is None for entry in preview.rows] == [True, False]
    ledger.undo()
    ledger.undo()
