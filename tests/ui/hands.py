"""Hands on the keyboard: real key events through the window system, Chinese as an input method commits it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CONTROL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Hands:
    """Types into whatever has the keyboard in ``window``."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """One key; what it set going for the next turn of the event loop is done too."""
        QTest.keyClick(self._window.windowHandle(), key, modifiers)
        QApplication.processEvents()

    def write(self, words: str) -> None:
        """Latin letters and digits key by key, everything else as an input method commits it."""
        for character in words:
            if character.isascii():
                QTest.keyClick(self._window.windowHandle(), character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QApplication.sendEvent(self.place, event)
        QApplication.processEvents()

    @property
    def place(self) -> QWidget:
        """What has the keyboard."""
        place = self._window.focusWidget()  # offscreen no window system makes a window active again
        assert place is not None, "nothing has the keyboard"
        return place
