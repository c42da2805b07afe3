"""What was deleted: when, why, and a way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.ledger import Change
from app.storage.lists.record_files import record_of_file
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.look.theme import dp
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace
from ui.pages.upkeep.whole_history import name_in


class RecycleBin(CardsPage):
    """The deleted rows of the registers that the clerk sees."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "回收站", "删除的记录都在这里，可以恢复；恢复也会记入修改历史。")

    def reload(self) -> None:
        """Show what lies in the bin now."""
        super().reload()
        removed = self.workspace.ledger.bin()
        nothing = QLabel("回收站是空的。")
        nothing.setProperty("role", "quiet")
        self.show_cards([self._card(change) for change in removed] if removed else [nothing])

    def _card(self, change: Change) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(dp(16), dp(10), dp(12), dp(10))
        texts = QVBoxLayout()
        texts.setSpacing(dp(2))
        name = QLabel(f"{registers.BY_KEY[change.register].label}：{name_in(self.workspace.ledger, change)}")
        name.setProperty("role", "section")
        of_record = record_of_file(self.workspace.ledger, change)
        when = QLabel(f"{change.at[:16].replace('T', ' ')} 删除{of_record} · 原因：{change.why or '没有写'}")
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

    def _restore(self, change: Change) -> None:
        try:
            restore = partial(self.workspace.ledger.restore, change.id)
            name = with_reason(self, self.workspace, f"bin-{change.id}", restore)
        except (Refused, LedgerRefused) as error:
            faults.tell(self, error)
            return
        self.workspace.said.emit(f"已{name}", True)
