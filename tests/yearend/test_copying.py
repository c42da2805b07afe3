"""Original files copied into a bag by a process of its own: whole, flushed, stoppable, and gone with the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.storage.child_process import child_command, child_surroundings
from app.storage.files import complete_file, sha256_of
from app.storage.flushed_as_one import flushed_as_one
from app.storage.refusals import WORLD, LedgerRefused
from app.yearend import copying_child
from app.yearend.bag import Bag
from app.yearend.copying import FLAG, Copy, Copying
from app.yearend.verification import differences

MEGABYTE = 1 << 20
MODULE = "app.yearend.copying_child"


@pytest.fixture
def bag(tmp_path: Path) -> Bag:
    (tmp_path / "bag").mkdir()
    return Bag(tmp_path / "bag")


def copies(bag: Bag, folder: Path, *contents: bytes) -> list[Copy]:
    folder.mkdir(exist_ok=True)
    placed = []
    for number, content in enumerate(contents):
        source = folder / f"{number}.pdf"
        source.write_bytes(content)
        placed.append(Copy(source, bag.place("文件", source.name), sha256_of(source)))
    return placed


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The files that were flushed after their last byte, by what the system calls them."""
    inodes: set[int] = set()
    real = os.fsync

    def fsync(handle: int) -> None:
        inodes.add(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return inodes


def test_files_of_every_size_arrive_whole_in_their_order(bag: Bag, tmp_path: Path) -> None:
    steps: list[int] = []
    bag.step = steps.append
    contents = (b"", b"1", b"2" * MEGABYTE, os.urandom(3 * MEGABYTE + 1))
    wanted = copies(bag, tmp_path / "附件 一", *contents)
    with Copying(bag, wanted):
        pass
    assert [bag.at(copy.path).read_bytes() for copy in wanted] == list(contents)
    assert [bag.sizes[copy.path] for copy in wanted] == [len(content) for content in contents]
    assert bag.read_back == {copy.path: copy.sha256 for copy in wanted} == bag.digests
    assert sum(steps) <= 2 * sum(map(len, contents))
    bag.close({}, {})
    assert differences(bag.folder) == []


def test_nothing_to_copy_starts_nothing(bag: Bag, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **more: pytest.fail("started"))
    with Copying(bag, []):
        pass


def test_what_the_system_refuses_is_raised_as_it_met_it(bag: Bag, tmp_path: Path) -> None:
    (first, second) = copies(bag, tmp_path / "originals", b"1", b"2")
    second.source.unlink()
    with pytest.raises(FileNotFoundError) as refusal, Copying(bag, [first, second]):
        pass
    assert refusal.value.filename == str(second.source)


def test_a_step_that_says_stop_ends_it(bag: Bag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    def step(done: int) -> None:
        raise Stopped

    bag.step = step
    wanted = copies(bag, tmp_path / "originals", *[bytes(8 * MEGABYTE)] * 20)
    copying = Copying(bag, wanted)
    with pytest.raises(Stopped), copying:
        pass
    assert bag.digests == {}


def test_whatever_ends_the_block_ends_the_copying_before_the_folder_is_removed(
    bag: Bag, tmp_path: Path
) -> None:
    wanted = copies(bag, tmp_path / "originals", *[bytes(8 * MEGABYTE)] * 20)
    with pytest.raises(ZeroDivisionError), Copying(bag, wanted):
        raise ZeroDivisionError
    before = {path: path.stat().st_size for path in bag.folder.rglob("*.pdf")}
    time.sleep(0.3)
    assert {path: path.stat().st_size for path in bag.folder.rglob("*.pdf")} == before
    assert len(before) < len(wanted)


def test_a_copying_process_that_dies_is_told(
    bag: Bag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.yearend import copying

    monkeypatch.setattr(copying, "child_command", lambda *words: [sys.executable, "-c", "pass"])
    wanted = copies(bag, tmp_path / "originals", b"1")
    with pytest.raises(LedgerRefused, match="中途停了") as refusal, Copying(bag, wanted):
        pass
    assert refusal.value.status == WORLD


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO and no /proc there")
def test_it_ends_when_the_program_that_started_it_is_killed(tmp_path: Path) -> None:
    """Otherwise it would go on writing into a folder that the next run takes away."""
    source = tmp_path / "never.pdf"
    os.mkfifo(source)  # nobody writes to it: reading it waits for ever
    job = json.dumps([[str(source), str(tmp_path / "copy.pdf")]]).encode() + b"\n"
    program = f"""
import subprocess, time
child = subprocess.Popen({child_command(FLAG, MODULE)!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdin.write({job!r})
child.stdin.flush()
print(child.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, **child_surroundings()
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(1)
        assert not has_ended(child, within=0)
        parent.send_signal(signal.SIGKILL)
    assert has_ended(child, within=20)


def has_ended(process: int, *, within: float) -> bool:
    """Whether a process is gone, or would be if anybody asked for its status."""
    until = time.monotonic() + within
    while True:
        try:
            if Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.05)


def test_a_packaged_program_asks_itself_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.__main__ import main

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command(FLAG, MODULE) == [sys.executable, FLAG]
    monkeypatch.setattr(copying_child, "main", lambda: 7)
    assert main([FLAG]) == 7


def test_copies_are_flushed_before_they_are_read_back(tmp_path: Path, flushed: set[int]) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(b"12")
    assert copying_child.copy(source, target, lambda done: None) == 2
    assert target.stat().st_ino in flushed


def test_files_of_a_folder_that_is_flushed_as_one_are_flushed_when_it_closes(
    bag: Bag, tmp_path: Path, flushed: set[int]
) -> None:
    path = bag.place("台账", "a.csv")
    with flushed_as_one(bag.folder), complete_file(bag.at(path)) as scratch:
        scratch.write_bytes(b"1")
    bag.keep(path)
    assert flushed == set()
    with complete_file(tmp_path / "elsewhere.csv") as scratch:
        scratch.write_bytes(b"1")
    assert (tmp_path / "elsewhere.csv").stat().st_ino in flushed
    bag.close({}, {}, lambda code: missing(bag.folder, flushed))
    missing(bag.folder, flushed)


def missing(folder: Path, flushed: set[int]) -> None:
    """Every file and folder was flushed."""
    assert [path.name for path in (folder, *folder.rglob("*")) if path.stat().st_ino not in flushed] == []
