"""The lines of the card 附件: a lost file leads to its record, and can be chosen again or replaced with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.storage.backups.lost_files import bring_back, bring_back_from_copies, replace
from app.storage.checks.lost_files import LostFile
from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.look.cards import button_row
from ui.look.row_link import RowLink
from ui.look.theme import dp
from ui.open_ledger.reason_question import ReasonQuestion
from ui.open_ledger.workspace import Workspace

KEEP, EXCHANGE = "不更换", "更换"
WORDS = "点开是哪条记录。台账只认原来的那个文件，内容一样才收；原件确实没有了，可以换成别的文件，写明的原因会留在附件旁边。"


def lost_file_line(workspace: Workspace, lost: LostFile, settled: Callable[[], None]) -> QWidget:
    """One lost file with the ways to mend it; ``settled`` is called when one did."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, dp(4))
    column.setSpacing(dp(2))
    link = RowLink(lost.sentence)
    link.clicked.connect(lambda: workspace.visit.emit(lost.register, lost.row, None))
    column.addWidget(link)
    buttons = button_row(
        ("重新选择原件…", lambda: _choose_original(holder, workspace, lost, settled)),
        ("换成别的文件…", lambda: _choose_other(holder, workspace, lost)),
    )
    button: QPushButton
    for button in buttons.findChildren(QPushButton):
        button.setAccessibleName(f"{button.text()} {lost.sentence}")
    column.addWidget(buttons)
    return holder


def copies_line(workspace: Workspace, settled: Callable[[], None], parent: QWidget) -> QWidget:
    """The first way: from beside the backups, all at once."""

    def search() -> None:
        try:
            count = bring_back_from_copies(workspace.ledger)
        except (Refused, LedgerRefused, OSError) as error:
            faults.tell(parent, error)
            return
        words = f"已从备份找回 {count} 个附件" if count else "备份里也没有这些附件，请重新选择原件"
        workspace.said.emit(words, False)
        settled()

    return button_row(("从备份中找回", search))


def _choose_original(
    parent: QWidget, workspace: Workspace, lost: LostFile, settled: Callable[[], None]
) -> None:
    path, _ = QFileDialog.getOpenFileName(parent, "选择原来的文件")
    if not path:
        return
    try:
        bring_back(workspace.ledger, lost.attachment, Path(path))
    except (Refused, LedgerRefused, OSError) as error:
        faults.tell(parent, error)
        return
    workspace.said.emit("附件找回了，内容与原来的一样", False)
    settled()


def _choose_other(parent: QWidget, workspace: Workspace, lost: LostFile) -> None:
    path, _ = QFileDialog.getOpenFileName(parent, "选择代替的文件")
    if not path:
        return
    question = ReasonQuestion(
        parent.window(),
        workspace,
        f"attachments-{lost.attachment}-replaced",
        "更换附件",
        f"{lost.sentence}换成“{Path(path).name}”，可以撤销。",
        (KEEP, EXCHANGE),
        "为什么更换，例如：原件遗失，重新扫描",
        "请写明原因，以后在附件旁边能看到。",
    )
    question.exec()
    why = question.reason.toPlainText() if question.answer == EXCHANGE else ""
    question.deleteLater()
    if not why:
        return
    try:
        replace(workspace.ledger, lost.attachment, Path(path), why)
    except (Refused, LedgerRefused, OSError) as error:
        faults.tell(parent, error)
        return
    workspace.said.emit("附件已更换", True)
