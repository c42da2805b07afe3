"""A new record is not asked for what follows from the last one or from what was typed."""

from PySide6.QtWidgets import QApplication, QLabel

from app.domain import registers
from app.domain.fields import Problem
from tests.ui.conftest import enter, enter_deputy
from ui.dialogs.questions import Question
from ui.forms.form_fields import FieldRow


def opened(window, key: str, begin=None):
    window.open_form(key, None, begin)
    return window._form.fields.rows


def words(rows, key: str) -> str:
    raw = rows[key].editor.raw()
    return raw["name"] if isinstance(raw, dict) else raw


def type_in(rows, key: str, typed: str) -> None:
    rows[key].editor.restore(typed)
    rows[key].editor.left.emit()


def test_the_first_deputy_belongs_to_the_only_term(window) -> None:
    rows = opened(window, "deputies")
    assert words(rows, "level") == "镇"
    assert "十六" in words(rows, "term")
    assert not window._form.is_changed()


def test_a_name_alone_makes_a_deputy(window, ledger) -> None:
    opened(window, "deputies")["name"].editor.restore("王芳")
    window._form.save()
    assert ledger.count("deputies") == 1


def test_the_next_record_stands_where_the_last_one_stood(window, ledger) -> None:
    enter(ledger, "terms", level="县", ordinal="17")
    values, _ = ledger.read_values("deputies", {"name": "何秀兰", "level": "县"})
    with ledger.act("新增") as act:
        act.add("deputies", values)
    rows = opened(window, "deputies")
    assert words(rows, "level") == "县"
    assert "十七" in words(rows, "term")


def test_what_follows_changes_with_what_it_follows_from(window, ledger) -> None:
    enter(ledger, "terms", level="县", ordinal="17")
    enter_deputy(ledger, "王芳")
    rows = opened(window, "deputies")
    type_in(rows, "level", "县")
    assert "十七" in words(rows, "term")


def test_the_reason_of_an_end_follows_from_its_kind_until_it_is_typed(window, ledger) -> None:
    mandate = enter_deputy(ledger, "王芳")
    rows = opened(window, "mandate_changes", {"mandate": {"id": mandate, "name": "王芳"}})
    type_in(rows, "kind", "辞职")
    assert "辞职" in words(rows, "end_reason")
    type_in(rows, "kind", "暂停")
    assert words(rows, "end_reason") == ""
    type_in(rows, "end_reason", "去世")
    type_in(rows, "kind", "辞职")
    assert words(rows, "end_reason") == "去世"


def test_a_number_the_program_gives_is_not_asked_for(window) -> None:
    rows = opened(window, "receptions")
    QApplication.processEvents()
    assert rows["no"].editor.line.placeholderText() == "留空自动编号"
    assert QApplication.focusWidget() is rows["held_on"].editor.focus


def test_the_first_red_field_is_shown_before_amber_ones_and_named(window, qtbot) -> None:
    rows = opened(window, "deputies")
    qtbot.wait(1)  # the form has put the keyboard into its first field
    type_in(rows, "birth_date", "75.3")  # amber
    type_in(rows, "name", "王芳")
    rows["level"].editor.restore("乡村")  # red, far below
    window._form.save()
    qtbot.wait(1)
    assert "级别" in window._form._foot_words.text()
    assert rows["level"].isAncestorOf(QApplication.focusWidget())
    assert not rows["level"].visibleRegion().isEmpty()
    assert rows["level"].problem.visibleRegion().boundingRect().height() == rows["level"].problem.height()


def test_amber_alone_gets_the_keyboard(window) -> None:
    rows = opened(window, "deputies")
    window._form.fields.show_problems([Problem("birth_date", "warning", "x", "请核对。")])
    assert rows["birth_date"].editor.focus.hasFocus()


def test_every_hint_can_be_read_whole(window) -> None:
    hidden = []
    for register in registers.SHOWN:
        for row in opened(window, register.key).values():
            below = [label.text() for label in row.findChildren(QLabel)]
            if row.field.hint not in ("", row.editor.hint, *below):
                hidden.append((register.key, row.field.key, row.field.hint))
        window._put_away()
    assert not hidden


def test_the_hint_of_the_day_of_a_change_stands_below_its_box(window) -> None:
    row: FieldRow = opened(window, "mandate_changes")["occurred_on"]
    assert row.field.hint in [label.text() for label in row.findChildren(QLabel)]
    assert row.editor.line.placeholderText() != row.field.hint


def test_a_question_never_begins_on_what_throws_away(qtbot) -> None:
    question = Question(None, "这份表还没有保存", "", ("不保存，离开", "继续填写"))
    qtbot.addWidget(question)
    question.show()
    assert question.focusWidget() is question.buttons["继续填写"]
