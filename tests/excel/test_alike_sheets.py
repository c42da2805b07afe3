"""Sheets of one workbook under the same headings are asked about once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.excel.grid import Sheet, Workbook
from app.excel.importing import ImportOptions, Preview, preview_of
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

OFFICE = {"town": "柳坪镇", "county": "东岭县"}
HEAD = ["提出时间", "提出人", "身份", "意见建议内容", "办理情况"]
ROWS = [
    ["2022年3月5日", "央金", "代表", "牧道桥面破损", "已完成"],
    ["2022年3月6日", "白玛", "群众", "饮水管冻裂", "已完成"],
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("alike") / "ledger"
    with new_ledger(folder, OFFICE, term=9, today=date(2022, 11, 23)) as opened:
        yield opened


def quarters(ledger: Ledger, *heads: list[str], answers: tuple[Answer, ...] = ()) -> Preview:
    sheets = [
        Sheet(
            f"{number}季度",
            rows=[head, *([*row[:3], f"{row[3]}{number}", row[4]] for row in [*ROWS, ROWS[0]])],
        )
        for number, head in enumerate(heads, 1)
    ]
    book = Workbook(Path("办理表.xlsx"), "xlsx", sheets=sheets)
    return preview_of(ledger, "suggestions", book, ImportOptions(answers=answers))


def open_in(preview: Preview) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for question in preview.open_questions:
        found.setdefault(question.sheet, set()).add(question.code)
    return found


def test_the_first_sheet_is_asked_for_all_of_the_same_headings(ledger: Ledger) -> None:
    preview = quarters(ledger, HEAD, HEAD, HEAD)
    assert set(open_in(preview)) == {"1季度"}
    word = next(question for question in preview.open_questions if question.word == "群众")
    assert preview.asked_with(word) == ["2季度", "3季度"]
    report: list[dict[str, Any]] = preview.report()["questions"]
    assert {q["sheet"]: q.get("same_as") for q in report} == {
        "1季度": None,
        "2季度": "1季度",
        "3季度": "1季度",
    }


def test_one_answer_holds_for_all_but_those_with_their_own(ledger: Ledger) -> None:
    answers = (
        Answer("1季度", "C", "word", "suggestion", "群众"),
        Answer("3季度", "C", "word", "opinion", "群众"),
    )
    preview = quarters(ledger, HEAD, HEAD, HEAD, answers=answers)
    classes = [entry.values["class"] for entry in preview.rows if entry.written.get("class") == "群众"]
    assert classes == ["suggestion", "suggestion", "opinion"]


def test_a_name_is_asked_about_once_whatever_the_headings(ledger: Ledger) -> None:
    heads = (["日期", "反映人", "意见内容", "承办单位"], ["反映人", "转给谁办", "意见内容", "日期"])
    cells = {
        "日期": "2022-03-05",
        "反映人": "甲某",
        "意见内容": "路灯不亮",
        "承办单位": "规建办",
        "转给谁办": "规建办",
    }
    sheets = [
        Sheet(f"表{n}", rows=[list(h), *([cells[w] for w in h] for _ in range(3))])
        for n, h in enumerate(heads)
    ]
    book = Workbook(Path("意见.xlsx"), "xlsx", sheets=sheets)
    preview = preview_of(ledger, "suggestions", book)
    (name,) = (q for q in preview.open_questions if q.code == "name")
    assert (name.sheet, preview.asked_with(name)) == ("表0", ["表1"])
    answer = Answer("表0", "D", "name", "规建办", "规建办")
    answered = preview_of(ledger, "suggestions", book, ImportOptions(answers=(answer,)))
    assert "name" not in {q.code for q in answered.questions}


def test_sheets_under_other_headings_are_asked_for_themselves(ledger: Ledger) -> None:
    other = [*HEAD[:2], "是什么人", *HEAD[3:]]
    assert set(open_in(quarters(ledger, HEAD, other))) == {"1季度", "2季度"}


def test_who_is_no_deputy_is_the_voter_who_raised_it(ledger: Ledger) -> None:
    first = quarters(ledger, HEAD).rows
    assert [(e.values.get("visitor"), bool(e.values.get("deputies"))) for e in first[:2]] == [
        (None, True),
        ("白玛", False),
    ]
    assert [entry.values["status"] for entry in first] == ["concluded"] * 3
    named = quarters(ledger, ["提出时间", "提出代表", *HEAD[2:]]).rows
    assert [entry.values.get("visitor") for entry in named] == [None] * 3
