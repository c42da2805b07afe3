"""The parent's side of reading: a look at the file, a child process with limits, and its answer."""

from __future__ import annotations

import subprocess
from pathlib import Path

from app.excel.grid import Sheet, Workbook
from app.excel.reading import limits
from app.excel.reading.archive import Archive
from app.excel.reading.refusal import UnreadableFile
from app.excel.reading.wire import unpacked
from app.excel.sniff import kind_of
from app.storage.child_process import child_command, child_surroundings

FLAG = "--read-workbook"  # by which the packaged program knows that it is this process
_CHILD_SHARE = 0.85  # of the time; the rest is for taking over what the child says


def read_in_child(path: Path, limit_seconds: float, limit_megabytes: int) -> Workbook:
    """As `read_workbook`."""
    path = Path(path).absolute()
    _look(path)
    message = _child_says(path, limit_seconds * _CHILD_SHARE, limit_megabytes)
    try:
        answer = unpacked(message)
    except ValueError as broken:  # the child died: calamine aborts on some damaged .xls
        raise UnreadableFile("truncated") from broken
    if "refused" in answer:
        raise UnreadableFile(*answer["refused"])
    sheets = [Sheet(**sheet) for sheet in answer["sheets"]]
    return Workbook(path, answer["kind"], answer["encoding"], sheets, answer["notes"])


def _look(path: Path) -> None:
    """Refuses what can be refused without unpacking anything."""
    try:
        if not path.is_file():
            raise UnreadableFile("not_a_workbook" if path.exists() else "missing")
        size = path.stat().st_size
        kind = kind_of(path)
    except FileNotFoundError as gone:
        raise UnreadableFile("missing") from gone
    except OSError as held:
        raise UnreadableFile("no_permission") from held
    if kind in ("xlsx", "xlsm", "ods"):
        with Archive(str(path)) as archive:
            archive.look()
    elif size > limits.TEXT_BYTES:
        raise UnreadableFile("too_large")


def _child_says(path: Path, seconds: float, megabytes: int) -> bytes:
    """Runs the child and gives its answer, which is empty when it died."""
    command = child_command(FLAG, "app.excel.reading.child", str(path), str(megabytes))
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=seconds,
            check=False,
            **child_surroundings(),
        )
    except subprocess.TimeoutExpired as slow:
        raise UnreadableFile("timeout") from slow
    return done.stdout
