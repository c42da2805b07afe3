"""Every act of the ledger, newest first: when, what, and what it changed."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.changes import Change
from ui.history_view import differences
from ui.theme import dp
from ui.workspace import Workspace

FIRST = 400  # entries read at once; an import of a thousand rows is still one line on the page
LINES = 4  # changed rows told in words before the rest is only counted


class WholeHistory(QWidget):
    """The acts of the ledger as a list."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._limit = FIRST
        title = QLabel("修改历史")
        title.setProperty("role", "title")
        words = QLabel("谁在什么时候做了什么,都在这里;历史只增不改。")
        words.setProperty("role", "quiet")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(18), dp(24), dp(16))
        column.setSpacing(dp(4))
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(dp(8))
        column.addWidget(self._scroll, 1)
        workspace.changed.connect(self._something_changed)

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def,override]
        """Read anew whenever the page is opened."""
        super().showEvent(event)
        self.reload()

    def _something_changed(self) -> None:
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Show the newest acts."""
        changes = self._workspace.ledger.history(limit=self._limit)
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(8))
        for _, batch in groupby(changes, key=lambda change: change.batch):
            column.addWidget(act_card(self._workspace, list(batch)))
        if len(changes) == self._limit:
            more = QPushButton("查看更早的")
            more.clicked.connect(self._show_more)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._scroll.setWidget(body)

    def _show_more(self) -> None:
        self._limit += FIRST
        self.reload()


def act_card(workspace: Workspace, changes: list[Change]) -> QFrame:
    """One act: its time and name, how many rows it touched, and what changed in the first ones."""
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(dp(16), dp(10), dp(16), dp(10))
    column.setSpacing(dp(3))
    head = QHBoxLayout()
    name = QLabel(changes[0].action)
    name.setProperty("role", "section")
    when = QLabel(changes[0].at[:16].replace("T", " "))
    when.setProperty("role", "quiet")
    head.addWidget(name, 1)
    head.addWidget(when)
    column.addLayout(head)
    for change in changes[:LINES]:
        told = QLabel(f"{_named(change)}:{';'.join(differences(change)) or '恢复原状'}")
        told.setProperty("role", "quiet")
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        column.addWidget(told)
    if len(changes) > LINES:
        rest = QLabel(f"……共 {len(changes)} 条记录")
        rest.setProperty("role", "quiet")
        column.addWidget(rest)
    return card


def _named(change: Change) -> str:
    return f"{registers.BY_KEY[change.register].label}“{name_in(change)}”"


def name_in(change: Change) -> str:
    """How the row of an entry was called; its number where the name lies in another row."""
    register = registers.BY_KEY[change.register]
    stored = change.after or change.before or {}
    texts = []
    for key in register.called:
        field = register.field(key)
        if stored.get(key) is not None and not field.private:
            texts.append(field.text(field.kind.from_stored(stored[key])))
    return " ".join(texts) or f"第 {change.row} 号"
