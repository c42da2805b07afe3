"""One row of an import in full: each field with its reading, the cell's own text, and what the ledger holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.fields import Field
from app.domain.register import Register
from app.domain.texts import quoted_in_short
from app.excel.judging.entries import Entry
from ui.importing.import_entries import read_text, shown_keys
from ui.look.theme import dp

WIDTH = 330  # points
NOTHING = "（空）"


class EntryDetail(QScrollArea):
    """``wanted`` carries the field that is to be typed over."""

    wanted = Signal(str)

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self.setWidgetResizable(True)
        self.setFixedWidth(dp(WIDTH))

    def show_entry(self, entry: Entry | None, can_amend: set[str]) -> None:
        """Show a row, or nothing; ``can_amend``: the fields that can be typed over."""
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(dp(14), dp(8), dp(14), dp(10))
        column.setSpacing(dp(7))
        if entry is not None:
            self._tell(column, entry, can_amend)
        column.addStretch()
        self.setWidget(body)

    def _tell(self, column: QVBoxLayout, entry: Entry, can_amend: set[str]) -> None:
        place = f"{entry.sheet} 第 {entry.row} 行" + (f" {entry.column} 列" if entry.column else "")
        column.addWidget(_label(place, "section"))
        fields = self._register.by_key
        for problem in entry.problems:
            if problem.field not in fields:
                column.addWidget(_problem(problem.message, problem.severity))
        if entry.differences:
            column.addLayout(self._differences(entry))
        doubtful = {problem.field for problem in entry.problems}
        shown = shown_keys(entry) | {key for key, text in entry.written.items() if text}
        shown -= {difference.field for difference in entry.differences} - doubtful
        for field in sorted(self._register.input_fields, key=lambda field: field.key not in doubtful):
            if field.key in shown:
                column.addLayout(self._field(entry, field, field.key in can_amend))

    def _differences(self, entry: Entry) -> QGridLayout:
        """What an update would change: old and new side by side."""
        grid = QGridLayout()
        grid.setSpacing(dp(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, words in enumerate(("", "台账里", "文件里")):
            grid.addWidget(_label(words, "label"), 0, place)
        for line, difference in enumerate(entry.differences, 1):
            field = self._register.field(difference.field)
            text = read_text(field, entry) if field.private else difference.written
            texts = ((field.label, "label"), (difference.kept or NOTHING, "quiet"), (text or NOTHING, ""))
            for place, (words, role) in enumerate(texts):
                grid.addWidget(_label(words, role), line, place, Qt.AlignmentFlag.AlignTop)
        return grid

    def _field(self, entry: Entry, field: Field, can_amend: bool) -> QVBoxLayout:
        read = read_text(field, entry)
        written = entry.written.get(field.key, "")
        together = QVBoxLayout()
        together.setSpacing(dp(1))
        together.addLayout(self._head(field, can_amend))
        together.addWidget(_label(read or "（没有读出）", ""))
        if field.key in entry.amended:
            together.addWidget(_label(f"文件里是：{entry.amended[field.key] or NOTHING}", "quiet"))
        if written and written != read:
            typed = field.key in entry.amended
            together.addWidget(_label(f"{'您写的是' if typed else '原文'}：{written}", "quiet"))
        for problem in entry.problems:
            if problem.field == field.key:
                together.addWidget(_problem(problem.message, problem.severity))
        return together

    def _head(self, field: Field, can_amend: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(_label(field.label, "label"), 1)
        if can_amend:
            button = QPushButton("改")
            button.setProperty("role", "small")
            button.setAccessibleName(f"改{field.label}")
            button.setToolTip("在表里改这一格（F2）")
            button.clicked.connect(lambda: self.wanted.emit(field.key))
            head.addWidget(button)
        return head


def _problem(message: str, severity: str) -> QLabel:
    return _label(quoted_in_short(message), "problem" if severity == "error" else "doubt")


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
