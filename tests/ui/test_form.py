"""The form: typing first, sentences beside the field, nothing half-typed is lost."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.domain import registers
from tests.ui.conftest import enter, enter_deputy
from ui.forms.form import Form


@pytest.fixture
def form(window):
    window.open_page("deputies")
    window.open_form("deputies", None, None)
    return window._form


def typed(form, **texts: str) -> None:
    for key, words in texts.items():
        form.fields.rows[key].editor.restore(words)


def sentence(form, key: str) -> str:
    return form.fields.rows[key].problem.text()


def test_a_record_is_saved_and_shown(window, form, ledger, qtbot) -> None:
    typed(form, name="王芳", sex="女", birth_date="1975.3", level="镇", phone="19900001234")
    form.save()
    row = ledger.rows("deputies", ledger.ids("deputies"))[0]
    assert (row["name"], row["birth_date"].iso, str(row["phone"])) == ("王芳", "1975-03", "已录入")
    assert window.list_shown().selected_ids() == [row["id"]]
    assert ledger.undoable().name == "新增代表：王芳"


def test_what_is_missing_is_said_beside_its_field(form, ledger) -> None:
    typed(form, sex="男女")
    form.save()
    assert "姓名" in sentence(form, "name")
    assert "男女" in sentence(form, "sex")
    assert ledger.count("deputies") == 0


def test_a_doubt_is_saved_on_the_second_press_only(form, ledger) -> None:
    typed(form, name="王芳", level="镇", birth_date="2020.1")
    form.save()
    assert ledger.count("deputies") == 0
    assert form.save_button.text() == "仍然保存"
    form.save()
    assert ledger.count("deputies") == 1


def test_a_confirmation_holds_only_for_what_was_confirmed(form, ledger, qtbot) -> None:
    typed(form, name="王芳", level="镇", birth_date="2020.1")
    form.save()
    form.fields.rows["birth_date"].editor.line.setText("2021.1")
    form.fields.rows["birth_date"].editor.edited.emit()
    assert form.save_button.text() == "保存"
    form.save()
    assert ledger.count("deputies") == 0


def test_leaving_a_field_writes_it_as_it_will_be_kept(form) -> None:
    row = form.fields.rows["credential_confirmed_on"]
    row.editor.line.setText("4月15日")
    row.judge()
    assert row.editor.raw() == "2022-04-15"
    row.editor.line.setText("13月1日")
    row.judge()
    assert row.problem.text()


def test_enter_goes_on_but_belongs_to_the_input_method_while_it_composes(form, qtbot) -> None:
    line = form.fields.rows["name"].editor.line
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("wang", []))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line
    done = QInputMethodEvent("", [])
    done.setCommitString("王芳")
    QApplication.sendEvent(line, done)
    assert line.text() == "王芳"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not line


def test_a_draft_survives_without_private_values(window, form, ledger, qtbot) -> None:
    typed(form, name="王芳", id_number="999999197503121221", phone="19900001234")
    form.fields.edited.emit()
    form.draft.keep()
    kept = json.dumps(ledger.drafts.load("deputies-new"), ensure_ascii=False)
    assert "王芳" in kept
    assert "99999" not in kept
    assert "1990000" not in kept
    again = Form(window.workspace, registers.BY_KEY["deputies"], None)
    qtbot.addWidget(again)
    assert not again.notice.isHidden()
    assert again.fields.rows["name"].editor.raw() == "王芳"


def test_after_a_crash_the_window_offers_the_half_filled_form(window, form, ledger) -> None:
    typed(form, name="王芳")
    form.draft.keep()
    window._put_away()
    window.drafts.offer()
    assert "没填完" in window.drafts._words.text()
    window.drafts.buttons["继续填写"].click()
    assert window._form.fields.rows["name"].editor.raw() == "王芳"


def test_saving_ends_the_draft(form, ledger) -> None:
    typed(form, name="王芳", level="镇")
    form.draft.keep()
    form.save()
    assert ledger.drafts.load("deputies-new") is None


def test_leaving_asks_only_when_something_would_be_lost(window, form, ledger, answers) -> None:
    typed(form, name="王芳")
    answers.give("QDialog.exec", lambda dialog: dialog._answered("继续填写"))
    assert not form.leave()
    answers.give("QDialog.exec", lambda dialog: dialog._answered("不保存，离开"))
    assert form.leave()
    window.open_form("deputies", None, None)
    assert window._form.leave()  # nothing typed: no question


def test_the_previous_record_fills_only_what_is_blank(form, window, ledger) -> None:
    enter_deputy(ledger, "何秀兰", delegation="第一代表团", elected_on="2016-11-01", phone="19900001234")
    typed(form, delegation="第二代表团")
    form.copy_last.click()
    assert form.fields.rows["delegation"].editor.raw() == "第二代表团"
    assert form.fields.rows["elected_on"].editor.raw() == "2016-11-01"
    assert form.fields.rows["name"].editor.raw() == ""
    assert form.fields.rows["phone"].editor.raw() == ""


def test_an_untouched_private_value_stays_and_a_new_one_replaces_it(window, ledger) -> None:
    row_id = enter_deputy(ledger, "王芳", phone="19900001234")
    window.open_form("deputies", row_id, None)
    typed(window._form, sex="女")
    window._form.save()
    assert ledger.reveal("deputies", row_id, "phone") == "19900001234"
    window.open_form("deputies", row_id, None)
    editor = window._form.fields.rows["phone"].editor
    editor._open()
    editor._inner.line.setText("19900005678")
    window._form.save()
    assert ledger.reveal("deputies", row_id, "phone") == "19900005678"


def test_a_change_of_a_deputy_is_registered_from_the_panel(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "王芳", elected_on="2016-11-01")
    enter(ledger, "sessions", term={"id": 1}, ordinal=1, opened_on="2022-07-20")
    window.workspace.wants_form.emit("mandate_changes", None, {"mandate": {"id": row_id, "name": "王芳"}})
    typed(window._form, kind="辞职", occurred_on="2022.7.20")
    window._form.save()
    kinds = [row["kind"] for row in ledger.rows("mandate_changes", ledger.ids("mandate_changes"))]
    assert "resigned" in kinds


def test_every_register_has_a_form_that_opens_empty(window) -> None:
    for register in registers.SHOWN:
        window.open_form(register.key, None, None)
        assert not window._form.is_changed(), register.key
        fields = register.input_fields
        shown = set(window._form.fields.rows)
        required = {field.key for field in fields if field.required}
        assert required <= shown <= {field.key for field in fields}, register.key


def test_districts_are_picked_and_stay_linked(window, ledger) -> None:
    district = enter(ledger, "electoral_districts", name="第1选区", level="镇")
    window.open_form("deputies", None, None)
    editor = window._form.fields.rows["electoral_district"].editor
    editor.line._look_up("第1")
    editor._pick(editor.line.offers.index(0, 0))
    typed(window._form, name="王芳", level="镇")
    window._form.save()
    row = ledger.rows("deputies", ledger.ids("deputies"))[0]
    assert row["electoral_district"].id == district


def agenda_of_two(ledger) -> list[int]:
    session = enter(ledger, "sessions", term={"id": 1}, ordinal="2", opened_on="2022-11-23")
    of = {"session": {"id": session}}
    return [
        enter(ledger, "session_agenda", number=n, title=t, **of) for n, t in (("1", "预算"), ("2", "选举"))
    ]


@pytest.mark.parametrize("is_wanted", [True, False])
def test_two_items_of_an_agenda_change_places_in_one_act(window, ledger, answers, is_wanted) -> None:
    """It took three edits: one of them to a number that nobody has."""
    first, second = agenda_of_two(ledger)
    window.open_form("session_agenda", second, None)
    form = window._form
    form.fields.rows["number"].editor.focus.setText("1")
    asked = []

    def answer(question) -> None:
        asked.extend(label.text() for label in question.findChildren(QLabel))
        question._answered("两条对换" if is_wanted else "不改")

    answers.give("QDialog.exec", answer)
    form.save()
    assert any("这一条是 1" in words and "改为 2" in words for words in asked)
    numbers = [row["number"] for row in ledger.rows("session_agenda", [first, second])]
    assert numbers == ([2, 1] if is_wanted else [1, 2])
    if is_wanted:
        assert window._form is None
        window.undo()
        assert [row["number"] for row in ledger.rows("session_agenda", [first, second])] == [1, 2]
    else:
        assert "已经有" in form._foot_words.text() or "已经有" in form.fields.rows["session"].problem.text()
        form.draft.drop()
