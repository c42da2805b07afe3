"""Backups that nobody has to think of: when the window opens, when a stick comes, once a day, and before it closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.storage.backups import catalogue
from app.storage.backups.drill import drill_when_due
from app.storage.backups.everywhere import Everywhere, back_up_everywhere, reachable_places
from app.storage.refusals import LedgerRefused
from ui.dialogs import tasks
from ui.open_ledger.sample import is_sample

if TYPE_CHECKING:
    from ui.frame.window import Window

LOOK_EVERY = 60_000  # milliseconds between two looks for a stick that was plugged in, or a new day


class Safekeeping(QObject):
    """Looks after the backups of the ledger in ``window()``, in the background.

    A place is due when it has just become reachable, or for the first time on a day: one that fails is tried again
    then and not each minute.
    """

    def __init__(self, window: Callable[[], Window]) -> None:
        super().__init__()
        self._window = window
        self._reachable: list[Path | None] = []
        self._tried_on: dict[Path | None, date] = {}
        self._job: tasks.Job | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and again and again; never at the sample year, nor at a ledger opened only to be read."""
        ledger = self._window().workspace.ledger
        if not is_sample(ledger.folder) and ledger.faults is None:
            self.look()
            self._timer.start()

    def look(self) -> None:
        """Back up in the places that are due; what went wrong is one sentence that goes away by itself."""
        if self._job is not None and self._job.running:
            return
        window = self._window()
        workspace = window.workspace

        def done(outcome: Everywhere) -> None:
            if outcome.troubles:
                workspace.said.emit(outcome.troubles[0], False)
            if outcome.made_backups:
                workspace.backed_up.emit()

        self._job = tasks.run(window, "正在备份", self._backed_up, done, unasked=True)

    def _backed_up(self, progress: tasks.Progress) -> Everywhere:
        ledger = self._window().workspace.ledger
        reachable, today = reachable_places(ledger), ledger.now().date()
        due = [
            place for place in reachable if place not in self._reachable or self._tried_on.get(place) != today
        ]
        self._reachable = reachable
        self._tried_on |= dict.fromkeys(due, today)
        outcome = back_up_everywhere(ledger, catalogue.DAILY, progress, places=due)
        if None in due and not outcome.troubles:
            try:
                drill_when_due(ledger)
            except LedgerRefused as refusal:
                outcome.troubles.append(refusal.sentence)
        return outcome

    def stop(self) -> None:
        """Look no more: the window may be gone."""
        self._timer.stop()

    def end(self) -> None:
        """Back up what changed, and come back when that is over: done, cancelled or failed.

        Whatever fails is tried again, and told, at the next opening: it never keeps the window from closing.  A
        system that is shutting down gives no time for it.
        """
        self.stop()
        window = self._window()
        ledger = window.workspace.ledger
        application = QGuiApplication.instance()
        is_ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        if is_sample(ledger.folder) or ledger.faults is not None or is_ending:
            return
        tasks.stop_all()
        loop = QEventLoop()

        def work(progress: tasks.Progress) -> Everywhere:
            return back_up_everywhere(ledger, catalogue.AT_CLOSING, progress)

        tasks.run(window, "正在备份", work, lambda _: None, lambda _: None, loop.quit)
        loop.exec()
