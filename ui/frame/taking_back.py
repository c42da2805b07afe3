"""Ctrl+Z and Ctrl+Y: the newest act is taken back, and put back; a large, older or imported one is named first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.excel.act_name import IMPORTING
from app.storage.ledger import LedgerRefused, Refused, Step
from ui.dialogs import faults
from ui.dialogs.questions import ask
from ui.open_ledger.correction_reason import with_reason
from ui.open_ledger.workspace import Workspace

MOST = 10  # records that are taken back without a question (settled with the clerk's day in mind)
TAKE_BACK, LEAVE = "撤销这一步", "不撤销"


def take_back(parent: QWidget, workspace: Workspace) -> None:
    """Take back the newest act, after a question where much or something old would go."""
    try:
        step = workspace.ledger.undoable()
        if step is None or not _is_weighty(step, workspace) or _agreed(parent, step):
            with_reason(parent, workspace, "undo", workspace.undo)
    except (Refused, LedgerRefused) as error:
        faults.tell(parent, error)


def put_back(parent: QWidget, workspace: Workspace) -> None:
    """Put back what was taken back last."""
    try:
        with_reason(parent, workspace, "redo", workspace.redo)
    except (Refused, LedgerRefused) as error:
        faults.tell(parent, error)


def _is_weighty(step: Step, workspace: Workspace) -> bool:
    is_older = step.at.date() < workspace.ledger.today
    return step.records > MOST or is_older or step.name.startswith(IMPORTING)


def _agreed(parent: QWidget, step: Step) -> bool:
    words = (
        f"这一步是 {step.at:%Y-%m-%d %H:%M} 做的，{step.extent}，会一起恢复到做这一步之前的样子。"
        "撤销以后还可以重做（Ctrl+Y）。"
    )
    return ask(parent, f"撤销“{step.name}”吗？", words, (TAKE_BACK, LEAVE)) == TAKE_BACK
