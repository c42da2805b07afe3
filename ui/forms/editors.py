"""The widgets into which the words, numbers and stories of a field are typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QCompleter, QHBoxLayout, QLabel, QWidget

from app.domain.fields import Field
from ui.forms.enter_takes import EnterTakes
from ui.look.lines import Line, Page
from ui.look.theme import dp, show_state
from ui.open_ledger.workspace import Workspace

BOX = 190  # points of a hint that every box has room for


def fits_a_box(hint: str) -> bool:
    """Whether a hint can be read whole inside the narrowest box of a form."""
    return QFontMetrics(QApplication.font()).horizontalAdvance(hint) <= dp(BOX)


class Editor(QObject):
    """A widget for one field.  ``raw()`` is what was typed, ``fill(value)`` shows a Python value.

    ``edited`` comes with every change by hand, ``left`` when the keyboard goes elsewhere, ``went_on`` when it
    shall go to the next field.
    """

    edited = Signal()
    left = Signal()
    went_on = Signal()
    wide = False

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__()
        self.field = field
        self.workspace = workspace
        self.widget: QWidget = QWidget()
        self.focus: QWidget = self.widget
        # A hint that is longer than the box would be cut: the form shows it on a line below.
        self.hint = field.hint if self.wide or fits_a_box(field.hint) else ""

    def raw(self) -> Any:
        """What stands in the widget: text, a mapping for a chosen row, a list; '' or None for nothing."""
        raise TypeError(f"{type(self).__name__} does not say what was typed")

    def fill(self, value: Any) -> None:
        """Show a Python value; None empties the widget."""
        raise TypeError(f"{type(self).__name__} does not say how it shows a value")

    def restore(self, raw: Any) -> None:
        """Show again what ``raw()`` gave, e.g. from a draft."""
        self.fill_text("" if raw is None else str(raw))

    def fill_text(self, words: str) -> None:
        """Show text as if typed."""

    def mark(self, state: str) -> None:
        """Show ``problem``, ``doubt`` or nothing on the frame of the widget."""
        show_state(self.focus, state=state)

    def offer(self, words: list[str]) -> None:
        """Values used lately, offered while typing; most editors have no use for them."""


class TextEditor(Editor):
    """One line of text, and everything that is typed as text."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.line = Line()
        self.line.setPlaceholderText(self.hint)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        self.widget = self.focus = self.line
        self.offer(list(field.kind.usual))

    def raw(self) -> str:
        """The text."""
        return self.line.text().strip()

    def fill(self, value: Any) -> None:
        """The text of a value."""
        self.line.setText("" if value is None else self.field.kind.on_screen(value))

    def fill_text(self, words: str) -> None:
        """The words as typed."""
        self.line.setText(words)

    def offer(self, words: list[str]) -> None:
        """Completions that contain what was typed."""
        if not words:
            return
        completer = QCompleter(words, self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        EnterTakes(completer, lambda: -1, strict=False).went_on.connect(self.went_on)
        self.line.setCompleter(completer)

    def _take(self, index: QModelIndex) -> None:
        self.line.setText(index.data())
        self.edited.emit()


class NumberEditor(TextEditor):
    """A number with its unit behind it."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.line.textChanged.connect(self._align)
        if field.kind.unit and not field.kind.ordinal:  # 第六次会议 says it itself
            self.widget = QWidget()
            row = QHBoxLayout(self.widget)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(self.line, 1)
            row.addWidget(QLabel(field.kind.unit))

    def fill(self, value: Any) -> None:
        """The digits; the unit stands behind the box."""
        super().fill(value)
        if not self.field.kind.ordinal:
            self.line.setText(self.line.text().removesuffix(self.field.kind.unit))

    def _align(self, words: str) -> None:
        """Digits at the right, the hint of an empty box at the left."""
        side = Qt.AlignmentFlag.AlignRight if words else Qt.AlignmentFlag.AlignLeft
        self.line.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


class ProseEditor(Editor):
    """Words over several lines."""

    wide = True

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.page = Page()
        self.page.setPlaceholderText(self.hint)
        self.page.textChanged.connect(self.edited)
        self.page.left.connect(self.left)
        self.widget = self.focus = self.page

    def raw(self) -> str:
        """The text."""
        return self.page.whole_text().strip()

    def fill(self, value: Any) -> None:
        """The text of a value."""
        self.fill_text("" if value is None else self.field.kind.on_screen(value))

    def fill_text(self, words: str) -> None:
        """The words as typed."""
        self.page.blockSignals(True)
        self.page.setPlainText(words)
        self.page.blockSignals(False)
        self.page.grow()
