"""The figures on the command line: keys, rows behind a figure, and plain refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from tests.kept_ledgers import sample_folder

# The keys other people's scripts depend on: none may go, whatever else is added.
CONTRACT = {
    "receptions": "batches visitor_times deputy_times visitors_distinct",
    "opinions": "received replied concluded open reply_rate conclusion_rate",
    "suggestions": "received replied concluded open reply_rate conclusion_rate",
    "all": "received concluded conclusion_rate",
    "satisfaction": "rate strict_rate",
    "sessions": "held attendance_rate votes elections",
    "presidium_meetings": "held",
    "inspections": "held deputy_times",
    "trainings": "held person_times",
    "reports_to_voters": "held coverage",
    "performance": "records active_rate",
    "booklets": "issued collected",
    "sites": "count meeting_all items_met",
    "livelihood_projects": "adopted completed",
    "deputies": "in_office",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(sample_folder(Path(tmp_path_factory.mktemp("sample"))))


def test_every_figure_has_the_keys_of_the_contract(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", data, "figures", "--year", "2022", "--json"]) == 0
    told = {figure["key"]: figure for figure in json.loads(capsys.readouterr().out)}
    wanted = {"key", "label", "value", "numerator", "denominator", "unit", "shown", "rule", "until", "by"}
    assert all(set(figure) == wanted for figure in told.values())
    assert {f"{topic}.{word}" for topic, words in CONTRACT.items() for word in words.split()} <= told.keys()
    assert told["receptions.batches"]["value"] == 16
    assert told["opinions.conclusion_rate"]["shown"] == "89.3%（25/28）"
    assert told["suggestions.received"]["by"]["session"]


def test_rows_are_those_counted(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", data, "figures", "--year", "2022", "--rows", "receptions.visitor_times", "--json"]
    assert main(arguments) == 0
    rows = json.loads(capsys.readouterr().out)
    assert sum(row["counted"] for row in rows) == 57


@pytest.mark.parametrize("more", [["--rows", "nothing.there"], ["--until", "什么时候"]])
def test_what_does_not_exist_is_refused_in_a_sentence(
    data: str, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    assert main(["--data", data, "figures", "--year", "2022", *more]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") <= 2 and "Traceback" not in told.err
