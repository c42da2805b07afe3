"""Days without a year: the title says it, else the file, else the year at hand, asked once a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.grid import Sheet, Workbook
from app.excel.importing import ImportOptions, preview_of
from app.excel.questions import Answer, Question
from app.storage.ledger import Ledger
from tests.excel.importing_cases import told

HEAD = ["接待日期", "来访人", "反映事项"]
SPRING, SUMMER, AUTUMN = ["3.15", "李四", "修路"], ["6月2日", "周五", "水压"], ["11.20", "郑六", "路灯"]


def read(ledger: Ledger, *sheets: list[list[Any]], name: str = "台账", **options: Any) -> tuple[Any, Any]:
    """The days of all rows, and what was asked of their year; one sheet for each list of rows."""
    held = [Sheet(f"表{n}", rows=[list(row) for row in rows]) for n, rows in enumerate(sheets, 1)]
    book = Workbook(Path(f"{name}.xlsx"), "xlsx", sheets=held)
    preview = preview_of(ledger, "receptions", book, ImportOptions(**options))
    asked = [question for question in preview.questions if question.code == "year"]
    return preview, asked


def days(preview: Any) -> list[str]:
    return [row["values"]["held_on"] for row in told(preview)]


def doubts(preview: Any) -> list[bool]:
    """Row by row whether its year waits for the clerk."""
    return ["day_no_year" in {problem["code"] for problem in row["problems"]} for row in told(preview)]


def test_the_year_at_hand_never_goes_before_that_of_a_title(ledger: Ledger) -> None:
    preview, asked = read(ledger, [["2021年接待登记"], HEAD, SPRING], likely_year=2024)
    assert (days(preview), asked, doubts(preview)) == (["2021-03-15"], [], [False])


def test_a_year_said_beforehand_goes_before_a_title(ledger: Ledger) -> None:
    preview, asked = read(ledger, [["2021年接待登记"], HEAD, SPRING], year=2020)
    assert (days(preview), asked) == (["2020-03-15"], [])


@pytest.mark.parametrize(("at_hand", "year"), [(None, 2025), (2026, 2025), (2019, 2019)])
def test_without_any_word_of_it_the_year_at_hand_is_asked_and_waits(
    ledger: Ledger, at_hand: int | None, year: int
) -> None:
    preview, asked = read(ledger, [HEAD, SPRING, SUMMER], likely_year=at_hand)
    assert days(preview) == [f"{year}-03-15", f"{year}-06-02"]
    assert [(one.assumed, one.sure < 0.5) for one in asked] == [(str(year), True)]
    assert doubts(preview) == [True, True]


def test_a_day_still_to_come_tells_that_all_are_of_last_year(ledger: Ledger) -> None:
    today = ledger.context().today
    assert today < date(today.year, 12, 30)
    preview, asked = read(ledger, [HEAD, SPRING], [HEAD, ["12.30", "郑六", "路灯"]])
    last = today.year - 1
    assert days(preview) == [f"{last}-03-15", f"{last}-12-30"]
    assert {one.assumed for one in asked} == {str(last)}


@pytest.mark.parametrize(
    ("sheets", "name"),
    [
        ([[HEAD, SPRING], [["2020年接待登记"], HEAD, SUMMER]], "台账"),  # its neighbour
        ([[HEAD, SPRING, ["2020.6.2", "周五", "水压"]]], "台账"),  # the row below
        (
            [[["报送时间：2020年11月30日"], HEAD, SPRING, SUMMER]],
            "台账",
        ),
        ([[HEAD, SPRING, SUMMER]], "2020年接待台账"),  # the file's name
    ],
)
def test_what_the_file_says_elsewhere_is_asked_and_does_not_wait(
    ledger: Ledger, sheets: list[list[list[Any]]], name: str
) -> None:
    preview, asked = read(ledger, *sheets, name=name)
    assert days(preview) == ["2020-03-15", "2020-06-02"]
    assert [(one.assumed, one.sure > 0.5) for one in asked] == [("2020", True)]
    assert doubts(preview) == [False, False]


@pytest.mark.parametrize("value", ["2018", "2018年", "２０１８"])
def test_what_was_answered_holds_for_all_sheets_of_these_headings(ledger: Ledger, value: str) -> None:
    answer = Answer("表1", None, "year", value)
    preview, asked = read(ledger, [HEAD, SPRING], [HEAD, AUTUMN], answers=(answer,))
    assert (days(preview), asked) == (["2018-03-15", "2018-11-20"], [])
    assert doubts(preview) == [False, False]


def test_an_answer_that_is_no_year_is_asked_for_again(ledger: Ledger) -> None:
    asked: list[Question]
    _, asked = read(ledger, [HEAD, SPRING], answers=(Answer("表1", None, "year", "去年"),))
    assert len(asked) == 1


def test_days_that_say_their_year_are_asked_nothing(ledger: Ledger) -> None:
    preview, asked = read(ledger, [HEAD, ["2020.3.15", "李四", "修路"]], likely_year=2021)
    assert (days(preview), asked) == (["2020-03-15"], [])


def test_a_sheet_called_by_its_month_is_of_the_year_in_which_it_was_handed_in(ledger: Ledger) -> None:
    head = ["姓名", "走访群众（次）", "参加学习（次）"]
    sheets = [
        Sheet(
            name,
            rows=[["代表履职情况月报表"], [f"报送时间：{day}"], head, ["王大山", 1, 2], ["周秋菊", 2, 1]],
        )
        for name, day in (("十一月份", "2024年12月4日"), ("十二月份", "2025年1月6日"))
    ]
    book = Workbook(Path("月报.xlsx"), "xlsx", sheets=sheets)
    preview = preview_of(ledger, "performance_records", book, ImportOptions())
    asked = {question.assumed for question in preview.questions if question.code == "year"}
    assert asked == {"2024"}
    assert {row["values"]["occurred_on"] for row in told(preview)} == {"2024-11-01", "2024-12-01"}


def test_a_year_in_what_somebody_asked_for_says_nothing_of_days(ledger: Ledger) -> None:
    preview, asked = read(ledger, [HEAD, ["3.15", "李四", "2009年修的路坏了"], SUMMER], likely_year=2019)
    assert (days(preview), [one.sure < 0.5 for one in asked]) == (["2019-03-15", "2019-06-02"], [True])


def test_days_below_a_line_of_their_year_need_no_other(ledger: Ledger) -> None:
    preview, asked = read(ledger, [HEAD, ["2020年"], SPRING, ["2021年"], SUMMER], likely_year=2024)
    assert (days(preview), asked, doubts(preview)) == (["2020-03-15", "2021-06-02"], [], [False, False])


def test_days_of_two_years_in_the_file_tell_nothing(ledger: Ledger) -> None:
    preview, asked = read(
        ledger, [HEAD, SPRING, ["2020.6.2", "周五", "水压"], ["2021.6.2", "郑六", "路灯"]], likely_year=2019
    )
    assert [(one.assumed, one.sure < 0.5) for one in asked] == [("2019", True)]
    assert (days(preview)[0], doubts(preview)) == ("2019-03-15", [True, False, False])


def test_the_years_that_are_offered_end_with_the_one_at_hand(ledger: Ledger) -> None:
    _, asked = read(ledger, [HEAD, SPRING], name="2020年接待台账")
    assert [option.value for option in asked[0].options] == ["2020", "2026", "2025", "2024", "2023"]


def test_a_day_that_may_be_to_come_does_not_move_the_year(ledger: Ledger) -> None:
    head = ["提出日期", "建议人", "内容", "办理期限"]
    sheet = Sheet("表1", rows=[head, ["3.15", "王大山", "请求硬化三组通组道路", "12.30"]])
    book = Workbook(Path("建议.xlsx"), "xlsx", sheets=[sheet])
    preview = preview_of(ledger, "suggestions", book, ImportOptions())
    assert [row["values"]["due_on"] for row in told(preview)] == ["2026-12-30"]
