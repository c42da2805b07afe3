"""Jobs in a worker: progress, cancelling, and what is told when they fail."""

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from ui.dialogs import tasks


@pytest.fixture
def parent(qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_cancel_keeps_nothing(parent, ledger, qtbot) -> None:
    def work(progress: tasks.Progress) -> None:
        with ledger.act("many") as act:
            for number in range(100_000):
                values, _ = ledger.read_values(
                    "electoral_districts", {"name": f"第{number}选区", "level": "镇"}
                )
                act.add("electoral_districts", values)
                progress(number, 100_000)

    done: list[object] = []
    job = tasks.run(parent, "试", work, done.append)
    with qtbot.waitSignal(job.moved):
        pass
    with qtbot.waitSignal(job.ended):
        job.stop()
    assert ledger.count("electoral_districts") == 0
    assert ledger.undoable() is None
    assert done == []


def test_a_closed_window_is_destroyed_in_the_windows_thread(parent, qtbot) -> None:
    """A worker makes objects enough for Python to look for rings at once, one of which holds a closed window."""
    window = QWidget()
    window.ring = window  # type: ignore[attr-defined]
    threads: list[threading.Thread] = []
    gone = weakref.finalize(window, lambda: threads.append(threading.current_thread()))
    del window
    job = tasks.run(parent, "试", lambda progress: [[number] for number in range(200_000)], lambda _: None)
    with qtbot.waitSignal(job.ended, raising=False, timeout=5_000):
        pass
    for _ in range(3):  # as old as what is looked through seldom
        gc.collect()
    assert not gone.alive
    assert threads == [threading.main_thread()]


def test_the_result_comes_back_and_the_dialog_was_never_needed(parent, qtbot) -> None:
    done: list[int] = []
    job = tasks.run(parent, "试", lambda progress: 42, done.append)
    with qtbot.waitSignal(job.ended, raising=False, timeout=300):
        pass
    qtbot.waitUntil(lambda: done == [42])


@pytest.mark.parametrize("fails", [True, False])
def test_the_end_is_told_however_fast_the_work_was(parent, qtbot, monkeypatch, fails: bool) -> None:
    """A job may be over before ``run`` returns; who waits for its end must still hear of it."""
    start = tasks.Job.start
    monkeypatch.setattr(tasks.Job, "start", lambda job: (start(job), job.finished.wait(5)))
    told: list[str] = []

    def work(progress: tasks.Progress) -> None:
        if fails:
            raise ValueError("no")

    tasks.run(
        parent, "试", work, lambda _: told.append("done"), lambda _: told.append("failed"),
        settled=lambda: told.append("settled"),
    )  # fmt: skip
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["failed" if fails else "done", "settled"]


def test_a_failure_is_told_in_the_windows_thread(parent, qtbot) -> None:
    failed: list[Exception] = []

    def work(progress: tasks.Progress) -> None:
        raise ValueError("no")

    tasks.run(parent, "试", work, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert isinstance(failed[0], ValueError)


def test_progress_of_more_bytes_than_an_int_of_qt_holds_is_shown(parent, qtbot) -> None:
    steps: list[tuple[int, int]] = []

    def work(progress: tasks.Progress) -> None:
        progress(3 << 40, 6 << 40)

    job = tasks.Job(work, parent)
    job.moved.connect(lambda done, of: steps.append((done, of)))
    job.work_now()
    assert steps == [(500, 1000)]
