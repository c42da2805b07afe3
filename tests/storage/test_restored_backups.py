"""Restoring: which backup is meant, what is refused before anything is touched, and where the former ledger lies."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from app.storage.backups import restoring
from app.storage.backups.choosing import chosen_backup
from app.storage.backups.making import make_backup
from app.storage.backups.newest_good import newest_good
from app.storage.backups.restoring import id_in, restore
from app.storage.core.schema import DATABASE
from app.storage.refusals import LedgerRefused
from app.storage.room import SPARE
from tests.kept_ledgers import new_ledger, open_ledger
from tests.storage.conftest import enter

NOON = datetime(2022, 11, 30, 12)


@pytest.fixture
def data(folder: Path, tmp_path: Path) -> Path:
    """A ledger of one group with a file, in its second backup; the first holds the group alone."""
    (tmp_path / "一.pdf").write_bytes(b"%PDF-1.4")
    with open_ledger(folder, now=lambda: NOON) as ledger:
        group = enter(ledger, "deputy_groups", {"name": "第一小组"})
        make_backup(ledger)
        with ledger.act("附件") as act:
            act.attach("deputy_groups", group, tmp_path / "一.pdf")
        make_backup(ledger)
    return folder


@pytest.fixture
def backups(data: Path) -> list[Path]:
    """Oldest first."""
    return sorted((data / "backups").glob("*.zip"))


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("ledger.lock", "ledger.seal")
    }


def held(folder: Path) -> tuple[int, int]:
    """How many groups and files a ledger holds."""
    with open_ledger(folder) as ledger:
        assert ledger.notes == [] and ledger.core.attachments.lost(deep=True) == []
        return ledger.count("deputy_groups"), ledger.count("attachments")


def test_of_a_folder_the_newest_that_can_be_read_is_meant(
    data: Path, backups: list[Path], tmp_path: Path
) -> None:
    """A folder of backups, the folder of the ledger itself, or the file alone."""
    for meant in (data / "backups", data, backups[1]):
        assert chosen_backup(meant).path == backups[1]
    assert chosen_backup(backups[0]).path == backups[0]
    stick = Path(shutil.copytree(data / "backups", tmp_path / "stick"))
    shutil.copytree(data / "backups", stick / "backups")
    assert chosen_backup(stick).path == stick / backups[1].name  # its own come before those of a folder in it
    (stick / backups[1].name).write_bytes(b"x" * 5000)
    assert chosen_backup(stick).path == stick / backups[0].name
    for path in stick.glob("*.zip"):
        path.write_bytes(b"x" * 5000)
    assert chosen_backup(stick).path == stick / "backups" / backups[1].name
    (tmp_path / "copied").mkdir()
    shutil.copy(data / DATABASE, tmp_path / "copied")
    assert chosen_backup(tmp_path / "copied").path == tmp_path / "copied" / DATABASE  # there is nothing else


def test_a_folder_is_judged_by_what_its_backups_are(data: Path, backups: list[Path], tmp_path: Path) -> None:
    """Not by their names: renamed, called like a newer one, altered within, a copy before a migration, no backup at all."""
    stick = tmp_path / "stick"
    stick.mkdir()
    older = shutil.copy(backups[0], stick / "backup-000099-20991231-235959.zip")
    newest = shutil.copy(backups[1], stick / "给新来的同志 (1).zip")
    (stick / "照片.zip").write_bytes(b"PK\x03\x04" + b"x" * 5000)
    assert chosen_backup(stick) == (newest, ())
    altered = bytearray(newest.read_bytes())
    altered[len(altered) // 2] ^= 1
    newest.write_bytes(altered)
    assert chosen_backup(stick) == (older, (newest,))
    outcome = restore(stick, tmp_path / "restored")
    assert (outcome.backup, outcome.passed_over) == (older, (newest,))
    older.unlink()
    with pytest.raises(LedgerRefused, match="没有可以用的备份"):
        chosen_backup(stick)


def test_copies_without_a_number_go_by_their_time(data: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for name, moment in (("z-2020.db", 1_600_000_000), ("a-2021.db", 1_620_000_000)):
        shutil.copy(data / DATABASE, stick / name)
        os.utime(stick / name, (moment, moment))
    assert chosen_backup(stick).path.name == "a-2021.db"


def test_of_several_ledgers_in_a_folder_none_is_taken_by_its_number(
    data: Path, backups: list[Path], tmp_path: Path
) -> None:
    """The sample beside the real one on a stick; over a ledger only its own backups count."""
    with new_ledger(tmp_path / "other", {"town": "石狗镇", "county": "四会市"}) as other:
        for _ in range(3):
            make_backup(other)
    stick = Path(shutil.copytree(data / "backups", tmp_path / "stick"))
    for path in (tmp_path / "other" / "backups").glob("*.zip"):
        shutil.copy(path, stick)
    with pytest.raises(LedgerRefused, match="2 本台账的备份（石狗镇、迳口镇）") as refused:
        restore(stick, tmp_path / "restored")
    assert refused.value.status == 2
    assert not (tmp_path / "restored").exists()
    assert restore(stick, data).backup == stick / backups[1].name
    assert restore(stick / backups[0].name, tmp_path / "restored").row_count


def test_the_number_goes_on_after_a_restore_elsewhere_and_after_backups_of_a_stick(
    data: Path, backups: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By it the newest good one is chosen among several places."""
    stick = Path(shutil.copytree(data / "backups", tmp_path / "stick"))
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(tmp_path / "another computer"))
    restore(backups[0], tmp_path / "restored")
    with open_ledger(tmp_path / "restored", now=lambda: NOON) as ledger:
        for _ in range(3):
            make_backup(ledger, place=stick)
        enter(ledger, "deputy_groups", {"name": "第二小组"})
        newest = make_backup(ledger)
    assert newest.number == 6
    good = newest_good(tmp_path / "restored")
    assert good is not None
    assert good.path == newest.path


