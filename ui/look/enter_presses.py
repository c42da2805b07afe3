"""Enter presses the button that has the keyboard, on pages too: outside of dialogs Qt knows the space bar only."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

ENTER_GOES_ON = "enterGoesOn"  # property of what holds a field: there Enter is on its way to the next one


def let_enter_press(application: QApplication) -> None:
    """Once for a program: whichever button gets the keyboard takes Enter from then on.

    Dialogs are left as they are: there such a button would take the Enter of every field beside it.
    """
    application.focusChanged.connect(_takes_enter)


def _takes_enter(_left: QWidget | None, place: QWidget | None) -> None:
    if isinstance(place, QPushButton) and not isinstance(place.window(), QDialog) and not is_in_field(place):
        place.setAutoDefault(True)


def is_in_field(button: QPushButton) -> bool:
    """Whether a button belongs to a field, as 今天 beside a date."""
    parent = button.parentWidget()
    while parent is not None and not parent.property(ENTER_GOES_ON):
        parent = parent.parentWidget()
    return parent is not None
