"""Importing in the window: judged first, written as one act, taken back as one."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.kept_ledgers import copied_elsewhere, enter
from tests.ui.conftest import enter_deputy
from tests.ui.hands import CONTROL, Hands
from tests.ui.surfaces import wait_for_jobs
from ui.importing.import_sheets import SheetCard
from ui.importing.import_wizard import OTHER, ImportWizard

ROSTER = "姓名,性别,出生年月,级别,联系电话\n王芳,女,1975.3,镇,19900000001\n何秀兰,女,1982.11,镇,19900000002\n"
DOUBTFUL = "姓名,性别,出生年月,级别\n王芳,女,1975.3,镇\n何秀兰,女,1975.13,镇\n"
ODD = "谁,男女,何时生,哪级\n王芳,女,1975.3,镇\n何秀兰,女,1982.11,镇\n"


def opened(window, answers, register: str) -> ImportWizard:
    """The import of a register; the file dialog that opens by itself is closed."""
    answers.give("QFileDialog.getOpenFileName", ("", ""))
    window.open_import(register)
    return window._form


@pytest.fixture
def wizard(window, answers) -> ImportWizard:
    return opened(window, answers, "deputies")


def read(wizard, tmp_path, qtbot, words: str, name: str = "名册.csv") -> None:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    qtbot.wait(1)
    wizard.read(path)
    qtbot.waitUntil(lambda: wizard._title.text().endswith(path.name))


def test_a_clean_roster_is_one_press_away_and_one_act(
    window, wizard, ledger, tmp_path, qtbot, answers
) -> None:
    read(wizard, tmp_path, qtbot, ROSTER)
    assert wizard.commit_button.text() == "导入 2 名"
    wizard.commit_button.click()
    qtbot.waitUntil(lambda: ledger.count("deputies") == 2)
    qtbot.waitUntil(lambda: "已导入" in window.toast._words.text())
    answers.give("QDialog.exec", lambda dialog: dialog._answered("撤销这一步"))
    window.undo()  # an import is named before it goes, however few rows it had
    assert ledger.count("deputies") == 0


def drop(wizard, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    wizard.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_dropped_file_takes_nothing_away_unasked(wizard, ledger, tmp_path, qtbot, answers) -> None:
    """Ticks are asked about; a file that cannot be read, and several at once, leave the one before as it was."""
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    wizard.rows.model.tick([0], True)
    other, broken = tmp_path / "另一个.csv", tmp_path / "坏的.xlsx"
    other.write_text(ROSTER, encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04" + b"x" * 100)
    answers.give("QDialog.exec", lambda dialog: dialog._answered("不换"))
    drop(wizard, other)
    assert wizard._title.text().endswith("名册.csv")
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    drop(wizard, other, broken)
    answers.give("QDialog.exec", lambda dialog: dialog._answered(OTHER))
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))  # it cannot be read
    drop(wizard, broken)
    wait_for_jobs()
    assert wizard._title.text().endswith("名册.csv")
    assert wizard.commit_button.text() == "导入 2 名"
    wizard.commit_button.click()
    qtbot.waitUntil(lambda: ledger.count("deputies") == 2)


def test_doubtful_rows_wait_for_a_tick(wizard, ledger, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    model = wizard.rows.model
    assert [model.entry(line).values["name"] for line in range(model.rowCount())] == ["何秀兰"]
    assert wizard.commit_button.text() == "导入 1 名"
    model.tick([0], True)
    assert wizard.commit_button.text() == "导入 2 名"
    model.tick([0], False)
    wizard.commit_button.click()
    qtbot.waitUntil(lambda: ledger.count("deputies") == 1)
    result = wizard._stack.currentWidget
    qtbot.waitUntil(lambda: hasattr(result(), "left_out"))
    assert "待确认 1" in result().left_out.text()


def test_the_cells_own_text_stands_beside_the_value_read(wizard, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    told = [label.text() for label in wizard.rows._detail.findChildren(QLabel)]
    assert "原文：1975.13" in told


def test_what_the_sheet_leaves_open_is_asked_before_the_rows(wizard, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, ODD)
    assert wizard._stack.currentWidget() is wizard.questions
    texts = [label.text() for label in wizard.questions.findChildren(QLabel)]
    assert any("1975.3" in text for text in texts), texts
    assert any(combo.findData("birth_date") >= 0 for _, combo in wizard.questions.answers)
    assert wizard.window().focusWidget() is wizard.questions.answers[0][1]
    wizard.questions.confirm_button.click()
    qtbot.waitUntil(lambda: wizard._stack.currentWidget() is wizard.rows)
    assert wizard.session.preview.questions == ()
    assert [entry.values["name"] for entry in wizard.session.preview.rows] == ["王芳", "何秀兰"]


@pytest.mark.parametrize(
    ("words", "remembers"),
    [
        ("标题,建议人,承办单位\n关于修路的建议,王芳,水利站\n", "仍会再问"),
        ("登记日期,标题,建议人,承办单位\n2022-03-01,关于修路的建议,王芳,水利站\n", "同样的表下次不再问。"),
    ],
)
def test_what_each_file_says_anew_is_not_promised_to_be_remembered(
    window, answers, tmp_path, qtbot, words, remembers
) -> None:
    wizard = opened(window, answers, "suggestions")
    read(wizard, tmp_path, qtbot, words, "建议.csv")
    codes = [question.code for question, _ in wizard.questions.answers]
    assert ("date" in codes, len(codes) > 0) == ("仍会再问" in remembers, True)
    assert wizard.questions._words.text().endswith(("）。", "。"))
    assert remembers in wizard.questions._words.text()


def test_headings_nobody_knows_are_corrected_and_remembered(wizard, window, ledger, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, ODD)
    wizard.sheets_button.click()
    card = wizard.sheets.cards[0]
    assert isinstance(card, SheetCard)
    card.taken.setChecked(True)
    for letter, key in {"A": "name", "B": "sex", "C": "work_started_on"}.items():
        combo = card._combos[letter]
        combo.setCurrentIndex(combo.findData(key))
    wizard.sheets.name.setText("本镇旧表")
    wizard.sheets.apply()
    qtbot.waitUntil(lambda: wizard._stack.currentWidget() is not wizard.sheets)
    read(wizard, tmp_path, qtbot, ODD.replace("王芳", "李桂英"), "另一张.csv")
    qtbot.waitUntil(lambda: wizard._stack.currentWidget() is wizard.rows)
    values = wizard.session.preview.rows[0].values
    assert (values["name"], values["work_started_on"].iso) == ("李桂英", "1975-03")


def test_the_file_of_another_ledger_is_imported_there_with_one_press(
    window, tmp_path, qtbot, answers
) -> None:
    """Nothing is typed or chosen again, and the first ledger keeps nothing of it."""
    answers.give("QFileDialog.getOpenFileName", ("", ""))
    window.open_import("electoral_districts")
    wrong = window._form
    read(wrong, tmp_path, qtbot, ROSTER)
    assert wrong.meant_button.text() == "导入到“代表名册”"
    assert "看起来是“代表名册”" in wrong._subtitle.text()
    assert window.focusWidget() is wrong.meant_button
    wrong.meant_button.click()
    qtbot.waitUntil(lambda: window._form.commit_button.text() == "导入 2 名")
    assert window._form.register.key == "deputies"
    assert window.imports.take("electoral_districts") is None


def test_a_file_that_says_nothing_is_offered_to_no_other_ledger(wizard, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, "甲,乙,丙,丁\n1,2,3,4\n")
    assert wizard.meant_button.isHidden()


def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(
    wizard, ledger, tmp_path, qtbot, answers
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    told = []

    def answer(dialog) -> None:
        told.append(dialog)
        dialog._answered("知道了")

    answers.give("QDialog.exec", answer)
    qtbot.wait(1)
    wizard.read(path)
    qtbot.waitUntil(lambda: bool(told))
    assert ledger.undoable() is None


def test_rows_left_out_are_written_beside_the_file(wizard, tmp_path, qtbot, answers) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    wizard.commit_button.click()
    result = wizard._stack.currentWidget
    qtbot.waitUntil(lambda: hasattr(result(), "left_out"))
    target = tmp_path / "未导入.xlsx"
    answers.give("QFileDialog.getSaveFileName", (str(target), ""))
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    result()._export()
    qtbot.waitUntil(lambda: not answers.left_over())
    assert target.stat().st_size > 1000


def imported(wizard, ledger, tmp_path, qtbot, words: str) -> QPushButton:
    """Read and written; gives the button that takes it back."""
    read(wizard, tmp_path, qtbot, words)
    wizard.commit_button.click()
    wait_for_jobs()
    page = wizard._stack.currentWidget()
    return next(one for one in page.findChildren(QPushButton) if one.text() == "撤销这次导入")


def test_only_this_import_is_taken_back_by_its_own_button(
    window, wizard, ledger, tmp_path, qtbot, answers
) -> None:
    """Ctrl+Z has taken it back already: the same button once more would have taken an older act."""
    enter_deputy(ledger, "李明")
    button = imported(wizard, ledger, tmp_path, qtbot, ROSTER)
    answers.give("QDialog.exec", lambda dialog: dialog._answered("撤销这一步"))
    window.undo()
    answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
    button.click()
    assert ledger.count("deputies") == 1
    window.redo()
    button.click()
    assert [row["name"] for row in ledger.rows("deputies", ledger.ids("deputies"))] == ["李明"]


def test_an_import_into_a_signed_year_is_taken_back_with_a_reason(
    window, ledger, tmp_path, qtbot, answers
) -> None:
    copied_elsewhere(ledger)
    enter(ledger, "filed_years", filed_for="2021", signed_on="2022-03-01")

    def give(words: str, button: str) -> None:
        def answer(question) -> None:
            question.reason.setPlainText(words)
            question._answered(button)

        answers.give("QDialog.exec", answer)

    answers.give("QFileDialog.getOpenFileName", ("", ""))
    window.open_import("trainings")
    qtbot.waitUntil(lambda: not answers.left_over())
    give("移交时漏登了", "补登")
    words = "培训日期,培训内容\n2021-06-01,学习代表法\n"
    button = imported(window._form, ledger, tmp_path, qtbot, words)
    (row,) = ledger.ids("trainings")
    give("导错了文件", "更正")
    button.click()
    assert ledger.ids("trainings") == []
    assert [change.why for change in ledger.history("trainings", row)] == ["导错了文件", "移交时漏登了"]


def test_leaving_writes_nothing(window, wizard, ledger, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, ROSTER)
    wizard.leave()
    assert window._form is None
    assert ledger.count("deputies") == 0


def test_a_roster_of_another_term_is_read_for_the_term_the_clerk_names(
    wizard, ledger, tmp_path, qtbot
) -> None:
    read(wizard, tmp_path, qtbot, ROSTER)
    choice = wizard.rows.term
    choice.term.setCurrentIndex(choice.term.findData(15))
    choice.chosen.emit()
    qtbot.waitUntil(lambda: "第十五届" in wizard._notes.text())
    wizard.commit_button.click()
    qtbot.waitUntil(lambda: ledger.count("deputies") == 2)
    assert sorted(row["ordinal"] for row in ledger.rows("terms", ledger.ids("terms"))) == [15, 16]


def test_the_reason_stands_right_beside_the_verdict(wizard, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    model = wizard.rows.model
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads[2:4] == ["判定", "原因"]
    assert "1975.13" in model.index(0, 3).data()
    wizard.rows.table.share_room()
    assert wizard.rows.table.columnWidth(3) >= 200


def test_examples_are_whole_or_say_that_they_were_cut(wizard, tmp_path, qtbot) -> None:
    long = "迳口镇下寮村村民委员会党支部书记兼村委会主任"
    read(wizard, tmp_path, qtbot, f"姓名,身份证,单位\n王芳,999999197503121221,{long}\n")
    card = SheetCard(
        wizard.session.register, wizard.session.preview.workbook.sheets[0], wizard.session.preview
    )
    qtbot.addWidget(card)
    told = [label.text() for label in card.findChildren(QLabel)]
    assert "999999197503121221" in told
    assert next(words for words in told if words.startswith("迳口镇下寮村")).endswith("…")


def esc(qtbot, window) -> None:
    """With the keyboard where the step itself has put it."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert window._form.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_esc_keeps_file_and_ticks(window, wizard, ledger, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    wizard.rows.model.tick([0], True)
    esc(qtbot, window)
    assert window._form is None
    assert window.list_shown().register.key == "deputies"
    window.open_import("deputies")
    assert window._form is wizard
    assert wizard.commit_button.text() == "导入 2 名"


