"""One editor per kind of field: this table is the only place where a kind meets a widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QWidget

from app.domain.fields import Field
from ui.lines import Line, Page
from ui.theme import show_state
from ui.workspace import Workspace


class Editor(QObject):
    """A widget for one field.  ``raw()`` is what was typed, ``fill(value)`` shows a Python value.

    ``edited`` comes with every change by hand, ``left`` when the keyboard goes elsewhere.
    """

    edited = Signal()
    left = Signal()
    wide = False

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__()
        self.field = field
        self.workspace = workspace
        self.widget: QWidget = QWidget()
        self.focus: QWidget = self.widget

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
        self.line.setPlaceholderText(field.hint)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        self.widget = self.focus = self.line
        self.offer(list(getattr(field.kind, "usual", ())))

    def raw(self) -> str:
        """The text."""
        return self.line.text().strip()

    def fill(self, value: Any) -> None:
        """The text of a value."""
        self.line.setText("" if value is None else self.field.text(value))

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
        completer.activated.connect(lambda _: self.edited.emit())
        self.line.setCompleter(completer)


class NumberEditor(TextEditor):
    """A number with its unit behind it."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        unit = getattr(field.kind, "unit", "") or ("元" if field.kind.name == "money" else "")
        if unit:
            self.widget = QWidget()
            row = QHBoxLayout(self.widget)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(self.line, 1)
            row.addWidget(QLabel(unit))
            self.widget.setFocusProxy(self.line)


class ProseEditor(Editor):
    """Words over several lines."""

    wide = True

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.page = Page()
        self.page.setPlaceholderText(field.hint)
        self.page.textChanged.connect(self.edited)
        self.page.left.connect(self.left)
        self.widget = self.focus = self.page

    def raw(self) -> str:
        """The text."""
        return self.page.toPlainText().strip()

    def fill(self, value: Any) -> None:
        """The text of a value."""
        self.fill_text("" if value is None else self.field.text(value))

    def fill_text(self, words: str) -> None:
        """The words as typed."""
        self.page.blockSignals(True)
        self.page.setPlainText(words)
        self.page.blockSignals(False)
        self.page.grow()


class CalmCombo(QComboBox):
    """A combo that the mouse wheel does not change while the form is scrolled."""

    left = Signal()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only the keyboard's own field answers the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Judge the field when it is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ChoiceEditor(Editor):
    """One of a table: pick it, or type a part of it, an alias or a code."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self.combo = CalmCombo()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItems(self._labels())
        self.combo.setMaxVisibleItems(14)
        self.combo.lineEdit().setPlaceholderText(field.hint or "选择,或输入几个字")
        completer = self.combo.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.combo.setCurrentIndex(0)
        self.combo.editTextChanged.connect(lambda _: self.edited.emit())
        self.combo.left.connect(self.left)
        self.widget = self.focus = self.combo

    def _labels(self) -> list[str]:
        table = self.field.kind.table  # type: ignore[attr-defined]
        short = [label for _, label in table.short]
        return ["", *short, *(label for _, label, _ in table.entries if label not in short)]

    def raw(self) -> str:
        """The label, or what was typed instead."""
        return self.combo.currentText().strip()

    def fill(self, value: Any) -> None:
        """The label of a code."""
        self.fill_text("" if value is None else self.field.text(value))

    def fill_text(self, words: str) -> None:
        """The words as typed."""
        self.combo.blockSignals(True)
        self.combo.setCurrentIndex(max(0, self.combo.findText(words)))
        self.combo.setEditText(words)
        self.combo.blockSignals(False)


class FlagEditor(ChoiceEditor):
    """Yes, no, or not stated."""

    def _labels(self) -> list[str]:
        return ["", "是", "否"]


def editor_for(field: Field, workspace: Workspace) -> Editor:
    """The editor of a field's kind."""
    from ui import date_editors, line_editors, link_editors

    table: dict[str, Callable[[Field, Workspace], Editor]] = {
        "prose": ProseEditor,
        "number": NumberEditor,
        "money": NumberEditor,
        "choice": ChoiceEditor,
        "flag": FlagEditor,
        "day": date_editors.DayEditor,
        "known_day": date_editors.DayEditor,
        "link": link_editors.LinkEditor,
        "links": link_editors.LinksEditor,
        "lines": line_editors.LinesEditor,
    }
    return table.get(field.kind.name, TextEditor)(field, workspace)
