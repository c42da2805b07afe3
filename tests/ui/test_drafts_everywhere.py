"""Whatever place text is typed in, it comes back, and Esc asks before it is thrown away: one rule for all of them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from app.storage.ledger import Ledger
from tests.ui import surfaces
from tests.ui.conftest import enter, enter_deputy
from ui.frame.window import Window
from ui.open_ledger.draft import GO_ON, KEEP, THROW_AWAY
from ui.open_ledger.reason_question import ReasonQuestion
from ui.pages.board.new_round import NewRound
from ui.pages.receptions.rota_planner import RotaPlanner

Opening = Callable[[Window, Ledger], QWidget]


def a_form(window: Window, ledger: Ledger) -> QWidget:
    window.open_form("deputy_groups", None, None)
    return window._form.fields.rows["name"].editor.focus


def an_act(window: Window, ledger: Ledger) -> QWidget:
    window.open_page("suggestions")
    page = window.list_shown()
    if not ledger.count("suggestions"):
        enter(
            ledger, "suggestions", **{"class": "群众意见"}, source="接待", raised_on="2022-03-01", content="修路",
            lead_handler="水务站", assigned_on="2022-03-02",
        )  # fmt: skip
    page.choose(ledger.ids("suggestions")[0])
    page.panel.do("replied")
    return page.panel.act_form.rows["reply_text"].editor.focus


def a_doubt(window: Window, ledger: Ledger) -> QWidget:
    from ui.panels.doubts_view import OpenDoubt

    if not ledger.count("sessions"):
        enter(ledger, "sessions", term="16", ordinal="1", opened_on="2022-02-02", closed_on="2022-02-01")
    window.open_page("sessions")
    page = window.list_shown()
    page.choose(ledger.ids("sessions")[0])
    page.panel._build()
    doubt = page.panel.findChildren(OpenDoubt)[-1]
    doubt.open()
    return doubt.line


def the_settings(window: Window, ledger: Ledger) -> QWidget:
    window.open_page("settings")
    return window.page("settings").fields.rows["town"].editor.focus


def the_votes(window: Window, ledger: Ledger) -> QWidget:
    window.open_page("vote_entry")
    return window.page("vote_entry").rows["present"].editor.focus


PLACES: dict[str, Opening] = {
    "form": a_form,
    "act": an_act,
    "doubt": a_doubt,
    "settings": the_settings,
    "votes": the_votes,
}


def esc(qtbot: Any, place: QWidget) -> None:
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Escape)


def typed_in(place: QWidget) -> str:
    return place.toPlainText() if hasattr(place, "toPlainText") else place.text()


@pytest.fixture
def answering(answers: Any) -> Callable[[str], None]:
    def answer(words: str) -> None:
        answers.give("QDialog.exec", lambda dialog: dialog.buttons[words].click())

    return answer


def test_what_was_typed_comes_back_until_it_is_thrown_away(window, ledger, answering, qtbot) -> None:
    for opening in PLACES.values():
        comes_back(opening, window, ledger, answering, qtbot)


def comes_back(opening: Opening, window: Window, ledger: Ledger, answering: Any, qtbot: Any) -> None:
    place = opening(window, ledger)
    before = typed_in(place)
    place.setFocus()
    qtbot.keyClicks(place, "7x7")
    typed = typed_in(place)
    assert typed != before

    answering(GO_ON)
    esc(qtbot, place)
    assert place.isVisible()
    assert typed_in(place) == typed

    answering(KEEP)
    esc(qtbot, place)
    window.open_page("figures")
    place = opening(window, ledger)
    assert typed_in(place) == typed

    answering(THROW_AWAY)
    esc(qtbot, place)
    assert ledger.drafts.keys() == []
    window.open_page("figures")
    assert typed_in(opening(window, ledger)) == before


def test_going_elsewhere_keeps_it_without_asking_and_it_is_offered_when_the_program_starts(
    window, ledger, qtbot
) -> None:
    for name in ("act", "doubt", "settings"):
        opening = PLACES[name]
        place = opening(window, ledger)
        qtbot.keyClicks(place, "7x7")
        typed = typed_in(place)
        window.open_page("figures")
        assert len(ledger.drafts.keys()) == 1, name
        window.stack.pages.pop("settings", None)  # as after a new start
        window.drafts.offer()
        assert window.drafts.isVisible()
        window.drafts.buttons["继续填写"].click()
        assert typed_in(opening(window, ledger)) == typed, name
        window.open_page("figures")
        ledger.drafts.drop(ledger.drafts.keys()[0])
        window.stack.pages.pop("settings", None)


def test_nothing_typed_asks_nothing(window, ledger, qtbot) -> None:
    for opening in PLACES.values():
        esc(qtbot, opening(window, ledger))
    assert ledger.drafts.keys() == []


def test_an_act_that_was_begun_stands_in_the_panel_of_its_record(window, ledger, qtbot) -> None:
    from ui.forms.draft_bar import Unfinished

    qtbot.keyClicks(an_act(window, ledger), "7x7")
    panel = window.list_shown().panel
    window.list_shown().table.clearSelection()
    qtbot.waitUntil(lambda: panel.act_form is None)
    window.list_shown().choose(ledger.ids("suggestions")[0])
    qtbot.waitUntil(lambda: bool(panel.findChildren(Unfinished)))
    panel.findChildren(Unfinished)[0].resume.click()
    assert panel.act_form.rows["reply_text"].editor.raw() == "7x7"
    assert panel.act_form.drafted.notice.isVisibleTo(panel)


def test_a_batch_that_was_begun_comes_back_with_its_rows(window, ledger, qtbot) -> None:
    for day in ("2022-03-01", "2022-03-02", "2022-03-03"):
        enter(
            ledger, "suggestions", **{"class": "群众意见"}, source="接待", raised_on=day, content=f"修路{day}"
        )
    window.open_page("suggestions")
    page = window.list_shown()
    page.table.selectRow(0)
    page.table.selectAll()
    ids = page.selected_ids()
    page.panel.do("assigned")
    qtbot.keyClicks(page.panel.act_form.rows["lead_handler"].editor.focus, "swz")
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.panel.act_form is None)
    window.drafts.offer()
    window.drafts.buttons["继续填写"].click()
    assert page.selected_ids() == ids
    assert page.panel.act_form.rows["lead_handler"].editor.raw() == "swz"


def a_reason(window: Window) -> Any:
    return ReasonQuestion(window, window.workspace, "deputies-1-remove", "移入回收站？", "")


def a_round(window: Window) -> Any:
    return NewRound(window, window.workspace)


def a_plan(window: Window) -> Any:
    return RotaPlanner(window, window.workspace, 2023)


DIALOGS: tuple[tuple[Any, Any], ...] = (
    (a_reason, lambda dialog: dialog.reason),
    (a_round, lambda dialog: dialog.rows["checker"].editor.focus),
    (a_plan, lambda dialog: dialog.themes),
)


def test_a_dialog_keeps_what_was_typed(window, ledger, answering, qtbot) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    enter_deputy(ledger, "王芳")
    for make, place_of in DIALOGS:
        dialog = make(window)
        dialog.show()
        qtbot.keyClicks(place_of(dialog), "7x7")
        answering(GO_ON)
        esc(qtbot, place_of(dialog))
        assert dialog.isVisible()
        answering(KEEP)
        esc(qtbot, place_of(dialog))
        assert not dialog.isVisible()
        again = make(window)
        again.show()
        assert typed_in(place_of(again)) == "7x7"
        qtbot.keyClicks(place_of(again), "8")
        window.locking.lock()  # nobody is there: asks nothing, and what is typed stays
        assert not again.isVisible()
        window.locking.screen.form.skip.click()
        again = make(window)
        again.show()
        assert "8" in typed_in(place_of(again))
        answering(THROW_AWAY)
        esc(qtbot, place_of(again))
        assert ledger.drafts.keys() == []
        assert typed_in(place_of(make(window))) == ""


# What no draft may hold, and what is no part of a record: a choice of an export, a word that finds something.
NOT_KEPT = {"UnlockDialog", "SecretQuestion", "ExportDialog", "FillDialog"}


def test_every_text_of_a_dialog_is_asked_for_by_esc_and_not_by_the_lock(
    window, ledger, answers, qtbot
) -> None:
    enter(ledger, "liaison_sites", name="镇联络室", kind="联络室")
    for name in [name for name in surfaces.DIALOGS if name not in NOT_KEPT]:
        dialog = surfaces.DIALOGS[name](window)
        dialog.show()
        places = [one for one in dialog.findChildren(QWidget) if is_typed_in(one)]
        for place in places:
            place.setFocus()
            qtbot.keyClicks(place, "7")
            answers.give("QDialog.exec", lambda question: question.reject())
            esc(qtbot, place)
            assert dialog.isVisible(), f"{name}: {place.accessibleName()}"
        window.locking.lock()
        assert not dialog.isVisible() or not places
        window.locking.screen.form.skip.click()
        dialog.deleteLater()


def is_typed_in(widget: QWidget) -> bool:
    """Texts of a record; a box of numbers is changed by its arrows too."""
    is_text = isinstance(widget, QLineEdit | QPlainTextEdit) and not isinstance(widget.parent(), QSpinBox)
    finds = widget.accessibleName().startswith("找")
    return is_text and widget.isVisible() and widget.isEnabled() and not widget.isReadOnly() and not finds


def test_closing_the_window_keeps_what_is_half_filled(window, ledger, qtbot) -> None:
    qtbot.keyClicks(an_act(window, ledger), "7x7")
    QApplication.processEvents()
    window.keeps_ledger = False
    window.close()
    assert len(ledger.drafts.keys()) == 1


def test_the_first_dialog_asks_before_it_forgets(answering, tmp_path, qtbot) -> None:
    from ui.starting.first_start import LEAVE, STAY, FirstStart

    dialog = FirstStart(tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.lines["town"].setText("迳口镇")
    answering(STAY)
    qtbot.keyClick(dialog.lines["town"], Qt.Key.Key_Escape)
    assert dialog.isVisible()
    answering(LEAVE)
    qtbot.keyClick(dialog.lines["town"], Qt.Key.Key_Escape)
    assert not dialog.isVisible()
