"""Tests run without a screen, without the network, without the clerk's own settings, and never wait for a click."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported anywhere

import gc
import itertools
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6 import QtCore, QtPrintSupport, QtWidgets

from app.excel.reading import child, in_child
from tests.syntax import parsed

# The result of a run depends on the code alone: no database of earlier failures, no random seed.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """What the collection made lives to the end: it is not looked through again (an eighth of the run's processor time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


FILE_QUESTIONS = [
    "getOpenFileName",
    "getOpenFileNames",
    "getSaveFileName",
    "getExistingDirectory",
    "getOpenFileUrl",
    "getOpenFileUrls",
    "getSaveFileUrl",
    "getExistingDirectoryUrl",
]
# Every call of Qt that waits for a click, by the class that defines it.
WAITING_CALLS: dict[type, list[str]] = {
    QtWidgets.QDialog: ["exec"],
    QtWidgets.QMenu: ["exec"],
    QtWidgets.QMessageBox: ["information", "question", "warning", "critical", "about", "aboutQt"],
    QtWidgets.QFileDialog: FILE_QUESTIONS,
    QtWidgets.QInputDialog: ["getText", "getMultiLineText", "getInt", "getDouble", "getItem"],
    QtWidgets.QColorDialog: ["getColor"],
    QtWidgets.QFontDialog: ["getFont"],
    QtPrintSupport.QPrintDialog: ["exec"],
    QtPrintSupport.QPageSetupDialog: ["exec"],
}


class Answers:
    """What a test answers to dialogs that would wait for a click.

    `give("QMessageBox.question", QMessageBox.StandardButton.Yes)` answers the next such call; an
    answer that can be called is given the call's arguments (for `exec` the dialog first) and gives
    the result. `asked` lists the calls that came, as (name, arguments).
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._given: dict[str, list[Any]] = {}

    def give(self, name: str, answer: Any) -> None:
        if name not in WAITING_NAMES:
            raise ValueError(f"{name} is not one of {sorted(WAITING_NAMES)}")
        self._given.setdefault(name, []).append(answer)

    def answer(self, name: str, arguments: tuple[Any, ...]) -> Any:
        self.asked.append((name, arguments))
        if not self._given.get(name):
            raise AssertionError(f"a dialog nobody answers: {name}{arguments}")
        answer = self._given[name].pop(0)
        return answer(*arguments) if callable(answer) else answer

    def forget(self) -> None:
        self.asked, self._given = [], {}

    def left_over(self) -> list[str]:
        return [name for name, answers in self._given.items() if answers]


WAITING_NAMES = {f"{owner.__name__}.{call}" for owner, calls in WAITING_CALLS.items() for call in calls}


@pytest.fixture(scope="session")
def waiting_calls() -> Iterator[Answers]:
    """Every waiting call of Qt asks the answers given here; patched once for all tests, because most of them take 1 ms."""
    scripted = Answers()

    def asking(name: str, call: str) -> Any:
        def ask(*arguments: Any, **named: Any) -> Any:
            return scripted.answer(name, (*arguments, *named.values()))

        return ask if call == "exec" else staticmethod(ask)

    with pytest.MonkeyPatch.context() as patch:
        for owner, calls in WAITING_CALLS.items():
            for call in calls:
                patch.setattr(owner, call, asking(f"{owner.__name__}.{call}", call))
        yield scripted


@pytest.fixture(autouse=True)
def answers(waiting_calls: Answers) -> Iterator[Answers]:
    """No dialog may wait: one that opens unexpectedly fails the test, expected ones are given answers."""
    waiting_calls.forget()
    yield waiting_calls
    left_over = waiting_calls.left_over()
    assert not left_over, f"answers that no dialog asked for: {left_over}"


@pytest.fixture(autouse=True, scope="session")
def one_application(qapp: QtWidgets.QApplication) -> None:
    """Who paints first without a window would make an application that no window can use later in that process."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """The program is offline: a socket that leaves the process's machine fails the test."""

    def guarded(name: str) -> Callable[..., Any]:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                raise AssertionError(f"network: {name}{arguments}")
            return original(self, *arguments)

        return call

    def no_lookup(*arguments: Any, **named: Any) -> Any:
        raise AssertionError(f"network: look-up of {arguments}")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", no_lookup)
        yield


@pytest.fixture(scope="session")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new path for each test; the tests' own numbered folders grow slow by the thousand."""
    folder = tmp_path_factory.mktemp("profiles")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True, scope="session")
def profile_of_shared_ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A ledger that a module shares is made outside of any test: it too stays out of the user's own profile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(tmp_path_factory.mktemp("shared-profile")))
        yield


@pytest.fixture(autouse=True)
def profile(profiles: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the settings of the machine, in place of the real user's."""
    folder = next(profiles)
    folder.mkdir()
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(folder))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    settings = QtCore.QSettings
    settings.setDefaultFormat(settings.Format.IniFormat)
    for format_ in (settings.Format.IniFormat, settings.Format.NativeFormat):
        settings.setPath(format_, settings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(scope="module")
def syntax_forgotten() -> Iterator[None]:
    """The syntax of the project goes with the tests that look at it: its 165 MB would slow down all that come after."""
    yield
    parsed.cache_clear()


@pytest.fixture
def reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read in this process, as the reading process would: each start of one takes 0.1 s.

    For tests of what is understood; whether a file can do harm is tried with the process itself.
    """
    monkeypatch.setattr(in_child, "_child_says", lambda path, seconds, megabytes: child.answer(str(path)))
