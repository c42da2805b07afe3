"""Tables as in WPS: widths, order, choice of columns, rows by value, sorting, copying; driven by mouse and keys."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.storage.machine import machine_settings
from tests.ui.conftest import enter, enter_deputy
from tests.ui.surfaces import dress
from ui.frame.window import Window
from ui.lists.column_chooser import GO, RESET, ColumnChooser
from ui.lists.list_page import ListPage
from ui.lists.value_filter import ValueFilter
from ui.open_ledger.workspace import Workspace

LEFT, KEYS = Qt.MouseButton.LeftButton, Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PEOPLE = (("王芳", "女", "镇"), ("李强", "男", "镇"), ("何秀兰", "女", "县"))


@pytest.fixture
def page(window: Window, ledger: Any, qtbot: Any) -> ListPage:
    enter(ledger, "terms", level="县", ordinal="16", started_on="2016-11-01")
    for number, (name, sex, level) in enumerate(PEOPLE):
        enter(ledger, "deputies", name=name, sex=sex, level=level, deputy_card_no=f"00{number}")
    window.open_page("deputies")
    return settled(window, qtbot)


def settled(window: Window, qtbot: Any) -> ListPage:
    shown = window.list_shown()
    assert shown is not None
    qtbot.waitUntil(lambda: not shown.table._room_timer.isActive() and shown.table.columnWidth(0) > 0)
    return shown


def again(window: Window, qtbot: Any) -> ListPage:
    """The same list in a window opened later."""
    later = Window(Workspace(window.workspace.ledger))
    qtbot.addWidget(later)
    later.keeps_ledger = True
    later.resize(window.size())
    later.show()
    later.open_page("deputies")
    return settled(later, qtbot)


def column_of(page: ListPage, key: str) -> int:
    return [field.key for field in page.model.columns].index(key)


def labels(page: ListPage) -> list[str]:
    return [field.label for field in page.model.columns]


def names(page: ListPage) -> list[str]:
    column = column_of(page, "name")
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def middle(page: ListPage, column: int) -> QPoint:
    head = page.table.head
    return QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)


def drag(page: ListPage, start: QPoint, end: QPoint) -> None:
    port = page.table.head.viewport()
    QTest.mouseMove(port, start)
    QTest.mousePress(port, LEFT, pos=start)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(port, start + (end - start) * step)
    QTest.mouseRelease(port, LEFT, pos=end)


def press_head(page: ListPage, key: str) -> None:
    QTest.mouseClick(page.table.head.viewport(), LEFT, pos=middle(page, column_of(page, key)))


def popup() -> ValueFilter:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, ValueFilter) and w.isVisible())


def press_funnel(page: ListPage, key: str) -> ValueFilter:
    place = page.table.head.funnel_of(column_of(page, key)).center()
    QTest.mouseMove(page.table.head.viewport(), place)
    QTest.mouseClick(page.table.head.viewport(), LEFT, pos=place)
    return popup()


def test_a_width_stays_as_she_set_it_and_fits_every_font_size(page, window, qtbot, qapp) -> None:
    table, column = page.table, column_of(page, "sex")
    border = QPoint(table.head.sectionViewportPosition(column) + table.columnWidth(column) - 1, 10)
    before = table.columnWidth(column)
    drag(page, border, border + QPoint(60, 0))
    width = table.columnWidth(column)
    assert width == before + 60
    window.resize(1100, 700)  # a narrower window scrolls; her widths stay
    enter_deputy(window.workspace.ledger, "赵一")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    settled(window, qtbot)
    assert table.columnWidth(column) == width
    try:
        dress(qapp, "largest")
        wider = again(window, qtbot)
        assert wider.table.columnWidth(column) == round(width * 18 / 14)
    finally:
        dress(qapp)
    assert machine_settings()["lists"]["deputies"]["widths"]["sex"] == width


def test_a_column_is_dragged_elsewhere_and_stays_there(page, window, qtbot) -> None:
    order = labels(page)
    start = middle(page, 0)
    end = middle(page, 2) + QPoint(page.table.columnWidth(2) - 20, 0)
    drag(page, start, end)
    moved = [order[1], order[2], order[0], *order[3:]]
    assert labels(page) == moved
    assert [page.table.head.visualIndex(column) for column in range(3)] == [0, 1, 2]
    assert labels(again(window, qtbot)) == moved
    assert names(page) == names(again(window, qtbot))


def test_columns_are_chosen_and_ordered_by_keyboard(page, window, qtbot, answers) -> None:
    def choose(dialog: ColumnChooser) -> None:
        rows = dialog.list
        rows.show()
        QTest.keyClick(rows, KEYS.Key_Down)  # 性别
        QTest.keyClick(rows, KEYS.Key_Space)
        QTest.keyClick(rows, KEYS.Key_End)
        QTest.keyClick(rows, KEYS.Key_Space)
        while rows.currentRow() > 0:
            QTest.keyClick(dialog.up, KEYS.Key_Space)
        dialog._answered(GO)

    order = labels(page)
    last = page.register.fields[-1]
    others = [field.label for field in page.register.fields if field.label not in order]
    answers.give("QDialog.exec", choose)
    QTest.mouseClick(page.header.columns_button, LEFT)
    assert labels(page) == [others[-1] if others else last.label, order[0], *order[2:]]
    assert labels(again(window, qtbot)) == labels(page)
    answers.give("QDialog.exec", lambda dialog: dialog._answered(RESET))
    QTest.mouseClick(page.header.columns_button, LEFT)
    assert labels(page) == order
    assert "lists" not in machine_settings() or "deputies" not in machine_settings()["lists"]


def test_no_column_at_all_cannot_be_chosen(page, qtbot) -> None:
    dialog = ColumnChooser(page, page.register, page.model.columns[:1])
    qtbot.addWidget(dialog)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.buttons[GO].isEnabled()


def test_what_this_machine_remembers_of_other_versions_is_left_out(page, window, qtbot) -> None:
    from app.storage.machine import remember

    remember(lists={"deputies": {"columns": ["gone", "name", "sex"], "widths": {"gone": 80}}})
    later = again(window, qtbot)
    assert labels(later) == ["姓名", "性别"]
    assert later.table.own_widths == {}


def test_rows_are_chosen_by_value_in_the_head(page, qtbot) -> None:
    window = press_funnel(page, "level")
    texts = [window.list.item(row).text() for row in range(window.list.count())]
    assert texts == ["镇  2", "县  1"]
    QTest.keyClick(window.list, KEYS.Key_Down)
    QTest.keyClick(window.list, KEYS.Key_Space)
    assert names(page) == ["何秀兰"]
    QTest.keyClick(window.list, KEYS.Key_Escape)
    assert page.header.value_pills["level"].text() == "级别：县  ×"
    assert page.query().chosen == {"level": ("county",)}  # so it is exported and printed as it is seen
    window = press_funnel(page, "sex")
    assert window.list.count() == 1  # only what is left to choose from
    window.close()
    QTest.mouseClick(page.header.value_pills["level"], LEFT)
    assert len(names(page)) == 3 and "level" not in page.header.value_pills
    press_funnel(page, "sex")
    QTest.keyClick(popup().list, KEYS.Key_Space)
    popup().close()
    QTest.mouseClick(page.header.pills[""], LEFT)  # 全部 means all of them
    assert len(names(page)) == 3


def test_values_are_chosen_by_keyboard_too(page) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, column_of(page, "sex")))
    QTest.keyClick(page.table, KEYS.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(popup().list, KEYS.Key_Space)
    QTest.keyClick(popup().list, KEYS.Key_Escape)
    assert len(names(page)) in (1, 2) and "sex" in page.header.value_pills


def test_a_funnel_does_not_sort_and_a_third_press_sorts_back(page) -> None:
    own = names(page)
    press_funnel(page, "level").close()
    assert page.query().order == ()
    shown = []
    for _ in range(3):
        press_head(page, "deputy_card_no" if "deputy_card_no" in labels(page) else "sex")
        shown.append((page.query().order, page.table.head.isSortIndicatorShown()))
    assert shown == [(("sex",), True), (("-sex",), True), ((), False)]
    assert names(page) == own


def test_rows_and_one_cell_are_copied(page, qapp, qtbot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, KEYS.Key_A, CTRL)
    page.table.selectAll()
    QTest.keyClick(page.table, KEYS.Key_C, CTRL)
    lines = qapp.clipboard().text().split("\n")
    assert lines[0].split("\t") == labels(page)
    assert [line.split("\t")[0] for line in lines[1:]] == names(page)
    html = qapp.clipboard().mimeData().html()
    assert html.count("<tr>") == 4 and "mso-number-format" in html
    page.table.setCurrentIndex(page.model.index(0, column_of(page, "sex")))
    QTest.keyClick(page.table, KEYS.Key_C, CTRL | SHIFT)
    assert qapp.clipboard().text() == page.model.index(0, column_of(page, "sex")).data()


@pytest.mark.parametrize("width", [1366, 911])
def test_a_double_click_opens_the_form(page, window, width) -> None:
    window.resize(width, 600)
    QTest.qWait(0)
    port = page.table.viewport()
    line = page.table.visualRect(page.model.index(1, 0))
    place = QPoint(port.width() - 30, line.center().y())  # where a panel over the list would come
    QTest.mouseClick(port, LEFT, pos=place)
    assert page.panel.isVisible() == (width == 1366)
    QTest.mouseDClick(port, LEFT, pos=place)
    assert window._form is not None
    assert window._form.row_id == page.model.ids[1]


def test_selected_rows_offer_what_can_be_done_with_them(page, window, ledger, qtbot, answers, qapp) -> None:
    bar = page.selection
    page.table.setFocus()
    assert not bar.isVisible()
    QTest.keyClick(page.table, KEYS.Key_Down, SHIFT)
    assert bar.isVisible() and bar._count.text() == "已选 2 名"
    exported = []
    answers.give("QDialog.exec", lambda dialog: exported.append(dialog.only_selected.isChecked()))
    QTest.mouseClick(bar.buttons["导出"], LEFT)
    assert exported == [True]
    QTest.mouseClick(bar.buttons["复制"], LEFT)
    assert len(qapp.clipboard().text().split("\n")) == 3

    def remove(dialog: Any) -> None:
        dialog.reason.setPlainText("重复登记")
        dialog._answered("移入回收站")

    answers.give("QDialog.exec", remove)
    QTest.mouseClick(bar.buttons["删除…"], LEFT)
    assert ledger.count("deputies") == 1
    assert not bar.isVisible()
    window.resize(911, 512)
    window.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.table.selectAll()
    assert bar.isVisible() and all(button.isVisible() for button in bar.buttons.values())
    page.choose(page.model.ids[0])
    for line in (1, 2):
        place = page.table.visualRect(page.model.index(line, 0)).center()
        QTest.mouseClick(page.table.viewport(), LEFT, CTRL, place)
    qtbot.waitUntil(lambda: not page._click.isActive())
    assert bar._count.text() == "已选 3 名"
    assert not page.panel.isVisible()  # nothing lies over the rows being selected
    QTest.mouseClick(page.table.viewport(), LEFT, pos=place)
    qtbot.waitUntil(page.panel.isVisible)


def test_columns_without_room_are_told_and_blank_ones_go_first(page, window, qtbot) -> None:
    window.resize(620, 512)
    qtbot.waitUntil(lambda: "未显示" in page.header.columns_button.text())
    left_out = page.columns.left_out()
    assert f"列（{len(left_out)} 列未显示）" == page.header.columns_button.text()
    assert all(label in page.header.columns_button.toolTip() for label in left_out)
    assert not {"姓名", "级别", "状态"} & set(left_out)
    blank = [f.label for f in page.model.columns if f.key in ("employer_position", "delegation")]
    assert set(blank) & set(left_out)
    window.resize(1900, 900)
    qtbot.waitUntil(lambda: page.header.columns_button.text() == "列")
