"""Asks why a record of a year that was signed for, or of a former term, is corrected."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.lists.reason_question import ReasonQuestion
from ui.open_ledger.workspace import Workspace

KEEP, CORRECT = "不更正", "更正"


def reason_for_correction(parent: QWidget, workspace: Workspace, key: str, words: str) -> str:
    """What was written, or nothing when the clerk leaves the record as it is; ``key`` names the record."""
    question = ReasonQuestion(
        parent, workspace, f"correction-{key}", "更正已经结束的记录", words, (KEEP, CORRECT),
        "更正的理由，例如：日期登记错了", "请写明理由，以后在修改历史里能看到。",
    )  # fmt: skip
    question.exec()
    why = question.reason.toPlainText().strip() if question.answer == CORRECT else ""
    question.deleteLater()
    return why
