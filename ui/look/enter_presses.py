"""Enter presses the button that has the keyboard, on pages and in dialogs: by itself Qt often knows the space bar only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

ENTER_GOES_ON = "enterGoesOn"  # property of what holds a field: there Enter is on its way to the next one
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def let_enter_press(application: QApplication) -> None:
    """Once for a program: whichever button gets the keyboard takes Enter from then on.

    In a dialog only while it has the keyboard: as one that Qt calls automatic it would take the Enter of every
    field beside it.
    """
    pressing = _EnterPresses(application)

    def takes_enter(_left: QWidget | None, place: QWidget | None) -> None:
        if not isinstance(place, QPushButton) or is_in_field(place):
            return
        if isinstance(place.window(), QDialog):
            place.installEventFilter(pressing)  # once more moves it to the front: it stays one
        else:
            place.setAutoDefault(True)

    application.focusChanged.connect(takes_enter)


class _EnterPresses(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a button of a dialog presses that one, not the one that the dialog begins with."""
        is_enter = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and event.modifiers() in _PLAIN
        )
        if is_enter and isinstance(watched, QPushButton):
            watched.click()
        return is_enter


def is_in_field(button: QPushButton) -> bool:
    """Whether a button belongs to a field, as 今天 beside a date."""
    parent = button.parentWidget()
    while parent is not None and not parent.property(ENTER_GOES_ON):
        parent = parent.parentWidget()
    return parent is not None
