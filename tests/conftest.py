"""Tests run without a screen, without the network, without the clerk's own settings, and never wait for a click."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported anywhere

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6 import QtCore, QtPrintSupport, QtWidgets

# The result of a run depends on the code alone: no database of earlier failures, no random seed.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")

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

    def left_over(self) -> list[str]:
        return [name for name, answers in self._given.items() if answers]


WAITING_NAMES = {f"{owner.__name__}.{call}" for owner, calls in WAITING_CALLS.items() for call in calls}


def _asking(answers: Answers, name: str, call: str) -> Any:
    def ask(*arguments: Any, **named: Any) -> Any:
        return answers.answer(name, (*arguments, *named.values()))

    return ask if call == "exec" else staticmethod(ask)


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """No dialog may wait: one that opens unexpectedly fails the test, expected ones are given answers."""
    scripted = Answers()
    for owner, calls in WAITING_CALLS.items():
        for call in calls:
            monkeypatch.setattr(owner, call, _asking(scripted, f"{owner.__name__}.{call}", call))
    yield scripted
    assert not scripted.left_over(), f"answers that no dialog asked for: {scripted.left_over()}"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
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

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(name))
    monkeypatch.setattr(socket, "getaddrinfo", no_lookup)


@pytest.fixture(autouse=True)
def profile(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the settings of the machine, in place of the real user's."""
    folder = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("PRESIDIUM_PROFILE", str(folder))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    settings = QtCore.QSettings
    settings.setDefaultFormat(settings.Format.IniFormat)
    for format_ in (settings.Format.IniFormat, settings.Format.NativeFormat):
        settings.setPath(format_, settings.Scope.UserScope, str(folder))
    return folder
