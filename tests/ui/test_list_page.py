"""The list of a register: what it shows, finds, deletes and brings back."""

from PySide6.QtCore import Qt

from app.domain import jobs
from tests.ui.conftest import enter, enter_deputy
from tests.ui.hands import CONTROL, Hands
from ui.open_ledger.reason_question import ReasonQuestion

KEYS = Qt.Key


def deputies(window):
    window.open_page("deputies")
    return window.list_shown()


def texts(page, column=0) -> list[str]:
    return [page.model.data(page.model.index(line, column)) for line in range(page.model.rowCount())]


def test_an_empty_register_offers_both_ways_to_begin(window, qtbot) -> None:
    page = deputies(window)
    assert page.empty.isVisible()
    assert page.empty._add.isVisible()
    assert page.empty._import.isVisible()


def test_typing_in_the_filter_box_finds_by_pinyin_initials(window, ledger, qtbot) -> None:
    enter_deputy(ledger, "陈志强")
    enter_deputy(ledger, "何秀兰")
    page = deputies(window)
    page.header.filter_box.setText("hxl")
    qtbot.waitUntil(lambda: texts(page) == ["何秀兰"])
    page.header.filter_box.setText("xyz")
    qtbot.waitUntil(page.empty.isVisible)
    assert "没有符合条件" in page.empty.heading.text()


def test_what_is_done_right_after_typing_is_done_to_the_rows_of_that_word(window, ledger, answers) -> None:
    enter_deputy(ledger, "陈志强")
    enter_deputy(ledger, "何秀兰")
    page, hands, asked = deputies(window), Hands(window), []
    hands.press(KEYS.Key_F, CONTROL)
    hands.write("xyz")
    answers.give("QDialog.exec", lambda dialog: (asked.append(dialog), dialog._answered("不打印")))
    hands.press(KEYS.Key_P, CONTROL)  # sooner than the list by itself
    assert len(asked) == 1
    page.header.filter_box.selectAll()
    hands.write("hxl")
    hands.press(KEYS.Key_Return)
    assert (hands.place, texts(page)) == (page.table, ["何秀兰"])


def test_pills_count_and_choose(window, ledger, qtbot) -> None:
    gone = enter_deputy(ledger, "陈志强", elected_on="2016-11-01")
    enter_deputy(ledger, "何秀兰", elected_on="2016-11-01")
    enter(
        ledger,
        "mandate_changes",
        mandate={"id": gone, "name": "陈志强"},
        kind="辞职",
        occurred_on="2022-07-20",
    )
    page = deputies(window)
    qtbot.waitUntil(lambda: page.header.pills["in_office"].text() == "在任 1")
    page.header.pills["ended"].click()
    assert texts(page) == ["陈志强"]
    assert page.model.data(page.model.index(0, 10)) in ("已终止", "辞职", "已辞职")


def test_a_header_sorts_and_sorts_back(window, ledger, qtbot) -> None:
    for number in (2, 10, 1):
        enter(ledger, "electoral_districts", no=str(number), name=f"第{number}选区", level="镇")
    window.open_page("electoral_districts")
    page = window.list_shown()
    page.columns.sort(0)
    assert texts(page, 1) == ["第1选区", "第2选区", "第10选区"]
    page.columns.sort(0)
    assert texts(page, 1) == ["第10选区", "第2选区", "第1选区"]


def test_deleting_asks_for_a_reason_and_can_be_undone(window, ledger, qtbot, answers) -> None:
    row_id = enter_deputy(ledger, "陈志强")
    page = deputies(window)
    page.choose(row_id)

    def answer(dialog) -> None:
        assert isinstance(dialog, ReasonQuestion)
        dialog._answered("移入回收站")
        assert dialog.answer == ""  # no reason yet
        dialog.reason.setPlainText("重复登记")
        dialog._answered("移入回收站")

    answers.give("QDialog.exec", answer)
    page.do("remove")
    assert ledger.row("deputies", row_id) is None
    assert [change.why for change in ledger.bin("deputies")] == ["重复登记"]
    window.undo()
    assert ledger.row("deputies", row_id)["name"] == "陈志强"
    assert "已撤销：删除" in window.toast._words.text()


