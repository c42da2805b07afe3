"""Long jobs in a worker thread, with progress that moves and a way to stop; nobody calls processEvents."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.dialogs import faults
from ui.look.theme import dp

Progress = Callable[[int, int], None]
TELL_EVERY = 0.05  # seconds between two words about progress: a signal for every row would drown the window
_STEPS = 1000  # of the whole, which may be bytes
SHOW_AFTER = 500  # milliseconds: shorter jobs need no progress

# A job is kept until its thread is done with it: deleted earlier, signals under way would be lost.
_jobs: list[Job] = []


class Cancelled(Exception):
    """Raised inside a job that the clerk stopped; whatever it began is rolled back."""


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.work_now()


class Job(QObject):
    """One piece of work: ``work(progress)`` runs in a thread, then one of the signals comes back.

    ``progress(done, of)`` raises ``Cancelled`` once ``stop()`` was called, so work that calls it inside
    an act leaves nothing behind.  Exceptions come back as ``failed`` and are told to the clerk.
    """

    moved = Signal(int, int)  # in steps, since an int of Qt ends at 2 GB
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    settled = Signal()  # after the outcome was told

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stopped = threading.Event()
        # Set when the work is over and its outcome told, in whatever thread.
        self.finished = threading.Event()
        self.running = False
        self._last_told = 0.0

    def start(self) -> None:
        """Begin in the pool of worker threads."""
        self.running = True
        QThreadPool.globalInstance().start(_Runner(self))

    def stop(self) -> None:
        """Ask the work to end; it ends at its next step."""
        self._stopped.set()

    def work_now(self) -> None:
        """Do the work in the calling thread and tell the outcome; ``ended`` comes before it, ``settled`` after it."""
        try:
            self._work_and_tell()
        finally:  # whoever waits for it is not left waiting
            self.finished.set()

    def _work_and_tell(self) -> None:
        outcome: tuple[Any, Any] | None = None
        try:
            outcome = (self.done, self._work(self._progress))
        except Cancelled:
            pass
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told in the window's thread
            outcome = (self.failed, error)
        self.running = False
        self.ended.emit()
        if outcome is not None:
            outcome[0].emit(outcome[1])
        self.settled.emit()

    def _progress(self, done: int, of: int) -> None:
        if self._stopped.is_set():
            raise Cancelled
        if time.monotonic() - self._last_told > TELL_EVERY:
            self._last_told = time.monotonic()
            self.moved.emit(done * _STEPS // of if of else 0, _STEPS if of else 0)


class ProgressDialog(QDialog):
    """Shows how far a job is; 取消 stops it."""

    def __init__(self, job: Job, title: str, parent: QWidget | None) -> None:
        super().__init__(
            parent, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint
        )
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._job = job
        self._words = QLabel(f"{title}，请稍候……")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._stop = QPushButton("取消")
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(dp(22), dp(20), dp(22), dp(16))
        layout.setSpacing(dp(14))
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        layout.addLayout(row)
        self.setMinimumWidth(dp(400))
        job.moved.connect(self._move)

    def _move(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def reject(self) -> None:
        """Esc and 取消 stop the job; the dialog closes when the job has ended."""
        self._words.setText("正在取消，没有做完的会全部撤回……")
        self._stop.setEnabled(False)
        self._job.stop()


def run(
    parent: QWidget,
    title: str,
    work: Callable[[Progress], Any],
    done: Callable[[Any], object],
    failed: Callable[[Exception], None] | None = None,
    settled: Callable[[], object] | None = None,
    unasked: bool = False,
) -> Job:
    """Start ``work`` with a progress dialog after half a second; ``done`` gets its result in this thread.

    ``unasked``: what the program does by itself shows no dialog.  ``settled`` is called after the outcome was told,
    however the work ends; connected to the job by the caller it might come too late.
    """
    _forget_finished()
    job = Job(work)
    _jobs.append(job)
    dialog = ProgressDialog(job, title, parent)
    timer = QTimer(dialog, singleShot=True, interval=SHOW_AFTER)
    timer.timeout.connect(dialog.open)
    tell = failed or (lambda error: faults.tell(parent, error))
    job.done.connect(lambda result: done(result) if isValid(parent) else None)
    job.failed.connect(lambda error: tell(error) if isValid(parent) else None)

    def over() -> None:
        if isValid(dialog):
            timer.stop()
            dialog.done(0)
            dialog.deleteLater()

    if settled:
        job.settled.connect(lambda: settled() if isValid(parent) else None)
    job.ended.connect(over)  # before the outcome is shown: the dialog must not lie over the next message
    if not unasked:
        timer.start()
    job.start()
    return job


def are_running() -> bool:
    """Whether any job is under way."""
    return any(job.running for job in _jobs)


def stop_all(wait: int = 5000) -> None:
    """Stop every job and wait for them, at most ``wait`` milliseconds: the ledger is about to close."""
    for job in _jobs:
        job.stop()
    QThreadPool.globalInstance().waitForDone(wait)


def _forget_finished() -> None:
    _jobs[:] = [job for job in _jobs if not job.finished.is_set()]
