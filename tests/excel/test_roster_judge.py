"""The judge of the roster set finds every kind of difference, and finds none where there is none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.data.rosters.build_rosters import books
from tests.data.rosters.grid import Book
from tests.data.rosters.judge import VERDICTS, Outcome, judge

BOOKS = {book.name: book for book in books()}


def truth_of(book: Book) -> dict[str, Any]:
    return {"file": book.name, "args": {}, "exit": 0, "max_seconds": 10, **book.truth, "rows": book.rows}


def perfect(truth: dict[str, Any]) -> Outcome:
    """What an importer without fault would say."""
    rows = [row for promise in truth["rows"] if (row := _row(promise))]
    shapes = [{"sheet": name, "columns": {}, "notes": ["按本级理解"]} for name in truth.get("sheet_note", [])]
    named = [
        *truth.get("hidden_sheets", []),
        *truth.get("quiet_sheets", []),
        *truth.get("skipped_or_rows", []),
    ]
    counts = {verdict: sum(r["verdict"] == verdict for r in rows) for verdict in VERDICTS}
    report = {"file": truth["file"], "register": "deputies", "sheets": shapes, "rows": rows, "counts": counts,
              "skipped_sheets": [{"sheet": name, "why": "隐藏"} for name in named], "committed": False}  # fmt: skip
    status = truth["exit"] if isinstance(truth["exit"], int) else truth["exit"][0]
    return Outcome(status, None if truth.get("report") == "none" else report, "请检查文件。", 0.5)


def _row(promise: dict[str, Any]) -> dict[str, Any]:
    verdict = promise["verdict"] if "verdict" in promise else promise["verdict_in"][0]
    severity = "error" if verdict == "wrong" else "warning"
    problems = [
        {"field": fields[0], "severity": severity, "code": "doubt", "message": "请核对。"}
        for fields, _ in promise.get("must_problem", [])
    ]
    values = {key: true if isinstance(true, str) else true[0] for key, true in promise["values"].items()}
    return {"sheet": promise["sheet"] or "Sheet1", "row": promise["row"], "col": "A", "verdict": verdict,
            "values": values, "problems": problems}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_faultless_report_of_each_workbook_passes(name: str) -> None:
    truth = truth_of(BOOKS[name])
    assert judge(truth, perfect(truth)).faults() == []


def _other_name(report: dict[str, Any]) -> None:
    report["rows"][0]["values"]["name"] = "别人"


def _lost_row(report: dict[str, Any]) -> None:
    report["counts"][report["rows"].pop()["verdict"]] -= 1


def _invented_row(report: dict[str, Any]) -> None:
    report["rows"].append({**copy.deepcopy(report["rows"][0]), "row": 99})
    report["counts"]["flagged"] += 1


def _silent(report: dict[str, Any]) -> None:
    report["rows"][0].update(verdict="new", problems=[])
    report["counts"].update(new=report["counts"]["new"] + 1, flagged=report["counts"]["flagged"] - 1)


def _extra_value(report: dict[str, Any]) -> None:
    report["rows"][0]["values"]["deputy_card_no"] = "籍贯"


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_other_name, "wrong"),
        (_lost_row, "missing"),
        (_invented_row, "invented"),
        (_silent, "silent"),
        (_extra_value, "wrong"),
    ],
)
def test_each_kind_of_fault_is_found(damage: Callable[[dict[str, Any]], None], kind: str) -> None:
    truth = truth_of(BOOKS["d04_doubtful_dates.xlsx"])
    outcome = perfect(truth)
    assert outcome.report is not None
    damage(outcome.report)
    assert {fault.split(":")[0] for fault in judge(truth, outcome).faults()} == {kind}


def test_a_traceback_or_a_slow_end_is_a_fault() -> None:
    truth = truth_of(BOOKS["x19_empty.xlsx"])
    found = judge(truth, Outcome(2, None, "Traceback (most recent call last)", 11.0))
    assert len(found.other) == 2
