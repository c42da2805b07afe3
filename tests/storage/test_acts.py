"""An act is kept as a whole or not at all, is told to whoever watches, and can be taken back."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.storage import files
from app.storage.backups.making import make_backup
from app.storage.ledger import Ledger
from app.storage.refusals import LedgerRefused, Refused, refusal_of
from tests.storage.conftest import enter, names

Add = Callable[..., int]


def digest(ledger: Ledger) -> str:
    return str(ledger.statistics()["digest"])


def test_an_act_that_fails_keeps_nothing(ledger: Ledger, deputy: Add) -> None:
    deputy("王芳")
    before, head = digest(ledger), ledger.core.chain.head
    with pytest.raises(KeyboardInterrupt), ledger.act("新增") as act:  # noqa: PT012
        act.add("deputies", {"name": "李四", "level": "township"})
        raise KeyboardInterrupt
    assert (digest(ledger), ledger.core.chain.head) == (before, head)


def test_a_nested_act_is_part_of_the_outer_one(ledger: Ledger) -> None:
    with ledger.act("外") as outer, ledger.act("内") as inner:
        assert inner is outer
        inner.add("deputies", {"name": "李四", "level": "township"})
    assert ledger.undoable().name == "外"


def test_a_nested_act_that_failed_is_never_kept(ledger: Ledger) -> None:
    before = digest(ledger)

    def half() -> None:
        with ledger.act("内") as act:
            act.add("deputies", {"name": "李四", "level": "township"})
            raise ValueError

    with pytest.raises(Refused, match="没有做完"), ledger.act("外"), pytest.raises(ValueError):
        half()
    assert digest(ledger) == before


def test_a_watcher_that_fails_does_not_make_the_act_look_undone(ledger: Ledger, deputy: Add) -> None:
    told: list[set[str]] = []

    def broken(touched: set[str]) -> None:
        raise RuntimeError

    ledger.watch(broken)
    end = ledger.watch(told.append)
    deputy("王芳", elected_on="2016-10-12")
    assert told == [{"people", "deputies", "mandate_changes"}]
    assert names(ledger) == ["王芳"]
    end()
    end()
    deputy("李四")
    assert len(told) == 1


def test_threads_follow_each_other(ledger: Ledger) -> None:
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(6):
                enter(ledger, "electoral_districts", {"name": f"{number}村{step}", "level": "镇"})
                ledger.rows("electoral_districts", ledger.ids("electoral_districts"))
                ledger.context()
                ledger.lookup.matches("electoral_districts", f"{number}村{step}", {})
                ledger.undo() if step % 3 == 2 else ledger.undoable()
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert ledger.count("electoral_districts") == 4 * 4
    assert ledger.core.chain.broken() == []


def test_undo_walks_back_to_the_empty_ledger(ledger: Ledger, deputy: Add, tmp_path: Path) -> None:
    empty = digest(ledger)
    mandate = deputy("王芳", phone="19900001234")
    states = [digest(ledger)]
    with ledger.act("改") as act:
        act.change("deputies", mandate, {"phone": "19900004321", "name": "王小芳"})
    states.append(digest(ledger))
    (tmp_path / "x.pdf").write_bytes(b"x")
    with ledger.act("附件") as act:
        act.attach("deputies", mandate, tmp_path / "x.pdf")
    states.append(digest(ledger))
    with ledger.act("删") as act:
        act.remove("deputies", mandate, "试")
    assert ledger.count("attachments") == 0
    for state in reversed(states):
        ledger.undo()
        assert digest(ledger) == state
    assert ledger.undo() == "新增deputies"
    assert digest(ledger) == empty
    with pytest.raises(Refused, match="没有可以撤销"):
        ledger.undo()
    assert ledger.undoable() is None


def test_undo_is_refused_when_the_row_was_touched_since(ledger: Ledger, deputy: Add) -> None:
    mandate = deputy("王芳", note="一")
    with ledger.act("改") as act:
        act.change("deputies", mandate, {"note": "二"})
    with ledger.act("又改", lasting=True) as act:  # an act that undo does not walk over
        act.change("deputies", mandate, {"note": "三"})
    with pytest.raises(Refused, match="又改过"):
        ledger.undo()
    row = ledger.row("deputies", mandate)
    assert row is not None
    assert row["note"] == "三"


def test_attachments_are_complete_before_a_row_names_them(
    ledger: Ledger, deputy: Add, tmp_path: Path
) -> None:
    mandate = deputy()
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(os.urandom(3 << 20))
    with ledger.act("附件") as act:
        act.attach("deputies", mandate, photo, "photo")
    (kept,) = ledger.attached("deputies", mandate)
    assert (kept["name"], kept["path"].read_bytes()) == ("照片.jpg", photo.read_bytes())
    with pytest.raises(Refused, match="已经有"), ledger.act("附件") as act:
        act.attach("deputies", mandate, photo)
    kept["path"].write_bytes(b"spoiled")
    with ledger.act("附件") as act:
        act.remove("attachments", kept["id"])
        act.attach("deputies", mandate, photo)  # the good bytes take the place of the spoiled ones
    assert kept["path"].read_bytes() == photo.read_bytes()


def test_a_full_disk_while_copying_an_attachment_keeps_nothing(
    ledger: Ledger, deputy: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mandate = deputy()
    (tmp_path / "x.pdf").write_bytes(b"x")
    before = digest(ledger)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"), ledger.act("附件") as act:  # noqa: PT012
        act.change("deputies", mandate, {"note": "x"})
        act.attach("deputies", mandate, tmp_path / "x.pdf")
    monkeypatch.undo()
    assert digest(ledger) == before
    assert [path for path in (ledger.folder / "attachments").rglob("*") if path.is_file()] == []


def test_the_files_of_an_act_that_failed_leave_the_disk_free(
    ledger: Ledger, deputy: Add, tmp_path: Path
) -> None:
    mandate, new, lost = deputy(), tmp_path / "新.pdf", tmp_path / "旧.pdf"
    new.write_bytes(b"new")
    lost.write_bytes(b"kept before")
    with ledger.act("附件") as act:
        act.attach("deputies", mandate, lost)
    (kept,) = ledger.attached("deputies", mandate)
    kept["path"].write_bytes(b"spoiled")
    with pytest.raises(ZeroDivisionError), ledger.act("附件") as act:  # noqa: PT012
        act.attach("deputies", mandate, new)
        act.remove("attachments", kept["id"])
        act.attach("deputies", mandate, lost)  # a row names these bytes: they stay
        raise ZeroDivisionError
    assert ledger.core.attachments.keep_again(lost, kept)
    with pytest.raises(ZeroDivisionError), ledger.act("附件"):
        raise ZeroDivisionError
    assert [p for p in (ledger.folder / "attachments").rglob("*") if p.is_file()] == [kept["path"]]
    assert kept["path"].read_bytes() == b"kept before"


def test_a_file_for_which_there_is_no_room_is_refused_before_it_is_copied(
    ledger: Ledger, deputy: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mandate, before = deputy(), digest(ledger)
    (tmp_path / "会议录像.mp4").write_bytes(b"x" * 3_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 5_000_000))
    with pytest.raises(LedgerRefused, match=r"还差约 3 MB.*会议录像") as refusal, ledger.act("附件") as act:
        act.attach("deputies", mandate, tmp_path / "会议录像.mp4")
    assert (refusal.value.status, digest(ledger)) == (3, before)
    assert not (ledger.folder / "attachments").exists()


@pytest.mark.parametrize("what", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused_with_its_name(
    ledger: Ledger, deputy: Add, tmp_path: Path, what: str
) -> None:
    mandate, path = deputy(), tmp_path / "东西"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes in folders")
        os.mkfifo(path)
    with pytest.raises(Refused, match="东西"), ledger.act("附件") as act:
        act.attach("deputies", mandate, path)


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        (sqlite3.SQLITE_FULL, 3, "磁盘空间不够"),
        (sqlite3.SQLITE_IOERR_FSYNC, 3, "没有保存"),
        (sqlite3.SQLITE_IOERR_READ, 3, "没有保存"),
        (sqlite3.SQLITE_CANTOPEN, 3, "没有保存"),
        (sqlite3.SQLITE_BUSY, 3, "没有保存"),
        (sqlite3.SQLITE_READONLY, 3, "没有保存"),
        # A page that the disk does not hand over is called damaged by SQLite, too; this file is sound.
        (sqlite3.SQLITE_CORRUPT, 3, "没有保存"),
        (sqlite3.SQLITE_NOTADB, 3, "没有保存"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(ledger: Ledger, code: int, status: int, words: str) -> None:
    """Damage is said of a damaged file alone; a disk that fails is the world."""
    before = digest(ledger)
    complaint = sqlite3.OperationalError("in words that say nothing")
    complaint.sqlite_errorcode = code
    with pytest.raises(LedgerRefused, match=words) as refusal, ledger.act("新增") as act:  # noqa: PT012
        act.add("deputies", {"name": "李四", "level": "township"})
        raise complaint
    assert refusal.value.status == status
    assert "损坏" not in refusal.value.sentence
    assert digest(ledger) == before


def test_damage_is_said_of_a_file_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n LIMIT 5000) INSERT INTO t SELECT hex(randomblob(20)) FROM n;"
        )
    sound = path.read_bytes()
    path.write_bytes(sound[:8192] + b"\xff" * 4096 + sound[12288:])
    with (
        contextlib.closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.DatabaseError) as complaint,
    ):
        connection.execute("SELECT count(x) FROM t WHERE x <> ''").fetchall()
    damaged = refusal_of(complaint.value, path)
    path.write_bytes(sound)
    passing = refusal_of(complaint.value, path)
    assert isinstance(damaged, LedgerRefused)
    assert (damaged.status, "损坏" in damaged.sentence) == (4, True)
    assert isinstance(passing, LedgerRefused)
    assert (passing.status, "损坏" in passing.sentence) == (3, False)


def test_a_complaint_about_our_own_sql_is_a_bug_and_no_damage(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.OperationalError), ledger.act("新增"):
        ledger.core.connection.execute("SELECT no_such_column FROM deputies")


def test_drafts_survive_and_are_dropped(ledger: Ledger) -> None:
    ledger.drafts.keep("deputies.new", {"name": "𠮷野", "lines": [1, None]})
    assert ledger.drafts.load("deputies.new") == {"name": "𠮷野", "lines": [1, None]}
    assert ledger.drafts.keys() == ["deputies.new"]
    ledger.drafts.drop("deputies.new")
    assert ledger.drafts.load("deputies.new") is None
    with pytest.raises(ValueError, match="letters"):
        ledger.drafts.keep("../x", {})


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "full"), PermissionError(errno.EACCES, "held")])
def test_a_draft_that_cannot_be_written_or_removed_costs_nothing_else(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, trouble: OSError
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise trouble

    drafts = ledger.drafts
    assert drafts.keep("deputies.new", {"name": "王芳"})
    monkeypatch.setattr(files, "RETRIES", (0, 0))
    monkeypatch.setattr(Path, "unlink", fail)
    monkeypatch.setattr(Path, "write_text", fail)
    drafts.drop("deputies.new")
    assert (drafts.load("deputies.new"), drafts.keys()) == (None, [])  # it never comes back to be saved twice
    assert not drafts.keep("people.new", {"name": "李四"})
    monkeypatch.undo()
    assert (ledger.folder / "drafts" / "deputies.new.json").exists()
    ledger.close()
    assert not (ledger.folder / "drafts" / "deputies.new.json").exists()


def test_an_unfinished_file_never_has_its_final_name(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    target.write_text("old", "utf-8")

    def write(content: Any) -> None:
        with files.complete_file(target) as temporary:
            temporary.write_text(content, "utf-8")

    with pytest.raises(TypeError):
        write(5)
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]
    assert target.read_text("utf-8") == "old"
    write("new")
    assert target.read_text("utf-8") == "new"
    (tmp_path / ".0123456789ab.part.json").write_text("left by a kill", "utf-8")
    files.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]
    with pytest.raises(FileNotFoundError):
        files.refuse_unwritable(tmp_path / "no" / "x.json")
    files.refuse_unwritable(target)
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows renames no folder of which a file is open")
def test_a_folder_moved_away_is_named_and_not_begun_anew(ledger: Ledger, deputy: Add, tmp_path: Path) -> None:
    deputy("王芳")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    away = ledger.folder.rename(tmp_path / "away")
    trials: tuple[Callable[[], object], ...] = (
        lambda: deputy("李明"),
        lambda: attach(ledger, scan),
        lambda: make_backup(ledger),
        lambda: ledger.undo(),
    )
    for trial in trials:
        with pytest.raises(LedgerRefused, match="找不到台账文件夹"):
            trial()
    assert not ledger.drafts.keep("deputies-new", {"name": "李明"})
    assert not ledger.folder.exists()
    away.rename(ledger.folder)
    deputy("李明")
    assert names(ledger) == ["王芳", "李明"]


def attach(ledger: Ledger, path: Path) -> None:
    """Attach a file to the first row."""
    with ledger.act("添加附件") as act:
        act.attach("deputies", 1, path)
