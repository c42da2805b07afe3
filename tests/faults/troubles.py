"""What goes wrong while an act runs: a system call, a limit, a full or read-only disk, the clock, a second program."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# Reads are among them: what fails while reading must neither change anything nor be called damage.
READING = ("pread64",)
CALLS = (
    "unlink", "unlinkat", "rmdir", "rename", "mkdir", "fsync", "fdatasync", "ftruncate", "sendfile", "fchown",
    "write", "pwrite64", *READING,
)  # fmt: skip
INJECTED = ("signal=KILL", "error=EIO", "error=ENOSPC", "error=EACCES")
# Before the ledger's last record, the first year of old computers, the last one of new ones.
CLOCKS = ("2020-02-29T23:59", "1980-01-01T00:00", "2099-12-31T23:59")
DISK = 96 << 20  # bytes of the disk that is nearly full
IN_USE = 5  # exit status


class Trouble(NamedTuple):
    """One trouble: how it is called, the words before the command, and what the surroundings are like."""

    label: str
    prefix: tuple[str, ...] = ()
    clock: str = ""
    room: int = -1  # bytes left on the disk; -1: enough
    is_read_only: bool = False
    is_held: bool = False

    @property
    def kills(self) -> bool:
        """Whether the program dies of it: it can say nothing then."""
        return "KILL" in self.label


def at_call(call: str, when: int, what: str) -> Trouble:
    """The program is killed at that call, or the call fails."""
    inject = f"inject={call}:{what}:when={when}"
    words = ("strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", inject)
    return Trouble(f"{call} {when} {what}", words)


def drawn_surroundings(dice: random.Random) -> Trouble:
    """A limit, a disk, a clock or a second program, at random."""
    size, files = int(10 ** dice.uniform(3, 6.3)), dice.randint(8, 40)
    offered = [
        Trouble(f"files of at most {size} bytes", ("prlimit", f"--fsize={size}", "--")),
        Trouble(f"at most {files} open files", ("prlimit", f"--nofile={files}", "--")),
        Trouble(clock := dice.choice(CLOCKS), clock=clock),
        Trouble("held by another program", is_held=True),
    ]
    if can_mount():
        room = int(10 ** dice.uniform(3, 7.3))
        offered += [Trouble(f"{room} bytes left", room=room), Trouble("read-only", is_read_only=True)]
    return dice.choice(offered)


def can_mount() -> bool:
    """Whether this process may mount disks of its own."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("mount") is not None


@contextlib.contextmanager
def disk(folder: Path) -> Iterator[None]:
    """A small disk of its own, mounted on ``folder``."""
    words = ("mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder))
    subprocess.run(words, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(("umount", "-l", str(folder)), check=True, capture_output=True)


@contextlib.contextmanager
def surroundings(folder: Path, trouble: Trouble) -> Iterator[None]:
    """Make the disk (mounted on ``folder``'s parent) full or read-only, or hold the ledger, for the block."""
    from app.storage.core.lock import FolderLock

    mounted, filler = folder.parent, folder.parent / "filler"
    with contextlib.ExitStack() as stack:
        if trouble.is_held:
            stack.callback(FolderLock(folder / "data").release)
        if trouble.room >= 0:
            stack.callback(filler.unlink)
            fill(filler, trouble.room)
        if trouble.is_read_only:
            subprocess.run(("mount", "-o", "remount,ro", str(mounted)), check=True, capture_output=True)
            again = ("mount", "-o", "remount,rw", str(mounted))
            stack.callback(lambda: subprocess.run(again, check=True, capture_output=True))
        yield


def fill(filler: Path, room: int) -> None:
    """Leave ``room`` bytes on the disk of ``filler``."""
    free = shutil.disk_usage(filler.parent).free
    with open(filler, "wb") as handle:
        os.posix_fallocate(handle.fileno(), 0, max(1, free - room))
