"""Nothing is cut off: every page with its panel, every form and dialog, with long contents, in every size."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import registers
from tests.awkward_rows import AwkwardRows
from tests.kept_ledgers import open_ledger, sample_folder
from tests.ui.surfaces import (
    DIALOGS,
    LONG,
    cut_off,
    dialog_classes,
    dress,
    lay_out,
    open_panel,
    put_away,
    settle,
)
from ui.frame.page_kinds import PAGES
from ui.frame.window import Window
from ui.lists.tabulation_view import TabulationView
from ui.look import theme
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.act_form import ActForm
from ui.pages.suggestions.course_acts import ACTS

pytestmark = pytest.mark.timeout(300)  # each test walks through the whole window
LEAST_ROWS = 4  # that a list shows whole, in the lowest window too
LEAST_DERIVED_ROWS = (
    3  # of one line, below the choices of a derived table; the longest of them take two lines
)
SIZES = {"standard": ((1366, 768), (911, 512)), "largest": ((1366, 768),)}
YEAR = 2022  # of the sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample year with one record of extremes in each register."""
    folder = sample_folder(tmp_path_factory.mktemp("long") / "data")
    ledger = open_ledger(folder)
    rows = AwkwardRows(ledger)
    for register in registers.SHOWN:
        rows.add_longest(register)
    ledger.close()
    return folder


@pytest.fixture(scope="module", params=list(SIZES))
def window(request: Any, qapp: QApplication, folder: Path, tmp_path_factory: Any) -> Iterator[Window]:
    dress(qapp, request.param)
    with pytest.MonkeyPatch.context() as patch:  # else another copy of the sample may be said to be newer
        patch.setenv("PRESIDIUM_PROFILE", str(tmp_path_factory.mktemp("profile")))
        ledger = open_ledger(folder)
    made = Window(Workspace(ledger))
    made.workspace.year = YEAR
    made.keeps_ledger = True
    made.size_name = request.param
    made.setUpdatesEnabled(False)  # where things stand is asked, not what they look like
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    put_away(made)
    ledger.close()
    dress(qapp)


def faults_in(window: Window, name: str, size: tuple[int, int]) -> list[str]:
    window.resize(*size)
    lay_out()
    return [f"{name} {size}: {fault}" for fault in cut_off(window)]


def test_pages_with_the_longest_record_open(window: Window) -> None:
    faults = []
    for page in PAGES:
        window.open_page(page.key)
        shown = window.list_shown()
        if shown is not None and shown.model.ids:
            ids = window.workspace.ledger.ids(page.key)
            shown.reveal(max(ids))
        settle(window)
        for size in SIZES[window.size_name]:
            window.resize(*size)
            open_panel(window)
            faults += [*faults_in(window, page.key, size), *too_few_rows(window, f"{page.key} {size}")]
    assert not faults, "\n".join(faults)


def too_few_rows(window: Window, name: str) -> Iterator[str]:
    """A table that leaves no room for four rows, under the banner of the sample and whatever its page has around it."""
    shown, page = window.list_shown(), window.stack.currentWidget()
    if shown is not None:
        tables, least = [shown.table], LEAST_ROWS
    else:
        tables, least = [view.grid for view in page.findChildren(TabulationView)], LEAST_DERIVED_ROWS
    for table in (each for each in tables if each.isVisible()):
        line = table.fontMetrics().lineSpacing() + theme.dp(20) if shown is None else 0
        row = line or table.verticalHeader().defaultSectionSize()
        if (count := table.viewport().height() / row) < least:
            yield f"{name}: only {count:.1f} rows"


def test_forms_of_the_longest_record(window: Window) -> None:
    faults = []
    for register in registers.SHOWN:
        window.open_form(register.key, max(window.workspace.ledger.ids(register.key)), None)
        faults += faults_in(window, register.key, SIZES[window.size_name][-1])  # the narrowest
        window._form.draft.drop()
        window._put_away()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("window", ["largest"], indirect=True)
def test_every_act_of_a_course(window: Window) -> None:
    window.open_page("suggestions")
    page = window.list_shown()
    page.reveal(max(window.workspace.ledger.ids("suggestions")))
    faults = []
    for key in ACTS:
        page.panel.do(key)
        settle(window)
        faults += faults_in(window, key, SIZES[window.size_name][-1])
        assert page.panel.findChild(ActForm) is not None or key == "intake"
        page.panel._end_act()
    assert not faults, "\n".join(faults)


def test_dialogs(window: Window) -> None:
    window.open_page("help")  # the panel of a long record behind would be built anew for each dialog
    faults = []
    for name, make in DIALOGS.items():
        window.resize(*SIZES[window.size_name][-1])
        dialog = make(window)
        dialog.show()
        settle(window)
        faults += [f"{name}: {fault}" for fault in cut_off(dialog)]
        needed, (width, height) = dialog.minimumSizeHint(), SIZES[window.size_name][-1]
        if needed.width() > width or needed.height() > height:
            faults.append(f"{name}: needs {needed.width()}x{needed.height()}, more than the screen has")
        dialog.close()
        dialog.deleteLater()
    assert not faults, "\n".join(faults)


def test_no_dialog_is_left_out() -> None:
    assert dialog_classes() <= set(DIALOGS), "say in tests/ui/surfaces.py how it comes about"


def test_a_toast_covers_nothing_and_says_all(window: Window) -> None:
    window.open_page("suggestions")
    for width, height in SIZES[window.size_name]:
        window.resize(width, height)
        for words in (LONG[:20], LONG[:60]):
            window.toast.say(words, True)
            lay_out()
            assert not cut_off(window.toast)
            assert window.toast._words.text() == words
            toast = window.toast.geometry()
            box = window.top.search.rect().translated(window.top.search.mapTo(window, QPoint(0, 0)))
            assert toast.left() <= box.left() and box.right() <= toast.right(), "words below it in pieces"
            assert window.rect().contains(toast)
            covered = (window.stack, window.navigation, window.status, window.top.term, window.top.year)
            for widget in covered:
                assert not toast.intersects(widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))), (
                    widget
                )
        window._search()
        assert not window.toast.isVisible()
        window.toast.say(LONG[:20], False)
        QTest.mouseClick(window.toast, Qt.MouseButton.LeftButton)
        assert not window.toast.isVisible() and window.focusWidget() is window.top.search
