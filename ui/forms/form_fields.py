"""The fields of a form: label, editor and the sentence of what is wrong with it, in a grid by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Field, Problem
from app.domain.register import Register
from app.domain.texts import quoted_in_short
from ui.forms.editors import Editor, TextEditor
from ui.forms.kind_editors import editor_for
from ui.look.enter_presses import ENTER_GOES_ON
from ui.look.lines import WordsLine
from ui.look.theme import dp, show_state
from ui.open_ledger.workspace import Workspace

EditorMaker = Callable[[Field, Workspace], Editor]


class KeptPrivate(Editor):
    """A private value of a kept row: 已录入 until the clerk wants to write a new one."""

    def __init__(self, field: Field, workspace: Workspace) -> None:
        super().__init__(field, workspace)
        self._inner = TextEditor(field, workspace)
        self._inner.edited.connect(self.edited)
        self._inner.left.connect(self.left)
        self._inner.line.hide()
        self._inner.line.setPlaceholderText("填新的号码；留空表示删去")
        self._kept_notice = QLabel("已录入")
        self._change = QPushButton("修改")
        self._change.setProperty("role", "small")
        self._change.clicked.connect(self._open)
        self.opened = False
        self.widget = QWidget()
        self.focus = self._inner.line
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._kept_notice)
        row.addWidget(self._inner.line, 1)
        row.addWidget(self._change)
        row.addStretch()

    def _open(self) -> None:
        self.opened = True
        self._kept_notice.hide()
        self._change.hide()
        self._inner.line.show()
        self._inner.line.setFocus()
        self.edited.emit()

    def raw(self) -> Any:
        """None while untouched, else the new value."""
        return self._inner.raw() if self.opened else None

    def fill(self, value: Any) -> None:
        """What is kept stays hidden."""


class FieldRow(QWidget):
    """One field of a form."""

    def __init__(self, field: Field, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(ENTER_GOES_ON, True)
        self.field = field
        self.editor = editor
        label = QLabel(field.label + (" <span style='color:#b3261e'>*</span>" if field.required else ""))
        label.setProperty("role", "label")
        label.setWordWrap(True)  # names of items are data and may be long
        label.setBuddy(editor.focus)
        editor.focus.setAccessibleName(field.label)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(3))
        column.addWidget(label)
        column.addWidget(editor.widget)
        if field.hint and not editor.hint:
            below = QLabel(field.hint)
            below.setProperty("role", "quiet")
            below.setWordWrap(True)
            column.addWidget(below)
        column.addWidget(self.problem)
        self.choices: QWidget | None = None
        self.reason: QLineEdit | None = None
        self._judged: Any = None  # what stood here when the whole record was judged
        self._begun = editor.raw()  # what stood here before anybody touched it

    def show_choices(self, choices: QWidget | None) -> None:
        """Buttons below the sentence, in place of those that were there; None for none."""
        if self.choices is not None:
            self.choices.hide()
            self.choices.deleteLater()
        self.choices = choices
        layout = self.layout()
        if choices is not None and isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self.problem) + 1, choices)

    def ask_reason(self, wanted: bool) -> None:
        """A line below a doubt for why it may stand; what was written there stays while it is asked for."""
        if wanted and self.reason is None:
            self.reason = WordsLine()
            self.reason.setPlaceholderText("确认无误的，可以写明理由")
            self.reason.setAccessibleName(f"{self.field.label}：理由")
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.reason)
        if self.reason is not None:
            self.reason.setVisible(wanted)

    def show_problems(self, problems: list[Problem]) -> None:
        """The sentence beside the field: red for what cannot be kept, amber for what must be confirmed."""
        wrong = any(problem.severity == "error" for problem in problems)
        state = "problem" if wrong else ("doubt" if problems else "")
        self.editor.mark(state)
        messages = (quoted_in_short(problem.message) for problem in problems)
        self.problem.setText("\n".join(dict.fromkeys(messages)))
        self.problem.setVisible(bool(problems))
        show_state(self.problem, role=state or "quiet")

    def judge_with_record(self, problems: list[Problem]) -> None:
        """Show what was said of the whole record; it stays until something else is typed here."""
        self.show_problems(problems)
        self._judged = self.editor.raw() if problems else None

    def judge(self) -> None:
        """Judge what was typed, and write it the way it will be kept."""
        raw = self.editor.raw()
        if self._judged is not None and raw == self._judged:
            return
        self._judged = None
        self.ask_reason(False)
        if raw in ("", None, []) or (isinstance(raw, dict)):
            self.show_problems([])
            return
        reading = self.field.read(raw, self.editor.workspace.context())
        self.show_problems(list(reading.problems))
        # A name that nobody touched stays open, even where the ledger knows it by now: the clerk links it
        # on purpose.  Parts of a list were read one by one when each was entered.
        untouched = raw == self._begun or isinstance(raw, list)
        if reading.value is not None and not reading.problems and not untouched:
            self.editor.fill(reading.value)


class Section(QFrame):
    """A card with the fields of one section, in one or two columns by the room there is."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.rows: list[FieldRow] = []
        self._columns = 0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(dp(20), dp(14), dp(20), dp(18))
        outer.setSpacing(dp(12))
        if name:
            heading = QLabel(name)
            heading.setProperty("role", "heading")
            outer.addWidget(heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(dp(22))
        self._grid.setVerticalSpacing(dp(12))
        outer.addLayout(self._grid)

    def take(self, rows: list[FieldRow]) -> None:
        """Place fields in it, in their order."""
        self.rows = rows
        self.arrange(2)

    def release(self, row: FieldRow) -> None:
        """Let a field be placed by somebody else, below the one that it belongs to."""
        self.rows.remove(row)
        self._grid.removeWidget(row)
        columns, self._columns = self._columns, 0
        self.arrange(columns)

    def arrange(self, columns: int) -> None:
        """Place the fields in that many columns; wide ones take a whole line."""
        if columns == self._columns:
            return
        self._columns = columns
        line = column = 0
        for row in self.rows:
            self._grid.removeWidget(row)
            span = columns if row.editor.wide else 1
            if column + span > columns:
                line, column = line + 1, 0
            self._grid.addWidget(row, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for number in range(3):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)


def columns_for(width: int) -> int:
    """How many columns of fields a width has room for."""
    return 1 if width < dp(640) else (2 if width < dp(1080) else 3)


class FormFields(QWidget):
    """All fields of a register as cards, shown in ``scroll`` where there is one.

    What holds others gets its own place first: with a style sheet each change of a widget's parent dresses
    everything below it anew, and a form built from the leaves upward took more than twice as long to open.
    """

    edited = Signal()

    def __init__(
        self,
        workspace: Workspace,
        register: Register,
        existing: dict[str, Any] | None,
        own_editors: Mapping[str, EditorMaker] | None = None,
        scroll: QScrollArea | None = None,
    ) -> None:
        super().__init__()
        if scroll is not None:
            scroll.setWidget(self)
        self._own_editors = own_editors or {}
        self.setProperty("role", "body")
        self.rows: dict[str, FieldRow] = {}
        self._register = register
        self._sections: list[Section] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(14))
        for name, fields in by_section(register).items():
            section = Section(name, self)
            section.take([self._row(field, workspace, existing, section) for field in fields])
            self._sections.append(section)
            column.addWidget(section)
        column.addStretch()

    def _row(
        self, field: Field, workspace: Workspace, existing: dict[str, Any] | None, section: Section
    ) -> FieldRow:
        value_before = existing.get(field.key) if existing else None
        hidden = field.private and value_before is not None
        if numbers_itself(self._register, field):
            field = replace(field, hint="留空自动编号")
        make = self._own_editors.get(field.key, editor_for)
        editor = KeptPrivate(field, workspace) if hidden else make(field, workspace)
        if not field.private:
            editor.fill(value_before)
        row = FieldRow(field, editor, section)
        editor.edited.connect(self.edited)
        editor.left.connect(row.judge)
        self.rows[field.key] = row
        return row

    def place_below(self, key: str, upper: str) -> None:
        """Place a field inside the place of another, below it."""
        row = self.rows[key]
        for section in self._sections:
            if row in section.rows:
                section.release(row)
        layout = self.rows[upper].layout()
        assert layout is not None
        layout.addWidget(row)

    def arrange(self, width: int) -> None:
        """Two columns from 640 points, three from 1080."""
        for section in self._sections:
            section.arrange(columns_for(width))

    def raw(self) -> dict[str, Any]:
        """What was typed, by field key; untouched private values are left out."""
        entries = {key: row.editor.raw() for key, row in self.rows.items()}
        return {key: value for key, value in entries.items() if value is not None}

    def ask_reasons(self, doubted: set[str]) -> None:
        """Below each of these fields a line for why it may stand."""
        for key, row in self.rows.items():
            row.ask_reason(key in doubted)

    def reasons(self) -> dict[str, str]:
        """What was written there, by field key."""
        reason_lines = {
            key: row.reason for key, row in self.rows.items() if row.reason and not row.reason.isHidden()
        }
        return {key: line.text().strip() for key, line in reason_lines.items() if line.text().strip()}

    def show_problems(self, problems: list[Problem]) -> FieldRow | None:
        """Each sentence beside its field; the first red one, else the first amber one, gets the keyboard."""
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem)
        for key, row in self.rows.items():
            row.judge_with_record(by_field.get(key, []))
        wrong = {problem.field for problem in problems if problem.severity == "error"} & self.rows.keys()
        first = next((row for key, row in self.rows.items() if key in (wrong or by_field)), None)
        if first is not None:
            first.editor.focus.setFocus()
        return first


def numbers_itself(register: Register, field: Field) -> bool:
    """Whether a field left empty gets the next number of the register (see ``Register.numbered``)."""
    return register.numbered is not None and field.key == "no"


def by_section(register: Register) -> dict[str, list[Field]]:
    """The fields a clerk fills in, by section, in the order in which sections appear."""
    fields_by_section: dict[str, list[Field]] = {}
    for field in register.typed_fields:
        fields_by_section.setdefault(field.section, []).append(field)
    return fields_by_section
