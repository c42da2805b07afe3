"""What the clerk must know about this ledger as long as it is open, over the page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look.theme import dp
from ui.open_ledger.sample import is_sample
from ui.open_ledger.workspace import Workspace

SAMPLE_WORDS = "这是示例年度,人和事都是虚构的,可以随意试用。"


class NoticeBar(QFrame):
    """One sentence a line; hidden when there is nothing to say."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        ledger = workspace.ledger
        sentences = [*ledger.notes, *([SAMPLE_WORDS] if is_sample(ledger.folder) else [])]
        self.words = QLabel("\n".join(sentences))
        self.words.setWordWrap(True)
        dismiss = QPushButton("知道了")
        dismiss.setProperty("role", "small")
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(5), dp(12), dp(5))
        row.addWidget(self.words, 1)
        row.addWidget(dismiss)
        if not sentences:
            self.hide()
