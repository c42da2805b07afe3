"""The question in a form when somebody who asked for confidentiality is still named in what is to be saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.domain.confidences import CODE
from app.domain.fields import Problem
from ui.look.theme import dp

CONCEAL, KEEP = "换成“来访群众”并保存", "照原样保存"


class ConfidenceNotice(QFrame):
    """``concealed`` comes when every such name shall be replaced, ``kept`` when it shall stay."""

    concealed = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.conceal_button, self.keep_button = QPushButton(CONCEAL), QPushButton(KEEP)
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(6), dp(8), dp(6))
        row.setSpacing(dp(8))
        row.addWidget(self.words, 1)
        for button, signal in ((self.keep_button, self.kept), (self.conceal_button, self.concealed)):
            button.setProperty("role", "small")
            button.clicked.connect(signal)
            row.addWidget(button)
        self.hide()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Ask about those of the problems that are about confidentiality; hide when there are none."""
        messages = [problem.message for problem in problems if problem.code == CODE]
        self.words.setText("".join(dict.fromkeys(messages)))
        self.setVisible(bool(messages))
