"""The derived tables on the command line: text, JSON, files, and plain refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from tests.cli_runner import CommandLine
from tests.kept_ledgers import sample_folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(sample_folder(Path(tmp_path_factory.mktemp("sample"))))


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(data, monkeypatch, capsys)


def test_the_cross_table_as_text_and_json(run: CommandLine) -> None:
    text = run.done("crosstab", "--year", 2022, "--rows", "category", "--columns", "class").out
    assert text.splitlines()[1].startswith("分类\t群众意见 2022年")
    told = run.done("crosstab", "--year", 2022, "--rows", "category", "--columns", "class", "--json").data
    assert told["total"][-2]["value"] == 40 and len(told["total"][-2]["rows"]) == 40


def test_the_vacancies_of_a_day(run: CommandLine) -> None:
    told = run.done("vacancies", "--day", "2022-12-31", "--json").data
    assert [line[4]["text"] for line in told["lines"]] == ["已补选", "已补选", "出缺", "出缺", "已补选"]


def test_files_are_written_and_acknowledged(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert f"ACK export {path.name}" in run.done("vacancies", "--out", path, "--ack").out
    assert path.exists()
    papers = []
    argv = [
        "--data",
        str(run.folder),
        "crosstab",
        "--year",
        "2022",
        "--rows",
        "month",
        "--out",
        str(tmp_path / "x.pdf"),
    ]
    assert main(argv, lambda paper, target: papers.append(paper)) == 0
    assert papers


@pytest.mark.parametrize(
    "words",
    [
        ("crosstab", "--year", 2022, "--rows", "colour"),
        ("crosstab", "--year", 2022, "--rows", "month", "--columns", "month"),
        ("crosstab", "--year", 2022, "--rows", "month", "--measure", "x"),
        ("crosstab", "--year", 2022, "--rows", "month", "--until", "昨天"),
        ("vacancies", "--level", "省"),
        ("vacancies", "--term", 3),
        ("vacancies", "--out", "x.pdf"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(run: CommandLine, words: tuple[str | int, ...]) -> None:
    run.refused(2, *words)
    assert json.dumps(words)