def test_an_import_gone_to_by_the_search_has_the_keyboard(window, wizard, tmp_path, qtbot) -> None:
    """The box to choose a file, and the rows of a file that waited: Ctrl+Enter goes on from there."""
    hands = Hands(window)

    def begin() -> None:
        hands.press(Qt.Key.Key_K, CONTROL)
        hands.write("导入代表名册")
        hands.press(Qt.Key.Key_Return)

    begin()
    assert wizard_place(window) is not None
    read(window._form, tmp_path, qtbot, ROSTER)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)  # the progress of the reading
    window.activateWindow()  # a window system does it; offscreen nobody else would
    QTest.qWaitForWindowActive(window)
    window.open_page("desk")
    begin()
    assert window.focusWidget() is window._form.rows.table


def wizard_place(window):
    """What of the import on screen has the keyboard."""
    place = window.focusWidget()
    return place if window._form.isAncestorOf(place) else None


def test_what_was_ticked_stays_when_the_ledger_changed_meanwhile(
    window, wizard, ledger, tmp_path, qtbot
) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    wizard.rows.model.tick([0], True)
    esc(qtbot, window)
    enter_deputy(ledger, "王芳", birth_date="1975.3", sex="女")
    window.open_import("deputies")
    qtbot.waitUntil(lambda: not wizard.session.is_outdated())
    qtbot.waitUntil(lambda: wizard.commit_button.text() == "导入 1 名")  # 何秀兰; 王芳 is there by now
    wizard.commit_button.click()
    qtbot.waitUntil(lambda: wizard.session.is_committed)
    assert ledger.count("deputies") == 2
    wizard.leave()
    assert window.imports.take("deputies") is None


