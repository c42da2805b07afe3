"""Counts the clicks and shortcuts of the most frequent tasks: `python3 build/dev.py budgets`.

Each task begins in a window opened anew over the sample year and is done by real key and mouse events; typing and
the keys that only go to the next field are not counted against the budget, but told.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported anywhere

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.kept_ledgers import open_ledger, sample_folder
from tests.ui.budget_tasks import LONG_TASKS, TASKS, TODAY, Task
from tests.ui.counted_hands import CountedHands
from ui.frame.window import Window
from ui.look import theme
from ui.open_ledger.workspace import Workspace


@contextmanager
def fresh_window(folder: Path) -> Iterator[Window]:
    """The window as it opens over the sample year, at the size of an old office PC."""
    ledger = open_ledger(sample_folder(folder / "data"), today=date.fromisoformat(TODAY))
    window = Window(Workspace(ledger))
    window.keeps_ledger = True
    window.workspace.year = date.fromisoformat(TODAY).year
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    yield window
    window.close()
    ledger.close()


def counted(task: Task, folder: Path) -> CountedHands:
    """Does a task.  Raises AssertionError where it could not be done."""
    with fresh_window(folder) as window:
        hands = CountedHands(window)
        task.do(window, hands, folder)
    return hands


def main() -> int:
    """One line a task; 1 where one takes more than it may."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application)
    over = 0
    with tempfile.TemporaryDirectory(prefix="presidium-budgets-") as name:
        os.environ["PRESIDIUM_PROFILE"] = str(Path(name) / "profile")
        for number, task in enumerate((*TASKS, *LONG_TASKS)):
            folder = Path(name) / str(number)
            folder.mkdir()
            hands = counted(task, folder)
            verdict = "ok" if len(hands.steps) <= task.most else "MISSED"
            over += verdict != "ok"
            print(f"{task.words:84} {len(hands.steps)} of {task.most} {verdict}", flush=True)
            print(f"    {' · '.join(hands.steps)}, beside {hands.moves} moves to a next field", flush=True)
    return int(over > 0)


if __name__ == "__main__":
    raise SystemExit(main())
