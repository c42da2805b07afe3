"""Of a month, a quarter or a half year the first day is taken or the last, as was answered once for the sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.excel.importing import ImportOptions, preview_workbook
from app.excel.questions import Answer
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

pytestmark = pytest.mark.usefixtures("reading_here")

ACROSS = ["姓名", "二月", "一季度", "上半年", "下半年"]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return new_ledger(tmp_path / "data", term=16, term_started=date(2016, 11, 10), today=date(2024, 3, 1))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["2024年走访登记"], ACROSS, ["伍国栋", 1, 2, 3, 4], ["关小梅", 1, None, 2, 1]):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    return tmp_path / "x.xlsx"


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (None, {date(2024, 2, 1), date(2024, 1, 1), date(2024, 7, 1)}),
        ("first", {date(2024, 2, 1), date(2024, 1, 1), date(2024, 7, 1)}),
        ("last", {date(2024, 2, 29), date(2024, 3, 31), date(2024, 6, 30), date(2024, 12, 31)}),
    ],
)
def test_a_period_is_asked_once_and_answered(
    ledger: Ledger, workbook: Path, answer: str | None, days: set[date]
) -> None:
    answers = () if answer is None else (Answer("Sheet", None, "period", answer),)
    preview = preview_workbook(ledger, "performance_records", workbook, ImportOptions(answers=answers))
    asked = [question for question in preview.questions if question.code == "period"]
    assert len(asked) == (1 if answer is None else 0)
    assert {entry.values["occurred_on"] for entry in preview.rows} == days
