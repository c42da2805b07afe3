"""Enter while choices are offered: it takes the one that is meant and goes on, or goes to the first of several."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterTakes(QObject):
    """A filter on the list of a completer, before the completer's own.

    ``meant`` gives the line that what was typed can only mean, -1 for none.  ``strict``: one of the list must
    be taken; else Enter leaves what was typed.  ``went_on`` comes once the keyboard may go to the next field.
    """

    went_on = Signal()

    def __init__(self, completer: QCompleter, meant: Callable[[], int], *, strict: bool) -> None:
        super().__init__(completer)
        self._completer = completer
        self._meant = meant
        self._strict = strict
        completer.popup().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter alone; all other keys are the completer's."""
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or event.key() not in ENTER
        ):
            return False
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        popup, model = self._completer.popup(), self._completer.completionModel()
        index = popup.currentIndex()
        line = index.row() if index.isValid() else self._meant()
        if line < 0 and self._strict and model.rowCount():
            popup.setCurrentIndex(model.index(0, 0))
            return True
        popup.hide()
        if line >= 0:
            self._completer.activated[QModelIndex].emit(model.index(line, 0))  # type: ignore[index]
        self.went_on.emit()
        return True
