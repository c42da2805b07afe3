"""A small ledger and the window over it."""

import gc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.storage.ledger import Ledger
from tests.kept_ledgers import enter, new_ledger
from ui.dialogs import tasks
from ui.frame.window import Window
from ui.look import theme
from ui.look.enter_presses import let_enter_press
from ui.open_ledger.workspace import Workspace
from ui.starting.ring_collection import collect_in_this_thread

TODAY = date(2022, 11, 23)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """The program's own look and keys, once for all tests."""
    theme.apply(qapp)
    let_enter_press(qapp)


@pytest.fixture(autouse=True)
def rings_of_this_test(qapp: QApplication) -> Iterator[None]:
    """As in the program: what a worker thread makes never takes a closed window away."""
    timer = collect_in_this_thread(qapp)
    yield
    timer.stop()
    timer.deleteLater()
    gc.enable()


@pytest.fixture(autouse=True)
def jobs_of_this_test(qapp: QApplication) -> Iterator[None]:
    """A job that never ends would be waited for by every test after this one, in whatever process they run."""
    yield
    if tasks._jobs:
        tasks.stop_all()
        waiting = [job for job in tasks._jobs if not job.finished.is_set()]
        tasks._jobs.clear()
        assert not waiting, "this test leaves a job behind that never ends"


@pytest.fixture(autouse=True)
def windows_of_this_test(qapp: QApplication) -> Iterator[None]:
    """What a test leaves open goes with it: a connection keeps a window alive for good, and each new look dresses it again."""
    before = [id(widget) for widget in open_windows(qapp)]
    yield
    for window in open_windows(qapp):
        if id(window) not in before:
            window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def keys_let_go(qapp: QApplication) -> Iterator[None]:
    """A key whose window closes while it is down stays down for Qt: the next test's clicks would be made with Ctrl held."""
    yield
    let_go_of_keys(qapp)


def let_go_of_keys(application: QApplication) -> None:
    """No Shift, Ctrl or Alt is held afterwards."""
    if application.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


def open_windows(application: QApplication) -> list[Window]:
    """Those of the program, shown or not; whoever is open keeps its name in Python."""
    return [widget for widget in application.topLevelWidgets() if isinstance(widget, Window)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger of an invented town."""
    office = {"town": "迳口镇", "county": "四会市", "prefecture": "肇庆市"}
    made = new_ledger(
        tmp_path / "data", office, term=16, term_started=date(2016, 11, 10), quota=60,
        today=TODAY, now=lambda: datetime(2022, 11, 23, 9, 12),
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def workspace(ledger: Ledger) -> Workspace:
    return Workspace(ledger)


@pytest.fixture
def window(qtbot: Any, workspace: Workspace) -> Iterator[Window]:
    """The window at the size of an old office PC."""
    made = Window(workspace)
    qtbot.addWidget(made)
    made.keeps_ledger = True
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def enter_deputy(ledger: Ledger, name: str, **typed: Any) -> int:
    """One deputy of the township."""
    return enter(ledger, "deputies", name=name, level="镇", **typed)
