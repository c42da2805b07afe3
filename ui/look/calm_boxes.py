"""Boxes that the mouse wheel does not change while a page is scrolled past them: a figure would be wrong unseen.

By itself Qt gives such a box the keyboard for a turn of the wheel, and then lets the wheel change it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget


def _is_scrolled_past(box: QWidget, event: QWheelEvent) -> bool:
    if not box.hasFocus():
        event.ignore()
    return not box.hasFocus()


class CalmBox(QComboBox):
    """A box of choices that answers the wheel only while it has the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Else the page is scrolled."""
        if not _is_scrolled_past(self, event):
            super().wheelEvent(event)


class CalmSpinBox(QSpinBox):
    """A box for a number that answers the wheel only while it has the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Else the page is scrolled."""
        if not _is_scrolled_past(self, event):
            super().wheelEvent(event)
