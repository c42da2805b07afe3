"""What is refused at opening stays byte for byte as it was, with a sentence that helps."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage.core import seal
from app.storage.core.schema import SCHEMA
from app.storage.ledger import Ledger
from app.storage.opening import database_file as opening
from app.storage.refusals import LedgerRefused, Refused
from tests.storage.conftest import OFFICE, TODAY, enter

Spoil = Callable[[Path], object]


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "ledger.lock"
    }


def write_at(path: Path, place: int, content: bytes) -> None:
    with open(path, "rb+") as file:
        file.seek(place)
        file.write(content)


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


SPOILT: dict[str, tuple[Spoil, int, str]] = {
    "empty": (lambda path: path.write_bytes(b""), 4, "不是镇人大台账"),
    "text": (lambda path: path.write_text("通讯录" * 200, "utf-8"), 4, "不是镇人大台账"),
    "foreign": (foreign, 4, "不是镇人大台账"),
    "newer": (lambda path: write_at(path, 60, (SCHEMA + 1).to_bytes(4, "big")), 4, "升级"),
    "truncated": (lambda path: os.truncate(path, path.stat().st_size // 2), 4, "不完整"),
    "first page": (lambda path: write_at(path, 108, b"\xff" * 400), 4, "备份"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), 4, "文件夹"),
    "gone": (lambda path: path.unlink(), 3, "没有台账"),
    "another program's log": (
        lambda path: (
            write_at(path, 18, b"\x02\x02"),
            path.with_name("ledger.db-wal").write_bytes(b"x" * 64),
        ),
        4,
        "别的数据库程序",
    ),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_file_that_is_no_good_ledger_is_refused_and_left_alone(folder: Path, kind: str) -> None:
    spoil, status, told = SPOILT[kind]
    spoil(folder / "ledger.db")
    before = bytes_in(folder)
    with pytest.raises(LedgerRefused) as refusal:
        Ledger.open(folder, today=TODAY)
    assert refusal.value.status == status
    assert told in refusal.value.sentence
    assert bytes_in(folder) == before


def test_a_stray_log_is_set_aside_and_never_played_in(folder: Path) -> None:
    stray = folder / "ledger.db-wal"
    other = folder.parent / "other.db"
    shutil.copy(folder / "ledger.db", other)
    connection = sqlite3.connect(other)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("UPDATE terms SET quota = 99")
    connection.commit()
    shutil.copy(f"{other}-wal", stray)
    connection.close()
    with Ledger.open(folder, today=TODAY) as ledger:
        assert ledger.rows("terms", [1])[0]["quota"] == 60
    assert not stray.exists()
    assert [path.name for path in (folder / "quarantine").iterdir()] == ["001-ledger.db-wal"]


def test_a_hot_journal_rolls_back_what_was_not_finished(folder: Path) -> None:
    """A writer killed in the middle of an act that has reached the file."""
    script = (
        "import os, signal, sys; from pathlib import Path; from app.storage.ledger import Ledger\n"
        "ledger = Ledger.open(Path(sys.argv[1])); ledger.core.connection.execute('PRAGMA cache_size=5')\n"
        "with ledger.act('x') as act:\n"
        "    for n in range(400): act.add('electoral_districts', {'name': f'{n}村' * 9, 'level': 'township'})\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with Ledger.open(folder, today=TODAY) as ledger:
        before = ledger.statistics()
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder / "ledger.db-journal").stat().st_size > 0
    with Ledger.open(folder, today=TODAY) as ledger:
        assert ledger.statistics() == before
        assert ledger.notes == []
    assert sorted(path.name for path in folder.iterdir()) == ["ledger.db", "ledger.lock", "ledger.seal"]


def test_a_second_opening_is_told_that_the_ledger_is_in_use(ledger: Ledger) -> None:
    with pytest.raises(LedgerRefused) as refusal:
        Ledger.open(ledger.folder)
    assert refusal.value.status == 5
    ledger.close()
    Ledger.open(ledger.folder).close()


def test_the_lock_dies_with_its_process(folder: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from app.storage.ledger import Ledger\n"
        "ledger = Ledger.open(Path(sys.argv[1])); print('open', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LedgerRefused) as refusal:
            Ledger.open(folder)
        assert refusal.value.status == 5
        holder.kill()
        holder.wait()
    Ledger.open(folder).close()


def test_a_copy_of_an_open_ledger_opens(ledger: Ledger, tmp_path: Path) -> None:
    enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})
    copied = Path(shutil.copytree(ledger.folder, tmp_path / "stick"))
    with Ledger.open(copied, today=TODAY) as other:
        assert other.statistics() == ledger.statistics()


def test_nothing_is_made_where_it_cannot_be_made(folder: Path, tmp_path: Path) -> None:
    before = bytes_in(folder)
    with pytest.raises(LedgerRefused) as refusal:
        Ledger.create(folder, OFFICE)
    assert refusal.value.status == 2
    assert bytes_in(folder) == before
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LedgerRefused) as refusal:
        Ledger.create(tmp_path / "file" / "data", OFFICE)
    assert refusal.value.status == 3


@pytest.mark.parametrize(
    ("office", "term"),
    [({"town": "", "county": "x"}, 1), ({"town": "x"}, 1), (OFFICE, 0), ({"town": "镇\0", "county": "x"}, 1)],
)
def test_values_that_cannot_be_kept_leave_no_ledger(
    tmp_path: Path, office: dict[str, str], term: int
) -> None:
    with pytest.raises(Refused):
        Ledger.create(tmp_path / "new", office, term=term)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["ledger.lock"]
    Ledger.create(tmp_path / "new", OFFICE, term=1).close()


def test_a_clean_close_seals_and_an_open_ledger_has_no_seal(folder: Path) -> None:
    database = folder / "ledger.db"
    assert seal.state_of(database)[0] == seal.SEALED
    ledger = Ledger.open(folder, today=TODAY)
    assert not (folder / seal.NAME).exists()
    ledger.close()
    ledger.close()
    assert seal.state_of(database)[0] == seal.SEALED
    write_at(database, 95, b"\x01")
    assert seal.state_of(database)[0] == seal.ALTERED


def test_a_ledger_that_was_only_read_keeps_its_seal_without_being_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = (folder / seal.NAME).read_text("utf-8")
    ledger = Ledger.open(folder, today=TODAY)
    monkeypatch.setattr(seal, "sha256_of", lambda path: pytest.fail("read again"))
    ledger.close()
    monkeypatch.undo()
    assert (folder / seal.NAME).read_text("utf-8") == former
    with Ledger.open(folder, today=TODAY) as again:
        enter(again, "electoral_districts", {"name": "第一选区", "level": "镇"})
    assert (folder / seal.NAME).read_text("utf-8") != former
    assert seal.state_of(folder / "ledger.db")[0] == seal.SEALED


def test_a_copy_beside_the_ledger_is_told_each_time(folder: Path) -> None:
    (folder / "ledger (2).db").write_bytes((folder / "ledger.db").read_bytes())
    for _ in range(2):
        with Ledger.open(folder, today=TODAY) as ledger:
            (words,) = ledger.notes
        assert "“ledger (2).db”" in words
    (folder / "ledger (2).db").unlink()
    with Ledger.open(folder, today=TODAY) as ledger:
        assert ledger.notes == []


def test_a_byte_changed_while_the_ledger_was_only_read_is_not_sealed(folder: Path) -> None:
    ledger = Ledger.open(folder, today=TODAY)
    database = folder / "ledger.db"
    write_at(database, database.stat().st_size - 1, b"\x01")
    ledger.close()
    assert seal.state_of(database)[0] == seal.ALTERED


def test_a_ledger_written_by_another_program_while_open_is_not_sealed(folder: Path) -> None:
    ledger = Ledger.open(folder, today=TODAY)
    other = sqlite3.connect(folder / "ledger.db")
    other.execute("UPDATE terms SET quota = 1")
    other.commit()
    other.close()
    ledger.close()
    with pytest.raises(LedgerRefused, match="届次第 1 条在程序之外被改动"):
        Ledger.open(folder)


def test_a_full_disk_at_closing_costs_no_more_than_the_seal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger.open(folder, today=TODAY)
    enter(ledger, "electoral_districts", {"name": "第一选区", "level": "镇"})

    def full(database: Path, *facts: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(seal, "write_seal", full)
    ledger.close()
    with Ledger.open(folder, today=TODAY) as again:
        assert again.count("electoral_districts") == 1


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="only ordinary users meet permissions"
)
def test_a_read_only_folder_is_refused_with_advice(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(LedgerRefused, match="只读"):
            Ledger.open(folder)
    finally:
        folder.chmod(0o700)


def test_a_read_only_file_is_refused_with_advice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.os, "access", lambda path, mode: False)  # what a read-only medium answers
    before = bytes_in(folder)
    with pytest.raises(LedgerRefused, match=r"只读.*复制到本机") as refusal:
        Ledger.open(folder)
    assert refusal.value.status == 3
    assert bytes_in(folder) == before
