"""In the preview of an import a doubtful cell is corrected where it is shown, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.ui.conftest import enter_deputy
from tests.ui.hands import CONTROL, SHIFT, Hands
from tests.ui.surfaces import wait_for_jobs
from tests.ui.test_import_wizard import read, wizard  # noqa: F401 - a fixture
from ui.look.lines import Line

DOUBTFUL = "姓名,性别,出生年月,级别\n王芳,女,1975.3,镇\n何秀兰,女,1975.13,镇\n李桂英,她,1980.14,镇\n"


@pytest.fixture
def hands(window) -> Hands:
    return Hands(window)


def amend(hands, words: str) -> None:
    hands.press(Qt.Key.Key_F2)
    assert isinstance(hands.place, QLineEdit)
    hands.write(words)
    hands.press(Qt.Key.Key_Return)
    wait_for_jobs()


def here(wizard) -> tuple[str, str]:  # noqa: F811
    index = wizard.rows.table.currentIndex()
    model = wizard.rows.model
    heading = model.headerData(index.column(), Qt.Orientation.Horizontal)
    return model.entry(index.row()).values["name"], heading


def begin(wizard, window, tmp_path, qtbot, words: str) -> None:  # noqa: F811
    read(wizard, tmp_path, qtbot, words)
    wait_for_jobs()
    window.activateWindow()
    qtbot.waitUntil(lambda: wizard.rows.table.hasFocus())


def test_from_doubt_to_doubt_each_corrected_and_judged_at_once(
    wizard, window, ledger, hands, tmp_path, qtbot  # noqa: F811
) -> None:  # fmt: skip
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    assert wizard.commit_button.text() == "导入 1 名"
    for size, is_low in (((911, 512), True), ((1366, 768), False)):
        window.resize(*size)
        QApplication.processEvents()
        table = wizard.rows.table
        assert table.viewport().height() >= 4 * table.verticalHeader().defaultSectionSize()
        assert wizard._subtitle.isHidden() == is_low  # the pills tell the same
    hands.press(Qt.Key.Key_F8)
    assert here(wizard) == ("何秀兰", "出生年月")
    amend(hands, "1975.12")
    assert here(wizard) == ("何秀兰", "出生年月")  # it stays in sight, the keyboard where it was
    assert wizard.rows.table.hasFocus()
    assert wizard.commit_button.text() == "导入 2 名"
    hands.press(Qt.Key.Key_F8)
    assert here(wizard) == ("李桂英", "性别")
    amend(hands, "女")
    hands.press(Qt.Key.Key_F8)
    assert here(wizard) == ("李桂英", "出生年月")
    hands.press(Qt.Key.Key_F8, SHIFT)  # the only one left
    assert here(wizard) == ("李桂英", "出生年月")
    amend(hands, "1980.1")
    assert not wizard.rows._next.isEnabled()
    hands.press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: ledger.count("deputies") == 3)
    births = {row["name"]: row["birth_date"].iso for row in ledger.rows("deputies", ledger.ids("deputies"))}
    assert births == {"王芳": "1975-03", "何秀兰": "1975-12", "李桂英": "1980-01"}


def test_what_was_typed_survives_leaving_and_the_file_s_own_text_brings_it_back(
    wizard, window, hands, tmp_path, qtbot  # noqa: F811
) -> None:  # fmt: skip
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    hands.press(Qt.Key.Key_F8)
    amend(hands, "1975.12")
    hands.press(Qt.Key.Key_Escape)
    assert window._form is None
    window.open_import("deputies")
    wait_for_jobs()
    assert wizard.commit_button.text() == "导入 2 名"
    words = [label.text() for label in wizard.rows._detail.findChildren(QLabel)]
    assert "文件里是：1975.13" in words
    wizard.rows.table.setFocus()
    amend(hands, "1975.13")
    assert not wizard.session.options.amendments
    assert wizard.commit_button.text() == "导入 1 名"


def test_a_word_that_comes_whole_opens_the_cell_and_stands_in_it(
    wizard, window, hands, tmp_path, qtbot  # noqa: F811
) -> None:  # fmt: skip
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_F8)
    hands.write("女")  # by handwriting: nothing is composed before
    assert (type(hands.place), hands.place.text()) == (Line, "女")
    hands.press(Qt.Key.Key_Return)
    wait_for_jobs()
    assert wizard.commit_button.text() == "导入 1 名"
    assert wizard.session.preview.rows[2].values["sex"] == "2"  # code of 女


def test_esc_in_a_cell_leaves_only_the_cell(wizard, window, hands, tmp_path, qtbot) -> None:  # noqa: F811
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_F2)
    hands.write("1975.12")
    hands.press(Qt.Key.Key_Escape)
    assert window._form is wizard
    assert not wizard.session.options.amendments
    assert wizard.rows.table.hasFocus()


def test_the_space_bar_ticks_from_any_column(wizard, window, hands, tmp_path, qtbot) -> None:  # noqa: F811
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_Space)
    assert wizard.commit_button.text() == "导入 2 名"
    hands.press(Qt.Key.Key_Space)
    assert wizard.commit_button.text() == "导入 1 名"


def test_a_box_that_is_open_is_not_closed_by_what_was_judged_meanwhile(
    wizard, window, hands, tmp_path, qtbot  # noqa: F811
) -> None:  # fmt: skip
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_F2)
    hands.write("1975.12")
    hands.press(Qt.Key.Key_Backtab, SHIFT)  # the next cell's box opens while the row is judged
    hands.write("男")
    wait_for_jobs()
    assert isinstance(hands.place, QLineEdit) and hands.place.text() == "男"
    hands.press(Qt.Key.Key_Return)
    wait_for_jobs()
    entry = wizard.session.preview.rows[1]
    assert (entry.values["birth_date"].iso, entry.values["sex"]) == ("1975-12", "1")


def test_enter_presses_the_button_that_has_the_keyboard(
    wizard, window, ledger, hands, tmp_path, qtbot  # noqa: F811
) -> None:  # fmt: skip
    begin(wizard, window, tmp_path, qtbot, DOUBTFUL)
    hands.press(Qt.Key.Key_Return, CONTROL)
    wait_for_jobs()
    assert hands.place.text() == "查看台账"
    hands.press(Qt.Key.Key_Return)
    assert window.list_shown().register.key == "deputies"


def test_old_and_new_stand_side_by_side(wizard, window, ledger, tmp_path, qtbot) -> None:  # noqa: F811
    enter_deputy(ledger, "王芳", birth_date="1975.3", sex="女", posts="组长")
    begin(wizard, window, tmp_path, qtbot, "姓名,性别,出生年月,级别,代表职务\n王芳,女,1975.3,镇,站长\n")
    labels = wizard.rows._detail.findChildren(QLabel)
    tops = {label.text(): label.mapTo(wizard, label.rect().topLeft()).y() for label in labels}
    assert tops["台账里"] == tops["文件里"]
    assert tops["组长"] == tops["站长"]


def test_four_hundred_rows_are_gone_through_by_key(wizard, window, hands, tmp_path, qtbot) -> None:  # noqa: F811
    lines = "".join(f"王{n:03d},女,{1950 + n % 50}.{3 if n % 20 else 13},镇\n" for n in range(400))
    begin(wizard, window, tmp_path, qtbot, "姓名,性别,出生年月,级别\n" + lines)
    wizard.rows.pills[""].click()
    wizard.rows.table.setFocus()
    visited = []
    for _ in range(20):
        hands.press(Qt.Key.Key_F8)
        visited.append(here(wizard))
        table = wizard.rows.table
        assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))
    assert len(set(visited)) == 20