def test_esc_goes_back_one_step(window, wizard, tmp_path, qtbot) -> None:
    read(wizard, tmp_path, qtbot, ODD)
    wizard.questions.confirm_button.click()
    qtbot.waitUntil(lambda: wizard._stack.currentWidget() is wizard.rows)
    wizard.sheets_button.click()
    esc(qtbot, window)
    assert wizard._stack.currentWidget() is wizard.rows
    esc(qtbot, window)
    assert wizard._stack.currentWidget() is wizard.questions
    assert wizard.questions.answers
    esc(qtbot, window)
    assert window._form is None


def test_ticks_are_lost_only_when_that_is_wanted(window, wizard, ledger, tmp_path, qtbot, answers) -> None:
    read(wizard, tmp_path, qtbot, DOUBTFUL)
    wizard.rows.model.tick([0], True)
    answers.give("QFileDialog.getOpenFileName", (str(tmp_path / "另一个.csv"), ""))
    answers.give("QDialog.exec", lambda dialog: dialog.buttons["不换"].click())
    wizard.choose_file()
    assert wizard.session.accepted == {1}
    esc(qtbot, window)
    window.keeps_ledger = False
    answers.give("QDialog.exec", lambda dialog: dialog.buttons["返回"].click())
    window.close()
    assert window.isVisible()
    window.keeps_ledger = True


