"""What was deleted: when, why, and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.changes import Change
from app.storage.refusals import LedgerRefused, Refused
from ui import faults
from ui.pages.whole_history import name_in
from ui.theme import dp
from ui.workspace import Workspace


class RecycleBin(QWidget):
    """The deleted rows of the registers that the clerk sees."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        title = QLabel("回收站")
        title.setProperty("role", "title")
        words = QLabel("删除的记录都在这里,可以恢复;恢复也会记入修改历史。")
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
        """Show what lies in the bin now."""
        shown = {register.key for register in registers.SHOWN}
        removed = [change for change in self._workspace.ledger.bin() if change.register in shown]
        body = QWidget()
        body.setProperty("role", "body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, dp(4), 0)
        column.setSpacing(dp(8))
        for change in removed:
            column.addWidget(self._card(change))
        if not removed:
            nothing = QLabel("回收站是空的。")
            nothing.setProperty("role", "quiet")
            column.addWidget(nothing)
        column.addStretch()
        self._scroll.setWidget(body)

    def _card(self, change: Change) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(dp(16), dp(10), dp(12), dp(10))
        texts = QVBoxLayout()
        texts.setSpacing(dp(2))
        name = QLabel(f"{registers.BY_KEY[change.register].label}:{self._name(change)}")
        name.setProperty("role", "section")
        when = QLabel(f"{change.at[:16].replace('T', ' ')} 删除 · 原因:{change.why or '没有写'}")
        when.setProperty("role", "quiet")
        for label in (name, when):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            texts.addWidget(label)
        back = QPushButton("恢复")
        back.clicked.connect(lambda: self._restore(change))
        row.addLayout(texts, 1)
        row.addWidget(back)
        return card

    def _name(self, change: Change) -> str:
        """The name of the row, from what was removed with it where it lay in another row."""
        register = registers.BY_KEY[change.register]
        for part in register.parts:
            for entry in self._workspace.ledger.history(
                part.register.key, (change.before or {}).get(part.link)
            ):
                return name_in(entry)
        return name_in(change)

    def _restore(self, change: Change) -> None:
        try:
            name = self._workspace.ledger.restore(change.id)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self._workspace.said.emit(f"已{name}", True)
