"""Enter while choices are offered: it takes the one that is meant and goes on, or goes to the first of several."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class EnterTakes(QObject):
    """A filter on the list of a completer, before the completer's own.

    ``meant`` gives the line that what was typed can only mean, -1 for none.  ``strict``: one of the list must
    be taken, and the first of several only after a step to it (a list that opens with its first line current has
    not been read); else Enter leaves what was typed.  ``went_on`` comes once the keyboard may go to the next field.
    """

    went_on = Signal()

    def __init__(self, completer: QCompleter, meant: Callable[[], int], *, strict: bool) -> None:
        super().__init__(completer)
        self._completer = completer
        self._meant = meant
        self._strict = strict
        self._has_stepped = False
        completer.model().modelReset.connect(self._begin_anew)
        completer.popup().installEventFilter(self)

    def _begin_anew(self) -> None:
        self._has_stepped = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter alone; all other keys are the completer's."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        self._has_stepped = self._has_stepped or event.key() in STEPS
        if event.key() not in ENTER or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        popup, model = self._completer.popup(), self._completer.completionModel()
        index = popup.currentIndex()
        is_chosen = index.isValid() and (self._has_stepped or not self._strict)
        line = index.row() if is_chosen else self._meant()
        if line < 0 and self._strict and model.rowCount():
            popup.setCurrentIndex(model.index(0, 0))
            self._has_stepped = True
            return True
        popup.hide()
        if line >= 0:
            self._completer.activated[QModelIndex].emit(model.index(line, 0))  # type: ignore[index]
        self.went_on.emit()
        return True