def test_where_there_is_none_nothing_is_done(data: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    for path, words in ((tmp_path / "空", "没有可以用的备份"), (tmp_path / "无.zip", "找不到备份“无.zip”")):
        with pytest.raises(LedgerRefused, match=words) as refusal:
            restore(path, tmp_path / "new")
        assert refusal.value.status == 3 and not (tmp_path / "new").exists()


def test_a_plain_copy_of_a_ledger_is_restored_like_a_backup(data: Path, tmp_path: Path) -> None:
    """As it is kept before a migration; its files are taken from where the clerk says that they lie."""
    copy = Path(shutil.copy(data / DATABASE, tmp_path / "台账.db"))
    with pytest.raises(LedgerRefused, match=r"一\.pdf"):
        restore(copy, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    outcome = restore(copy, tmp_path / "new", further_files=[data / "attachments"])
    assert (outcome.backup, outcome.set_aside, outcome.missing) == (copy, None, ())
    assert held(tmp_path / "new") == (1, 1)
    (tmp_path / "坏.db").write_bytes(copy.read_bytes()[:8192])
    with pytest.raises(LedgerRefused):
        restore(tmp_path / "坏.db", tmp_path / "other")


def test_each_former_ledger_is_set_aside_in_a_folder_of_its_own(data: Path, backups: list[Path]) -> None:
    states, folders = [], []
    for backup in (backups[0], backups[1], backups[0]):
        states.append((data / DATABASE).read_bytes())
        outcome = restore(backup, data, now=lambda: NOON)
        assert outcome.set_aside is not None and outcome.row_count > 0
        folders.append(outcome.set_aside)
    assert [folder.name for folder in folders] == [f"{number:03d}-before-restore" for number in (1, 2, 3)]
    assert [(folder / DATABASE).read_bytes() for folder in folders] == states
    shutil.rmtree(folders[0])  # somebody made room: none of the others is written over
    outcome = restore(backups[1], data, now=lambda: NOON)
    assert outcome.set_aside not in folders[1:] and held(data) == (1, 1)
    assert [(folder / DATABASE).read_bytes() for folder in folders[1:]] == states[1:]


def test_stopped_at_any_step_the_ledger_is_the_one_of_before(data: Path, backups: list[Path]) -> None:
    steps: list[tuple[int, int]] = []
    before = (data / DATABASE).read_bytes()
    for last in (1, 2, 3):

        def stopping(done: int, of: int, last: int = last) -> None:
            steps.append((done, of))
            if done == last:
                raise InterruptedError("停止")

        with pytest.raises((InterruptedError, LedgerRefused)):
            restore(backups[0], data, progress=stopping)
        assert (data / DATABASE).read_bytes() == before
    assert steps == [(1, 4), (1, 4), (2, 4), (1, 4), (2, 4), (3, 4)]
    assert held(data) == (1, 1)


@pytest.mark.parametrize("what", ["a file", "a folder in none"])
def test_a_place_where_no_folder_can_be_is_refused(what: str, backups: list[Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"hers")
    into = tmp_path / "file" if what == "a file" else tmp_path / "none" / "new"
    with pytest.raises(LedgerRefused, match="请换一个位置") as refusal:
        restore(backups[0], into)
    assert refusal.value.status == 3
    assert (tmp_path / "file").read_bytes() == b"hers" and not (tmp_path / "none").exists()


@pytest.mark.parametrize(("short", "is_restored"), [(0, True), (1, False)])
def test_room_is_asked_for_first(
    short: int,
    is_restored: bool,
    data: Path,
    backups: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For the ledger that is unpacked; a new folder goes again."""
    free = (data / DATABASE).stat().st_size + SPARE - short
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    if is_restored:
        restore(backups[1], tmp_path / "new")
    else:
        with pytest.raises(LedgerRefused, match="磁盘空间不够"):
            restore(backups[1], tmp_path / "new")
    assert (tmp_path / "new").exists() is is_restored


@pytest.mark.parametrize("name", [None, "/media/usb"])
def test_trouble_of_the_disk_is_told_and_leaves_no_new_folder(
    name: str | None, backups: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = OSError(errno.EIO, "input/output error", *([name] if name else []))

    def failing(*_: object) -> object:
        raise trouble

    monkeypatch.setattr(restoring, "unpacked", failing)
    with pytest.raises(OSError if name else LedgerRefused) as refusal:
        restore(backups[0], tmp_path / "new")
    assert ("磁盘读写不了" in str(refusal.value)) is (name is None)
    assert not (tmp_path / "new").exists()


def test_what_a_killed_restore_left_goes_and_what_is_hers_stays(data: Path, backups: list[Path]) -> None:
    (data / ".0123456789ab.part").mkdir()
    (data / ".0123456789ab.part" / DATABASE).write_bytes(b"half")
    (data / "笔记.txt").write_bytes(b"hers")
    restore(backups[0], data)
    assert [path.name for path in data.glob(".*part*")] == [] and (data / "笔记.txt").read_bytes() == b"hers"


def test_a_folder_says_whose_ledger_it_holds_or_nothing(data: Path, tmp_path: Path) -> None:
    with open_ledger(data) as ledger:
        assert id_in(data) == ledger.ledger_id
    assert id_in(tmp_path) is None
    (tmp_path / "坏").mkdir()
    (tmp_path / "坏" / DATABASE).write_bytes(b"x" * 5000)
    assert id_in(tmp_path / "坏") is None


def test_files_are_looked_for_beside_the_backup_at_home_and_where_the_clerk_says(
    data: Path, backups: list[Path], tmp_path: Path
) -> None:
    alone = Path(shutil.copy(backups[1], tmp_path))
    before = everything(data)
    shutil.rmtree(data / "backups" / "attachments")
    assert held(data) == (1, 1) and restore(alone, data).missing == ()  # from its own folder
    shutil.rmtree(data / "attachments")
    (data / "backups" / "attachments").mkdir(exist_ok=True)
    for copy in (data / "backups" / "attachments").rglob("*.*"):
        copy.unlink()
    shutil.rmtree(data / "backups" / "attachments")
    with pytest.raises(LedgerRefused, match="--partial") as refusal:
        restore(alone, data)
    assert refusal.value.status == 4
    outcome = restore(alone, data, partial=True)
    assert [file.name for file in outcome.missing] == ["一.pdf"]
    (tmp_path / "found").mkdir()
    for name, content in before.items():
        if name.startswith("attachments"):
            target = tmp_path / "found" / Path(name).relative_to("attachments")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    assert restore(alone, data, further_files=[tmp_path / "found"]).missing == ()
    assert held(data) == (1, 1)


def test_a_folder_of_hers_stays_whatever_becomes_of_the_restore(
    backups: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a folder that the restore made itself goes again."""
    hers = tmp_path / "我的文件"
    hers.mkdir()
    (hers / "名册.xlsx").write_bytes(b"hers")
    (tmp_path / "坏.zip").write_bytes(backups[0].read_bytes()[:-1])
    for bad in (tmp_path / "坏.zip", backups[0]):
        with monkeypatch.context() as patch:
            if bad == backups[0]:
                patch.setattr(restoring, "_swapped", lambda *_: 1 / 0)
            with pytest.raises((LedgerRefused, ZeroDivisionError)):
                restore(bad, hers)
        assert (hers / "名册.xlsx").read_bytes() == b"hers"
    restore(backups[0], hers)
    assert (hers / "名册.xlsx").read_bytes() == b"hers" and held(hers) == (1, 0)


@pytest.mark.parametrize(("short", "is_restored"), [(0, True), (1, False)])
def test_in_place_there_must_be_room_for_what_is_set_aside_too(
    short: int, is_restored: bool, data: Path, backups: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy that is set aside, and the backup of it: refused before any of them is begun."""
    free = 5 * (data / DATABASE).stat().st_size + SPARE - short
    usage = shutil.disk_usage(data)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    before = everything(data)
    if is_restored:
        restore(backups[0], data)
        assert (data / "quarantine").is_dir()
    else:
        with pytest.raises(LedgerRefused, match="磁盘空间不够"):
            restore(backups[0], data)
        assert everything(data) == before


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_what_lay_beside_the_former_ledger_is_set_aside_and_not_played_into_the_restored_one(
    ending: str, data: Path, backups: list[Path]
) -> None:
    beside = data / f"{DATABASE}{ending}"
    beside.write_bytes(b"left behind")
    outcome = restore(backups[0], data)
    assert outcome.set_aside is not None
    assert (outcome.set_aside / beside.name).read_bytes() == b"left behind"
    assert not beside.exists() and held(data) == (1, 0)
