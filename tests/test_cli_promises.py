"""What the contract says of every command: what is promised, what is told of a refusal, what is left behind."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from app import cli
from tests.cli_runner import CommandLine
from tests.kept_ledgers import new_folder

DEPUTY = {"name": "王芳", "level": "镇", "elected_on": "2016-10-12"}
LINES = "\n".join(json.dumps(DEPUTY | {"name": name, "elected_on": None}) for name in ("李四", "赵六", ""))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_folder(tmp_path_factory.mktemp("promises") / "data", term=16)


@pytest.fixture
def run(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    run = CommandLine(Path(shutil.copytree(template, tmp_path / "data")), monkeypatch, capsys)
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    return run


def number_of(run: CommandLine, register: str = "deputies") -> int:
    return int(run.done("stats", "--json").data["rows"][register])


def test_what_is_kept_before_a_bad_line_is_told(run: CommandLine) -> None:
    """Whoever reads only that the third line was not kept would send all three again."""
    sentence = run.refused(2, "add", "deputies", "--jsonl", "-", stdin=LINES)
    assert "第 3 行" in sentence
    assert "前面的都在\uff082 项\uff09" in sentence
    assert number_of(run) == 3
    assert "前面的都在" not in run.refused(2, "add", "deputies", "--jsonl", "-", stdin='{"name": ""}')


def test_what_is_kept_before_the_disk_is_full_is_told(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.commands import records

    keep, calls = records._add_all, []

    def full_at_the_third(*words: object) -> list[int]:
        calls.append(words)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return keep(*words)

    monkeypatch.setattr(records, "_add_all", full_at_the_third)
    answer = run("add", "deputies", "--jsonl", "-", stdin=LINES)
    assert answer.status == 3
    assert "前面的都在\uff082 项\uff09" in answer.err
    monkeypatch.undo()
    assert number_of(run) == 3


@pytest.mark.parametrize("command", ["add", "attach"])
def test_an_act_of_many_is_done_before_its_first_promise(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    """One act keeps all of them: a reader that closes after the first line gets no "nothing was done"."""
    files = [tmp_path / name for name in ("一.pdf", "二.pdf")]
    for file in files:
        file.write_bytes(b"%PDF-1.4 " + file.name.encode())
    words = ("attach", "deputies", 1, *files) if command == "attach" else ("add", "deputies", "--json", "-")

    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("app.cli._silence_output", lambda: None)
    monkeypatch.setattr("app.commands.surroundings.print", closed, raising=False)
    answer = run("--ack", *words, stdin=[DEPUTY | {"name": name} for name in ("李四", "赵六")])
    monkeypatch.undo()
    assert answer.status == 0
    assert "已经做完并保存" in answer.err
    assert (number_of(run), number_of(run, "attachments")) in ((3, 0), (1, 2))


def test_an_import_that_writes_nothing_promises_nothing(run: CommandLine, tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    roster.write_text("姓名,性别,级别\n李强,男,镇\n", "utf-8")
    assert run.done("--ack", "import", "deputies", roster, "--accept-flagged").out.startswith(
        "ACK import 1\n"
    )
    again = run.done("--ack", "import", "deputies", roster, "--accept-flagged").out
    assert "ACK" not in again
    assert "没有写入台账" in again


def test_how_the_ledger_was_found_is_not_told_beside_a_refusal(run: CommandLine, tmp_path: Path) -> None:
    """One or two sentences go with every status but 0: lost attachments would be a third, fourth, fifth."""
    for number in range(6):
        scan = tmp_path / f"{number}.pdf"
        scan.write_bytes(b"%PDF-1.4 " + bytes([number]))
        run.done("attach", "deputies", 1, scan)
    for kept in [path for path in (run.folder / "attachments").rglob("*") if path.is_file()]:
        kept.unlink()
    assert len(run.refused(2, "list", "nosuch").splitlines()) == 1
    assert len(run.refused(2, "remove", "deputies", 99, "--why", "重复").splitlines()) == 1
    assert len(run.refused(4, "check", "--deep").splitlines()) == 1
    told = run.done("list", "deputies").err.splitlines()
    assert ["不见了" in line for line in told] == [True, True, True, False]
    assert told[-1] == "另有 3 处\uff0c可用 check 命令查看。"


def test_a_folder_without_a_ledger_has_no_backups_and_stays_as_it_is(
    run: CommandLine, tmp_path: Path
) -> None:
    run.folder = tmp_path / "empty"
    run.refused(3, "backups")
    assert not run.folder.exists()
    run.folder.mkdir()
    for words in (
        ("backups", "--json"),
        ("drill",),
        ("stats", "--json"),
        ("rescue", "--into", tmp_path / "new"),
    ):
        run.refused(3, *words)
        assert list(run.folder.iterdir()) == []


def test_a_deputy_changed_by_name_alone_counts_as_one_when_taken_back(run: CommandLine) -> None:
    """Name and phone are the person's; the clerk sees one deputy all the same."""
    run.done("change", "deputies", 1, "--json", "-", stdin={"name": "王方", "phone": "19900000002"})
    assert "共 1 条记录" in run.done("undo", "--dry-run").out
    assert "共 1 条记录" in run.done("undo").out
    assert "共 1 条记录" in run.done("redo").out
    run.done("change", "deputies", 1, "--json", "-", stdin={"name": "王芳", "delegation": "第一代表团"})
    assert "共 1 条记录" in run.done("undo").out


def test_a_rule_is_one_sentence(run: CommandLine) -> None:
    for figure in run.done("figures", "--year", 2022, "--json").data:
        assert (figure["rule"].count("。"), figure["rule"][-1]) == (1, "。"), figure["key"]