def test_a_narrow_window_opens_with_the_whole_list(qtbot, ledger, workspace) -> None:
    from ui.frame.window import Window

    enter_deputy(ledger, "陈志强")
    window = Window(workspace)
    qtbot.addWidget(window)
    window.keeps_ledger = True
    window.resize(911, 512)
    window.show()
    window.open_page("deputies")
    qtbot.wait(80)
    assert not window.list_shown().panel.isVisible()
    window.close()


def test_a_new_row_appears_without_reloading(window, ledger, qtbot) -> None:
    page = deputies(window)
    enter_deputy(ledger, "陈志强")
    qtbot.waitUntil(lambda: texts(page) == ["陈志强"])
    qtbot.waitUntil(lambda: window.navigation.entries[jobs.DEPUTIES]._count == "1")


def test_copied_rows_leave_private_columns_out(window, ledger, qtbot, qapp) -> None:
    row_id = enter_deputy(ledger, "陈志强", phone="19900001234")
    page = deputies(window)
    page.choose(row_id)
    page.do("copy")
    assert "陈志强" in qapp.clipboard().text()
    assert "19900001234" not in qapp.clipboard().text()


def test_the_panel_stands_beside_in_a_wide_window_and_over_in_a_narrow_one(window, ledger, qtbot) -> None:
    row_id = enter_deputy(ledger, "陈志强")
    page = deputies(window)
    qtbot.waitUntil(
        lambda: page.panel.isVisible() and page.panel.geometry().left() > page.table.geometry().right()
    )
    window.resize(911, 512)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    page.choose(row_id)
    page.table.opened.emit(0)
    assert page.panel.isVisible()
    assert page.panel.geometry().right() <= page.width()
    qtbot.keyClick(page.panel, KEYS.Key_Escape)
    assert not page.panel.isVisible()


def test_only_what_narrows_the_list_looks_chosen(window, ledger) -> None:
    first, _ = (enter_deputy(ledger, name) for name in ("王芳", "何秀兰"))
    window.open_page("deputies")
    page = window.list_shown()
    page.narrow({}, "接待群众 59人次", [first])
    header = page.header
    assert header._equals_pill.isChecked()
    assert not header.pills[""].isChecked()
    header.pills[""].click()
    assert header._equals_pill.isHidden()
    assert header.pills[""].isChecked()
    assert len(page.model.ids) == 2


def test_a_filter_chosen_within_a_narrowed_list_stays_when_that_is_lifted(window, ledger) -> None:
    first, _ = (enter_deputy(ledger, name) for name in ("王芳", "何秀兰"))
    window.open_page("deputies")
    page = window.list_shown()
    page.narrow({}, "接待群众 59人次", [first])
    page.header.pills["in_office"].click()
    page.header._equals_pill.click()
    assert page.header.filter == "in_office"
    assert page.header.pills["in_office"].isChecked()
    assert len(page.model.ids) == 2


def test_pills_are_counted_when_a_page_comes_back_before_it_was_counted(window, ledger, qtbot) -> None:
    enter_deputy(ledger, "王芳")
    window.open_page("deputies")
    page = window.list_shown()
    page.reload()
    window.open_page("settings")
    qtbot.wait(20)
    window.open_page("deputies")
    qtbot.waitUntil(lambda: page.header.pills[""].text() == "全部 1")


def test_who_has_left_is_not_in_the_daily_list_but_can_be_found(window, ledger) -> None:
    stays, left = enter_deputy(ledger, "王在任"), enter_deputy(ledger, "李离任")
    enter(
        ledger,
        "mandate_changes",
        mandate={"id": left},
        kind="调离",
        occurred_on="2022-10-08",
        end_reason="moved_away",
    )
    window.open_page("deputies")
    page = window.list_shown()
    assert page.model.ids == [stays]
    page.reveal(left)
    assert set(page.model.ids) == {stays, left}


def test_a_filter_word_stays_on_its_own_page(window, ledger, qtbot) -> None:
    for name in ("王芳", "何秀兰"):
        enter_deputy(ledger, name)
    page = deputies(window)
    page.header.filter_box.setFocus()
    qtbot.keyClicks(page.header.filter_box, "hxl")
    window.open_page("deputy_groups")  # before the pause after the last key is over
    assert window.list_shown().header.filter_box.text() == ""
    assert window.list_shown().query().find == ""
    qtbot.waitUntil(lambda: not page._timer.isActive())
    window.open_page("deputies")
    assert texts(page) == ["何秀兰"]  # what is shown is what the box says
