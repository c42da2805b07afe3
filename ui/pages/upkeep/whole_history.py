"""Every act of the ledger, newest first: when, what, and what it changed."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.ledger import Change
from ui.look.theme import dp
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace
from ui.panels.history_view import differences

FIRST = 400  # entries read at once; an import of a thousand rows is still one line on the page
LINES = 4  # changed rows told in words before the rest is only counted


class WholeHistory(CardsPage):
    """The acts of the ledger as a list."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "修改历史", "谁在什么时候做了什么,都在这里;历史只增不改。")
        self._limit = FIRST
        self._oldest = 0  # the batch of the oldest entry shown

    def reload(self) -> None:
        """Show the newest acts, and a button for older ones where there are any."""
        super().reload()
        ledger = self.workspace.ledger
        changes = ledger.history(limit=self._limit)
        batches = groupby(changes, key=lambda change: change.batch)
        cards: list[QWidget] = [act_card(self.workspace, list(batch)) for _, batch in batches]
        self._oldest = changes[-1].batch if changes else ledger.first_batch
        if self._oldest > ledger.first_batch:
            more = QPushButton("查看更早的")
            more.clicked.connect(self._show_more)
            cards.append(more)
        self.show_cards(cards)

    def _show_more(self) -> None:
        """As many entries more as bring an older act: one import may be thousands of entries."""
        ledger, oldest_before = self.workspace.ledger, self._oldest
        while self._oldest == oldest_before > ledger.first_batch:
            self._limit *= 4
            self._oldest = ledger.history(limit=self._limit)[-1].batch
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
        change_line = QLabel(f"{_named(change)}:{';'.join(differences(change)) or '恢复原状'}")
        change_line.setProperty("role", "quiet")
        change_line.setTextFormat(Qt.TextFormat.PlainText)
        change_line.setWordWrap(True)
        column.addWidget(change_line)
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
