"""Runs tests against faults planted in copies of the project, each run in a process of its own."""

from __future__ import annotations

import compileall
import multiprocessing
import os
import queue
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

# Imported once for all runs where the system can fork; only what is not ours, so that every fault is met.
PRELOADED = ["pytest", "hypothesis", "pytestqt.plugin", "PySide6.QtWidgets", "PySide6.QtPrintSupport"]
PRELOADED += ["openpyxl", "python_calamine", "pypinyin", "sqlite_utils", "pypdf", "docx"]
# A failure needs no explanation here, and pytest would write every test anew to give one.
WITHOUT = ["--assert=plain", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"]
FOREIGN = 99  # exit status of a run that met another copy of the program than its own


def run_tests(folder: str, tests: list[str]) -> None:
    """Run the tests in a copy of the project and end this process with pytest's status."""
    os.chdir(folder)
    sys.path[:0] = [folder, str(Path(folder, "build"))]
    sys.dont_write_bytecode = True  # two texts of one length within a second would share one
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    import pytest

    import app

    own = Path(app.__file__).is_relative_to(folder)
    os._exit(pytest.main(["-x", "-q", *WITHOUT, *tests]) if own else FOREIGN)


class Copies:
    """Copies of the project in which faults are planted, one for each process."""

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
            shutil.copytree(project, folder, ignore=shutil.ignore_patterns(".*", "dist", "__pycache__"))
            # What is compiled beforehand need not be for each fault; only the file that holds it differs.
            compileall.compile_dir(folder, quiet=2)
            self.folders.put(folder)

    def outcome(self, path: str, text: bytes | None, tests: list[str], seconds: float) -> int | None:
        """Pytest's status with ``text`` in place of the file's own (None: its own) in a copy; None if it took longer than ``seconds``."""
        folder = self.folders.get()
        try:
            with _in_place(folder / path, text):
                process = self.context.Process(target=run_tests, args=(str(folder), tests))
                process.start()
                process.join(seconds)
                if process.is_alive():
                    process.kill()
                    process.join()
                    return None
                return process.exitcode
        finally:
            self.folders.put(folder)


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
