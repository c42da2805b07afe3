"""Asks why rows are moved to the recycle bin, or corrected after their year was signed for."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.texts import says_nothing_readable
from ui.dialogs.questions import Question
from ui.look.lines import Words
from ui.look.theme import dp
from ui.open_ledger.draft import Draft
from ui.open_ledger.workspace import Workspace

KEEP, MOVE = "不删除", "移入回收站"


class ReasonQuestion(Question):
    """``reason`` holds what was written once the last of ``answers`` was given; ``key``: of the draft of the reason, which stands there
    first, else ``begin``."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        key: str,
        heading: str,
        words: str,
        answers: tuple[str, str] = (KEEP, MOVE),
        asked: str = "删除的原因，例如：重复登记",
        hint: str = "请写明原因，以后在回收站里能看到。",
        begin: str = "",
    ) -> None:
        super().__init__(parent, heading, words, answers, icon="bin" if answers[-1] == MOVE else "edit")
        self._keep = answers[0]
        self.reason = Words()
        self.reason.setPlaceholderText(asked)
        self.reason.setAccessibleName(asked.split("，")[0])
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(dp(64))
        self._hint = QLabel(hint)
        self._hint.setProperty("role", "quiet")
        self.body.addWidget(self.reason)
        self.body.addWidget(self._hint)
        self._begin = begin
        self.draft = Draft(self, workspace, key, self._typed)
        self.reason.setPlainText(self.draft.load().get("why", begin))
        self.reason.selectAll()
        self.reason.textChanged.connect(self.draft.touch)
        self.reason.setFocus()

    def _typed(self) -> dict[str, str]:
        words = self.reason.toPlainText().strip()
        return {"why": words} if words not in ("", self._begin) else {}

    def reject(self) -> None:
        """Esc, the first answer and the window's cross: nothing typed is lost unasked."""
        if self.draft.let_go(self):
            super().reject()

    def _answered(self, words: str) -> None:
        if words == self._keep:
            self.reject()
            return
        if says_nothing_readable(self.reason.toPlainText()):
            self._hint.setProperty("role", "problem")
            self._hint.style().polish(self._hint)
            self.reason.setFocus()
            return
        self.draft.drop()
        super()._answered(words)