def test_the_page_goes_to_the_year_of_what_was_imported(window, ledger, tmp_path, qtbot, answers) -> None:
    window.workspace.year = 2022
    answers.give("QFileDialog.getOpenFileName", ("", ""))
    window.open_import("sessions")
    read(
        window._form, tmp_path, qtbot, "届次,次数,开幕日期,闭幕日期\n16,1,2021-12-02,2021-12-03\n", "会议.csv"
    )
    wizard = window._form
    qtbot.waitUntil(lambda: wizard.session.preview is not None)
    if wizard._stack.currentWidget() is wizard.questions:
        wizard.questions.confirm_button.click()
    qtbot.waitUntil(lambda: wizard._stack.currentWidget() is wizard.rows)
    wizard.session.accepted = set(range(len(wizard.session.preview.rows)))
    wizard._count()
    wizard.commit_button.click()
    qtbot.waitUntil(lambda: ledger.count("sessions") == 1)
    qtbot.waitUntil(lambda: window.workspace.year == 2021)


def test_the_year_shown_in_the_window_never_goes_before_that_of_the_title(
    window, answers, tmp_path, qtbot
) -> None:
    wizard = opened(window, answers, "receptions")
    assert window.workspace.chosen_year != 2019
    read(
        wizard,
        tmp_path,
        qtbot,
        "2019年接待登记\n接待日期,来访人,反映事项\n3.15,李四,修路\n4.2,周五,水压\n",
        "接待.csv",
    )
    assert "year" not in [question.code for question, _ in wizard.questions.answers]
    assert {str(entry.values["held_on"])[:4] for entry in wizard.session.preview.rows} == {"2019"}


def test_days_without_a_year_are_asked_once_and_another_year_may_be_typed(
    window, answers, tmp_path, qtbot
) -> None:
    wizard = opened(window, answers, "receptions")
    read(wizard, tmp_path, qtbot, "接待日期,来访人,反映事项\n3.15,李四,修路\n4.2,周五,水压\n", "接待.csv")
    [combo] = [combo for question, combo in wizard.questions.answers if question.code == "year"]
    combo.setEditText("2018")
    wizard.questions.confirm_button.click()
    qtbot.waitUntil(lambda: wizard._stack.currentWidget() is wizard.rows)
    assert {str(entry.values["held_on"])[:4] for entry in wizard.session.preview.rows} == {"2018"}
    assert not any("day_no_year" in {p.code for p in entry.problems} for entry in wizard.session.preview.rows)
