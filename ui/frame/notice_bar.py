"""What the clerk must know about this ledger as long as it is open, over the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.dialogs.unlocking import ask_to_unlock
from ui.look.theme import dp
from ui.open_ledger.sample import is_sample
from ui.open_ledger.workspace import Workspace

LOCKED = "个人信息没有解锁：身份证号、电话、住址等看不到，也不能填写；其余的都可以做。"
SAMPLE_WORDS = "这是示例年度，人和事都是虚构的，可以随意试用。"


class NoticeBar(QFrame):
    """One sentence a line; hidden when there is nothing to say."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._ledger = workspace.ledger
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.dismiss = _button("知道了", self.hide)
        # What must be looked at comes back with each opening until somebody says that it is right.
        self.accept = _button("已核对，是对的", self._accept)
        self.unlock = _button("解锁…", self._unlock)
        self._workspace = workspace
        workspace.protection_changed.connect(self._refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(5), dp(12), dp(5))
        row.addWidget(self.words, 1)
        row.addWidget(self.unlock)
        row.addWidget(self.accept)
        row.addWidget(self.dismiss)
        self._refresh()

    def _refresh(self) -> None:
        sample, locked = is_sample(self._ledger.folder), self._ledger.is_locked
        sentences = [*self._ledger.notes, *([SAMPLE_WORDS] if sample else []), *([LOCKED] if locked else [])]
        self.unlock.setVisible(locked)
        self.words.setText("\n".join(sentences))
        self.accept.setVisible(self._ledger.missing_head is not None)
        self.setVisible(bool(sentences))

    def _unlock(self) -> None:
        if ask_to_unlock(self._ledger, self.window()):
            self._workspace.protection_changed.emit()

    def _accept(self) -> None:
        self._ledger.accept_older()
        self._refresh()


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "small")
    button.clicked.connect(act)
    return button
