"""Acts on a full or read-only disk, under a limit, with a wrong clock, beside a second program: a promise is kept or refused.

The same judge as in the long run by `dev.py faults`, in this process; what it can find is shown with bugs of our own.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import cli
from app.storage.core import key_slots
from tests.faults.acts import State
from tests.faults.every_call import Bench
from tests.faults.planted import PLANTED, PROJECT, with_bug
from tests.faults.troubles import Trouble, can_mount

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the same code is tried on Linux")
needs_disks = pytest.mark.skipif(not can_mount(), reason="this process may not mount disks")


def run_here(
    folder: Path, words: tuple[str, ...], prefix: tuple[str, ...] = (), clock: str = ""
) -> subprocess.CompletedProcess[str]:
    assert not prefix and not clock
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setenv("PRESIDIUM_PROFILE", str(folder / "profile"))
        given = [word.replace("@", str(folder)) for word in words]
        status = cli.main(["--data", str(folder / "data"), "--ack", *given])
    return subprocess.CompletedProcess(given, status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", os.environ.get("PRESIDIUM_PROFILE", ""))
        patch.setattr(key_slots, "calibrated", lambda: key_slots.Cost(1, 8))
        yield Bench(tmp_path_factory.mktemp("troubles"), (), run_here)


@needs_disks
@pytest.mark.parametrize("act", ["import", "backup", "restore", "rekey"])
def test_a_full_disk(act: str, bench: Bench) -> None:
    assert bench.broken_promises(act, Trouble("full", room=40_000)) == []


@needs_disks
@pytest.mark.parametrize("act", ["backup"])
def test_a_read_only_disk(act: str, bench: Bench) -> None:
    assert bench.broken_promises(act, Trouble("read-only", is_read_only=True)) == []


@pytest.mark.parametrize("act", ["backup", "restore", "rescue"])
def test_a_second_program(act: str, bench: Bench) -> None:
    assert bench.broken_promises(act, Trouble("held", is_held=True)) == []


def test_the_judge_sees_what_was_broken(bench: Bench) -> None:
    state = bench.before["plain"]
    half = State((), state.attachments, state.entries + 1, ())
    done = subprocess.CompletedProcess([], 0, "ACK 2\n", "")
    trouble = Trouble("none")
    assert bench._judged("add", trouble, done, bench.after("add")) == []
    assert len(bench._judged("add", trouble, done, half)) == 3
    assert len(bench._judged("add", trouble, done, state)) == 2
    refused = subprocess.CompletedProcess([], 3, "", "磁盘空间不够。")
    assert bench._judged("add", trouble, refused, state) == []
    assert len(bench._judged("add", trouble, refused, bench.after("add"))) == 1
    assert len(bench._judged("add", Trouble("held", is_held=True), done, bench.after("add"))) == 1


def test_each_bug_can_still_be_planted() -> None:
    """A bug whose words have gone from the program would end the run that shows what the tests can find."""
    for bug in PLANTED:
        assert with_bug((PROJECT / bug.file).read_text("utf-8"), bug)
