"""Hands that count: real mouse and key events through the window system, what is chosen apart from what is typed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QTableWidget, QWidget

from tests.ui.hands import PLAIN, Hands
from tests.ui.surfaces import wait_for_jobs

LONGEST_WAIT = 120  # seconds for what a worker does: the package of a year on an old PC


class CountedHands(Hands):
    """``steps`` are the clicks, shortcuts and choices; ``moves`` the keys that only go to the next field."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._main = window
        self.steps: list[str] = []
        self.moves = 0

    def click(self, widget: QWidget, words: str) -> None:
        """A click into the middle of what is in sight."""
        self.steps.append(words)
        self._press_mouse(widget, widget.rect().center())

    def _press_mouse(self, widget: QWidget, place: QPoint) -> None:
        top = widget.window()
        where = widget.mapTo(top, place)
        assert widget.visibleRegion().contains(place), f"{widget} is out of sight"
        QTest.mouseClick(top.windowHandle(), Qt.MouseButton.LeftButton, PLAIN, where)
        self.wait()

    def click_cell(self, table: QTableWidget, row: int, column: int, words: str) -> None:
        """A click on one cell of a table."""
        self.steps.append(words)
        place = table.visualItemRect(table.item(row, column)).center()
        self._press_mouse(table.viewport(), place)

    @contextmanager
    def in_dialog(self, kind: type[QDialog], act: Callable[[QDialog], None]) -> Iterator[None]:
        """Do something in the dialog of that kind that opens meanwhile."""

        def shown(dialog: QDialog) -> int:
            dialog.setModal(True)
            dialog.show()
            self.wait()
            act(dialog)
            return dialog.result()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kind, "exec", shown)
            yield

    def shortcut(self, words: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """A key that does something: counted."""
        self.steps.append(words)
        self.press(key, modifiers)
        self.wait()

    def move(self, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """A key that only goes to the next field: a part of typing."""
        self.moves += 1
        self.press(key)

    def wait(self) -> None:
        """Until workers are done and what they found is shown."""
        QApplication.processEvents()
        wait_for_jobs()
        self._window = QApplication.activeModalWidget() or self._main
        self._window.activateWindow()  # a window system does it; offscreen nobody else would
        QTest.qWaitForWindowActive(self._window)

    def wait_for(self, is_there: Callable[[], bool], words: str) -> None:
        """Until something has come about.  Raises AssertionError with ``words`` when it does not."""
        assert _until(is_there), words
        self.wait()

    @contextmanager
    def choosing(self, path: Path) -> Iterator[None]:
        """The system's own dialog for files, in which one is chosen: one step."""
        with pytest.MonkeyPatch.context() as patch:
            for name, several in (("getOpenFileName", False), ("getOpenFileNames", True)):
                patch.setattr(QFileDialog, name, staticmethod(self._choice(str(path), several)))
            yield

    def _choice(self, path: str, several: bool) -> Callable[..., object]:
        def choose(*_: object, **__: object) -> object:
            self.steps.append("选文件")
            return ([path] if several else path), ""

        return choose


def _until(is_there: Callable[[], bool]) -> bool:
    """Whether it came about in time."""
    end = time.monotonic() + LONGEST_WAIT
    while not is_there() and time.monotonic() < end:
        QTest.qWait(5)
    return is_there()
