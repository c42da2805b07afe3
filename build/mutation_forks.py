"""Tries faults inside of functions in forks of one process that has collected and run a file's tests already."""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pytest
from hypothesis import Phase, settings

from code_changes import Change, LoadedFunctions

MEMORY = 4 << 30  # bytes; a fault may let a list grow without end
TIMES = 8  # a fork that takes so many times as much of the processor as all tests without a fault is endless
AT_LEAST = 10  # seconds


class ForkedTrials:
    """A plugin of pytest: in place of the tests' own run each fault is met by the tests that reach it.

    ``faults`` are what each fault changes in the module ``file``.  ``tell(number, killed)`` is called for each until
    the clock (``time.monotonic``) shows ``ends``.  A fault that lives here may still be seen by a process of its
    own, where nothing was made before it was planted.
    """

    def __init__(
        self, file: Path, faults: dict[int, list[Change]], ends: float, tell: Callable[[int, bool], None]
    ) -> None:
        self.file, self.faults, self.ends, self.tell = str(file), faults, ends, tell
        self.calls: set[int] = set()  # first lines of the functions called since it was emptied
        self.lasting: dict[Path, set[int]] = {}  # those called by fixtures that serve several tests of a file
        self.seers: list[int] = []  # the tests that saw a fault, the last one first

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """A failure is enough: hypothesis need not look for the shortest one."""
        settings.register_profile("planted", settings(), phases=(Phase.explicit, Phase.generate))
        settings.load_profile("planted")

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        before, self.calls = self.calls, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.lasting.setdefault(request.node.path, set()).update(self.calls)
            self.calls |= before

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        started = time.process_time()
        loaded = LoadedFunctions(self.file)
        reached = self._run_without_fault(session, loaded)
        seconds = max(AT_LEAST, int(TIMES * (time.process_time() - started)))
        if not session.testsfailed:
            self._plant(session, loaded, reached, seconds)
        return True

    def _run_without_fault(self, session: pytest.Session, loaded: LoadedFunctions) -> list[set[int]]:
        """What is made once for all tests is made here; gives the functions that each test calls."""
        reached = []
        for number, item in enumerate(session.items):
            self.calls = set()
            loaded.forget()  # each test calls what it would call alone
            with _every_call(self._note):
                _run(item, session.items[number + 1 : number + 2])
            reached.append(self.calls)
        return reached

    def _note(self, frame: FrameType, event: str, argument: Any) -> None:
        if event == "call" and frame.f_code.co_filename == self.file:
            self.calls.add(frame.f_code.co_firstlineno)

    def _plant(
        self, session: pytest.Session, loaded: LoadedFunctions, reached: list[set[int]], seconds: int
    ) -> None:
        everything = range(len(session.items))
        if self._fails(session, everything, seconds, loaded, []):
            session.testsfailed += 1  # a fork is no place for these tests
            return
        for number, changed in self.faults.items():
            if time.monotonic() > self.ends:
                return
            lines = {change.before.co_firstlineno for change in changed}
            shared = {path for path, calls in self.lasting.items() if calls & lines}
            meeting = [
                test for test in everything if reached[test] & lines or session.items[test].path in shared
            ]
            self.tell(number, self._fails(session, self._likely_first(meeting), seconds, loaded, changed))

    def _likely_first(self, tests: list[int]) -> list[int]:
        return [test for test in self.seers if test in tests] + [
            test for test in tests if test not in self.seers
        ]

    def _fails(
        self,
        session: pytest.Session,
        tests: Iterable[int],
        seconds: int,
        loaded: LoadedFunctions,
        changed: list[Change],
    ) -> bool:
        """Whether one of the tests fails in a fork in which functions are changed."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            loaded.take_over(changed)
            os._exit(_first_failure(session, list(tests), writing))
        os.close(writing)
        status = os.waitpid(child, 0)[1]
        with os.fdopen(reading) as failure:
            seers = [int(test) for test in failure.read().split()]
        self.seers = [*seers, *(test for test in self.seers if test not in seers)]
        return status != 0


def _first_failure(session: pytest.Session, tests: list[int], writing: int) -> int:
    """Run tests by number until one fails, whose number is written; the exit status."""
    for place, test in enumerate(tests):
        _run(session.items[test], [session.items[following] for following in tests[place + 1 : place + 2]])
        if session.testsfailed:
            os.write(writing, str(test).encode())
            return 1
    return 0


def _run(item: pytest.Item, following: list[pytest.Item]) -> None:
    nextitem = following[0] if following else None
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)


@contextmanager
def _every_call(note: Callable[[FrameType, str, Any], None]) -> Iterator[None]:
    """Every call in every thread is noted as long as this is entered; a profiler would be told of C's calls too."""
    threading.settrace(note)
    sys.settrace(note)
    try:
        yield
    finally:
        sys.settrace(None)
        threading.settrace(cast(Any, None))  # the stubs know no end of tracing
