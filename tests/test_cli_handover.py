"""handover and verify on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import cli
from tests.cli_runner import CommandLine
from tests.kept_ledgers import enter, new_folder, open_ledger


def painted_blank(papers: object, target: Path) -> object:
    """Stands for the painter where the pages are not looked at."""
    target.write_bytes(b"%PDF-1.4\n")
    return type("Painted", (), {"missing_glyphs": set()})


def test_a_package_is_made_verified_and_its_change_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = CommandLine(new_folder(tmp_path / "data"), monkeypatch, capsys)
    out = tmp_path / "U盘"
    words = ["--data", str(run.folder), "handover", "--year", "2022", "--out", str(out), "--ack"]
    assert cli.main(words, painted_blank) == 0
    told = capsys.readouterr().out
    assert told.startswith("ACK handover ")
    code = re.search(r"核验码 ((?:[0-9A-F]{4} ?){8})", told)
    assert code is not None
    (folder,) = out.iterdir()
    assert run.done("verify", folder, *code[1].split()).out == "移交包完好。\n"
    assert run.done("verify", folder / "移交包", "--json").data == []
    other = "2" if code[1].startswith("1") else "1"
    refused = run("verify", folder, other + code[1][1:])
    assert refused.status == 4
    table = folder / "移交包" / "data" / "数据" / "届次.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    refused = run("verify", folder, code[1])
    assert refused.status == 4
    assert "内容被改动：data/数据/届次.csv" in refused.out.splitlines()


def test_what_cannot_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = CommandLine(new_folder(tmp_path / "data"), monkeypatch, capsys)
    assert "找不到" in run.refused(3, "verify", tmp_path / "nowhere")
    assert "PDF" in run.refused(2, "handover", "--year", 2022, "--out", tmp_path / "out")
    (tmp_path / "file").write_text("x")
    assert "是一个文件" in run.refused(2, "handover", "--year", 2022, "--out", tmp_path / "file")
    assert "自己的文件" in run.refused(2, "handover", "--year", 2022, "--out", run.folder / "backups")
    assert "年份" in run.refused(2, "handover", "--year", "22", "--out", tmp_path / "out")


@pytest.mark.parametrize(
    "words", [("handover", "--out"), ("report", "--out"), ("report", "--handling", "public", "--out")]
)
def test_a_year_without_a_record_is_told_and_made_all_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    """2202 for 2022: the contract makes what was asked for, and nobody may take it for a full one."""
    run = CommandLine(new_folder(tmp_path / "data"), monkeypatch, capsys)
    empty = made(run, tmp_path / "空", capsys, words, 2022)
    assert "2022 年一条工作记录也没有（哪一年的记录都还没有）" in empty
    with open_ledger(run.folder) as ledger:
        enter(ledger, "trainings", held_on="2022-03-01", title="学习组织法")
    assert made(run, tmp_path / "有", capsys, words, 2022) == ""
    mistyped = made(run, tmp_path / "错", capsys, words, 2202)
    assert mistyped == "2202 年一条工作记录也没有（有记录的年份是 2022），请核对年份。\n"


def made(
    run: CommandLine, out: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], year: int
) -> str:
    """What is told on stderr of what was made."""
    target = out if words[0] == "handover" else out.with_suffix(".docx")
    command, *options = words
    capsys.readouterr()
    status = cli.main(
        ["--data", str(run.folder), command, "--year", str(year), *options, str(target)], painted_blank
    )
    assert status == 0
    assert target.exists()
    return capsys.readouterr().err
