"""The frame: navigation, search for everything, undo, second starts."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel

from tests.kept_ledgers import copied_elsewhere, enter
from tests.ui.conftest import enter_deputy
from ui.starting.single_instance import Doorkeeper, knock


def test_search_finds_by_initials_and_opens_the_record(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "何秀兰")
    box = window.top.search
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(box.hasFocus)
    box.setText("hxl")
    qtbot.waitUntil(lambda: box._hits.rowCount() > 0)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.list_shown().register.key == "deputies"
    assert window.list_shown().selected_ids() == [row_id]


def test_enter_right_after_typing_still_searches(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "何秀兰")
    window.top.search.setText("何秀兰")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.list_shown().selected_ids() == [row_id]


def test_undo_names_what_it_takes_back(window, ledger, qtbot) -> None:
    with window.workspace.act("新增代表：王芳") as act:
        act.add("deputies", ledger.read_values("deputies", {"name": "王芳", "level": "镇"})[0])
    assert window.status._undo.text() == "撤销：新增代表：王芳"
    qtbot.keyClick(window.list_shown() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ledger.count("deputies") == 0)
    assert window.toast._words.text() == "已撤销：新增代表：王芳"
    assert window.status._redo.text() == "重做：新增代表：王芳"
    qtbot.keyClick(window.list_shown() or window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ledger.count("deputies") == 1)
    assert window.toast._words.text() == "已重做：新增代表：王芳"


def many(ledger, workspace, count: int) -> None:
    with workspace.act(f"新增 {count} 个选区") as act:
        for number in range(count):
            act.add("electoral_districts", {"name": f"第{number}选区", "level": "township"})


def test_a_large_act_is_named_and_counted_before_it_goes(window, ledger, answers) -> None:
    many(ledger, window.workspace, 11)
    asked = []

    def leave(dialog) -> None:
        asked.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        dialog._answered("不撤销")

    answers.give("QDialog.exec", leave)
    window.undo()
    assert "新增 11 个选区" in asked[0]
    assert "11 条记录" in asked[0]
    assert ledger.count("electoral_districts") == 11
    answers.give("QDialog.exec", lambda dialog: dialog._answered("撤销这一步"))
    window.undo()
    assert ledger.count("electoral_districts") == 0
    window.redo()
    assert ledger.count("electoral_districts") == 11


def test_an_act_of_an_earlier_day_is_named_and_a_small_one_of_today_just_goes(
    window, ledger, answers
) -> None:
    many(ledger, window.workspace, 10)
    window.undo()
    assert ledger.count("electoral_districts") == 0
    many(ledger, window.workspace, 1)
    ledger.core._given_today = date(2022, 11, 24)
    answers.give("QDialog.exec", lambda dialog: dialog._answered("不撤销"))
    window.undo()
    assert ledger.count("electoral_districts") == 1


def test_taking_back_in_a_signed_year_asks_why_and_the_reason_stands_in_the_history(
    window, ledger, answers
) -> None:
    row = enter(ledger, "trainings", title="组织法", held_on="2021-03-01")
    copied_elsewhere(ledger)
    enter(ledger, "filed_years", filed_for="2021", signed_on="2022-03-01")
    with ledger.for_reason("地点登记错了"), ledger.act("更正培训") as act:
        act.change("trainings", row, {"place": "镇政府"})
    answers.give("QDialog.exec", lambda question: question._answered("不更正"))
    window.undo()
    assert ledger.row("trainings", row)["place"] == "镇政府"

    def give_reason(question) -> None:
        assert "2021 年度已经移交签收" in " ".join(label.text() for label in question.findChildren(QLabel))
        question.reason.setPlainText("改错了")
        question._answered("更正")

    answers.give("QDialog.exec", give_reason)
    window.undo()
    assert ledger.row("trainings", row)["place"] is None
    assert ledger.history("trainings", row)[0].why == "改错了"


def test_nothing_to_undo_is_said_in_a_sentence(window, answers) -> None:
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    window.undo()


def test_nothing_that_waits_asks_a_ledger_that_was_closed(window, ledger, qapp) -> None:
    enter_deputy(ledger, "何秀兰")
    window.open_page("deputies")
    window.list_shown().model.modelReset.emit()  # the table will measure its rows at the next turn
    assert any(timer.isActive() for timer in window.findChildren(QTimer))
    window.keeps_ledger = False
    window.close()
    assert not any(timer.isActive() for timer in window.findChildren(QTimer))
    qapp.processEvents()


def test_a_second_start_brings_the_first_window_forward(window, ledger, qtbot) -> None:
    assert not knock(ledger.folder)
    doorkeeper = Doorkeeper(ledger.folder, lambda: window)
    try:
        window.showMinimized()
        assert knock(ledger.folder)
        qtbot.waitUntil(lambda: not window.isMinimized())
    finally:
        doorkeeper.close()
