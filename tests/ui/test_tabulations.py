"""The pages of derived tables: what is shown, what a number opens, paper and workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.tabulation import Cell, Heading, Tabulation
from tests.kept_ledgers import new_ledger, open_ledger, sample_folder
from ui.frame.window import Window
from ui.lists.tabulation_view import TabulationView
from ui.open_ledger.workspace import Workspace
from ui.pages.figures.crosstab_page import CrosstabPage
from ui.pages.figures.vacancies_page import VacanciesPage
from ui.printing.preview import Preview


@pytest.fixture
def sample_window(qtbot, tmp_path):
    with open_ledger(sample_folder(tmp_path / "sample"), today=date(2022, 12, 31)) as ledger:
        made = Window(Workspace(ledger))
        qtbot.addWidget(made)
        made.keeps_ledger = True
        made.resize(1366, 768)
        made.show()
        made.workspace.year = 2022
        yield made
        made.close()


def test_the_cross_table_follows_the_choice_and_a_number_opens_its_rows(sample_window, qtbot) -> None:
    sample_window.open_page("crosstab")
    page = sample_window.page("crosstab")
    assert isinstance(page, CrosstabPage)
    qtbot.waitUntil(lambda: page.view.grid.rowCount() == 13)
    page.columns.setCurrentIndex(page.columns.findData("category"))
    page.show_chosen()
    assert page.problem.isVisible()
    page.columns.setCurrentIndex(page.columns.findData("site"))
    page.show_chosen()
    assert not page.problem.isVisible()
    grid = page.view.grid
    last = grid.rowCount() - 1
    assert grid.item(last, grid.columnCount() - 2).text() == "40"
    page.view.open_cell(last, grid.columnCount() - 2)
    shown = sample_window.list_shown()
    assert shown.register.key == "suggestions" and len(shown.model.ids) == 40


def test_a_name_in_the_first_column_opens_nothing_that_is_not_there(sample_window, qtbot) -> None:
    sample_window.open_page("crosstab")
    page = sample_window.page("crosstab")
    qtbot.waitUntil(lambda: page.view.grid.rowCount() == 13)
    page.view.open_cell(0, 0)
    assert sample_window.page("crosstab").isVisible()


def test_whose_numbers_they_are_stays_in_sight(window: Window) -> None:
    view = TabulationView(window.workspace)
    headings = (Heading("代表"), *(Heading(f"第{number}类", side="right") for number in range(30)))
    lines = tuple((Cell(f"代表{row}"), *(Cell("0", value=0) for _ in range(30))) for row in range(40))
    view.resize(600, 400)
    view.show_table(Tabulation("一览", "一览", headings, lines))
    view.show()
    column, grid = view.first_column, view.grid
    assert not column.isVisible()
    grid.horizontalScrollBar().setValue(300)
    grid.verticalScrollBar().setValue(200)
    assert column.isVisible() and column.width() == grid.columnWidth(0)
    assert [place for place in range(31) if not column.isColumnHidden(place)] == [0]
    row = grid.rowAt(50)
    assert row > 0 and column.rowAt(50) == row
    clicked: list[tuple[int, int]] = []
    grid.cellClicked.connect(lambda *cell: clicked.append(cell))
    QTest.mouseClick(column.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 50))
    assert clicked == [(row, 0)]
    grid.horizontalScrollBar().setValue(0)
    assert not column.isVisible()


def test_the_vacancies_of_a_day_and_the_record_behind_a_name(sample_window, qtbot) -> None:
    sample_window.open_page("vacancies")
    page = sample_window.page("vacancies")
    assert isinstance(page, VacanciesPage)
    qtbot.waitUntil(lambda: page.view.grid.rowCount() == 5)
    assert "名额60名，实有58名，出缺2名" in page.balance.text()
    page.day.setText("2019-03-01")
    page.show_chosen()
    assert page.view.grid.rowCount() == 2
    page.day.setText("什么时候")
    page.show_chosen()
    assert page.problem.isVisible()
    page.view.open_cell(0, 1)
    assert sample_window.list_shown().register.key == "deputies"


def test_the_table_is_printed_and_exported(sample_window, qtbot, answers, tmp_path) -> None:
    sample_window.open_page("crosstab")
    page = sample_window.page("crosstab")
    qtbot.waitUntil(lambda: page.view.grid.rowCount() == 13)
    path = tmp_path / "表.xlsx"
    answers.give("QFileDialog.getSaveFileName", (str(path), ""))
    page.do("export")
    qtbot.waitUntil(lambda: path.exists())
    page.do("print")
    qtbot.waitUntil(lambda: bool(sample_window.findChildren(Preview)), timeout=10_000)
    sample_window.findChildren(Preview)[0].close()


def test_a_ledger_without_terms_says_what_to_do(qtbot, tmp_path: Path) -> None:
    office = {"town": "迳口镇", "county": "四会市"}
    with new_ledger(tmp_path / "data", office, term=16, term_started=None, today=date(2022, 1, 1)) as ledger:
        with ledger.act("删") as act:
            act.remove("terms", 1, "试")
        page = VacanciesPage(Workspace(ledger))
        qtbot.addWidget(page)
        page.show()
        assert page.problem.isVisible() and not page.view.isVisible()
