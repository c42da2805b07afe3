"""Enter goes to the next field, and from the last one to the button that keeps; while the input method is composing it is the method's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QToolButton, QWidget

from ui.forms.editors import Editor
from ui.look.enter_presses import is_in_field


class EnterGoesOn(QObject):
    """An event filter for the fields of a short form; ``on`` is the widget that holds them."""

    def __init__(self, on: QWidget) -> None:
        super().__init__(on)
        self._on = on
        self._composing = False

    def watch(self, editor: Editor) -> None:
        """Look after one field."""
        for widget in (editor.focus, *editor.focus.findChildren(QLineEdit)):
            widget.installEventFilter(self)
        editor.went_on.connect(self._go_on)

    def _go_on(self) -> None:
        """To the next field or to what keeps them all: the small buttons within a field, as on the chips of people, are Tab's."""
        self._on.focusNextChild()
        while isinstance(place := self._on.window().focusWidget(), QToolButton):
            self._on.focusNextChild()
        if isinstance(place, QPushButton) and not is_in_field(place):
            keeping = [
                button
                for button in place.parentWidget().findChildren(QPushButton)
                if button.property("role") == "primary" and button.isVisible() and button.isEnabled()
            ]
            # Never the one that leaves: whoever presses Enter once more means to keep what was typed.
            (keeping or [place])[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the keyboard on at Enter."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and plain and not self._composing and isinstance(watched, QLineEdit | QComboBox):
                self._go_on()
                return True
        return False
