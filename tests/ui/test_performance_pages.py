"""The pages of performance: a number opens its records, a name the deputy's year or score, publishing asks first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.kept_ledgers import new_ledger, open_ledger, sample_folder
from ui.frame.window import Window
from ui.open_ledger.workspace import Workspace
from ui.printing.preview import Preview


@pytest.fixture
def window(qtbot: Any, tmp_path: Any) -> Iterator[Window]:
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as ledger:
        shown = Window(Workspace(ledger))
        qtbot.addWidget(shown)
        shown.keeps_ledger = True
        shown.resize(911, 512)
        shown.show()
        shown.workspace.year = 2022
        yield shown
        shown.close()


def page_of(window: Window, key: str) -> Any:
    window.open_page(key)
    return window.page(key)


def choose(page: Any, box: Any, key: object) -> None:
    box.setCurrentIndex(box.findData(key))
    page.show_chosen()


def test_a_number_opens_its_records_and_a_name_the_year(window: Window, qtbot: Any) -> None:
    page = page_of(window, "performance_matrix")
    grid = page.view.grid
    assert page.days.text() == "2022年1月1日至2022年12月31日"
    grid.setFocus()
    grid.setCurrentCell(0, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    shown = window.list_shown()
    assert shown is not None and shown.register.key == "performance_records"
    assert len(shown.model.ids) == int(grid.item(0, 2).text())
    page = page_of(window, "performance_matrix")
    name = grid.item(1, 0).text()
    page.view.open_cell(1, 0)
    year = window.page("deputy_year")
    assert year.isVisible() and year.deputy.currentText() == name
    assert year.view.grid.item(year.view.grid.rowCount() - 1, 1).text() == grid.item(1, 2).text()


def test_the_kind_of_year_the_form_and_the_level(window: Window) -> None:
    page = page_of(window, "performance_matrix")
    choose(page, page.kind, "register")
    assert page.days.text() == "2022年4月1日至2023年3月31日"
    choose(page, page.form, "四会市十三类履职统计表")
    assert page.view.grid.columnCount() == 3 + 13 + 3
    choose(page, page.level, "county")
    assert "县" in page.view.table.unit_line[2]
    choose(page, page.kind, "congress")
    assert page.days.text() == "2022年4月3日至2023年4月2日"
    window.workspace.year = 2001
    assert page.problem.isVisible() and not page.view.isVisible()


def test_a_year_without_deputies_prints_no_table_of_the_year_before(window: Window, answers: Any) -> None:
    keys = ("performance_gaps", "deputy_year", "scores")
    assert all(page_of(window, key).view.table for key in keys)
    matrix = page_of(window, "performance_matrix")
    window.workspace.year = 2001
    for place in range(matrix.form.count()):
        choose(matrix, matrix.form, matrix.form.itemData(place))
        assert matrix.problem.isVisible() and matrix.view.table is None
    for key in keys:
        page = page_of(window, key)
        assert page.problem.isVisible() and page.view.table is None
    for act in ("print", "export"):
        answers.give("QDialog.exec", lambda dialog: dialog._answered("知道了"))
        matrix.do(act)


def test_reminders_name_who_has_not(window: Window, qtbot: Any) -> None:
    page = page_of(window, "performance_gaps")
    grid = page.view.grid
    marks = sum(grid.item(row, 3).text() == "●" for row in range(grid.rowCount() - 1))
    assert marks == int(grid.item(grid.rowCount() - 1, 3).text())
    qtbot.mouseClick(
        next(button for button in page.findChildren(QPushButton) if button.text() == "打印提醒单"),
        Qt.MouseButton.LeftButton,
    )
    qtbot.waitUntil(lambda: bool(window.findChildren(Preview)))
    preview = window.findChildren(Preview)[-1]
    assert [paper.called.split()[1] for paper in preview._papers] == [
        line[0].text for line in page.view.table.lines
    ]
    preview.reject()


def test_scores_line_by_line_published_and_withdrawn(window: Window, answers: Any) -> None:
    page = page_of(window, "scores")
    assert page.publish.isVisible() and not page.withdraw.isVisible() and not page.adopt.isVisible()
    total = page.view.grid.item(0, 2).text()
    page.view.open_cell(0, 0)
    grid = page.view.grid
    assert grid.item(grid.rowCount() - 1, 3).text() == total
    choose(page, page.shown, "sheet")
    answers.give("QDialog.exec", lambda dialog: dialog._answered("取消"))
    page.ask_publishing()
    assert page.publish.isVisible()
    answers.give("QDialog.exec", lambda dialog: dialog._answered("公布"))
    page.ask_publishing()
    assert page.withdraw.isVisible() and "公布" in page.view.table.unit_line[2]
    choose(page, page.shown, "public")
    assert page.view.grid.columnCount() == 5
    answers.give("QDialog.exec", lambda dialog: dialog._answered("撤回公布"))
    page.ask_withdrawing()
    assert page.publish.isVisible()


def test_a_town_without_a_scheme_takes_one_over(qtbot: Any, tmp_path: Any, answers: Any) -> None:
    with new_ledger(
        tmp_path / "data", today=date(2022, 12, 31), term=16, term_started=date(2016, 11, 10)
    ) as ledger:
        shown = Window(Workspace(ledger))
        qtbot.addWidget(shown)
        shown.keeps_ledger = True
        shown.show()
        page = page_of(shown, "scores")
        assert page.problem.isVisible() and page.adopt.isVisible()
        answers.give("QDialog.exec", lambda dialog: dialog._answered("采用"))
        page.ask_preset()
        assert not page.adopt.isVisible() and ledger.count("score_schemes") == 1
        shown.close()
