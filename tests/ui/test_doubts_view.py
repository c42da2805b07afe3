"""Doubts in the window: kept with the record, answered beside the field or in the panel, never with a dialog."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.storage.checks import doubts
from tests.ui.conftest import enter
from ui.panels.doubts_view import DoubtsView, OpenDoubt

WHY = "县里批准的，文件在卷里"
DISTRICT = {"name": "第一选区", "level": "镇", "seats": 5}


def shown(window, row_id: int):
    window.open_page("electoral_districts")
    page = window.list_shown()
    page.reveal(row_id)
    page.panel._build()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what was shown before is gone
    return page.panel


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def filled(window, **texts):
    window.open_form("electoral_districts", None, None)
    form = window._form
    for key, text in ({"name": "第一选区", "seats": "5", "level": "镇"} | texts).items():
        form.fields.rows[key].editor.restore(text)
    form.fields.rows["level"].editor.left.emit()  # the current term follows
    return form


def test_a_reason_beside_the_field_is_kept_with_the_record_as_one_act(window, ledger) -> None:
    form = filled(window)
    form.save()
    assert ledger.count("electoral_districts") == 0
    assert not form.fields.rows["seats"].reason.isHidden()
    assert form.fields.rows["name"].reason is None
    form.fields.rows["seats"].reason.setText(WHY)
    form.save()
    (row_id,) = ledger.ids("electoral_districts")
    assert doubts.answered_rows(ledger, "electoral_districts", "seats") == {row_id}
    assert ledger.undo() == "新增选区：第一选区"
    assert (ledger.count("electoral_districts"), ledger.count("doubt_answers")) == (0, 0)


def test_a_record_is_kept_without_a_reason_and_stays_in_doubt(window, ledger) -> None:
    form = filled(window)
    form.save()
    form.fields.rows["seats"].reason.setText("  ")
    form.save()
    (row_id,) = ledger.ids("electoral_districts")
    assert doubts.open_rows(ledger, "electoral_districts", "seats") == {row_id}


def test_a_reason_for_what_was_mended_is_not_kept(window, ledger) -> None:
    form = filled(window)
    form.save()
    form.fields.rows["seats"].reason.setText(WHY)
    form.fields.rows["seats"].editor.restore("3")
    form.fields.rows["seats"].editor.edited.emit()
    form.save()
    assert ledger.count("electoral_districts") == 1
    assert ledger.count("doubt_answers") == 0


def test_what_is_wrong_asks_for_no_reason(window, ledger) -> None:
    form = filled(window, name="")
    form.save()
    reason = form.fields.rows["seats"].reason
    assert reason is None or reason.isHidden()


def test_the_panel_shows_a_doubt_and_takes_the_reason(window, ledger, answers) -> None:
    row_id = enter(ledger, "electoral_districts", **DISTRICT)
    panel = shown(window, row_id)
    view = panel.findChild(OpenDoubt)
    assert "选举法第二十五条" in view.words.text()
    view.answer.click()
    assert not view.line.isHidden()
    view.keep.click()
    assert not view.problem.isHidden()
    assert ledger.count("doubt_answers") == 0
    view.line.setText(WHY)
    view.keep.click()
    assert doubts.answered_rows(ledger, "electoral_districts", "seats") == {row_id}
    panel = shown(window, row_id)
    assert panel.findChild(DoubtsView).open == []
    assert WHY in words(panel)
    assert answers.asked == []


def test_a_record_without_doubts_shows_nothing_of_them(window, ledger) -> None:
    row_id = enter(ledger, "electoral_districts", **(DISTRICT | {"seats": 3}))
    panel = shown(window, row_id)
    assert panel.findChild(DoubtsView).isHidden()


def test_going_to_the_reason_takes_back_neither_the_doubt_nor_the_confirmation(window, ledger, qtbot) -> None:
    form = filled(window)
    qtbot.wait(50)  # the form puts the keyboard into its first field
    form.save()
    row = form.fields.rows["seats"]
    row.reason.setFocus()
    row.editor.left.emit()
    assert not row.problem.isHidden()
    assert form.save_button.text() == "仍然保存"
    row.reason.setText(WHY)
    form.save()
    assert ledger.count("doubt_answers") == 1


def test_something_else_typed_takes_the_doubt_and_its_reason_away(window, ledger) -> None:
    form = filled(window)
    form.save()
    row = form.fields.rows["seats"]
    row.editor.restore("3")
    row.editor.left.emit()
    assert row.problem.isHidden() and row.reason.isHidden()
