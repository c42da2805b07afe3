"""Asks why something is changed in a year that was signed for, or in a former term: one way for whatever is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.storage.refusals import ReasonNeeded
from ui.dialogs.faults import LeftAlone
from ui.open_ledger.reason_question import ReasonQuestion
from ui.open_ledger.workspace import Workspace

# What is asked: the heading, the two answers, and an example of a reason.
CORRECTION = ("更正已经结束的记录", ("不更正", "更正"), "更正的理由，例如：日期登记错了")
LATE = ("补登到已经移交的年度", ("不补登", "补登"), "补登的理由，例如：移交时漏登了")
Outcome = TypeVar("Outcome")


def with_reason(parent: QWidget, workspace: Workspace, place: str, act: Callable[[], Outcome]) -> Outcome:
    """What ``act`` gives; where it is refused for want of a reason she is asked for it, and it is done with that.

    ``place`` names the draft of the reason.  Raises ``LeftAlone`` when she leaves things as they are, else what
    ``act`` raises; nothing was kept then.
    """
    try:
        return act()
    except ReasonNeeded as refused:
        why = reason_for_correction(parent, workspace, place, refused)
        if not why:
            raise LeftAlone(str(refused)) from refused
    with workspace.ledger.for_reason(why):
        return act()


def reason_for_correction(parent: QWidget, workspace: Workspace, place: str, refused: ReasonNeeded) -> str:
    """What was written, or nothing when the clerk leaves things as they are.

    Who marks sixty deputies one by one writes it once: the last reason for the same stands there, selected.
    """
    heading, answers, example = LATE if refused.is_new else CORRECTION
    hint = "请写明理由，以后在修改历史里能看到。"
    draft = f"correction-{place}"
    last = workspace.last_reasons.get(str(refused), "")
    question = ReasonQuestion(
        parent, workspace, draft, heading, str(refused), answers, example, hint, begin=last
    )
    question.exec()
    why = question.reason.toPlainText().strip() if question.answer == answers[-1] else ""
    question.deleteLater()
    if why:
        workspace.last_reasons[str(refused)] = why
    return why