def test_the_open_ledger_is_never_read_as_a_file(run: CommandLine, tmp_path: Path) -> None:
    """Closing another handle to it would drop SQLite's locks (settled 17); links lead to the same file."""
    ledger = run.folder / "ledger.db"
    (tmp_path / "soft.pdf").symlink_to(ledger)
    os.link(ledger, tmp_path / "hard.pdf")
    for path in (ledger, tmp_path / "soft.pdf", tmp_path / "hard.pdf"):
        for words in (
            ("attach", "deputies", 1, path),
            ("add", "deputies", "--json", path),
            ("add", "deputies", "--jsonl", path),
            ("change", "deputies", 1, "--json", path),
            ("add", "deputies", "--json", "-", "--attach", path),
        ):
            assert "台账文件" in run.refused(2, *words, stdin=DEPUTY | {"name": "李四"}), words
    assert (number_of(run), number_of(run, "attachments")) == (1, 0)


def test_of_many_records_the_bad_one_is_named(run: CommandLine) -> None:
    records = [DEPUTY | {"name": "李四"}, DEPUTY | {"name": "赵六", "sex": "不详"}]
    assert "第 2 条\uff1a" in run.refused(2, "add", "deputies", "--json", "-", stdin=records)
    assert "条\uff1a" not in run.refused(2, "add", "deputies", "--json", "-", stdin=records[1])
    assert number_of(run) == 1


def test_a_task_without_streams_does_its_work(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system starts by the clock, and a program without a console, has no stdin, stdout or stderr."""
    for words, status in (
        (("add", "deputies", "--json", "-"), 2),
        (("list", "deputies"), 0),
        (("--ack", "backup"), 0),
        (("list", "nosuch"), 2),
    ):
        with monkeypatch.context() as patch:
            for stream in ("stdin", "stdout", "stderr"):
                patch.setattr(sys, stream, None)
            assert cli.main(["--data", str(run.folder), *words]) == status, words
            for opened in (sys.stdin, sys.stdout, sys.stderr):
                opened.close()
    assert len(list((run.folder / "backups").glob("*.zip"))) == 1


def test_an_answer_of_another_file_is_told(run: CommandLine, tmp_path: Path) -> None:
    roster, answers = tmp_path / "名册.csv", tmp_path / "answers.json"
    roster.write_text("姓名,性别,怪列\n李强,男,甲\n", "utf-8")
    words = ("import", "deputies", roster, "--dry-run", "--answers", answers)
    for sheet, column, is_told in (
        ("Sheet1", "C", False),
        ("Sheet1", "c", False),
        ("Sheet1", "Z", True),
        ("册", "C", True),
    ):
        answers.write_text(json.dumps([{"sheet": sheet, "column": column, "field": "note"}]), "utf-8")
        assert (f"工作表“{sheet}” {column} 列" in run.done(*words).err) == is_told, (sheet, column)


def test_nobody_is_asked_about_our_own_column_of_rejected_rows(run: CommandLine, tmp_path: Path) -> None:
    roster, rejected = tmp_path / "名册.csv", tmp_path / "退回.xlsx"
    roster.write_text(
        "姓名,性别,级别,出生年月\n李强,男,镇,1980-01\n,女,镇,1981-01\n,男,镇,1982-01\n", "utf-8"
    )
    run.done("import", "deputies", roster, "--rejected", rejected)
    report = run.done("import", "deputies", rejected, "--dry-run", "--report", "-").data
    assert (report["counts"]["wrong"], report["questions"]) == (2, [])
    assert report["sheets"][0]["unused_columns"] == {"E": "不能导入的原因"}


def test_a_mistyped_number_or_flag_does_not_take_the_place_of_the_good_one(run: CommandLine) -> None:
    good = {"id_number": "999999197503150027", "is_reelected": True}
    run.done("change", "deputies", 1, "--json", "-", stdin=good)
    run.refused(2, "change", "deputies", 1, "--json", "-", stdin={"id_number": "看不清"})
    run.refused(2, "change", "deputies", 1, "--json", "-", stdin={"is_reelected": "maybe"})
    run.refused(2, "add", "deputies", "--json", "-", stdin={"name": "李四", "level": "镇", "id_number": "?"})
    row = run.done("list", "deputies", "--json", "--include-private").data[0]
    assert {key: row[key] for key in good} == good
    # What can be kept is kept as it was written, with its doubt.
    assert (
        "18位" in run.done("change", "deputies", 1, "--json", "-", stdin={"id_number": "99999919750315"}).err
    )


def test_whose_a_file_is_and_its_hash_are_no_values_to_type(run: CommandLine, tmp_path: Path) -> None:
    """Each of them was taken, and the check then told of damage, or a command ended with status 1."""
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    run.done("attach", "deputies", 1, scan)
    before = run.done("list", "attachments", "--json").data
    for values in ({"sha256": "00"}, {"size": 5}, {"row": "x"}, {"row": 99}, {"register": "nosuch"}):
        run.refused(2, "change", "attachments", 1, "--json", "-", stdin=values)
    rows = tmp_path / "附件.csv"
    rows.write_text(f"台账,记录,文件名,校验值,大小\ndeputies,1,假.pdf,{'0' * 64},9\n", "utf-8")
    run("import", "attachments", rows, "--accept-flagged")
    assert run.done("list", "attachments", "--json").data == before
    run.done("change", "attachments", 1, "--json", "-", stdin={"role": "photo"})
    assert run.done("check", "--deep", "--json").data["damaged"] is False
