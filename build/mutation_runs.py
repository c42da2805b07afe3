"""Runs tests against faults planted in a copy of the project: in forks of one process, or each in one of its own."""

from __future__ import annotations

import compileall
import multiprocessing
import os
import queue
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from types import CodeType

# Imported once for all runs where the system can fork; only what is not ours, so that every fault is met.
PRELOADED = ["pytest", "hypothesis", "pytestqt.plugin", "PySide6.QtWidgets", "PySide6.QtPrintSupport"]
PRELOADED += ["openpyxl", "python_calamine", "pypinyin", "sqlite_utils", "pypdf", "docx"]
# A failure needs no explanation here, and pytest would write every test anew to give one.
WITHOUT = ["--assert=plain", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"]
WITHOUT += ["-o", "timeout=600"]  # seconds of the clock: other work may run beside it for hours
FOREIGN = 99  # exit status of a run that met another copy of the program than its own
FORKS = hasattr(os, "fork")


def run_tests(folder: str, temporary: str, tests: list[str]) -> None:
    """Run the tests in a copy of the project and end this process with pytest's status."""
    _settle(folder, temporary)
    import pytest

    os._exit(pytest.main(["-x", "-q", *WITHOUT, *tests]))


def run_trials(
    folder: str,
    temporary: str,
    path: str,
    faults: list[bytes],
    tests: list[str],
    ends: float,
    told: Connection,
) -> None:
    """Try those faults of a file that lie in functions; sends (number of the fault, whether it was seen)."""
    _settle(folder, temporary)
    import pytest

    from code_changes import changes
    from mutation_forks import ForkedTrials

    file = Path(folder, path)

    def compiled(text: bytes) -> CodeType:
        return compile(text, str(file), "exec", dont_inherit=True)

    before = compiled(file.read_bytes())
    changed = {number: changes(before, compiled(text)) for number, text in enumerate(faults)}
    inside = {number: change for number, change in changed.items() if change is not None}
    trials = ForkedTrials(file, inside, ends, lambda number, killed: told.send((number, killed)))
    os._exit(pytest.main(["-x", "-q", *WITHOUT, *tests], plugins=[trials]))


def _settle(folder: str, temporary: str) -> None:
    """Make this process one of the copy's; it says nothing and leaves nothing behind."""
    os.chdir(folder)
    sys.path[:0] = [folder, str(Path(folder, "build"))]
    sys.dont_write_bytecode = True  # two texts of one length within a second would share one
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    os.environ |= {"TMPDIR": temporary, "PYTEST_DEBUG_TEMPROOT": temporary}
    tempfile.tempdir = temporary
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    import app

    if not Path(app.__file__).is_relative_to(folder):
        os._exit(FOREIGN)


class Copies:
    """Copies of the project in which faults are planted, one for each file that is examined at a time."""

    def __init__(self, project: Path, kept: Path, count: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        self.context: ForkServerContext | SpawnContext
        if "forkserver" in methods:
            self.context = multiprocessing.get_context("forkserver")
            self.context.set_forkserver_preload(PRELOADED)
        else:
            self.context = multiprocessing.get_context("spawn")
        self.folders: queue.Queue[Path] = queue.Queue()
        for number in range(count):
            folder = kept / f"copy-{number}"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(project, folder, ignore=shutil.ignore_patterns(".*", "dist"))
            # What is compiled beforehand need not be for each fault; only the file that holds it differs.
            compileall.compile_dir(folder, quiet=2)
            self.folders.put(folder)

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A copy that nobody else uses as long as this is entered."""
        folder = self.folders.get()
        try:
            yield folder
        finally:
            self.folders.put(folder)

    def trials(
        self, folder: Path, path: str, faults: list[bytes], tests: list[str], ends: float
    ) -> Iterator[tuple[int, bool]]:
        """(Number, whether it was seen) of each fault that lies in functions alone; raises TestsFail where the tests fail without any."""
        receiving, sending = self.context.Pipe(duplex=False)
        with tempfile.TemporaryDirectory() as temporary:
            arguments = (str(folder), temporary, path, faults, tests, ends, sending)
            process = self.context.Process(target=run_trials, args=arguments)
            process.start()
            sending.close()
            yield from _received(receiving)
            process.join()
        if process.exitcode:
            raise TestsFail(process.exitcode)

    def outcome(
        self, folder: Path, path: str, text: bytes | None, tests: list[str], seconds: float
    ) -> int | None:
        """Pytest's status with ``text`` in place of the file's own (None: its own) in a copy; None if it took longer than ``seconds``."""
        with _in_place(folder / path, text), tempfile.TemporaryDirectory() as temporary:
            process = self.context.Process(target=run_tests, args=(str(folder), temporary, tests))
            process.start()
            process.join(seconds)
            if process.is_alive():
                process.kill()
                process.join()
                return None
            return process.exitcode


class TestsFail(Exception):
    """The tests fail, or cannot be run, without any fault; holds the exit status."""


def _received(connection: Connection) -> Iterator[tuple[int, bool]]:
    """What is sent until the other end is closed."""
    with connection:
        try:
            while True:
                yield connection.recv()
        except EOFError:
            return


@contextmanager
def _in_place(path: Path, text: bytes | None) -> Iterator[None]:
    """The file holds another text as long as this is entered."""
    before, stamp = path.read_bytes(), path.stat()
    if text is not None:
        path.write_bytes(text)
    try:
        yield
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
