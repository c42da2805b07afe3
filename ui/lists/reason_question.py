"""Asks why rows are moved to the recycle bin."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from ui.dialogs.questions import Question
from ui.look.theme import dp
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace

KEEP, MOVE = "不删除", "移入回收站"


class ReasonQuestion(Question):
    """``reason`` holds what was written once MOVE was answered; ``key``: of the draft of the reason."""

    def __init__(self, parent: QWidget, workspace: Workspace, key: str, heading: str, words: str) -> None:
        super().__init__(parent, heading, words, (KEEP, MOVE), icon="bin")
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText("删除的原因，例如：重复登记")
        self.reason.setAccessibleName("删除的原因")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(dp(64))
        self._hint = QLabel("请写明原因，以后在回收站里能看到。")
        self._hint.setProperty("role", "quiet")
        self.body.addWidget(self.reason)
        self.body.addWidget(self._hint)
        self.draft = Draft(self, workspace, key, self._typed)
        self.reason.setPlainText(self.draft.load().get("why", ""))
        self.reason.textChanged.connect(self.draft.touch)
        self.reason.setFocus()

    def _typed(self) -> dict[str, str]:
        words = self.reason.toPlainText().strip()
        return {"why": words} if words else {}

    def reject(self) -> None:
        """Esc, 不删除 and the window's cross: nothing typed is lost unasked."""
        if self.draft.let_go(self):
            super().reject()

    def _answered(self, words: str) -> None:
        if words == KEEP:
            self.reject()
            return
        if not self.reason.toPlainText().strip():
            self._hint.setProperty("role", "problem")
            self._hint.style().polish(self._hint)
            self.reason.setFocus()
            return
        self.draft.drop()
        super()._answered(words)
