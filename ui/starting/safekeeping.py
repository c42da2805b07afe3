"""Backups that nobody has to think of: after the window has opened, and before it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication

from app.storage.backups import catalogue
from app.storage.backups.everywhere import Everywhere, back_up_everywhere
from ui.dialogs import tasks
from ui.open_ledger.sample import is_sample

if TYPE_CHECKING:
    from ui.frame.window import Window


def back_up_at_opening(window: Window) -> None:
    """Quietly, in the background; what went wrong is one sentence that goes away by itself."""
    workspace = window.workspace
    if is_sample(workspace.ledger.folder):
        return

    def work(progress: tasks.Progress) -> Everywhere:
        return back_up_everywhere(workspace.ledger, catalogue.DAILY, progress)

    def done(outcome: Everywhere) -> None:
        if outcome.troubles:
            workspace.said.emit(outcome.troubles[0], False)
        if outcome.made_backups:
            workspace.backed_up.emit()

    tasks.run(window, "正在备份", work, done, unasked=True)


def back_up_at_closing(window: Window) -> None:
    """Back up what changed, and come back when that is over: done, cancelled or failed.

    Whatever fails is tried again, and told, at the next opening: it never keeps the window from closing.  A system
    that is shutting down gives no time for it.
    """
    ledger = window.workspace.ledger
    application = QGuiApplication.instance()
    is_ending = isinstance(application, QGuiApplication) and application.isSavingSession()
    if is_sample(ledger.folder) or is_ending:
        return
    tasks.stop_all()
    loop = QEventLoop()

    def work(progress: tasks.Progress) -> Everywhere:
        return back_up_everywhere(ledger, catalogue.AT_CLOSING, progress)

    tasks.run(window, "正在备份", work, lambda _: None, lambda _: None, loop.quit)
    loop.exec()
