"""Tab comes to everything in each dialog, form and step of an import and out of it again; Esc goes one step back; Enter presses nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton, QWidget

from app.domain import registers
from app.domain.register import Register
from tests.kept_ledgers import open_ledger, sample_folder
from tests.ui.surfaces import DIALOGS, put_away, settle
from tests.ui.test_tab_everywhere import is_to_be_reached, words_of
from ui.frame.kept_imports import KeptImports
from ui.frame.page_kinds import FORMS
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.pages.suggestions.act_form import ActForm
from ui.pages.suggestions.course_acts import ACTS, CourseAct

MOST = 400  # presses of Tab within which anything is gone through


@pytest.fixture(scope="module")
def desk(qapp: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder: Path = sample_folder(tmp_path_factory.mktemp("desk") / "data")
    ledger = open_ledger(folder, today=date(2022, 11, 23))
    window = Window(Workspace(ledger))
    window.keeps_ledger = True
    window.resize(1366, 768)
    window.setUpdatesEnabled(False)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window
    put_away(window)
    ledger.close()


def walked(top: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QObject]:
    """What Tab comes to in a window until it is where it began, members of groups that arrows reach among them."""
    start = top.focusWidget()
    assert start is not None, "nothing has the keyboard"
    places: list[QObject] = [start]
    for _ in range(MOST):
        QTest.keyClick(top.windowHandle(), key)
        place = top.focusWidget()
        if place is start:
            return places
        places.append(place)
        group = place.group() if isinstance(place, QAbstractButton) else None
        if group is not None and group.exclusive():
            places += group.buttons()
    raise AssertionError(f"Tab is caught at {words_of(top.focusWidget())}")


def missed(surface: QWidget, top: QWidget) -> list[str]:
    wanted = {w: words_of(w) for w in surface.findChildren(QWidget) if is_to_be_reached(w)}
    places = set(walked(top))
    return [words for widget, words in wanted.items() if widget not in places]


@pytest.mark.parametrize("name", list(DIALOGS))
def test_tab_in_a_dialog(name: str, desk: Window) -> None:
    dialog = DIALOGS[name](desk)
    dialog.show()
    settle(desk)
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    assert not missed(dialog, dialog)
    # Qt makes each button of a dialog press itself at an Enter that a field leaves over, hidden ones as soon as they show.
    assert not [button.text() for button in dialog.findChildren(QPushButton) if button.autoDefault()]
    results: list[int] = []
    dialog.finished.connect(results.append)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    # That of a job goes when the job has ended.
    assert results == ([] if name == "ProgressDialog" else [QDialog.DialogCode.Rejected])
    if shiboken6.isValid(dialog):
        shiboken6.delete(dialog)  # now: later it would take the keyboard from the next one


def covering(things: list[Any], kinds_of: Callable[[Any], set[str]]) -> list[Any]:
    """As few of the things as together have every kind of field that any of them has."""
    chosen, open_kinds = [], set().union(*map(kinds_of, things))
    while open_kinds:
        best = max(things, key=lambda thing: len(kinds_of(thing) & open_kinds))
        chosen.append(best)
        open_kinds -= kinds_of(best)
    return chosen


def kinds_of(register: Register) -> set[str]:
    """The kinds of a form's fields, and the form itself where it is made by hand."""
    own = {register.key} if register.key in FORMS else set()
    return own | {field.kind.name for field in register.typed_fields}


FORMS_WALKED = covering(list(registers.SHOWN), kinds_of)
ACTS_WALKED = covering(list(ACTS.values()), lambda act: {field.kind.name for field in act.fields})


@pytest.mark.parametrize("register", FORMS_WALKED, ids=lambda register: register.key)
def test_tab_in_a_form_and_esc_back_to_the_list(register: Register, desk: Window) -> None:
    desk.open_page(register.key)
    desk.open_form(register.key, None, None)
    form = desk._form
    ready(desk)
    assert form.isAncestorOf(desk.focusWidget()), "the keyboard does not begin in the form"
    assert not missed(form, desk)
    esc_within(form, desk)
    assert desk._form is None
    assert desk.stack.key_shown() == register.key


@pytest.mark.parametrize("act", ACTS_WALKED, ids=lambda act: act.key)
def test_tab_in_an_act_and_esc_back_to_the_panel(act: CourseAct, desk: Window) -> None:
    desk.open_page("suggestions")
    page = desk.list_shown()
    page.choose(page.model.ids[0])
    ready(desk)
    page.panel.do(act.key)
    ready(desk)
    form = page.panel.findChild(ActForm)
    assert not missed(form, desk)
    esc_within(form, desk)
    assert page.panel.findChild(ActForm) is None
    assert page.panel.isVisible()


STEPS = {"questions": "谁,男女,何时生\n王芳,女,1975.3\n", "rows": "姓名,性别,级别\n王芳,他,镇\n"}


@pytest.mark.parametrize("step", ["choose", *STEPS, "sheets", "result"])
def test_tab_in_each_step_of_an_import(
    step: str, desk: Window, tmp_path: Path, answers: Any, reading_here: None
) -> None:
    answers.give("QFileDialog.getOpenFileName", ("", ""))
    desk.open_import("deputies")
    wizard = desk._form
    ready(desk)
    if step != "choose":
        path = tmp_path / "名册.csv"
        path.write_text(STEPS.get(step, STEPS["rows"]), encoding="utf-8")
        wizard.read(path)
        ready(desk)
    if step == "sheets":
        wizard.sheets_button.click()
    if step == "result":
        wizard.rows._tick_all.click()
        wizard.commit_button.click()
    ready(desk)
    assert not missed(wizard, desk)
    desk.imports = KeptImports()  # the next one begins anew
    wizard.session.is_committed = True
    wizard.leave()
    ready(desk)
    assert desk._form is None


def ready(desk: Window) -> None:
    """What was set going is done, and the window has the keyboard."""
    QApplication.processEvents()
    settle(desk)
    desk.activateWindow()
    QTest.qWaitForWindowActive(desk)


def esc_within(form: QWidget, desk: Window) -> None:
    while not form.isAncestorOf(desk.focusWidget()):
        QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Escape)
    ready(desk)


@pytest.mark.parametrize("name", ["FieldsDialog", "NewRound"])
def test_a_dialog_of_fields_begins_in_its_first_one(name: str, desk: Window) -> None:
    dialog = DIALOGS[name](desk)
    begins_in_the_first = dialog.focusWidget() is next(iter(dialog.rows.values())).editor.focus
    dialog.draft.drop()
    shiboken6.delete(dialog)
    assert begins_in_the_first


def test_enter_goes_on_in_a_dialog_and_ctrl_enter_does_it(desk: Window) -> None:
    begun = DIALOGS["FieldsDialog"](desk)
    begun.rows["collected_by"].editor.restore("陈秀英")
    begun.draft.keep()
    shiboken6.delete(begun)
    dialog = DIALOGS["FieldsDialog"](desk)
    dialog.show()
    settle(desk)
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    second = dialog.rows["collected_by"].editor
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return)
    went_on = dialog.focusWidget() is second.focus
    kept = second.raw()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    done = dialog.has_run
    dialog.draft.drop()
    shiboken6.delete(dialog)
    assert (went_on, kept, done) == (True, "陈秀英", True)
