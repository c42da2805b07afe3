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


def test_the_matrix_in_the_three_kinds_of_year(run: CommandLine) -> None:
    for words, first, last in (
        (("--year", 2022), "2022年1月1日", "2022年12月31日"),
        (("--period", "2022-04"), "2022年4月1日", "2023年3月31日"),
        (("--congress-year", 2022), "2022年4月3日", "2023年4月2日"),
    ):
        text = run.done("matrix", *words).out
        assert f"（{first}至{last}）" in text
        told = run.done("matrix", *words, "--json").data
        total = dict(zip(told["headings"], told["total"], strict=True))
        assert f"（{first}至{last}）" in told["unit_line"][1]
        assert total["合计"]["value"] == sum(line[2]["value"] for line in told["lines"])
    told = run.done("matrix", "--year", 2022, "--gaps", "--json").data
    assert told["headings"][2:5] == ["没有履职记录", "没有提出议案、建议", "没有接待选民"]


def test_scores_are_shown_line_by_line_and_published_once(tmp_path: Path, run: CommandLine) -> None:
    told = run.done("scores", "--year", 2022, "--json").data
    mandate = told["lines"][0][0]["rows"][0]
    lines = run.done("scores", "--year", 2022, "--deputy", mandate, "--json").data
    assert sum(float(line[3]["text"]) for line in lines["lines"]) == float(told["lines"][0][2]["text"])
    ack = run.done("scores", "--year", 2022, "--publish", "--ack", "--today", "2023-01-05").out
    assert "ACK publish calendar 2022" in ack
    assert run("scores", "--year", 2022, "--publish", "--today", "2023-01-05").status == 2
    public = run.done("scores", "--year", 2022, "--public", "--json").data
    assert public["headings"] == ["代表", "代表小组", "总分", "名次", "等次"]
    assert "ACK withdraw" in run.done("scores", "--year", 2022, "--withdraw", "--ack").out


@pytest.mark.parametrize(
    "words",
    [
        ("matrix",),
        ("matrix", "--year", 2022, "--period", "2022-04"),
        ("matrix", "--period", "2022-05"),
        ("matrix", "--congress-year", 2001),
        ("matrix", "--year", 2022, "--level", "村"),
        ("matrix", "--year", 2022, "--form", "没有的表"),
        ("scores", "--period", "2022-04"),
        ("scores", "--year", 2022, "--deputy", 99999),
        ("scores", "--year", 2022, "--withdraw"),
        ("scores", "--year", 2022, "--publish", "--today", "2022-12-30"),
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
