"""What a power cut right after an ACK would take: the program's system calls, replayed on what has reached the disk.

A kill loses nothing that the operating system holds; only the order of writing, flushing and acknowledging tells
whether a cut would.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.faults import killing

WRITING = ("write", "pwrite64", "ftruncate", "sendfile", "copy_file_range")
TRACED = (*WRITING, "fsync", "fdatasync", "rename", "unlink", "mkdir")
# A lost seal costs a look through the ledger, a lock is made anew, drafts and this machine's settings are no records.
COSTS_NOTHING = ("ledger.seal", "ledger.lock", "drafts", "profile")
CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += 0*(\d+)")


class Call(NamedTuple):
    """A system call that went well: its name, the paths it names, and what it wrote where that is short."""

    name: str
    paths: tuple[str, ...]
    text: str


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The calls in a log of ``strace -y``."""
    for line in lines:
        match = CALL.match(line)
        if not match:
            continue
        name, words = match[1], match[2]
        opened = re.findall(r"\d+<([^<>]*)>", words)
        quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', words)
        if name in ("rename", "unlink", "mkdir"):
            yield Call(name, tuple(quoted), "")
        else:
            path = opened[-1:] if name == "copy_file_range" else opened[:1]
            yield Call(name, tuple(path), quoted[0] if quoted else "")


def unflushed(log: Iterable[Call], folders: Iterable[str]) -> list[str]:
    """What would be lost although it was acknowledged: files and folders inside ``folders`` that were not flushed."""
    roots = tuple(str(folder) for folder in folders)
    waiting: dict[str, str] = {}
    lost: list[str] = []
    after: list[str] = []
    is_acknowledged = False
    for call in log:
        if call.name == "write" and call.text.startswith("ACK "):
            lasting = {path: what for path, what in waiting.items() if not _costs_nothing(path)}
            lost += [f"{path}: {what}, not flushed before {call.text}" for path, what in lasting.items()]
            is_acknowledged, after = True, []
            continue
        paths = [path for path in call.paths if path.startswith(roots)]
        if not paths:
            continue
        after += _step(call.name, paths, waiting)
    return lost + [f"{path}: written after the last ACK" for path in after if is_acknowledged]


def _step(name: str, paths: list[str], waiting: dict[str, str]) -> list[str]:
    """Take note of one call; gives the lasting files that it wrote."""
    last = paths[-1]
    if name in ("fsync", "fdatasync"):
        waiting.pop(last, None)
        return []
    if name in WRITING:
        waiting[last] = "written"
    if name == "unlink":
        waiting.pop(last, None)
    if name == "rename" and paths[0] in waiting:
        waiting[last] = waiting.pop(paths[0])
    if name in ("rename", "unlink", "mkdir") and not _costs_nothing(last):
        waiting[str(PurePosixPath(last).parent)] = f"{name} of {PurePosixPath(last).name}"
    return [] if _costs_nothing(last) else [last]


def _costs_nothing(path: str) -> bool:
    return ".part" in path or any(part in COSTS_NOTHING for part in PurePosixPath(path).parts)


def traced(folder: Path, *words: str) -> tuple[int, list[Call]]:
    """Run a command on the ledger in ``folder`` under strace; its status and calls."""
    log = folder / "trace"
    trace = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-y",
        "-s",
        "12",
        "-o",
        str(log),
        "-e",
        f"trace={','.join(TRACED)}",
    ]
    done = subprocess.run(
        [*trace, *killing.command(folder, *words)],
        capture_output=True,
        env=killing.environment(folder),
        cwd=killing.PROJECT,
        check=False,
    )
    return done.returncode, list(calls(log.read_text("utf-8", "replace").splitlines()))
