"""The fields of a record in the detail panel: by section, blank ones left out, private ones masked."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fields import Field, Row
from app.domain.register import Register
from app.storage.protection.disclosures import reveal
from app.storage.refusals import LedgerRefused
from ui.dialogs import faults
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

SHOWN_FOR = 30_000  # milliseconds a private value stays in plain (safety.md 4)
HALF = 126  # points of either half of the panel
SHORT = 18  # half-width characters up to which two values stand side by side


def field_sections(workspace: Workspace, register: Register, row: Row) -> list[QWidget]:
    """A widget for each section that has something to show."""
    sections = []
    names = list(dict.fromkeys(field.section for field in register.fields))
    in_order = sorted(register.fields, key=lambda field: names.index(field.section))
    for name, fields in groupby(in_order, key=lambda field: field.section):
        fields_with_value = [
            field for field in fields if row.get(field.key) is not None and (field.key,) != register.called
        ]
        if fields_with_value:
            sections.append(_section(workspace, register, row, name, fields_with_value))
    gaps = [field.label for field in register.fields if field.expected and row.get(field.key) is None]
    if gaps:
        sections.append(_gaps(gaps))
    return sections


def _section(workspace: Workspace, register: Register, row: Row, name: str, fields: list[Field]) -> QWidget:
    section = QWidget()
    grid = QGridLayout(section)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(dp(12))
    grid.setVerticalSpacing(dp(8))
    for half in (0, 1):  # stretch alone leaves one half too narrow beside lines that take both
        grid.setColumnStretch(half, 1)
        grid.setColumnMinimumWidth(half, dp(HALF))
    line = column = 0
    if name:
        heading = QLabel(name)
        heading.setProperty("role", "section")
        heading.setContentsMargins(0, dp(6), 0, 0)
        grid.addWidget(heading, 0, 0, 1, 2)
        line = 1
    for field in fields:
        cell = _value_cell(workspace, register, row, field)
        wide = field.private or _length(field.kind.on_screen(row[field.key])) > SHORT
        if wide and column:
            line, column = line + 1, 0
        grid.addWidget(cell, line, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
        line, column = (line + 1, 0) if wide or column else (line, 1)
    return section


def _length(words: str) -> int:
    """The width of a text in half-width characters; several lines count as long."""
    return len(words) + sum(1 for character in words if ord(character) > 0x2E80) + SHORT * words.count("\n")


def _value_cell(workspace: Workspace, register: Register, row: Row, field: Field) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(dp(1))
    label = QLabel(field.label)
    label.setProperty("role", "label")
    column.addWidget(label)
    if field.private:
        column.addWidget(PrivateValue(workspace, register.key, row["id"], field))
    else:
        column.addWidget(_value_label(field.kind.on_screen(row[field.key])))
    return cell


def _value_label(words: str) -> QLabel:
    value = QLabel(words)
    value.setTextFormat(Qt.TextFormat.PlainText)
    value.setWordWrap(True)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return value


def _gaps(labels: list[str]) -> QWidget:
    words = QLabel(f"还没有填：{'、'.join(labels)}")
    words.setProperty("role", "doubt")
    words.setWordWrap(True)
    return words


class PrivateValue(QWidget):
    """已录入, and the plain value for half a minute when asked for."""

    def __init__(self, workspace: Workspace, register: str, row_id: int, field: Field) -> None:
        super().__init__()
        self._workspace = workspace
        self._place = (register, row_id, field.key)
        self._field = field
        self.value = _value_label("已录入")
        self.button = QPushButton("显示")
        self.button.setProperty("role", "link")
        self.button.setToolTip("显示 30 秒后自动收起，并记入修改历史")
        self.button.clicked.connect(self._toggle)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.hide_value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.value)
        row.addWidget(self.button)
        row.addStretch()

    def _toggle(self) -> None:
        if self._timer.isActive():
            self.hide_value()
            return
        try:
            value = reveal(self._workspace.ledger, *self._place)
        except LedgerRefused as refusal:
            faults.tell(self, refusal)
            return
        self.value.setText(self._field.text(value))
        self.button.setText("收起")
        self._timer.start()

    def hide_value(self) -> None:
        """Put the mask back."""
        self._timer.stop()
        self.value.setText("已录入")
        self.button.setText("显示")
