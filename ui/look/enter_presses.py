"""Enter presses the button that has the keyboard, on pages too: outside of dialogs Qt knows the space bar only."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget


def let_enter_press(application: QApplication) -> None:
    """Once for a program: whichever button gets the keyboard takes Enter from then on.

    Dialogs are left as they are: there such a button would take the Enter of every field beside it.
    """
    application.focusChanged.connect(_takes_enter)


def _takes_enter(_left: QWidget | None, place: QWidget | None) -> None:
    if isinstance(place, QPushButton) and not isinstance(place.window(), QDialog):
        place.setAutoDefault(True)
