"""Asks why a record of a year that was signed for, or of a former term, is corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.storage.refusals import ReasonNeeded
from ui.open_ledger.reason_question import ReasonQuestion
from ui.open_ledger.workspace import Workspace

Outcome = TypeVar("Outcome")

# What is asked: the heading, the two answers, and an example of a reason.
CORRECTION = ("更正已经结束的记录", ("不更正", "更正"), "更正的理由，例如：日期登记错了")
LATE = ("补登到已经移交的年度", ("不补登", "补登"), "补登的理由，例如：移交时漏登了")


def reason_for_correction(parent: QWidget, workspace: Workspace, key: str, refused: ReasonNeeded) -> str:
    """What was written, or nothing when the clerk leaves things as they are; ``key`` names the record."""
    heading, answers, example = LATE if refused.is_new else CORRECTION
    hint = "请写明理由，以后在修改历史里能看到。"
    draft = f"correction-{key}"
    question = ReasonQuestion(parent, workspace, draft, heading, str(refused), answers, example, hint)
    question.exec()
    why = question.reason.toPlainText().strip() if question.answer == answers[-1] else ""
    question.deleteLater()
    return why


def with_reason(
    parent: QWidget, workspace: Workspace, key: str, act: Callable[[], Outcome]
) -> Outcome | None:
    """What an act gives; where what it belongs to is over, once the clerk has written why, and None without."""
    try:
        return act()
    except ReasonNeeded as refused:
        why = reason_for_correction(parent, workspace, key, refused)
    if not why:
        return None
    with workspace.ledger.for_reason(why):
        return act()
