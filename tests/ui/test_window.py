"""The frame: navigation, search for everything, undo, second starts."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from app.domain import registers
from app.resources import resource
from tests.ui.conftest import enter_deputy
from ui.frame.navigation import GROUPS, NARROW
from ui.frame.page_kinds import entry_of, place_of, places
from ui.look.theme import dp
from ui.starting.single_instance import Doorkeeper, knock


def test_every_register_is_within_reach_of_the_navigation(window) -> None:
    for register in registers.SHOWN:
        assert window.open_page(register.key)
        assert window.list_shown().register is register
        assert window.navigation.entries[entry_of(place_of(register.key))].isChecked()


def test_every_entry_opens_a_page_with_an_icon_of_its_own(window) -> None:
    for place in places():
        assert (resource("icons") / f"{place.icon}.svg").exists(), place
        window.navigation.entries[place.key].click()
        assert window.navigation.entries[place.key].isChecked()
        assert place.group in (*GROUPS, "")


def test_a_narrow_window_has_a_slim_navigation_with_every_word_whole(window, qtbot) -> None:
    window.resize(911, 512)
    qtbot.waitUntil(lambda: window.navigation.width() == dp(NARROW))
    for entry in window.navigation.entries.values():
        entry.setChecked(True)  # the open page is written bold
        room = entry.words_room().width()
        assert 0 < QFontMetrics(entry.words_font()).horizontalAdvance(entry.words) <= room, entry.words
        assert entry.words in entry.place.label
        assert entry.words_room().height() >= QFontMetrics(entry.words_font()).height()
    assert window.navigation.entries["site_board"].words == "联络站"
    entry = window.navigation.entries["deputies"]
    assert entry.place.label in entry.toolTip()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.navigation.width() > dp(NARROW))
    assert entry.toolTip() == ""


@pytest.mark.parametrize("height", [768, 512, 400])
def test_help_and_settings_are_in_sight_however_low_the_window_is(window, qtbot, height) -> None:
    window.resize(911, height)
    qtbot.waitUntil(lambda: window.navigation.width() == dp(NARROW))
    for key in ("help", "settings", "bin", "history"):
        entry = window.navigation.entries[key]
        qtbot.waitUntil(lambda entry=entry: entry.visibleRegion().boundingRect() == entry.rect())
    window.open_page("figures")
    last = window.navigation.entries["figures"]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


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
    with window.workspace.act("新增代表:王芳") as act:
        act.add("deputies", ledger.read_values("deputies", {"name": "王芳", "level": "镇"})[0])
    assert window.status._undo.text() == "撤销:新增代表:王芳"
    qtbot.keyClick(window.list_shown() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ledger.count("deputies") == 0)
    assert window.toast._words.text() == "已撤销:新增代表:王芳"
    assert window.status._redo.text() == "重做:新增代表:王芳"
    qtbot.keyClick(window.list_shown() or window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ledger.count("deputies") == 1)
    assert window.toast._words.text() == "已重做:新增代表:王芳"


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


def test_nothing_to_undo_is_said_in_a_sentence(window, answers) -> None:
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    window.undo()


def test_a_second_start_brings_the_first_window_forward(window, ledger, qtbot) -> None:
    assert not knock(ledger.folder)
    doorkeeper = Doorkeeper(ledger.folder, lambda: window)
    try:
        window.showMinimized()
        assert knock(ledger.folder)
        qtbot.waitUntil(lambda: not window.isMinimized())
    finally:
        doorkeeper.close()
