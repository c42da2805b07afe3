"""The commands that keep copies: their words, statuses and promises."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli_runner import CommandLine
from tests.kept_ledgers import new_folder

DEPUTY = {"name": "王芳", "level": "镇", "elected_on": "2016-10-12", "phone": "19900000001"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_folder(tmp_path_factory.mktemp("backups") / "data", term=16)


@pytest.fixture
def run(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    run = CommandLine(Path(shutil.copytree(template, tmp_path / "data")), monkeypatch, capsys)
    run.done("add", "deputies", "--json", "-", stdin=DEPUTY)
    return run


def test_what_is_backed_up_is_listed_tried_and_restored(run: CommandLine, tmp_path: Path) -> None:
    before = run.done("stats", "--json").data
    answer = run.done("--ack", "backup")
    (entry,) = run.done("backups", "--json").data
    assert answer.out.splitlines()[0] == f"ACK backup {entry['path']}"
    assert entry["good"]
    assert (entry["digest"], entry["rows"]) == (before["digest"], before["rows"])
    assert run.done("--ack", "drill").out.startswith(f"ACK drill {entry['path']}\n")
    run.done("change", "deputies", 1, "--json", "-", stdin={"phone": "19900000002"})
    assert "quarantine" in run.done("restore", entry["path"], "--into", run.folder).out
    assert run.done("stats", "--json").data == before
    assert run.done("list", "deputies", "--json", "--include-private").data[0]["phone"] == DEPUTY["phone"]
    assert run.done("check", "--deep", "--json").data["damaged"] is False


def test_a_second_place_is_made_where_its_folder_lies_and_never_in_the_ledger(
    run: CommandLine, tmp_path: Path
) -> None:
    run.done("backup", "--to", tmp_path / "stick")
    assert [path.name for path in (tmp_path / "stick").glob("*.zip")]
    # What was kept elsewhere is listed as long as it can be reached.
    assert [Path(entry["path"]).parent for entry in run.done("backups", "--json").data] == [
        tmp_path / "stick"
    ]
    assert "演练通过" in run.done("drill").out
    run.refused(2, "backup", "--to", run.folder)
    assert "没有作任何改动" in run.refused(2, "backup", "--to", run.folder / "第二份")
    assert not (run.folder / "第二份").exists()
    run.refused(3, "backup", "--to", tmp_path / "no such stick" / "folder")
    new = tmp_path / "new"
    run.done("restore", tmp_path / "stick", "--into", new)
    assert (new / "ledger.db").is_file()


def test_what_is_no_backup_is_refused(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "foreign.zip").write_bytes(b"PK\x03\x04 foreign")
    run.refused(4, "restore", tmp_path / "foreign.zip", "--into", tmp_path / "new")
    run.refused(3, "restore", tmp_path / "nothing.zip", "--into", tmp_path / "new")
    run.refused(3, "restore", tmp_path, "--into", tmp_path / "new")
    run.refused(3, "drill")
    assert not (tmp_path / "new").exists()
    backup = Path(run.done("--ack", "backup").out.split()[2])
    backup.write_bytes(backup.read_bytes()[:-9])
    assert [entry["good"] for entry in run.done("backups", "--json").data] == [False]
    run.refused(4, "drill")


def test_a_damaged_ledger_is_not_backed_up(run: CommandLine) -> None:
    content = bytearray((run.folder / "ledger.db").read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4000] = b"\xff" * 4000
    (run.folder / "ledger.db").write_bytes(content)
    run.refused(4, "backup")
    assert not list((run.folder).glob("backups/*"))


def test_a_damaged_ledger_is_read_into_a_new_one(run: CommandLine, tmp_path: Path) -> None:
    digest = run.done("stats", "--json").data["digest"]
    with open(run.folder / "ledger.db", "rb+") as file:
        file.write(bytes(16))
    run.refused(4, "stats")
    answer = run.done("--ack", "rescue", "--into", tmp_path / "new")
    assert answer.out.startswith(f"ACK rescue {tmp_path / 'new'}\n")
    assert "全部读出来了" in answer.out
    run.folder = tmp_path / "new"
    assert run.done("stats", "--json").data["digest"] == digest
    run.refused(2, "rescue", "--into", tmp_path / "data")


def test_a_copy_that_does_not_say_how_much_it_holds_is_not_called_empty(run: CommandLine) -> None:
    (run.folder / "backups").mkdir()
    shutil.copyfile(
        run.folder / "ledger.db", run.folder / "backups" / "before-migration-2-20221130-120000.db"
    )
    answer = run.done("backups").out
    assert "升级前\t条数没有记下\t" in answer and "0 条" not in answer


def test_the_copies_of_another_ledger_are_told_apart_and_never_drilled(
    run: CommandLine, tmp_path: Path
) -> None:
    """Two ledgers of one clerk share a stick; a copy of the other may lie beside this one too."""
    stick, own = tmp_path / "stick", run.folder
    run.folder = new_folder(tmp_path / "other", {"town": "江口镇", "county": "四会市"}, term=16)
    run.done("backup", "--to", stick)
    run.done("backup", "--to", tmp_path / "only of the other")
    run.folder = own
    assert run.done("backups", "--json").data == []
    run.refused(3, "drill")
    run.done("backup", "--to", stick)
    first, second = sorted(run.done("backups").out.splitlines()[:2], key=len)
    assert second.endswith("\t另一本台账（江口镇）的") and "另一本" not in first
    (own / "backups").mkdir(exist_ok=True)
    (foreign,) = (tmp_path / "only of the other").glob("*.zip")
    shutil.copyfile(foreign, own / "backups" / foreign.name)
    assert run.done("--ack", "drill").out.split()[2].startswith(str(stick))
