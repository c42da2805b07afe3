"""Rows of other registers that belong to a record: its course, and how often it is referred to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.domain.fields import Field, Ref, Row
from app.domain.register import Register
from app.storage.query import Query
from ui.look.row_link import RowLink
from ui.look.theme import dp
from ui.open_ledger.workspace import Workspace

MOST = 6  # rows shown in the panel; the rest is one press away


def children_of(register: Register) -> list[tuple[Register, Field]]:
    """Registers whose rows cannot be without a row of this one, and the link that says so."""
    return [
        (other, field) for other, field in referring(register) if field.required and len(other.fields) < 15
    ]


def referring(register: Register) -> list[tuple[Register, Field]]:
    """Every shown register with a link to this one."""
    return [
        (other, field)
        for other in registers.SHOWN
        for field in other.own_fields
        if field.kind.is_link and field.kind.to == register.key
    ]


def related_sections(
    workspace: Workspace, register: Register, row: Row, but: tuple[str, ...] = ()
) -> list[QWidget]:
    """The course of a record for each register of its own, then the counts of the others.

    ``but``: keys of links that are told elsewhere.
    """
    children = children_of(register)
    sections: list[QWidget] = [Course(workspace, register, row, other, field) for other, field in children]
    for other, field in referring(register):
        if (other, field) in children or field.key in but:
            continue
        count = workspace.ledger.count(other.key, Query(equals={field.key: row["id"]}))
        if count:
            sections.append(_count_line(workspace, register, row, other, field, count))
    return sections


def _count_line(
    workspace: Workspace, register: Register, row: Row, other: Register, field: Field, count: int
) -> QWidget:
    words = f"{field.label}为“{register.name_of(row)}”"
    several = sum(referring_register is other for referring_register, _ in referring(register)) > 1
    link = RowLink(
        f"本{register.noun}的{other.noun}{f'（{field.label}）' if several else ''} {count} {other.measure} ›"
    )
    narrowed = {"equals": {field.key: row["id"]}, "words": words}
    link.clicked.connect(lambda: workspace.visit.emit(other.key, None, narrowed))
    return link


def _value_words(field: Field, value: Any, called: tuple[str, ...]) -> str:
    """A value on a line without headings says what it is, but for what the row is called by."""
    words = field.kind.on_screen(value)
    unit = "" if words.endswith(field.kind.unit) else field.kind.unit  # 80% says it itself
    if field.key in called and not words.isdigit():
        return words
    label = field.label.removesuffix(f"{unit}数").removesuffix("数") if unit else field.label
    return " ".join(part for part in (label, words, unit) if part) if words else ""


class Course(QFrame):
    """The rows of a child register in their order, each opening itself, and a button for one more."""

    def __init__(
        self, workspace: Workspace, register: Register, row: Row, other: Register, field: Field
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._other = other
        self._field = field
        owner = Ref(row["id"], register.name_of(row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(4))
        head = QHBoxLayout()
        heading = QLabel(other.label)
        heading.setProperty("role", "section")
        more = QPushButton("+ 新增")
        more.setProperty("role", "link")
        more.setToolTip(f"新增{other.noun}")
        more.clicked.connect(
            lambda: workspace.wants_form.emit(
                other.key, None, {field.key: {"id": owner.id, "name": owner.name}}
            )
        )
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(more)
        column.addLayout(head)
        self._fill(column, owner)

    def _fill(self, column: QVBoxLayout, owner: Ref) -> None:
        ids = self._workspace.ledger.ids(self._other.key, Query(equals={self._field.key: owner.id}))
        for row in self._workspace.ledger.rows(self._other.key, ids[:MOST]):
            column.addWidget(self._line(row))
        if not ids:
            nothing = QLabel("还没有")
            nothing.setProperty("role", "quiet")
            column.addWidget(nothing)
        elif len(ids) > MOST:
            rest = QPushButton(f"查看全部 {len(ids)} {self._other.measure}")
            rest.setProperty("role", "link")
            narrowed = {"equals": {self._field.key: owner.id}, "words": owner.name}
            rest.clicked.connect(lambda: self._workspace.visit.emit(self._other.key, None, narrowed))
            column.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, row: Row) -> QWidget:
        columns = self._other.columns(self._other.list_columns)
        texts = (
            _value_words(field, row.get(field.key), self._other.called)
            for field in columns
            if field.key != self._field.key
        )
        line = RowLink("●  " + "  ".join(text for text in texts if text).replace("\n", " "))
        line.clicked.connect(lambda: self._workspace.visit.emit(self._other.key, row["id"], None))
        return line
