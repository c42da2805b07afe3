"""What the clerk must know about this ledger as long as it is open, over the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.theme import dp
from ui.open_ledger.sample import is_sample
from ui.open_ledger.workspace import Workspace

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
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(5), dp(12), dp(5))
        row.addWidget(self.words, 1)
        row.addWidget(self.accept)
        row.addWidget(self.dismiss)
        self._refresh()

    def _refresh(self) -> None:
        sentences = [*self._ledger.notes, *([SAMPLE_WORDS] if is_sample(self._ledger.folder) else [])]
        self.words.setText("\n".join(sentences))
        self.accept.setVisible(self._ledger.missing_head is not None)
        self.setVisible(bool(sentences))

    def _accept(self) -> None:
        self._ledger.accept_older()
        self._refresh()


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "small")
    button.clicked.connect(act)
    return button
