"""What the contract says of every command: what is promised, what is told of a refusal, what is left behind."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

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
