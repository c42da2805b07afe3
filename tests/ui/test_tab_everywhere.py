"""Tab comes to whatever can be pressed, typed in or chosen on a page; arrows to the rest of a group of pills."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.kept_ledgers import open_ledger, sample_folder
from tests.ui.surfaces import put_away, wait_for_jobs
from ui.frame.page_kinds import PAGES
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace

MOST = 400  # presses of Tab within which a page is gone through


@pytest.fixture(scope="module")
def desk(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """The sample year, one window for all pages."""
    folder: Path = sample_folder(tmp_path_factory.mktemp("desk") / "data")
    ledger = open_ledger(folder)
    window = Window(Workspace(ledger))
    window.keeps_ledger = True
    window.resize(1366, 768)
    window.setUpdatesEnabled(False)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    yield window
    put_away(window)
    ledger.close()


def is_to_be_reached(widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.isEnabled() or widget.width() < 4:
        return False
    if isinstance(widget, QLabel):
        return "<a href" in widget.text()
    inside = isinstance(widget.parentWidget(), QComboBox | QLineEdit | QAbstractItemView | QAbstractSpinBox)
    return isinstance(widget, QAbstractButton | QLineEdit | QComboBox) and not inside


def walked(window: Window) -> set[QObject]:
    """What Tab comes to, with the other members of each group that an arrow comes to."""
    start = window.focusWidget()
    assert start is not None
    places: set[QObject] = {start}
    for _ in range(MOST):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        place = window.focusWidget()
        if place is start:
            break
        places.add(place)
        group = place.group() if isinstance(place, QAbstractButton) else None
        if group is not None and group.exclusive():
            places.update(group.buttons())
    return places


def words_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"


@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_tab_comes_to_everything(key: str, desk: Window) -> None:
    assert desk.open_page(key)
    wait_for_jobs()  # what a page counts when it is opened
    desk.activateWindow()
    QTest.qWaitForWindowActive(desk)
    page = desk.list_shown()
    if page is not None:  # at once, so that nothing is built anew under the keyboard
        page.panel._timer.stop()
        page.panel._build()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what the page before has left
    wanted = {w: words_of(w) for w in desk.findChildren(QWidget) if is_to_be_reached(w)}
    assert len(wanted) > 10
    places = walked(desk)
    missed = [words for widget, words in wanted.items() if widget not in places and isValid(widget)]
    assert not missed, "\n".join(missed)
